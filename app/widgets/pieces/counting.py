"""Counting what lies in a cash box, note by note and coin by coin: a picture, less, how many, more; and the sum.

A key that is held goes on by itself. Where counts are large, the screen lets a number be touched and asks for it on a
number pad.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.clock import Clock
from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import IconButton
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel  # noqa: F401 - named in the kv file
from app.widgets.pieces.faces import NOTE_MM, is_note, value_figures
from app.widgets.pieces.pieces import COIN_PART, PieceFan  # noqa: F401 - the fan is named in the kv file
from app.widgets.prompt_scroll import PromptScrollView  # noqa: F401 - named in the kv file
from core.domain.money import PIECES_CENTIMOS, figures_of, format_count, format_soles

LARGEST_NUMBER = 99_999
LEAST_NUMBER_SP = 56
COIN_LINES = sum(not is_note(piece) for piece in PIECES_CENTIMOS)
HELD_AFTER_S = 0.5
HELD_EVERY_S = 0.12


class StepKey(IconButton):
    """One less or one more; held, it goes on until it is let go. Event: `on_step()`."""

    __events__ = ("on_step",)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._wait = Clock.create_trigger(self._go_on, HELD_AFTER_S)
        self._repeat = Clock.create_trigger(self._again, HELD_EVERY_S, interval=True)
        self.fbind("state", self._hold)
        self.fbind("disabled", self._hold)

    def on_step(self) -> None:
        """One step was asked for."""

    def _hold(self, *_: Any) -> None:
        if self.state == "down" and not self.disabled:
            self.dispatch("on_step")
            self._wait()
        else:
            self._wait.cancel()
            self._repeat.cancel()

    def _go_on(self, *_: Any) -> None:
        self._repeat()

    def _again(self, *_: Any) -> None:
        self.dispatch("on_step")


class CountNumber(ButtonBehavior, RoundedGround, BoxLayout):
    """How many there are, and what they make."""

    number = StringProperty("0")
    subtotal = StringProperty("")
    is_open = BooleanProperty(defaultvalue=False)


class CountLine(BoxLayout):
    """One value. Events: `on_number` (the property), `on_ask()` when the number itself was touched."""

    __events__ = ("on_ask",)

    piece = NumericProperty(0)
    number = NumericProperty(0)
    picture_width = NumericProperty("96dp")
    note_height = NumericProperty(0)
    value = StringProperty("")
    is_open = BooleanProperty(defaultvalue=False)
    shown = StringProperty("0")
    subtotal = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in ("piece", "number"):
            self.fbind(name, self._say)
        self._say()

    def step(self, by: int) -> None:
        self.number = max(0, min(LARGEST_NUMBER, self.number + by))

    def on_ask(self) -> None:
        """The screen may ask for the number on a pad."""

    def _say(self, *_: Any) -> None:
        self.value = value_figures(int(self.piece))
        self.shown = format_count(int(self.number))
        self.subtotal = figures_of(int(self.piece * self.number)) if self.number else "–"


class CountTotal(RoundedGround, BoxLayout):
    """The sum, beside its word."""

    text = StringProperty("")
    amount = StringProperty("")


class PieceCounter(BoxLayout):
    """`pieces` is a list of (piece in céntimos, how many), to begin with and as counted. `total_text` is the word by
    the sum, `total_centimos` the sum; with `is_open` a number can be touched.

    Events: `on_count(piece, number)` after every step of a finger, `on_ask(piece)`.
    """

    __events__ = ("on_count", "on_ask")

    pieces = ListProperty([])
    total_text = StringProperty("")
    total_centimos = NumericProperty(0)
    is_wide = BooleanProperty(defaultvalue=True)
    is_open = BooleanProperty(defaultvalue=False)

    def __init__(self, **properties: Any) -> None:
        self._is_showing = False
        self._lines: dict[int, CountLine] = {}
        self._total = CountTotal()
        super().__init__(**properties)
        for piece in PIECES_CENTIMOS:
            line = CountLine(piece=piece, is_open=self.is_open)
            line.bind(number=partial(self._counted, piece), on_ask=partial(self._asked, piece))
            self._lines[piece] = line
            self.ids["notes" if is_note(piece) else "coins"].add_widget(line)
        for name in ("pieces", "is_open", "total_text"):
            self.fbind(name, self._show)
        self._place = Clock.create_trigger(self._arrange, -1)
        self.fbind("size", self._place)
        self.ids.view.fbind("height", self._place)
        self._show()
        self._place()

    def on_count(self, piece: int, number: int) -> None:
        """Somebody counted; `pieces` and `total_centimos` say so by then."""

    def on_ask(self, piece: int) -> None:
        """The number of a piece was touched."""

    def _show(self, *_: Any) -> None:
        """What is set from outside is shown without telling it back."""
        numbers = dict(self.pieces)
        self._is_showing = True
        for piece, line in self._lines.items():
            line.number, line.is_open = numbers.get(piece, 0), self.is_open
        self._is_showing = False
        self._sum()

    def _sum(self) -> None:
        self.total_centimos = sum(piece * int(line.number) for piece, line in self._lines.items())
        self._total.text, self._total.amount = self.total_text, format_soles(int(self.total_centimos))

    def _arrange(self, *_: Any) -> None:
        """One column where it is high enough and two would be narrow, else two. Beside the coins the notes are one line
        short; there stands the sum, unless it would have to be scrolled for.
        """
        least = max(dp(64), sp(LEAST_NUMBER_SP)) + dp(8)
        has_height = self.height >= (len(self._lines) + 1) * least
        self.is_wide = self.width >= dp(900) or (self.width >= dp(680) and not has_height)
        home = self.ids.notes if self.is_wide and self.height >= COIN_LINES * least else self
        if self._total.parent is not home:
            if self._total.parent:
                self._total.parent.remove_widget(self._total)
            home.add_widget(self._total)
        lines = COIN_LINES if self.is_wide else len(self._lines)
        height = max(least, min(dp(104), self.ids.view.height // lines))
        column = (self.width - dp(32)) / 2 if self.is_wide else self.width
        self._total.height = height - dp(8) if home is self.ids.notes else least
        self._scale(height, max(dp(96), min(dp(208), column * 0.3)))

    def _scale(self, line_height: float, picture_width: float) -> None:
        """Notes as large as they fit, coins larger than true beside them; in steps, so that few are painted."""
        step = dp(8)
        notes = min(line_height - dp(16), picture_width * NOTE_MM[1] / NOTE_MM[0]) // step * step
        coins = min((line_height - dp(8)) / COIN_PART, picture_width / COIN_PART, notes * 1.5) // step * step
        for piece, line in self._lines.items():
            line.height, line.picture_width = line_height, picture_width
            line.note_height = notes if is_note(piece) else coins

    def _counted(self, piece: int, _: Any, number: int) -> None:
        if self._is_showing:
            return
        self.pieces = [(one, int(line.number)) for one, line in self._lines.items() if line.number]
        self.dispatch("on_count", piece, int(number))

    def _asked(self, piece: int, _: Any) -> None:
        self.dispatch("on_ask", piece)


load_kv(__file__)
