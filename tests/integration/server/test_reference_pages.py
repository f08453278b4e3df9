"""What a programme is made up of, at the office's pages: listed, entered, corrected and taken back as records."""

import math
import re
from pathlib import Path
from typing import Any

import pytest
import requests

from core.domain.bodies import LONGEST_LIST
from core.domain.money import format_soles
from core.domain.plantings import Planting
from core.domain.programme import Setting
from core.domain.rates import Rate
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.usecases.office.steps import approve_waiting
from core.usecases.own_log import today
from sync_server.bootstrap import ensure_account
from sync_server.looking.reference import PLACES
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import PASSWORD, Served
from tests.integration.server.village import plant


def form(person: Browser, page: str, **fields: str) -> dict[str, str]:
    return {"form_token": form_token(person.get(page).text)} | fields


def enter(person: Browser, place: str, **fields: str) -> tuple[int, str]:
    answer = person.post(f"/reference/{place}", form(person, f"/reference/{place}/new", **fields))
    return answer.status_code, answer.text


def standing(page: str) -> dict[str, str]:
    """What stands in the fields of a form, as a browser would send it again."""
    import html
    import re

    said: dict[str, str] = {}
    for tag, name, value in re.findall(r'(<input[^>]* name="(\w+)"[^>]* value="([^"]*)"[^>]*>)', page):
        if "checkbox" not in tag or " checked" in tag:
            # What is typed beside ticks has their name; nothing typed there says nothing.
            said[name] = html.unescape(value) or said.get(name, "")
    said |= {name: html.unescape(text) for name, text in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)<', page)}
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        said[name] = html.unescape(chosen[1]) if chosen else ""
    return said


def things(served: Served, kind: str) -> dict[str, Any]:
    with served.office.store.reading() as session:
        found = session.state().find(Thing, kind)
        return {thing.id: thing_fact(thing) for thing in found if thing.status == "live"}


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_list_and_every_form_opens(seated: Browser, place: str) -> None:
    for address in (f"/reference/{place}", f"/reference/{place}/new"):
        page = seated.get(address)
        assert (page.status_code, "<h1>" in page.text) == (200, True), address
    assert f'href="/reference/{place}"' in seated.get("/reference").text
    assert seated.get("/reference/unicorns").status_code == 404
    assert seated.get("/reference/unicorns/new").status_code == 404


def test_a_season_is_entered_once_and_stands_on_its_list(served_here: Served, seated: Browser) -> None:
    said = {"code": "2015-16", "name": "Campaña 2015–2016", "starts_on": "2015-06-01", "ends_on": "2016-05-31"}
    status, page = enter(seated, "seasons", **said)
    assert (status, "Guardado." in page) == (200, True)
    assert "Campaña 2015–2016" in seated.get("/reference/seasons").text
    status, page = enter(seated, "seasons", **said)
    assert (status, "El código 2015-16 ya está en uso" in page) == (409, True)
    assert [fact.code for fact in things(served_here, "season").values()].count("2015-16") == 1


def test_what_cannot_be_read_is_said_at_its_field_and_stays_typed(seated: Browser) -> None:
    status, page = enter(
        seated, "species", code="CEDR", latin_name="", local_name="<b>cedro</b>", status="native", grown_from="seed"
    )
    assert (status, page.count('class="wrong-words"')) == (409, 1)
    assert 'id="wrong-latin_name"' in page
    assert 'value="&lt;b&gt;cedro&lt;/b&gt;"' in page
    assert 'value="seed" checked' in page
    status, page = enter(seated, "seasons", code="X", name="X", starts_on="31/02/2015", ends_on="2016-05-31")
    assert (status, 'value="31/02/2015"' in page, "no es un día" in page) == (409, True, True)


@pytest.mark.parametrize(
    ("place", "said", "words"),
    [
        ("seasons", {"code": "Z", "name": "Z", "starts_on": "2016-01-01", "ends_on": "2015-01-01"}, "antes de empezar"),
        ("settings", {"name": "water_strip_m", "value": "30", "starts_on": "2014-01-01"}, "Un ajuste vale desde hoy"),
        ("settings", {"name": "recovery_percent", "value": "101", "starts_on": "2030-01-01"}, "va de 0 a 100"),
        ("settings", {"name": "magic", "value": "1", "starts_on": "2030-01-01"}, "No hay ningún ajuste «magic»"),
        ("settings", {"name": "largest_piece_centimos", "value": "300", "starts_on": "2030-01-01"}, "una moneda"),
        ("wordings", {"name": "magic", "text": "x", "starts_on": "2030-01-01"}, "No hay ningún ajuste «magic»"),
        ("rates", {"activity": "tree_planted", "centimos": "0.60", "starts_on": "2014-01-01"}, "no puede empezar"),
        ("waters", {"code": "W9", "name": "Río", "line": "-5.1, -79.6"}, ""),
        ("officers", {"committee": "CHO", "member": "CAJ-001", "role": "fiscal", "starts_on": "2014-12-01"}, "no era"),
        ("households", {"code": "CHO-F01", "committee": "nadie"}, "No se conoce «nadie»"),
        ("units", {"committee": "CHO", "area": "01", "code": "01-99", "area_m2": "0 ha", "spacing_cm": "3",
                   "border": "-5.1, -79.6\n-5.1, -79.7\n-5.2, -79.6"}, "no pueden ser cero"),
    ],
)  # fmt: skip
def test_what_no_rule_could_work_with_is_refused(seated: Browser, place: str, said: dict[str, str], words: str) -> None:
    status, page = enter(seated, place, **said)
    assert (status, words in page) == (409, True), page


