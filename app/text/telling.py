"""How a record, its state and a piece of work are told in a line, the same wherever it is shown. No Kivy."""

from __future__ import annotations

from datetime import date

from app.text.formats import long_date, short_date_with_year, time_of_day
from app.text.money_parts import MoneyParts
from app.text.texts import TABLE, language, t
from core.domain.calendar import add_days, local_time
from core.domain.money import format_count, format_soles
from core.domain.nurseries import (
    BatchStarted,
    Dispatched,
    GivenAway,
    InventoryCounted,
    PrickedOut,
    ReadyAccepted,
    Received,
    Returned,
    SaplingsLost,
    Transferred,
)
from core.usecases.views.field import Money, RecordLine

NURSERY_KINDS = tuple(
    str(shape.kind)
    for shape in (
        BatchStarted, PrickedOut, InventoryCounted, ReadyAccepted, SaplingsLost, Dispatched, Returned, Transferred,
        GivenAway, Received,
    )
)  # fmt: skip
PLANTING_KINDS = ("planting", "replanting")
CARE_KINDS = ("survival_count", "survival_drawn", "loss_event", "harvest", "visit", "complaint", "agreement")
BORDER = "border_walked"
_AT_A_UNIT = (*PLANTING_KINDS, BORDER, "survival_count", "survival_drawn", "loss_event", "harvest", "visit")
_SAYS_ABOUT = {"complaint": "about", "agreement": "subject"}

_ICONS = {
    "planting": "pine-tree",
    "replanting": "forest",
    "workday": "account-multiple-check",
    "batch_started": "seed",
    "pricked_out": "grass",
    "inventory_counted": "counter",
    "ready_accepted": "sprout",
    "saplings_lost": "grave-stone",
    "dispatched": "truck-delivery-outline",
    "returned": "undo",
    "transferred": "swap-horizontal",
    "given_away": "gift-outline",
    "received": "tray-arrow-down",
    "border_walked": "vector-polygon",
    "member": "account-plus",
    "survival_drawn": "shuffle-variant",
    "survival_count": "binoculars",
    "loss_event": "pine-tree-fire",
    "harvest": "axe",
    "visit": "eye-check-outline",
    "complaint": "chat-alert-outline",
    "agreement": "file-sign",
    "opening_balance": "cash-multiple",
}
_STATES = {
    "confirmed": ("confirmed", "states.confirmed"),
    "pending": ("pending", "states.pending"),
    "observed": ("observed", "states.observed"),
    "void": ("neutral", "review.state_void"),
    "no_effect": ("neutral", "review.state_no_effect"),
    "waiting": ("pending", "review.state_waiting"),
    "unreadable": ("observed", "review.state_unreadable"),
}
VOID_ICON = "delete-outline"


def named(group: str, code: str) -> str:
    """The readable name of a code, e.g. `named("activity", "planting")`; the code itself where none is known."""
    key = f"{group}.{code}"
    return t(key) if key in TABLE else code


def kind_name(kind: str) -> str:
    """What a kind of record is called."""
    return named("kinds", kind) if f"kinds.{kind}" in TABLE else t("kinds.other")


def kind_icon(kind: str) -> str:
    return _ICONS.get(kind, "file-document-outline")


def title_of(line: RecordLine) -> str:
    """`640 pino pátula plantados`, `Jornada: plantación`."""
    if f"said.{line.kind}" not in TABLE:
        return kind_name(line.kind)
    activity, about = named("activity", line.subject), named(_SAYS_ABOUT.get(line.kind, ""), line.subject)
    count, species = format_count(line.count), line.species_name
    said = t(f"said.{line.kind}", count=count, species=species, activity=activity, about=about).strip()
    return said[:1].upper() + said[1:]


def place_of(line: RecordLine) -> str:
    """`Unidad 04-2`, `Lote PR-07`, `Presentes: 23`; empty for a record that has no place."""
    if line.kind == "workday":
        return t("said.present", count=format_count(line.count))
    if not line.subject or line.kind in _SAYS_ABOUT:
        return ""
    return t("said.unit" if line.kind in _AT_A_UNIT else "said.batch", code=line.subject)


def amount_of(line: RecordLine) -> str:
    """What the record pays in all; empty for one that pays nothing."""
    return format_soles(line.centimos) if line.centimos and line.state != "void" else ""


def tone_of(state: str) -> str:
    return _STATES[state][0]


def state_word(state: str) -> str:
    return t(_STATES[state][1])


def money_parts(money: Money) -> MoneyParts:
    """The three parts with their words."""
    return MoneyParts(
        format_soles(money.confirmed), t("states.money_confirmed"),
        format_soles(money.pending), t("states.money_pending"),
        format_soles(money.observed), t("states.money_observed"),
    )  # fmt: skip


def days_of(half_days: int) -> str:
    """`½ día`, `1 día`, `1 ½ días`, `22 días`."""
    days, half = divmod(half_days, 2)
    if days == 0:
        return t("work.half_day")
    if half:
        return t("work.days_and_half", days=format_count(days))
    return t("work.one_day") if days == 1 else t("work.days", days=format_count(days))


def reckoning(count: int, rate_centimos: int, centimos: int) -> str:
    """`40 × S/ 0.50 = S/ 20.00`; the count alone where the product is not the amount, as in a shared remainder."""
    if abs(count * rate_centimos) != abs(centimos):
        return t("work.count_alone", count=format_count(count))
    return t(
        "work.count_times_rate",
        count=format_count(count),
        rate=format_soles(rate_centimos),
        amount=format_soles(abs(centimos)),
    )


def moment_of(recorded_at: int) -> str:
    """`3 dic 2014, 10:15`."""
    local = local_time(recorded_at)
    return t("review.moment", day=short_date_with_year(local.date()), time=time_of_day(local.time()))


def day_of(recorded_at: int) -> str:
    """`3 dic 2014`: the day on which something was recorded."""
    return short_date_with_year(local_time(recorded_at).date())


def time_of(recorded_at: int) -> str:
    return time_of_day(local_time(recorded_at).time())


def day_heading(day: str, today: str) -> str:
    """`Hoy, miércoles 3 de diciembre`; other years carry their number."""
    said = long_date(date.fromisoformat(day))
    if day == today:
        return t("review.today_heading", day=said)
    if day == add_days(today, -1):
        return t("review.yesterday_heading", day=said)
    if day[:4] != today[:4]:
        said = f"{said} de {day[:4]}" if language() == "es" else f"{said} {day[:4]}"
    return said[:1].upper() + said[1:]
