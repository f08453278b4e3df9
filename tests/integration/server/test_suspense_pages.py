"""Payouts that wait for a decision, money that was paid too much, and steps that wait for a second person, by pages."""

from __future__ import annotations

import re

import pytest
import requests

from core.domain.bodies import Count
from core.domain.corrections import Void
from core.domain.money import format_soles
from core.domain.records import RecordId
from core.domain.verdicts import Verdict
from core.fold.money_rows import Payment
from core.fold.rows import Thing
from core.storage.reads.findings import FindingFilter, open_findings
from core.usecases.office.recoveries import paid_too_much
from core.usecases.office.steps import take_step
from core.usecases.views.field import HistoryFilter
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.fakes.printed import texts
from tests.integration.server.commanding import origin_of
from tests.integration.server.filling import hidden, sent, words
from tests.integration.server.paying import PayOffice
from tests.integration.server.running import PASSWORD


def payment(office: PayOffice, identifier: str) -> Payment:
    with office.server.store.reading() as session:
        found = session.state().get(Payment, identifier)
    assert found is not None
    return found


def decide(office: PayOffice, payout: str, action: str, reason: str = "Hablé con la tesorera") -> requests.Response:
    return sent(office.coordinator, "/suspense", f"/suspense/{payout}", action=action, reason=reason)


def test_a_payout_of_a_stranger_is_decided_with_a_reason(pay_office: PayOffice) -> None:
    line, payout = pay_office.paid_by_a_stranger()
    page = words(pay_office.coordinator.get("/suspense"))
    assert "Quien dice haber pagado no tenía esa línea." in page
    assert "Esperan una decisión: 1" in page
    possible = set(re.findall(r'name="action" value="([a-z_]+)"', page))
    assert possible == {"paid", "payee_owes", "loss"}, "nobody's box paid, and no other payout"
    assert (decide(pay_office, payout, "paid", " ").status_code, payment(pay_office, payout).decision) == (409, "")
    assert decide(pay_office, payout, "mood").status_code == 409
    done = decide(pay_office, payout, "paid")
    assert "Decisión guardada." in done.text
    assert "Hablé con la tesorera" in done.text
    paid = payment(pay_office, payout)
    with pay_office.server.store.reading() as session:
        (name,) = [one.payee_name for one in session.money().payments() if one.id == payout]
        (decider,) = [one.name for one in session.reads().users() if one.code == "C01"]
    assert f"<small>{decider} · " in done.text
    assert f">{name}, {format_soles(paid.centimos)}</a>" in done.text
    assert paid.role == "paid"
    with pay_office.server.store.reading() as session:
        assert open_findings(session.lookup(), 9, FindingFilter(record=payout)) == []
    assert line.payee


def test_who_decides_second_is_told(pay_office: PayOffice) -> None:
    _, payout = pay_office.paid_by_a_stranger()
    form = hidden(pay_office.coordinator.get("/suspense").text, f"/suspense/{payout}")
    form |= {"action": "paid", "reason": "Lo vi"}
    assert pay_office.coordinator.post(f"/suspense/{payout}", form).status_code == 200
    again = pay_office.coordinator.post(f"/suspense/{payout}", form | {"action": "loss"})
    assert (again.status_code, "no espera ninguna decisión" in again.text) == (409, True)
    assert payment(pay_office, payout).decision == "paid"
    for strange in ("AAAAAA-1", "x"):
        assert pay_office.coordinator.post(f"/suspense/{strange}", form).status_code == 409


def test_paper_and_tablet_stand_side_by_side(pay_office: PayOffice) -> None:
    pay_office.sync(pay_office.choco)
    line = pay_office.lines(pay_office.choco)[0]
    by_tablet = pay_office.pays(pay_office.choco, line)
    typed = pay_office.typed_as_well(line)
    pay_office.sync(pay_office.choco)
    page = words(pay_office.coordinator.get("/suspense"))
    assert "Llegó de la tableta y también se anotó del papel." in page
    for one in (by_tablet, typed):
        assert f'href="/records/{one}"' in page
    with pay_office.server.store.reading() as session:
        (typist,) = [one.name for one in session.reads().users() if one.code == "C01"]
    assert f"la oficina · {typist}" in page
    decide(pay_office, by_tablet, "same_payment")
    assert (payment(pay_office, by_tablet).role, payment(pay_office, by_tablet).decision) == ("copy", "same_payment")


