"""The benches measure a season that could have happened, and count what they measured rightly."""

from collections import Counter
from pathlib import Path

import pytest

from core.domain.records import read_record
from core.fold.money_rows import Item
from core.fold.rows import Hold
from core.storage.projections import TABLES
from core.usecases.office.judge import judge
from tools.bench.row import at_least, at_most, median, percentile, row
from tools.bench.season import RECORDS_A_DAY
from tools.bench.world import World, enrol, make_world, parts, receive

COMMITTEES = 2
DAYS = 30


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder: Path = tmp_path_factory.mktemp("bench")
    made = make_world(f"sqlite:///{folder / 'server.db'}", COMMITTEES)
    for number in range(COMMITTEES):
        enrol(made, number, folder / f"{number}.db").store.engine.dispose()
    with made.store.writing() as session:
        for part in parts(made, DAYS):
            receive(session, part)
    made.store.fold()
    judge(made.store, made.server.clock, made.server.origin)
    made.store.fold()
    return made


def test_checks_find_nothing_in_the_season(world: World) -> None:
    with world.store.reading() as session:
        assert session.connection.execute(TABLES[Hold].select()).all() == []


def test_the_mix_is_that_of_the_goals(world: World) -> None:
    kinds: Counter[str] = Counter()
    with world.store.reading() as session:
        for writer in world.writers[:COMMITTEES]:
            kinds.update(read_record(data).kind for data in session.records(writer.origin, 1, writer.seq))
        items = session.connection.execute(TABLES[Item].select()).all()
    total = COMMITTEES * DAYS * RECORDS_A_DAY
    assert kinds.total() == total
    assert (kinds["planting"], kinds["workday"]) == (total * 60 // 100, total * 15 // 100)
    sharers = Counter(item.record for item in items)
    shared = sum(number >= 30 for number in sharers.values())
    assert shared == total // 5
    assert len(sharers) > shared


def test_the_season_is_the_same_every_time(world: World, tmp_path: Path) -> None:
    again = make_world(f"sqlite:///{tmp_path / 'again.db'}", COMMITTEES)
    with world.store.reading() as session:
        first = [data for part in parts(again, 1) for data in part.records]
        assert first[:RECORDS_A_DAY] == session.records(again.writers[0].origin, 1, RECORDS_A_DAY)


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(1, 401)]
    assert (percentile(values, 99), percentile([5.0], 99), median([3.0, 1.0, 2.0])) == (396.0, 5.0, 2.0)


def test_a_row_says_whether_its_goal_was_met() -> None:
    assert at_least("fold", 2_500, "records/s", 10_000, 2_500).ok
    assert not at_most("page", 101, "ms", 1, 100).ok
    shown = row("judge", 1_234.5678, "records/s", 500)
    assert (shown.value, shown.ratio, shown.goal, shown.ok) == (1235.0, 2.469, "", True)
