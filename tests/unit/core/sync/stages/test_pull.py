"""A server that changes the past, or anybody who pretends to be it: the tablet keeps nothing and raises the alarm."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.domain.merkle import Tree, grow, root
from core.domain.problems import Problem
from core.sync.trust.checkpoints import log_name, read_checkpoint
from core.sync.trust.keys import PrivateKey
from core.sync.turns.conversation import next_request, take_answer
from core.sync.wire.messages import Answer, Request
from core.usecases.ports import Echo, Span
from tests.fieldwork import Field, assert_same_history, everything_of
from tools.sample import SampleServer

Change = Callable[[Span], tuple[Span, ...]]


@pytest.fixture
def behind(one: Field, other: Field) -> Field:
    """A tablet that has not heard of another's last six records, nor of some verdicts."""
    other.workdays(6)
    other.sync()
    one.workdays(2)
    return one


def changed_record(span: Span) -> tuple[Span, ...]:
    first, *rest = span.records
    return (replace(span, records=(first.replace(b'"half_days":2', b'"half_days":1', 1), *rest)),)


def dropped_record(span: Span) -> tuple[Span, ...]:
    return (replace(span, records=span.records[:-1]),)


def dropped_first(span: Span) -> tuple[Span, ...]:
    moved = replace(span, first_position=span.first_position + 1, first_seq=span.first_seq + 1)
    return (replace(moved, records=span.records[1:]),)


def dropped_and_closed_up(span: Span) -> tuple[Span, ...]:
    return (replace(span, records=span.records[1:]),)


def reordered(span: Span) -> tuple[Span, ...]:
    first, second, *rest = span.records
    return (replace(span, records=(second, first, *rest)),)


def doubled(span: Span) -> tuple[Span, ...]:
    return (replace(span, records=(*span.records, span.records[-1])),)


def said_twice(span: Span) -> tuple[Span, ...]:
    return (span, span)


def emptied(span: Span) -> tuple[Span, ...]:
    return (replace(span, records=()),)


def of_a_stranger(span: Span) -> tuple[Span, ...]:
    return (replace(span, origin="ZZZZZZ"),)


