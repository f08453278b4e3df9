"""Notes, coins and the counting of a box: each in its colours, as many as there are, every step of a finger told."""

from typing import Any

import pytest
from kivy.base import EventLoop
from kivy.graphics.context import get_context

from app.widgets.pieces.counting import LARGEST_NUMBER, CountLine, CountNumber, PieceCounter
from app.widgets.pieces.faces import FACES, Coin, Note
from app.widgets.pieces.painting import picture_of
from app.widgets.pieces.pieces import PieceFan, PieceGroups
from core.domain.money import PIECES_CENTIMOS, break_down
from tests.ui.handling import WHITE, middle, mount, near, put_down, snapshot
from tests.ui.harness import Harness, box

SIZES = [(1280, 800), (800, 1280), (1024, 600)]


def test_every_piece_is_painted_in_its_colours(harness: Harness) -> None:
    for piece, face in FACES.items():
        fan = mount(harness, PieceFan(piece=piece, note_height=200))
        left, bottom, right, top = box(fan)
        level = (bottom + top) / 2
        if isinstance(face, Note):
            assert near(harness.colour_at(left, level), face.dark)
            assert near(harness.colour_at(left + 0.98 * (right - left), level), face.middle)
            assert near(harness.colour_at(left + 0.45 * (right - left), top - 30), face.light)
        elif isinstance(face, Coin):
            radius = (right - left) / 2
            coin_bottom = level - radius
            assert near(harness.colour_at(left + 0.16 * radius, level), face.ring.flat)
            assert near(harness.colour_at(left + 0.5 * radius, coin_bottom + 0.85 * radius), face.core.flat)
        assert harness.colour_at(left - 3, level) == WHITE
        assert near(harness.colour_at(left + 1, top - 2), WHITE, 40), "corners are round"


def test_a_coin_says_what_the_real_one_says() -> None:
    said = {piece: (face.figures, face.word) for piece, face in FACES.items() if isinstance(face, Coin)}
    assert said == {
        500: ("5", "soles"), 200: ("2", "soles"), 100: ("1", "sol"), 50: ("50", "céntimos"), 20: ("20", "céntimos"),
        10: ("10", "céntimos"),
    }  # fmt: skip


def test_pieces_of_one_colour_differ_in_size_or_in_what_lies_on_the_ring() -> None:
    coins = [face for face in FACES.values() if isinstance(face, Coin)]
    assert len({(coin.ring.flat, coin.core.flat, coin.diameter_mm) for coin in coins}) == len(coins)
    notes = [face for face in FACES.values() if isinstance(face, Note)]
    assert len({note.middle for note in notes}) == len({note.petals for note in notes}) == len(notes) == 5


def test_figures_are_painted_where_a_finger_points(harness: Harness) -> None:
    """The panel of a note holds dark figures: about a fifth of its pixels, and not the same ones on any two notes."""
    seen = []
    for piece in PIECES_CENTIMOS[:5]:
        fan = mount(harness, PieceFan(piece=piece, note_height=130))
        left, bottom, _, top = box(fan)
        pixel = snapshot()
        row = [pixel(left + x, (bottom + top) / 2) for x in range(124, 264, 2)]
        seen.append(tuple(near(colour, FACES[piece].dark, 40) for colour in row))
        assert 5 < sum(seen[-1]) < 50
    assert len(set(seen)) == 5


def test_a_picture_comes_back_when_the_graphics_memory_is_lost(harness: Harness) -> None:
    texture = picture_of(1000, 80)
    before = texture.pixels
    get_context().reload()
    assert texture.pixels == before
    assert len(set(before)) > 20


def test_groups_tell_subtotal_and_running_sum(harness: Harness) -> None:
    mount(harness, PieceGroups(pieces=[(5000, 1), (2000, 2), (500, 1), (50, 1)]))
    shown = harness.texts()
    for said in ("50.00", "2 × 20 = 40.00", "90.00", "5.00", "95.00", "0.50", "95.50"):
        assert said in shown
    fans = [widget for widget in harness.visible() if isinstance(widget, PieceFan)]
    places = sorted((-round(box(fan)[3]), box(fan)[0], fan.piece) for fan in fans)
    assert [piece for _, _, piece in places] == [5000, 2000, 500, 50]


