"""Tablets as the office sees them: when each was last heard, whom it works for, and what waits in its hands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.domain.calendar import days_between, local_day
from core.domain.sheets import PAYABLE_STATES
from core.domain.tablets import Grant, TabletEnrolled
from core.fold.facts import thing_fact
from core.fold.grants import grant_of
from core.fold.money_rows import Sheet, SheetLine
from core.fold.rows import Thing
from core.fold.state import State
from core.storage.session import SqlSession
from sync_server.crowd.contacts import Contacts
from sync_server.looking.choosable import Choosable

QUIET_DAYS = 14
"""After so many days without a word a tablet is named: what it holds is in none of the figures."""


@dataclass(frozen=True, slots=True)
class HeardTablet:
    """`records` are those of this tablet that have arrived; `last_contact` is UTC milliseconds, `quiet_days` how long
    ago that is, None where it was never heard.
    """

    origin: str
    label: str
    committees: tuple[str, ...]
    last_contact: int | None
    quiet_days: int | None
    records: int
    revoked: bool

    @property
    def is_quiet(self) -> bool:
        return not self.revoked and (self.quiet_days is None or self.quiet_days >= QUIET_DAYS)


@dataclass(frozen=True, slots=True)
class TabletLine:
    """`records` are those that have arrived; `last_contact` is UTC milliseconds; `unpaid` lines wait in its hands, on
    `sheets` (id, number).
    """

    origin: str
    label: str
    committees: tuple[str, ...]
    users: tuple[str, ...]
    last_contact: int | None
    records: int
    unpaid: int
    sheets: tuple[tuple[str, int], ...]
    revoked: bool


@dataclass(frozen=True, slots=True)
class Tablets:
    """Those in use first. `committees` and `users` are all those of the programme."""

    tablets: tuple[TabletLine, ...]
    committees: tuple[Choosable, ...]
    users: tuple[Choosable, ...]
    names: Mapping[str, str]


def heard_tablets(
    session: SqlSession, contacts: Contacts, names: Mapping[str, str], today: str
) -> tuple[HeardTablet, ...]:
    """Every tablet that was let in, those in use first, then by label."""
    lines = []
    for thing in session.state().find(Thing, TabletEnrolled.kind):
        fact = thing_fact(thing)
        known = session.origin(fact.origin)
        if known is None:
            continue
        committees = tuple(names.get(committee, committee) for committee in fact.committees)
        last = contacts.last(session, known.origin)
        quiet = max(0, days_between(local_day(last), today)) if last else None
        lines.append(HeardTablet(known.origin, fact.label, committees, last, quiet, known.seq, bool(known.revoked)))
    return tuple(sorted(lines, key=lambda line: (line.revoked, line.label, line.origin)))


def last_contacts(tablets: Iterable[HeardTablet]) -> tuple[tuple[str, int | None], ...]:
    """Each tablet in use by its label, with the instant of its last contact."""
    return tuple((tablet.label, tablet.last_contact) for tablet in tablets if not tablet.revoked)


def tablets_in(session: SqlSession, contacts: Contacts) -> Tablets:
    """All that were let in, as of this look."""
    state = session.state()
    lines = [_line(session, contacts, state, thing) for thing in state.find(Thing, TabletEnrolled.kind)]
    committees = tuple(Choosable(one.id, one.code, one.name) for one in session.reads().committees())
    users = tuple(Choosable(one.id, one.code, one.name) for one in session.reads().users())
    return Tablets(
        tuple(sorted((line for line in lines if line), key=lambda line: (line.revoked, line.label, line.origin))),
        committees, users, {one.id: one.name for one in (*committees, *users)},
    )  # fmt: skip


def _line(session: SqlSession, contacts: Contacts, state: State, thing: Thing) -> TabletLine | None:
    fact: TabletEnrolled = thing_fact(thing)
    known = session.origin(fact.origin)
    if known is None:
        return None
    standing = grant_of(state, fact.origin) or Grant()
    sheets = [sheet for name in PAYABLE_STATES for sheet in state.find(Sheet, name)]
    unpaid = {
        sheet.id: sum(line.holder == fact.origin and not line.payout for line in state.find(SheetLine, sheet.id))
        for sheet in sheets
    }
    last = contacts.last(session, fact.origin)
    return TabletLine(
        fact.origin, fact.label, tuple(standing.committees), tuple(standing.users), last, known.seq,
        sum(unpaid.values()), tuple((sheet.id, sheet.number) for sheet in sheets if unpaid[sheet.id]),
        bool(known.revoked),
    )  # fmt: skip
