"""The verifier works honest histories out again, and says to the céntimo what the program says.

`python -m tests.simulation.second_opinion` plays as many as one likes, keeps them, and tells what differs.
"""

from pathlib import Path

from tests.simulation.money.stages import Stages
from tests.simulation.second_opinion.histories import keeping, play_money, play_sync, play_wild
from tests.simulation.second_opinion.opinion import Disagreement, disagreements, opinion, tables_of
from tests.simulation.second_opinion.packages import found_in_package
from tests.simulation.second_opinion.program import Kept
from tools.sample import SampleServer

SEED = 2026
MONEY, SYNC, WILD = 12, 3, 10
PACKAGES_OF_MONEY, PACKAGES_OF_SEASONS = 2, 2
"""So many histories in a usual run."""


def told(kept: Kept) -> list[str]:
    return [f"{kept.name}: {one}" for one in disagreements(kept)]


def test_the_second_opinion_on_money_is_the_first(stages: Stages, campaign: bool) -> None:
    wrong: list[str] = []
    lengths: list[int] = []

    def hear(kept: Kept) -> None:
        lengths.append(len(kept.log))
        wrong.extend(told(kept))

    play_money(150 if campaign else MONEY, SEED, keeping(hear), stages=stages)
    assert wrong == []
    assert sum(lengths) > 60 * len(lengths) > 0


def test_the_second_opinion_on_seasons_with_lost_tablets_and_restored_servers(campaign: bool) -> None:
    wrong: list[str] = []
    offices: list[int] = []

    def hear(kept: Kept) -> None:
        wrong.extend(told(kept))
        offices.append(len(opinion(kept).office))

    play_sync(50 if campaign else SYNC, SEED, keeping(hear))
    assert wrong == []
    assert len(offices) == (50 if campaign else SYNC)


def test_the_second_opinion_on_logs_that_nobody_would_live(campaign: bool) -> None:
    wrong: list[str] = []
    lengths: list[int] = []

    def hear(kept: Kept) -> None:
        wrong.extend(told(kept))
        lengths.append(len(kept.log))

    play_wild(300 if campaign else WILD, SEED, keeping(hear))
    assert wrong == []
    assert len(lengths) == (300 if campaign else WILD)
    assert min(lengths) >= 200


def test_nothing_is_found_in_packages_of_honest_seasons(stages: Stages, campaign: bool) -> None:
    """All of it, as an auditor looks at it: files, chains, tree, signatures, keys, words, photos, tables and maps."""
    wrong: list[str] = []
    names: list[str] = []

    def hear(name: str, server: SampleServer) -> None:
        names.append(name)
        wrong.extend(found_in_package(name, server))

    play_sync(200 if campaign else PACKAGES_OF_SEASONS, 2 * SEED, hear)
    play_money(100 if campaign else PACKAGES_OF_MONEY, SEED, hear, stages=stages)
    assert wrong == []
    assert len(names) == (300 if campaign else PACKAGES_OF_SEASONS + PACKAGES_OF_MONEY)


def test_a_history_is_kept_and_read_again(stages: Stages, tmp_path: Path) -> None:
    held: list[Kept] = []
    play_money(2, SEED, keeping(held.append), stages=stages)
    for kept in held:
        kept.write(tmp_path / "kept.json.gz")
        assert Kept.read(tmp_path / "kept.json.gz") == kept


def test_a_disagreement_is_told_with_its_record_and_both_values(stages: Stages) -> None:
    """So that none is overlooked: every table is compared, cell by cell and row by row."""
    held: list[Kept] = []
    play_money(2, SEED, keeping(held.append), stages=stages)
    kept = held[-1]
    for name, table in kept.tables.items():
        if not table:
            continue
        key = sorted(table, key=repr)[0]
        column = sorted(table[key])[0]
        true = table[key][column]
        table[key][column] = "changed"
        assert disagreements(kept) == [Disagreement(name, key, column, "changed", true)]
        table[key][column] = true
        row = table.pop(key)
        assert disagreements(kept) == [Disagreement(name, key, "", None, row)]
        table[key] = row
    assert set(tables_of(opinion(kept))) == set(kept.tables)
