"""Helpers for the UI tests of the cash box: the box in the whole app, its keys, and what was recorded."""

from pathlib import Path
from typing import Any

from app.desk import Desk
from app.screens.box.box import build
from app.widgets.digit_keys.digit_keys import DigitKeys
from app.widgets.number_pad.number_pad import BACKSPACE, PadKey
from app.widgets.pieces.counting import CountLine, StepKey
from app.widgets.text_field.text_field import Entry
from tests import cash_days
from tests.payday import ids
from tests.tablet import whole_app
from tests.ui.handling import press
from tests.ui.harness import Harness
from tests.ui.reviewing import SIZES, picture
from tests.ui.rules import LEAST_TOUCH_PAYMENT, small_targets

WILMER, ROSA = "Wilmer Iván Saguma Elera", "Rosa Mondragón Peña"
ADVANCE = 115_710


def enter(harness: Harness, desk: Desk, photos: Any = None) -> Any:
    """The box as it is found, in the whole app: closed."""
    desk.navigator.go("today")
    root = whole_app(desk)
    root.host._factories["box"] = lambda: build(desk, photos)
    desk.navigator.go("box")
    harness.mount(root)
    harness.frames(4)
    return root.host.current


def type_pin(harness: Harness, pin: str) -> None:
    for digit in pin:
        harness.touch(digit)
    harness.frames(4)


def opened(harness: Harness, desk: Desk, photos: Any = None) -> Any:
    screen = enter(harness, desk, photos)
    type_pin(harness, cash_days.PIN)
    return screen


def thumb_targets(harness: Harness) -> list[str]:
    """What is too small for a page about money; rows that lead nowhere and the app's navigation are no part of it."""
    return small_targets(harness, LEAST_TOUCH_PAYMENT)


def look(harness: Harness, pictures: Path, name: str) -> None:
    """A picture in every size, in which nothing is cut, too small or outside."""
    for size in SIZES:
        harness.resize(*size)
        harness.frames(6)
        picture(harness, pictures, name)
        assert thumb_targets(harness) == []
    harness.resize(1280, 800)
    harness.frames(6)


def key_of(harness: Harness, piece: int, hint: str) -> Any:
    """The key with one more or one less of a note or coin."""
    line = harness.find(lambda widget: isinstance(widget, CountLine) and widget.piece == piece)
    return next(key for key in harness.visible(line) if isinstance(key, StepKey) and key.hint.startswith(hint))


def add(harness: Harness, piece: int, number: int = 1) -> None:
    for _ in range(number):
        harness.touch(key_of(harness, piece, "+"))


def type_figure(harness: Harness, figure: int) -> None:
    keys = harness.find(lambda widget: isinstance(widget, DigitKeys))
    pads = {key.digits or BACKSPACE: key for key in harness.visible(keys) if isinstance(key, PadKey)}
    for digit in str(figure):
        press(harness, pads[digit])
    harness.frames(2)


def write_voucher(harness: Harness, text: str) -> None:
    harness.touch(harness.find(lambda widget: isinstance(widget, Entry)))
    harness.type_text(text)


def facts_of(desk: Desk, shape: Any) -> list[Any]:
    """What records of a kind say, as they are in force."""
    with desk.store.reading() as session:
        found = session.state().since(shape.kind, "")
        details = [session.reads().record(identifier) for identifier in found]
    return [detail.fact for detail in details if detail and detail.line.state != "void"]


def in_box(desk: Desk, ref: str = "user:T01") -> int:
    with desk.store.reading() as session:
        return session.money().box(ids()[ref]).booked_centimos
