"""Whoever approves a step sees whose money it moves: who, from what to what, and what everybody's comes to."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from core.domain.bodies import Amount, Centimos
from core.domain.cash import DifferenceDecided
from core.domain.money import format_soles
from core.domain.records import RecordId
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.storage.store import SqlStore
from core.usecases.office import moved
from core.usecases.office.entering import Correction, replace_as_office
from core.usecases.office.moved import AccountMoved, preview_step
from core.usecases.office.steps import take_step
from sync_server.exports.sheet_rows import short_committee
from sync_server.pages.money import approvals
from tests.integration.server.filling import sent, words
from tests.integration.server.paying import PayOffice


def a_rate_that_waits(office: PayOffice, centimos: int) -> str:
    """What a tree is paid is to be another sum from the first day on; the id of the correction."""
    with office.server.store.reading() as session:
        state = session.state()
        rate, fact = next(
            (one.id, thing_fact(one))
            for one in state.find(Thing, "rate")
            if one.status == "live" and thing_fact(one).activity == "tree_planted"
        )
        row = state.get(EffectiveRecord, rate)
    assert row is not None
    made = Correction(rate, row.version, "other", replace(fact, centimos=Amount(centimos)), row.happened_on)
    doer = office.served.office
    return replace_as_office(doer.store, doer.clock, doer.origin, "C01", made)


def test_whoever_approves_a_rate_sees_whose_money_it_moves(pay_office: PayOffice) -> None:
    """Who, from what to what, and the sums of everybody; it is what the approval then does."""
    office = pay_office.served.office
    waits = a_rate_that_waits(pay_office, 60)
    moved = preview_step(office.store, waits)
    (owed,) = moved
    assert (owed.account, owed.number > 10, owed.change_centimos > 0) == ("payable", True, True)
    page = words(pay_office.approver.get("/approvals"))
    assert "Lo que se les debe" in page
    for row in owed.rows:
        found = re.search(rf"{re.escape(row.party.name)} <small>{row.party.code}</small></th>(.*?)</tr>", page)
        assert found, row
        amounts = re.findall(r"-?S/\u00a0[0-9,.]+", found[1])
        assert amounts == [format_soles(one) for one in (row.before_centimos, row.after_centimos, row.change_centimos)]
        assert short_committee(row.party.committee, "es") in found[1]
    assert f"En todo ({owed.number})" in page
    assert f"+{format_soles(owed.change_centimos)}</b>" in page

    def owed_now() -> int:
        with office.store.reading() as session:
            return session.money().standing_apart().owed_centimos

    before = owed_now()
    sent(pay_office.approver, "/approvals", f"/approvals/{waits}")
    assert owed_now() - before == owed.change_centimos


def test_nobody_is_written_to_by_looking_at_what_a_step_would_do(pay_office: PayOffice) -> None:
    """And it is worked out once for as long as nothing else arrives, of many people the first and the sums."""
    office = pay_office.served.office
    waits = a_rate_that_waits(pay_office, 60)
    with office.store.reading() as session:
        before, size = session.money().balances(by_party=True), session.folded_position()
    done: list[str] = []
    real = approvals.preview_step

    def counted(store: SqlStore, step: str) -> tuple[AccountMoved, ...]:
        done.append(step)
        return real(store, step)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(approvals, "preview_step", counted)
        patch.setattr(moved, "MOST_ROWS", 3)
        pages = [words(pay_office.approver.get("/approvals")) for _ in range(3)]
    assert done == [waits]
    (known,) = office.moved_by.known(waits, size) or ()
    assert f"y {known.number - 3} más" in pages[2]
    assert [len(known.rows), known.rows[0].change_centimos] == [3, max(one.change_centimos for one in known.rows)]
    with office.store.reading() as session:
        assert (session.money().balances(by_party=True), session.folded_position()) == (before, size)


def test_of_many_steps_the_money_is_worked_out_for_those_that_are_asked_for(pay_office: PayOffice) -> None:
    first, second = (a_rate_that_waits(pay_office, centimos) for centimos in (60, 70))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(approvals, "MOST_PREVIEWS", 1)
        page = pay_office.approver.get("/approvals").text
        link = f"/approvals?money={second}#{second}"
        assert (page.count("Lo que se les debe</caption>"), f'href="{link}"' in page) == (1, True)
        assert f"money={first}" not in page
        assert pay_office.approver.get(link).text.count("Lo que se les debe</caption>") == 2


def test_a_step_that_would_do_nothing_any_more_says_why(pay_office: PayOffice) -> None:
    """Of two corrections of one rate that wait, the second is none any more once the first is approved."""
    first, second = (a_rate_that_waits(pay_office, centimos) for centimos in (60, 70))
    page = sent(pay_office.approver, "/approvals", f"/approvals/{first}").text
    part = page.partition(f'id="{second}"')[2]
    assert "Si se aprobara ahora, no tendría efecto" in part
    assert "Lo que se les debe" not in part


def test_a_difference_shows_the_technician_and_the_box(pay_office: PayOffice) -> None:
    """What would be owed by whom, and what would lie in the box no more."""
    office, trip = pay_office.served.office, RecordId(pay_office.trip())
    fact = DifferenceDecided(trip, pay_office.server.ids["user:T01"], Centimos(500), "owed", None)
    waits = take_step(office.store, office.clock, office.origin, "C01", fact)
    found = {one.account: one for one in preview_step(office.store, waits)}
    assert {name: one.change_centimos for name, one in found.items()} == {"owed_by_technician": 500, "cash_box": -500}
    assert {row.party.code for one in found.values() for row in one.rows} == {"T01"}
    page = words(pay_office.approver.get("/approvals"))
    assert ("Lo que tienen en caja" in page, "Lo que deben al programa" in page) == (True, True)
