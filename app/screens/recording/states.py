"""What the steps of a form show, as plain values: presenters make them, step views draw them. No Kivy here.

A column is made of items of a few sorts. An item's `key` comes back in the event, so keys are unique in a column.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.widgets.choice.rows import ChoiceRow

REASON = "reason"
"""The step of a correction that asks why, and the key under which its note is written."""


@dataclass(frozen=True)
class Remark:
    """A sentence beside what is typed; `tone` is one of app.theme.tones, `action` the word on its button."""

    tone: str
    text: str
    key: str = ""
    action: str = ""


@dataclass(frozen=True)
class FieldLine:
    """Something that is chosen elsewhere: a touch opens the place for it."""

    key: str
    icon: str
    label: str
    value: str


@dataclass(frozen=True)
class FactLine:
    """A label and what holds for it, perhaps with the drawing of a species; nothing to touch."""

    key: str
    label: str
    value: str
    drawing: str = ""


@dataclass(frozen=True)
class Options:
    """Two to four words side by side, one of them chosen."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class TextLine:
    """A line to write."""

    key: str
    label: str
    text: str
    error: str = ""
    warning: str = ""
    hint: str = ""
    input_type: str = "text"
    lines: int = 1


@dataclass(frozen=True)
class DayLine:
    """Which day the work was done."""

    key: str
    today: date
    value: date


@dataclass(frozen=True)
class ButtonLine:
    """A button within a column; `kind` as in AppButton."""

    key: str
    icon: str
    text: str
    kind: str = "secondary"


Item = Remark | FieldLine | FactLine | Options | TextLine | DayLine | ButtonLine


@dataclass(frozen=True)
class ColumnState:
    """Only a column."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class ChooseState:
    """One thing out of many; `items` stand above the list, `empty` in its place where there is nothing to choose."""

    rows: tuple[ChoiceRow, ...]
    items: tuple[Item, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Tile:
    """One large button of a few, with an icon or the drawing of a species."""

    key: str
    icon: str
    text: str
    chosen: bool = False
    note: str = ""
    drawing: str = ""


@dataclass(frozen=True)
class TilesState:
    """Few things with pictures, and a column below them."""

    tiles: tuple[Tile, ...]
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Pad:
    """The number pad: what the number is, and below it what it would mean."""

    value: int
    caption: str
    unit: str = ""
    check: str = ""
    check_tone: str = "neutral"


@dataclass(frozen=True)
class CountState:
    """The pad with a column beside it."""

    pad: Pad
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class CrewState:
    """Who did the work: a list to tick, and with `pad` a count for the person that is chosen in it."""

    items: tuple[Item, ...]
    rows: tuple[ChoiceRow, ...]
    pad: Pad | None = None
    empty: str = ""


@dataclass(frozen=True)
class NamedRow:
    """One person of a list: a number to count through, the name, and at the right a day or an amount."""

    key: str
    number: str
    name: str
    note: str = ""
    amount: str = ""


@dataclass(frozen=True)
class ReviewState:
    """What saving would mean: a column, and who would earn how much."""

    items: tuple[Item, ...]
    shares: tuple[NamedRow, ...] = ()
    total_label: str = ""
    total: str = ""
    note: str = ""


@dataclass(frozen=True)
class CloseState:
    """The list to read aloud, who of the officers closes it, and how."""

    caption: str
    read_aloud: tuple[NamedRow, ...]
    items: tuple[Item, ...]
    officers: tuple[ChoiceRow, ...]


@dataclass(frozen=True)
class ReasonState:
    """Why a record is corrected: (key, words) to choose from, and a note."""

    reasons: tuple[tuple[str, str], ...]
    chosen: str
    note_label: str
    note: str


@dataclass(frozen=True)
class FormState:
    """A form as it stands: its head, the body of one step, and the two buttons at the foot."""

    title: str
    subtitle: str
    body: object
    back_text: str
    next_text: str
    next_icon: str = ""
    next_kind: str = "primary"
    can_go_on: bool = True
    day_text: str = ""
    problem: str = ""


class FormEvents(Protocol):
    """What steps tell their presenter."""

    def choose(self, key: str) -> None: ...
    def tap(self, key: str) -> None: ...
    def option(self, group: str, key: str) -> None: ...
    def write(self, key: str, text: str) -> None: ...
    def number(self, value: int) -> None: ...
    def pick_day(self, day: date) -> None: ...
    def pick_officer(self, key: str) -> None: ...
    def go_on(self) -> None: ...
    def go_back(self) -> None: ...
