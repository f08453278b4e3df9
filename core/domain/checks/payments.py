"""Money that left a box and pays no line, or a box that cannot be right; counts that find another sum; and work that
two funds would pay for.

None of it holds anything back: the money is gone, and a person has to say what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from core.domain.cash import CashCount, Expense, HandOver
from core.domain.checks.finding import Finding, Subject, listed, warn
from core.domain.checks.known import Known
from core.domain.money import format_soles
from core.domain.payouts import Payout
from core.domain.sheets import SheetLocked


def payout_pays_its_line(subject: Subject, known: Known) -> Iterator[Finding]:
    """A surplus waits for a decision; a payout that was typed from paper as well waits to be confirmed as one, once."""
    if not isinstance(subject.fact, Payout):
        return
    payment = known.payment(subject.id)
    if payment is None:
        return
    if payment.role == "copy" and not payment.decision:
        yield warn("payout_entered_twice", other=payment.paid_by)
    elif payment.role == "suspense" or (payment.role == "paid" and payment.surplus_centimos and not payment.decision):
        yield warn("payout_in_suspense", amount=format_soles(payment.surplus_centimos), why=payment.standing)


def operation_is_used_once(subject: Subject, known: Known) -> Iterator[Finding]:
    """One transfer pays one person; the same number twice is a mistake or worse."""
    fact = subject.fact
    if isinstance(fact, Payout) and fact.operation and known.operation_uses(fact.way, fact.operation.strip()) > 1:
        yield warn("operation_used_twice", operation=fact.operation.strip())


def count_finds_the_sum(subject: Subject, known: Known) -> Iterator[Finding]:
    """A count is compared with what should have been there when it was made. Nothing is booked for the difference; once
    somebody has explained it and somebody else agreed, nothing is to be said any more.
    """
    fact = subject.fact
    if not isinstance(fact, CashCount):
        return
    count = known.count(fact.advance, subject.id)
    if fact.centimos != count.expected_centimos - count.explained_centimos:
        expected = format_soles(count.expected_centimos)
        yield warn("cash_count_differs", counted=format_soles(fact.centimos), expected=expected)


def one_fund_for_a_tree(subject: Subject, known: Known) -> Iterator[Finding]:
    """A record of which some shares were paid by another fund appears in the reports of both."""
    if not isinstance(subject.fact, SheetLocked):
        return
    shared = known.records_of_other_funds(subject.fact.sheet)
    if shared:
        yield warn("fund_shared", records=len(shared), first=listed(shared))


def cash_leaves_an_open_trip(subject: Subject, known: Known) -> Iterator[Finding]:
    """What comes out of a trip after its settlement was explained by nobody."""
    fact = subject.fact
    if not _takes_cash(fact) or fact.advance is None:
        return
    trip = known.trip(fact.advance, subject.id)
    if trip is not None and trip.was_settled:
        yield warn("trip_was_settled", trip=fact.advance, amount=format_soles(fact.centimos))


def cash_leaves_ones_own_trip(subject: Subject, known: Known) -> Iterator[Finding]:
    """A box is its technician's: on a tablet nobody else takes cash out of it, and a trip is of one box alone."""
    fact = subject.fact
    if not _takes_cash(fact) or fact.advance is None:
        return
    trip = known.trip(fact.advance, subject.id)
    if trip is None:
        return
    is_other_author = subject.author not in ("", trip.technician_code) and _is_of_tablet(subject, known)
    if fact.technician != trip.technician or is_other_author:
        yield warn("trip_of_another", trip=fact.advance, name=trip.technician_code, amount=format_soles(fact.centimos))


def cash_names_its_box(subject: Subject, known: Known) -> Iterator[Finding]:
    """The office has a counter; a tablet has none, so its cash came out of somebody's box and trip."""
    fact = subject.fact
    is_cash = isinstance(fact, Payout) and fact.way == "cash"
    if is_cash and (fact.technician is None or fact.advance is None) and _is_of_tablet(subject, known):
        yield warn("box_not_named", amount=format_soles(fact.centimos))


def _takes_cash(fact: object) -> TypeGuard[Payout | Expense | HandOver]:
    return isinstance(fact, Expense | HandOver) or (isinstance(fact, Payout) and fact.way == "cash")


def _is_of_tablet(subject: Subject, known: Known) -> bool:
    """Whether a tablet said it; a record that is only being typed is asked about on a tablet."""
    return not known.is_office(subject.id.partition("-")[0])
