"""What somebody has chosen to see of the records, as it stands in a page's address: read from it and written to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal
from urllib.parse import urlencode

from core.domain.kinds import KINDS
from core.domain.records import is_day
from core.usecases.views.field import HistoryFilter
from sync_server.gate.bodies import SUBSTITUTE

STATES = ("confirmed", "observed", "void", "no_effect", "waiting", "unreadable")
PHOTOS: tuple[Literal["named", "missing"], ...] = ("named", "missing")
LONGEST = 60
_CODES = {"state": frozenset(STATES), "kind": frozenset(KINDS), "photo": frozenset(PHOTOS)}
_DAYS = ("from_day", "to_day")


@dataclass(frozen=True, slots=True)
class Choice:
    """Words as they were typed; empty ones do not filter. `kind` is one kind of record, `committee`, `member` and
    `unit` are record ids.
    """

    committee: str = ""
    kind: str = ""
    state: str = ""
    from_day: str = ""
    to_day: str = ""
    author: str = ""
    member: str = ""
    text: str = ""
    unit: str = ""
    photo: str = ""

    def filter(self, kinds: tuple[str, ...] = ()) -> HistoryFilter:
        """The question it asks: of the kind that is chosen, for a number or a photo of all there are, and else of
        `kinds`.
        """
        chosen = (self.kind,) if self.kind else tuple(KINDS) if self.text or self.photo else kinds
        return HistoryFilter(
            committee=self.committee, kinds=chosen, state=self.state,
            from_day=self.from_day, to_day=self.to_day, author=self.author, member=self.member, text=self.text,
            unit=self.unit, photo=next((one for one in PHOTOS if one == self.photo), ""),
        )  # fmt: skip

    def query(self, **more: str) -> str:
        """The part of an address behind its question mark; what is empty is not said."""
        said = {field.name: getattr(self, field.name) for field in fields(self)} | more
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def is_empty(self) -> bool:
        return self == Choice()


def read_choice(asked: Mapping[str, str]) -> tuple[Choice, tuple[str, ...]]:
    """What an address asks for, and the names of what cannot be asked for like that, which then do not filter."""
    found = Choice(**{field.name: asked.get(field.name, "").strip()[:LONGEST] for field in fields(Choice)})
    wrong = tuple(field.name for field in fields(Choice) if not _is_good(field.name, getattr(found, field.name)))
    return replace(found, **dict.fromkeys(wrong, "")), wrong


def _is_good(name: str, value: str) -> bool:
    if not value:
        return True
    if name in _DAYS:
        return is_day(value)
    return SUBSTITUTE not in value and value in _CODES.get(name, (value,))
