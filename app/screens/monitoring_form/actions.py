"""The acts of looking after trees as a table: their steps, what is typed of them, and the fact each becomes.

No Kivy here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.screens.recording.entries import Entry
from core.domain.agreements import Agreement
from core.domain.bodies import Count, Day, SideHash
from core.domain.calendar import add_days
from core.domain.complaints import Complaint
from core.domain.records import RecordId
from core.domain.stands import Harvest, LossEvent
from core.domain.visits import Visit
from core.usecases.ports import SideRow
from core.usecases.words import tidy, words_row

STEPS: dict[str, tuple[str, ...]] = {
    "loss_event": ("unit", "tree_cause", "trees"),
    "harvest": ("unit", "species_cut", "trees"),
    "visit": ("unit_optional", "visit"),
    "complaint": ("about", "complaint"),
    "agreement": ("subject", "paper"),
}
CAUSES = {
    "fire": "fire",
    "cattle": "cow",
    "frost": "snowflake",
    "drought": "white-balance-sunny",
    "pest": "bug",
    "theft": "lock-open-variant-outline",
    "other": "help-circle-outline",
}
ABOUT = {
    "pay": "cash",
    "attendance": "account-multiple-check",
    "work": "shovel",
    "land": "map",
    "other": "help-circle-outline",
}
CHANNELS = ("in_person", "tablet", "phone", "book")
SUBJECTS = {"carbon_rights": "leaf", "land": "map", "timber": "axe"}
HOLDERS = ("community", "member", "cooperative", "ngo")
HOLDING = ("land", "timber", "carbon")
PRODUCTS = ("poles", "firewood", "timber")
NEXT_DAYS = ("", "7", "14", "30")
MOST_YEARS = 99
MOST_DIGITS = 12
_PARTS_OF_A_DAY = 3


@dataclass
class CareEntry(Entry):
    """What is typed; of a correction also the hashes of what was taken or written before."""

    action: str = ""
    unit: str = ""
    species: str = ""
    cause: str = ""
    product: str = ""
    trees: int = 0
    area: str = ""
    note: str = ""
    seen: str = ""
    agreed: str = ""
    next_days: str = ""
    about: str = ""
    channel: str = CHANNELS[0]
    words: str = ""
    subject: str = ""
    land_holder: str = "community"
    timber_holder: str = "community"
    carbon_holder: str = "cooperative"
    code: str = ""
    signed_on: str = ""
    years: str = ""
    photo_side: str = ""
    note_side: str = ""


def entry_of(fact: LossEvent | Harvest) -> CareEntry:
    """What a loss or a harvest says, to be corrected."""
    entry = CareEntry(action=fact.kind, unit=str(fact.unit), species=str(fact.species or ""), trees=int(fact.trees))
    if isinstance(fact, Harvest):
        entry.product = fact.product
    else:
        entry.cause = fact.cause
        entry.area = str(fact.area_m2) if fact.area_m2 else ""
        entry.photo_side, entry.note_side = fact.photo_side or "", fact.note_side or ""
    return entry


def fact_of_entry(entry: CareEntry, committee: str) -> Any | None:
    """The fact as typed, without what goes beside it; None while something of it is missing."""
    makers = {
        "loss_event": _loss, "harvest": _harvest, "visit": _visit, "complaint": _complaint, "agreement": _agreement,
    }  # fmt: skip
    return makers[entry.action](entry, RecordId(committee))


def words_of(entry: CareEntry) -> dict[str, SideRow]:
    """What was written, by the field that names it."""
    written = {
        "loss_event": {"note_side": entry.note},
        "visit": {"seen_side": entry.seen, "agreed_side": entry.agreed},
        "complaint": {"office_side": entry.words},
    }.get(entry.action, {})
    rows = {name: words_row(text) for name, text in written.items()}
    return {name: row for name, row in rows.items() if row is not None}


def area_of(entry: CareEntry) -> int | None:
    """Square metres; 0 where nothing was typed, None where it is no number."""
    return _whole(entry.area, 10_000_000)


def years_of(entry: CareEntry) -> int | None:
    """As `area_of`."""
    return _whole(entry.years, MOST_YEARS)


def signed_day(entry: CareEntry) -> str:
    """YYYY-MM-DD of `28/11/2014`; empty where that is no day or one that has not come by the record's own day."""
    parts = entry.signed_on.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != _PARTS_OF_A_DAY or not all(part.strip().isdecimal() for part in parts):
        return ""
    try:
        day = date(*(int(part) for part in reversed(parts))).isoformat()
    except (OverflowError, ValueError):
        return ""
    return day if "1900" <= day <= entry.day else ""


def typed_day(day: str) -> str:
    """`28/11/2014`."""
    return "/".join(reversed(day.split("-")))


def _whole(text: str, most: int) -> int | None:
    digits = text.replace(",", "").replace(" ", "").strip()
    if not digits:
        return 0
    is_short = digits.isdecimal() and len(digits) <= MOST_DIGITS
    return int(digits) if is_short and 0 < int(digits) <= most else None


def _loss(entry: CareEntry, committee: RecordId) -> LossEvent | None:
    area = area_of(entry)
    if not entry.unit or not entry.cause or not entry.trees or area is None:
        return None
    return LossEvent(
        committee, RecordId(entry.unit), entry.cause, Count(entry.trees),  # type: ignore[arg-type]
        RecordId(entry.species) if entry.species else None, Count(area) if area else None,
        SideHash(entry.photo_side) if entry.photo_side else None,
        SideHash(entry.note_side) if entry.note_side else None,
    )  # fmt: skip


def _harvest(entry: CareEntry, committee: RecordId) -> Harvest | None:
    if not entry.unit or not entry.species or not entry.product or not entry.trees:
        return None
    product: Any = entry.product
    return Harvest(committee, RecordId(entry.unit), RecordId(entry.species), product, Count(entry.trees))


def _visit(entry: CareEntry, committee: RecordId) -> Visit:
    next_on = Day(add_days(entry.day, int(entry.next_days))) if entry.next_days else None
    return Visit(committee, RecordId(entry.unit) if entry.unit else None, next_on)


def _complaint(entry: CareEntry, committee: RecordId) -> Complaint | None:
    about: Any = entry.about
    channel: Any = entry.channel
    return Complaint(committee, about, channel) if about else None


def _agreement(entry: CareEntry, committee: RecordId) -> Agreement | None:
    years, signed_on = years_of(entry), signed_day(entry)
    if not entry.subject or not tidy(entry.code) or years is None or not signed_on:
        return None
    subject, holders = entry.subject, (entry.land_holder, entry.timber_holder, entry.carbon_holder)
    ends_on = Day(_later(signed_on, years)) if years else None
    unit = RecordId(entry.unit) if entry.unit else None
    return Agreement(
        committee, tidy(entry.code), subject, *holders, Day(signed_on), unit, ends_on=ends_on  # type: ignore[arg-type]
    )  # fmt: skip


def _later(day: str, years: int) -> str:
    """The same day of a later year; the last of February stays the last of February."""
    signed = date.fromisoformat(day)
    try:
        return signed.replace(year=signed.year + years).isoformat()
    except ValueError:
        return signed.replace(year=signed.year + years, day=28).isoformat()