@pytest.mark.parametrize("number", [1, 2, 5, 6, 19])
def test_up_to_five_are_drawn_and_more_are_told(harness: Harness, number: int) -> None:
    mount(harness, PieceGroups(pieces=[(5000, number)]))
    fan = harness.find(lambda widget: isinstance(widget, PieceFan))
    left, bottom, right, _ = box(fan)
    pixel = snapshot()
    dark = [near(pixel(x, bottom + 8), FACES[5000].dark, 30) for x in range(int(left), int(right))]
    edges = sum(here and not before for before, here in zip([False, *dark], dark, strict=False))
    assert edges == min(number, 5) + 1 - (number > 5)
    assert (f"× {number}" in harness.texts()) == (number > 5)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_pictures_are_as_large_as_fits_and_scroll_only_if_they_must(harness: Harness, size: tuple[int, int]) -> None:
    harness.resize(*size)
    few = mount(harness, PieceGroups(pieces=break_down(3000)))
    large = harness.find(lambda widget: isinstance(widget, PieceFan)).note_height
    assert few.viewport_size[1] <= few.height
    many = mount(harness, PieceGroups(pieces=[(piece, 9) for piece in PIECES_CENTIMOS]))
    small = harness.find(lambda widget: isinstance(widget, PieceFan)).note_height
    assert many.viewport_size[1] <= many.height
    assert 56 <= small < large == 168
    tight = mount(harness, PieceGroups(pieces=[(piece, 9) for piece in PIECES_CENTIMOS], size_hint_y=None, height=150))
    assert tight.viewport_size[1] > tight.height
    assert harness.find(lambda widget: isinstance(widget, PieceFan)).note_height == 56


def test_other_pieces_take_the_place_of_the_first(harness: Harness) -> None:
    groups = mount(harness, PieceGroups(pieces=break_down(27770)))
    groups.pieces = break_down(10)
    harness.frames(6)
    assert [text for text in harness.texts() if "." in text] == ["0.10", "0.10"]
    groups.pieces = []
    harness.frames(6)
    assert harness.texts() == []


# --- counting a box ---


def counter(harness: Harness, **properties: Any) -> tuple[PieceCounter, list[tuple[Any, ...]]]:
    told: list[tuple[Any, ...]] = []
    made = mount(harness, PieceCounter(total_text="Total", **properties))
    made.bind(on_count=lambda _, *said: told.append(said), on_ask=lambda _, piece: told.append(("ask", piece)))
    return made, told


def test_counting_tells_each_step_and_the_sum(harness: Harness) -> None:
    made, told = counter(harness, pieces=[(5000, 3)])
    harness.find_text("S/\u00a0150.00")
    for key in ("+ 50", "+ 0.10", "+ 0.10", "− 50", "− 0.50"):
        harness.touch(key)
    assert told == [(5000, 4), (10, 1), (10, 2), (5000, 3)]
    assert made.pieces == [(5000, 3), (10, 2)]
    assert made.total_centimos == 15020
    harness.find_text("S/\u00a0150.20")
    harness.find_text("0.20")


def test_what_is_set_from_outside_is_shown_and_not_told_back(harness: Harness) -> None:
    made, told = counter(harness, pieces=[(5000, 3)])
    made.pieces = [(20, 7)]
    harness.frames(2)
    assert (told, made.total_centimos) == ([], 140)
    assert not harness.reads("150.00")


def test_where_all_of_it_fits_nothing_scrolls_it_away_from_the_top(harness: Harness) -> None:
    made, _ = counter(harness)
    harness.resize(800, 860)
    harness.frames(4)
    assert made.ids.columns.height < made.ids.view.height
    made.ids.view.scroll_y = 0
    harness.frames(4)
    first = harness.find(lambda widget: isinstance(widget, CountLine) and widget.piece == 20_000)
    assert abs(box(first)[3] - box(made.ids.view)[3]) <= 2


def test_a_held_key_goes_on_until_it_is_let_go(harness: Harness) -> None:
    made, told = counter(harness)
    finger = put_down(harness, middle(harness.find_text("+ 20")))
    for _ in range(50):
        if len(told) < 4:
            harness.settle(0.1)
    EventLoop.post_dispatch_input("end", finger)
    held = len(told)
    harness.settle(0.4)
    assert 4 <= held == len(told)
    assert made.pieces == [(2000, held)]


def test_a_number_is_asked_for_only_where_the_screen_can_take_it(harness: Harness) -> None:
    made, told = counter(harness)
    line = harness.find(lambda widget: isinstance(widget, CountLine) and widget.piece == 1000)
    number = next(part for part in line.children if isinstance(part, CountNumber))
    harness.touch(number)
    assert told == []
    made.is_open = True
    harness.frames(2)
    harness.touch(number)
    assert told == [("ask", 1000)]


def test_counts_end_at_nothing_and_at_the_most(harness: Harness) -> None:
    made, told = counter(harness, pieces=[(10, LARGEST_NUMBER)])
    harness.touch("+ 0.10")
    assert told == []
    assert made.total_centimos == 10 * LARGEST_NUMBER
    assert harness.find_text("− 20").disabled
