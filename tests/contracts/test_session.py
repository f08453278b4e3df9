"""One transaction over a programme's log, feed, tree, side rows and notes, the same on both databases."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from core.domain.chain import chain_over, chain_start
from core.domain.merkle import Tree, grow
from core.storage.store import SqlStore
from core.usecases.own_log import side_row
from core.usecases.ports import Checkpoint, EnrolmentCode, OriginState, Pin, SideRow
from tests.stores import PROGRAMME, append, fill, opened, sqlite_url

A, B = "AAAAAA", "BBBBBB"


@pytest.fixture
def store(shared_store: SqlStore, request: pytest.FixtureRequest) -> SqlStore:
    return SqlStore(shared_store.engine, request.node.name)


# Origins and the log


def test_an_origin_comes_back_as_it_was_put(store: SqlStore) -> None:
    state = OriginState(A, bytes(range(32)), "tablet", 7, b"\xff" * 32, revoked=True, signature=b"\x00s")
    with store.writing() as session:
        assert session.origin(A) is None
        session.put_origin(state)
    with store.writing() as session:
        assert session.origin(A) == session.origin(A, lock=True) == state
        session.put_origin(replace(state, seq=8))
    with store.reading() as session:
        assert session.origin(A) == replace(state, seq=8)
        assert session.origin(B) is None


def test_a_revoked_origin_keeps_all_else(store: SqlStore) -> None:
    fill(store, (A, 2), (B, 1))
    with store.writing() as session:
        known, other = session.origin(A), session.origin(B)
        assert known is not None
        session.revoke_origin(A)
    with store.reading() as session:
        assert session.origin(A) == replace(known, revoked=True)
        assert session.origin(B) == other


def test_a_session_that_fails_leaves_nothing(store: SqlStore) -> None:
    def fail() -> None:
        with store.writing() as session:
            append(session, A, [b"one"])
            session.put_note("n", b"1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.reading() as session:
        assert (session.feed_size(), session.records(A, 1, 9), session.note("n"), session.origin(A)) == (
            0,
            [],
            None,
            None,
        )


def test_a_session_for_trying_leaves_nothing(store: SqlStore) -> None:
    with store.trying() as session:
        append(session, A, [b"one"])
        assert session.feed_size() == 1
    with store.reading() as session:
        assert (session.feed_size(), session.origin(A)) == (0, None)


def test_records_and_heads_are_found_by_number(store: SqlStore) -> None:
    data = fill(store, (A, 5))
    heads = chain_over(chain_start(store.programme, A.encode()), data)
    with store.reading() as session:
        assert session.records(A, 2, 4) == data[1:4]
        assert session.records(A, 4, 99) == data[3:]
        assert session.records(A, 3, 2) == []
        assert session.records(B, 1, 9) == []
        assert session.record_bytes(f"{A}-3") == data[2]
        assert session.record_bytes(f"{A}-6") is None
        assert [session.head(A, seq) for seq in range(1, 6)] == heads
        assert session.head(A, 0) == chain_start(store.programme, A.encode())


@pytest.mark.parametrize(("origin", "seq"), [(A, 2), (B, 0), (B, 1)])
def test_a_head_that_is_not_here_is_an_error(store: SqlStore, origin: str, seq: int) -> None:
    fill(store, (A, 1))
    with store.reading() as session, pytest.raises(LookupError):
        session.head(origin, seq)


def test_bytes_that_are_no_text_are_kept_as_they_are(store: SqlStore) -> None:
    data = [b"\x00\xff'%s?", b"", bytes(range(256))]
    with store.writing() as session:
        append(session, A, data)
    with store.reading() as session:
        assert session.records(A, 1, 3) == data


def test_the_same_number_is_never_written_twice(store: SqlStore) -> None:
    data = fill(store, (A, 2))
    with pytest.raises(IntegrityError), store.writing() as session:
        session.write_records(A, 2, [b"other"], [b"head"])
    with store.reading() as session:
        assert session.records(A, 1, 9) == data


# Tree and checkpoints


def test_the_tree_comes_back_as_it_was_put(store: SqlStore) -> None:
    with store.writing() as session:
        assert session.tree() == session.tree(lock=True) == Tree()
        for size in (1, 2, 7, 8):
            tree = grow(Tree(), [b"leaf"] * size)
            session.put_tree(tree)
            assert session.tree() == session.tree(lock=True) == tree


def test_the_latest_checkpoint_is_the_largest(store: SqlStore) -> None:
    with store.writing() as session:
        assert session.checkpoint() is None
        for size in (2, 10, 9):
            session.put_checkpoint(Checkpoint(size, b"r" * 32, f"note — {size}\n"))
        assert session.checkpoint() == Checkpoint(10, b"r" * 32, "note — 10\n")


def test_a_checkpoint_of_a_size_is_made_once(store: SqlStore) -> None:
    with store.writing() as session:
        session.put_checkpoint(Checkpoint(2, b"r" * 32, "one"))
    with pytest.raises(DatabaseError), store.writing() as session:
        session.put_checkpoint(Checkpoint(2, b"s" * 32, "another"))
    with store.reading() as session:
        assert session.checkpoint() == Checkpoint(2, b"r" * 32, "one")


# The machine's own things


def row(number: int) -> SideRow:
    return side_row({"text": f"note {number}"}, bytes([number % 256]) * 16)


def test_a_note_is_put_and_put_again(store: SqlStore) -> None:
    with store.writing() as session:
        assert session.note("n") is None
        for value in (b"\x00\xff", b""):
            session.put_note("n", value)
            assert session.note("n") == value


def test_what_is_jotted_is_kept_and_changes_no_answer(store: SqlStore) -> None:
    before = store.version
    with store.jotting() as session:
        session.put_note("left_at", b"planting")
    assert store.version == before
    with store.reading() as session:
        assert session.note("left_at") == b"planting"
    with store.writing():
        pass
    assert store.version != before


def test_an_enrolment_code_is_used_once(store: SqlStore) -> None:
    code = EnrolmentCode("h" * 64, "Tableta Ñ", (f"{A}-1",), (f"{A}-2", f"{A}-3"), 2**52, "")
    with store.writing() as session:
        assert session.enrolment_code(code.code_hash) is None
        session.put_enrolment_code(code)
        assert session.enrolment_code(code.code_hash) == code
        session.use_enrolment_code(code.code_hash, B)
    with store.reading() as session:
        assert session.enrolment_code(code.code_hash) == replace(code, used_by=B)


def test_the_same_code_is_never_given_out_twice(store: SqlStore) -> None:
    code = EnrolmentCode("h" * 64, "T", (), (), 0, B)
    with store.writing() as session:
        session.put_enrolment_code(code)
    with pytest.raises(IntegrityError), store.writing() as session:
        session.put_enrolment_code(replace(code, used_by=""))


def test_pins_and_drafts_stay_on_the_tablet(tmp_path: Path) -> None:
    pin = Pin("T01", b"salt", b"hash", 0, 0)
    with opened(sqlite_url(tmp_path / "tablet.db"), "device") as engine:
        store = SqlStore(engine, PROGRAMME, tail_origin=A)
        with store.writing() as session:
            assert (session.pin("T01"), session.draft("planting")) == (None, None)
            session.put_pin(replace(pin, user_code="T02/reset", salt=b""))
            assert not session.has_pins()
            session.put_pin(pin)
            assert session.has_pins()
            session.put_pin(replace(pin, failures=3, locked_until=2**52))
            session.put_draft("planting", 1, '{"count":1}')
            session.put_draft("planting", 2, '{"count":"Ñ"}')
            session.put_draft("workday", 3, "{}")
        with store.reading() as session:
            assert session.drafts() == [("workday", 3), ("planting", 2)]
        with store.writing() as session:
            session.drop_draft("workday")
        with store.reading() as session:
            assert session.pin("T01") == replace(pin, failures=3, locked_until=2**52)
            assert session.pin("T02") is None
            assert session.draft("planting") == '{"count":"Ñ"}'
        with store.writing() as session:
            session.drop_draft("planting")
            assert session.draft("planting") is None


def test_programmes_in_one_database_do_not_see_each_other(store: SqlStore) -> None:
    other = SqlStore(store.engine, store.programme + " other")
    fill(store, (A, 2))
    with store.writing() as session:
        session.put_note("n", b"1")
        session.put_tree(Tree(1, (b"r" * 32,)))
        session.put_checkpoint(Checkpoint(1, b"r", "note"))
        session.put_side_rows([row(1)])
    with other.reading() as session:
        assert session.feed_size() == 0
        assert session.feed(1, 9, 99) == []
        assert (session.note("n"), session.tree(), session.checkpoint()) == (None, Tree(), None)
        assert session.side_rows([row(1).hash]) == []
        assert session.record_bytes(f"{A}-1") is None
    fill(other, (A, 1))
    with other.reading() as session:
        assert session.feed_size() == 1


def test_nothing_of_no_committee_is_held(store: SqlStore) -> None:
    with store.reading() as session:
        assert session.held([]) == []
