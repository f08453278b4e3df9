"""What the tests of files do with them: write, hear, bring back, and make ones by hand that are signed and wrong."""

from dataclasses import replace

import pytest

from core.domain.problems import Problem
from core.sync.carried.bundle_body import BundleBody
from core.sync.carried.bundle_format import Head
from core.sync.carried.bundles import (
    Bundle,
    Heard,
    Receipt,
    read_bundle,
    read_reply,
    write_bundle,
)
from core.sync.trust.awaited_replies import ID_BYTES
from core.sync.trust.sealing import public_half, seal, state_sealing_key
from core.sync.turns.conversation import next_request
from core.usecases.sealing import sealing_key_in_force
from tests.fieldwork import (
    Field,
)
from tests.unit.core.sync.restore.restoring import (
    Shelf,
)
from tools.sample import SampleServer

READER = bytes(range(32))
"""The private half of the key that bundles made by hand want their replies for."""


def hear(server: SampleServer, data: bytes) -> Heard:
    return read_bundle(server.answering, data)


def written(field: Field) -> Bundle:
    return write_bundle(field.store, field.tablet.key)


def by_hand(field: Field) -> Heard:
    """There and back."""
    heard = hear(field.server, written(field).data)
    read_reply(field.store, field.clock, heard.reply)
    return heard


def code_of(call, *arguments) -> str:
    with pytest.raises(Problem) as caught:
        call(*arguments)
    return caught.value.code


def feed_size(store) -> int:
    with store.reading() as session:
        return session.feed_size()


def sealing_key(server: SampleServer) -> bytes:
    with server.store.reading() as session:
        return sealing_key_in_force(session)


def sealing_key_here(field: Field) -> bytes:
    with field.store.reading() as session:
        return sealing_key_in_force(session)


def next_request_of(field: Field):
    with field.store.reading() as session:
        return next_request(session, field.tablet.key, 16_000)


def signed_again(field: Field, head: Head, said: bytes, office: bytes) -> bytes:
    """A bundle that its tablet has really signed, whatever it says."""
    clear = head.bytes()
    whole = clear + seal(said, office, clear)
    return whole + field.tablet.key.sign(b"planton-bundle\n" + whole)


def head_of(field: Field, **changed) -> Head:
    return replace(Head("bundle", "PIURA", field.origin, field.server.origin, bytes(ID_BYTES)), **changed)


def said_of(*requests: bytes) -> bytes:
    return BundleBody(public_half(READER), requests).bytes()


def put_back(shelf: Shelf) -> SampleServer:
    new = shelf.put_back()
    state_sealing_key(new.store, new.clock, new.origin)
    return new


def read_by(server: SampleServer, bundle: bytes) -> Heard:
    return read_bundle(server.answering, bundle)


def lost_by(one: Field, other: Field, shelf: Shelf) -> SampleServer:
    """A restored office without two days of two tablets."""
    shelf.back_up()
    one.workdays(4)
    one.void(one.workday(), note="dos veces")
    one.sync()
    other.workdays(3)
    other.sync()
    one.sync()
    return put_back(shelf)


def carried(one: Field, server: SampleServer) -> tuple[Heard, Receipt]:
    """There and back."""
    heard = read_by(server, write_bundle(one.store, one.tablet.key).data)
    return heard, read_reply(one.store, one.clock, heard.reply)
