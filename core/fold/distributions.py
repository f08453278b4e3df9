"""The acta de reparto in the fold: how a committee that was paid as one divided the sum among people.

It is a step like those of a sheet: what does not add up, or is not signed by officers of that committee, has no effect.
"""

from __future__ import annotations

from core.domain.money import format_soles
from core.domain.people import Committee, Officer, is_officer_on
from core.domain.problems import Problem
from core.domain.sheets import Distribution
from core.fold.facts import code_of, live_thing, thing_fact
from core.fold.money_rows import Payment
from core.fold.posting import Booking
from core.fold.rows import Answer, EffectiveRecord, Thing
from core.fold.state import State

_SIGNING_OFFICERS = 2


def distribute(state: State, row: EffectiveRecord, fact: Distribution, _booking: Booking) -> None:
    """A committee's signed list of who got what of a payout to it; it adds up to the céntimo. Raises Problem
    payout_unknown, distribution_does_not_add_up, distribution_needs_officers or distribution_by_no_officer.
    """
    payment = state.get(Payment, fact.payout)
    if payment is None or live_thing(state, payment.payee, Committee.kind) is None:
        raise Problem("payout_unknown", id=fact.payout)
    listed = sum(person.centimos for person in fact.people)
    if listed != payment.centimos or any(person.centimos <= 0 for person in fact.people):
        raise Problem("distribution_does_not_add_up", listed=format_soles(listed), paid=format_soles(payment.centimos))
    if len(set(fact.officers)) < _SIGNING_OFFICERS:
        raise Problem("distribution_needs_officers")
    strangers = sorted(set(fact.officers) - _officers_of(state, payment.payee, row.happened_on))
    if strangers:
        name, committee = code_of(state, strangers[0]), code_of(state, payment.payee)
        raise Problem("distribution_by_no_officer", name=name, committee=committee, day=row.happened_on)
    state.put(Answer(fact.payout, row.id, row.kind, row.author))


def _officers_of(state: State, committee: str, day: str) -> set[str]:
    """The members who held an office of a committee on a day."""
    things = [thing for thing in state.find(Thing, Officer.kind) if thing.committee == committee]
    terms = [thing_fact(thing) for thing in things if thing.status == "live"]
    return {officer.member for officer in terms if is_officer_on(officer, day)}
