"""What the pages of the cash box show, as far as no other screen shows the like. Plain values; no Kivy here.

A page has a head, one body and at most two buttons at its foot, as on a payday; see app.screens.paying.states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.screens.paying.states import Act, Page
from app.screens.recording.states import Item, Options
from app.text.money_parts import MoneyParts


@dataclass(frozen=True)
class Locked:
    """Closed: who has to type their PIN, what was wrong with it, and how long nobody may try."""

    initials: str
    name: str
    detail: str
    caption: str
    error: str = ""
    wait: str = ""
    back_text: str = ""


@dataclass(frozen=True)
class SumLine:
    """One sum of a trip; `note` says how much of it is not at the office yet. What is nothing is `quiet`."""

    icon: str
    label: str
    amount: str
    note: str = ""
    note_tone: str = "pending"
    quiet: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Overview:
    """The open box: what should lie in it, in three parts, how that came about, and every movement.

    `notices` are what waits for this person or what the office booked; `trips` is there where several are open.
    """

    caption: str
    amount: str
    parts: MoneyParts
    sums: tuple[SumLine, ...]
    moves: tuple[Any, ...]
    moves_title: str
    no_moves: str
    acts: tuple[Act, ...]
    notices: tuple[Item, ...] = ()
    trips: Options | None = None


@dataclass(frozen=True)
class NoTrip:
    """Nothing to account for: why, what can be done, and the notices all the same."""

    title: str
    detail: str
    action: str
    notices: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Typing:
    """A figure on large keys: `value` is what they write, `shown` what it means, `check` a line below it."""

    value: int
    digits: int
    caption: str
    shown: str
    check: str
    check_tone: str = "neutral"


@dataclass(frozen=True)
class Spending:
    """An expense: the amount on the keys, and beside them what it was for, the voucher, and its photo where there is a
    camera; `photo_text` says what became of it.
    """

    typing: Typing
    category: Act
    category_label: str
    voucher_label: str
    voucher: str
    voucher_hint: str
    voucher_error: str
    photo: Act | None
    photo_text: str
    photo_tone: str


@dataclass(frozen=True)
class Counting:
    """Note by note: `pieces` are (céntimos, how many); `caption` says what to do."""

    pieces: tuple[tuple[int, int], ...]
    total_text: str
    caption: str
    check: str = ""
    check_tone: str = "neutral"


@dataclass(frozen=True)
class BoxView:
    """`locked` or a page; never both. The person's name stands only where the box is open or about to be."""

    locked: Locked | None = None
    page: Page | None = None


class BoxEvents(Protocol):
    """What the pages of the box tell their presenter."""

    def tap(self, key: str) -> None: ...
    def choose(self, key: str) -> None: ...
    def search(self, text: str) -> None: ...
    def option(self, group: str, key: str) -> None: ...
    def write(self, text: str) -> None: ...
    def number(self, value: int) -> None: ...
    def counted(self, piece: int, number: int) -> None: ...
    def ask(self, piece: int) -> None: ...
    def drawn(self, strokes: Sequence[Sequence[int]]) -> None: ...