CHANGES = [
    changed_record, dropped_record, dropped_first, dropped_and_closed_up, reordered, doubled, said_twice, emptied,
    of_a_stranger,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_history_that_was_tampered_with_is_not_kept_and_alarms(
    behind: Field, other: Field, server: SampleServer, change: Change
) -> None:
    kept = everything_of(behind.store)

    def changed(span: Span | Echo) -> tuple[Span | Echo, ...]:
        return change(span) if isinstance(span, Span) and span.origin == other.origin else (span,)

    def tampered(request: Request) -> Answer:
        answer = server.exchange(request)
        spans = [part for span in answer.spans for part in changed(span)]
        assert tuple(spans) != answer.spans
        return replace(answer, spans=tuple(spans))

    with pytest.raises(Problem, match="history_differs"):
        behind.sync(tampered)
    assert everything_of(behind.store) == kept
    assert behind.note("alarm") == b"history_differs"
    assert behind.number("acked_seq") == 0
    behind.sync()
    assert_same_history(behind)


@pytest.mark.parametrize("change", [{"number": 4}, {"first_seq": 2}, {"number": 0}, {"first_position": 1}])
def test_an_echo_of_what_was_never_said_or_stands_elsewhere_is_noticed(
    one: Field, server: SampleServer, change: dict[str, int]
) -> None:
    one.workdays(3)

    def tampered(request: Request) -> Answer:
        answer = server.exchange(request)
        spans = tuple(replace(span, **change) if isinstance(span, Echo) else span for span in answer.spans)
        assert spans != answer.spans
        return replace(answer, spans=spans)

    kept = everything_of(one.store)
    with pytest.raises(Problem, match="history_differs"):
        one.sync(tampered)
    assert everything_of(one.store) == kept


def test_own_records_that_come_back_changed_are_noticed_at_once(one: Field, server: SampleServer) -> None:
    """Not only at the next checkpoint, which is further on than this part of the feed."""
    one.workdays(3)

    def tampered(request: Request) -> Answer:
        with one.store.reading() as session:
            little = replace(next_request(session, one.tablet.key, 16_000, protocol=1), room=600)
        signature = one.tablet.key.sign(little.signed_part()).hex()
        answer = server.exchange(replace(little, signature=signature))
        assert answer.more
        spans = tuple(
            replace(span, records=tuple(data.replace(b'"half_days":2', b'"half_days":1') for data in span.records))
            for span in answer.spans
            if isinstance(span, Span)
        )
        return replace(answer, spans=spans, protocol=request.protocol)

    kept = everything_of(one.store)
    with pytest.raises(Problem, match="history_differs"):
        one.sync(tampered)
    assert everything_of(one.store) == kept


def test_spans_that_begin_further_on_are_noticed(behind: Field, server: SampleServer) -> None:
    def skipping(request: Request) -> Answer:
        answer = server.exchange(request)
        return replace(answer, spans=answer.spans[1:])

    with pytest.raises(Problem, match="history_differs"):
        behind.sync(skipping)


def test_a_server_that_acknowledges_more_than_was_said_is_noticed(one: Field, server: SampleServer) -> None:
    one.workdays(1)
    with pytest.raises(Problem, match="history_differs"):
        one.sync(lambda request: replace(server.exchange(request), acked_seq=2))
    assert one.note("alarm") == b"history_differs"


def test_an_answer_of_long_ago_is_noticed(behind: Field, server: SampleServer) -> None:
    """A server that was put back to an earlier state, or an old answer sent again."""
    old: list[Answer] = []
    behind.sync(lambda request: old.append(server.exchange(request)) or old[-1])
    behind.workdays(2)
    behind.sync()
    kept = everything_of(behind.store)
    with pytest.raises(Problem, match="history_differs"):
        behind.sync(lambda _: old[0])
    assert everything_of(behind.store) == kept


def test_an_answer_to_an_earlier_request_does_no_harm(behind: Field, server: SampleServer) -> None:
    """What arrives late is for a position that is past; the next turn asks from where the tablet is."""
    with behind.store.reading() as session:
        request = next_request(session, behind.tablet.key, 16_000)
    answer = server.exchange(request)
    for _ in range(2):
        with behind.store.writing() as session:
            take_answer(session, behind.clock, request, answer)
    behind.sync()
    assert_same_history(behind)


# Checkpoints


def forged(name: str, signer: PrivateKey, key_name: str, size: int, root_hash: bytes) -> str:
    text = f"{name}\n{size}\n{base64.b64encode(root_hash).decode()}\n"
    key_hash = hashlib.sha256(key_name.encode() + b"\n\x01" + signer.public_key).digest()[:4]
    return f"{text}\n— {key_name} {base64.b64encode(key_hash + signer.sign(text.encode())).decode()}\n"


@pytest.mark.parametrize("flaw", ["other key", "other name", "other root", "no signature", "one bit", "rubbish", ""])
def test_a_checkpoint_that_the_office_did_not_sign_is_not_believed(
    behind: Field, server: SampleServer, flaw: str
) -> None:
    kept = everything_of(behind.store)

    def lying(request: Request) -> Answer:
        answer = server.exchange(request)
        name = log_name("PIURA", server.origin)
        true = read_checkpoint(answer.checkpoint, name, server.key.public_key)
        stranger = PrivateKey(b"x" * 32)
        notes = {
            "other key": forged(name, stranger, name, true.size, true.root),
            "other name": forged(log_name("OTHER", server.origin), server.key, name, true.size, true.root),
            "other root": answer.checkpoint.replace(
                base64.b64encode(true.root).decode(), base64.b64encode(b"r" * 32).decode()
            ),
            "no signature": answer.checkpoint.partition("\n\n")[0] + "\n\n",
            "one bit": answer.checkpoint[:-6] + ("A" if answer.checkpoint[-6] != "A" else "B") + answer.checkpoint[-5:],
            "rubbish": "\ud800\n1\nx\n\n— \udfff",
            "": "",
        }
        return replace(answer, checkpoint=notes[flaw])

    with pytest.raises(Problem, match="answer_unreadable"):
        behind.sync(lying)
    assert everything_of(behind.store) == kept
    behind.sync()
    assert_same_history(behind)


def test_a_root_that_the_office_signed_and_the_records_do_not_give_alarms(behind: Field, server: SampleServer) -> None:
    """The office itself signs another history: the one thing that only the tablets can notice."""
    name = log_name("PIURA", server.origin)

    def other_history(request: Request) -> Answer:
        answer = server.exchange(request)
        size = read_checkpoint(answer.checkpoint, name, server.key.public_key).size
        return replace(answer, checkpoint=forged(name, server.key, name, size, b"r" * 32))

    kept = everything_of(behind.store)
    with pytest.raises(Problem, match="history_differs"):
        behind.sync(other_history)
    assert everything_of(behind.store) == kept
    assert behind.note("alarm") == b"history_differs"


def test_a_record_that_the_office_made_up_afterwards_alarms(behind: Field, other: Field, server: SampleServer) -> None:
    """Spans, chain of the tablet and signed root agree with each other, but not with what this tablet already holds."""
    behind.sync()
    name = log_name("PIURA", server.origin)
    with behind.store.reading() as session:
        tree = session.tree()

    def another_past(request: Request) -> Answer:
        answer = server.exchange(request)
        changed = grow(grow(Tree(), [b"another first record"]), [b"leaf"] * (tree.size - 1))
        return replace(
            answer, checkpoint=forged(name, server.key, name, tree.size, root(changed)), spans=(), state="on"
        )

    with pytest.raises(Problem, match="history_differs"):
        behind.sync(another_past)


def test_a_second_signature_beside_the_offices_does_no_harm(behind: Field, server: SampleServer) -> None:
    stranger = PrivateKey(b"x" * 32)

    def cosigned(request: Request) -> Answer:
        answer = server.exchange(request)
        line = forged("witness", stranger, "witness", 1, b"r" * 32).splitlines()[-1]
        return replace(answer, checkpoint=f"{answer.checkpoint}{line}\n")

    behind.sync(cosigned)
    assert behind.note("alarm") == b""
