"""The bundles that a tablet has written and whose replies it can still read, in the order in which it wrote them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from core.sync.trust.sealing import KEY_BYTES
from core.usecases.ports import Session, Store

ID_BYTES = 10
"""Of the random id that a bundle and its reply share."""
_WRITTEN = "bundles_written"
_SEALED_FOR = struct.Struct(f">{ID_BYTES}s{KEY_BYTES}s{KEY_BYTES}sQ")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bundle that was written here: the private key that opens its reply, the office's key, and what was acked."""

    id: bytes
    private: bytes
    office: bytes
    acked_seq: int


def written_order(session: Session) -> list[bytes]:
    """The ids of the bundles whose replies can be read, in the order in which they were written."""
    return [each.id for each in waiting_for(session)]


def waiting_for(session: Session) -> list[Waiting]:
    return [Waiting(*fields) for fields in _SEALED_FOR.iter_unpack(session.note(_WRITTEN) or b"")]


def put_waiting(session: Session, waiting: Sequence[Waiting]) -> None:
    packed = (_SEALED_FOR.pack(each.id, each.private, each.office, each.acked_seq) for each in waiting)
    session.put_note(_WRITTEN, b"".join(packed))


def forget_before(store: Store, identifier: bytes) -> None:
    """A reply was read: those to older bundles are not needed any more."""
    with store.writing() as session:
        now = waiting_for(session)
        place = next((place for place, each in enumerate(now) if each.id == identifier), len(now))
        put_waiting(session, now[place:])


def forget_all(session: Session) -> None:
    """The tablet has gone over to another server. What is still said to older bundles may be by one that is gone."""
    if waiting_for(session):
        put_waiting(session, ())
