"""Letting this tablet in at the office, so that it may be interrupted anywhere and asked again with the same code.

The key is made and kept before the office hears of it: an answer that never arrived can then be asked for once more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.desk import Desk
from app.ports import Transport
from core.usecases.ports import Signer, Store

PENDING_KEY = "pending_key"


@dataclass(frozen=True, slots=True)
class Joined:
    """What the desk works with from then on."""

    store: Store
    signer: Signer


class Enroller:
    """app.ports.Enrolling. `open_store(programme, own_origin)` answers the store over the same file."""

    def __init__(
        self,
        desk: Desk,
        transport_for: Callable[[tuple[str, ...]], Transport],
        open_store: Callable[[str, str], Store],
        on_joined: Callable[[Store], None] = lambda _: None,
    ) -> None:
        self._desk = desk
        self._transport_for = transport_for
        self._open_store = open_store
        self._on_joined = on_joined

    def enrol(self, code: str, addresses: tuple[str, ...]) -> Joined:
        """Raises Problem; then nothing has changed and the code may be tried again."""
        from core.sync.letting_in import enrolment
        from core.sync.trust.keys import PrivateKey

        with self._desk.store.writing() as session:
            raw = session.note(PENDING_KEY)
            key = PrivateKey(raw) if raw else PrivateKey.generate()
            session.put_note(PENDING_KEY, key.raw)
        transport = self._transport_for(addresses)
        transport.recognise()
        welcome = transport.enrol(enrolment.knock(key, code))
        store = self._open_store(welcome.programme, welcome.origin)
        with store.writing() as session:
            enrolment.join(session, key, key.raw, welcome, addresses)
        # What an earlier origin of this tablet had not sent shows again once it is recorded again.
        store.refold()
        self._on_joined(store)
        with self._desk.store.writing() as session:
            session.put_note(PENDING_KEY, b"")
        return Joined(store, key)

    def take_over(self, joined: Joined) -> None:
        self._desk.store = joined.store
        self._desk.signer = joined.signer
        self._desk.is_copy = False
