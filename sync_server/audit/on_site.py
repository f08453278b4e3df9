"""What was found on the ground: writing it down, and reading it beside the record that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.bodies import Count, SideHash
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.domain.verifications import CHECKED_KINDS, Outcome, VerifiedOnSite
from core.fold.rows import EffectiveRecord
from core.storage.session import SqlSession
from core.usecases.office.steps import take_step
from core.usecases.words import one_line, words_row
from sync_server.audit.sampling import recorders, stated_of
from sync_server.audit.source import Source
from sync_server.office import Office

_EVER = ("0001-01-01", "9999-12-31")


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody found. `by` is who looked, `words` what else there is to say."""

    target: str
    found: int
    verdict: Outcome
    by: str
    seed: str = ""
    words: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    row: EffectiveRecord
    fact: VerifiedOnSite


@dataclass(frozen=True, slots=True)
class OnSite:
    """A record that can be checked on the ground: what the log says of it, by whom, and what was found so far."""

    stated: int
    by: tuple[str, ...]
    checks: tuple[Check, ...]


def on_site(session: SqlSession, record: str) -> OnSite | None:
    """None for what is not checked on the ground."""
    source = Source(session, 0, *_EVER)
    row = source.whole.records([record]).get(record)
    if row is None or row.kind not in CHECKED_KINDS:
        return None
    checks = [
        Check(stated.row, stated.fact)
        for stated in source.facts_of(source.whole.about(VerifiedOnSite.kind, record))
        if isinstance(stated.fact, VerifiedOnSite)
    ]
    return OnSite(stated_of(source, record), tuple(sorted(recorders(source, row))), tuple(checks))


def write_down(office: Office, author: str, found: Found) -> RecordId:
    """State what was found. Raises Problem not_checked_on_site, form_incomplete, checked_by_recorder, or those of who
    may say it.
    """
    by = one_line(found.by)
    with office.store.reading() as session:
        known = on_site(session, found.target) if is_record_id(found.target) else None
        row = session.state().get(EffectiveRecord, found.target) if known else None
    if known is None or row is None or row.status != "live":
        raise Problem("not_checked_on_site")
    if not by:
        raise Problem("form_incomplete")
    if by.casefold() in {code.casefold() for code in known.by}:
        raise Problem("checked_by_recorder", name=by)
    note = words_row(found.words)
    fact = VerifiedOnSite(
        RecordId(found.target), Count(max(0, known.stated)), Count(found.found), found.verdict, by,
        one_line(found.seed) or None, SideHash(note.hash) if note else None,
    )  # fmt: skip
    sides = {"note_side": note} if note else {}
    return take_step(office.store, office.clock, office.origin, author, fact, happened_on=found.day, sides=sides)