def test_a_setting_holds_from_its_day_and_the_same_twice_is_one(served_here: Served, seated: Browser) -> None:
    day = today(served_here.office.store, served_here.office.clock)
    said = {"name": "pay_until_days", "value": "21", "starts_on": day}
    assert enter(seated, "settings", **said)[0] == enter(seated, "settings", **said)[0] == 200
    assert list(things(served_here, "setting").values()).count(Setting("pay_until_days", 21, day)) == 1
    page = seated.get("/reference/settings").text
    assert "<b>21</b>" in page
    assert 'value="water_strip_m" selected' in seated.get("/reference/settings/new?name=water_strip_m").text


def test_a_correction_names_what_was_seen_and_keeps_what_was_said(served_here: Served, seated: Browser) -> None:
    community = (
        served_here.ids["community:CHO"]
        if "community:CHO" in served_here.ids
        else next(key for key in things(served_here, "community"))
    )
    address = f"/records/{community}/correct"
    stale = standing(seated.get(address).text)
    wanted = stale | {"name": "Choco Alto", "reason": "other", "note": "Así lo llama la asamblea"}
    answer = seated.post(address, wanted)
    assert (answer.status_code, "Corrección guardada." in answer.text) == (200, True)
    assert "<ins>Choco Alto</ins>" in answer.text
    assert "Así lo llama la asamblea" in answer.text
    second = seated.post(address, stale | {"name": "Choquito", "reason": "other"})
    assert (second.status_code, "cambió desde que lo abrió" in second.text) == (409, True)
    assert 'value="Choquito"' in second.text
    same = standing(seated.get(address).text) | {"reason": "other"}
    assert "No cambió nada" in seated.post(address, same).text
    assert "elija un motivo" in seated.post(address, same | {"name": "Otro", "reason": ""}).text


def test_a_person_is_corrected_with_their_name_and_number(served_here: Served, seated: Browser) -> None:
    member = served_here.ids["member:CHO-002"]
    address = f"/records/{member}/correct"
    said = standing(seated.get(address).text)
    assert said["given_names"]
    answer = seated.post(address, said | {"given_names": "Nombre Nuevo", "dni": "00112233", "reason": "wrong_people"})
    assert (answer.status_code, "Nombre Nuevo" in answer.text, "00112233" in answer.text) == (200, True, True)
    assert said["given_names"] in answer.text
    answer = seated.post(address, standing(seated.get(address).text) | {"dni": "123", "reason": "other"})
    assert (answer.status_code, 'id="wrong-dni"' in answer.text, 'value="123"' in answer.text) == (409, True, True)


def test_field_work_is_corrected_after_its_money_was_shown(
    served_here: Served, seated: Browser, tmp_path: Path
) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    planting = plant(tablet, 640, 14)
    tablet.sync()
    served_here.office.settle()
    address = f"/records/{planting}/correct"
    said = standing(seated.get(address).text) | {"count": "600", "reason": "wrong_count"}
    looked = seated.post(address, said | {"look": "1"})
    assert (looked.status_code, format_soles(2_286) in looked.text, format_soles(2_143) in looked.text) == (
        200, True, True,
    )  # fmt: skip
    assert "Todavía no se guardó nada." in looked.text
    assert centimos_of(served_here, planting) == 32_000
    assert "Corrección guardada." in seated.post(address, said).text
    assert centimos_of(served_here, planting) == 30_000
    with served_here.office.store.reading() as session:
        detail = session.reads().record(planting)
    assert detail is not None
    assert isinstance(detail.fact, Planting)
    assert (detail.fact.count, len(detail.fact.workdays)) == (600, 1)


