"""One transaction over one programme: what it keeps, and what it answers.

It writes and reads; what may be written when is decided by the use cases and by sync.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Connection

from core.storage.kept.log import KeptLog
from core.storage.kept.machine import KeptByMachine
from core.storage.kept.side_rows import KeptSideRows
from core.storage.reads.users import read_grant, read_users
from core.storage.remembered import Remembered
from core.usecases import notes

if TYPE_CHECKING:
    from core.storage.imports import SqlImports
    from core.storage.photos import SqlPhotos
    from core.storage.projections import ProjectionState
    from core.storage.reads.lookup import Lookup
    from core.storage.reads.money import SqlMoneyReads
    from core.storage.reads.monitoring import SqlMonitoringReads
    from core.storage.reads.reads import SqlReads
    from core.storage.reads.reference import SqlReferenceReads
    from core.usecases.views.people import UserView

T = TypeVar("T")
_HELD = """SELECT DISTINCT target FROM hold
    JOIN effective_record ON effective_record.programme = hold.programme AND effective_record.id = hold.target
    WHERE hold.programme = ? AND released_by = '' AND decided_by = ''"""


class SqlSession(KeptLog, KeptSideRows, KeptByMachine):
    """core.usecases.ports.Session over an open transaction; in one that only reads, answers about records remember
    what they looked up.
    """

    def __init__(
        self,
        connection: Connection,
        programme: str,
        *,
        keeps_journal: bool,
        only_reads: bool = False,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(connection, programme)
        self._keeps_journal = keeps_journal
        self._only_reads = only_reads
        self._answers = remembered
        self._made: dict[str, Any] = {}

    def once_folded(self, name: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives as of this look at the database; on a server it is remembered until something is folded.
        Side rows may be no part of it: they come and go without that.
        """
        return work() if self._answers is None else self._answers.of(name, self.folded_position(), work)

    def held(self, committees: Iterable[str]) -> list[str]:
        near = sorted(set(committees))
        if not near:
            return []
        only = "" if "" in near else f" AND committee IN ({', '.join('?' for _ in near)})"
        values = near if only else []
        return [target for (target,) in self._ask(f"{_HELD}{only} ORDER BY target", (self.programme, *values))]

    def people_here(self) -> list[UserView]:
        grant = read_grant(self._ask, self.programme, notes.text(self, "own_origin"))
        users = notes.listed(self, "users") if grant is None else grant.users
        return [user for user in read_users(self._ask, self.programme, has_pins=True) if user.id in users]

    def state(self) -> ProjectionState:
        from core.storage.projections import ProjectionState  # A tablet that starts mostly has nothing to fold.

        return ProjectionState(self.connection, self.programme, self.record_bytes, keeps_journal=self._keeps_journal)

    def lookup(self) -> Lookup:
        from core.storage.reads.lookup import Lookup  # A tablet that starts only asks who may sign in.

        return self._remembered(
            "lookup", lambda: Lookup(self.connection, self.programme, self.record_bytes, self.once_folded)
        )

    def reads(self) -> SqlReads:
        from core.storage.reads.reads import SqlReads  # A tablet that starts only asks who may sign in.

        return self._remembered("reads", lambda: SqlReads(self.lookup()))

    def money(self) -> SqlMoneyReads:
        from core.storage.reads.money import SqlMoneyReads  # A tablet that starts asks nothing about money.

        make = partial(SqlMoneyReads, make_state=self.state, keeps_journal=self._keeps_journal)
        return self._remembered("money", lambda: make(self.lookup()))

    def monitoring(self) -> SqlMonitoringReads:
        from core.storage.reads.monitoring import SqlMonitoringReads  # A tablet that starts asks nothing about it.

        return self._remembered("monitoring", lambda: SqlMonitoringReads(self.lookup()))

    def reference(self) -> SqlReferenceReads:
        from core.storage.reads.reference import SqlReferenceReads  # Only the office asks for whole lists.

        return self._remembered("reference", lambda: SqlReferenceReads(self.lookup()))

    def photos(self) -> SqlPhotos:
        from core.storage.photos import SqlPhotos  # A tablet that starts asks nothing about photos.

        return SqlPhotos(self.connection, self.programme)

    def imports(self) -> SqlImports:
        from core.storage.imports import SqlImports  # A tablet takes no spreadsheets in.

        return SqlImports(self.connection, self.programme)

    def _remembered(self, name: str, make: Callable[[], T]) -> T:
        """In a transaction that only reads, what was made before: it has looked up already what others ask for."""
        if not self._only_reads:
            return make()
        if name not in self._made:
            self._made[name] = make()
        return cast("T", self._made[name])
