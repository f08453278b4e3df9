"""What the desk says about a payout goes once somebody has decided about it, wherever that was done."""

from __future__ import annotations

import pytest

from core.domain.bodies import Amount, Centimos
from core.domain.cash import CashCount, DifferenceDecided, Expense
from core.domain.payouts import SuspenseAction, SuspenseDecided
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.storage.reads.findings import FindingFilter, open_findings
from core.usecases.office.steps import approve_waiting, take_step
from tests.fakes.browser import form_token
from tests.integration.server.paying import PayOffice


def found(office: PayOffice, payout: str) -> list[str]:
    """The rules that still say something about a payout."""
    with office.server.store.reading() as session:
        return [one.rule for one in open_findings(session.lookup(), 10, FindingFilter(record=payout))]


def decide(office: PayOffice, payout: str, action: SuspenseAction) -> None:
    server = office.server
    take_step(server.store, server.clock, server.origin, "C01", SuspenseDecided(payout, action))  # type: ignore[arg-type]
    server.settle()


@pytest.mark.parametrize("action", ["paid", "payee_owes", "loss"])
def test_a_payout_in_suspense_waits_at_the_desk_until_it_is_decided(
    pay_office: PayOffice, action: SuspenseAction
) -> None:
    _, payout = pay_office.paid_by_a_stranger()
    assert found(pay_office, payout) == ["payout_in_suspense"]
    decide(pay_office, payout, action)
    assert found(pay_office, payout) == []


def test_a_payout_that_was_typed_as_well_waits_until_it_is_confirmed_as_one(pay_office: PayOffice) -> None:
    pay_office.sync(pay_office.choco)
    line = pay_office.lines(pay_office.choco)[0]
    by_tablet = pay_office.pays(pay_office.choco, line)
    typed = pay_office.typed_as_well(line)
    pay_office.sync(pay_office.choco)
    assert (found(pay_office, typed), found(pay_office, by_tablet)) == ([], ["payout_entered_twice"])
    decide(pay_office, by_tablet, "same_payment")
    assert found(pay_office, by_tablet) == []


def test_each_payout_of_a_line_is_a_matter_of_its_own(pay_office: PayOffice) -> None:
    _, first = pay_office.paid_by_a_stranger("Y-000777")
    _, second = pay_office.paid_by_a_stranger("Y-000778")
    decide(pay_office, first, "paid")
    assert (found(pay_office, first), found(pay_office, second)) == ([], ["payout_in_suspense"])
    decide(pay_office, second, "payee_owes")
    assert found(pay_office, second) == []


def a_late_payout(office: PayOffice) -> RecordId:
    """What a tablet paid without a network and hands over after it was shut out."""
    office.sync(office.choco)
    payout = office.pays(office.choco, office.lines(office.choco)[0])
    office.shut_out(office.choco)
    with pytest.raises(Problem, match="tablet_revoked"):
        office.sync(office.choco)
    office.served.office.settle()
    return payout


def test_a_late_payout_of_a_revoked_tablet_is_decided_once(pay_office: PayOffice) -> None:
    payout = a_late_payout(pay_office)
    assert found(pay_office, payout) == ["payout_in_suspense"]
    decide(pay_office, payout, "paid")
    assert found(pay_office, payout) == []


def test_the_desk_leads_to_where_it_is_said_what_a_payout_was(pay_office: PayOffice) -> None:
    """Neither alone nor together with others is a payout decided twice, in two places."""
    payout = a_late_payout(pay_office)
    person, address = pay_office.coordinator, f"/desk/{payout}/payout_in_suspense"
    page = person.get(address).text
    assert f'action="{address}"' not in page
    assert f'href="/suspense?payout={payout}"' in page
    assert f'id="{payout}"' in person.get(f"/suspense?payout={payout}").text
    queue = person.get("/desk").text
    assert f'href="{address}"' in queue
    assert f'value="{payout}~' not in queue
    with pay_office.server.store.reading() as session:
        (one,) = open_findings(session.lookup(), 10, FindingFilter(record=payout))
    form = {"form_token": form_token(queue), "decision": "release", "reason": "Visto", "seen": one.verdict}
    refused = person.post(address, form)
    assert (refused.status_code, "se decide en «Pagos por aclarar»" in refused.text) == (409, True)
    token = f"{payout}~payout_in_suspense~~{one.verdict}"
    together = person.post("/desk/together", form | {"finding": token, "confirmed": "1"})
    assert "se decide en «Pagos por aclarar»" in together.text
    assert found(pay_office, payout) == ["payout_in_suspense"]


def test_a_count_whose_difference_was_approved_warns_no_more(pay_office: PayOffice) -> None:
    server, rosa, trip = pay_office.server, pay_office.server.ids["user:T01"], RecordId(pay_office.trip())

    def say(fact: object) -> RecordId:
        identifier = take_step(server.store, server.clock, server.origin, "C01", fact)
        server.settle()
        return identifier

    count = say(CashCount(trip, rosa, Amount(49_500)))
    assert found(pay_office, count) == ["cash_count_differs"]
    say(Expense(trip, rosa, Amount(2_000), "mule", "B-1"))
    difference = say(DifferenceDecided(trip, rosa, Centimos(500), "owed", None))
    assert found(pay_office, count) == ["cash_count_differs"], "nobody has approved it"
    approve_waiting(server.store, server.clock, server.origin, "C02", difference)
    server.settle()
    assert found(pay_office, count) == []
