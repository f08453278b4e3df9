"""Tables of money: sheets with their lines and steps, payouts and what was decided of them, boxes, funds, the books."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from typing import Any

from verifier.reading import Reading, fields, flag, listed, table
from verifier.tables_reference import NOT_SAID
from verifier.telling import balance_sums, journal_lines, journal_rows

_TRIP_SUMS = ("received", "paid", "spent", "handed_over", "returned", "difference", "kept")
_STEPS = (
    "line_accepted", "line_released", "lines_assigned", "lines_reassigned", "lines_returned", "pay_sheet",
    "sheet_approved", "sheet_closed", "sheet_locked", "sheet_reopened", "sheet_settled",
)  # fmt: skip
_CASH = (
    "cash_advance", "cash_count", "cash_returned", "difference_decided", "expense", "hand_over", "hand_over_received",
    "technician_repaid", "trip_settled",
)  # fmt: skip
CHART = {
    "bank": ("asset", "1041"), "wallet": ("asset", "1042"), "cash_box": ("asset", "1413"),
    "owed_by_technician": ("asset", "1419"), "to_recover": ("asset", "1689"), "suspense": ("asset", "1699"),
    "payable": ("liability", "4699"), "fund": ("liability", "4691"), "in_kind_labour": ("memorandum", "0411"),
    "funds_applied": ("income", "7599"), "opening": ("equity", "5911"), "expense": ("expense", "6581"),
    "field_expense": ("expense", "6311"), "cash_difference": ("expense", "6592"), "loss": ("expense", "6593"),
    "rounding": ("expense", "6594"), "waived": ("expense", "6595"), "in_kind_contribution": ("memorandum", "0911"),
}  # fmt: skip
"""Type and code of every account: rules, 6.1."""


def _sheets(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one in sorted(reading.books.sheets.values(), key=lambda sheet: sheet.id):
        yield (
            one.id, one.state, one.number, one.cut_off, one.fund, one.drafted_by, one.locked_by,
            listed(one.approved_by), one.approvers, one.lines, one.centimos, one.lines_hash, one.lock, one.approval,
            one.settlement,
        )  # fmt: skip


def _lines(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for _, one in sorted(reading.books.lines.items()):
        yield (
            one.sheet, one.payee, one.committee, one.gross, one.recovery, one.recovered, one.payable, flag(one.exact),
            one.holder, listed(one.held_before), listed(one.let_go), one.released_to, one.pay_until, one.payout,
            one.paid,
        )  # fmt: skip


def _steps(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated(*_STEPS):
        sheet = one.id if one.kind == "pay_sheet" else body.get("sheet")
        payees = body.get("payees") or ([body["payee"]] if "payee" in body else ())
        yield (
            one.id, one.status, one.kind, one.happened_on, one.position, one.origin, one.author, sheet,
            *fields(body, "cut_off fund"), listed(body.get("committees")),
            *fields(body, "number lines centimos lines_hash"), body.get("holder") or body.get("to"),
            body.get("pay_until"), listed(payees), *fields(body, "reason filed"),
        )  # fmt: skip


def _payouts(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("payout", period=True):
        taken = reading.books.payouts.get(one.id)
        what = (taken.standing, taken.role, taken.paid, taken.surplus, taken.decision) if taken else (None,) * 5
        yield (
            one.id, one.status, one.happened_on, one.position, one.author,
            *fields(body, "sheet payee centimos way acknowledged technician advance operation witness proxy"
                    " proxy_reason"), *what,
        )  # fmt: skip


def _suspense(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("suspense_decided", period=True):
        yield one.id, one.status, one.happened_on, one.position, one.author, *fields(body, "payout action")


def _recoveries(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("recovery_decided", period=True):
        yield one.id, one.status, one.happened_on, one.position, one.author, *fields(body, "payee about action")


def _distributions(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("distribution", period=True):
        for place, share in enumerate(body["people"], start=1):
            yield (
                one.id, place, one.status, one.happened_on, body["payout"], share["member"], share["centimos"],
                listed(body["officers"]), body["document"],
            )  # fmt: skip


def _cash(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated(*_CASH, period=True):
        trip = one.id if one.kind == "cash_advance" and "tops_up" not in body else None
        trip = trip or body.get("tops_up") or body.get("advance")
        yield (
            one.id, one.status, one.kind, one.happened_on, one.position, one.author, body.get("technician"), trip,
            body.get("centimos", body.get("kept_centimos")),
            *fields(body, "to hand_over category voucher explained document"),
        )  # fmt: skip


def _trips(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for key, one in sorted(reading.books.trips.items()):
        parts = [one.sums.get(name, 0) for name in _TRIP_SUMS]
        left = parts[0] - sum(parts[1:])
        yield key, one.technician, one.state, one.opened_on, one.settlement, *parts, left


def _boxes(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for technician, (cash, owed) in sorted(reading.books.boxes.items()):
        yield technician, cash, owed


def _grants(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("grant_received", period=True):
        yield one.id, one.status, one.happened_on, one.author, *fields(body, "fund centimos document")


def in_force(reading: Reading, kind: str, name: str, day: str) -> dict[str, Any] | None:
    """The setting or wording of this name on a day: rules, 3.9."""
    found = [
        one for one in reading.live(kind)
        if one.body and one.body["name"] == name and one.body["starts_on"] <= day
    ]  # fmt: skip
    last = max(found, key=lambda one: ((one.body or {})["starts_on"], one.position), default=None)
    return last.body if last else None


def _sales(reading: Reading) -> Iterator[tuple[Any, ...]]:
    rates = {one.id: one.body for one in reading.things("exchange_rate")}
    for one, body in reading.stated("carbon_sale", period=True):
        rate = rates.get(body["exchange_rate"])
        scaled = rate["soles_scaled"] if rate else 0
        said = in_force(reading, "setting", "adaptation_percent", one.happened_on)
        percent = min(100, max(0, said["value"] if said else 10))
        gross = (body["gross_minor"] * scaled + 5000) // 10_000
        fees = (body["fees_minor"] * scaled + 5000) // 10_000
        yield (
            one.id, one.status, one.happened_on, one.author,
            *fields(body, "buyer tonnes currency gross_minor fees_minor exchange_rate"), scaled,
            *fields(body, "upstream_fund adaptation_fund document"), gross, fees, gross * percent // 100,
            gross - gross * percent // 100,
        )  # fmt: skip


def _months(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("month_closed"):
        month = body["month"][:7]
        last = f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]:02}"
        yield one.id, one.status, one.happened_on, one.author, body["month"], last


def _journal(reading: Reading) -> Iterator[tuple[Any, ...]]:
    return journal_rows(reading.books, reading.first_day, reading.last_day)


def _journal_as_text(reading: Reading) -> Iterator[tuple[int, str]]:
    return journal_lines(reading.books, reading.first_day, reading.last_day)


def _accounts(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for name in sorted(CHART):
        said = in_force(reading, "wording", f"account_code/{name}", reading.last_day)
        yield name, CHART[name][0], said["text"] if said else CHART[name][1], NOT_SAID


def _balances(reading: Reading) -> Iterator[tuple[Any, ...]]:
    sums = balance_sums(reading.books, reading.first_day, reading.last_day)
    for (account, party), (opening, debit, credit) in sorted(sums.items()):
        yield account, party, opening, debit, credit, opening + debit - credit


def _payees(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for payee, one in sorted(reading.books.identities.items()):
        yield (
            payee, one.accrued, one.rounding, one.waived, one.paid, one.owed, one.carried, one.held, one.to_recover
        )  # fmt: skip


_DECIDED = "record status happened_on position author"
MONEY_TABLES = (
    table(
        "sheets", "id",
        "id state number cut_off fund drafted_by locked_by approved_by approvers lines centimos lines_hash lock"
        " approval settlement", _sheets,
    ),
    table(
        "sheet_lines", "sheet payee",
        "sheet payee committee gross_centimos recovery_centimos recovered_centimos payable_centimos by_transfer holder"
        " held_before let_go released_to pay_until payout paid_centimos", _lines,
    ),
    table(
        "sheet_steps", "record",
        "record status kind happened_on position origin author sheet cut_off fund committees number lines centimos"
        " lines_hash holder pay_until payees reason filed", _steps,
    ),
    table(
        "payouts", "record",
        f"{_DECIDED} sheet payee centimos way acknowledged technician advance operation witness proxy proxy_reason"
        " standing role paid_centimos surplus_centimos decision", _payouts,
    ),
    table("suspense_decisions", "record", f"{_DECIDED} payout action", _suspense),
    table("recoveries", "record", f"{_DECIDED} payee about action", _recoveries),
    table(
        "distributions", "record place", "record place status happened_on payout member centimos officers document",
        _distributions,
    ),
    table(
        "cash", "record",
        "record status kind happened_on position author technician trip centimos to hand_over category voucher"
        " explained document", _cash,
    ),
    table(
        "trips", "id",
        f"id technician state opened_on settlement {' '.join(f'{name}_centimos' for name in _TRIP_SUMS)}"
        " balance_centimos", _trips,
    ),
    table("boxes", "technician", "technician cash_centimos owed_centimos", _boxes),
    table("grants", "record", "record status happened_on author fund centimos document", _grants),
    table(
        "carbon_sales", "record",
        "record status happened_on author buyer tonnes currency gross_minor fees_minor exchange_rate soles_scaled"
        " upstream_fund adaptation_fund document gross_centimos fees_centimos adaptation_centimos upstream_centimos",
        _sales,
    ),
    table("months_closed", "record", "record status happened_on author month last_day", _months),
    table(
        "journal", "position entry line",
        "position entry line booked_on happened_on account activity committee species party record debit_centimos"
        " credit_centimos", _journal, _journal_as_text,
    ),
    table("accounts", "account", "account type code label", _accounts),
    table(
        "balances", "account party",
        "account party opening_centimos debit_centimos credit_centimos closing_centimos", _balances,
    ),
    table(
        "payees", "payee",
        "payee accrued_centimos rounding_centimos waived_centimos paid_centimos owed_centimos carried_centimos"
        " held_centimos to_recover_centimos", _payees,
    ),
)  # fmt: skip
