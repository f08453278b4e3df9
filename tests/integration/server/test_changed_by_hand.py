"""Somebody changes the office's database with a tool of their own: the office comes up, and every tablet is told."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.domain.calendar import MS_PER_HOUR
from core.domain.chain import chain_over, chain_start
from core.domain.merkle import Tree, grow
from core.domain.problems import Problem
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.restore.epoch_format import Told, unpack_told
from core.sync.trust.own_past import CHANGED
from core.sync.turns.conversation import converse
from core.sync.wire import packing
from core.sync.wire.messages import Answer, Request
from sync_server.bootstrap import office_over, open_store
from sync_server.office import Office
from sync_server.resources.epochs import _tell
from sync_server.resources.sync import _take_turn
from sync_server.settings import Settings, SettingsError
from tests.fieldwork import Field, assert_same_history, everything_of
from tests.sample import START_MS, copied_server, copied_tablet, sample_template
from tests.stores import by_hand
from tools.sample import PROGRAMME, SampleTablet, SteppingClock, seeded_key

Asked = Callable[..., Any]


class Road:
    """The way to an office of this process, through the bytes that would travel."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def exchange(self, request: Request) -> Answer:
        return packing.unpack_answer(_take_turn(self.office, packing.pack_request(request)))

    def epochs(self, note: str) -> Told:
        return unpack_told(_tell(self.office, note))

    def give_back(self, offer: bytes) -> bool:
        raise AssertionError("there is nothing to be given back")


def sync(field: Field, office: Office) -> None:
    road = Road(office)
    converse(field.store, field.clock, field.tablet.key, road.exchange, recovery=road)


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    settings = Settings(f"sqlite:///{folder / 'server.db'}", state=str(folder / "state"))
    office = office_over(open_store(settings), settings)
    try:
        yield office
    finally:
        office.close()


def walking(tablet: SampleTablet) -> Field:
    return Field(tablet, None, SteppingClock(START_MS + 7_200_000))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an office and two tablets: a.db has everything, b.db has yet to hear the last that a.db said."""
    folder = tmp_path_factory.mktemp("village")
    template = sample_template(tmp_path_factory)
    copied_server(template, folder).store.engine.dispose()
    one, other = (walking(copied_tablet(template, folder, name)) for name in "ab")
    with opened(folder) as office:
        for field in (one, other, one, one):
            field.workdays(2)
            sync(field, office)
        sync(one, office)
    for field in (one, other):
        field.store.engine.dispose()
    return folder


@pytest.fixture
def folder(village: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(village, tmp_path / "village"))


def tablet(folder: Path, name: str) -> Field:
    one = SampleTablet(SqlStore(open_sqlite(folder / f"{name}.db"), PROGRAMME), seeded_key(name), folder)
    with one.store.reading() as session:
        own = (session.note("own_origin") or b"").decode("ascii")
    return walking(SampleTablet(SqlStore(one.store.engine, PROGRAMME, tail_origin=own), one.key, folder))


@pytest.fixture
def one(folder: Path) -> Iterator[Field]:
    field = tablet(folder, "a")
    yield field
    field.store.engine.dispose()


@pytest.fixture
def other(folder: Path) -> Iterator[Field]:
    field = tablet(folder, "b")
    yield field
    field.store.engine.dispose()


def change(folder: Path, *steps: Callable[[Asked, str], object], origin: str) -> None:
    store = SqlStore(open_sqlite(folder / "server.db"), PROGRAMME)
    with by_hand(store) as asked:
        for step in steps:
            step(asked, origin)
    store.engine.dispose()


def say(statement: str) -> Callable[[Asked, str], object]:
    """A statement in which `:origin` is the first tablet's."""
    return lambda asked, origin: asked(statement.replace(":origin", f"'{origin}'"))


