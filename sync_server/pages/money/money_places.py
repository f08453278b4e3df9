"""The pages about cash and payouts and how much waits on each, for the line of links above all of them."""

from __future__ import annotations

from dataclasses import dataclass

from core.storage.reads.waiting import recoveries_number, waiting_steps
from core.storage.session import SqlSession
from core.usecases.office.approvals import NEED_APPROVAL
from core.usecases.views.money import WAITING_ROLES


@dataclass(frozen=True, slots=True)
class MoneyPlaces:
    """How many payouts wait for a decision, of how many people what they were paid too much, and how many steps for a
    second person.
    """

    suspense: int
    recoveries: int
    approvals: int


def money_places(session: SqlSession) -> MoneyPlaces:
    number = session.money().payments_number(WAITING_ROLES)
    return MoneyPlaces(number, recoveries_number(session.lookup()), len(waiting_steps(session.lookup(), NEED_APPROVAL)))
