"""The charts by touch: four topics, each as a picture and as numbers, for a committee and for the whole programme."""

from pathlib import Path

import pytest

from app.desk import Desk
from app.screens.progress import presenter
from app.screens.progress.progress import build
from app.screens.progress.survival import SurvivalShare
from core.domain.bodies import Count
from core.domain.nurseries import Dispatched, ReadyAccepted
from core.domain.plantings import Planting
from tests.ui import fieldday
from tests.ui.harness import Harness
from tests.ui.reviewing import SIZES, picture, show


@pytest.fixture
def season(desk: Desk) -> Desk:
    """Half a year of a committee: every species, ready and planted, in several months and units."""
    units, who = desk.read(lambda reads: reads.units(desk.committee_id)), fieldday.golden_people(desk)
    for place, batch in enumerate(desk.read(lambda reads: reads.batches(desk.committee_id))):
        total = batch.stock.ready
        for turn, month in enumerate(("07", "08", "10", "11", "12")):
            day, more, trees = f"2014-{month}-02", 220 * (turn + 1) + 170 * place, 60 + 140 * turn
            total += more
            fieldday.keep(desk, ReadyAccepted(batch.id, Count(total), people=who(more)), day)
            if turn > 1:
                unit = units[(place + turn) % len(units)]
                fieldday.keep(desk, Dispatched(batch.id, Count(trees)), day)
                work = Planting(
                    desk.committee_id, unit.id, batch.species, batch.id, Count(trees), people=who(trees)
                )  # fmt: skip
                fieldday.keep(desk, work, day)
    return desk


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_topic_as_a_picture(harness: Harness, season: Desk, pictures: Path, size: tuple[int, int]) -> None:
    harness.resize(*size)
    show(harness, build(season), "progress")
    assert harness.reads("Donde más falta")
    picture(harness, pictures, "progress-planted")
    harness.touch("Plantones")
    assert harness.reads("Plantones listos:")
    picture(harness, pictures, "progress-saplings")
    harness.touch("Dinero")
    assert harness.reads("solo en esta tableta")
    picture(harness, pictures, "progress-money")
    harness.touch("Prendimiento")
    assert harness.reads("Todavía no hay conteos de prendimiento")
    picture(harness, pictures, "progress-survival-empty")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_numbers_are_one_touch_away(harness: Harness, season: Desk, pictures: Path, size: tuple[int, int]) -> None:
    harness.resize(*size)
    show(harness, build(season), "progress")
    for topic, head in (("Plantación", "Meta"), ("Plantones", "Recalce"), ("Dinero", "observado")):
        harness.touch(topic)
        if harness.reads("Ver los números"):
            harness.touch("Ver los números")
        assert harness.reads(head)
        picture(harness, pictures, f"progress-table-{head.lower()}")
    harness.touch("Ver el gráfico")
    assert harness.reads("Ver los números")


def test_the_whole_programme_is_one_touch_away(harness: Harness, season: Desk, pictures: Path) -> None:
    show(harness, build(season), "progress")
    harness.touch("Choco")
    assert harness.reads("Todo el programa")
    assert harness.reads("Cajas")
    picture(harness, pictures, "progress-whole")


def test_an_earlier_season(harness: Harness, season: Desk) -> None:
    show(harness, build(season), "progress")
    harness.touch("Plantones")
    harness.touch("Campaña 2014-15")
    harness.touch("Campaña 2013-14")
    assert harness.reads("En estos meses no hay nada anotado")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_survival_once_it_is_counted(
    harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    shares = [SurvivalShare("Campaña 2014-15", 240, 197, 48), SurvivalShare("Campaña 2013-14", 480, 331, 41)]
    monkeypatch.setattr(presenter, "survival_shares", lambda _counts, _seasons: shares)
    harness.resize(*size)
    show(harness, build(desk), "progress")
    harness.touch("Prendimiento")
    assert harness.reads("82 % ± 5")
    picture(harness, pictures, "progress-survival")