def test_a_payout_that_never_was_is_voided(pay_office: PayOffice) -> None:
    _, payout = pay_office.paid_by_a_stranger()
    action = f"/suspense/{payout}/void"
    assert sent(pay_office.coordinator, "/suspense", action, reason="").status_code == 409
    assert sent(pay_office.coordinator, "/suspense", action, reason="entered_twice").status_code == 200
    assert payment(pay_office, payout).role == "void"
    token = pay_office.form(pay_office.coordinator, "/cash")
    assert pay_office.coordinator.post(action, token | {"reason": "entered_twice"}).status_code == 409


def a_paid_planting_that_was_void(office: PayOffice) -> str:
    """Everybody on the lines of Choco's tablet is paid, and then the planting is taken back; its id."""
    office.sync(office.choco)
    for line in office.lines(office.choco):
        office.pays(office.choco, line)
    office.sync(office.choco)
    server = office.server
    with server.store.reading() as session:
        found = session.reads().history(HistoryFilter(kinds=("planting",), committee=server.ids["committee:CHO"]), 1, 0)
    planting = found[0].id
    step = Void(RecordId(planting), RecordId(planting), "wrong_place")
    take_step(server.store, server.clock, server.origin, "C01", step)
    server.settle()
    return planting


def test_where_somebody_else_has_decided_about_one_nothing_is_decided_about_the_others(pay_office: PayOffice) -> None:
    """The people of one form are one step: whoever decides second is told of whom, and decides anew about the rest."""
    address = f"/recoveries/{a_paid_planting_that_was_void(pay_office)}"
    with pay_office.server.store.reading() as session:
        people = [one.payee for one in paid_too_much(session)]
    asked = {"payee": people, "reason": "Lo vi en la lista", "action": "recover"}
    stale = hidden_token(pay_office) | asked
    sent(pay_office.approver, "/recoveries", address, **asked | {"payee": people[:1], "action": "waive"})
    refused = pay_office.coordinator.post(address, stale)
    assert (refused.status_code, "no hay nada que decidir ahora" in refused.text) == (409, True)
    with pay_office.server.store.reading() as session:
        assert not any(one.is_decided for one in paid_too_much(session))
        decided = session.reads().record(people[0])
    assert decided is not None
    assert f"De {decided.line.subject} no hay nada que decidir ahora" in words(refused)
    again = sent(pay_office.coordinator, "/recoveries", address, **asked | {"payee": people[1:]})
    assert "Decisión guardada." in again.text


def test_whose_share_is_held_is_shown_and_not_asked_about(pay_office: PayOffice) -> None:
    planting = a_paid_planting_that_was_void(pay_office)
    server = pay_office.server
    with server.store.reading() as session:
        people = [one.payee for one in paid_too_much(session)]
    hold = Verdict(RecordId(planting), "hold", "two_committees", Count(1), member=people[0], decided_by="C01")
    take_step(server.store, server.clock, server.origin, "C01", hold)
    page = words(pay_office.coordinator.get("/recoveries"))
    assert "su parte está observada" in page
    form = page.partition(f'action="/recoveries/{planting}"')[2].partition("</form>")[0]
    assert [one in form for one in people] == [False, *(True for _ in people[1:])]
    asked = {"payee": people, "reason": "Se avisó", "action": "waive"}
    refused = pay_office.coordinator.post(f"/recoveries/{planting}", hidden_token(pay_office) | asked)
    assert refused.status_code == 409
    with server.store.reading() as session:
        assert {one.payee for one in paid_too_much(session) if not one.is_decided} == set(people)


