"""The very notes and coins to be handed over, as pictures in groups with a running sum, for people who cannot read
place value.

The groups take the room they are given: the pictures are as large as it allows, and only where the smallest ones do
not fit, it scrolls. Nothing here is touched; for counting what is in a box there is PieceCounter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label
from kivy.uix.widget import Widget

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import TextLabel  # noqa: F401 - named in the kv file
from app.widgets.measure import natural_width
from app.widgets.pieces.faces import FACES, NOTE_MM, is_note
from app.widgets.pieces.painting import MARGIN, picture_of
from app.widgets.pieces.rows import SHOWN_AT_MOST, Group, groups_of, rows_of, step_of
from app.widgets.prompt_scroll import PromptScrollView

LARGEST_COIN_MM = max(face.size_mm[1] for piece, face in FACES.items() if not is_note(piece))
STEP_DP = 8
COIN_PART = 0.92
"""The largest coin's height as a part of a note's; true to scale, no figure on a coin could be read."""


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes of the words below the pictures, in sp, and the gap between groups and the smallest note, in dp."""

    caption_sp: int
    running_sp: int
    gap_dp: int
    smallest_dp: int


ROOMY = Style(18, 28, 28, 104)
DENSE = Style(16, 22, 16, 56)
ARROW = 1.6
"""The room for an arrow beside a sum, as a part of the font size."""
LINE = 1.2
"""The height of a line of Roboto, as a part of its font size, rounded up."""


def piece_size(piece_centimos: int, note_height: float) -> tuple[int, int]:
    """Width and height in pixels of a picture beside notes that are `note_height` high."""
    width_mm, height_mm = FACES[piece_centimos].size_mm
    scale = note_height / NOTE_MM[1] if is_note(piece_centimos) else note_height * COIN_PART / LARGEST_COIN_MM
    return (round(width_mm * scale), round(height_mm * scale))


def fan_width(piece_centimos: int, number: int, note_height: float) -> int:
    """How wide the pictures of a group are together."""
    width, _height = piece_size(piece_centimos, note_height)
    shown = max(1, min(number, SHOWN_AT_MOST))
    return width + round(width * step_of(piece_centimos, number)) * (shown - 1)


class Badge(RoundedGround, Label):
    """How many there are, where they are more than can be shown."""


class PieceFan(Widget):
    """Up to five pieces of one value, each overlapping the one before; as wide as they need."""

    piece = NumericProperty(0)
    number = NumericProperty(1)
    note_height = NumericProperty(0)

    def __init__(self, **properties: Any) -> None:
        self._badge = Badge()
        self._settled = 0.0
        super().__init__(**properties)
        self.size_hint = (None, None)
        self._draw_soon = draw = Clock.create_trigger(self._draw)
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
        self.size = (fan_width(self.piece, self.number, self.note_height), round(self.note_height))

    def _draw(self, *_: Any) -> None:
        """Whole pixels, so that the figures stay sharp; the picture is asked for before the canvas is open.

        While a page is laid out it goes through several sizes; only one that has lasted for a frame is painted.
        """
        self.canvas.clear()
        self.clear_widgets()
        if self.piece not in FACES or self.note_height <= 0:
            return
        if self._settled != self.note_height:
            self._settled = self.note_height
            self._draw_soon()
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
            self._badge.font_size = max(sp(15), min(sp(20), self.note_height * 0.15))
            self.add_widget(self._badge)
            self._badge.texture_update()
            self._badge.size = (self._badge.texture_size[0] + dp(20), self._badge.texture_size[1] + dp(8))
            self._badge.pos = (round(self.right - self._badge.width + dp(10)), round(bottom - dp(10)))


class PieceGroup(BoxLayout):
    """The pieces of one value, what they make, and the sum up to here."""

    caption = StringProperty("")
    running = StringProperty("")
    is_last = BooleanProperty(defaultvalue=False)
    caption_size = NumericProperty("18sp")
    running_size = NumericProperty("28sp")

    def __init__(self, group: Group, **properties: Any) -> None:
        self.group = group
        super().__init__(**properties)
        self.ids.fan.piece, self.ids.fan.number = group.piece_centimos, group.number
        self.caption, self.running, self.is_last = group.caption, group.running, group.is_last

    def needed(self, note_height: float, style: Style) -> float:
        """The width for pictures of that size and for the words below them."""
        pictures = fan_width(self.group.piece_centimos, self.group.number, note_height)
        caption = natural_width(self.caption, sp(style.caption_sp))
        running = natural_width(self.running, sp(style.running_sp), bold=True)
        return float(max(pictures, caption, running + (0 if self.is_last else ARROW * sp(style.running_sp))))

    def fit(self, note_height: float, style: Style) -> None:
        self.ids.fan.note_height = note_height
        self.caption_size, self.running_size = sp(style.caption_sp), sp(style.running_sp)
        self.size = (self.needed(note_height, style), group_height(note_height, style))


def group_height(note_height: float, style: Style) -> float:
    """A group's height: the pictures and two lines of words."""
    return float(note_height + (sp(style.caption_sp) + sp(style.running_sp)) * LINE + dp(8))


class PieceGroups(PromptScrollView):
    """`pieces` is a list of (piece in céntimos, how many), as core.domain.money.break_down gives it. No events."""

    pieces = ListProperty([])
    largest_note = NumericProperty("168dp")

    def __init__(self, **properties: Any) -> None:
        self._groups: list[PieceGroup] = []
        self._page = Widget(size_hint_y=None)
        super().__init__(**properties)
        self.add_widget(self._page)
        self._place = Clock.create_trigger(self._arrange, -1)
        self.fbind("pieces", self._build)
        for name in ("size", "largest_note"):
            self.fbind(name, self._place)
        self._page.fbind("pos", self._place)
        self._build()

    def _build(self, *_: Any) -> None:
        self._page.clear_widgets()
        self._groups = [PieceGroup(group) for group in groups_of([(int(one), int(many)) for one, many in self.pieces])]
        for group in self._groups:
            self._page.add_widget(group)
        self.scroll_y = 1
        self._place()

    def _arrange(self, *_: Any) -> None:
        """The largest pictures with which all rows have room; where none are, the smallest, and it scrolls."""
        note_height, style, rows = self._chosen()
        gap, height = dp(style.gap_dp), group_height(note_height, style)
        needed = len(rows) * (height + gap) - gap
        self._page.height = max(needed, self.height)
        top = self._page.top - (self._page.height - needed) / 2
        for row in rows:
            left = self._page.x
            for place in row:
                group = self._groups[place]
                group.fit(note_height, style)
                group.pos = (round(left), round(top - height))
                left += group.width + gap
            top -= height + gap

    def _chosen(self) -> tuple[float, Style, list[list[int]]]:
        """How high notes are, how words are written, and which groups stand in which row."""
        note_height, rows = 0.0, list[list[int]]()
        for style in (ROOMY, DENSE):
            gap, note_height = dp(style.gap_dp), max(self.largest_note, dp(style.smallest_dp)) + dp(STEP_DP)
            while note_height > dp(style.smallest_dp):
                note_height = max(dp(style.smallest_dp), note_height - dp(STEP_DP))
                rows = rows_of([group.needed(note_height, style) for group in self._groups], self.width, gap)
                if len(rows) * (group_height(note_height, style) + gap) - gap <= self.height:
                    return note_height, style, rows
        return note_height, DENSE, rows


load_kv(__file__)