def test_a_correction_shows_days_of_work_by_day_committee_and_activity(
    served_here: Served, seated: Browser, tmp_path: Path
) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    planting = plant(tablet, 640, 14)
    earlier = plant(tablet, 40, 3, day="2014-12-01")
    much_earlier = plant(tablet, 40, 3, day="2014-11-20")
    tablet.sync()
    served_here.office.settle()
    with served_here.office.store.reading() as session:
        details = [session.reads().record(one) for one in (planting, earlier, much_earlier)]
    own, other, far = (one.fact.workdays[0] for one in details if one is not None)
    page = seated.get(f"/records/{planting}/correct").text
    own_box = f'name="workdays" value="{own}" checked> 3 dic 2014 · Choco · Plantación · 14 personas<'
    other_box = f'name="workdays" value="{other}"> 1 dic 2014'
    assert (own_box in page, other_box in page, far in page) == (True, True, False)
    kept = standing(page) | {"count": "600", "reason": "wrong_count", "workdays": f"{own}; 2014-11-20 plantación"}
    assert "Corrección guardada." in seated.post(f"/records/{planting}/correct", kept).text
    page = seated.get(f"/records/{planting}/correct").text
    assert [f'value="{one}" checked> {day}' in page for one, day in ((own, "3 dic"), (far, "20 nov"))] == [True, True]
    wrong = seated.post(f"/records/{planting}/correct", kept | {"workdays": f"{own}; 1999-01-01"})
    assert (wrong.status_code, 'name="workdays" value="1999-01-01"' in wrong.text) == (409, True)


def test_spacing_is_typed_and_shown_in_metres(served_here: Served, seated: Browser) -> None:
    unit = served_here.ids["unit:01-3"]
    page = seated.get(f"/records/{unit}/correct").text
    assert 'name="spacing_cm" value="3 × 3 m"' in page
    said = standing(page) | {"spacing_cm": "2.6", "reason": "wrong_count"}
    assert "Corrección guardada." in seated.post(f"/records/{unit}/correct", said).text
    page = seated.get(f"/records/{unit}").text
    assert ("<dt>Distanciamiento</dt>" in page, "2.6 × 2.6 m" in page) == (True, True)


def test_a_border_of_as_many_corners_as_a_record_holds_fits_the_form(served_here: Served, seated: Browser) -> None:
    unit, corners = served_here.ids["unit:01-3"], LONGEST_LIST
    said = standing(seated.get(f"/records/{unit}/correct").text)
    turns = (math.tau * number / corners for number in range(corners))
    border = "\r\n".join(f"{-5.1 + 0.001 * math.sin(turn):.6f}, {-79.6 + 0.001 * math.cos(turn):.6f}" for turn in turns)
    answer = seated.post(f"/records/{unit}/correct", said | {"border": border, "reason": "wrong_place"})
    assert (answer.status_code, "Corrección guardada." in answer.text) == (200, True)
    assert len(things(served_here, "unit")[unit].border) == corners


def centimos_of(served: Served, record: str) -> int:
    with served.office.store.reading() as session:
        detail = session.reads().record(record)
    assert detail is not None
    return detail.line.centimos


def test_a_new_rate_is_looked_at_before_it_is_entered(served_here: Served, seated: Browser) -> None:
    day = today(served_here.office.store, served_here.office.clock)
    said = {"activity": "tree_planted", "centimos": "0.60", "starts_on": day}
    status, page = enter(seated, "rates", **said, look="1")
    assert (status, "No cambia el dinero de nadie." in page, 'value="0.60"' in page) == (200, True, True)
    assert [fact.centimos for fact in things(served_here, "rate").values()].count(60) == 0
    assert enter(seated, "rates", **said)[0] == 200
    assert [fact.centimos for fact in things(served_here, "rate").values()].count(60) == 1
    status, page = enter(seated, "rates", **said, look="1")
    assert (status, "se cruza con otra" in page) == (409, True)


def test_a_corrected_rate_waits_for_a_second_person(served_here: Served, seated: Browser) -> None:
    rate, fact = next(
        (key, fact) for key, fact in things(served_here, "rate").items()
        if isinstance(fact, Rate) and fact.activity == "tree_planted"
    )  # fmt: skip
    address = f"/records/{rate}/correct"
    form_shown = seated.get(address).text
    assert ("monto equivocado" in form_shown, "personas equivocadas" in form_shown) == (True, False)
    said = standing(form_shown) | {"centimos": "0.55", "reason": "wrong_count"}
    refused = seated.post(address, said | {"reason": "wrong_people"})
    assert (refused.status_code, things(served_here, "rate")[rate]) == (409, fact)
    answer = seated.post(address, said)
    assert "espera a que otra persona la apruebe" in answer.text
    assert things(served_here, "rate")[rate] == fact
    office = served_here.office
    with office.store.reading() as session:
        waiting = [row.id for row in session.connection.exec_driver_sql(
            "SELECT id FROM effective_record WHERE status = 'waiting'")]  # fmt: skip
    approve_waiting(office.store, office.clock, office.origin, "C02", waiting[0])
    assert things(served_here, "rate")[rate].centimos == 55