def test_what_was_paid_too_much_is_waived_or_recovered(pay_office: PayOffice) -> None:
    planting = a_paid_planting_that_was_void(pay_office)
    with pay_office.server.store.reading() as session:
        people = [one.payee for one in paid_too_much(session)]
        detail, users = session.reads().record(planting), session.reads().users()
    assert len(people) > 2
    assert detail is not None
    (corrector,) = [one.name for one in users if one.code == detail.corrections[-1].author]
    assert f" · {corrector} · " in pay_office.coordinator.get("/recoveries").text
    address = f"/recoveries/{planting}"
    asked = {"payee": people[:1], "reason": "El error fue de la oficina"}
    assert sent(pay_office.coordinator, "/recoveries", address, **asked, action="mood").status_code == 409
    silent = sent(pay_office.coordinator, "/recoveries", address, payee=people[:1], action="waive", reason=" ")
    assert (silent.status_code, "Falta decir por qué" in silent.text) == (409, True)
    assert sent(pay_office.coordinator, "/recoveries", address, reason="x", action="waive").status_code == 409
    done = sent(pay_office.coordinator, "/recoveries", address, **asked, action="waive")
    assert "Decisión guardada." in done.text
    rest = {"payee": people[1:], "reason": "Se avisó a cada uno"}
    again = sent(pay_office.coordinator, "/recoveries", address, **rest, action="recover")
    assert "Se está descontando" in again.text
    assert "No hay nada por decidir." in again.text
    with pay_office.server.store.reading() as session:
        left = list(paid_too_much(session))
    assert [one.is_decided for one in left] == [True] * (len(people) - 1)
    twice = pay_office.coordinator.post(address, hidden_token(pay_office) | rest | {"action": "recover"})
    assert (twice.status_code, "no hay nada por recuperar" in twice.text) == (409, True)


def test_what_was_paid_for_no_work_is_said_where_more_is_paid_than_earned(pay_office: PayOffice) -> None:
    planting, person = a_paid_planting_that_was_void(pay_office), pay_office.coordinator
    with pay_office.server.store.reading() as session:
        people = {one.payee: one.centimos for one in paid_too_much(session)}
    first = next(iter(people))
    sent(person, "/recoveries", f"/recoveries/{planting}", payee=[first], reason="De la oficina", action="waive")
    with pay_office.server.store.reading() as session:
        standing = session.money().standing_apart()
    waived, to_recover = standing.waived_centimos, standing.to_recover_centimos
    assert waived == people[first]
    assert standing.accrued_centimos + waived == standing.paid_centimos + standing.owed_centimos - to_recover
    said = f"{format_soles(waived)} condonado y {format_soles(to_recover)} por recuperar."
    assert said in person.get("/figures").text
    paper = " ".join(text for sheet in texts(person.get("/figures.pdf").content) for text in sheet)
    assert " ".join(said.split()) in " ".join(paper.split())
    assert f"sin trabajo detrás: {format_soles(waived)}</a>" in person.get("/").text


def test_what_was_paid_too_much_is_counted_where_one_looks_first(pay_office: PayOffice) -> None:
    """On the first page, in the list of the month and above the pages of money, each leading to where it is decided."""
    person = pay_office.coordinator
    wanted = '<a href="/recoveries"><b>{}</b> personas cobraron de más'
    assert "cobraron de más" not in person.get("/").text
    planting = a_paid_planting_that_was_void(pay_office)
    with pay_office.server.store.reading() as session:
        people = [one.payee for one in paid_too_much(session)]
    number = len(people)
    assert wanted.format(number) in person.get("/").text
    month = person.get("/months/2014-12").text
    assert re.search(
        rf'Pagado de más, sin decidir.*?<td class="number">{number}</td>.*?href="/recoveries"', month, re.S
    )
    assert "Pagado de más, sin decidir" in person.get("/months/2014-11").text
    assert re.search(rf'href="/recoveries"[^>]*>Pagado de más <span class="tally">{number}<', person.get("/cash").text)
    asked = {"payee": people[1:], "reason": "Se avisó a cada uno", "action": "recover"}
    sent(person, "/recoveries", f"/recoveries/{planting}", **asked)
    assert '<a href="/recoveries"><b>1</b> persona cobró de más' in person.get("/").text


def test_what_is_owed_is_never_set_against_what_others_were_paid_too_much(pay_office: PayOffice) -> None:
    with pay_office.server.store.reading() as session:
        before = session.money().standing_apart()
    assert "Pagado de más, por recuperar" not in pay_office.coordinator.get("/").text
    a_paid_planting_that_was_void(pay_office)
    with pay_office.server.store.reading() as session:
        standing, everybody = session.money().standing_apart(), session.money().identities()
        undecided = sum(one.centimos for one in paid_too_much(session))
    assert standing.owed_centimos == sum(one.owed_centimos for one in everybody)
    assert standing.to_recover_centimos == standing.undecided_centimos == undecided > 0
    assert standing.accrued_centimos == standing.paid_centimos + standing.owed_centimos - undecided
    assert standing.owed_centimos == before.owed_centimos - (standing.paid_centimos - before.paid_centimos) - (
        before.accrued_centimos - standing.accrued_centimos - undecided
    )
    page = words(pay_office.coordinator.get("/"))
    for word, amount in (("Por pagar", standing.owed_centimos), ("Pagado de más, por recuperar", undecided)):
        assert re.search(rf"<dt>{word}</dt><dd><a [^>]+>{re.escape(format_soles(amount))}</a>", page), word
    assert f"sin decidir: {format_soles(undecided)}" in page


