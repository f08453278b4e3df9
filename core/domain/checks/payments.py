"""Money that left a box and pays no line, counts that find another sum, and work that two funds would pay for.

None of it holds anything back: the money is gone, and a person has to say what it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.cash import CashCount
from core.domain.checks.finding import Finding, Subject, listed, warn
from core.domain.checks.known import Known
from core.domain.money import format_soles
from core.domain.payouts import Payout
from core.domain.sheets import SheetLocked


def payout_pays_its_line(subject: Subject, known: Known) -> Iterator[Finding]:
    """A surplus waits for a decision; a payout that was typed from paper as well waits to be confirmed as one."""
    if not isinstance(subject.fact, Payout):
        return
    payment = known.payment(subject.id)
    if payment is None:
        return
    if payment.role == "copy":
        yield warn("payout_entered_twice", other=payment.paid_by)
    elif payment.role == "suspense" or (payment.role == "paid" and payment.surplus_centimos and not payment.decision):
        yield warn("payout_in_suspense", amount=format_soles(payment.surplus_centimos), why=payment.standing)


def operation_is_used_once(subject: Subject, known: Known) -> Iterator[Finding]:
    """One transfer pays one person; the same number twice is a mistake or worse."""
    fact = subject.fact
    if isinstance(fact, Payout) and fact.operation and known.operation_uses(fact.way, fact.operation.strip()) > 1:
        yield warn("operation_used_twice", operation=fact.operation.strip())


def count_finds_the_sum(subject: Subject, known: Known) -> Iterator[Finding]:
    """A count is compared with what the trip should hold as of now; nothing is booked for the difference."""
    fact = subject.fact
    if not isinstance(fact, CashCount):
        return
    expected = known.trip_centimos(fact.advance)
    if fact.centimos != expected:
        yield warn("cash_count_differs", counted=format_soles(fact.centimos), expected=format_soles(expected))


def one_fund_for_a_tree(subject: Subject, known: Known) -> Iterator[Finding]:
    """A record of which some shares were paid by another fund appears in the reports of both."""
    if not isinstance(subject.fact, SheetLocked):
        return
    shared = known.records_of_other_funds(subject.fact.sheet)
    if shared:
        yield warn("fund_shared", records=len(shared), first=listed(shared))
