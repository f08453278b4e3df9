"""What the three steps of a payee's page show that no other page has: the money, the signature, a smaller amount.

No Kivy here.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.screens.paying.states import Act, Tile


@dataclass(frozen=True)
class Hand:
    """What is to be put into the payee's hand: the amount, the same in words, the very notes and coins.

    Where no cash changes hands, `pieces` is empty and `way_icon` with `way_text` stand in their place. `receiver` says
    who takes the money for the payee; `notes` are small sentences below.
    """

    amount: str
    words: str
    pieces: tuple[tuple[int, int], ...] = ()
    way_icon: str = ""
    way_text: str = ""
    receiver: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Witness:
    """Who stands by; `missing` while nobody can."""

    label: str
    value: str
    missing: bool


@dataclass(frozen=True)
class Sign:
    """How it is acknowledged: `ways` are tiles to choose from, `pad` the caption of the pad or empty without one.

    `witness` is there where one is needed. On paper, `paper` says what to do, `photo` is its button and
    `photo_text` what became of it.
    """

    caption: str
    amount: str
    receiver: str
    ways: tuple[Tile, ...]
    pad: str = ""
    strokes: tuple[tuple[int, ...], ...] = ()
    witness: Witness | None = None
    paper: str = ""
    photo: Act | None = None
    photo_text: str = ""


@dataclass(frozen=True)
class Less:
    """A smaller amount, in steps of the smallest coin: `value` counts those, `shown` is the amount.

    `suggestions` are amounts that need less change, under their own `easier`.
    """

    value: int
    shown: str
    caption: str
    check: str
    check_tone: str
    easier: str = ""
    suggestions: tuple[Act, ...] = ()
