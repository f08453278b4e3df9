"""What must be true of the books after every step: one list of plain functions, each with its findings in words.

The sums are worked out a second time from single items, claims and records, by formulas of this module alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from core.domain.sheets import RECOVERY
from core.storage.store import SqlStore
from tests.simulation.money.accounts import bank_and_funds_are_what_records_say, expense_is_what_was_earned
from tests.simulation.money.books import LOCKED, SETTLED, Books, key_of, total
from tests.simulation.money.boxes import boxes_are_what_records_say, trips_are_what_records_say

EARNED = frozenset({"share", "reversal", "opening"})
"""Kinds of items by which work and opening balances are owed; all others only move what is owed."""
_DECIDED = ("payee_owes", "technician_owes", "loss")

Check = Callable[[Books], Iterator[str]]


def findings(books: Books) -> list[str]:
    """Everything that is wrong with the books; all checks always run."""
    return [f"{check.__name__}: {finding}" for check in CHECKS for finding in check(books)]


def journal_balances(books: Books) -> Iterator[str]:
    trial = sum(books.accounts.values())
    if trial:
        yield f"the trial balance is {trial}"
    for entry in books.unbalanced:
        yield f"entry {entry} does not sum to zero"


def identity_holds(books: Books) -> Iterator[str]:
    """Accrued + rounding + waived = paid + owed − to recover, for everybody."""
    for payee in books.payees:
        accrued, rounding, waived, paid, owed = identity_of(books, payee)
        if accrued + rounding + waived != paid + owed:
            yield f"{payee}: {accrued} + {rounding} + {waived} is not {paid} + {owed}"


def identity_of(books: Books, payee: str) -> tuple[int, int, int, int, int]:
    """What a payee has accrued, was granted by rounding, was waived, was paid, and is owed less what is to recover."""
    accrued, rounding, waived = (
        total(item for item in books.items if item.member == payee and item.kind in kinds)
        for kinds in (EARNED, {"rounding"}, {"waived"})
    )
    owed = total(item for item in books.open if item.member == payee) + _on_open_lines(books, payee)
    return accrued, rounding, waived, _paid(books, payee), owed


def disagreements(store: SqlStore, books: Books) -> list[str]:
    """Where what people are shown of the identity is not what is worked out here."""
    with store.reading() as session:
        shown = {view.payee: view for view in session.money().identities()}
        given = sum(view.measured_centimos for view in session.money().in_kind())
    wrong = []
    if given != books.account("in_kind_labour"):
        wrong.append(f"{given} shown as given in kind, {books.account('in_kind_labour')} in the books")
    for payee in sorted({*books.payees, *shown}):
        view, mine = shown.get(payee), identity_of(books, payee)
        theirs = (
            (
                view.accrued_centimos, view.rounding_centimos, view.waived_centimos, view.paid_centimos,
                view.owed_centimos - view.to_recover_centimos,
            )
            if view
            else (0, 0, 0, 0, 0)
        )  # fmt: skip
        if theirs != mine:
            wrong.append(f"{payee}: shown as {theirs}, worked out as {mine}")
    return wrong


def _paid(books: Books, payee: str) -> int:
    """What the payee has and is to keep or to give back as their own debt."""
    return sum(
        payment.paid_centimos + (payment.surplus_centimos if payment.decision == "payee_owes" else 0)
        for payment in books.payments
        if payment.payee == payee
    )


def _on_open_lines(books: Books, payee: str) -> int:
    """What sheets that are not settled have claimed for a payee and not handed over."""
    return sum(
        total(books.claimed[line.sheet, payee]) - line.paid_centimos
        for line in books.lines
        if line.payee == payee and books.sheets[line.sheet].state not in SETTLED
    )


def settled_lines_are_what_was_paid(books: Books) -> Iterator[str]:
    for line in books.lines:
        claimed = total(books.claimed[line.sheet, line.payee])
        if books.sheets[line.sheet].state in SETTLED and claimed != line.paid_centimos:
            yield f"{line.payee} on {line.sheet}: items of {claimed} for {line.paid_centimos} paid"


def frozen_lines_are_their_items(books: Books) -> Iterator[str]:
    """Of the items that the lock claimed; settling adds its own, which belong to the sheet itself."""
    for line in books.lines:
        locked = [item for item in books.claimed[line.sheet, line.payee] if item.record != line.sheet]
        recovery = -total(item for item in locked if item.kind == RECOVERY)
        gross = total(item for item in locked if item.kind != RECOVERY)
        if (gross, recovery) != (line.gross_centimos, line.recovery_centimos) and recovery >= 0:
            yield f"{line.payee} on {line.sheet}: {gross} and {recovery}, frozen as {line}"


def claims_are_in_order(books: Books) -> Iterator[str]:
    """Every claimed item is there, belongs to the line's payee, and is claimed by something that stands."""
    items = {key_of(item): item for item in books.items}
    lines = {(line.sheet, line.payee) for line in books.lines}
    for key, claim in books.claims.items():
        item = items.get(key)
        if item is None or item.member != claim.payee:
            yield f"{claim} is for another's item or for none"
        sheet = books.sheets.get(claim.claimed_by)
        if sheet is not None and (sheet.state not in LOCKED or (sheet.id, claim.payee) not in lines):
            yield f"{claim} is of a sheet that is {sheet.state}"
        if sheet is None and claim.claimed_by not in books.facts and books.payment(claim.claimed_by) is None:
            yield f"{claim} is of nothing that stands"
    for line in books.lines:
        if books.sheets[line.sheet].state not in LOCKED:
            yield f"{line} is on a sheet that is not locked"


