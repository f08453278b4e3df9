"""Texts of the programme that change with time: headings, telephone numbers, account codes of its accountant.

They say how something is called and never what is paid: figures are settings (core.domain.programme). What was printed
keeps the text of its own day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from core.domain.bodies import Day
from core.domain.ledger import ACCOUNTS

ACCOUNT_CODE = "account_code/"
WORDING_DEFAULTS: dict[str, str] = {
    "sheet_heading": "Planilla de incentivos por plantones",
    "organisation": "Progreso",
    "office_phone": "",
    **{f"{ACCOUNT_CODE}{account.name}": account.code for account in ACCOUNTS.values()},
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of the programme from a day on; its name is one of WORDING_DEFAULTS."""

    kind: ClassVar[str] = "wording"
    version: ClassVar[int] = 1

    name: str
    text: str
    starts_on: Day


def wording_in_force(wordings: Iterable[Wording], name: str, day: str) -> str:
    """The text on a day: the latest start not after it, else the default. KeyError for an unknown name."""
    best = None
    for wording in wordings:
        if wording.name == name and wording.starts_on <= day and (best is None or wording.starts_on >= best.starts_on):
            best = wording
    return WORDING_DEFAULTS[name] if best is None else best.text
