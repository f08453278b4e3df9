"""A unit as certifiers ask about it: what holds today, and everything that was ever said of it, on the unit's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from core.domain.certifying import UnitCertified, UnitDescribed, UnitTerms
from core.domain.plots import BorderWalked, Unit
from core.domain.problems import Language
from core.fold.facts import fact_in_force
from core.fold.rows import EffectiveRecord
from core.storage.session import SqlSession
from core.usecases.office.written.cells import written_of
from core.usecases.office.written.names import Names
from sync_server.looking.unit_terms import stated_terms
from sync_server.pages.told.telling import Told, tell_fact
from sync_server.text.texts import spoken

_NOT_TAKEN_OVER = ("starts_on", "document")
_ABOUT = "unit"


@dataclass(frozen=True, slots=True)
class TermsLine:
    """Something that was said of a unit; `told` are its fields in words. What is void counts no more."""

    record: str
    kind: str
    starts_on: str
    author: str
    is_void: bool
    holds: bool
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class UnitTermsPage:
    """`walked_m2` is what the last walk round the unit encloses, None where nobody walked; `describe` and `certify` are
    the addresses of the forms, filled in with what holds.
    """

    terms: UnitTerms
    area_m2: int
    walked_m2: int | None
    plantable_m2: int | None
    lines: tuple[TermsLine, ...]
    describe: str
    certify: str


def unit_terms(
    session: SqlSession, row: EffectiveRecord, fact: Any, today: str, language: Language
) -> UnitTermsPage | None:
    """What a unit's page says of it; None for any other record, and for a unit that was taken back."""
    if not isinstance(fact, Unit) or row.status != "live":
        return None
    terms = stated_terms(session).on(row.id, today)
    names = Names(session, spoken(language))
    unit = names.written(row.id, (Unit.kind,))
    cells = written_of(names, terms.description, {}) if terms.description else {}
    described = {name: text for name, text in cells.items() if name not in _NOT_TAKEN_OVER} | {_ABOUT: unit}
    return UnitTermsPage(
        terms, fact.area_m2, _walked_m2(session, row.id), terms.plantable_m2(fact.area_m2),
        tuple(_lines(session, row.id, terms, language)),
        f"/reference/unit-descriptions/new?{urlencode(described)}",
        f"/reference/unit-certificates/new?{urlencode({_ABOUT: unit})}",
    )  # fmt: skip


def _lines(session: SqlSession, unit: str, terms: UnitTerms, language: Language) -> Iterator[TermsLine]:
    """The newest beginning first."""
    reference, state = session.reference(), session.state()
    kinds = (UnitDescribed.kind, UnitCertified.kind)
    entries = [entry for kind in kinds for entry in reference.entries(kind) if entry.fact.unit == unit]
    names = reference.names_in([entry.fact for entry in entries])
    found = []
    for entry in entries:
        row = state.get(EffectiveRecord, entry.id)
        told = (one for one in tell_fact(entry.fact, names, language) if one.name not in (_ABOUT, "starts_on"))
        holds = entry.id in (terms.description_id, *terms.certificate_ids)
        line = TermsLine(
            entry.id, entry.fact.kind, entry.fact.starts_on, row.author if row else "", entry.status == "void", holds,
            tuple(told),
        )  # fmt: skip
        found.append((entry.fact.starts_on, row.position or 0 if row else 0, line))
    yield from (line for _, _, line in sorted(found, key=lambda one: one[:2], reverse=True))


def _walked_m2(session: SqlSession, unit: str) -> int | None:
    """By the last walk that stands, of two on a day the one said later."""
    state, walked = session.state(), None
    for identifier in state.since(BorderWalked.kind, ""):
        row = state.get(EffectiveRecord, identifier)
        if row is None or row.subject != unit or row.status != "live":
            continue
        fact = fact_in_force(state, row)
        place = (row.happened_on, row.position or 0)
        if isinstance(fact, BorderWalked) and (walked is None or place >= walked[0]):
            walked = (place, int(fact.area_m2))
    return walked[1] if walked else None
