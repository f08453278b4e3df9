"""How the movements of a cash box and its sums are put into words. No Kivy here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.screens.box.facts import Given
from app.screens.box.states import SumLine
from app.text import telling
from app.text.formats import short_date, short_date_with_year
from app.text.money_parts import MoneyParts
from app.text.texts import TABLE, t
from app.widgets.dated_list.rows import DayRow, EarningRow
from core.domain.money import format_soles
from core.usecases.views.field import Money
from core.usecases.views.money import CashMove, TripView

ICONS = {
    "received": "tray-arrow-down",
    "paid": "hand-coin",
    "spent": "receipt-text-outline",
    "handed_over": "swap-horizontal",
    "returned": "undo",
    "difference": "scale-balance",
    "kept": "lock",
}
EXPENSE_ICONS = {
    "mule": "donkey",
    "fares": "bus",
    "lunch": "silverware-fork-knife",
    "materials": "shovel",
    "other": "receipt-text-outline",
}
EXPLAINED = ("difference", "owed", "robbery")


def measure_of(move: CashMove) -> str:
    """Which sum of the trip a movement belongs to."""
    if move.kind == "hand_over_received":
        return "received" if move.centimos > 0 else "handed_over"
    if move.kind == "trip_settled":
        return "received" if move.centimos > 0 else "kept"
    return {
        "cash_advance": "received",
        "payout": "paid",
        "expense": "spent",
        "cash_returned": "returned",
        "difference_decided": "difference",
    }[move.kind]


def settled_words(trip: TripView) -> str:
    """What became of a trip that is settled, in one sentence that adds up; sums of nothing are left out."""
    sums = (
        ("received", trip.received_centimos), ("paid", trip.paid_centimos), ("spent", trip.spent_centimos),
        ("handed_over", trip.handed_over_centimos), ("returned", trip.returned_centimos),
        ("difference", trip.difference_centimos), ("kept", trip.kept_centimos),
    )  # fmt: skip
    said = [f"{t(f'box.sum_{name}').lower()} {format_soles(centimos)}" for name, centimos in sums if centimos]
    return t("box.last_settled", sums=", ".join(said))


def parts_of(moves: Iterable[CashMove], given: Iterable[Given]) -> MoneyParts:
    """What should lie in the box in its three parts; the middle one is what only this tablet knows."""
    sums = {"confirmed": 0, "pending": 0, "observed": 0}
    for move in moves:
        sums[move.state if move.state in sums else "observed"] += move.centimos
    for one in given:
        sums["confirmed" if one.is_sent else "pending"] -= one.centimos
    return telling.money_parts(Money(sums["confirmed"], sums["pending"], sums["observed"]))


def sum_lines(trip: TripView, moves: Sequence[CashMove], given: Sequence[Given]) -> tuple[SumLine, ...]:
    """received = paid + spent + handed over + returned + difference + kept + what should lie there, line by line.

    What was handed over and not acknowledged is a line of its own, where there is any.
    """
    sums = {
        "received": trip.received_centimos,
        "paid": -trip.paid_centimos,
        "spent": -trip.spent_centimos,
        "handed_over": -trip.handed_over_centimos,
        "returned": -trip.returned_centimos,
        "difference": -trip.difference_centimos,
        "kept": -trip.kept_centimos,
    }
    lines = [
        SumLine(ICONS[measure], t(f"box.sum_{measure}"), format_soles(sums[measure]), *_note(measure, moves),
                quiet=not sums[measure])
        for measure in sums
    ]  # fmt: skip
    under_way = sum(one.centimos for one in given)
    if under_way:
        unsent = sum(one.centimos for one in given if not one.is_sent)
        note = t("box.of_it_unsent", amount=format_soles(unsent)) if unsent else ""
        lines.append(SumLine("clock-outline", t("box.sum_under_way"), format_soles(-under_way), note))
    return (*lines, SumLine("", t("box.sum_left"), format_soles(trip.balance_centimos - under_way), strong=True))


def move_rows(moves: Sequence[CashMove], today: str) -> tuple[DayRow | EarningRow, ...]:
    """The newest first, under the headings of their days."""
    rows: list[DayRow | EarningRow] = []
    last = ""
    for place, move in enumerate(sorted(moves, key=lambda move: move.happened_on)[::-1]):
        if move.happened_on != last:
            rows.append(DayRow(telling.day_heading(move.happened_on, today)))
            last = move.happened_on
        rows.append(_row(move, place))
    return tuple(rows)


def split_expense(detail: str) -> tuple[str, str]:
    """(word for the category, number of the voucher)."""
    category, _, voucher = detail.partition(" ")
    return category_word(category), voucher


def category_word(category: str) -> str:
    return t(f"box.expense_{category}") if f"box.expense_{category}" in TABLE else category


def day_of(day: str, today: str) -> str:
    """`10 dic`; of another year `10 dic 2013`."""
    shown = date.fromisoformat(day)
    return short_date(shown) if day[:4] == today[:4] else short_date_with_year(shown)


def _note(measure: str, moves: Sequence[CashMove]) -> tuple[str, str]:
    """What of a sum is not safe yet, and its tone."""
    mine = [move for move in moves if measure_of(move) == measure]
    held = sum(move.centimos for move in mine if move.state == "observed")
    if held:
        return t("box.of_it_observed", amount=format_soles(abs(held))), "observed"
    waiting = sum(move.centimos for move in mine if move.state == "pending")
    return (t("box.of_it_unsent", amount=format_soles(abs(waiting))) if waiting else ""), "pending"


def _row(move: CashMove, place: int) -> EarningRow:
    icon = ICONS[measure_of(move)]
    title, detail = _said(move)
    if move.kind == "expense":
        icon = EXPENSE_ICONS.get(move.detail.partition(" ")[0], icon)
    return EarningRow(
        key=f"{move.record}/{place}",
        title=title,
        detail=detail,
        amount=format_soles(move.centimos),
        icon=icon,
        tone=telling.tone_of(move.state),
        state_word=telling.state_word(move.state),
        quiet=True,
    )


def _said(move: CashMove) -> tuple[str, str]:
    """What it was, and for whom or with which paper."""
    is_in = move.centimos > 0
    if move.kind == "payout":
        return move.detail, t("box.move_payout")
    if move.kind == "expense":
        word, voucher = split_expense(move.detail)
        return word, t("box.move_voucher", voucher=voucher)
    if move.kind == "hand_over_received":
        giver, _, receiver = move.detail.partition(" → ")
        return t("box.move_from", name=giver) if is_in else t("box.move_to", name=receiver), t("box.move_hand_over")
    if move.kind == "difference_decided":
        explained, _, document = move.detail.partition(" ")
        known = explained if explained in EXPLAINED else "difference"
        return t(f"box.move_{known}"), document or t("box.move_by_office")
    if move.kind == "trip_settled":
        return t("box.move_kept_before" if is_in else "box.move_kept"), t("box.move_by_office")
    return t(f"box.move_{move.kind}"), move.detail
