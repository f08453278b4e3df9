"""A pay sheet as a card: its number, up to when its work goes, how far the paying is, and until when it may go on.

No sum of money: neighbours look on. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.desk import explain
from app.text.formats import short_date, short_date_with_year
from app.text.texts import t
from core.domain.calendar import days_between
from core.domain.money import format_count
from core.domain.problems import Problem
from core.usecases.views.money import PayeeView, SheetSummary

NEAR_DAYS = 2


@dataclass(frozen=True)
class SheetCard:
    """`until` with its tone is empty once nothing is left to pay here; `over` is the sentence when it is too late."""

    key: str
    title: str
    detail: str
    progress: str
    fraction: float
    until: str = ""
    until_tone: str = "neutral"
    over: str = ""


def title_of(sheet: SheetSummary) -> str:
    return t("pay.sheet", number=sheet.number)


def card_of(sheet: SheetSummary, views: Sequence[PayeeView], origin: str, today: str) -> SheetCard:
    """`views` are the lines of this sheet, `origin` this tablet's: what others pay does not count here."""
    done = sum(view.state == "paid" and view.payout.startswith(f"{origin}-") for view in views)
    left = [view for view in views if view.state == "to_pay"]
    together = done + len(left)
    until = min((view.pay_until for view in left), default="")
    words, tone, over = _until(until, today) if until else ("", "neutral", "")
    return SheetCard(
        sheet.id,
        title_of(sheet),
        t("pay.cut_off", day=short_date_with_year(date.fromisoformat(sheet.cut_off))),
        t("pay.progress", done=format_count(done), all=format_count(together)),
        done / together if together else 0.0,
        words,
        tone,
        over,
    )


def _until(until: str, today: str) -> tuple[str, str, str]:
    """The words, their tone, and the sentence if the day has passed."""
    shown = short_date(date.fromisoformat(until))
    left = days_between(until, today)
    if left > 0:
        return t("pay.until_over", day=shown), "observed", explain(Problem("pay_until_over", pay_until=shown))
    if left == 0:
        return t("pay.until_today"), "pending", ""
    return t("pay.until", day=shown), "pending" if -left <= NEAR_DAYS else "neutral", ""
