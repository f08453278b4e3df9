"""What happens to a technician's cash on the sample payday, said through the use cases: payouts, expenses, hand-overs.

Works on any desk over a tablet of tests.payday, and on its office.
"""

from core.domain.bodies import Amount, Centimos, Count, SideHash
from core.domain.calendar import local_day
from core.domain.cash import (
    CashAdvance,
    CashCount,
    CashReturned,
    DifferenceDecided,
    Expense,
    HandOver,
    HandOverReceived,
    Pieces,
    TechnicianRepaid,
    TripSettled,
)
from core.domain.payouts import Payout
from core.domain.people import User
from core.domain.sheets import Approval
from core.sync.turns.conversation import converse
from core.usecases.office.steps import take_step
from core.usecases.own_log import Statement, append_as_office, side_row
from core.usecases.tablet.paying import move_cash, pay
from tests.fakes.pins import with_pins as choose_pins
from tests.payday import ids, the_payday

PIN, OTHER_PIN = "2468", "1357"


def advance_of(ref="user:T01"):
    return the_payday().advances[ref]


def with_pins(desk, **pins):
    """The technicians of this tablet have chosen their PINs; T01's is PIN, T02's OTHER_PIN."""
    choose_pins(desk.store, **({"T01": PIN, "T02": OTHER_PIN} | pins))


def sync(desk, server):
    converse(desk.store, desk.clock, desk.signer, server.exchange)


def pay_some(desk, number):
    """The next payees are paid their lines in cash, with a signature; the sum."""
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
        waiting = [view for view in session.money().payees(origin) if view.state == "to_pay"][:number]
        trip = next(trip for trip in session.money().trips(desk.user.id) if trip.state == "open")
    for view in waiting:
        fact = Payout(view.sheet, view.payee, Amount(view.payable_centimos), "cash", "strokes", desk.user.id, trip.id)
        pay(desk.store, desk.clock, desk.author, fact, sides={"strokes_side": side_row({"strokes": [[1, 2, 3, 4]]})})
    return sum(view.payable_centimos for view in waiting)


def spend(desk, centimos, category="mule", voucher="B001-000123", trip=None):
    fact = Expense(trip or advance_of(), desk.user.id, Amount(centimos), category, voucher)
    return move_cash(desk.store, desk.clock, desk.author, fact)


def count(desk, centimos, trip=None):
    return move_cash(
        desk.store, desk.clock, desk.author, CashCount(trip or advance_of(), desk.user.id, Amount(centimos))
    )


def give(desk, to, *pieces, trip=None):
    """A hand-over of these (piece, number) to a user."""
    stated = tuple(Pieces(Count(piece), Count(number)) for piece, number in pieces)
    centimos = sum(piece * number for piece, number in pieces)
    fact = HandOver(trip or advance_of(), desk.user.id, ids()[to], Amount(centimos), stated)
    return move_cash(desk.store, desk.clock, desk.author, fact)


def receive(desk, hand_over, trip):
    return move_cash(desk.store, desk.clock, desk.author, HandOverReceived(hand_over, trip))


class Office:
    """What the office says about a trip; each step by a coordinator, approved by others where that is asked."""

    def __init__(self, server):
        self.server = server

    def say(self, author, fact):
        return take_step(self.server.store, self.server.clock, self.server.origin, author, fact)

    def join(self, code):
        """One more person who may approve."""
        person = side_row({"given_names": "Elsa", "first_surname": "Rojas", "second_surname": "Peña"})
        with self.server.store.writing() as session:
            fact = User(code, "approver", SideHash(person.hash))
            now = self.server.clock.now_ms()
            statement = Statement(fact, local_day(now), "C01", now, {"person_side": person})
            append_as_office(session, self.server.origin, [statement])
        self.server.settle()

    def advance(self, ref, centimos, tops_up=None):
        return self.say("C01", CashAdvance(ids()[ref], Amount(centimos), "Recibo 090", (), (), tops_up))

    def take_in(self, ref, centimos, trip=None):
        return self.say("C01", CashReturned(trip or advance_of(ref), ids()[ref], Amount(centimos), "Recibo 091"))

    def explain(self, ref, centimos, explained, approvers=("C02",)):
        fact = DifferenceDecided(advance_of(ref), ids()[ref], Centimos(centimos), explained, "PNP-2014-118")
        decided = self.say("C01", fact)
        for author in approvers:
            self.say(author, Approval(decided))
        return decided

    def repaid(self, ref, centimos):
        return self.say("C01", TechnicianRepaid(ids()[ref], Amount(centimos), "Recibo 092"))

    def settle(self, ref, kept, trip=None):
        return self.say("C01", TripSettled(trip or advance_of(ref), ids()[ref], Amount(kept)))