def test_whoever_asked_for_a_step_withdraws_it(pay_office: PayOffice) -> None:
    waits = a_reassignment(pay_office)
    address, number = f"/approvals/{waits}/withdraw", len(pay_office.lines(pay_office.cajas))
    assert address not in pay_office.approver.get("/approvals").text
    token = pay_office.form(pay_office.approver, "/cash")
    other = pay_office.approver.post(address, token | {"reason": "No hace falta"})
    assert (other.status_code, "solo esa persona lo retira" in other.text) == (409, True)
    silent = sent(pay_office.coordinator, "/approvals", address, reason=" ")
    assert (silent.status_code, "Falta decir por qué" in silent.text) == (409, True)
    form = hidden(pay_office.coordinator.get("/approvals").text, address) | {"reason": "La tableta apareció"}
    done = pay_office.coordinator.post(address, form)
    assert "Pedido retirado." in done.text
    assert "Nada espera a otra persona." in done.text
    assert "La tableta apareció" in pay_office.coordinator.get(f"/records/{waits}").text
    for late in (
        pay_office.approver.post(f"/approvals/{waits}", token),
        pay_office.coordinator.post(address, form),
    ):
        assert (late.status_code, "no espera ninguna aprobación" in late.text) == (409, True)
    assert len(pay_office.lines(pay_office.cajas)) == number
    assert a_reassignment(pay_office) != waits, "the same can be asked for anew"


def test_a_void_that_waits_is_withdrawn_and_asked_for_anew(pay_office: PayOffice) -> None:
    """What it was to take back stays as it is."""
    server = pay_office.server
    with server.store.reading() as session:
        rate = next(one.id for one in session.state().find(Thing, "rate") if one.status == "live")
    address = f"/records/{rate}/void"

    def asked() -> str:
        form = hidden(pay_office.coordinator.get(f"/records/{rate}").text, address) | {"reason": "other"}
        assert "Quedará anulado cuando otra persona lo apruebe." in pay_office.coordinator.post(address, form).text
        return re.findall(r'action="/approvals/([^"/]+)/withdraw"', pay_office.coordinator.get("/approvals").text)[0]

    first = asked()
    sent(pay_office.coordinator, "/approvals", f"/approvals/{first}/withdraw", reason="Me equivoqué de tarifa")
    with server.store.reading() as session:
        thing = session.state().get(Thing, rate)
    assert thing is not None
    assert thing.status == "live"
    second = asked()
    assert "Aprobación anotada." in sent(pay_office.approver, "/approvals", f"/approvals/{second}").text
    with server.store.reading() as session:
        thing = session.state().get(Thing, rate)
    assert thing is not None
    assert thing.status == "void"


def hidden_token(office: PayOffice) -> dict[str, str]:
    return office.form(office.coordinator, "/cash")


def a_reassignment(office: PayOffice) -> str:
    """Cajas does not come back: its lines are to go to the office; the id of what waits."""
    sent(
        office.coordinator, f"/sheets/{office.sheet}", f"/sheets/{office.sheet}/reassign",
        held_by=origin_of(office.cajas), holder=office.server.origin, reason="tablet_lost", pay_until="2014-12-20",
    )  # fmt: skip
    return re.findall(r'id="([A-Z2-7]{6}-[0-9]+)"', office.coordinator.get("/approvals").text)[0]


def test_lines_of_a_lost_tablet_go_to_the_office_once_another_person_agrees(pay_office: PayOffice) -> None:
    number = len(pay_office.lines(pay_office.cajas))
    waits = a_reassignment(pay_office)
    mine = words(pay_office.coordinator.get("/approvals"))
    assert "pasarían a la oficina" in mine
    assert "aprueba otra persona" in mine
    token = hidden_token(pay_office)
    refused = pay_office.coordinator.post(f"/approvals/{waits}", token)
    assert (refused.status_code, "tiene que ser de otra persona" in refused.text) == (409, True)
    assert len(pay_office.lines(pay_office.cajas)) == number
    assert "Aprobación anotada." in sent(pay_office.approver, "/approvals", f"/approvals/{waits}").text
    assert pay_office.lines(pay_office.cajas) == []
    again = pay_office.approver.post(f"/approvals/{waits}", pay_office.form(pay_office.approver, "/cash"))
    assert (again.status_code, "no espera ninguna aprobación" in again.text) == (409, True)


