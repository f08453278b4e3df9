"""Tables of money: technicians' cash boxes, funds, and the books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from core.domain import cash, funds
from core.domain.calendar import last_of_month
from core.domain.ledger import ACCOUNTS
from core.domain.wordings import ACCOUNT_CODE, Wording, wording_in_force
from core.fold.money_rows import Trip
from core.fold.rows import Total
from core.usecases.views.money import Identity
from sync_server.audit.source import Source
from sync_server.audit.tables.log import HAPPENED, RECORD, STATUS
from sync_server.audit.tables.schema import Row, Table, centimos, day, number, record, text
from sync_server.audit.tables.work import head, said

_CASH = (
    cash.CashAdvance, cash.CashReturned, cash.Expense, cash.CashCount, cash.HandOver, cash.HandOverReceived,
    cash.DifferenceDecided, cash.TechnicianRepaid, cash.TripSettled,
)  # fmt: skip
_TRIP_SUMS = ("received", "paid", "spent", "handed_over", "returned", "difference", "kept")
_SUMS = tuple(field.name for field in fields(Identity))


def _cash(source: Source) -> Iterator[Row]:
    for one in source.stated(*(shape.kind for shape in _CASH), period=True):
        fact = one.fact
        if isinstance(fact, _CASH):
            amount = getattr(fact, "centimos", None)
            amount = getattr(fact, "kept_centimos", None) if amount is None else amount
            trip = one.row.id if isinstance(fact, cash.CashAdvance) and not fact.tops_up else None
            trip = trip or getattr(fact, "tops_up", None) or getattr(fact, "advance", None)
            yield (
                *head(one), one.row.position, one.row.author, *said(fact, "technician"), trip, amount,
                *said(fact, "to", "hand_over", "category", "voucher", "explained", "document"),
            )  # fmt: skip


def _trips(source: Source) -> Iterator[Row]:
    for row in source.whole.rows(Trip, ("id",)):
        one = Trip(*row)
        sums = source.lookup.totals("trip", one.id)
        parts = [sums.get(name, 0) for name in _TRIP_SUMS]
        yield one.id, one.technician, one.state, one.opened_on, one.settlement, *parts, parts[0] - sum(parts[1:])


def _boxes(source: Source) -> Iterator[Row]:
    boxes: dict[str, dict[str, int]] = {}
    for key, measure, value in source.whole.rows(
        Total, ("key", "measure"), of={"scope": "box"}, only=("key", "measure", "value")
    ):
        boxes.setdefault(key, {})[measure] = value
    for technician, sums in boxes.items():
        yield technician, sums.get("cash", 0), sums.get("owed", 0)


def _grants(source: Source) -> Iterator[Row]:
    for one in source.stated(funds.GrantReceived.kind, period=True):
        if one.fact is not None:
            yield (
                one.row.id, one.row.status, one.row.happened_on, one.row.author, one.fact.fund, one.fact.centimos,
                one.fact.document,
            )  # fmt: skip


def _sales(source: Source) -> Iterator[Row]:
    for one in source.stated(funds.CarbonSale.kind, period=True):
        fact = one.fact
        if fact is not None:
            rate = source.lookup.fact(fact.exchange_rate)
            percent = source.lookup.setting("adaptation_percent", one.row.happened_on)
            scaled = rate.soles_scaled if rate else 0
            parts = funds.sale_parts(fact.gross_minor, fact.fees_minor, scaled, percent)
            yield (
                one.row.id, one.row.status, one.row.happened_on, one.row.author, fact.buyer, fact.tonnes,
                fact.currency, fact.gross_minor, fact.fees_minor, fact.exchange_rate, scaled, fact.upstream_fund,
                fact.adaptation_fund, fact.document, parts.gross_centimos, parts.fees_centimos,
                parts.adaptation_centimos, parts.upstream_centimos,
            )  # fmt: skip


def _months(source: Source) -> Iterator[Row]:
    for one in source.stated(funds.MonthClosed.kind):
        if one.fact is not None:
            last = last_of_month(one.fact.month[:7])
            yield one.row.id, one.row.status, one.row.happened_on, one.row.author, one.fact.month, last


def _journal(source: Source) -> Iterator[Row]:
    return source.whole.journal(source.from_day, source.to_day)


def _journal_lines(source: Source) -> Iterator[list[str]]:
    return source.whole.journal_lines(source.from_day, source.to_day)


def _accounts(source: Source) -> Iterator[Row]:
    wordings = [fact for _, thing, fact in source.things(Wording.kind) if thing.status == "live"]
    for name in sorted(ACCOUNTS):
        account = ACCOUNTS[name]
        yield name, account.type, wording_in_force(wordings, f"{ACCOUNT_CODE}{name}", source.to_day), account.label


def _balances(source: Source) -> Iterator[Row]:
    for (account, party), (opening, debit, credit) in sorted(source.sums.journal.parties.items()):
        yield account, party, opening, debit, credit, opening + debit - credit


def _payees(source: Source) -> Iterator[Row]:
    for one in source.sums.identities:
        yield tuple(getattr(one, name) for name in _SUMS)


MONEY_TABLES = (
    Table(
        "cash", "What moved in technicians' cash boxes beside payouts, and counts, which move nothing.", ("record",),
        ("kind", "happened_on", "record"),
        (
            RECORD, STATUS, text("kind", "The kind of the record.", " ".join(sorted(shape.kind for shape in _CASH))),
            HAPPENED, number("position", "Its place in the log."), text("author", "Who stated it."),
            text("technician", "Whose box (user id).", optional=True),
            text("trip", "Which trip (id); of an advance that tops none up, itself.", optional=True),
            centimos("", "How much; of a settlement, what is kept.", optional=True),
            text("to", "Of a hand-over, the other technician (user id).", optional=True),
            text("hand_over", "Of a receipt, the hand-over.", optional=True),
            text("category", "Of an expense.", optional=True), text("voucher", "Of an expense.", optional=True),
            text("explained", "Of a difference.", "difference owed robbery", optional=True),
            text("document", "The paper behind it.", optional=True),
        ), _cash, "period",
    ),
    Table(
        "trips", "Technicians' trips with their sums.", ("id",), ("id",),
        (
            record("id", "The record that opened it."), text("technician", "The technician (user id)."),
            text("state", "Where it stands.", "open settled void"), day("opened_on", "The day."),
            text("settlement", "The record that ended it.", optional=True),
            *(centimos(name, f"Sum of what was {name.replace('_', ' ')}.") for name in _TRIP_SUMS[:-2]),
            centimos("difference", "Sum of explained differences."), centimos("kept", "Kept for the next trip."),
            centimos("balance", "received − all others: what should lie in the box from it."),
        ), _trips,
    ),
    Table(
        "boxes", "Technicians' cash boxes.", ("technician",), ("technician",),
        (
            text("technician", "The technician (user id)."), centimos("cash", "What the books say lies in it."),
            centimos("owed", "What the technician owes the programme."),
        ), _boxes,
    ),
    Table(
        "grants", "Donors' money that came into the bank.", ("record",),
        ("happened_on", "record"),
        (
            RECORD, STATUS, HAPPENED, text("author", "Who stated it."), text("fund", "The fund (id)."),
            centimos("", "How much."), text("document", "The bank's paper."),
        ), _grants, "period",
    ),
    Table(
        "carbon_sales", "Carbon that was sold, and how the money is divided.", ("record",),
        ("happened_on", "record"),
        (
            RECORD, STATUS, HAPPENED, text("author", "Who stated it."), text("buyer", "To whom."),
            number("tonnes", "How much.", "t CO₂e"), text("currency", "Currency.", "USD GBP"),
            number("gross_minor", "The price of all of it.", "hundredths of the currency"),
            number("fees_minor", "Fees out of it.", "hundredths of the currency"),
            text("exchange_rate", "The rate (id)."),
            number("soles_scaled", "The rate as it stands.", "ten-thousandths of a sol"),
            text("upstream_fund", "The fund for the work (id)."), text("adaptation_fund", "The adaptation fund (id)."),
            text("document", "The paper behind it."),
            centimos("gross", "gross_minor × soles_scaled ÷ 10,000, halves up."),
            centimos("fees", "fees_minor likewise."),
            centimos("adaptation", "gross × the setting `adaptation_percent` of the day ÷ 100, rounded down."),
            centimos("upstream", "gross − adaptation, out of which the fees were paid."),
        ), _sales, "period",
    ),
    Table(
        "months_closed", "Months that the books have closed.", ("record",), ("happened_on", "record"),
        (
            RECORD, STATUS, HAPPENED, text("author", "Who stated it."), day("month", "First day of the month."),
            day("last_day", "Nothing is booked under a day up to this one while it stands."),
        ), _months,
    ),
    Table(
        "journal", "The books, a row a line; each (position, entry) sums to zero.", ("position", "entry", "line"),
        ("position", "entry", "line"),
        (
            number("position", "The place of the record whose arrival booked it."),
            number("entry", "Its entry there, from 0."), number("line", "Its line in the entry, from 0."),
            day("booked_on", "The day under which the books have it."),
            day("happened_on", "The day of the work; another one where that month was closed."),
            text("account", "The account, as in accounts.csv.", " ".join(sorted(ACCOUNTS))),
            text("activity", "What for.", optional=True), text("committee", "The committee (id).", optional=True),
            text("species", "The species (id).", optional=True),
            text("party", "The payee, technician or fund (id).", optional=True),
            record("record", "The record it is about."), centimos("debit", "Debit."), centimos("credit", "Credit."),
        ), _journal, "period", "booked_on", _journal_lines,
    ),
    Table(
        "accounts", "The chart of accounts.", ("account",), ("account",),
        (
            text("account", "The account."),
            text("type", "Its type.", "asset liability equity income expense memorandum"),
            text("code", "Its code in Peru's general plan, by the programme's wordings on the last day of the period."),
            text("label", "What it is called, in Spanish."),
        ), _accounts,
    ),
    Table(
        "balances", "Accounts by party over the period, by `booked_on`.", ("account", "party"), ("account", "party"),
        (
            text("account", "The account."), text("party", "The payee, technician or fund (id).", optional=True),
            centimos("opening", "Debits less credits before the period."), centimos("debit", "Debits in it."),
            centimos("credit", "Credits in it."), centimos("closing", "opening + debit − credit."),
        ), _balances,
    ),
    Table(
        "payees", "What every payee earned, was paid and is owed by the last position, whatever the period:"
        " accrued + rounding + waived = paid + owed − to_recover.", ("payee",), ("payee",),
        (
            text("payee", "A member or a committee (id)."),
            centimos("accrued", "Items of the kinds share, reversal and opening."),
            centimos("rounding", "Rounded up in the payee's favour."), centimos("waived", "Let be."),
            centimos("paid", "Paid for work."), centimos("owed", "Owed, shares held back included."),
            centimos("carried", "Of this, rests under a coin."), centimos("held", "Of this, held back."),
            centimos("to_recover", "To be given back."),
        ), _payees,
    ),
)  # fmt: skip
