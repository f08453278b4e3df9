"""What a form lets one choose by its name: a committee, a person, a fund, whoever may hold lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choosable:
    """`code` is empty for what has none."""

    id: str
    code: str
    name: str
