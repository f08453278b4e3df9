"""What the entrance shows, as plain values. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE, PIN, EMPTY, RESET, LET_IN = "people", "pin", "empty", "reset", "let_in"


@dataclass(frozen=True, slots=True)
class PersonTile:
    """One who may sign in here."""

    key: str
    name: str
    initials: str
    note: str


@dataclass(frozen=True, slots=True)
class SignInState:
    """`step` is PEOPLE, PIN, EMPTY, LET_IN while somebody of `givers` is wanted who lets the person in, or RESET while
    the office is asked for a code. `wait` is the time that still has to pass, shown in place of the pad; `challenge`
    is what is read out to the office and `who` who reads it out.
    """

    step: str = PEOPLE
    people: tuple[PersonTile, ...] = ()
    person: PersonTile | None = None
    caption: str = ""
    detail: str = ""
    error: str = ""
    wait: str = ""
    is_busy: bool = False
    can_go_back: bool = False
    can_forget: bool = False
    givers: tuple[PersonTile, ...] = ()
    challenge: str = ""
    who: str = ""
    back_text: str = ""
    fetching: str = ""
    fraction: float = 0.0
    is_fetching: bool = False