def chain_again(asked: Asked, origin: str) -> None:
    """Make the heads fit what now stands there, as somebody does who has read how they are made."""
    key = asked("SELECT public_key FROM origin WHERE origin = ?", (origin,)).scalar()
    rows = list(asked("SELECT seq, data FROM log WHERE origin = ? ORDER BY seq", (origin,)))
    heads = chain_over(chain_start(PROGRAMME, key), [data for _, data in rows])
    for (seq, _), head in zip(rows, heads, strict=True):
        asked("UPDATE log SET head = ? WHERE origin = ? AND seq = ?", (head, origin, seq))
    asked("UPDATE origin SET head = ?, seq = ? WHERE origin = ?", (heads[-1], len(rows), origin))


def tree_again(asked: Asked, _: str) -> None:
    leaves: list[bytes] = []
    for origin, seq, number in list(asked("SELECT origin, first_seq, number FROM feed ORDER BY first_position")):
        between = "SELECT data FROM log WHERE origin = ? AND seq BETWEEN ? AND ? ORDER BY seq"
        leaves += [data for (data,) in asked(between, (origin, seq, seq + number - 1))]
    tree = grow(Tree(), leaves)
    asked("UPDATE tree SET size = ?, frontier = ?", (tree.size, b"".join(tree.frontier)))


def last_out_of_the_feed(asked: Asked, origin: str) -> None:
    mine = "SELECT first_position, number FROM feed WHERE origin = ? ORDER BY first_position DESC"
    position, number = asked(mine, (origin,)).first()
    if number > 1:
        asked("UPDATE feed SET number = number - 1 WHERE first_position = ?", (position,))
    else:
        asked("DELETE FROM feed WHERE first_position = ?", (position,))
    later = [at for (at,) in asked("SELECT first_position FROM feed ORDER BY 1") if at > position]
    for at in later:
        asked("UPDATE feed SET first_position = first_position - 1 WHERE first_position = ?", (at,))
    asked("UPDATE feed_end SET size = size - 1")


def two_places_swapped(asked: Asked, _: str) -> None:
    rows = list(asked("SELECT * FROM feed ORDER BY first_position DESC LIMIT 2"))
    (programme, _, *b), (_, first, *a) = rows
    asked("DELETE FROM feed WHERE first_position >= ?", (first,))
    for position, place in ((first, b), (first + b[2], a)):
        asked("INSERT INTO feed VALUES (?, ?, ?, ?, ?)", (programme, position, *place))


HALF = """UPDATE log SET data = CAST(replace(CAST(data AS TEXT), '"half_days":2', '"half_days":1') AS BLOB)
    WHERE origin = :origin AND seq = 1"""
LAST = "DELETE FROM log WHERE origin = :origin AND seq = (SELECT max(seq) FROM log WHERE origin = :origin)"
DOUBLED = """INSERT INTO log SELECT programme, origin, seq + 1, data, head FROM log
    WHERE origin = :origin ORDER BY seq DESC LIMIT 1"""
LAST_PLACE = "WHERE first_position = (SELECT max(first_position) FROM feed)"
OFFICE = "(SELECT CAST(value AS TEXT) FROM note WHERE name = 'own_origin')"

