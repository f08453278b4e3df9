"""A village's payday over a store: what is said is folded and looked through from all sides.

After every single record (at the end, where the town is not thorough) everybody's identity has to hold to the céntimo
and to agree with the journal, with statements and lists, every line with its reasons, every trip with its movements.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from core.domain.bodies import Count, Day, SideHash, body_of
from core.domain.corrections import Replace
from core.domain.people import Member, Person, User
from core.domain.records import RecordId
from core.domain.sheets import RECOVERY
from core.storage.compare import wrong_balances, wrong_open_days
from core.storage.reads.waiting import recoveries_number
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from core.usecases.office.recoveries import paid_too_much
from core.usecases.own_log import side_row
from core.usecases.views.field import Money, StatementLine
from core.usecases.views.money import Identity, MoneyReads, PaymentView, SheetLineView, SheetStep, SheetView
from tests.fakes.payday import Payday
from tests.fakes.programme import BEGAN_ON, found_village
from tests.fakes.saying import PAYDAY
from tests.stores import append_entries

T = TypeVar("T")
ROUND_TRIP = 100_000
"""An advance that is enough for any payday here."""
MEMBERS = 4
NAMES = (
    Person("Rosa", "Ñaupari", "Peña", "47093950"),
    Person("Juana", "Nuñez"),
    Person("Ana", "Zurita", "Ríos", "10117410"),
)


class Town:
    """A village's payday over a store, which is brought up to date and looked through after every record."""

    def __init__(self, store: SqlStore, *, is_thorough: bool = True) -> None:
        self.store = store
        self.is_thorough = is_thorough
        self._arrived = 0
        self.village = found_village(members=MEMBERS)
        self.members = self.village.members
        self.payday = Payday(self.village, self.ask, self.check)
        self.arrive()

    def arrive(self) -> None:
        new = self.village.feed.entries[self._arrived :]
        if new:
            append_entries(self.store, new)
            self._arrived += len(new)
            self.store.fold()

    def session(self, question: Callable[[SqlSession], T]) -> T:
        self.arrive()
        with self.store.reading() as session:
            return question(session)

    def ask(self, question: Callable[[Any], T]) -> T:
        return self.session(lambda session: question(session.state()))

    def money(self, question: Callable[[MoneyReads], T]) -> T:
        return self.session(lambda session: question(session.money()))

    # Names, which lie beside the log

    def name(self, *people: Person) -> list[RecordId]:
        """New members of the committee with these names."""
        members = []
        for number, person in enumerate(people, start=1):
            side = SideHash(self._keep(person, number))
            fact = Member(self.village.committee, f"N-{number:02d}", "F", Day(BEGAN_ON), side)
            members.append(self.payday.office_says(fact, day=BEGAN_ON))
        return members

    def name_user(self, code: str, person: Person) -> None:
        user = self.payday.staff[code]
        fact = User(code, "coordinator", SideHash(self._keep(person, 99)))
        self.payday.office_says(Replace(user, user, "other", body_of(fact), Count(1)), day=BEGAN_ON)

    def _keep(self, person: Person, salt: int) -> str:
        row = side_row(person, bytes([salt]) * 16)
        with self.store.writing() as session:
            session.put_side_rows([row])
        return row.hash

    # What a test looks at most

    def identity(self, payee: str) -> Identity:
        return self.money(lambda money: money.identity(payee))

    def sheet(self, identifier: str) -> SheetView:
        view = self.money(lambda money: money.sheet(identifier, PAYDAY))
        assert view is not None
        return view

    def line(self, sheet: str, payee: str) -> SheetLineView:
        return next(line for line in self.sheet(sheet).lines if line.payee == payee)

    def last_step(self, sheet: str) -> SheetStep:
        return self.sheet(sheet).steps[-1]

    def payment(self, identifier: str) -> PaymentView:
        return next(view for view in self.money(lambda money: money.payments()) if view.id == identifier)

    def balance(self, account: str, party: str = "") -> int:
        by_party = bool(party)
        found = self.money(lambda money: money.balances(by_party=by_party))
        return sum(line.balance_centimos for line in found if line.account == account and line.party == party)

    def statement(self, member: str) -> list[StatementLine]:
        return self.session(lambda session: session.reads().statement(member))

    def people(self) -> dict[str, Money]:
        committee = self.village.committee
        return {view.member: view.money for view in self.session(lambda s: s.reads().people_money(committee))}

    # What holds after every record

    def check(self) -> None:
        if self.is_thorough:
            self.check_all()

    def check_all(self) -> None:
        for part in (_check_sums, _check_people, _check_views, _check_drafts, _check_recoveries):
            self.session(part)
        assert wrong_balances(self.store) == []
        assert wrong_open_days(self.store) == []


