"""What the fold may expect of any place it writes to, be it dictionaries, SQLite or PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from core.fold.money_rows import Item
from core.fold.rows import EffectiveRecord, Thing, Total, WorkdayUse
from core.fold.state import State
from core.storage.store import SqlStore
from tests.fakes.state import MemoryState
from tests.histories import history_of
from tests.postgres import ENGINES, Ready
from tests.stores import PROGRAMME, append_entries, opened


@pytest.fixture(scope="module", params=["memory", *ENGINES])
def opened_store(
    request: pytest.FixtureRequest, ready: Ready, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SqlStore | None]:
    """One database for the module, or None for memory; what a test writes is rolled back."""
    if request.param == "memory":
        yield None
        return
    if request.param == "postgresql":
        url = ready.database(request.getfixturevalue("postgres_url"))
    else:
        url = ready.file(tmp_path_factory.mktemp("state") / "server.db")
    with opened(url) as engine:
        store = SqlStore(engine, PROGRAMME)
        append_entries(store, history_of([], 1).arrived([]))
        yield store


@pytest.fixture
def state(opened_store: SqlStore | None) -> Iterator[Any]:
    if opened_store is None:
        memory = MemoryState()
        for entry in history_of([], 1).arrived([]):
            memory.append(entry)
        yield memory
    else:
        with opened_store.trying() as session:
            yield session.state()


@pytest.fixture(params=["held", "written", "let go"])
def settle(request: pytest.FixtureRequest, state: Any) -> Any:
    """What happens between a write and a look: nothing, a flush, or a flush after which nothing is remembered."""

    def act() -> None:
        if not isinstance(state, MemoryState):
            {"held": lambda: None, "written": state.flush, "let go": state.forget}[request.param]()

    return act


def thing(number: int, kind: str = "unit", status: str = "live") -> Thing:
    return Thing(f"AAAAAA-{number}", kind, 1, "", f"U-{number}", status, "{}")


def item(number: int, record: str = "AAAAAA-1", posting: int = 1) -> Item:
    return Item(record, posting, "share", number, "", "", "2026-03-06", 5, 1, 2, "planting", "", "", record, None)


def effective(number: int, day: str, kind: str = "planting") -> EffectiveRecord:
    key = f"AAAAAA-{number}"
    return EffectiveRecord(
        key, "AAAAAA", number, None, kind, 1, "", 0, day, "", "", 0, key, key, None, "live", 0, 0, 0, ""
    )


def test_what_was_never_put_is_not_there(state: State) -> None:
    assert state.get(Thing, "AAAAAA-1") is None
    assert state.find(Thing, "unit") == []
    assert state.get(Item, "AAAAAA-1", 1, "share", 0) is None
    assert state.find(Item, "AAAAAA-1") == []
    assert state.since("planting", "0000-00-00") == []


def test_a_row_is_found_by_key_and_by_group(state: State, settle: Any) -> None:
    state.put(thing(1))
    settle()
    assert state.get(Thing, "AAAAAA-1") == thing(1)
    assert state.find(Thing, "unit") == [thing(1)]


def test_added_text_and_absent_positions_come_back_as_they_went(state: State, settle: Any) -> None:
    odd = "Ñ 'x' \"y\" %s ? 🌱 \t \\N \\. \n {1,2}"
    rows = [item(1)._replace(activity=odd, centimos=-(2**53) + 1), item(2)._replace(activity="", position=7)]
    for row in rows:
        state.add(row)
    settle()
    assert state.find(Item, "AAAAAA-1") == rows


def test_added_rows_are_found_however_often_somebody_asks_between(state: State, settle: Any) -> None:
    for number in range(1, 5):
        state.add(item(number, f"AAAAAA-{number % 2 + 1}"))
        assert state.find(Item, "AAAAAA-1") == [item(even) for even in range(2, number + 1, 2)]
    settle()
    state.add(item(6))
    assert state.find(Item, "AAAAAA-1") == [item(2), item(4), item(6)]
    assert state.find(Item, "AAAAAA-2") == [item(1, "AAAAAA-2"), item(3, "AAAAAA-2")]


def test_absent_positions_and_large_numbers_come_back_as_they_went(state: State, settle: Any) -> None:
    rows = [replace(effective(1, "2026-03-06"), centimos=-(2**53) + 1), replace(effective(2, "2026-03-06"), position=7)]
    for row in rows:
        state.put(row)
    settle()
    assert state.find(EffectiveRecord, "planting", "2026-03-06", "") == rows


def test_text_comes_back_as_it_went(state: State, settle: Any) -> None:
    row = replace(thing(1), code="Ñ 'x' \"y\" %s ? 🌱", body="\\")
    state.put(row)
    settle()
    assert state.get(Thing, "AAAAAA-1") == row


def test_a_row_takes_the_place_of_one_with_its_key(state: State, settle: Any) -> None:
    state.put(thing(1))
    settle()
    state.put(thing(1, status="void"))
    settle()
    assert state.get(Thing, "AAAAAA-1") == thing(1, status="void")
    assert state.find(Thing, "unit") == [thing(1, status="void")]


def test_a_row_that_changes_its_group_leaves_the_old_one(state: State, settle: Any) -> None:
    state.put(thing(1))
    state.put(thing(2))
    settle()
    state.put(thing(1, kind="batch"))
    assert state.find(Thing, "unit") == [thing(2)]
    settle()
    assert state.find(Thing, "unit") == [thing(2)]
    assert state.find(Thing, "batch") == [thing(1, kind="batch")]


def test_a_row_may_go_and_come_back(state: State, settle: Any) -> None:
    state.put(thing(1))
    settle()
    state.remove(thing(1))
    settle()
    assert state.get(Thing, "AAAAAA-1") is None
    assert state.find(Thing, "unit") == []
    state.put(thing(1, status="void"))
    settle()
    assert state.find(Thing, "unit") == [thing(1, status="void")]


def test_taking_away_what_is_not_there_does_nothing(state: State, settle: Any) -> None:
    state.remove(thing(1))
    settle()
    assert state.get(Thing, "AAAAAA-1") is None


def test_a_row_is_taken_away_by_its_key_alone(state: State, settle: Any) -> None:
    state.put(thing(1))
    settle()
    state.remove(thing(1, kind="batch", status="void"))
    settle()
    assert state.find(Thing, "unit") == []


def test_a_group_is_in_the_order_of_its_keys(state: State, settle: Any) -> None:
    for number in (3, 1, 12):
        state.put(WorkdayUse("AAAAAA-1", f"AAAAAA-{number}"))
    settle()
    state.put(WorkdayUse("AAAAAA-1", "AAAAAA-2"))
    assert [use.record for use in state.find(WorkdayUse, "AAAAAA-1")] == [
        "AAAAAA-1",
        "AAAAAA-12",
        "AAAAAA-2",
        "AAAAAA-3",
    ]


def test_one_group_never_shows_rows_of_another(state: State, settle: Any) -> None:
    rows = [Total("batch", "AAAAAA-1", "ready", 4), Total("batch", "AAAAAA-12", "ready", 5)]
    for row in rows:
        state.put(row)
    settle()
    assert state.find(Total, "batch", "AAAAAA-1") == rows[:1]


def test_a_group_looked_at_before_shows_what_is_put_after(state: State, settle: Any) -> None:
    assert state.find(Thing, "unit") == []
    state.put(thing(1))
    settle()
    assert state.find(Thing, "unit") == [thing(1)]


def test_added_rows_are_seen_at_once_and_in_the_order_of_their_keys(state: State, settle: Any) -> None:
    state.add(item(2))
    settle()
    state.add(item(1))
    state.add(item(0, record="AAAAAA-9"))
    assert state.find(Item, "AAAAAA-1") == [item(1), item(2)]
    settle()
    assert state.find(Item, "AAAAAA-1") == [item(1), item(2)]
    assert state.get(Item, "AAAAAA-1", 1, "share", 2) == item(2)


def test_a_row_that_is_there_is_not_added_again(opened_store: SqlStore | None, state: Any) -> None:
    state.add(item(1))
    if opened_store is None:
        with pytest.raises(ValueError, match="there already is"):
            state.add(item(1))
    else:
        state.flush()
        state.add(item(1))
        with pytest.raises(DatabaseError, match=r"planton|duplicate key"):
            state.flush()


def test_since_counts_days_in_and_sorts_by_id(state: State, settle: Any) -> None:
    for number, day in ((10, "2026-03-06"), (9, "2026-03-07"), (1, "2026-03-05")):
        state.put(effective(number, day))
    settle()
    state.put(effective(2, "2026-03-08"))
    state.put(effective(3, "2026-03-08", kind="workday"))
    assert state.since("planting", "2026-03-06") == ["AAAAAA-10", "AAAAAA-2", "AAAAAA-9"]


def test_since_knows_of_changes_that_were_not_written_yet(state: State, settle: Any) -> None:
    state.put(effective(1, "2026-03-06"))
    settle()
    state.put(effective(1, "2026-03-01"))
    assert state.since("planting", "2026-03-06") == []


def test_what_is_read_ahead_is_what_is_found(state: State, settle: Any) -> None:
    for number in (1, 2, 3):
        state.put(effective(number, "2026-03-06"))
        state.put(WorkdayUse("AAAAAA-9", f"AAAAAA-{number}"))
    settle()
    state.put(effective(2, "2026-03-07"))
    state.remove(WorkdayUse("AAAAAA-9", "AAAAAA-3"))
    names = ["AAAAAA-1", "AAAAAA-2", "AAAAAA-4", "AAAAAA-9", "AAAAAA-1"]
    state.read_ahead(EffectiveRecord, names)
    state.read_ahead(WorkdayUse, names)
    assert state.get(EffectiveRecord, "AAAAAA-1") == effective(1, "2026-03-06")
    assert state.get(EffectiveRecord, "AAAAAA-2") == effective(2, "2026-03-07")
    assert state.get(EffectiveRecord, "AAAAAA-4") is None
    assert [use.record for use in state.find(WorkdayUse, "AAAAAA-9")] == ["AAAAAA-1", "AAAAAA-2"]
    assert state.find(WorkdayUse, "AAAAAA-4") == []
    found = [row.id for row in state.find(EffectiveRecord, "planting", "2026-03-06", "")]
    assert found == ["AAAAAA-1", "AAAAAA-3"]


def test_more_is_read_ahead_than_one_statement_takes(state: State, settle: Any) -> None:
    for number in range(1, 1_202):
        state.put(effective(number, "2026-03-06"))
    settle()
    state.read_ahead(EffectiveRecord, [f"AAAAAA-{number}" for number in range(1, 1_300)])
    found = [state.get(EffectiveRecord, f"AAAAAA-{number}") is not None for number in range(1, 1_300)]
    assert found == [True] * 1_201 + [False] * 98


def test_bytes_that_were_seen_are_not_read_again(opened_store: SqlStore | None, state: State) -> None:
    office = history_of([], 1).village.office
    data = office.said[0].data
    state.saw(office.programme, data)
    record = state.record(office.programme)
    assert record is not None
    assert (record.kind, record.id) == ("programme", office.programme)
    if opened_store is not None:
        state.saw("AAAAAA-77", b"no record")
        assert state.record("AAAAAA-77") is None


def test_records_of_the_log_are_read_by_their_id(state: State) -> None:
    office = history_of([], 1).village.office
    record = state.record(office.programme)
    assert record is not None
    assert (record.kind, record.id) == ("programme", office.programme)
    assert state.record(f"{office.origin}-999999") is None


def test_what_cannot_be_an_id_is_the_id_of_nothing(state: State) -> None:
    assert state.record("") is None
    assert state.record("no record") is None
