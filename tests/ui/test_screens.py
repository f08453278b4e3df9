"""Every screen and its important states in every size, in both languages, in the usual and the largest text: nothing is
cut, too small, too close, too faint or upon something else. `make pictures` leaves a picture of each in build/screens.

A usual run plays each scene in two ways and looks at each state once in every size; `make pictures` does all twelve.
PLANTON_PICTURES=few keeps the pictures of a usual run.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.text.texts import set_language
from app.theme.text_scale import set_text_scale
from tests.tablet import SIZES
from tests.ui import money_scenes, scenes, start_scenes
from tests.ui.contact_sheet import Shot, write_contact_sheet
from tests.ui.harness import Harness
from tests.ui.rules import wrong
from tests.ui.scene import Scene, Stage

IS_WHOLE = os.environ.get("PLANTON_PICTURES") == "1"
TAKES_PICTURES = IS_WHOLE or os.environ.get("PLANTON_PICTURES") == "few"
SCENES = [*start_scenes.SCENES, *scenes.SCENES, *money_scenes.SCENES]
WAYS = [("es", "1.0"), ("en", "1.3"), ("en", "1.0"), ("es", "1.3")]


def _cases() -> list[tuple[int, int]]:
    """Places in SCENES and WAYS; in a usual run one scene speaks Spanish in large letters and the next one English."""
    found = []
    for scene in range(len(SCENES)):
        ways = range(4) if IS_WHOLE else (0, 1) if scene % 2 else (2, 3)
        found += [(scene, way) for way in ways]
    return found


def _sizes(state: int, way: int) -> tuple[tuple[int, int], ...]:
    """Of the three sizes one with the usual text and the others with the largest, another one with each state."""
    usual = state % len(SIZES)
    if IS_WHOLE:
        return SIZES
    return (SIZES[usual],) if WAYS[way][1] == "1.0" else (*SIZES[:usual], *SIZES[usual + 1 :])


@pytest.fixture(scope="session")
def shots(pictures: Path) -> Iterator[list[Shot]]:
    """What was looked at, for the sheet at the end."""
    taken: list[Shot] = []
    yield taken
    if TAKES_PICTURES:
        write_contact_sheet(pictures, taken)


@pytest.fixture
def stage(
    request: pytest.FixtureRequest, harness: Harness, tmp_path: Path, template: Path, payday: Path
) -> Iterator[Stage]:
    made = Stage(harness, tmp_path, template, payday, *WAYS[request.param])
    yield made
    made.close()
    harness.clear()
    set_text_scale(1.0)
    set_language("es")


@pytest.mark.parametrize(
    ("scene", "stage"),
    [pytest.param(SCENES[scene], way, id=f"{SCENES[scene].name}-{'-'.join(WAYS[way])}") for scene, way in _cases()],
    indirect=["stage"],
)
def test_a_screen_keeps_the_rules(
    harness: Harness, pictures: Path, shots: list[Shot], scene: Scene, stage: Stage
) -> None:
    way, found = WAYS.index((stage.language, stage.text_scale)), []
    for place, state in enumerate(scene.play(stage)):
        for size in _sizes(place, way):
            harness.resize(*size)
            harness.frames(6)
            shot = Shot(scene.name, state, size, stage.language, stage.text_scale)
            found += [f"{shot.name}: {one}" for one in wrong(harness, size, is_payment=scene.is_payment)]
            shots.append(shot)
            if TAKES_PICTURES:
                harness.screenshot(pictures / shot.name)
        harness.resize(1280, 800)
        harness.frames(2)
    assert not found, "\n".join(found)
