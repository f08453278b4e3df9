"""Steps of the office when others do the same at the same moment, and steps too large for a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from core.domain.bodies import Amount, Centimos, Day
from core.domain.cash import CashAdvance, CashReturned, DifferenceDecided, TechnicianRepaid
from core.domain.funds import Fund
from core.domain.items import OpeningBalance
from core.domain.problems import Problem
from core.domain.sheets import Approval, PaySheet
from core.fold.money_rows import Sheet
from core.fold.rows import Total
from core.usecases.office.steps import lock_sheet, take_step
from tests.sample import DAY, copied_server, sample_template

COORDINATOR, APPROVER = "C01", "C02"


class Overtaken:
    """A store on which somebody else gets in between a step's trial and its writing."""

    def __init__(self, store, others: Iterator[Callable[[], object]]) -> None:
        self._store, self._others = store, others

    def __getattr__(self, name):
        return getattr(self._store, name)

    @contextmanager
    def writing(self):
        next(self._others, lambda: None)()
        with self._store.writing() as session:
            yield session


@pytest.fixture
def server(tmp_path, tmp_path_factory):
    server = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield server
    server.store.engine.dispose()


def step(server, fact, author=COORDINATOR, store=None):
    return take_step(store or server.store, server.clock, server.origin, author, fact)


def box(server, technician, measure="cash"):
    with server.store.reading() as session:
        total = session.state().get(Total, "box", technician, measure)
    return total.value if total else 0


def feed_size(server):
    with server.store.reading() as session:
        return session.feed_size()


def test_of_two_who_bring_the_same_cash_back_the_second_hears_of_the_first(server):
    technician = server.ids["user:T01"]
    trip = step(server, CashAdvance(technician, Amount(10_000), "Recibo 1"))
    returned = CashReturned(trip, technician, Amount(10_000), "Recibo 2")
    overtaken = Overtaken(server.store, iter([lambda: step(server, returned)]))
    with pytest.raises(Problem) as caught:
        step(server, returned, store=overtaken)
    assert (caught.value.code, box(server, technician)) == ("payout_above_box", 0)


def test_of_two_who_take_the_same_debt_the_second_hears_of_the_first(server):
    technician = server.ids["user:T01"]
    trip = step(server, CashAdvance(technician, Amount(10_000), "Recibo 1"))
    owed = step(server, DifferenceDecided(trip, technician, Centimos(4_000), "owed"))
    step(server, Approval(owed), APPROVER)
    repaid = TechnicianRepaid(technician, Amount(4_000), "Recibo 2")
    overtaken = Overtaken(server.store, iter([lambda: step(server, repaid)]))
    with pytest.raises(Problem) as caught:
        step(server, repaid, store=overtaken)
    assert (caught.value.code, box(server, technician, "owed")) == ("technician_owes_less", 0)


def test_whoever_was_overtaken_by_something_else_takes_the_step_all_the_same(server):
    technician = server.ids["user:T01"]
    others = [lambda: step(server, Fund("OTRO", "Otro", "Otro"))] * 3
    advance = CashAdvance(technician, Amount(10_000), "Recibo 1")
    assert step(server, advance, store=Overtaken(server.store, iter(others)))
    assert box(server, technician) == 10_000


def test_whoever_is_overtaken_for_ever_is_told_and_has_saved_nothing(server):
    def others():
        while True:
            yield lambda: step(server, Fund("OTRO", "Otro", "Otro"))

    technician = server.ids["user:T01"]
    advance = CashAdvance(technician, Amount(10_000), "Recibo 1")
    with pytest.raises(Problem, match="office_busy"):
        step(server, advance, store=Overtaken(server.store, others()))
    assert box(server, technician) == 0


def test_a_sheet_too_large_for_its_lock_is_said_to_be_and_stays_a_draft(server):
    committee, fund = server.ids["committee:CHO"], step(server, Fund("CAFE", "Fondo", "Cafédirect"))
    for number in (1, 2):
        member = server.ids[f"member:CHO-{number:03}"]
        step(server, OpeningBalance(committee, member, Centimos(600_000_000), "Libro 1"))
    sheet = step(server, PaySheet(Day(DAY), fund, (committee,)))
    before = feed_size(server)
    with pytest.raises(Problem, match="not_recordable"):
        lock_sheet(server.store, server.clock, server.origin, COORDINATOR, sheet)
    with server.store.reading() as session:
        assert session.state().get(Sheet, sheet).state == "draft"
    assert feed_size(server) == before


def test_a_text_that_no_record_can_hold_is_no_step_that_was_taken(server):
    before = feed_size(server)
    for funder in ("", "x" * 301):
        with pytest.raises(Problem, match="not_recordable"):
            step(server, Fund("CAFE", "Fondo", funder))
    assert feed_size(server) == before
