"""The evidence of a package: the log in its order with its chains, keys, signed checkpoints, side rows and photos.

The log is gone over on its way out: chains and roots are worked out anew and compared with what is kept. Where they
differ somebody has changed the past, and there is no package.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from core.domain import canon
from core.domain.chain import chain_next, chain_start
from core.domain.epochs import EpochBegan, epoch_message
from core.domain.merkle import Tree, grow, root
from core.domain.problems import Problem
from core.domain.records import record_id
from core.fold.rows import EffectiveRecord
from core.storage.reads.whole import ROWS_AT_ONCE
from core.sync.trust.checkpoints import signer_of
from sync_server.audit.batches import in_batches
from sync_server.audit.source import Source

_SIGNATURE_BYTES = 64
Place = tuple[int, str, int]
"""Position, origin, number."""


def places(source: Source) -> Iterator[Place]:
    """Every place of the log in its order. Raises Problem audit_log_differs where one is missing."""
    end = 0
    for first, origin, seq, length in source.whole.feed():
        if first != end + 1:
            raise Problem("audit_log_differs", id=str(end + 1))
        for step in range(length):
            yield first + step, origin, seq + step
        end = first + length - 1


def log_lines(source: Source) -> Iterator[bytes]:
    """The lines of evidence/log.jsonl; the generator returns nothing, `root_of` is what they come to. Raises Problem
    audit_log_differs, which names the first record that is not what was chained or signed.
    """
    walk = _Walk(source)
    of = {"kind": "unreadable", "kind_version": 0}
    unread = {identifier for (identifier,) in source.whole.rows(EffectiveRecord, ("id",), of=of, only=("id",))}
    for part in in_batches(places(source)):
        for (_, origin, seq), (data, head) in zip(part, _bytes(source, part), strict=True):
            walk.step(origin, seq, data, head)
            is_raw = bool(unread) and record_id(origin, seq) in unread
            yield _line(is_raw, origin, seq, data, head)
    walk.end()


def root_of(source: Source) -> bytes:
    """The root over the whole log, as `log_lines` has compared it."""
    found = source.session.checkpoint_of(source.size)
    if found is None:
        raise LookupError(f"nobody has signed the log at {source.size}")
    return found.root


def _line(is_raw: bool, origin: str, seq: int, data: bytes, head: bytes) -> bytes:
    if is_raw or b"\n" in data:
        raw = base64.b64encode(data).decode("ascii")
        return canon.encode({"head": head.hex(), "origin": origin, "raw": raw, "seq": seq}) + b"\n"
    return b'{"head":"' + head.hex().encode("ascii") + b'","record":' + data + b"}\n"


def _bytes(source: Source, part: tuple[Place, ...]) -> Iterator[tuple[bytes, bytes]]:
    """Bytes and head of each place. An origin's records stand in the log in the order of their numbers."""
    found = source.whole.log((origin, seq) for _, origin, seq in part)
    for _, origin, seq in part:
        if (origin, seq) not in found:
            raise Problem("audit_log_differs", id=record_id(origin, seq))
        yield found[origin, seq]


class _Walk:
    """The chains and the tree, worked out again on the way."""

    def __init__(self, source: Source) -> None:
        programme = source.programme
        self._heads = {one.origin: chain_start(programme, one.public_key) for one in source.session.origins()}
        self._signed = source.whole.checkpoints(source.size)
        self._next: Any = next(self._signed, None)
        self._tree = Tree()
        self._waiting: list[bytes] = []

    def step(self, origin: str, seq: int, data: bytes, head: bytes) -> None:
        before = self._heads.get(origin)
        if before is None or chain_next(before, data) != head:
            raise Problem("audit_log_differs", id=record_id(origin, seq))
        self._heads[origin] = head
        self._waiting.append(data)
        while self._next is not None and self._tree.size + len(self._waiting) >= self._next[0]:
            self._grow()
            if self._next[0] == self._tree.size and root(self._tree) != bytes(self._next[1]):
                raise Problem("audit_log_differs", id=record_id(origin, seq))
            self._next = next(self._signed, None)
        if len(self._waiting) >= ROWS_AT_ONCE:
            self._grow()

    def end(self) -> None:
        if self._next is not None:
            raise Problem("audit_log_differs", id=str(self._next[0]))

    def _grow(self) -> None:
        self._tree = grow(self._tree, self._waiting)
        self._waiting.clear()


def keys(source: Source) -> bytes:
    """evidence/keys.json."""
    origins = [
        {
            "head": one.head.hex(), "origin": one.origin, "public_key": one.public_key.hex(), "role": one.role,
            "seq": one.seq, "signature": one.signature[:_SIGNATURE_BYTES].hex(),
            "signed": one.signature[_SIGNATURE_BYTES:].decode("utf-8"),
        }
        for one in sorted(source.session.origins(), key=lambda one: one.origin)
    ]  # fmt: skip
    said = {"format": "planton-keys/1", "origins": origins, "programme": source.programme}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8") + b"\n"


def checkpoint_lines(source: Source) -> Iterator[bytes]:
    """The lines of evidence/checkpoints.jsonl: by size, an epoch behind the checkpoint that it goes on from."""
    began = [
        (row, fact) for row, thing, fact in source.things(EpochBegan.kind) if thing.status == "live"
    ]  # fmt: skip
    waiting = sorted(began, key=lambda one: (one[1].size, one[0].position or 0))
    for size, root_hash, note in source.whole.checkpoints(source.size):
        while waiting and waiting[0][1].size < size:
            yield _epoch(source, *waiting.pop(0))
        said = {"kind": "checkpoint", "note": note, "root": bytes(root_hash).hex(), "signer": signer_of(note)}
        yield canon.encode(said | {"size": size}) + b"\n"
    for row, fact in waiting:
        yield _epoch(source, row, fact)


def _epoch(source: Source, row: Any, fact: EpochBegan) -> bytes:
    message = epoch_message(source.programme, fact.public_key, fact.size, fact.root).decode("utf-8")
    said = {
        "before": fact.before, "before_key": fact.before_key, "kind": "epoch", "message": message,
        "origin": fact.code, "position": row.position, "public_key": fact.public_key, "record": row.id,
        "root": fact.root, "signature": fact.signature, "size": fact.size,
    }  # fmt: skip
    return canon.encode(said) + b"\n"


def side_row_lines(source: Source) -> Iterator[bytes]:
    """The lines of evidence/side_rows.jsonl: reasons and notes, by hash. What names a person as a person, signatures,
    pictures, and words for the office alone are not among them.
    """
    for key, salt, data in source.whole.words():
        if _is_words(bytes(data)):
            said = {"data": base64.b64encode(data).decode("ascii"), "hash": key, "salt": bytes(salt).hex()}
            yield canon.encode(said) + b"\n"


def _is_words(data: bytes) -> bool:
    try:
        content = canon.read(data)
    except canon.NotCanonical:
        return False
    return isinstance(content, dict) and content.keys() == {"text"}


def photos_named(source: Source) -> Iterator[tuple[str, str]]:
    """(hash, record) of every photo that records of the period name, by hash."""
    yield from source.whole.photos(source.from_day, source.to_day)


def photo(source: Source, key: str) -> tuple[bytes, bytes] | None:
    """(salt, bytes) of a photo, or None where it has not come or was erased."""
    found = source.session.side_rows([key])
    return (bytes(found[0].salt), bytes(found[0].data)) if found else None
