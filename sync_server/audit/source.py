"""What the tables of a package are worked out from: one snapshot of the log and of what the fold has made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from core.domain import canon
from core.domain.kinds import KINDS, fact_or_none
from core.domain.records import Record
from core.fold.facts import body_in, body_in_force, thing_fact
from core.fold.meant import has_merged, redirected
from core.fold.row_keys import Row
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State
from core.storage.reads.lookup import Lookup
from core.storage.reads.whole import JournalSums, WholeReads
from core.storage.session import SqlSession
from core.usecases.views.money import Identity
from core.usecases.views.monitoring import UnitCareView
from sync_server.audit.keeping import KeptRows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated:
    """A record as it stands, with the typed fact of the body in force: also of one that was taken back. None where it
    cannot be read.
    """

    row: EffectiveRecord
    fact: Any


@dataclass(frozen=True, slots=True)
class Sums:
    """What the books come to in the period, what everybody was paid and is owed, and the period's half-days by
    committee.
    """

    journal: JournalSums
    identities: list[Identity]
    half_days: dict[str, int]


@dataclass(frozen=True)
class Source:
    """The first `size` records of a programme's log, which are all that the session sees, for a period of days. `look`
    takes another look at the same database, for what can be worked out beside the rest.
    """

    session: SqlSession
    size: int
    from_day: str
    to_day: str
    look: Callable[[], AbstractContextManager[SqlSession]] | None = None

    @property
    def programme(self) -> str:
        return self.session.programme

    @cached_property
    def lookup(self) -> Lookup:
        return self.session.lookup()

    @cached_property
    def whole(self) -> WholeReads:
        return WholeReads(self.session.connection, self.programme)

    @cached_property
    def cares(self) -> dict[str, list[UnitCareView]]:
        """What stands in the units of each committee."""
        monitoring = self.session.monitoring()
        return {one.id: monitoring.units(one.id) for one in self.session.reads().committees()}

    @contextmanager
    def adding_up(self) -> Iterator[None]:
        """What whole tables come to is worked out in a thread of its own meanwhile: the database does so, and whoever
        writes the rows would wait for it.
        """
        if self.look is None:
            yield
            return
        with ThreadPoolExecutor(1) as adder:
            self._ahead.append(adder.submit(self._sums_of_another_look))
            try:
                yield
            finally:
                self._ahead.clear()

    def _sums_of_another_look(self) -> Sums | None:
        """None where somebody has folded more since: what the fold makes of the same records is always the same."""
        with self.look() if self.look else nullcontext(self.session) as session:
            if session.folded_position() != self.size or session.feed_size() != self.size:
                return None
            return _sums_of(Source(session, self.size, self.from_day, self.to_day))

    @cached_property
    def sums(self) -> Sums:
        """What whole tables come to."""
        return (self._ahead[0].result() if self._ahead else None) or _sums_of(self)

    @cached_property
    def _ahead(self) -> list[Future[Sums | None]]:
        return []

    @cached_property
    def _known(self) -> dict[str, list[Any]]:
        return {}

    def once(self, name: str, work: Callable[[], Iterable[T]]) -> list[T]:
        """What a piece of work comes to of which several parts of a package are made; none that grows with the log."""
        if name not in self._known:
            self._known[name] = list(work())
        return self._known[name]

    @cached_property
    def kept(self) -> KeptRows:
        """Rows that several parts of a package are made of, of which there are more the longer the log is."""
        return KeptRows()

    def in_period(self, shape: type[Row], order: Iterable[str], day: str = "happened_on") -> Iterator[tuple[Any, ...]]:
        """The fold's rows of a class whose day lies in the period."""
        return self.whole.rows(shape, order, days=(day, self.from_day, self.to_day))

    def stated(self, *kinds: str, period: bool = False) -> Iterator[Stated]:
        """The records of these kinds by kind, day and id."""
        days = (self.from_day, self.to_day) if period else None
        state = self.session.state()
        for kind in sorted(kinds):
            for *fields, data in self.whole.stated(kind, days):
                row = EffectiveRecord(*fields)
                yield Stated(row, self._meant(state, _fact_in(kind, data)))

    def things(self, kind: str) -> list[tuple[EffectiveRecord, Thing, Any]]:
        """All things of a kind, void ones as well, in the order in which they were said."""
        found = [Thing(*row) for row in self.whole.rows(Thing, ("id",), of={"kind": kind})]
        rows = self.whole.records(thing.id for thing in found)
        together = [(rows[thing.id], thing, thing_fact(thing)) for thing in found]
        return sorted(together, key=lambda one: one[0].position or 0)

    def facts_of(self, rows: list[EffectiveRecord]) -> Iterator[Stated]:
        """These records with what they say."""
        bodies = self.lookup.records(row.body_id for row in rows)
        state = self.session.state()
        for row in rows:
            yield Stated(row, self._meant(state, _fact(row, bodies.get(row.body_id))))

    @cached_property
    def _has_merged(self) -> bool:
        return has_merged(self.session.state())

    def _meant(self, state: State, fact: Any) -> Any:
        return redirected(state, fact) if fact is not None and self._has_merged else fact


def _sums_of(source: Source) -> Sums:
    return Sums(
        source.whole.journal_sums(source.from_day, source.to_day),
        source.session.money().identities(),
        source.whole.half_days(source.from_day, source.to_day),
    )


def _fact_in(kind: str, data: bytes | None) -> Any:
    """What the bytes of a record that was folded say of a kind; None where they are not there, or no such fact."""
    if data is None or kind not in KINDS:
        return None
    try:
        return fact_or_none(kind, *body_in(canon.read(data)))
    except (canon.NotCanonical, KeyError, TypeError):
        return None


def _fact(row: EffectiveRecord, body: Record | None) -> Any:
    if body is None or row.kind not in KINDS:
        return None
    try:
        return fact_or_none(row.kind, *body_in_force(body))
    except (KeyError, TypeError):
        return None
