"""What needs a person, one plain function each: whether it holds, how it is said, and the one thing to do about it.

They are asked in the order of what is worst. A new one is a function more in ALERTS; what it goes by is read once, in
`alert_facts`. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.ports import NEARLY_FULL_BYTES
from app.screens.today.alert_facts import AlertFacts
from app.text.formats import long_date, short_date, time_of_day
from app.text.texts import t
from core.domain.calendar import MS_PER_HOUR, add_days, local_day, local_time
from core.domain.money import format_count

UNSENT_DAYS = 3
"""So many days a record may wait for a network before a person is asked to look for one."""
CLOCK_WRONG_MS = 12 * MS_PER_HOUR
"""From here on the day is wrong for part of every day."""
BYTES_PER_MB = 1_000_000
REVOKED = "tablet_revoked"
SYNC = "sync_now"
"""An action that is no place: sync, and stay."""


@dataclass(frozen=True, slots=True)
class Alert:
    """`tone` is that of a notice. The button leads to `place`, or does SYNC; without a text there is no button."""

    key: str
    tone: str
    sentence: str
    action_text: str = ""
    place: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)


def alarm(facts: AlertFacts) -> Alert | None:
    """The tablet and the office do not tell the same past."""
    if not facts.has_alarm:
        return None
    return Alert("alarm", "observed", t("alert.alarm"), t("alert.alarm_action"), "sync")


def revoked(facts: AlertFacts) -> Alert | None:
    """The office has shut this tablet out."""
    return Alert("revoked", "observed", t("alert.revoked")) if facts.sync_problem == REVOKED else None


def clock(facts: AlertFacts) -> Alert | None:
    """The tablet lives on another day than the office."""
    if abs(facts.clock_skew_ms) < CLOCK_WRONG_MS:
        return None
    there = local_time(facts.now_ms - facts.clock_skew_ms)
    sentence = t("alert.clock", day=long_date(there.date()), time=time_of_day(there.time()))
    return Alert("clock", "observed", sentence, t("alert.clock_action"), SYNC)


def space(facts: AlertFacts) -> Alert | None:
    """Soon nothing more can be saved."""
    if facts.free_bytes is None or facts.free_bytes >= NEARLY_FULL_BYTES:
        return None
    sentence = t("alert.space", free=format_count(facts.free_bytes // BYTES_PER_MB))
    return Alert("space", "observed", sentence, t("alert.space_action"), "settings")


def pay_until(facts: AlertFacts) -> Alert | None:
    """The days on which this tablet may pay are over and people are waiting."""
    if not facts.late_lines:
        return None
    day = short_date(date.fromisoformat(facts.late_since))
    sentence = t("alert.pay_until", day=day, count=format_count(facts.late_lines))
    return Alert("pay_until", "observed", sentence, t("alert.pay_until_action"), "paying")


def observed(facts: AlertFacts) -> Alert | None:
    """Somebody has to look at what the office\'s checks found; a single one is opened at once."""
    if not facts.observed:
        return None
    sentence, action = t("alert.observed", count=format_count(facts.observed)), t("alert.observed_action")
    if facts.observed == 1 and facts.observed_record:
        return Alert("observed", "observed", sentence, action, "record", {"id": facts.observed_record})
    return Alert("observed", "observed", sentence, action, "history", {"state": "observed"})


def unsent(facts: AlertFacts) -> Alert | None:
    """What is only on this tablet has been so for long."""
    if facts.unsent_since_ms is None or local_day(facts.unsent_since_ms) > add_days(facts.today, -UNSENT_DAYS):
        return None
    day = long_date(local_time(facts.unsent_since_ms).date())
    return Alert("unsent", "pending", t("alert.unsent", day=day), t("alert.unsent_action"), "sync")


def draft(facts: AlertFacts) -> Alert | None:
    """Something was typed and never saved; the latest of it."""
    if facts.draft is None:
        return None
    moment = local_time(facts.draft.saved_at)
    is_today = moment.date().isoformat() == facts.today
    day = t("common.today") if is_today else long_date(moment.date())
    what = t("alert.correction") if facts.draft.place == "record" else t(f"help.name_{facts.draft.place}")
    sentence = t("alert.draft", what=what, day=day, time=time_of_day(moment.time()))
    return Alert("draft", "info", sentence, t("alert.draft_action"), facts.draft.place, facts.draft.arguments)


ALERTS: tuple[Callable[[AlertFacts], Alert | None], ...] = (
    alarm, revoked, clock, space, pay_until, observed, unsent, draft,
)  # fmt: skip


def alerts_for(facts: AlertFacts) -> tuple[Alert, ...]:
    """All that hold, the worst first."""
    return tuple(found for check in ALERTS if (found := check(facts)) is not None)
