"""The office's key, the seals, and the names of files."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.sync.carried.bundle_format import file_name, read_head, read_name
from core.sync.carried.bundles import (
    read_reply,
)
from core.sync.trust.keys import PrivateKey
from core.sync.trust.sealing import NotOpened, new_key, own_sealing_key, public_half, seal, state_sealing_key, unseal
from core.usecases.sealing import sealing_key_in_force
from tests.fieldwork import (
    Field,
    everything_of,
)
from tests.sample import START_MS
from tests.unit.core.sync.carried.by_hand import by_hand, code_of, hear, sealing_key, sealing_key_here, written
from tools.sample import SampleServer

# The office's key


def test_the_office_states_its_key_once(server: SampleServer) -> None:
    assert not state_sealing_key(server.store, server.clock, server.origin)
    with server.store.reading() as session:
        assert public_half(own_sealing_key(session)) == sealing_key_in_force(session)


def test_a_key_whose_private_half_is_gone_is_replaced_and_the_tablets_learn_of_it(one: Field) -> None:
    before = sealing_key_here(one)
    old = written(one)
    with one.server.store.writing() as session:
        session.put_note("sealing_key", b"")
    assert state_sealing_key(one.server.store, one.server.clock, one.server.origin)
    assert code_of(hear, one.server, old.data) == "bundle_key_lost"
    one.sync()
    assert sealing_key_here(one) == sealing_key(one.server) != before
    by_hand(one)


def test_a_programme_that_nobody_has_opened_has_no_key(tmp_path: Path) -> None:
    from tools.sample import SteppingClock, make_server

    empty = make_server(f"sqlite:///{tmp_path / 'empty.db'}", SteppingClock(START_MS), with_sample=False)
    assert not state_sealing_key(empty.store, empty.clock, empty.origin)
    with empty.store.reading() as session:
        assert session.feed_size() == 0
    empty.store.engine.dispose()


# Seals and names


def test_a_seal_is_for_one_reader_from_one_sender_under_one_head() -> None:
    reader, sender = new_key(), new_key()
    sealed = seal(b"something", public_half(reader), b"head", sender)
    assert unseal(sealed, reader, b"head", public_half(sender)) == b"something"
    for private, bound, whom in (
        (new_key(), b"head", public_half(sender)),
        (reader, b"haed", public_half(sender)),
        (reader, b"head", public_half(new_key())),
        (reader, b"head", b""),
        (b"", b"head", b""),
    ):
        with pytest.raises(NotOpened):
            unseal(sealed, private, bound, whom)
    with pytest.raises(NotOpened):
        unseal(bytes(32) + sealed[32:], reader, b"head", public_half(sender))
    assert seal(b"x", public_half(reader), b"") != seal(b"x", public_half(reader), b"")


def test_a_name_tells_whose_it_is() -> None:
    name = file_name("7KQ2MX", bytes(range(10)), "reply")
    assert name == "planton-7KQ2MX-AAAQEAYEAUDAOCAJ.reply"
    assert read_name(name) == ("7KQ2MX", bytes(range(10)), "reply")
    for strange in ("planton-7KQ2MX-AAAQ.reply", name + "x", name.lower(), f"../{name}", "", f".{name}.part"):
        assert read_name(strange) is None


def test_a_reply_by_somebody_who_knows_the_tablets_key_only_is_refused(one: Field) -> None:
    """The seal takes the office's own key."""
    bundle = written(one)
    with one.store.reading() as session:
        private = (session.note("bundles_written") or b"")[-72:-40]
    head = replace(read_head(bundle.data, "bundle")[0], sort="reply")
    clear = head.bytes()
    forged = clear + seal(b"", public_half(private), clear, PrivateKey.generate().raw)
    kept = everything_of(one.store)
    assert code_of(read_reply, one.store, one.clock, forged) == "bundle_changed"
    assert everything_of(one.store) == kept