def identity(payee: str, **centimos: int) -> Identity:
    """What is not named is zero."""
    names = ("accrued", "rounding", "waived", "paid", "owed", "carried", "held", "to_recover")
    assert centimos.keys() <= set(names)
    return Identity(payee, *(centimos.get(name, 0) for name in names))


def _check_sums(session: SqlSession) -> None:
    """Everybody's identity and the journal."""
    money = session.money()
    booked: dict[str, int] = {}
    trial = 0
    for balance in money.balances(by_party=True):
        trial += balance.balance_centimos
        if balance.account in ("payable", "to_recover"):
            booked[balance.party] = booked.get(balance.party, 0) - balance.balance_centimos
    assert trial == 0
    identities = money.identities()
    payees = [identity.payee for identity in identities]
    assert payees == sorted(set(payees))
    for identity in identities:
        assert identity.holds, identity
        assert booked.pop(identity.payee, 0) == identity.owed_centimos - identity.to_recover_centimos, identity
        assert identity.to_recover_centimos >= 0, identity
        assert 0 <= identity.carried_centimos <= max(0, identity.owed_centimos), identity
        assert identity.held_centimos >= 0, identity
    assert not any(booked.values())
    is_owed = any(identity.to_recover_centimos for identity in identities)
    undecided = [one for one in paid_too_much(session) if not one.is_decided] if is_owed else []
    assert recoveries_number(session.lookup()) == len(undecided)
    _check_standing(session, identities)


def _check_standing(session: SqlSession, identities: list[Identity]) -> None:
    """The programme's own figures, which are kept, are those of everybody together."""
    money, standing = session.money(), session.money().standing_apart()
    assert standing.accrued_centimos == sum(one.accrued_centimos for one in identities)
    assert standing.paid_centimos == money.paid("", "") == sum(one.paid_centimos for one in identities)
    assert standing.owed_centimos == sum(one.owed_centimos for one in identities)
    assert standing.to_recover_centimos == sum(one.to_recover_centimos for one in identities)
    assert standing.in_boxes_centimos == sum(trip.balance_centimos for trip in money.trips())


def _check_people(session: SqlSession) -> None:
    """The list of a committee and everybody's statement say what the identities say."""
    money, reads = session.money(), session.reads()
    listed = {view.member: view.money for village in reads.committees() for view in reads.people_money(village.id)}
    for identity in money.identities():
        assert money.identity(identity.payee) == identity
        owed = identity.owed_centimos - identity.to_recover_centimos
        parts = listed.get(identity.payee)
        if parts is not None:
            assert parts.confirmed + parts.pending + parts.observed == owed
            assert sum(line.centimos for line in reads.statement(identity.payee)) == owed


def _check_views(session: SqlSession) -> None:
    """Lines add up from their reasons, lists from what they list, trips from their movements."""
    money = session.money()
    for summary in money.sheets():
        view = money.sheet(summary.id, PAYDAY)
        assert view is not None
        for line in view.lines:
            claimed = sum(reason.centimos for reason in line.reasons)
            assert claimed == line.gross_centimos - line.recovery_centimos, line
            assert (line.state == "paid") == bool(line.payout)
        assert summary.state == "draft" or view.summary == summary
    for trip in money.trips():
        assert sum(move.centimos for move in money.cash_moves(trip.id)) == trip.balance_centimos
        assert money.trip(trip.id) == trip


def _check_drafts(session: SqlSession) -> None:
    """A draft out of sums is the very draft that is drawn item by item, which is what a lock freezes."""
    money = session.money()
    for summary in money.sheets():
        whole, quick = (money.sheet(summary.id, PAYDAY, reasons=reasons) for reasons in (True, False))
        assert whole is not None
        assert quick == replace(whole, lines=tuple(replace(line, reasons=()) for line in whole.lines))
        for line in whole.lines:
            of_one = money.sheet(summary.id, PAYDAY, reasons=True, payee=line.payee)
            assert of_one is not None
            assert [one for one in of_one.lines if one.payee == line.payee] == [line]


def _check_recoveries(session: SqlSession) -> None:
    """What was paid too much is found by the few items that say so, as it is by all that is open of everybody."""
    state = session.state()
    found = []
    for identity in session.money().identities():
        sums: dict[tuple[str, bool], int] = {}
        for item in state.open_items(identity.payee):
            key = (item.record, item.kind == RECOVERY)
            sums[key] = sums.get(key, 0) + item.centimos
        if identity.to_recover_centimos:
            found += [(identity.payee, *key, -sums[key]) for key in sorted(sums) if sums[key] < 0]
    assert [(one.payee, one.record, one.is_decided, one.centimos) for one in paid_too_much(session)] == found
