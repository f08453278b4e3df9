"""Handing a sheet's lines out: the free ones, all or none, and to no tablet that has not their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.bodies import Amount, Centimos, Day
from core.domain.funds import Fund
from core.domain.items import OpeningBalance
from core.domain.payouts import Payout
from core.domain.problems import Problem
from core.domain.records import RecordId, origin_of_key
from core.domain.sheets import LinesReassigned, PaySheet
from core.fold.money_rows import SheetLine
from core.usecases.office import lines as module
from core.usecases.office.approvals import steps_that_wait
from core.usecases.office.lines import assign_lines, reassign_lines, return_lines
from core.usecases.office.steps import approve_sheet, lock_sheet, take_step
from tests.sample import DAY, copied_server, sample_template
from tools.sample import SampleServer, enrol_tablet

UNTIL = Day("2014-12-20")
PEOPLE = ("CHN-001", "CHN-002", "SLO-001", "SLO-002")


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    server = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield server
    server.store.engine.dispose()


def approved_sheet(server: SampleServer) -> RecordId:
    """An approved sheet with two lines of each of two committees."""
    ids = server.ids
    fund = take_step(server.store, server.clock, server.origin, "C01", Fund("CAFE", "Café", "Cafédirect"))
    for code in PEOPLE:
        committee, member = ids[f"committee:{code[:3]}"], ids[f"member:{code}"]
        owed = OpeningBalance(RecordId(committee), RecordId(member), Centimos(5_000), "Libro 1")
        take_step(server.store, server.clock, server.origin, "C01", owed)
    committees = (RecordId(ids["committee:CHN"]), RecordId(ids["committee:SLO"]))
    sheet = take_step(server.store, server.clock, server.origin, "C01", PaySheet(Day(DAY), fund, committees))
    lock_sheet(server.store, server.clock, server.origin, "C01", sheet)
    approve_sheet(server.store, server.clock, server.origin, "C02", sheet)
    return sheet


def lines(server: SampleServer, sheet: str) -> list[SheetLine]:
    with server.store.reading() as session:
        return session.state().find(SheetLine, sheet)


def holders(server: SampleServer, sheet: str) -> dict[str, str]:
    names = {identifier: name.removeprefix("member:") for name, identifier in server.ids.items()}
    return {names[line.payee]: line.holder for line in lines(server, sheet) if line.holder}


def tablet_of(server: SampleServer, folder: Path, committee: str) -> str:
    made = enrol_tablet(server, folder / "other.db", "Otra", (f"committee:{committee}",), ("user:T01",))
    made.store.engine.dispose()
    return origin_of_key(made.key.public_key)


def assign(server: SampleServer, sheet: RecordId, holder: str, *payees: str, committees: tuple[str, ...] = ()) -> int:
    people = [server.ids[f"member:{code}"] for code in payees]
    places = [server.ids[f"committee:{code}"] for code in committees]
    return assign_lines(
        server.store, server.clock, server.origin, "C01", sheet, holder, UNTIL, payees=people, committees=places
    )


def test_a_tablet_is_handed_no_line_of_a_committee_whose_names_it_has_not(server: SampleServer, tmp_path: Path) -> None:
    sheet, tablet = approved_sheet(server), tablet_of(server, tmp_path, "SLO")
    for payees, committees in (((), ()), (("SLO-001", "CHN-001"), ()), ((), ("CHN",))):
        with pytest.raises(Problem, match="holder_not_of_committee") as caught:
            assign(server, sheet, tablet, *payees, committees=committees)
        assert caught.value.details["label"] == "Otra"
    assert holders(server, sheet) == {}
    assert assign(server, sheet, tablet, committees=("SLO",)) == 2
    assert holders(server, sheet) == {"SLO-001": tablet, "SLO-002": tablet}
    with pytest.raises(Problem, match="holder_not_of_committee"):
        assign(server, sheet, tablet)


def test_nor_is_it_given_such_lines_that_another_had(server: SampleServer, tmp_path: Path) -> None:
    sheet, tablet = approved_sheet(server), tablet_of(server, tmp_path, "SLO")
    assert assign(server, sheet, server.origin) == 4
    held = lines(server, sheet)
    with pytest.raises(Problem, match="holder_not_of_committee"):
        reassign_lines(server.store, server.clock, server.origin, "C01", held, tablet, UNTIL, "other")
    with pytest.raises(Problem, match="holder_unknown"):
        reassign_lines(server.store, server.clock, server.origin, "C01", held, "ZZZZZZ", UNTIL, "other")


def test_a_line_that_is_named_has_to_be_free_and_of_a_committee_the_free_ones_go(server: SampleServer) -> None:
    sheet = approved_sheet(server)
    assert assign(server, sheet, server.origin, "CHN-001") == 1
    with pytest.raises(Problem, match="line_held_by_other"):
        assign(server, sheet, server.origin, "CHN-001", "CHN-002")
    assert set(holders(server, sheet)) == {"CHN-001"}
    paid = Payout(sheet, RecordId(server.ids["member:CHN-001"]), Amount(5_000), "counter", "paper")
    take_step(server.store, server.clock, server.origin, "C01", paid)
    with pytest.raises(Problem, match="line_paid_before"):
        assign(server, sheet, server.origin, "CHN-001")
    assert assign(server, sheet, server.origin, "SLO-001", committees=("CHN",)) == 2
    assert set(holders(server, sheet)) == {"CHN-001", "CHN-002", "SLO-001"}
    assert assign(server, sheet, server.origin) == 1
    with pytest.raises(Problem, match="no_lines_to_assign"):
        assign(server, sheet, server.origin)


def test_who_is_not_on_the_sheet_and_what_is_not_in_payment_is_told(server: SampleServer) -> None:
    sheet = approved_sheet(server)
    with pytest.raises(Problem, match="not_on_sheet"):
        assign(server, sheet, server.origin, "CHN-003")
    with pytest.raises(Problem, match="holder_unknown"):
        assign(server, sheet, "ZZZZZZ")
    with pytest.raises(Problem, match="sheet_unknown"):
        assign(server, RecordId("AAAAAA-1"), server.origin)


def waiting(server: SampleServer) -> list[RecordId]:
    with server.store.reading() as session:
        return [RecordId(row.id) for row, _ in steps_that_wait(session.state(), LinesReassigned.kind)]


def test_lines_that_one_record_cannot_name_are_asked_for_together_or_not_at_all(
    server: SampleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, tablet = approved_sheet(server), tablet_of(server, tmp_path, "SLO")
    assign(server, sheet, tablet, committees=("SLO",))
    first, last = (line for line in lines(server, sheet) if line.holder)
    way = (server.store, server.clock, server.origin, "C01")
    monkeypatch.setattr(module, "LONGEST_LIST", 1)
    reassign_lines(*way, [last], server.origin, UNTIL, "other")
    with pytest.raises(Problem, match="reassignment_waits"):
        reassign_lines(*way, [first, last], server.origin, UNTIL, "other")
    assert len(waiting(server)) == 1
    assert len(reassign_lines(*way, [first], server.origin, UNTIL, "other")) == 1


def test_of_two_who_give_lines_back_the_second_is_told(server: SampleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each goes by what the page has shown: nobody is told that something was done which has no effect."""
    sheet = approved_sheet(server)
    assign(server, sheet, server.origin)
    shown = lines(server, sheet)
    way = (server.store, server.clock, server.origin, "C01")
    monkeypatch.setattr(module, "LONGEST_LIST", 1)
    return_lines(*way, shown[:1])
    for again in (shown[:1], shown[:2]):
        with pytest.raises(Problem, match="lines_not_of_office"):
            return_lines(*way, again)
    assert len(holders(server, sheet)) == 3
    paid = Payout(sheet, RecordId(shown[1].payee), Amount(5_000), "counter", "paper")
    take_step(*way, paid)
    with pytest.raises(Problem, match="line_paid_before"):
        return_lines(*way, shown[1:])
    return_lines(*way, shown[2:])
    assert len(holders(server, sheet)) == 1
