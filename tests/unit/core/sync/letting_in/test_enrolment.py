"""Letting tablets in, once for each code, and asking again when the answer never arrived."""

from dataclasses import replace

import pytest

from core.domain.problems import Problem
from core.domain.records import origin_of_key
from core.storage.store import SqlStore
from core.sync.letting_in import enrolment
from core.sync.letting_in.enrolment import CODE_LIFE_MS, Knock, Welcome, issue_code, knock, let_in
from core.sync.trust.keys import PrivateKey
from tests.fakes.clock import FakeClock
from tests.fieldwork import Field
from tests.sample import START_MS
from tests.stores import feed_of, projections
from tools.sample import SampleServer

KEY, OTHER = PrivateKey(b"k" * 32), PrivateKey(b"o" * 32)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(START_MS + 86_400_000)


@pytest.fixture
def code(server: SampleServer, clock: FakeClock) -> str:
    with server.store.writing() as session:
        return issue_code(session, clock, "Choco 3", (server.ids["committee:CHO"],), (server.ids["user:T01"],))


def ask(server: SampleServer, clock: FakeClock, asked: Knock) -> Welcome:
    return let_in(server.store, clock, server.origin, server.key.public_key, asked)


def enrolled(store: SqlStore) -> list[str]:
    return [row.code for row in projections(store)["Thing"] if row.kind == "tablet_enrolled"]


def test_a_code_lets_one_key_in(server: SampleServer, clock: FakeClock, code: str) -> None:
    before = enrolled(server.store)
    welcome = ask(server, clock, knock(KEY, code))
    origin = origin_of_key(KEY.public_key)
    assert (welcome.programme, welcome.origin, welcome.label) == ("PIURA", origin, "Choco 3")
    assert (welcome.server_origin, welcome.server_key) == (server.origin, server.key.public_key.hex())
    assert welcome.committees == (server.ids["committee:CHO"],)
    assert sorted(enrolled(server.store)) == sorted([*before, origin])
    with server.store.reading() as session:
        known = session.origin(origin)
    assert known is not None
    assert (known.role, known.seq, known.public_key, known.revoked) == ("tablet", 0, KEY.public_key, False)


@pytest.mark.parametrize(
    "shape", [str.lower, lambda text: text.replace("-", ""), lambda text: f" {text.replace('-', ' ')}\n"]
)
def test_a_code_may_be_typed_in_many_ways(server: SampleServer, clock: FakeClock, code: str, shape: object) -> None:
    assert ask(server, clock, knock(KEY, shape(code))).label == "Choco 3"


def test_asking_again_gives_the_same_answer_and_no_second_record(
    server: SampleServer, clock: FakeClock, code: str
) -> None:
    first = ask(server, clock, knock(KEY, code))
    said = len(feed_of(server.store))
    clock.advance(2 * CODE_LIFE_MS)
    again = ask(server, clock, knock(KEY, code))
    assert replace(again, time_ms=0) == replace(first, time_ms=0)
    assert len(feed_of(server.store)) == said


def test_a_used_code_lets_no_other_key_in(server: SampleServer, clock: FakeClock, code: str) -> None:
    ask(server, clock, knock(KEY, code))
    with pytest.raises(Problem, match="code_used"):
        ask(server, clock, knock(OTHER, code))


def test_a_key_that_is_in_does_not_come_in_by_another_code(server: SampleServer, clock: FakeClock, code: str) -> None:
    ask(server, clock, knock(KEY, code))
    with server.store.writing() as session:
        second = issue_code(session, clock, "Choco 4", ("ABCDEF-1",), ("ABCDEF-2",))
    said = len(feed_of(server.store))
    with pytest.raises(Problem, match="code_used"):
        ask(server, clock, knock(KEY, second))
    assert len(feed_of(server.store)) == said
    assert ask(server, clock, knock(OTHER, second)).label == "Choco 4"


@pytest.mark.parametrize(("late_ms", "is_good"), [(0, True), (CODE_LIFE_MS, True), (CODE_LIFE_MS + 1, False)])
def test_a_code_is_good_for_a_day(
    server: SampleServer, clock: FakeClock, code: str, late_ms: int, is_good: bool
) -> None:
    clock.advance(late_ms)
    if is_good:
        ask(server, clock, knock(KEY, code))
    else:
        with pytest.raises(Problem, match="code_expired"):
            ask(server, clock, knock(KEY, code))
        assert origin_of_key(KEY.public_key) not in enrolled(server.store)


