"""An expense of the trip: what for, how much, which voucher, a photo of it where there is a camera. No Kivy here."""

from __future__ import annotations

from app.screens.box.case import Case, back, page
from app.screens.box.states import Spending, Typing
from app.screens.box.wording import EXPENSE_ICONS, category_word
from app.screens.paying.states import Act, Page, Tile, Tiles
from app.text.texts import t
from core.domain.bodies import Amount
from core.domain.cash import EXPENSE_CATEGORIES, Expense
from core.domain.money import SMALLEST_COIN_CENTIMOS, format_soles
from core.domain.problems import Problem
from core.domain.records import RecordId

CATEGORY, PHOTO, SAVE = "category", "photo", "save_expense"
MOST_DIGITS = 6
"""In the smallest coins: up to S/ 99,999.90."""


def category_page(case: Case) -> Page:
    tiles = tuple(
        Tile(key, EXPENSE_ICONS[key], category_word(key), chosen=key == case.entry.category)
        for key in EXPENSE_CATEGORIES
    )
    return page(case, t("box.do_spend"), Tiles(tiles, t("box.spent_on")), left=back())


def spending_page(case: Case) -> Page:
    entry = case.entry
    left = case.in_box_centimos - entry.spent_centimos
    is_missing = case.is_missing and not entry.voucher.strip()
    typing = Typing(
        entry.spent_centimos // SMALLEST_COIN_CENTIMOS,
        MOST_DIGITS,
        t("box.spent_amount"),
        format_soles(entry.spent_centimos),
        t("box.left_after", amount=format_soles(left)) if left >= 0 else t("box.box_has_less"),
        "neutral" if left >= 0 else "observed",
    )
    photo = Act(PHOTO, "camera", t("box.photo_again" if case.has_photo else "box.photo"), "quiet")
    body = Spending(
        typing,
        Act(CATEGORY, EXPENSE_ICONS[entry.category], category_word(entry.category)),
        t("box.spent_on"),
        t("box.voucher"),
        entry.voucher,
        t("box.voucher_hint"),
        t("box.voucher_missing") if is_missing else "",
        photo if case.can_photograph else None,
        t("box.photo_taken" if case.has_photo else "box.keep_voucher"),
        "confirmed" if case.has_photo else "neutral",
    )
    save = Act(SAVE, "check-bold", t("box.save_expense"), "primary", enabled=not case.busy)
    return page(case, t("box.do_spend"), body, left=back(), right=save)


def expense_of(case: Case, technician: str) -> Expense:
    """The fact as typed."""
    entry = case.entry
    return Expense(
        RecordId(case.trip_id),
        RecordId(technician),
        Amount(entry.spent_centimos),
        entry.category,  # type: ignore[arg-type]
        entry.voucher.strip(),
    )


def problem_of(case: Case) -> Problem | None:
    """What keeps the expense from being saved and is better told here: the trip's own money, and whole coins."""
    centimos = case.entry.spent_centimos
    if centimos % SMALLEST_COIN_CENTIMOS:
        return Problem("cash_not_in_coins", amount=format_soles(centimos))
    if centimos > case.in_box_centimos:
        box, amount = format_soles(case.in_box_centimos), format_soles(centimos)
        return Problem("payout_above_box", box=box, amount=amount)
    return None
