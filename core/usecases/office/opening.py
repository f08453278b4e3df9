"""The office opens a programme, and states facts in its own name, straight into the feed."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.chain import chain_start
from core.domain.programme import Programme
from core.domain.records import Origin, RecordId, origin_of_key
from core.fold.rows import Thing
from core.usecases.own_log import Statement, append_as_office
from core.usecases.ports import OriginState, Session, Signer, Store

STATED_AT_ONCE = 5_000


def open_office(store: Store, signer: Signer, raw_key: bytes) -> Origin:
    """Give this server its origin in the programme, once; the origin. Its key stays in this server's own notes."""
    origin = origin_of_key(signer.public_key)
    with store.writing() as session:
        # Locked, since on an empty database two servers may begin at once, and only one of them gives the key.
        session.tree(lock=True)
        known = session.note("own_origin")
        if known is not None:
            return Origin(known.decode("ascii"))
        head = chain_start(store.programme, signer.public_key)
        session.put_origin(OriginState(origin, signer.public_key, "office", 0, head))
        session.put_note("own_origin", origin.encode("ascii"))
        session.put_note("own_key", raw_key)
    return origin


def has_begun(session: Session) -> bool:
    """Whether the programme has been opened: before that nobody speaks for the office."""
    return bool(session.state().find(Thing, Programme.kind))


def state_facts(store: Store, office_origin: str, statements: Sequence[Statement]) -> list[RecordId]:
    """Write facts of the office and fold them; their ids in order."""
    identifiers: list[RecordId] = []
    for start in range(0, len(statements), STATED_AT_ONCE):
        with store.writing() as session:
            identifiers += append_as_office(session, office_origin, statements[start : start + STATED_AT_ONCE])
    store.fold()
    return identifiers
