"""All questions of core.usecases.views.money.MoneyReads over one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from core.domain.people import Member
from core.fold.boxes import Box
from core.fold.state import State
from core.storage.reads.cash import CashReads
from core.storage.reads.in_kind import InKindReads
from core.storage.reads.ledger import LedgerReads
from core.storage.reads.lookup import Lookup
from core.storage.reads.open_sums import taken_back
from core.storage.reads.payouts import PayoutReads
from core.storage.reads.sheets import SheetReads
from core.storage.reads.waiting import standing_apart
from core.usecases.views.money import (
    AccountBalance,
    CashMove,
    Identity,
    InKind,
    JournalEntryLine,
    PartyName,
    PayeeView,
    PaymentView,
    SheetSummary,
    SheetView,
    Standing,
    TakenBack,
    TripView,
)


class SqlMoneyReads:
    """core.usecases.views.money.MoneyReads. `make_state` gives the fold's rows within the same transaction."""

    def __init__(self, lookup: Lookup, *, make_state: Callable[[], State], keeps_journal: bool) -> None:
        self._lookup = lookup
        self._make_state = make_state
        self._sheets = SheetReads(lookup, lambda: self._state)
        self._payouts = PayoutReads(lookup)
        self._cash = CashReads(lookup, lambda: self._state)
        self._ledger = LedgerReads(lookup, keeps_journal=keeps_journal)
        self._in_kind = InKindReads(lookup)

    @cached_property
    def _state(self) -> State:
        return self._make_state()

    def sheets(self) -> list[SheetSummary]:
        return self._sheets.summaries()

    def sheet(self, identifier: str, today: str, *, reasons: bool = True, payee: str = "") -> SheetView | None:
        return self._sheets.view(identifier, today, reasons=reasons, payee=payee)

    def payments(self, *, sheet: str = "", roles: tuple[str, ...] = ()) -> list[PaymentView]:
        return self._payouts.payments(sheet, roles)

    def payments_number(self, roles: tuple[str, ...]) -> int:
        return self._payouts.number(roles)

    def payees(self, origin: str, committee: str = "") -> list[PayeeView]:
        return self._payouts.payees(origin, committee)

    def payee(self, origin: str, member: str) -> PayeeView:
        return self._payouts.payee(origin, member)

    def trips(self, technician: str = "") -> list[TripView]:
        return self._cash.trips(technician)

    def trip(self, identifier: str) -> TripView | None:
        return self._cash.trip(identifier)

    def cash_moves(self, trip: str) -> list[CashMove]:
        return self._cash.moves(trip)

    def box(self, technician: str) -> Box:
        return self._cash.box(technician)

    def identity(self, payee: str) -> Identity:
        return self._ledger.identities(payee)[0]

    def identities(self) -> list[Identity]:
        return self._ledger.identities()

    def taken_back(self) -> list[TakenBack]:
        return taken_back(self._lookup)

    def in_kind(self) -> list[InKind]:
        return self._in_kind.in_kind()

    def balances(self, *, by_party: bool = False) -> list[AccountBalance]:
        return self._ledger.balances(by_party=by_party)

    def party_names(self, parties: Iterable[str]) -> dict[str, PartyName]:
        return {party: self._party_name(party) for party in parties}

    def _party_name(self, party: str) -> PartyName:
        thing, fact = self._lookup.thing(party), self._lookup.fact(party)
        committee = thing.committee if thing is not None and thing.kind == Member.kind else ""
        name = str(getattr(fact, "name", "")) or self._lookup.readable(party)
        return PartyName(
            party, name, thing.code if thing else "", self._lookup.readable(committee) if committee else ""
        )

    def standing(self) -> Standing:
        return self._ledger.standing()

    def standing_apart(self) -> Standing:
        return standing_apart(self._lookup, self.standing())

    def paid(self, from_day: str, to_day: str) -> int:
        return self._ledger.paid(from_day, to_day)

    def journal(self, from_day: str = "", to_day: str = "") -> list[JournalEntryLine]:
        return list(self.journal_lines(from_day, to_day))

    def journal_lines(self, from_day: str = "", to_day: str = "") -> Iterator[JournalEntryLine]:
        return self._ledger.journal_lines(from_day, to_day)