def sheet_numbers_have_no_gaps(books: Books) -> Iterator[str]:
    numbers = sorted(sheet.number for sheet in books.sheets.values() if sheet.number)
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{numbers}"


def lines_add_up(books: Books) -> Iterator[str]:
    for sheet in books.sheets.values():
        lines = [line for line in books.lines if line.sheet == sheet.id]
        said = (sheet.lines, sheet.centimos)
        if (len(lines), sum(line.payable_centimos for line in lines)) != said:
            yield f"{sheet} says {said} of {lines}"


def lines_are_possible(books: Books) -> Iterator[str]:
    """No line pays more than it is, takes more back than was decided, or hands over what coins cannot."""
    for line in books.lines:
        left = line.gross_centimos - line.recovered_centimos
        is_up = 0 < line.payable_centimos - left < 10
        coins = line.exact or line.payable_centimos % 10 == 0
        if not 0 <= line.paid_centimos <= line.payable_centimos or line.recovered_centimos > line.recovery_centimos:
            yield f"{line}"
        if not coins or (line.payable_centimos > left and not is_up) or line.payable_centimos < 10:
            yield f"{line}"


def payments_are_booked_once(books: Books) -> Iterator[str]:
    """A line is paid by one payout at most; every céntimo of every other one is a surplus, unless it is the same."""
    payers = Counter((payment.sheet, payment.payee) for payment in books.payments if payment.role == "paid")
    for line in books.lines:
        payer = books.payment(line.payout)
        standing = (payer.sheet, payer.payee, payer.paid_centimos, payer.role) if payer else None
        if line.payout and standing != (line.sheet, line.payee, line.paid_centimos, "paid"):
            yield f"{line} is said to be paid by {payer}"
        if payers[line.sheet, line.payee] != int(bool(line.payout)):
            yield f"{line} has {payers[line.sheet, line.payee]} payers"
    for payment in books.payments:
        whole = payment.centimos if payment.role not in ("copy", "void") else 0
        if payment.paid_centimos + payment.surplus_centimos != whole:
            yield f"{payment} does not add up"
        if (payment.id in books.facts) == (payment.role == "void"):
            yield f"{payment} is void or not"


def payable_is_what_is_owed(books: Books) -> Iterator[str]:
    """Open items but recoveries, and what open lines claim and have not paid."""
    for payee in books.payees:
        owed = total(item for item in books.open if item.member == payee and item.kind != RECOVERY)
        for line in books.lines:
            if line.payee == payee and books.sheets[line.sheet].state not in SETTLED:
                claimed = books.claimed[line.sheet, payee]
                owed += total(item for item in claimed if item.kind != RECOVERY) - line.paid_centimos
        if owed != -books.account("payable", payee):
            yield f"{payee}: {owed} is owed, {-books.account('payable', payee)} is payable"