@pytest.mark.parametrize("typed", ["", "AAAA", "AAAA-AAAA-AAA0", "AAAA-AAAA-AAAAA", "ÑÑÑÑ-AAAA-AAAA", "\ud800" * 12])
def test_a_mistyped_code_is_told_before_anything_is_asked(typed: str) -> None:
    with pytest.raises(Problem, match="code_mistyped"):
        knock(KEY, typed)


def test_a_code_nobody_gave_out_lets_nobody_in(server: SampleServer, clock: FakeClock) -> None:
    with pytest.raises(Problem, match="code_mistyped"):
        ask(server, clock, knock(KEY, "AAAA-AAAA-AAAA"))


@pytest.mark.parametrize(
    "change",
    [
        {"signature": ""}, {"signature": "zz"}, {"signature": "00" * 64}, {"public_key": OTHER.public_key.hex()},
        {"public_key": ""}, {"public_key": "00"}, {"public_key": "zz"},
    ],
)  # fmt: skip
def test_a_key_has_to_be_held_by_who_asks(
    server: SampleServer, clock: FakeClock, code: str, change: dict[str, str]
) -> None:
    with pytest.raises(Problem, match="signature_wrong"):
        ask(server, clock, replace(knock(KEY, code), **change))
    ask(server, clock, knock(KEY, code))


def test_only_the_hash_of_a_code_is_kept(server: SampleServer, code: str) -> None:
    with server.store.reading() as session:
        rows = list(session.connection.exec_driver_sql("SELECT * FROM enrolment_code"))
    assert rows
    assert not any(code in str(value) for row in rows for value in row)


def test_what_travels_comes_back_as_it_went(server: SampleServer, clock: FakeClock, code: str) -> None:
    asked = knock(KEY, code)
    assert enrolment.unpack_knock(enrolment.pack(asked)) == asked
    welcome = ask(server, clock, asked)
    assert enrolment.unpack_welcome(enrolment.pack(welcome)) == welcome


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"null", b"\xff", b'{"code":1,"public_key":"","signature":""}', b"[" * 100_000]
)
def test_rubbish_is_told(data: bytes) -> None:
    with pytest.raises(Problem, match="request_unreadable"):
        enrolment.unpack_knock(data)
    with pytest.raises(Problem, match="answer_unreadable"):
        enrolment.unpack_welcome(data)


def test_a_welcome_for_another_key_is_not_believed(
    one: Field, server: SampleServer, clock: FakeClock, code: str
) -> None:
    welcome = ask(server, clock, knock(KEY, code))
    wrong = [replace(welcome, origin=server.origin), replace(welcome, server_key=OTHER.public_key.hex())]
    for false in wrong:
        with pytest.raises(Problem, match="answer_unreadable"), one.store.writing() as session:
            enrolment.join(session, KEY, KEY.raw, false, ())


def test_joining_again_keeps_what_was_recorded(one: Field, server: SampleServer) -> None:
    """The app may be killed between joining and saying so; the tablet then joins once more with the same answer."""
    one.workdays(3)
    with one.store.reading() as session:
        raw = session.note("own_key") or b""
    key = PrivateKey(raw)
    welcome = Welcome(
        "PIURA", one.origin, server.origin, server.key.public_key.hex(), "a", tuple(one.committees), (), START_MS
    )
    with one.store.writing() as session:
        enrolment.join(session, key, raw, welcome, ())
    one.workday()
    one.sync()
    assert one.number("acked_seq") == 4


@pytest.mark.parametrize(("committees", "users"), [((), ("ABCDEF-2",)), (("ABCDEF-1",), ())])
def test_no_code_lets_in_a_tablet_that_works_for_nobody(
    server: SampleServer, committees: tuple[str, ...], users: tuple[str, ...]
) -> None:
    with server.store.writing() as session, pytest.raises(Problem) as refused:
        issue_code(session, server.clock, "Choco 5", committees, users)
    assert refused.value.code == "grant_empty"
