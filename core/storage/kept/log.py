"""The log of every origin, the feed they stand in, its tree and checkpoints, and what was cut from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import update

from core.domain.chain import chain_start
from core.domain.merkle import Tree
from core.domain.records import is_record_id, split_record_id
from core.storage import tables
from core.storage.appending import append_rows
from core.storage.cuts import former_places, read_cuts
from core.storage.engine import insert_rows
from core.storage.feed import read_feed
from core.storage.guards import lifted_guards
from core.storage.kept.transaction import Transaction
from core.storage.placing import place
from core.storage.sorts import checkpoint_of, feed_end_of, origin_of, tree_of, whole
from core.usecases.ports import Checkpoint, Cut, Echo, OriginState, Span

HASH_BYTES = 32
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


class KeptLog(Transaction):
    """What was recorded, and in which order the server has it."""

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

    def revoke_origin(self, origin: str) -> None:
        table = tables.origin
        mine = (table.c.programme == self.programme, table.c.origin == origin)
        self.connection.execute(update(table).where(*mine).values(revoked=1))