def to_recover_is_what_was_decided(books: Books) -> Iterator[str]:
    for payee in books.payees:
        decided = -total(item for item in books.open if item.member == payee and item.kind == RECOVERY)
        for line in books.lines:
            if line.payee == payee and books.sheets[line.sheet].state not in SETTLED:
                decided -= total(item for item in books.claimed[line.sheet, payee] if item.kind == RECOVERY)
        if decided != books.account("to_recover", payee):
            yield f"{payee}: {decided} decided, {books.account('to_recover', payee)} in the books"


def surplus_is_in_its_account(books: Books) -> Iterator[str]:
    """What waits for a decision is in suspense, by payee; what was decided is where the decision put it."""
    waiting: dict[str, int] = defaultdict(int)
    decided: dict[str, int] = defaultdict(int)
    for payment in books.payments:
        if payment.decision in _DECIDED:
            decided[payment.decision] += payment.surplus_centimos
        else:
            waiting[payment.payee] += payment.surplus_centimos
    for payee in {*waiting, *(party for account, party in books.accounts if account == "suspense")}:
        if waiting[payee] != books.account("suspense", payee):
            yield f"{payee}: {waiting[payee]} waits, {books.account('suspense', payee)} in suspense"
    if decided["loss"] != books.account("loss"):
        yield f"losses of {decided['loss']}, booked {books.account('loss')}"


def waived_and_rounding_are_booked(books: Books) -> Iterator[str]:
    for kind in ("waived", "rounding"):
        granted = total(item for item in books.items if item.kind == kind)
        if granted != books.account(kind):
            yield f"{kind}: {granted}, booked {books.account(kind)}"


def funds_are_applied_as_approved(books: Books) -> Iterator[str]:
    """What approved sheets come to; once they are settled, what was handed over."""
    applied: dict[str, int] = defaultdict(int)
    for sheet in books.sheets.values():
        if sheet.state in SETTLED:
            applied[sheet.fund] += sum(line.paid_centimos for line in books.lines if line.sheet == sheet.id)
        elif sheet.state in LOCKED and sheet.state != "locked":
            applied[sheet.fund] += sheet.centimos
    for fund in {*applied, *(party for account, party in books.accounts if account == "funds_applied")}:
        if applied[fund] != -books.account("funds_applied", fund):
            yield f"{fund}: {applied[fund]}, booked {-books.account('funds_applied', fund)}"


def closed_months_stay_closed(books: Books) -> Iterator[str]:
    for month, lines in books.late:
        if lines:
            yield f"{lines} lines were booked in a month after {month} had closed it"


def nobody_approves_their_own_sheet(books: Books) -> Iterator[str]:
    """Neither who drafted it, nor who changed the draft, nor who locked it; and nobody twice."""
    for sheet in books.sheets.values():
        changed = {row.author for row, fact in books.live("replace") if fact.target == sheet.id}
        drafted = {books.records[sheet.id].author, sheet.locked_by} | changed
        approved = [author for author in sheet.approved_by.split(",") if author]
        if drafted & set(approved) or len(set(approved)) < len(approved):
            yield f"{sheet} was drafted by {sorted(drafted)}"


def terms_are_possible(books: Books) -> Iterator[str]:
    """No sheet pays from a fund that is not there, or for days that had not come."""
    for row, fact in books.live("pay_sheet"):
        if books.sheets[row.id].fund != fact.fund or fact.fund in books.records or fact.cut_off > row.happened_on:
            yield f"{row.id}: {fact} of {row.happened_on}"


CHECKS: tuple[Check, ...] = (
    journal_balances, identity_holds, settled_lines_are_what_was_paid, frozen_lines_are_their_items,
    claims_are_in_order, sheet_numbers_have_no_gaps, lines_add_up, lines_are_possible, payments_are_booked_once,
    payable_is_what_is_owed, to_recover_is_what_was_decided, surplus_is_in_its_account,
    waived_and_rounding_are_booked, funds_are_applied_as_approved, boxes_are_what_records_say,
    trips_are_what_records_say, expense_is_what_was_earned, bank_and_funds_are_what_records_say,
    closed_months_stay_closed, nobody_approves_their_own_sheet, terms_are_possible,
)  # fmt: skip
