"""What one line of the list of payees shows: a name and how it stands, and never an amount. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass

from app.text.texts import t

STATES = {
    "to_pay": ("hand-coin", "info"),
    "paid": ("check-circle", "confirmed"),
    "elsewhere": ("swap-horizontal", "neutral"),
    "released": ("clock-outline", "pending"),
    "not_on_sheet": ("information", "neutral"),
}
"""Icon and tone of each state."""


@dataclass(frozen=True)
class PayeeRow:
    """`key` is sheet and member with a stroke between them."""

    key: str
    name: str
    initials: str
    note: str
    icon: str
    tone: str
    state_word: str


def key_of(sheet: str, member: str) -> str:
    return f"{sheet}/{member}"


def parts_of(key: str) -> tuple[str, str]:
    """Sheet, which may be empty, and member."""
    sheet, _, member = key.partition("/")
    return sheet, member


def row_of(key: str, name: str, initials: str, note: str, state: str) -> PayeeRow:
    icon, tone = STATES[state]
    return PayeeRow(key, name, initials, note, icon, tone, t(f"pay.state_{state}"))
