"""The feed as it is written and read: positions without gaps, cut anywhere, the same on both databases."""

import pytest

from core.storage.store import SqlStore
from core.usecases.ports import Echo, Span
from tests.stores import append, fill

A, B = "AAAAAA", "BBBBBB"


@pytest.fixture
def store(shared_store: SqlStore, request: pytest.FixtureRequest) -> SqlStore:
    return SqlStore(shared_store.engine, request.node.name)


def test_positions_are_given_without_gaps(store: SqlStore) -> None:
    with store.writing() as session:
        assert session.feed_size() == 0
        assert append(session, A, [b"1", b"2"]) == 1
        assert append(session, B, [b"1"]) == 3
    with store.writing() as session:
        assert append(session, A, [b"3"]) == 4
        assert session.feed_size() == 4


def test_the_feed_is_cut_into_spans_at_any_two_positions(store: SqlStore) -> None:
    everything = fill(store, (A, 3), (B, 1), (A, 4), (B, 2))
    with store.reading() as session:
        for first in range(1, 13):
            for last in range(13):
                spans = session.feed(first, last, 1000)
                assert [data for span in spans for data in span.records] == everything[first - 1 : last]
                check_spans(store, spans, first)


def test_the_feed_is_cut_at_any_number_of_bytes_and_never_before_the_first(store: SqlStore) -> None:
    everything = fill(store, (A, 3), (B, 1), (A, 4), (B, 2))
    with store.reading() as session:
        for first in range(1, 11):
            for limit in range(0, 720, 30):
                spans = session.feed(first, 10, limit)
                number = max(1, limit // 64)  # A record of ten bytes counts as 64: it takes as much memory.
                assert [data for span in spans for data in span.records] == everything[first - 1 :][:number]
                check_spans(store, spans, first)


def check_spans(store: SqlStore, spans: list[Span], first: int) -> None:
    """Spans follow each other and name the numbers that their records have in the log."""
    position = first
    with store.reading() as session:
        for span in spans:
            assert span.first_position == position
            assert span.records
            last = span.first_seq + len(span.records) - 1
            assert tuple(session.records(span.origin, span.first_seq, last)) == span.records
            position += len(span.records)


def test_a_large_record_travels_alone(store: SqlStore) -> None:
    with store.writing() as session:
        append(session, A, [b"x" * 500, b"y" * 500])
        append(session, B, [b"z"])
    with store.reading() as session:
        assert [len(span.records) for span in session.feed(1, 3, 10)] == [1]
        assert [len(span.records) for span in session.feed(2, 3, 564)] == [1, 1]


def test_a_long_run_is_cut_where_it_must_be(store: SqlStore) -> None:
    everything = fill(store, (A, 4_500))
    with store.reading() as session:
        for number in (1, 1_999, 2_000, 2_001, 4_100):
            (span,) = session.feed(101, 4_500, number * 64)
            assert list(span.records) == everything[100 : 100 + number]


def test_many_places_are_taken_at_once(store: SqlStore) -> None:
    with store.writing() as session:
        append(session, A, [b"1", b"2"])
    with store.writing() as session:
        session.write_records(A, 3, [b"3", b"4"], [b"h3", b"h4"])
        session.write_records(B, 1, [b"5"], [b"h1"])
        assert session.place_all_in_feed([(A, 3, 1), (B, 1, 1), (A, 4, 1)]) == 3
    with store.reading() as session:
        assert session.feed_size() == 5
        assert session.feed(3, 5, 1000) == [Span(3, A, 3, (b"3",)), Span(4, B, 1, (b"5",)), Span(5, A, 4, (b"4",))]


def test_of_its_own_records_an_origin_is_told_the_place_alone(store: SqlStore) -> None:
    fill(store, (A, 3), (B, 1), (A, 4), (B, 2))
    with store.reading() as session:
        for first in range(1, 11):
            told = session.feed_for(B, first, 10, 1000)
            alike = [
                Echo(span.first_position, span.first_seq, span.number) if span.origin == B else span
                for span in session.feed(first, 10, 1000)
            ]
            assert told == alike
        # Six records of others fill the room; one of B's takes as much of it as the smallest.
        assert [span.number for span in session.feed_for(B, 1, 10, 6 * 64)] == [3, 1, 2]
        assert session.feed_for(B, 4, 10, 0) == [Echo(4, 1, 1)]
        assert session.feed_for(A, 5, 10, 64) == [Echo(5, 4, 1)]


def test_many_short_places_of_many_origins_come_in_their_order(store: SqlStore) -> None:
    runs = [(name * 6, 1 + (place * 7 + ord(name)) % 5) for place in range(120) for name in "ABCDE"]
    everything = fill(store, *runs)
    with store.reading() as session:
        for first, last in ((1, len(everything)), (700, 1_301)):
            spans = session.feed(first, last, 1 << 40)
            assert [data for span in spans for data in span.records] == everything[first - 1 : last]
            check_spans(store, spans, first)


def test_behind_a_record_that_the_log_lacks_nothing_is_told(store: SqlStore) -> None:
    everything = fill(store, (A, 2), (B, 3))
    with store.writing() as session:
        session.place_all_in_feed([(A, 3, 2)])  # Nothing of it is in the log.
        append(session, B, [b"behind"])
    with store.reading() as session:
        spans = session.feed(1, 8, 1 << 40)
        assert [data for span in spans for data in span.records] == everything
        assert session.feed(6, 8, 1 << 40) == []


def test_one_snapshot_does_not_move_while_it_is_looked_at(store: SqlStore) -> None:
    fill(store, (A, 1))
    with store.reading() as session:
        before = (session.feed_size(), session.origin(A))
        fill(store, (B, 2))
        with store.writing() as other:
            other.revoke_origin(A)
        assert (session.feed_size(), session.origin(A), session.origin(B)) == (*before, None)
