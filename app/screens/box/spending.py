"""An expense of the trip: what for, how much, which voucher, a photo of it where there is a camera. No Kivy here."""

from __future__ import annotations

from app.screens.box.case import Case, back, page
from app.screens.box.states import Spending
from app.screens.box.wording import EXPENSE_ICONS, category_word
from app.screens.paying.states import Act, Page, Tile, Tiles
from app.screens.recording.states import ButtonLine, FieldLine, Item, Remark, TextLine
from app.text.texts import t
from core.domain.bodies import Amount
from core.domain.cash import EXPENSE_CATEGORIES, Expense
from core.domain.money import SMALLEST_COIN_CENTIMOS, format_soles
from core.domain.problems import Problem
from core.domain.records import RecordId

CATEGORY, VOUCHER, PHOTO, SAVE = "category", "voucher", "photo", "save_expense"


def category_page(case: Case) -> Page:
    tiles = tuple(
        Tile(key, EXPENSE_ICONS[key], category_word(key), chosen=key == case.entry.category)
        for key in EXPENSE_CATEGORIES
    )
    return page(case, t("box.do_spend"), Tiles(tiles, t("box.spent_on")), left=back())


def spending_page(case: Case) -> Page:
    entry = case.entry
    left = case.in_box_centimos - entry.spent_centimos
    items: list[Item] = [
        FieldLine(CATEGORY, EXPENSE_ICONS[entry.category], t("box.spent_on"), category_word(entry.category)),
        TextLine(
            VOUCHER,
            t("box.voucher"),
            entry.voucher,
            error=t("box.voucher_missing") if case.is_missing and not entry.voucher.strip() else "",
            hint=t("box.voucher_hint"),
        ),
    ]
    items += _photo_items(case)
    body = Spending(
        entry.spent_centimos,
        t("box.spent_amount"),
        t("box.left_after", amount=format_soles(left)) if left >= 0 else t("box.box_has_less"),
        "neutral" if left >= 0 else "observed",
        tuple(items),
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


def _photo_items(case: Case) -> list[Item]:
    """Without a camera nothing is asked for that cannot be done; the paper itself goes to the office."""
    if not case.can_photograph:
        return [Remark("neutral", t("box.keep_voucher"), "keep")]
    if case.has_photo:
        return [Remark("confirmed", t("box.photo_taken"), PHOTO, t("box.photo_again"))]
    return [ButtonLine(PHOTO, "camera", t("box.photo"))]
