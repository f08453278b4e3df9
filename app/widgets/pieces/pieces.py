"""The very notes and coins to be handed over, as pictures in groups with a running sum, for people who cannot read
place value.

The groups take the room they are given: the pictures are as large as it allows, and only where the smallest ones do
not fit, it scrolls. Nothing here is touched; for counting what is in a box there is PieceCounter.
"""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import TextLabel  # noqa: F401 - named in the kv file
from app.widgets.pieces.faces import FACES, NOTE_MM, is_note
from app.widgets.pieces.painting import MARGIN, picture_of
from app.widgets.pieces.rows import SHOWN_AT_MOST, Group, groups_of, rows_of, step_of

LARGEST_COIN_MM = max(face.size_mm[1] for piece, face in FACES.items() if not is_note(piece))
STEP_DP = 16
COIN_PART = 0.86
"""The largest coin's height as a part of a note's; true to scale, no figure on a coin could be read."""


def piece_size(piece_centimos: int, note_height: float) -> tuple[int, int]:
    """Width and height in pixels of a picture beside notes that are `note_height` high."""
    width_mm, height_mm = FACES[piece_centimos].size_mm
    scale = note_height / NOTE_MM[1] if is_note(piece_centimos) else note_height * COIN_PART / LARGEST_COIN_MM
    return (round(width_mm * scale), round(height_mm * scale))


class Badge(RoundedGround, Label):
    """How many there are, where they are more than can be shown."""


class PieceFan(Widget):
    """Up to five pieces of one value, each overlapping the one before; as wide as they need."""

    piece = NumericProperty(0)
    number = NumericProperty(1)
    note_height = NumericProperty("96dp")

    def __init__(self, **properties: Any) -> None:
        self._badge = Badge()
        super().__init__(**properties)
        self.size_hint = (None, None)
        draw = Clock.create_trigger(self._draw, -1)
        for name in ("piece", "number", "note_height"):
            self.fbind(name, self._measure)
            self.fbind(name, draw)
        for name in ("pos", "size"):
            self.fbind(name, draw)
        self._measure()
        draw()

    def _measure(self, *_: Any) -> None:
        if self.piece not in FACES:
            return
        width, _height = piece_size(self.piece, self.note_height)
        shown = max(1, min(self.number, SHOWN_AT_MOST))
        self.size = (width + round(width * step_of(self.piece, self.number)) * (shown - 1), round(self.note_height))

    def _draw(self, *_: Any) -> None:
        """Whole pixels, so that the figures stay sharp; the picture is asked for before the canvas is open."""
        self.canvas.clear()
        self.clear_widgets()
        if self.piece not in FACES:
            return
        width, height = piece_size(self.piece, self.note_height)
        texture = picture_of(self.piece, height)
        step = round(width * step_of(self.piece, self.number))
        left, bottom = round(self.x), round(self.y + (self.height - height) / 2)
        with self.canvas:
            Color(1, 1, 1, 1)
            for place in range(max(1, min(self.number, SHOWN_AT_MOST))):
                Rectangle(texture=texture, size=texture.size, pos=(left + place * step - MARGIN, bottom - MARGIN))
        if self.number > SHOWN_AT_MOST:
            self._badge.text = f"× {self.number:,d}"
            self.add_widget(self._badge)
            self._badge.texture_update()
            self._badge.size = (self._badge.texture_size[0] + dp(20), self._badge.texture_size[1] + dp(8))
            self._badge.pos = (round(self.right - self._badge.width + dp(8)), bottom - round(dp(8)))


class PieceGroup(BoxLayout):
    """The pieces of one value, how many they are, and the sum up to here."""

    caption = StringProperty("")
    running = StringProperty("")
    is_last = BooleanProperty(defaultvalue=False)

    def show(self, group: Group) -> None:
        self.ids.fan.piece, self.ids.fan.number = group.piece_centimos, group.number
        self.caption, self.running, self.is_last = group.caption, group.running, group.is_last

    def needed(self, note_height: float) -> float:
        """The width for pictures of that size and for the words below them."""
        fan = self.ids.fan
        width, _height = piece_size(fan.piece, note_height)
        shown = min(fan.number, SHOWN_AT_MOST)
        pictures = width + round(width * step_of(fan.piece, fan.number)) * (shown - 1)
        below = self.ids.sum.width + (0 if self.is_last else self.ids.arrow.width + dp(24))
        return float(max(pictures, self.ids.count.width, below))


class PieceGroups(ScrollView):
    """`pieces` is a list of (piece in céntimos, how many), as core.domain.money.break_down gives it. No events."""

    pieces = ListProperty([])
    largest_note = NumericProperty("168dp")
    smallest_note = NumericProperty("72dp")
    gap = NumericProperty("28dp")

    def __init__(self, **properties: Any) -> None:
        self._groups: list[PieceGroup] = []
        self._page = Widget(size_hint_y=None)
        super().__init__(**properties)
        self.add_widget(self._page)
        self._place = Clock.create_trigger(self._arrange, -1)
        self.fbind("pieces", self._build)
        for name in ("size", "largest_note", "smallest_note", "gap"):
            self.fbind(name, self._place)
        self._page.fbind("pos", self._place)
        self._build()

    def _build(self, *_: Any) -> None:
        self._page.clear_widgets()
        self._groups = []
        for group in groups_of([(int(piece), int(number)) for piece, number in self.pieces]):
            shown = PieceGroup()
            shown.show(group)
            self._groups.append(shown)
            self._page.add_widget(shown)
        self.scroll_y = 1
        self._place()

    def _arrange(self, *_: Any) -> None:
        """The largest pictures with which all rows have room, in few steps, so that few sizes are ever painted."""
        note_height = self.largest_note
        rows, needed = self._rows(note_height)
        while needed > self.height and note_height - dp(STEP_DP) >= self.smallest_note:
            note_height -= dp(STEP_DP)
            rows, needed = self._rows(note_height)
        self._page.height = max(needed, self.height)
        top = self._page.top - (self._page.height - needed) / 2
        for row in rows:
            left = self._page.x
            for place in row:
                group = self._groups[place]
                group.ids.fan.note_height = note_height
                group.width = group.needed(note_height)
                group.height = self._group_height(group, note_height)
                group.pos = (round(left), round(top - group.height))
                left += group.width + self.gap
            top -= max(self._groups[place].height for place in row) + self.gap

    def _rows(self, note_height: float) -> tuple[list[list[int]], float]:
        """The rows and how high they are together."""
        rows = rows_of([group.needed(note_height) for group in self._groups], self.width, self.gap)
        heights = [max(self._group_height(self._groups[place], note_height) for place in row) for row in rows]
        return rows, sum(heights) + self.gap * max(0, len(rows) - 1)

    @staticmethod
    def _group_height(group: PieceGroup, note_height: float) -> float:
        return float(note_height + group.ids.count.height + group.ids.sums.height + 2 * group.spacing)


load_kv(__file__)
