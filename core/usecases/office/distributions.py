"""The acta de reparto of a payout to a committee, as the office enters it: once, however often a form is sent."""

from __future__ import annotations

from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import Distribution
from core.fold.drawing import is_distribution
from core.fold.rows import Answer
from core.fold.state import State
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store


def distribution_of(state: State, payout: str) -> str:
    """The id of the acta that says who got what of a payout; empty where there is none yet."""
    return next((one.record for one in state.find(Answer, payout) if is_distribution(state, one)), "")


def distribute(
    store: Store, clock: Clock, office_origin: str, author: str, fact: Distribution, day: str = ""
) -> RecordId:
    """State who got what of a sum that was paid to a committee, signed on a day. Raises Problem person_twice,
    distribution_there, and those of the rules: it adds up, and officers of that day have signed it.
    """
    people = [person.member for person in fact.people]
    twice = next((one for one in people if people.count(one) > 1), None)
    if twice is not None:
        raise Problem("person_twice", name=twice)

    def refuse(state: State) -> None:
        there = distribution_of(state, fact.payout)
        if there:
            raise Problem("distribution_there", id=there)

    return take_step(store, clock, office_origin, author, fact, happened_on=day, only_if=refuse)
