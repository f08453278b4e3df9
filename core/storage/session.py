"""One transaction over one programme: the log, the feed, the tree, side rows and the machine's own notes.

It writes and reads; what may be written when is decided by the use cases and by sync.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, select, update

from core.domain.chain import chain_start
from core.domain.merkle import Tree
from core.domain.records import is_record_id, split_record_id
from core.fold.rows import EffectiveRecord, Hold
from core.storage import tables
from core.storage.engine import insert_rows, is_sqlite
from core.storage.projections import TABLES, ProjectionState
from core.storage.reads.reads import SqlReads
from core.storage.side_references import missing_hashes, shareable_hashes
from core.usecases.ports import Checkpoint, EnrolmentCode, OriginState, Pin, SideRow, Span

if TYPE_CHECKING:
    from core.storage.reads.money import SqlMoneyReads

HASH_BYTES = 32
_HASHES_PER_STATEMENT = 500


class SqlSession:
    """core.usecases.ports.Session over an open transaction."""

    def __init__(self, connection: Connection, programme: str, *, keeps_journal: bool) -> None:
        self.connection = connection
        self.programme = programme
        self._keeps_journal = keeps_journal
        self._notes: dict[str, bytes] | None = None

    def origin(self, origin: str, *, lock: bool = False) -> OriginState | None:
        table = tables.origin
        query = select(table).where(table.c.programme == self.programme, table.c.origin == origin)
        row = self.connection.execute(query.with_for_update() if lock else query).first()
        if row is None:
            return None
        return OriginState(row.origin, row.public_key, row.role, row.seq, row.head, bool(row.revoked), row.signature)

    def put_origin(self, state: OriginState) -> None:
        values = (
            state.origin,
            state.public_key,
            state.role,
            state.seq,
            state.head,
            int(state.revoked),
            state.signature,
        )
        insert_rows(self.connection, tables.origin, [(self.programme, *values)], ("programme", "origin"))

    def write_records(self, origin: str, first_seq: int, records: Sequence[bytes], heads: Sequence[bytes]) -> None:
        programme = self.programme
        rows = [
            (programme, origin, first_seq + index, data, head)
            for index, (data, head) in enumerate(zip(records, heads, strict=True))
        ]
        insert_rows(self.connection, tables.log, rows)

    def place_in_feed(self, origin: str, first_seq: int, number: int) -> int:
        counter = tables.feed_end
        insert_rows(self.connection, counter, [(self.programme, 0)], ("programme",), overwrite=False)
        taken = (
            update(counter)
            .where(counter.c.programme == self.programme)
            .values(size=counter.c.size + number)
            .returning(counter.c.size)
        )
        first = int(self.connection.execute(taken).scalar_one()) - number + 1
        insert_rows(self.connection, tables.feed, [(self.programme, first, origin, first_seq, number)])
        return first

    def records(self, origin: str, first_seq: int, last_seq: int) -> list[bytes]:
        log = tables.log
        where = (log.c.programme == self.programme, log.c.origin == origin, log.c.seq.between(first_seq, last_seq))
        return list(self.connection.execute(select(log.c.data).where(*where).order_by(log.c.seq)).scalars())

    def head(self, origin: str, seq: int) -> bytes:
        log = tables.log
        if seq == 0:
            known = self.origin(origin)
            if known is None:
                raise LookupError(f"{origin} is not known here")
            return chain_start(self.programme, known.public_key)
        where = (log.c.programme == self.programme, log.c.origin == origin, log.c.seq == seq)
        found = self.connection.execute(select(log.c.head).where(*where)).scalar()
        if found is None:
            raise LookupError(f"{origin}-{seq} is not here")
        return bytes(found)

    def record_bytes(self, identifier: str) -> bytes | None:
        """The bytes of the record with this id, or None where the log does not have it."""
        mark = "?" if is_sqlite(self.connection) else "%s"
        statement = f"SELECT data FROM log WHERE programme = {mark} AND origin = {mark} AND seq = {mark}"
        if not is_record_id(identifier):
            return None
        key = (self.programme, *split_record_id(identifier))
        return self.connection.exec_driver_sql(statement, key).scalar()

    def feed_size(self) -> int:
        counter = tables.feed_end
        size = self.connection.execute(select(counter.c.size).where(counter.c.programme == self.programme)).scalar()
        return int(size or 0)

    def feed(self, first_position: int, last_position: int, limit_bytes: int) -> list[Span]:
        """Feed records from first to last position, cut after `limit_bytes` of record bytes (but never before the
        first).
        """
        spans: list[Span] = []
        left = limit_bytes
        for row in self._feed_rows(first_position, last_position):
            skip = max(0, first_position - row.first_position)
            number = min(row.number, last_position - row.first_position + 1) - skip
            first_seq = row.first_seq + skip
            records, left = self._cut(row.origin, first_seq, number, left, at_least=0 if spans else 1)
            if records:
                spans.append(Span(row.first_position + skip, row.origin, first_seq, tuple(records)))
            if len(records) < number:
                break
        return spans

    def folded_position(self) -> int:
        table = tables.fold_mark
        position = self.connection.execute(select(table.c.position).where(table.c.programme == self.programme)).scalar()
        return int(position or 0)

    def held(self, committees: Iterable[str]) -> list[str]:
        hold, record = TABLES[Hold], TABLES[EffectiveRecord]
        same = (record.c.programme == hold.c.programme) & (record.c.id == hold.c.target)
        query = select(hold.c.target).distinct().join(record, same)
        query = query.where(hold.c.programme == self.programme, hold.c.released_by == "", hold.c.decided_by == "")
        near = set(committees)
        if "" not in near:
            query = query.where(record.c.committee.in_(near))
        return list(self.connection.execute(query.order_by(hold.c.target)).scalars())

    def tree(self, *, lock: bool = False) -> Tree:
        table = tables.tree
        if lock:
            insert_rows(self.connection, table, [(self.programme, 0, b"")], ("programme",), overwrite=False)
        query = select(table).where(table.c.programme == self.programme)
        row = self.connection.execute(query.with_for_update() if lock else query).first()
        if row is None:
            return Tree()
        parts = (row.frontier[start : start + HASH_BYTES] for start in range(0, len(row.frontier), HASH_BYTES))
        return Tree(row.size, tuple(parts))

    def put_tree(self, tree: Tree) -> None:
        row = (self.programme, tree.size, b"".join(tree.frontier))
        insert_rows(self.connection, tables.tree, [row], ("programme",))

    def checkpoint(self) -> Checkpoint | None:
        table = tables.checkpoint
        query = select(table).where(table.c.programme == self.programme).order_by(table.c.size.desc()).limit(1)
        row = self.connection.execute(query).first()
        return None if row is None else Checkpoint(row.size, row.root, row.note)

    def put_checkpoint(self, checkpoint: Checkpoint) -> None:
        row = (self.programme, checkpoint.size, checkpoint.root, checkpoint.note)
        insert_rows(self.connection, tables.checkpoint, [row])

    def side_rows(self, hashes: Iterable[str]) -> list[SideRow]:
        table = tables.side_row
        wanted = sorted(set(hashes))
        rows: list[SideRow] = []
        for start in range(0, len(wanted), _HASHES_PER_STATEMENT):
            part = wanted[start : start + _HASHES_PER_STATEMENT]
            query = (
                select(table).where(table.c.programme == self.programme, table.c.hash.in_(part)).order_by(table.c.hash)
            )
            rows += [SideRow(row.hash, row.salt, row.data) for row in self.connection.execute(query)]
        return rows

    def put_side_rows(self, rows: Iterable[SideRow]) -> None:
        # What is here stays: another split of the same bytes into salt and data has the same hash and must not
        # replace it.
        values = sorted({row.hash: (self.programme, row.hash, row.salt, row.data) for row in rows}.values())
        insert_rows(self.connection, tables.side_row, values, ("programme", "hash"), overwrite=False)

    def shareable_side_rows(self, hashes: Iterable[str], committees: Iterable[str]) -> list[SideRow]:
        return self.side_rows(shareable_hashes(self.connection, self.programme, hashes, committees))

    def missing_side_rows(self, committees: Iterable[str], limit: int) -> list[str]:
        return missing_hashes(self.connection, self.programme, committees, limit)

    def note(self, name: str) -> bytes | None:
        if self._notes is None:
            mark = "?" if is_sqlite(self.connection) else "%s"
            rows = self.connection.exec_driver_sql(
                f"SELECT name, value FROM note WHERE programme = {mark}", (self.programme,)
            )
            self._notes = {row[0]: bytes(row[1]) for row in rows}
        return self._notes.get(name)

    def put_note(self, name: str, value: bytes) -> None:
        if self._notes is not None:
            self._notes[name] = value
        insert_rows(self.connection, tables.note, [(self.programme, name, value)], ("programme", "name"))

    def pin(self, user_code: str) -> Pin | None:
        table = tables.pin
        query = select(table).where(table.c.programme == self.programme, table.c.user_code == user_code)
        row = self.connection.execute(query).first()
        return None if row is None else Pin(row.user_code, row.salt, row.hash, row.failures, row.locked_until)

    def put_pin(self, pin: Pin) -> None:
        row = (self.programme, pin.user_code, pin.salt, pin.hash, pin.failures, pin.locked_until)
        insert_rows(self.connection, tables.pin, [row], ("programme", "user_code"))

    def enrolment_code(self, code_hash: str) -> EnrolmentCode | None:
        table = tables.enrolment_code
        query = select(table).where(table.c.programme == self.programme, table.c.code_hash == code_hash)
        row = self.connection.execute(query).first()
        if row is None:
            return None
        committees, users = tuple(json.loads(row.committees)), tuple(json.loads(row.users))
        return EnrolmentCode(row.code_hash, row.label, committees, users, row.expires_at, row.used_by)

    def put_enrolment_code(self, code: EnrolmentCode) -> None:
        committees, users = json.dumps(code.committees), json.dumps(code.users)
        row = (self.programme, code.code_hash, code.label, committees, users, code.expires_at, code.used_by)
        insert_rows(self.connection, tables.enrolment_code, [row])

    def use_enrolment_code(self, code_hash: str, origin: str) -> None:
        table = tables.enrolment_code
        mine = (table.c.programme == self.programme, table.c.code_hash == code_hash)
        self.connection.execute(update(table).where(*mine).values(used_by=origin))

    def revoke_origin(self, origin: str) -> None:
        table = tables.origin
        mine = (table.c.programme == self.programme, table.c.origin == origin)
        self.connection.execute(update(table).where(*mine).values(revoked=1))

    def draft(self, name: str) -> str | None:
        table = tables.draft
        where = (table.c.programme == self.programme, table.c.name == name)
        return self.connection.execute(select(table.c.data).where(*where)).scalar()

    def put_draft(self, name: str, saved_at: int, data: str) -> None:
        insert_rows(self.connection, tables.draft, [(self.programme, name, saved_at, data)], ("programme", "name"))

    def drop_draft(self, name: str) -> None:
        table = tables.draft
        self.connection.execute(delete(table).where(table.c.programme == self.programme, table.c.name == name))

    def state(self) -> ProjectionState:
        return ProjectionState(self.connection, self.programme, self.record_bytes, keeps_journal=self._keeps_journal)

    def reads(self) -> SqlReads:
        return SqlReads(self.connection, self.programme, self.record_bytes)

    def money(self) -> SqlMoneyReads:
        from core.storage.reads.money import SqlMoneyReads  # A tablet that starts asks nothing about money.

        return SqlMoneyReads(
            self.connection, self.programme, self.record_bytes, self.state, keeps_journal=self._keeps_journal
        )

    def _feed_rows(self, first_position: int, last_position: int) -> list[Any]:
        feed = tables.feed
        mine = feed.c.programme == self.programme
        start = select(func.max(feed.c.first_position)).where(mine, feed.c.first_position <= first_position)
        first = self.connection.execute(start).scalar()
        if first is None:
            return []
        query = select(feed).where(mine, feed.c.first_position.between(first, last_position))
        return list(self.connection.execute(query.order_by(feed.c.first_position)))

    def _cut(self, origin: str, first_seq: int, number: int, left: int, at_least: int) -> tuple[list[bytes], int]:
        records: list[bytes] = []
        for data in self.records(origin, first_seq, first_seq + number - 1):
            if len(data) > left and len(records) >= at_least:
                break
            records.append(data)
            left -= len(data)
        return records, left