def test_the_same_lines_are_not_asked_for_twice(pay_office: PayOffice) -> None:
    a_reassignment(pay_office)
    again = sent(
        pay_office.coordinator, f"/sheets/{pay_office.sheet}", f"/sheets/{pay_office.sheet}/reassign",
        held_by=origin_of(pay_office.cajas), holder=pay_office.server.origin, reason="other", pay_until="2014-12-20",
    )  # fmt: skip
    assert (again.status_code, "ya hay un cambio" in words(again).lower()) == (409, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pay_until": "pronto"}, "Falta el día."),
        ({"pay_until": "2014-11-01"}, "plazo"),
        ({"reason": "mood"}, "elija un motivo"),
        ({"holder": "ZZZZZZ"}, "ZZZZZZ"),
        ({"held_by": "ZZZZZZ"}, "no queda ninguna línea"),
    ],
)
def test_a_change_that_lacks_something_does_not_wait(pay_office: PayOffice, typed: dict[str, str], said: str) -> None:
    asked = {
        "held_by": origin_of(pay_office.cajas), "holder": pay_office.server.origin, "reason": "tablet_lost",
        "pay_until": "2014-12-20",
    }  # fmt: skip
    address = f"/sheets/{pay_office.sheet}"
    answer = sent(pay_office.coordinator, address, f"{address}/reassign", **(asked | typed))
    assert (answer.status_code, said in words(answer)) == (409, True), words(answer)
    assert "Nada espera a otra persona." in pay_office.coordinator.get("/approvals").text


def test_a_settled_payout_is_voided_by_two(pay_office: PayOffice) -> None:
    """What would be void is shown to whoever approves."""
    office = pay_office
    office.sync(office.choco, office.cajas)
    line, strange = office.paid_by_a_stranger()
    decide(office, strange, "paid")
    for other in office.lines():
        if not other.payout:
            office.typed_as_well(other)
    for made, user in ((office.choco, "T01"),):
        for other in office.lines(made):
            office.pays(made, other, user)
    office.sync(office.choco, office.cajas)
    waits = a_reassignment(office)
    sent(office.approver, "/approvals", f"/approvals/{waits}")
    address = f"/sheets/{office.sheet}"
    sent(office.coordinator, address, f"{address}/settle")
    record = f"/records/{strange}"
    form = hidden(office.coordinator.get(record).text, f"{record}/void") | {"reason": "entered_twice"}
    assert "Quedará anulado cuando otra persona lo apruebe." in office.coordinator.post(f"{record}/void", form).text
    twice = office.coordinator.post(f"{record}/void", form)
    assert (twice.status_code, "Ya hay una anulación" in twice.text) == (409, True)
    page = words(office.approver.get("/approvals"))
    assert "quedaría anulado:" in page
    assert format_soles(line.payable_centimos) in page
    assert "Y-000777" in page
    assert (f"+{format_soles(line.payable_centimos)}</b>" in page, "Lo que se les debe" in page) == (True, True)
    void = re.findall(r'action="(/approvals/[^"]+)"', page)[0]
    sent(office.approver, "/approvals", void)
    assert payment(office, strange).role == "void"


def test_whoever_only_looks_decides_nothing(pay_office: PayOffice) -> None:
    _, payout = pay_office.paid_by_a_stranger()
    waits = a_reassignment(pay_office)
    ensure_account(pay_office.served.office.store, "auditora", PASSWORD, "auditor", "C02")
    with requests.Session() as kept:
        auditor = Browser(pay_office.served.address, kept)
        form = {"form_token": form_token(auditor.sign_in("auditora", PASSWORD).text)}
        for page in ("/suspense", "/recoveries", "/approvals"):
            assert "<textarea" not in auditor.get(page).text
        for action in (
            f"/suspense/{payout}",
            f"/suspense/{payout}/void",
            f"/approvals/{waits}",
            f"/approvals/{waits}/withdraw",
            f"/recoveries/{payout}",
        ):
            assert auditor.post(action, form).status_code == 403
