"""A programme's data on this machine: sessions over it, and the fold, serial per programme and in feed order.

Append and fold are two transactions. On a tablet the fold first takes back what its unsent records did, folds what
came from the server, and then folds its own unsent records again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, insert, select

from core.fold import FOLD_VERSION
from core.storage import engine as engines
from core.storage import tables
from core.storage.guards import GUARDED_PROJECTIONS, install_guards
from core.storage.remembered import Remembered
from core.storage.session import SqlSession
from core.usecases import notes

if TYPE_CHECKING:
    from core.storage.projections import ProjectionState

FOLD_BATCH = 2_000
FOLD_BATCH_BYTES = 8_000_000
_MOST_REMEMBERED = 64
_MARK = "SELECT position, tail_seq, fold_version FROM fold_mark WHERE programme = ?"
_SET_MARK = "UPDATE fold_mark SET position = ?, tail_seq = ? WHERE programme = ?"


@dataclass(frozen=True, slots=True)
class FoldMark:
    """How far the projections are: feed `position`, and `tail_seq`, the last own record folded beyond it (0: none)."""

    position: int
    tail_seq: int


class SqlStore:
    """core.usecases.ports.Store over an engine. A tablet names its own origin; a server has no tail."""

    def __init__(self, engine: Engine, programme: str, *, tail_origin: str = "") -> None:
        self.engine = engine
        self._programme = programme
        self._tail_origin = tail_origin
        self._versions = count(1)
        self._version = 0
        # What a tablet has folded of its own records behind the feed has no place there.
        self._remembered = Remembered(_MOST_REMEMBERED) if self.keeps_journal else None

    @property
    def programme(self) -> str:
        return self._programme

    @property
    def version(self) -> int:
        return self._version

    @property
    def keeps_journal(self) -> bool:
        return not self._tail_origin

    @contextmanager
    def reading(self) -> Iterator[SqlSession]:
        with engines.reading(self.engine) as connection:
            yield self._session(connection, only_reads=True, remembered=self._remembered)

    @contextmanager
    def reading_all(self) -> Iterator[SqlSession]:
        """For who goes through whole tables: however long the log is, it takes no more memory."""
        with engines.reading(self.engine, sorts_on_disk=True) as connection:
            yield self._session(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlSession]:
        with self._changing(), engines.writing(self.engine) as connection:
            yield self._session(connection)

    @contextmanager
    def jotting(self) -> Iterator[SqlSession]:
        with engines.writing(self.engine) as connection:
            yield self._session(connection)

    @contextmanager
    def writing_lightly(self) -> Iterator[SqlSession]:
        """For what may be gone after the power was: nobody waits for the disk."""
        with self._changing(), engines.writing_lightly(self.engine) as connection:
            yield self._session(connection)

    @contextmanager
    def trying(self) -> Iterator[SqlSession]:
        with _no_collection(), engines.plain_words(self.engine), self.engine.connect() as connection:
            transaction = connection.begin()
            try:
                yield self._session(connection)
            finally:
                transaction.rollback()

    def fold(self, at_once: int | None = None, give_way: Callable[[], None] = lambda: None) -> int:
        """Fold everything that is not folded yet; how many records were taken. Nobody else can write to an SQLite file
        while `at_once` of them are folded; before each such piece `give_way` lets others go first.
        """
        taken = 0
        while True:
            give_way()
            with self._changing(), _no_collection(), engines.writing_lightly(self.engine) as connection:
                number, more = self._fold_batch(connection, at_once or FOLD_BATCH)
            taken += number
            if not more:
                return taken

    def tidy(self) -> None:
        """Move SQLite's write-ahead log into the file, so that no save has to."""
        engines.checkpoint(self.engine)

    def refold(self) -> int:
        """Throw the projections away, of all programmes in this database, and make this one's again from the log."""
        with self._changing(), engines.writing(self.engine) as connection:
            self._start_over(connection)
        return self.fold()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        self._version = next(self._versions)
        try:
            yield
        finally:
            self._version = next(self._versions)

    def _fold_batch(self, connection: Connection, at_once: int) -> tuple[int, bool]:
        session = self._session(connection)
        mark = self._lock_mark(connection)
        size = session.feed_size()
        if mark.position == size and not self._unfolded_tail(session, mark):
            return 0, False
        from core.fold.fold import Entry, take  # A tablet that starts mostly has nothing to fold.

        state = session.state()
        taken = 0
        if mark.position < size:
            if mark.tail_seq:
                self._take_back_tail(connection, state)
            last = min(size, mark.position + at_once)
            spans = session.feed(mark.position + 1, last, FOLD_BATCH_BYTES)
            if not spans:
                raise LookupError(f"the log lacks the record at feed position {mark.position + 1}")
            position = mark.position
            for span in spans:
                for index, data in enumerate(span.records):
                    position = span.first_position + index
                    take(state, Entry(span.origin, span.first_seq + index, position, data))
            taken = position - mark.position
            mark = FoldMark(position, 0)
        if mark.position == size and self._tail_origin:
            mark, number = self._fold_tail(connection, session, state, mark)
            taken += number
        state.flush()
        self._write_mark(connection, mark)
        return taken, mark.position < size

    def _fold_tail(
        self, connection: Connection, session: SqlSession, state: ProjectionState, mark: FoldMark
    ) -> tuple[FoldMark, int]:
        from core.fold.fold import Entry, take

        seqs = self._unfolded_tail(session, mark)
        records = session.records(self._tail_origin, seqs.start, seqs.stop - 1)
        for seq, data in zip(seqs, records, strict=False):
            state.begin_undo()
            take(state, Entry(self._tail_origin, seq, None, data))
            undo = state.undo_text()
            connection.execute(insert(tables.tail_undo).values(programme=self.programme, seq=seq, rows=undo))
            mark = FoldMark(mark.position, seq)
        return mark, len(records)

    def _unfolded_tail(self, session: SqlSession, mark: FoldMark) -> range:
        """The seqs of own records that are neither in the feed nor folded yet; none on a server."""
        own = session.origin(self._tail_origin) if self._tail_origin else None
        last = notes.number(session, "own_seq") if self._tail_origin else 0
        return range(max(mark.tail_seq, own.seq if own else 0) + 1, last + 1)

    def _take_back_tail(self, connection: Connection, state: ProjectionState) -> None:
        table = tables.tail_undo
        mine = table.c.programme == self.programme
        for text in connection.execute(select(table.c.rows).where(mine).order_by(table.c.seq.desc())).scalars():
            state.undo(text)
        state.flush()
        connection.execute(delete(table).where(mine))

    def _lock_mark(self, connection: Connection) -> FoldMark:
        start = (self.programme, FOLD_VERSION, 0, 0)
        engines.insert_rows(connection, tables.fold_mark, [start], ("programme",), overwrite=False)
        lock = "" if engines.is_sqlite(connection) else " FOR UPDATE"
        ((position, tail_seq, version),) = engines.asking(connection)(_MARK + lock, (self.programme,))
        if version == tables.TO_BE_MADE_ANEW:
            self._start_over(connection)
            return self._lock_mark(connection)
        return FoldMark(position, tail_seq)

    def _write_mark(self, connection: Connection, mark: FoldMark) -> None:
        engines.asking(connection)(_SET_MARK, (mark.position, mark.tail_seq, self.programme))

    def _start_over(self, connection: Connection) -> None:
        from core.storage.projections import drop_tables, make_tables

        drop_tables(connection)
        make_tables(connection, keeps_journal=self.keeps_journal)
        connection.execute(delete(tables.fold_mark))
        if self.keeps_journal:
            install_guards(connection, GUARDED_PROJECTIONS)
        else:
            connection.execute(delete(tables.tail_undo))

    def _session(
        self, connection: Connection, *, only_reads: bool = False, remembered: Remembered | None = None
    ) -> SqlSession:
        return SqlSession(
            connection, self.programme, keeps_journal=self.keeps_journal, only_reads=only_reads, remembered=remembered
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let no rings of objects be looked for. A batch makes a hundred thousand rows, none of them in a ring, and looking
    at them all again and again takes a fifth of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
