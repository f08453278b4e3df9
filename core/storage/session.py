"""One transaction over one programme: the log, the feed, the tree, side rows and the machine's own notes.

It writes and reads; what may be written when is decided by the use cases and by sync.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Connection, delete, select, update

from core.domain.chain import chain_start
from core.domain.merkle import Tree
from core.domain.records import is_record_id, split_record_id
from core.storage import tables
from core.storage.appending import append_rows
from core.storage.cuts import former_places, read_cuts
from core.storage.engine import asking, erasing, insert_rows, is_sqlite
from core.storage.feed import read_feed
from core.storage.guards import lifted_guards
from core.storage.placing import place
from core.storage.reads.users import read_grant, read_users
from core.storage.remembered import Remembered
from core.storage.sorts import checkpoint_of, feed_end_of, origin_of, tree_of, whole
from core.usecases import notes
from core.usecases.ports import Checkpoint, Cut, Echo, EnrolmentCode, OriginState, Pin, SideRow, Span

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

HASH_BYTES = 32
_HASHES_PER_STATEMENT = 500
_ORIGIN = (
    "SELECT origin, public_key, role, seq, head, revoked, signature FROM origin WHERE programme = ? AND origin = ?"
)
_ORIGINS = """SELECT origin, public_key, role, seq, head, revoked, signature FROM origin
    WHERE programme = ? ORDER BY origin"""
_PLACES = "SELECT first_position, number FROM feed WHERE programme = ? ORDER BY first_position"
_RECORDS = "SELECT data FROM log WHERE programme = ? AND origin = ? AND seq BETWEEN ? AND ? ORDER BY seq"
_RECORD = "SELECT data FROM log WHERE programme = ? AND origin = ? AND seq = ?"
_HEAD = "SELECT head FROM log WHERE programme = ? AND origin = ? AND seq = ?"
_FEED_SIZE = "SELECT size FROM feed_end WHERE programme = ?"
_FOLDED = "SELECT position FROM fold_mark WHERE programme = ?"
_NO_LONGER_SO = f"UPDATE fold_mark SET fold_version = {tables.TO_BE_MADE_ANEW} WHERE programme = ?"
_HELD = """SELECT DISTINCT target FROM hold
    JOIN effective_record ON effective_record.programme = hold.programme AND effective_record.id = hold.target
    WHERE hold.programme = ? AND released_by = '' AND decided_by = ''"""
_SIDE_ROWS = "SELECT hash, salt, data FROM side_row WHERE programme = ? AND hash IN"
_TREE = "SELECT size, frontier FROM tree WHERE programme = ?"
_CHECKPOINT = "SELECT size, root, note FROM checkpoint WHERE programme = ? ORDER BY size DESC LIMIT 1"
_CHECKPOINT_OF = "SELECT size, root, note FROM checkpoint WHERE programme = ? AND size = ?"
_FEED_FROM = """SELECT programme, first_position, origin, first_seq, number FROM feed
    WHERE programme = ? AND first_position + number - 1 > ? ORDER BY first_position"""
_CHECKPOINTS_FROM = "SELECT programme, size, root, note FROM checkpoint WHERE programme = ? AND size > ?"
_NEXT_EPOCH = "SELECT coalesce(max(epoch), 0) + 1 FROM former_feed WHERE programme = ?"
_TAIL = "SELECT programme, origin, seq, data FROM log WHERE programme = ? AND origin = ? AND seq > ? ORDER BY seq"
_LAST_IN_CUTS = "SELECT max(first_seq + number - 1) FROM former_feed WHERE programme = ? AND origin = ?"
_DROP_TAIL = "DELETE FROM log WHERE programme = ? AND origin = ? AND seq > ?"
_TAIL_ASIDE = "SELECT origin, seq, data FROM former_tail WHERE programme = ? ORDER BY origin, seq"
_DROP_FEED = "DELETE FROM feed WHERE programme = ? AND first_position >= ?"
_DROP_CHECKPOINTS = "DELETE FROM checkpoint WHERE programme = ? AND size > ?"
_REACHED = """SELECT origin, max(first_seq + number - 1) FROM feed
    WHERE programme = ? AND first_position <= ? GROUP BY origin"""
_ERASE_SIDE_ROW = "DELETE FROM side_row WHERE programme = ? AND hash = ?"
_NOTES = "SELECT name, value FROM note WHERE programme = ? AND name NOT LIKE ?"
_NOTE = "SELECT value FROM note WHERE programme = ? AND name = ?"
_A_PIN = "SELECT 1 FROM pin WHERE programme = ? AND length(salt) > 0 LIMIT 1"


class SqlSession:
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
        self.connection = connection
        self.programme = programme
        self._keeps_journal = keeps_journal
        self._only_reads = only_reads
        self._answers = remembered
        self._made: dict[str, Any] = {}
        self._notes: dict[str, bytes] | None = None
        self._ask = asking(connection)
        self._for_update = "" if is_sqlite(connection) else " FOR UPDATE"

    def origin(self, origin: str, *, lock: bool = False) -> OriginState | None:
        rows = self._ask(_ORIGIN + self._for_update * lock, (self.programme, origin))
        if lock:
            self._waited()
        if not rows:
            return None
        return origin_of(rows[0])

    def origins(self) -> list[OriginState]:
        return [origin_of(row) for row in self._ask(_ORIGINS, (self.programme,))]

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
        append_rows(self.connection, tables.log, rows)

    def place_in_feed(self, origin: str, first_seq: int, number: int) -> int:
        return self.place_all_in_feed([(origin, first_seq, number)])

    def place_all_in_feed(self, places: Sequence[tuple[str, int, int]]) -> int:
        return place(self.connection, self.programme, places)

    def records(self, origin: str, first_seq: int, last_seq: int) -> list[bytes]:
        return [data for (data,) in self._ask(_RECORDS, (self.programme, origin, first_seq, last_seq))]

    def head(self, origin: str, seq: int) -> bytes:
        if seq == 0:
            known = self.origin(origin)
            if known is None:
                raise LookupError(f"{origin} is not known here")
            return chain_start(self.programme, known.public_key)
        found = self._ask(_HEAD, (self.programme, origin, seq))
        if not found:
            raise LookupError(f"{origin}-{seq} is not here")
        return bytes(found[0][0])

    def record_bytes(self, identifier: str) -> bytes | None:
        """The bytes of the record with this id, or None where the log does not have it."""
        if not is_record_id(identifier):
            return None
        found = self._ask(_RECORD, (self.programme, *split_record_id(identifier)))
        return found[0][0] if found else None

    def feed_size(self) -> int:
        return feed_end_of(self._ask(_FEED_SIZE, (self.programme,)))

    def has_whole_feed(self) -> bool:
        end = 0
        for first, number in self._ask(_PLACES, (self.programme,)):
            if first != end + 1 or whole(number) < 1:
                return False
            end += number
        return end == self.feed_size()

    def feed(self, first_position: int, last_position: int, limit_bytes: int, cut: int = 0) -> list[Span]:
        """Feed records from first to last position, cut after `limit_bytes` of record bytes (but never before the
        first); a tiny record counts as more than it is.
        """
        places = former_places(self._ask, self.programme, cut) if cut else None
        spans = read_feed(self._ask, self.programme, first_position, last_position, limit_bytes, places_of=places)
        return [span for span in spans if isinstance(span, Span)]

    def feed_for(self, origin: str, first_position: int, last_position: int, limit_bytes: int) -> list[Span | Echo]:
        return read_feed(self._ask, self.programme, first_position, last_position, limit_bytes, origin)

    def cuts(self) -> list[Cut]:
        standing = self.checkpoint()
        own_origin = (self.note("own_origin") or b"").decode("ascii")
        return read_cuts(self._ask, self.programme, standing.size if standing else 0, own_origin)

    def cut_feed(self, size: int) -> None:
        reached = self._cut_places(size)
        for (name,) in self._ask("SELECT origin FROM origin WHERE programme = ?", (self.programme,)):
            known = self.origin(name)
            if known is not None:
                seq = reached.get(name, 0)
                self.put_origin(replace(known, seq=seq, head=self.head(name, seq)))
        insert_rows(self.connection, tables.feed_end, [(self.programme, size)], ("programme",))
        self._ask(_NO_LONGER_SO, (self.programme,))

    def set_tail_aside(self, origin: str) -> None:
        known = self.origin(origin)
        after = known.seq if known else 0
        tail = self._ask(_TAIL, (self.programme, origin, after))
        insert_rows(self.connection, tables.former_tail, tail, ("programme", "origin", "seq"), overwrite=False)
        # What stands in a feed that was put aside is needed there, or nothing of that could be given back.
        in_cuts = self._ask(_LAST_IN_CUTS, (self.programme, origin))[0][0]
        with lifted_guards(self.connection, ("log",)):
            self._ask(_DROP_TAIL, (self.programme, origin, max(after, in_cuts or 0)))
        self._ask(_NO_LONGER_SO, (self.programme,))

    def tail_aside(self) -> list[tuple[str, int, bytes]]:
        return [(origin, seq, data) for origin, seq, data in self._ask(_TAIL_ASIDE, (self.programme,))]

    def drop_tail_aside(self) -> None:
        self._ask("DELETE FROM former_tail WHERE programme = ?", (self.programme,))

    def _cut_places(self, size: int) -> dict[str, int]:
        """Put aside the places of the feed and the checkpoints behind `size`; the last seq of each origin before it."""
        tail = self._ask(_FEED_FROM, (self.programme, size))
        notes = self._ask(_CHECKPOINTS_FROM, (self.programme, size))
        number = int(self._ask(_NEXT_EPOCH, (self.programme,))[0][0])
        insert_rows(self.connection, tables.former_feed, [(self.programme, number, *row[1:]) for row in tail])
        insert_rows(self.connection, tables.former_checkpoint, [(self.programme, number, *row[1:]) for row in notes])
        with lifted_guards(self.connection, ("feed", "checkpoint")):
            self._ask(_DROP_FEED, (self.programme, tail[0][1] if tail else size + 1))
            self._ask(_DROP_CHECKPOINTS, (self.programme, size))
        if tail and tail[0][1] <= size:
            _, position, origin, seq, _ = tail[0]
            insert_rows(self.connection, tables.feed, [(self.programme, position, origin, seq, size - position + 1)])
        return {name: int(seq) for name, seq in self._ask(_REACHED, (self.programme, size))}

    def folded_position(self) -> int:
        return self._number(_FOLDED)

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

    def tree(self, *, lock: bool = False) -> Tree:
        if lock:
            insert_rows(self.connection, tables.tree, [(self.programme, 0, b"")], ("programme",), overwrite=False)
        rows = self._ask(_TREE + self._for_update * lock, (self.programme,))
        if lock:
            self._waited()
        return tree_of(rows)

    def put_tree(self, tree: Tree) -> None:
        row = (self.programme, tree.size, b"".join(tree.frontier))
        insert_rows(self.connection, tables.tree, [row], ("programme",))

    def checkpoint(self) -> Checkpoint | None:
        return checkpoint_of(self._ask(_CHECKPOINT, (self.programme,)))

    def checkpoint_of(self, size: int) -> Checkpoint | None:
        return checkpoint_of(self._ask(_CHECKPOINT_OF, (self.programme, size)))

    def put_checkpoint(self, checkpoint: Checkpoint) -> None:
        row = (self.programme, checkpoint.size, checkpoint.root, checkpoint.note)
        insert_rows(self.connection, tables.checkpoint, [row])

    def side_rows(self, hashes: Iterable[str]) -> list[SideRow]:
        wanted = sorted(set(hashes))
        rows: list[SideRow] = []
        for start in range(0, len(wanted), _HASHES_PER_STATEMENT):
            part = wanted[start : start + _HASHES_PER_STATEMENT]
            marks = ", ".join("?" for _ in part)
            found = self._ask(f"{_SIDE_ROWS} ({marks}) ORDER BY hash", (self.programme, *part))
            rows += [SideRow(*row) for row in found]
        return rows

    def put_side_rows(self, rows: Iterable[SideRow]) -> None:
        # What is here stays: another split of the same bytes into salt and data has the same hash and must not
        # replace it.
        values = sorted({row.hash: (self.programme, row.hash, row.salt, row.data) for row in rows}.values())
        insert_rows(self.connection, tables.side_row, values, ("programme", "hash"), overwrite=False)

    def shareable_side_rows(self, hashes: Iterable[str], committees: Iterable[str]) -> list[SideRow]:
        from core.storage.side_references import shareable_hashes

        return self.side_rows(shareable_hashes(self.connection, self.programme, hashes, committees))

    def named_side_rows(self, committees: Iterable[str], last_position: int) -> list[str]:
        from core.storage.side_references import named_hashes

        return named_hashes(self.connection, self.programme, committees, last_position)

    def missing_side_rows(self, committees: Iterable[str], limit: int) -> list[str]:
        from core.storage.side_references import missing_hashes

        return missing_hashes(self.connection, self.programme, committees, limit)

    def withdrawn_side_rows(self, committees: Iterable[str]) -> list[str]:
        from core.storage.side_references import withdrawn_hashes

        return withdrawn_hashes(self.connection, self.programme, committees)

    def erase_side_rows(self, hashes: Iterable[str]) -> None:
        gone = [(self.programme, key) for key in sorted(set(hashes))]
        with erasing(self.connection):
            for place in gone:
                self._ask(_ERASE_SIDE_ROW, place)

    def note(self, name: str) -> bytes | None:
        if "/" in name:
            # One of many alike, such as one for each tablet: those few that are asked for are read alone.
            found = self._ask(_NOTE, (self.programme, name))
            return bytes(found[0][0]) if found else None
        if self._notes is None:
            self._notes = {key: bytes(value) for key, value in self._ask(_NOTES, (self.programme, "%/%"))}
        return self._notes.get(name)

    def put_note(self, name: str, value: bytes) -> None:
        if self._notes is not None and "/" not in name:
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

    def has_pins(self) -> bool:
        # The letters for a forgotten PIN stand in this table too; they alone have no salt.
        return bool(self._ask(_A_PIN, (self.programme,)))

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

    def drafts(self) -> list[tuple[str, int]]:
        table = tables.draft
        query = select(table.c.name, table.c.saved_at).where(table.c.programme == self.programme)
        found = self.connection.execute(query.order_by(table.c.saved_at.desc(), table.c.name))
        return [(row.name, row.saved_at) for row in found]

    def put_draft(self, name: str, saved_at: int, data: str) -> None:
        insert_rows(self.connection, tables.draft, [(self.programme, name, saved_at, data)], ("programme", "name"))

    def drop_draft(self, name: str) -> None:
        table = tables.draft
        self.connection.execute(delete(table).where(table.c.programme == self.programme, table.c.name == name))

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

    def _waited(self) -> None:
        """Whoever had a row until now may have written notes meanwhile; on SQLite nobody else writes."""
        if self._for_update:
            self._notes = None

    def _number(self, statement: str) -> int:
        rows = self._ask(statement, (self.programme,))
        return int(rows[0][0]) if rows else 0
