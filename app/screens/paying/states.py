"""What the pages of a payday show, as plain values: presenters make them, widgets draw them. No Kivy here.

A page has a head, one body and at most two buttons at its foot. Whatever is touched comes back by its `key`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.widgets.choice.rows import ChoiceRow

BACK = "back"


@dataclass(frozen=True)
class Act:
    """A button: `kind` as in AppButton."""

    key: str
    icon: str
    text: str
    kind: str = "secondary"
    enabled: bool = True


@dataclass(frozen=True)
class Page:
    """`done` stands in green, `problem` in red, `warning` in amber, above the body; `question` beside the buttons at
    the foot, which are large where money changes hands.
    """

    title: str
    body: object
    subtitle: str = ""
    initials: str = ""
    acts: tuple[Act, ...] = ()
    done: str = ""
    problem: str = ""
    warning: str = ""
    question: str = ""
    left: Act | None = None
    right: Act | None = None
    is_large: bool = False
    has_back: bool = True


@dataclass(frozen=True)
class Blank:
    """Nothing yet: what was shown of somebody else must not stay."""


@dataclass(frozen=True)
class Reckoned:
    """One line of how an amount came about; the last one is `strong`."""

    label: str
    amount: str
    note: str = ""
    strong: bool = False


@dataclass(frozen=True)
class News:
    """One thing to be told, large: a picture, a headline, perhaps an amount, sentences, and what can be done."""

    icon: str
    tone: str
    title: str
    amount: str = ""
    sentences: tuple[str, ...] = ()
    lines: tuple[Reckoned, ...] = ()
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Pick:
    """One out of many, as rows; without a `placeholder` there is no field to search them."""

    rows: tuple[ChoiceRow, ...]
    placeholder: str = ""
    sought: str = ""
    remark: str = ""
    empty_title: str = ""
    empty_detail: str = ""


@dataclass(frozen=True)
class Tile:
    """A large button with a picture."""

    key: str
    icon: str
    text: str
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Tiles:
    """A few things with pictures, a line of words above them and perhaps a line to write below."""

    tiles: tuple[Tile, ...]
    heading: str = ""
    field_label: str = ""
    field_text: str = ""
    field_hint: str = ""


class PageEvents(Protocol):
    """What pages tell their presenter."""

    def tap(self, key: str) -> None: ...
    def choose(self, key: str) -> None: ...
    def search(self, text: str) -> None: ...
    def write(self, text: str) -> None: ...
    def number(self, value: int) -> None: ...
    def drawn(self, strokes: Sequence[Sequence[int]]) -> None: ...