def test_whoever_approves_a_corrected_rate_sees_what_it_changes(
    served_here: Served, seated: Browser, tmp_path: Path
) -> None:
    """Whose money moves is shown before it is saved, and what the rate said and would say to the second person."""
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    planting = plant(tablet, 640, 10)
    tablet.sync()
    served_here.office.settle()
    rate = next(
        key for key, fact in things(served_here, "rate").items()
        if isinstance(fact, Rate) and fact.activity == "tree_planted"
    )  # fmt: skip
    address = f"/records/{rate}/correct"
    said = standing(seated.get(address).text) | {"centimos": "0.55", "reason": "wrong_count"}
    looked = seated.post(address, said | {"look": "1"}).text
    assert "No cambia el dinero de nadie." not in looked
    assert (format_soles(3_200) in looked, format_soles(3_520) in looked) == (True, True)
    seated.post(address, said)
    assert centimos_of(served_here, planting) == 32_000
    assert "paso espera otra firma" in seated.get("/").text
    page = seated.get("/approvals").text
    assert (format_soles(50) in page, format_soles(55) in page, "diría otra cosa:" in page) == (True, True, True)
    assert ("monto equivocado" in page, "cantidad equivocada" in page) == (True, False), "as the form has called it"
    waits = re.findall(r'<section class="card" id="([A-Z0-9-]+)">', page)
    assert len(waits) == 1
    record = seated.get(f"/records/{waits[0]}").text
    assert ("Espera otra firma" in record, "No se puede leer" in record) == (True, False)
    assert waits[0] in seated.get("/records?kind=replace&state=waiting").text


def test_what_nothing_stands_on_is_voided_and_what_is_named_is_not(served_here: Served, seated: Browser) -> None:
    species = served_here.ids["species:PPAT"]
    page = seated.get(f"/records/{species}")
    said = {"form_token": form_token(page.text), "reason": "other", "seen": species}
    answer = seated.post(f"/records/{species}/void", said)
    assert (answer.status_code, "al menos" in answer.text, "registros lo nombran" in answer.text) == (409, True, True)
    enter(seated, "funds", code="NUEVO", name="Fondo nuevo", funder="Nadie")
    fund = next(key for key, fact in things(served_here, "fund").items() if fact.code == "NUEVO")
    answer = seated.post(f"/records/{fund}/void", said | {"seen": fund})
    assert "Registro anulado." in answer.text
    assert fund not in things(served_here, "fund")
    assert "Al corregirlo vuelve a contar" in seated.get(f"/records/{fund}/correct").text


def test_what_is_no_matter_of_a_form_is_not_corrected_on_one(served_here: Served, seated: Browser) -> None:
    programme = (
        served_here.ids["programme:SP-25"]
        if "programme:SP-25" in served_here.ids
        else next(iter(things(served_here, "programme")))
    )
    refused = seated.get(f"/records/{programme}/correct")
    assert (refused.status_code, "no se corrige en un formulario" in refused.text) == (409, True)
    assert seated.get("/records/AAAAAA-1/correct").status_code == 404


def test_an_auditor_reads_and_enters_nothing(served_here: Served, browser: Browser) -> None:
    ensure_account(served_here.office.store, "audita", PASSWORD, "auditor", "C01")
    browser.sign_in("audita", PASSWORD)
    assert "Agregar" not in browser.get("/reference/seasons").text
    assert browser.get("/reference/seasons/new").status_code == 403
    assert browser.get(f"/records/{served_here.ids['member:CHO-001']}/correct").status_code == 403


def test_lists_corrections_and_what_stands_on_a_thing_are_the_same_on_both_databases(served: Served) -> None:
    species, member = served.ids["species:PPAT"], served.ids["member:CHO-002"]
    with requests.Session() as kept:
        person = Browser(served.address, kept)
        person.sign_in("oficina", PASSWORD)
        for address in ("/reference", "/reference/species", "/reference/settings", "/reference/members/duplicates"):
            assert person.get(address).status_code == 200
        assert "Personas: 400" in person.get("/reference/members").text
        said = standing(person.get(f"/records/{member}/correct").text) | {"dni": "00112233", "reason": "other"}
        assert "Corrección guardada." in person.post(f"/records/{member}/correct", said).text
        assert f"/reference/members/{member}" in person.get("/reference/members?text=00112233").text
        fields = form(person, f"/records/{species}", reason="other", seen=species)
        assert "registros lo nombran" in person.post(f"/records/{species}/void", fields).text
