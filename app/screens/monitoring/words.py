"""How shares of living trees, and whether a unit's count is due, are put into words. No Kivy here."""

from __future__ import annotations

from datetime import date

from app.text.formats import short_date_with_year
from app.text.texts import t
from core.domain.calendar import days_between
from core.domain.survival import Share
from core.usecases.views.monitoring import UnitCareView


def share_text(share: Share | None) -> str:
    """`84 % ± 6 %`; without a margin where there is none to tell. Margins are rounded up, shares to the nearest."""
    if share is None:
        return t("survival.no_share")
    percent = (share.per_mille + 5) // 10
    if share.margin is None:
        return t("monitoring.percent", percent=percent)
    return t("monitoring.share", percent=percent, margin=-(-share.margin // 10))


def short_day(day: str) -> str:
    return short_date_with_year(date.fromisoformat(day))


def last_count(view: UnitCareView) -> str:
    """`Contado el 12 oct 2014`."""
    return t("monitoring.counted_on", day=short_day(view.last.day)) if view.last else t("monitoring.never_counted")


def count_state(view: UnitCareView, today: str, due_days: int) -> tuple[str, str]:
    """(tone, word) of whether a unit waits for somebody to count it."""
    if not view.planted:
        return "neutral", t("monitoring.state_empty")
    if view.draw is not None:
        return "pending", t("monitoring.state_drawn")
    if view.last is None:
        return "pending", t("monitoring.state_first")
    is_old = days_between(view.last.day, today) > due_days
    return ("pending", t("monitoring.state_due")) if is_old else ("confirmed", t("monitoring.state_fresh"))
