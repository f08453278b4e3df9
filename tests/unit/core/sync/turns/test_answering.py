"""What a server answers when it is in a hurry, and when there is nothing new for it."""

import json
from dataclasses import replace

from core.sync.stages.arrivals import Arrival, Kept
from core.sync.stages.push import TOOK_BACK
from core.sync.trust.keys import verify
from core.sync.turns.answering import Answering, give_answer
from core.sync.turns.conversation import next_request
from core.sync.wire.messages import Answer, Request
from tests.fieldwork import Field, assert_same_history, everything_of
from tools.sample import SampleServer


def request_of(field: Field) -> Request:
    with field.store.reading() as session:
        return next_request(session, field.tablet.key, 16_000)


def unsettled(server: SampleServer) -> Answering:
    """A desk that leaves folding for later."""
    return replace(server.answering, settle=lambda: None)


def hurried(server: SampleServer, request: Request) -> Answer:
    return give_answer(unsettled(server), request, hurries=lambda: True)


def test_a_server_that_hurries_acknowledges_and_leaves_the_feed_for_later(
    one: Field, other: Field, server: SampleServer
) -> None:
    other.workdays(4)
    other.sync()
    one.workdays(2)
    heard: list[Answer] = []

    def exchange(request: Request) -> Answer:
        answer = hurried(server, request)
        heard.append(answer)
        return answer

    one.sync(exchange)
    first, second, *_ = heard
    assert (first.acked_seq, first.spans, first.more, first.state) == (2, (), True, "on")
    covered = int(first.checkpoint.split("\n")[1])
    with server.store.reading() as session:
        assert one.origin in {span.origin for span in session.feed(1, covered, 1 << 40)}
    assert second.spans
    assert not one.number("alarm")
    assert_same_history(one)


def test_a_push_that_is_known_is_acknowledged_without_a_word_to_the_disk(one: Field, server: SampleServer) -> None:
    one.workdays(2)
    request = request_of(one)
    server.exchange(request)
    kept = everything_of(server.store)

    def keep(_: Arrival) -> Kept:
        raise AssertionError("nothing is new")

    again = give_answer(unsettled(server), request, keep=keep)
    assert again.acked_seq == 2
    assert everything_of(server.store) == kept


def test_what_a_tablet_signed_is_kept_and_proves_its_records_later(one: Field, server: SampleServer) -> None:
    for number in (2, 3):
        one.workdays(number)
        one.sync()
    with server.store.reading() as session:
        state = session.origin(one.origin)
    assert state is not None
    signature, message = state.signature[:64], state.signature[64:]
    assert verify(state.public_key, message, signature)
    said = json.loads(message.removeprefix(b"planton-sync\n"))
    assert (said["origin"], said["last_seq"], said["head"]) == (one.origin, 5, state.head.hex())


def test_whoever_brings_nothing_gets_the_feed_also_from_a_hurried_server_that_took_records_back(
    one: Field, other: Field, server: SampleServer
) -> None:
    """Such a server looks at every push anew; it once gave a hurried answer to each, and the feed to nobody."""
    other.workdays(2)
    other.sync()
    with server.store.writing() as session:
        session.put_note(TOOK_BACK, b"1")
    one.workdays(1)
    answers: list[Answer] = []

    def exchange(request: Request) -> Answer:
        assert len(answers) < 20, "the conversation comes to an end"
        answer = hurried(server, request)
        answers.append(answer)
        return answer

    one.sync(exchange)
    assert_same_history(one)
