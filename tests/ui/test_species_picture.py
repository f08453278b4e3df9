"""The drawings of the species as they are seen: in the place of an icon, and told apart without their colours."""

from itertools import combinations
from pathlib import Path

import pytest
from kivy.core.image import Image as CoreImage
from kivy.uix.boxlayout import BoxLayout

from app.widgets.label.label import TextLabel
from app.widgets.species_picture.faces import NAMES, SAPLING, picture_for
from app.widgets.species_picture.species_picture import Mark
from tests.ui.handling import mount, near
from tests.ui.harness import Harness, box
from tools.species.drawings import DRAWINGS, GROUNDS
from tools.species.make import picture_of

SIDE = 64
DIFFERENT_PART = 0.25


def shadow(drawing: str) -> list[bool]:
    """Where the drawing is darker than its ground, of the smallest picture there is for a row."""
    image = CoreImage.load(picture_for(drawing, SIDE), keep_data=True)
    ground = sum(GROUNDS[drawing][:3])
    places = [(x, y) for y in range(SIDE) for x in range(SIDE)]
    return [sum(image.read_pixel(x, y)[:3]) < ground - 0.35 for x, y in places]


def test_they_are_told_apart_by_their_outline_alone() -> None:
    shadows = {drawing: shadow(drawing) for drawing in DRAWINGS}
    for drawing, seen in shadows.items():
        assert 0.08 < sum(seen) / len(seen) < 0.7, drawing
    for one, other in combinations(shadows, 2):
        apart = sum(here != there for here, there in zip(shadows[one], shadows[other], strict=True))
        either = sum(here or there for here, there in zip(shadows[one], shadows[other], strict=True))
        assert apart / either > DIFFERENT_PART, (one, other)


def test_the_pictures_are_those_that_the_drawings_make(harness: Harness) -> None:
    """Whoever changes a drawing makes the pictures anew; graphics cards may differ by a shade."""
    for drawing in {*NAMES.values(), SAPLING}:
        made = picture_of(drawing, SIDE).pixels
        upward = CoreImage.load(picture_for(drawing, SIDE), nocache=True).texture.pixels
        kept = b"".join(upward[row * SIDE * 4 : (row + 1) * SIDE * 4] for row in reversed(range(SIDE)))
        differing = sum(abs(one - other) > 24 for one, other in zip(made, kept, strict=True))
        assert differing < len(made) * 0.02, drawing


def test_a_mark_shows_the_drawing_or_the_icon(harness: Harness) -> None:
    mark = mount(harness, Mark(icon="sprout", drawing="quenoal", side=SIDE))
    left, bottom, right, top = box(mark)
    assert (right - left, top - bottom, mark.text) == (SIDE, SIDE, "")
    assert near(harness.colour_at(right - 6, (bottom + top) / 2), GROUNDS["quenoal"])
    mark.drawing = ""
    harness.frames(2)
    assert mark.text
    assert mark.width < SIDE
    mark.icon = ""
    assert mark.size == [0, 0]


@pytest.mark.parametrize("side", [40, 56, 96, 120])
def test_pictures_in_a_row(harness: Harness, pictures: Path, side: int) -> None:
    row = BoxLayout(spacing=16, padding=24)
    for drawing in DRAWINGS:
        column = BoxLayout(orientation="vertical", spacing=8)
        column.add_widget(Mark(drawing=drawing, side=side))
        column.add_widget(TextLabel(text=drawing))
        row.add_widget(column)
    harness.mount(row)
    harness.keep_picture(pictures / f"species-{side}.png")
    marks = [widget for widget in harness.visible() if isinstance(widget, Mark)]
    assert len(marks) == len(DRAWINGS)
    assert {tuple(mark.size) for mark in marks} == {(side, side)}
