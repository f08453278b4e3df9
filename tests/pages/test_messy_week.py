"""A new coordinator and an approver bring three tablets' messy week to a closed sheet and a clean desk, by nothing but
the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from core.domain.people import Person
from sync_server.bootstrap import ensure_account
from tests.integration.server.running import PASSWORD, serving
from tests.integration.server.village import plant
from tests.pages.conftest import WIDE
from tests.pages.week import APPROVER, COORDINATOR, Week, adds_member, lines_on, pays
from tests.sample import copied_server, sample_template

OF_CHOCO_2 = ("CHO-007", "CHO-008", "CHO-009", "CHO-010", "CHO-011")
IN_ROSAS_BOX = 101
"""Whole soles that are left of 700.00, after 534.80 for what Choco 1 paid and twice 32.00 for what Choco 2 did."""
DAY_BEFORE, FIRST_DAY = "2014-12-02", "2014-12-03"
TABLETS = (("Choco 1", "Choco", "Rosa"), ("Choco 2", "Choco", "Rosa"), ("Cajas", "Cajas", "Wilmer"))


@pytest.fixture
def week(chromium: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    """An office with its lists and nothing else, and two people who sit down at its browser."""
    with serving(copied_server(sample_template(tmp_path_factory), tmp_path)) as served:
        ensure_account(served.office.store, APPROVER, PASSWORD, "approver", "C02")
        size = {"width": WIDE[0], "height": WIDE[1]}
        with chromium.new_page(viewport=size, base_url=served.address) as page:
            page.set_default_timeout(20_000)
            yield Week(page, served, tmp_path)


def test_a_messy_week_ends_with_a_closed_sheet_and_a_clean_desk(week: Week) -> None:
    tablets_are_let_in(week)
    money_comes_in(week)
    a_rate_is_mistyped(week)
    work_comes_from_the_villages(week)
    one_work_is_not_paid_twice(week)
    a_person_is_on_the_list_once(week)
    what_else_was_found_is_looked_at(week)
    the_rate_is_put_right(week)
    a_sheet_is_drawn_up_and_approved(week)
    lines_and_cash_go_out(week)
    people_are_paid_and_a_tablet_is_lost(week)
    its_lines_are_paid_at_the_office(week)
    the_lost_tablet_is_found(week)
    paid_work_turns_out_not_to_be_there(week)
    cash_comes_back(week)
    the_sheet_is_closed(week)
    nothing_is_left_to_do(week)


def tablets_are_let_in(week: Week) -> None:
    """Three codes read off the page; two tablets of last year that nobody has any more are shut out."""
    page = week.page
    week.sits_down(COORDINATOR)
    week.station("overview")
    for label, committee, user in TABLETS:
        week.goes_to("Tabletas")
        page.get_by_label("Nombre de la tableta").fill(label)
        form = page.locator("form.card.decide")
        form.get_by_role("group", name="Comités").get_by_label(committee).check()
        form.get_by_role("group", name="Usuarios").get_by_label(user).check()
        page.get_by_role("button", name="Dar un código").click()
        code = page.locator(".signs").inner_text().strip()
        week.tablets[label] = week.served.join(week.folder, label, code)
    week.station("code")
    week.sync(*week.tablets)
    page.get_by_role("link", name="Volver").click()
    for label in week.tablets:
        expect(page.get_by_role("heading", name=label)).to_be_visible()
    for label in ("a", "b"):
        week.shuts_out(label, "broken")
    week.station("tablets")


def money_comes_in(week: Week) -> None:
    page = week.page
    week.goes_to("Fondos")
    week.fills("Un fondo nuevo", {"Código": "CAFE", "Nombre": "Fondo Cafédirect", "Financia": "Cafédirect"})
    week.is_told("Fondo anotado.")
    grant = week.opens("Una donación que llegó al banco")
    grant.get_by_label("Fondo").select_option(label="Fondo Cafédirect")
    grant.get_by_role("textbox", name="Monto").fill("5,000.00")
    grant.get_by_label("Documento del banco").fill("Operación 4412")
    grant.get_by_role("button").click()
    week.is_told("Donación anotada.")
    expect(page.get_by_role("row", name="Fondo Cafédirect").first).to_contain_text("S/ 5,000.00")
    week.station("funds")


def a_rate_is_mistyped(week: Week) -> None:
    """The new rate for planted trees is S/ 0.60; S/ 6.00 is typed."""
    page = week.page
    week.goes_to("Datos")
    week.station("reference")
    page.get_by_role("link", name="Tarifas").click()
    page.get_by_role("link", name="Agregar").click()
    page.get_by_label("Actividad").select_option("tree_planted")
    page.get_by_role("textbox", name="Monto").fill("6.00")
    page.get_by_label("Desde").fill(FIRST_DAY)
    week.station("rate-mistyped")
    page.get_by_role("button", name="Guardar").click()
    week.is_told("Guardado.")


def work_comes_from_the_villages(week: Week) -> None:
    """Choco 2 enters the planting of Choco 1 once more, and Choco 1 a man who is on the list already."""
    choco, other, cajas = (week.tablets[label] for label in ("Choco 1", "Choco 2", "Cajas"))
    week.sync(*week.tablets)
    plant(choco, 640, 12, "CHO", "01-3", FIRST_DAY)
    plant(choco, 300, 6, "CHO", "01-4", DAY_BEFORE)
    plant(cajas, 601, 9, "CAJ", "04-2", FIRST_DAY)
    plant(other, 640, 12, "CHO", "01-3", FIRST_DAY)
    adds_member(choco, "CHO", "CHO-901", Person("Jenaro", "Berru", "Campos", None, "1964"), FIRST_DAY)
    week.sync(*week.tablets)
    week.goes_to("Por decidir")
    week.station("desk")


def one_work_is_not_paid_twice(week: Week) -> None:
    """Both plantings side by side; that of Choco 2 goes, and in the same step its workday and its dispatch."""
    page = week.page
    page.get_by_role("link", name="se parece a otro").first.click()
    expect(page.get_by_role("columnheader", name="Plantación")).to_have_count(2)
    week.station("side-by-side")
    copied = page.locator("table.compared tr").filter(has_text="Anotado").locator("td", has_text="T01 · Choco 2")
    planting = copied.locator(".id").inner_text()
    page.locator(f"table.compared a[href='/records/{planting}?void=yes#void']").click()
    for kind in ("Jornada", "Salida a campo"):
        page.locator("#void label").filter(has_text=kind).get_by_role("checkbox").check()
    week.station("void-with-what-was-only-for-it")
    week.voids("entered_twice")
    week.station("voided")
    week.goes_to("Tabletas")
    week.card_of("Choco 2").get_by_role("link").first.click()
    week.station("records-of-a-tablet")
    week.goes_to("Por decidir")
    expect(page.get_by_text("se parece a otro")).to_have_count(0)


def a_person_is_on_the_list_once(week: Week) -> None:
    page = week.page
    week.goes_to("Datos")
    page.get_by_role("link", name="Integrantes").click()
    page.get_by_role("link", name="Posibles duplicados").click()
    week.station("duplicates")
    expect(page.get_by_role("row", name="Anotado")).to_contain_text(re.compile("la oficina.*T01 · Choco 1"))
    page.get_by_label("La misma persona: queda CHO-005").check()
    page.get_by_role("button", name="Guardar").click()
    week.is_told("Decisión guardada.")
    week.goes_to("Resumen")
    page.get_by_role("link", name="integrante por confirmar").click()
    page.get_by_role("link", name="Berru Campos, Jenaro").click()
    week.station("member")
    page.get_by_role("button", name="Confirmar a esta persona").click()
    week.is_told("Persona confirmada.")


def what_else_was_found_is_looked_at(week: Week) -> None:
    """What is left at the desk only says something; somebody looks at it and says why it is all right."""
    week.goes_to("Por decidir")
    week.lets_all_stand("Revisado con Rosa; el certificado viene con el vivero")


def the_rate_is_put_right(week: Week) -> None:
    """What a correction of the rate does is seen first; the approver sees the same and lets it hold."""
    page = week.page
    week.goes_to("Datos")
    page.get_by_role("link", name="Tarifas").click()
    page.get_by_role("row", name="6.00").get_by_role("link").first.click()
    page.get_by_role("link", name="Corregir este registro").click()
    page.get_by_role("textbox", name="Monto").fill("0.60")
    page.get_by_label("Por qué se corrige").select_option("wrong_count")
    page.get_by_role("button", name="Ver qué cambia").click()
    moved = page.get_by_role("region", name="Lo que se les debe")
    total = moved.get_by_role("row", name="En todo")
    expect(total).to_contain_text("S/ 7,712.55")
    expect(total).to_contain_text("S/ 1,011.15")  # Less by 640 + 601 trees of S/ 5.40.
    week.station("rate-preview")
    page.get_by_role("button", name="Guardar la corrección").click()
    week.is_told("Corrección guardada: espera a que otra persona la apruebe.")
    week.sits_down(APPROVER)
    week.station("overview-of-the-approver")
    week.goes_to("Caja")
    page.get_by_role("link", name="Otra firma").click()
    changes = page.get_by_role("row").filter(has_text="Monto")
    expect(changes).to_contain_text("S/ 6.00")
    expect(changes).to_contain_text("S/ 0.60")
    week.station("approvals-rate")
    page.get_by_role("button", name="Aprobar").click()
    week.is_told("Aprobación anotada.")
    week.served.office.settle()


def a_sheet_is_drawn_up_and_approved(week: Week) -> None:
    """Two people; the second types the code that stands on the paper."""
    page = week.page
    week.sits_down(COORDINATOR)
    week.goes_to("Planillas")
    for committee in ("Choco", "Cajas"):
        page.get_by_label(committee).check()
    page.get_by_role("button", name="Hacer el borrador").click()
    week.station("draft")
    page.get_by_role("button", name="Cerrar para revisión").click()
    week.is_told("Planilla cerrada para revisión.")
    week.sits_down(APPROVER)
    week.goes_to("Planillas")
    page.get_by_role("link", name="N° 1").click()
    page.get_by_label("Código de control").fill(week.control_code())
    week.station("approving")
    page.get_by_role("button", name="Aprobar").click()
    week.is_told("Planilla aprobada.")


def lines_and_cash_go_out(week: Week) -> None:
    """Choco's lines go to two tablets, which a committee as a whole cannot; Cajas' to one."""
    page = week.page
    week.sits_down(COORDINATOR)
    week.opens_sheet()
    for label, committee, codes in (
        ("Choco 2", "", OF_CHOCO_2),
        ("Choco 1", "Choco", ()),
        ("Cajas", "", ()),
    ):
        for code in codes:
            page.get_by_role("row").filter(has_text=code).get_by_role("checkbox").check()
        form = page.locator("form#assign")
        form.get_by_label("A quién").select_option(week.origin(label))
        if committee:
            form.get_by_label("Comité").select_option(label=f"Comité de reforestación {committee} (9)")
        week.station("assigning")
        form.get_by_role("button", name="Asignar").click()
        week.is_told("Líneas entregadas.")
    week.station("assigned")
    for name, amount in (("Rosa", "700.00"), ("Wilmer", "450.00")):
        week.goes_to("Caja")
        form = page.locator("form#advance")
        (choice,) = form.locator("option", has_text=f"{name}").filter(has_text="fondo nuevo").all()
        form.get_by_label("A quién").select_option(str(choice.get_attribute("value")))
        form.get_by_role("textbox", name="Monto").fill(amount)
        form.get_by_label("Documento").fill(f"Recibo de {name}")
        form.get_by_role("checkbox").check()
        form.get_by_role("button", name="Anotar la entrega").click()
        week.is_told("Entrega anotada.")
    week.station("cash-handed-out")
    week.sync(*week.tablets)


def people_are_paid_and_a_tablet_is_lost(week: Week) -> None:
    """Choco 1 and Cajas pay all they hold. Choco 2 pays two, is lost, and has told nobody."""
    week.next_day()
    for label, user, number in (("Choco 1", "T01", 9), ("Cajas", "T02", 11), ("Choco 2", "T01", 2)):
        for line in lines_on(week.tablets[label])[:number]:
            pays(week.tablets[label], user, line)
    week.sync("Choco 1", "Cajas")
    week.sits_down(COORDINATOR)
    week.station("overview-on-payday")
    week.goes_to("Tabletas")
    week.shuts_out("Choco 2", "lost")
    week.station("lost")


def its_lines_are_paid_at_the_office(week: Week) -> None:
    """Another person has to agree. One signed for what Choco 2 has paid; the other four are paid at the office, and
    one of them for the second time.
    """
    page = week.page
    week.card_of("Choco 2").get_by_role("link", name="Planilla N° 1").click()
    form = week.opens("Una tableta no vuelve")
    form.get_by_label("Quién las tiene").select_option(week.origin("Choco 2"))
    form.get_by_label("A quién").select_option(label="la oficina")
    form.get_by_label("Motivo").select_option("tablet_lost")
    week.station("reassigning")
    form.get_by_role("button", name="Pedir el cambio").click()
    week.is_told("Anotado. Vale cuando otra persona lo apruebe.")
    week.station("reassigned")
    week.approves()
    week.station("approved")
    week.sits_down(COORDINATOR)
    week.opens_sheet()
    page.get_by_role("link", name="Anotar lo que se firmó en papel").click()
    for codes, source in ((OF_CHOCO_2[:1], "Efectivo de Rosa"), (OF_CHOCO_2[1:], "Efectivo en la oficina")):
        for code in codes:
            page.get_by_role("row").filter(has_text=code).get_by_role("checkbox").check()
        choice = page.get_by_label("De dónde salió el dinero").locator("option", has_text=source)
        page.get_by_label("De dónde salió el dinero").select_option(str(choice.get_attribute("value")))
        week.station("paper")
        page.get_by_role("button", name="Ver la suma antes de guardar").click()
        page.get_by_role("button", name=re.compile(f"Guardar {len(codes)} pagos? por")).click()
        week.station("paper-entered")
        page.get_by_role("link", name="Seguir con las demás líneas").click()
    expect(page.get_by_text("Ya no queda ninguna línea sin pagar.")).to_be_visible()


def the_lost_tablet_is_found(week: Week) -> None:
    """What it brings is looked at beside what was typed: the same payment, and one that was made twice."""
    page = week.page
    week.next_day()
    week.comes_back("Choco 2")
    week.sits_down(COORDINATOR)
    week.station("overview-with-late-payouts")
    page.get_by_role("link", name="pagos por aclarar").click()
    week.station("suspense")
    for name, action in (("Saguma", "Es el mismo pago"), ("Ñaupas", "Cobró de más y lo debe")):
        card = page.locator("section.card").filter(has=page.get_by_role("heading", name=name))
        card.get_by_label(action).check()
        card.get_by_label("Por qué").fill("Visto con Rosa y con quien cobró")
        card.get_by_role("button", name="Guardar la decisión").click()
        week.is_told("Decisión guardada.")
    expect(page.get_by_text("Ningún pago espera una decisión.")).to_be_visible()


def paid_work_turns_out_not_to_be_there(week: Week) -> None:
    """A planting that was paid is void; nothing is taken from anybody."""
    page = week.page
    week.goes_to("Registros")
    page.get_by_role("row", name="300").filter(has_text="Plantación").get_by_role("link").first.click()
    week.voids("wrong_place")
    week.goes_to("Caja")
    page.get_by_role("link", name="Pagado de más").click()
    week.station("recoveries")
    card = page.locator("section.card").filter(has=page.get_by_role("heading", name="Plantación: S/ 150.00"))
    card.get_by_label("Condonar").check()
    card.get_by_label("Por qué").fill("El trabajo se hizo en la parcela de al lado")
    card.get_by_role("button", name="Guardar la decisión").click()
    week.is_told("Decisión guardada.")
    week.station("recoveries-decided")


def cash_comes_back(week: Week) -> None:
    """Wilmer's box agrees. In Rosa's a sol is missing, which she owes; another person says so as well."""
    page = week.page
    week.opens_trip("Wilmer")
    week.station("trip-of-wilmer")
    week.fills("Recibir efectivo de vuelta", {"Recibo N°": "Recibo 91"})
    week.is_told("Devolución anotada.")
    week.fills("Cerrar la rendición", {"Se queda con": "0"})
    week.is_told("Fondo rendido.")
    week.opens_trip("Rosa")
    expect(page.locator("tfoot").first).to_contain_text(f"S/ {IN_ROSAS_BOX}.20")
    count = week.opens("Arqueo")
    count.get_by_label("S/ 1.00").fill(str(IN_ROSAS_BOX - 1))
    count.get_by_label("S/ 0.20").fill("1")
    count.get_by_role("button", name="Guardar").click()
    week.is_told("Arqueo anotado.")
    week.station("a-sol-is-missing")
    difference = week.opens("Decidir una diferencia")
    difference.get_by_label("la debe el técnico").check()
    difference.get_by_role("button", name="Guardar").click()
    week.is_told("Anotado. Vale cuando otra persona lo apruebe.")
    week.approves()
    week.sits_down(COORDINATOR)
    week.opens_trip("Rosa")
    week.fills("Recibir efectivo de vuelta", {"Recibo N°": "Recibo 92"})
    week.is_told("Devolución anotada.")
    week.fills("Paga lo que debe", {"Monto": "1.00", "Recibo N°": "Recibo 93"})
    week.is_told("Pago anotado.")
    week.fills("Cerrar la rendición", {"Se queda con": "0"})
    week.is_told("Fondo rendido.")
    week.station("trip-of-rosa")


def the_sheet_is_closed(week: Week) -> None:
    page = week.page
    week.opens_sheet()
    page.get_by_role("button", name="Rendir la planilla").click()
    week.is_told("Planilla rendida.")
    page.get_by_label("Dónde está el original").fill("Archivador 3, folio 12")
    week.station("settled")
    page.get_by_role("button", name="Archivar").click()
    week.is_told("Planilla cerrada.")
    week.station("closed")


def nothing_is_left_to_do(week: Week) -> None:
    """The month says what is open, the desk is empty, and the first page has nothing to attend to."""
    page = week.page
    week.goes_to("Por decidir")
    week.station("desk-before-the-end")
    expect(page.get_by_text("La mesa está limpia.")).to_be_visible()
    week.goes_to("Cierre de mes")
    week.station("months")
    page.get_by_role("link", name="diciembre de 2014").click()
    week.station("month")
    open_ones = page.get_by_role("table").get_by_role("row").filter(has=page.get_by_text("Abierto", exact=True))
    expect(open_ones).to_have_count(1)
    expect(open_ones).to_contain_text("Tabletas que no sincronizan desde el corte")
    week.goes_to("Resumen")
    week.station("overview-at-the-end")
    expect(page.get_by_text("Nada espera")).to_be_visible()
    expect(page.get_by_role("link", name="condonado, sin trabajo detrás: S/ 150.00")).to_be_visible()
