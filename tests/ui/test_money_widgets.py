"""The widgets of the paying screens: the right notes in the right colours, ink where the finger went, a code to read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import segno
from kivy.base import EventLoop
from kivy.core.window import Window
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.theme import tokens
from app.theme.text_scale import set_text_scale
from app.theme.tokens import Colour
from app.widgets.big_amount.big_amount import BigAmount
from app.widgets.label.label import Figure
from app.widgets.pieces.counting import LARGEST_NUMBER, CountLine, PieceCounter, StepKey
from app.widgets.pieces.faces import FACES, Coin, Note
from app.widgets.pieces.painting import _kept, picture_of
from app.widgets.pieces.pieces import PieceFan, PieceGroups
from app.widgets.qr_code.qr_code import QUIET_ZONE, QrCode
from app.widgets.strokes.ink import MOST_POINTS, number_of_points, usable
from app.widgets.strokes.strokes import StrokesPad, StrokesPicture
from core.domain.canon import encode
from core.domain.money import PIECES_CENTIMOS, break_down
from tests.ui import gallery, money_gallery
from tests.ui.harness import Finger, Harness, Place, box
from tests.ui.test_widgets import cut_texts, outside_texts, targets

SIZES = [(1280, 800), (800, 1280), (1024, 600)]
LEAST_TOUCH = 64
WHITE = (255, 255, 255)
INK = tuple(round(part * 255) for part in tokens.INK[:3])


@pytest.fixture(params=[1.0, 1.3], ids=["usual", "large"])
def text_scale(request: pytest.FixtureRequest) -> Iterator[float]:
    set_text_scale(request.param)
    yield request.param
    set_text_scale(1.0)


def mount(harness: Harness, widget: Widget) -> Any:
    """The widget alone on white, laid out and painted."""
    page = BoxLayout()
    page.add_widget(widget)
    harness.mount(page, frames=6)
    Window.clearcolor = (1, 1, 1, 1)
    return widget


def draw(harness: Harness, places: list[Place], button: str = "") -> Finger:
    """A finger, or a mouse with a button, that goes along these places and is lifted."""
    finger = put_down(harness, places[0], button)
    for place in places[1:]:
        move(harness, finger, place)
    EventLoop.post_dispatch_input("end", finger)
    harness.frames(2)
    return finger


def put_down(harness: Harness, place: Place, button: str = "") -> Finger:
    finger = Finger(*place)
    if button:
        finger.profile = ["pos", "button"]
        finger.button = button
    EventLoop.post_dispatch_input("begin", finger)
    harness.frames(1)
    return finger


def move(harness: Harness, finger: Finger, place: Place) -> None:
    finger.move({"x": place[0] / (Window.width - 1), "y": place[1] / (Window.height - 1)})
    EventLoop.post_dispatch_input("update", finger)
    harness.frames(1)


def near(colour: tuple[int, int, int], wanted: Colour | tuple[int, ...], by: int = 6) -> bool:
    scale = 255 if isinstance(wanted[0], float) else 1
    return all(abs(part - other * scale) <= by for part, other in zip(colour, wanted[:3], strict=True))


@pytest.mark.parametrize("page", money_gallery.PAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_targets_of_payment_pages_are_large_and_apart(
    harness: Harness, pictures: Path, page: str, size: tuple[int, int], text_scale: float
) -> None:
    harness.resize(*size)
    content = harness.mount(gallery.PAGES[page](), frames=8).content
    large = "-large" if text_scale > 1 else ""
    harness.screenshot(pictures / f"money-{page}{large}-{size[0]}x{size[1]}.png")
    mine = [widget for widget in targets(harness) if within(content.children[0], widget) and widget.opacity]
    mine = [widget for widget in mine if getattr(widget, "icon", "") != "arrow-left"]
    assert [widget for widget in mine if min(widget.size) < LEAST_TOUCH] == []
    boxes = [box(widget) for widget in mine]
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            assert max(other[0] - one[2], one[0] - other[2], other[1] - one[3], one[1] - other[3]) >= 8
    assert cut_texts(harness) == []
    assert outside_texts(harness, size) == []


def within(page: Widget, widget: Widget) -> bool:
    return any(part is widget for part in page.walk(restrict=True))


# --- notes and coins ---


def test_every_piece_is_painted_in_its_colours(harness: Harness) -> None:
    for piece, face in FACES.items():
        fan = mount(harness, PieceFan(piece=piece, note_height=200))
        left, bottom, right, top = box(fan)
        middle = (bottom + top) / 2
        if isinstance(face, Note):
            assert near(harness.colour_at(left, middle), face.dark)
            assert near(harness.colour_at(left + 0.98 * (right - left), middle), face.middle)
            assert near(harness.colour_at(left + 0.45 * (right - left), top - 30), face.light)
        elif isinstance(face, Coin):
            colours = [harness.colour_at(left + part * (right - left), middle) for part in (0.08, 0.22)]
            assert near(colours[0], face.ring.flat)
            assert near(colours[1], face.core.flat if face.core != face.ring else face.ring.flat)
        assert harness.colour_at(left - 3, middle) == WHITE
        assert near(harness.colour_at(left + 1, top - 2), WHITE, 40), "corners are round"


def test_figures_are_painted_where_a_finger_points(harness: Harness) -> None:
    """The panel of a note holds dark figures: about a fifth of its pixels, and not the same ones on any two notes."""
    seen = []
    for piece in PIECES_CENTIMOS[:5]:
        fan = mount(harness, PieceFan(piece=piece, note_height=130))
        left, bottom, _, top = box(fan)
        row = [harness.colour_at(left + x, (bottom + top) / 2) for x in range(124, 264, 2)]
        seen.append(tuple(near(colour, FACES[piece].dark, 40) for colour in row))
        assert 5 < sum(seen[-1]) < 50
    assert len(set(seen)) == 5


def test_a_picture_comes_back_when_the_graphics_memory_is_lost(harness: Harness) -> None:
    texture = picture_of(1000, 80)
    before = texture.pixels

    class Picture:
        pixels, size = before, texture.size

    kept = _kept(Picture)
    kept.blit_buffer(bytes(len(before)), colorfmt="rgba", bufferfmt="ubyte")
    assert kept.pixels == bytes(len(before))
    for observer in kept.__class__.__mro__ and getattr(kept, "observers", []):
        observer()(kept)
    assert picture_of(1000, 80) is texture


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
    left, bottom, right, top = box(fan)
    dark = [near(harness.colour_at(x, bottom + 8), FACES[5000].dark, 30) for x in range(int(left), int(right))]
    edges = sum(here and not before for before, here in zip([False, *dark], dark, strict=False))
    assert edges == min(number, 5) + 1 - (number > 5)
    assert harness.reads(f"× {number}") == (number > 5)


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


def test_a_held_key_goes_on_until_it_is_let_go(harness: Harness) -> None:
    made, told = counter(harness)
    finger = put_down(harness, middle(harness.find_text("+ 20")))
    harness.settle(1.2)
    held = len(told)
    EventLoop.post_dispatch_input("end", finger)
    harness.settle(0.4)
    assert held >= 3
    assert len(told) == held
    assert made.pieces == [(2000, held)]


def test_a_number_is_asked_for_only_where_the_screen_can_take_it(harness: Harness) -> None:
    made, told = counter(harness)
    line = harness.find(lambda widget: isinstance(widget, CountLine) and widget.piece == 1000)
    number = next(part for part in line.children if hasattr(part, "subtotal") and not isinstance(part, StepKey))
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


def middle(widget: Widget) -> Place:
    left, bottom, right, top = box(widget)
    return ((left + right) / 2, (bottom + top) / 2)
