"""What certifiers ask about a unit, stated at the office: on its page, out of a spreadsheet and by `load`; and a tablet
that does not know the kinds yet.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from core.domain.certifying import UnitCertified, UnitDescribed
from core.domain.records import read_record
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.storage import upgrade
from core.storage.upgrade import open_ready
from core.usecases.office.entries import load_entries
from core.usecases.office.imports.entering import preview
from core.usecases.office.imports.looking import Line
from sync_server.bootstrap import ensure_account
from sync_server.text.texts import spoken
from tests.fakes.browser import Browser, form_token
from tests.fakes.older import not_knowing
from tests.integration.server.running import PASSWORD, Served
from tests.integration.server.test_import_pages import confirm, sent
from tests.integration.server.test_reference_pages import enter, standing, things
from tests.sample import START_MS
from tools.sample import SampleServer, SteppingClock, make_server

UNIT = "12-5"
"""A unit of 20,000 m² of which the sample says nothing for certifiers."""
DESCRIBED = {
    "unit": UNIT, "starts_on": "2013-10-01", "previous_use": "pasture", "preparation": "holes",
    "excluded": "roca: 0.12 ha\nfranja de agua: 300 m²", "document": "Mapa 3",
}  # fmt: skip
CERTIFIED = {
    "unit": UNIT, "scheme": "Gold Standard", "status": "certified", "starts_on": "2014-01-01", "document": "GS-1",
    "group": "Grupo Choco",
}  # fmt: skip


def unit_page(person: Browser, served: Served, code: str = UNIT) -> str:
    return html.unescape(person.get(f"/records/{served.ids[f'unit:{code}']}").text)


def card(page: str) -> str:
    return page.partition('id="certifying"')[2].partition("</section>")[0]


def about(served: Served, kind: str, code: str = UNIT) -> dict[str, Any]:
    """The live records of a kind about a unit, with what they say."""
    found: dict[str, Any] = things(served, kind)
    return {key: fact for key, fact in found.items() if fact.unit == served.ids[f"unit:{code}"]}


def facts(served: Served, kind: str, code: str = UNIT) -> list[Any]:
    return list(about(served, kind, code).values())


def test_a_unit_is_described_from_its_page_and_shows_what_holds(served_here: Served, seated: Browser) -> None:
    before = card(unit_page(seated, served_here))
    assert "Nadie anotó qué era este terreno" in before
    address = re.search(r'href="(/reference/unit-descriptions/new[^"]*)"', before)
    assert address is not None
    assert 'value="12-5" selected' in seated.get(address[1]).text
    status, page = enter(seated, "unit-descriptions", **DESCRIBED)
    assert (status, "Guardado." in page) == (200, True), page
    said = card(html.unescape(page))
    for words in ("pasto", "hoyos", "roca: 0.12 ha", "franja de agua: 0.03 ha", "1.85 ha", "vale hoy", "Mapa 3"):
        assert words in said, words
    status, page = enter(seated, "unit-certificates", **CERTIFIED)
    said = card(html.unescape(page))
    assert ("certificada · desde el 1 ene 2014 · GS-1 · Grupo Choco" in said, status) == (True, 200)
    # Sent twice it is said once.
    enter(seated, "unit-descriptions", **DESCRIBED)
    enter(seated, "unit-certificates", **CERTIFIED)
    assert (len(facts(served_here, "unit_described")), len(facts(served_here, "unit_certified"))) == (1, 1)


def test_what_is_described_anew_begins_with_what_holds(served_here: Served, seated: Browser) -> None:
    enter(seated, "unit-descriptions", **DESCRIBED)
    address = re.search(r'href="(/reference/unit-descriptions/new[^"]*)"', card(unit_page(seated, served_here)))
    assert address is not None
    form = html.unescape(seated.get(address[1]).text)
    assert 'value="holes" checked' in form
    assert "rock: 0.12 ha\nwater_strip: 0.03 ha" in form
    assert standing(form)["starts_on"] == ""
    later = DESCRIBED | {"starts_on": "2014-11-01", "previous_use": "fallow", "excluded": ""}
    _, page = enter(seated, "unit-descriptions", **later)
    said = card(html.unescape(page))
    assert ("nada: se planta entera" in said, "Queda por plantar" in said, said.count("vale hoy")) == (True, True, 1)
    history = said.partition("<details>")[2]
    assert history.index("desde el 1 nov 2014") < history.index("desde el 1 oct 2013")


@pytest.mark.parametrize(
    ("place", "change", "words"),
    [
        ("unit-descriptions", {"excluded": "roca: 2.1 ha"}, "suma 21,000 m², y la unidad 12-5 tiene 20,000 m²"),
        ("unit-descriptions", {"excluded": "roca: 0 ha"}, "mide cero"),
        ("unit-descriptions", {"excluded": "lava: 1 ha"}, "lava"),
        ("unit-descriptions", {"excluded": "roca"}, "roca"),
        ("unit-descriptions", {"preparation": "none; burning"}, "«ninguna» y además"),
        ("unit-descriptions", {"preparation": ""}, 'id="wrong-preparation"'),
        ("unit-descriptions", {"unit": "99-9"}, "99-9"),
        ("unit-certificates", {"document": ""}, 'id="wrong-document"'),
        ("unit-certificates", {"status": "native"}, "native"),
        ("unit-certificates", {"scheme": "GOLD standard", "starts_on": "2014-06-01"}, "«Gold Standard»"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    served_here: Served, seated: Browser, place: str, change: dict[str, str], words: str
) -> None:
    enter(seated, "unit-certificates", **CERTIFIED)
    said = DESCRIBED if place == "unit-descriptions" else CERTIFIED
    before = len(facts(served_here, "unit_described")), len(facts(served_here, "unit_certified"))
    status, page = enter(seated, place, **said | change)
    assert (status, words in html.unescape(page)) == (409, True), page
    assert (len(facts(served_here, "unit_described")), len(facts(served_here, "unit_certified"))) == before


def test_it_is_corrected_and_taken_back_with_its_history(served_here: Served, seated: Browser) -> None:
    enter(seated, "unit-descriptions", **DESCRIBED)
    record = next(iter(about(served_here, "unit_described")))
    address = f"/records/{record}/correct"
    said = standing(seated.get(address).text) | {"preparation": "clearing; holes", "reason": "other"}
    corrected = said | {"excluded": "roca: 0.20 ha"}
    assert "Corrección guardada." in seated.post(address, corrected).text
    (fact,) = facts(served_here, "unit_described")
    assert (fact.preparation, fact.excluded_m2) == (("clearing", "holes"), 2_000)
    assert "roca: 0.20 ha" in card(unit_page(seated, served_here))
    page = seated.get(f"/records/{record}")
    seen = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert seen is not None
    form = {"form_token": form_token(page.text), "reason": "wrong_place", "seen": seen[1]}
    assert "Registro anulado." in seated.post(f"/records/{record}/void", form).text
    after = card(unit_page(seated, served_here))
    assert ("Nadie anotó qué era este terreno" in after, "Anulado" in after, "vale hoy" in after) == (True, True, False)


def test_an_auditor_sees_it_and_states_nothing(served_here: Served, seated: Browser, browser: Browser) -> None:
    enter(seated, "unit-descriptions", **DESCRIBED)
    ensure_account(served_here.office.store, "audita", PASSWORD, "auditor", "C01")
    browser.sign_in("audita", PASSWORD)
    said = card(unit_page(browser, served_here))
    assert ("roca: 0.12 ha" in said, "unit-descriptions/new" in said) == (True, False)
    assert browser.get("/reference/unit-descriptions/new").status_code == 403


def test_the_map_says_it_of_units_that_were_described(served_here: Served, seated: Browser) -> None:
    enter(seated, "unit-descriptions", **DESCRIBED)
    enter(seated, "unit-certificates", **CERTIFIED)
    features = seated.get("/map.geojson").json()["features"]
    units = {one["properties"]["code"]: one["properties"] for one in features if one["properties"]["kind"] == "unit"}
    named = ("previous_use", "preparation", "excluded_m2", "plantable_m2", "certification")
    wanted = ("pasture", "holes", 1_500, 18_500, "Gold Standard: certified, 2014-01-01, GS-1")
    assert tuple(units["12-5"][name] for name in named) == wanted
    assert not set(named) & units["13-1"].keys()


def test_many_units_are_described_out_of_a_spreadsheet(served_here: Served, seated: Browser) -> None:
    head = ["Unidad de manejo", "Desde", "Uso anterior del terreno", "Preparación del sitio", "No se planta"]
    rows = [head, [UNIT, "2013-10-01", "pasto", "hoyos; rozo a mano", "roca: 0.12 ha; quebrada: 300 m²"],
            ["13-1", "2013-10-01", "chacra en descanso", "ninguna", ""]]  # fmt: skip
    path, page = sent(seated, "unit_described", rows)
    assert "Se ingresó el archivo." in confirm(seated, path, page).text
    (first,), (second,) = (facts(served_here, "unit_described", code) for code in (UNIT, "13-1"))
    assert (first.preparation, first.excluded_m2) == (("holes", "clearing"), 1_500)
    assert (second.preparation, second.excluded_m2) == (("none",), 0)
    head = ["Unidad de manejo", "Esquema de certificación", "Condición", "Desde", "Documento"]
    path, page = sent(seated, "unit_certified", [head, [UNIT, "FSC", "certificada", "2014-01-01", "F-1"]])
    assert "Se ingresó el archivo." in confirm(seated, path, page).text
    assert [fact.scheme for fact in facts(served_here, "unit_certified")] == ["FSC"]


def test_mistakes_of_a_spreadsheet_stand_at_their_cell(sample: SampleServer) -> None:
    land = {"unit": UNIT, "starts_on": "2013-10-01", "previous_use": "pasto", "preparation": "hoyos"}
    lines = [
        Line(2, land | {"excluded": "roca: 4 ha"}, {}), Line(3, land | {"preparation": "hoyos; ninguna"}, {}),
        Line(4, land | {"excluded": "camino: 0 ha"}, {}), Line(5, land, {}),
    ]  # fmt: skip
    kind = UnitDescribed.kind
    seen = preview(sample.store, sample.clock, sample.origin, "C01", kind, lines, spoken("es")).seen
    found = [{name: problem.code for name, problem in one.problems.items()} for one in seen]
    assert found == [
        {"excluded": "excluded_above_area"}, {"preparation": "preparation_contradicts"},
        {"excluded": "excluded_nothing"}, {},
    ]  # fmt: skip
    paper = {"unit": UNIT, "status": "solicitada", "starts_on": "2014-01-01", "document": "1"}
    lines = [Line(2, paper | {"scheme": "FSC"}, {}), Line(3, paper | {"unit": "13-1", "scheme": "fsc"}, {})]
    kind = UnitCertified.kind
    seen = preview(sample.store, sample.clock, sample.origin, "C01", kind, lines, spoken("es")).seen
    found = [{name: problem.code for name, problem in one.problems.items()} for one in seen]
    assert found == [{}, {"scheme": "scheme_spelled_otherwise"}]
    sample.store.engine.dispose()


def test_load_states_it_out_of_files(tmp_path: Path) -> None:
    server = make_server(f"sqlite:///{tmp_path / 'office.db'}", SteppingClock(START_MS), with_sample=False)
    border = [{"lat_udeg": lat, "lon_udeg": -79_672_000} for lat in (-5_117_000, -5_116_000, -5_115_000)]
    place = {"code": "C", "name": "C", "ubigeo_inei": "2004100015", "lat_udeg": 0, "lon_udeg": 0}
    bodies = [
        ("programme", {"code": "PIURA", "name": "Piura", "began_on": "2013-01-01"}), ("community", place),
        ("committee", {"code": "C", "name": "C", "community": "@community:1"}),
        ("area", {"code": "A", "name": "A", "community": "@community:1"}),
        ("unit", {"committee": "@committee:1", "area": "@area:1", "code": "U", "area_m2": 10_000, "spacing_cm": 300,
                  "border": border}),
        ("unit_described", {"unit": "@unit:1", "starts_on": "2013-05-01", "previous_use": "bare",
                            "preparation": ["none"], "excluded": [{"reason": "rock", "area_m2": 10}]}),
        ("unit_certified", {"unit": "@unit:1", "scheme": "GS", "status": "applied", "starts_on": "2013-05-01",
                            "document": "1"}),
    ]  # fmt: skip
    when = {"happened_on": "2013-05-02", "recorded_at": "2013-05-02T15:00:00Z"}
    entries = [{"ref": f"{kind}:1", "kind": kind, "body": body, **when} for kind, body in bodies]
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "1.json").write_text(json.dumps(entries), encoding="utf-8")
    ids = load_entries(server.store, server.origin, tmp_path / "sample", b"salt", START_MS)
    with server.store.reading() as session:
        found = {kind: session.state().get(Thing, ids[f"{kind}:1"]) for kind in ("unit_described", "unit_certified")}
    described, certified = (thing_fact(thing) for thing in found.values() if thing is not None)
    assert (described.unit, described.excluded_m2, certified.scheme) == (ids["unit:1"], 10, "GS")
    server.store.engine.dispose()


def test_a_tablet_that_does_not_know_it_keeps_it_and_an_update_understands_it(
    served_here: Served, seated: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    enter(seated, "unit-descriptions", **DESCRIBED)
    enter(seated, "unit-certificates", **CERTIFIED)
    served_here.office.settle()
    said = [*about(served_here, "unit_described"), *about(served_here, "unit_certified")]
    with not_knowing("unit_described", "unit_certified"):
        tablet.sync()
        with tablet.store.reading() as session:
            rows = [session.state().get(EffectiveRecord, record) for record in said]
            kept = {record: session.record_bytes(record) for record in said}
        assert [row.status for row in rows if row] == ["unknown", "unknown"]
    with served_here.office.store.reading() as session:
        assert {record: session.record_bytes(record) for record in said} == kept
    assert [read_record(data).kind for data in kept.values() if data] == ["unit_described", "unit_certified"]
    # Another version of the fold: what was kept is understood without asking anybody.
    monkeypatch.setattr(upgrade, "FOLD_VERSION", upgrade.FOLD_VERSION + 1)
    open_ready(tablet.store.engine, "device")
    tablet.store.fold()
    with tablet.store.reading() as session:
        rows = [session.state().get(EffectiveRecord, record) for record in said]
        found = [session.state().get(Thing, record) for record in said]
    assert [row.status for row in rows if row] == ["live", "live"]
    assert [thing.kind for thing in found if thing] == ["unit_described", "unit_certified"]