CHANGES: dict[str, tuple[Callable[[Asked, str], object], ...]] = {
    "a record": (say(HALF),),
    "a record with its chain": (say(HALF), chain_again),
    "a record with chain and tree": (say(HALF), chain_again, tree_again),
    "two records swapped": (
        say("UPDATE log SET seq = -seq WHERE origin = :origin AND seq < 3"),
        say("UPDATE log SET seq = 3 + seq WHERE origin = :origin AND seq < 0"),
    ),
    "two places swapped": (two_places_swapped,),
    "two places swapped with the tree": (two_places_swapped, tree_again),
    "the first dropped": (say("DELETE FROM log WHERE origin = :origin AND seq = 1"),),
    "the last dropped": (say(LAST),),
    "the last dropped with place and chain": (say(LAST), chain_again, last_out_of_the_feed),
    "the last dropped with place, chain and tree": (say(LAST), chain_again, last_out_of_the_feed, tree_again),
    "one more in the log": (say(DOUBLED),),
    "a record as text": (say("UPDATE log SET data = CAST(data AS TEXT) WHERE origin = :origin AND seq = 2"),),
    "an empty record": (say("UPDATE log SET data = X'' WHERE origin = :origin AND seq = 2"),),
    "all of the log": (say("DELETE FROM log"),),
    "a place dropped": (say("DELETE FROM feed WHERE first_position = 1"),),
    "the last place dropped": (say(f"DELETE FROM feed {LAST_PLACE}"),),
    "a place too long": (say(f"UPDATE feed SET number = number + 5 {LAST_PLACE}"),),
    "all places": (say("DELETE FROM feed"),),
    "the feed's end earlier": (say("UPDATE feed_end SET size = size - 1"),),
    "the feed's end later": (say("UPDATE feed_end SET size = size + 1"),),
    "the feed's end gone": (say("DELETE FROM feed_end"),),
    "the tree": (say("UPDATE tree SET frontier = zeroblob(length(frontier))"),),
    "the tree's size": (say("UPDATE tree SET size = size + 1"),),
    "a tree of less than nothing": (say("UPDATE tree SET size = -1"),),
    "the checkpoint's root": (say("UPDATE checkpoint SET root = zeroblob(32)"),),
    "the checkpoint's text": (say("UPDATE checkpoint SET note = 'rubbish'"),),
    "the number of a tablet's records, less": (say("UPDATE origin SET seq = seq - 1 WHERE origin = :origin"),),
    "the number of a tablet's records, more": (say("UPDATE origin SET seq = seq + 1 WHERE origin = :origin"),),
    "the head of a tablet": (say("UPDATE origin SET head = zeroblob(32) WHERE origin = :origin"),),
    "the head of the office": (say(f"UPDATE origin SET head = zeroblob(32) WHERE origin = {OFFICE}"),),
    "the office's public key": (say(f"UPDATE origin SET public_key = zeroblob(32) WHERE origin = {OFFICE}"),),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_was_changed_by_hand_raises_the_alarm(folder: Path, one: Field, other: Field, name: str) -> None:
    change(folder, *CHANGES[name], origin=one.origin)
    other.workday()
    with opened(folder) as office:
        for field in (one, other):
            before, there = everything_of(field.store), _rows(office.store)
            with pytest.raises(Problem, match="history_differs"):
                sync(field, office)
            assert everything_of(field.store) == before
            assert _rows(office.store) == there
            assert field.note("alarm") == b"history_differs"
            assert field.note("alarm_here")
            assert field.note("alarm_there")


def _rows(store: SqlStore) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as session:
        asked = session.connection.exec_driver_sql
        return {table: sorted(map(tuple, asked(f"SELECT * FROM {table}")), key=str) for table in ("log", "checkpoint")}


def test_what_was_put_right_again_is_as_good_as_before(folder: Path, one: Field, other: Field) -> None:
    right = shutil.copy(folder / "server.db", folder / "right.db")
    change(folder, say(HALF), origin=one.origin)
    with opened(folder) as office, pytest.raises(Problem, match="history_differs"):
        sync(one, office)
    for suffix in ("-wal", "-shm"):
        (folder / f"server.db{suffix}").unlink(missing_ok=True)
    shutil.move(right, folder / "server.db")
    with opened(folder) as office:
        for field in (one, other):
            field.workday()
            sync(field, office)
            with office.store.reading() as session:
                assert not session.note(CHANGED)
    one.server = other.server = office  # type: ignore[assignment]
    assert_same_history(other)


def test_a_change_while_the_office_works_is_seen_within_the_hour(folder: Path, one: Field) -> None:
    with opened(folder) as office:
        clock = SteppingClock(office.clock.now_ms())
        object.__setattr__(office, "clock", clock)
        sync(one, office)
        change(folder, say(HALF), origin=one.origin)
        clock.ms += MS_PER_HOUR
        office.settle()
        with pytest.raises(Problem, match="history_differs"):
            sync(one, office)
    assert one.note("alarm") == b"history_differs"


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM note WHERE name = 'own_key'", "UPDATE note SET value = zeroblob(32) WHERE name = 'own_key'"],
)
def test_an_office_without_its_key_says_so(folder: Path, one: Field, statement: str) -> None:
    change(folder, say(statement), origin=one.origin)
    with pytest.raises(SettingsError) as refused, opened(folder):
        pass
    assert refused.value.key == "state.key_lost"
