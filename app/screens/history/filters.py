"""What the history is filtered by, in words: kinds, state, days, person, committee, and the number of a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.text import telling
from app.text.formats import short_date_with_year
from app.text.texts import t
from core.domain.calendar import add_days
from core.usecases.views.field import HistoryFilter, MemberView

GROUPS = ("all", "nursery", "planting", "attendance", "monitoring")
KINDS = {
    "nursery": telling.NURSERY_KINDS,
    "planting": (*telling.PLANTING_KINDS, telling.BORDER),
    "attendance": ("workday",),
    "monitoring": telling.CARE_KINDS,
}
STATES = ("confirmed", "pending", "observed", "void")
DAYS_BACK = {"today": 0, "week": 6, "month": 29}
MEMBER, AUTHOR = "member", "author"
_ICONS = {"confirmed": "cloud-check", "pending": "clock-outline", "observed": "alert-circle"}


@dataclass(frozen=True)
class Who:
    """Somebody whom records are about, or who wrote them: `role` is MEMBER or AUTHOR, `key` an id or a code."""

    role: str = ""
    key: str = ""
    name: str = ""


@dataclass(frozen=True)
class Chosen:
    """What the person filters by; empty days mean all of them."""

    group: str = "all"
    state: str = ""
    from_day: str = ""
    to_day: str = ""
    who: Who = Who()
    text: str = ""
    all_committees: bool = False


@dataclass(frozen=True)
class Option:
    """One thing to choose in a sheet."""

    key: str
    icon: str
    word: str
    chosen: bool


def question_of(chosen: Chosen, committee: str) -> HistoryFilter:
    """What storage is asked; of all committees with an empty one."""
    who = chosen.who
    return HistoryFilter(
        "" if chosen.all_committees else committee,
        KINDS.get(chosen.group, ()),
        chosen.state,
        chosen.from_day,
        chosen.to_day,
        who.key if who.role == AUTHOR else "",
        who.key if who.role == MEMBER else "",
        chosen.text,
    )


def state_options(chosen: Chosen) -> tuple[Option, ...]:
    options = [Option("all", "history", t("review.state_all"), not chosen.state)]
    for state in STATES:
        icon, is_chosen = _ICONS.get(state, telling.VOID_ICON), state == chosen.state
        options.append(Option(state, icon, telling.state_word(state), is_chosen))
    return tuple(options)


def days_options(chosen: Chosen, today: str) -> tuple[Option, ...]:
    key = days_key(chosen, today)
    return tuple(
        Option(one, "calendar", t(f"review.days_{one}"), one == key)
        for one in ("all", *DAYS_BACK, "choose")
    )  # fmt: skip


def days_back(key: str, today: str) -> tuple[str, str]:
    """First and last day of `today`, `week` or `month`; empty for anything else."""
    return (add_days(today, -DAYS_BACK[key]), today) if key in DAYS_BACK else ("", "")


def days_key(chosen: Chosen, today: str) -> str:
    days = (chosen.from_day, chosen.to_day)
    for key in DAYS_BACK:
        if days == days_back(key, today):
            return key
    return "choose" if chosen.from_day else "all"


def days_word(chosen: Chosen, today: str) -> str:
    """What the chip says: the days, or that one can choose some."""
    key = days_key(chosen, today)
    if key == "all":
        return t("review.chip_days")
    if key != "choose":
        return t(f"review.days_{key}")
    first, last = (short_date_with_year(date.fromisoformat(day)) for day in (chosen.from_day, chosen.to_day))
    return first if first == last else t("review.days_range", first=first, last=last)


def where_of(view: MemberView, committee: str, today: str) -> str:
    """The committee somebody is a member of; and until when, where that is over."""
    if not view.left_on or view.left_on >= today:
        return committee
    return t("review.was_member", committee=committee, day=short_date_with_year(date.fromisoformat(view.left_on)))
