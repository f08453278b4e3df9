"""The widgets of the paying screens: ink where the finger went, codes to read."""

from typing import Any

import pytest
import segno
from kivy.base import EventLoop
from kivy.uix.boxlayout import BoxLayout

from app.theme import tokens
from app.widgets.big_amount.big_amount import BigAmount
from app.widgets.label.label import Body, Figure
from app.widgets.qr_code.qr_code import QrCode
from app.widgets.strokes.ink import FULL, MOST_POINTS, number_of_points, usable
from app.widgets.strokes.strokes import StrokesPad
from core.domain.canon import encode
from tests.ui import gallery
from tests.ui.handling import WHITE, draw, mount, move, near, put_down, snapshot
from tests.ui.harness import Harness, box
from tests.ui.rules import cut_texts

QUIET_ZONE = 4


# --- signing ---


def pad_of(harness: Harness, **properties: Any) -> tuple[StrokesPad, list[Any]]:
    told: list[Any] = []
    pad = mount(harness, StrokesPad(caption="Firma", clear_text="Borrar", **properties))
    pad.bind(strokes=lambda _, strokes: told.append([list(stroke) for stroke in strokes]))
    return pad, told


def on_paper(pad: StrokesPad, across: float, up: float) -> tuple[float, float]:
    left, bottom, right, top = box(pad.ids.paper)
    return (left + across * (right - left), bottom + up * (top - bottom))


def test_ink_is_where_the_finger_went_and_is_told_once(harness: Harness) -> None:
    pad, told = pad_of(harness, size_hint_y=None, height=300)
    assert not pad.has_ink
    draw(harness, [on_paper(pad, across, 0.5) for across in (0.2, 0.3, 0.4, 0.6)])
    assert pad.has_ink
    assert told == [pad.strokes]
    assert near(harness.colour_at(*on_paper(pad, 0.5, 0.5)), tokens.INK)
    assert harness.colour_at(*on_paper(pad, 0.5, 0.6)) == WHITE
    (stroke,) = pad.strokes
    assert len(stroke) == 4, "a straight stroke is its two ends"
    assert [round(value / FULL, 2) for value in stroke[1::2]] == [0.5, 0.5]


def test_strokes_are_plain_whole_numbers(harness: Harness) -> None:
    pad, _ = pad_of(harness)
    draw(harness, [on_paper(pad, 0.2 + step / 50, 0.3 + 0.4 * (step % 2)) for step in range(20)])
    draw(harness, [on_paper(pad, 0.8, 0.8)])
    strokes = [list(stroke) for stroke in pad.strokes]
    assert usable(strokes)
    assert [len(stroke) // 2 for stroke in strokes] == [20, 1]
    assert encode({"strokes": strokes}).startswith(b'{"strokes":[[')


def test_a_second_finger_and_other_buttons_are_ignored(harness: Harness) -> None:
    pad, told = pad_of(harness)
    first = put_down(harness, on_paper(pad, 0.2, 0.5))
    second = put_down(harness, on_paper(pad, 0.5, 0.9))
    move(harness, second, on_paper(pad, 0.9, 0.9))
    move(harness, first, on_paper(pad, 0.4, 0.5))
    EventLoop.post_dispatch_input("end", second)
    assert told == []
    EventLoop.post_dispatch_input("end", first)
    draw(harness, [on_paper(pad, 0.1, 0.1), on_paper(pad, 0.9, 0.1)], button="right")
    draw(harness, [on_paper(pad, 0.1, 0.2), on_paper(pad, 0.9, 0.2)], button="scrolldown")
    assert len(told) == len(pad.strokes) == 1
    assert max(pad.strokes[0][::2]) < FULL * 0.5
    draw(harness, [on_paper(pad, 0.1, 0.2), on_paper(pad, 0.9, 0.2)], button="left")
    assert len(pad.strokes) == 2


def test_a_finger_that_leaves_the_paper_writes_on_its_edge(harness: Harness) -> None:
    pad, _ = pad_of(harness, size_hint=(None, None), size=(400, 296))
    start, edge = on_paper(pad, 0.5, 0.5), on_paper(pad, 1, 0.5)
    draw(harness, [start, (start[0] + 500, start[1]), (start[0] + 500, start[1] + 20)])
    draw(harness, [(start[0] + 500, start[1]), start])
    assert len(pad.strokes) == 1
    assert near(harness.colour_at(edge[0] - 6, start[1]), tokens.INK)
    assert harness.colour_at(edge[0] + 6, start[1]) == WHITE


def test_a_dot_is_not_a_signature_and_clearing_is_told(harness: Harness) -> None:
    pad, told = pad_of(harness)
    draw(harness, [on_paper(pad, 0.5, 0.5)])
    assert not pad.has_ink
    draw(harness, [on_paper(pad, 0.2, 0.5), on_paper(pad, 0.3, 0.7), on_paper(pad, 0.4, 0.5)])
    assert pad.has_ink
    harness.touch("Borrar")
    assert (list(pad.strokes), pad.has_ink, told[-1]) == ([], False, [])
    assert harness.colour_at(*on_paper(pad, 0.5, 0.5)) == WHITE


def test_a_pad_that_is_off_takes_no_ink(harness: Harness) -> None:
    pad, told = pad_of(harness, strokes=gallery.SIGNATURE, disabled=True)
    draw(harness, [on_paper(pad, 0.2, 0.5), on_paper(pad, 0.6, 0.7)])
    harness.touch(pad.ids.paper.parent.children[0])
    assert told == []


def test_an_endless_scribble_stays_bounded(harness: Harness) -> None:
    pad, _ = pad_of(harness)
    for turn in range(2):
        finger = put_down(harness, on_paper(pad, 0.1, 0.1))
        for step in range(1500):
            across, up = 0.1 + (step * 37 % 800) / 1000, 0.1 + (step * 53 % 800 + turn) / 1000
            place = on_paper(pad, across, up)
            finger.move({"x": place[0] / 1279, "y": place[1] / 799})
            EventLoop.post_dispatch_input("update", finger)
        EventLoop.post_dispatch_input("end", finger)
    assert 100 < number_of_points(pad.strokes) <= MOST_POINTS
    assert usable([list(stroke) for stroke in pad.strokes])


# --- codes and amounts ---


@pytest.mark.parametrize(("text", "side"), [("7KQ2MX-123", 120), (gallery.CODE, 333), ("Ñ" * 300, 600)])
def test_a_code_is_drawn_module_by_module_with_its_quiet_zone(harness: Harness, text: str, side: int) -> None:
    code = mount(harness, QrCode(text=text, side=side))
    wanted = segno.make(text, error="m", micro=False, boost_error=False).matrix
    across = len(wanted) + 2 * QUIET_ZONE
    module = int(code.module_size)
    assert module == side // across
    left, bottom, right, top = box(code)
    left, top = round(left + (right - left - across * module) / 2), round(top - (top - bottom - across * module) / 2)
    pixel = snapshot()
    for place in range(across * across):
        row, column = divmod(place, across)
        inside = range(QUIET_ZONE, QUIET_ZONE + len(wanted))
        is_dark = row in inside and column in inside and wanted[row - QUIET_ZONE][column - QUIET_ZONE]
        for part in (0, module - 1):
            colour = pixel(left + column * module + part, top - row * module - part - 1)
            assert near(colour, tokens.INK if is_dark else tokens.SURFACE), (row, column)


def test_a_code_says_when_it_is_too_fine_for_a_camera(harness: Harness) -> None:
    assert mount(harness, QrCode(text=gallery.CODE, side=200)).is_readable
    fine = mount(harness, QrCode(text="x" * 500, side=120))
    assert (fine.is_readable, fine.module_size) == (False, 1)
    fine.text = ""
    harness.frames(2)
    assert fine.module_size == 0


def test_an_amount_is_as_large_as_fits_with_its_words_below(harness: Harness) -> None:
    words = "un millón doscientos treinta y cuatro mil quinientos sesenta y siete con 80/100 soles"
    page = BoxLayout(orientation="vertical")
    wide = BigAmount(amount="S/\u00a0277.70", words="doscientos setenta y siete con 70/100 soles")
    narrow = BigAmount(amount="S/\u00a01,234,567.80", words=words, size_hint_x=None, width=320)
    page.add_widget(wide)
    page.add_widget(narrow)
    harness.mount(page, frames=6)
    large, small = (next(part for part in one.children if isinstance(part, Figure)) for one in (wide, narrow))
    assert (large.font_size, 40 <= small.font_size < 96) == (96, True)
    assert box(large)[1] >= box(harness.find_text("doscientos setenta y siete con 70/100 soles"))[3]
    said = next(part for part in narrow.children if isinstance(part, Body))
    assert said.texture_size[1] > 2 * said.font_size
    assert cut_texts(harness) == []
