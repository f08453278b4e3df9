"""Members at the office's pages: found as their names sound, confirmed, compared, joined and separated again."""

import re
from pathlib import Path

import pytest

from core.domain.bodies import Day, SideHash
from core.domain.money import format_soles
from core.domain.people import Member, MembersCompared, Person
from core.domain.records import RecordId
from core.usecases.office.steps import take_step
from core.usecases.own_log import side_row
from core.usecases.tablet.record import record_fact
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import PASSWORD, Served
from tests.integration.server.village import plant

DAY = "2014-12-03"


def form(person: Browser, page: str, **fields: str) -> dict[str, str]:
    return {"form_token": form_token(person.get(page).text)} | fields


def added(served: Served, code: str, person: Person, committee: str = "CHO") -> RecordId:
    """Somebody whom the office enters."""
    office = served.office
    row = side_row(person)
    fact = Member(served.ids[f"committee:{committee}"], code, "M", Day("2014-12-01"), SideHash(row.hash))
    return take_step(office.store, office.clock, office.origin, "C01", fact, sides={"person_side": row})


@pytest.fixture
def twice(served_here: Served) -> tuple[RecordId, RecordId]:
    """One man on the list of Choco twice, written by two people."""
    one = added(served_here, "CHO-901", Person("José", "Yovera", "Chávez", "03311122"))
    return one, added(served_here, "CHO-902", Person("Jose", "Llovera", "Chabes"))


@pytest.mark.parametrize("typed", ["llovera", "YOVERA chabes", "cho-901", "03311122", "Chávez José"])
def test_a_person_is_found_however_their_name_is_typed(
    seated: Browser, twice: tuple[RecordId, RecordId], typed: str
) -> None:
    page = seated.get("/reference/members", params={"text": typed}).text
    assert f"/reference/members/{twice[0]}" in page


def test_who_is_not_there_is_not_found_and_the_list_goes_on_page_by_page(served_here: Served, seated: Browser) -> None:
    assert "No hay nadie así." in seated.get("/reference/members?text=Zzyx").text
    seen: list[str] = []
    address = "/reference/members"
    while address:
        page = seated.get(address).text
        seen += [part.partition('"')[0] for part in page.split('<th scope="row"><a href="/reference/members/')[1:]]
        address = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    with served_here.office.store.reading() as session:
        everybody = [one.id for one in session.reference().people()]
    assert sorted(seen) == sorted(everybody)
    assert len(everybody) > 50


def test_what_somebody_earned_is_on_their_page(served_here: Served, seated: Browser, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 640, 14)
    tablet.sync()
    served_here.office.settle()
    page = seated.get(f"/reference/members/{served_here.ids['member:CHO-001']}").text
    assert format_soles(2_286) in page
    assert "Plantación" in page
    assert re.search(r"Anotado: [^<]* · la oficina · ", page), "who entered it is said in words"


def test_whom_a_tablet_added_is_confirmed_once(served_here: Served, seated: Browser, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    row = side_row(Person("Nélida", "Peña", "Adrianzén"))
    fact = Member(served_here.ids["committee:CHO"], "CHO-950", "F", Day(DAY), SideHash(row.hash))
    member = record_fact(tablet.store, served_here.office.clock, "T01", fact, DAY, sides={"person_side": row})
    tablet.sync()
    address = f"/reference/members/{member}"
    assert "Por confirmar" in seated.get(address).text
    for page in (f"/records/{member}", "/records?kind=member&text=CHO-950"):
        chips = re.findall(r'<span class="chip ([a-z]+)">.*?</svg>\s*([^<]+)</span>', seated.get(page).text, re.DOTALL)
        assert chips[0] == ("held", "Por confirmar"), page
    stale = form(seated, address)
    assert "Persona confirmada." in seated.post(f"{address}/confirm", stale).text
    assert "Por confirmar" not in seated.get(f"/records/{member}").text
    assert "<dt>Sexo</dt>" in seated.get(f"/records/{member}").text
    assert "mujer</dd>" in seated.get(f"/records/{member}").text
    second = seated.post(f"{address}/confirm", stale)
    assert (second.status_code, "ya está confirmado" in second.text) == (409, True)


def test_entries_of_one_person_are_joined_and_separated_again(
    served_here: Served, seated: Browser, twice: tuple[RecordId, RecordId]
) -> None:
    one, other = twice
    page = seated.get("/reference/members/duplicates").text
    assert "Nombres que suenan igual: Yovera Chávez, José" in page
    stale = form(seated, "/reference/members/duplicates", one=one, other=other)
    done = seated.post("/reference/members/compare", stale | {"found": one})
    assert "Decisión guardada." in done.text
    assert f'name="one" value="{one}"' not in done.text
    with served_here.office.store.reading() as session:
        listed = {view.id for view in session.reads().members(served_here.ids["committee:CHO"], DAY)}
    assert one in listed
    assert other not in listed
    assert "Esta ficha es de la misma persona que Yovera Chávez, José" in seated.get(f"/reference/members/{other}").text
    again = seated.post("/reference/members/compare", stale | {"found": "two"})
    assert (again.status_code, "Mientras tanto alguien decidió" in again.text) == (409, True)
    page = seated.get(f"/reference/members/{one}").text
    comparison = page.partition('name="comparison" value="')[2].partition('"')[0]
    undo = form(seated, f"/reference/members/{one}", comparison=comparison)
    assert "Otra vez son dos fichas." in seated.post(f"/reference/members/{one}/separate", undo).text
    assert f'name="one" value="{one}"' in seated.get("/reference/members/duplicates").text
    assert seated.post(f"/reference/members/{one}/separate", undo).status_code == 409


def test_a_tablet_hears_which_entry_stands(
    served_here: Served, seated: Browser, twice: tuple[RecordId, RecordId], tmp_path: Path
) -> None:
    one, other = twice
    fields = form(seated, "/reference/members/duplicates", one=one, other=other, found=other)
    seated.post("/reference/members/compare", fields)
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    listed = {view.id for view in tablet.look(lambda reads: reads.members(served_here.ids["committee:CHO"], DAY))}
    ever = {view.id for view in tablet.look(lambda reads: reads.members_ever(served_here.ids["committee:CHO"], DAY))}
    assert other in listed
    assert one not in listed
    assert {one, other} <= ever


def test_whose_record_it_is_stands_on_it_in_words(
    served_here: Served, seated: Browser, twice: tuple[RecordId, RecordId]
) -> None:
    assert "Yovera Chávez, José · 03311122" in seated.get(f"/records/{twice[0]}").text
    ensure_account(served_here.office.store, "audita", PASSWORD, "auditor", "C01")
    seated.kept.cookies.clear()
    seated.sign_in("audita", PASSWORD)
    page = seated.get(f"/records/{twice[0]}").text
    assert "Yovera Chávez, José · ••••1122" in page
    assert "03311122" not in page


def test_two_people_of_like_names_are_asked_about_once(
    served_here: Served, seated: Browser, twice: tuple[RecordId, RecordId]
) -> None:
    one, other = twice
    fields = form(seated, "/reference/members/duplicates", one=one, other=other, found="two")
    page = seated.post("/reference/members/compare", fields).text
    assert f'name="one" value="{one}"' not in page
    assert "son dos personas" in page
    with served_here.office.store.reading() as session:
        listed = {view.id for view in session.reads().members(served_here.ids["committee:CHO"], DAY)}
    assert {one, other} <= listed


@pytest.mark.parametrize("found", ["", "AAAAAA-1", "both"])
def test_without_a_decision_nothing_is_decided(seated: Browser, twice: tuple[RecordId, RecordId], found: str) -> None:
    fields = form(seated, "/reference/members/duplicates", one=twice[0], other=twice[1], found=found)
    assert seated.post("/reference/members/compare", fields).status_code == 409
    assert f'name="one" value="{twice[0]}"' in seated.get("/reference/members/duplicates").text


def test_an_entry_is_joined_to_one_that_stands_for_itself(
    served_here: Served, seated: Browser, twice: tuple[RecordId, RecordId]
) -> None:
    third = added(served_here, "CHO-903", Person("José", "Yobera", "Chaves"))
    for one, other in (twice, (twice[1], third)):
        fields = form(seated, "/reference/members/duplicates", one=one, other=other, found=one)
        answer = seated.post("/reference/members/compare", fields)
    assert (answer.status_code, "CHO-902 ya se unió a otra" in answer.text) == (409, True)


def test_who_was_joined_to_somebody_that_was_joined_later_belongs_to_who_stands_in_the_end(
    served_here: Served, seated: Browser, twice: tuple[RecordId, RecordId], tmp_path: Path
) -> None:
    """Whichever of the two comparisons is read first; what the last of the chain earned is on the page as well."""
    worked, between = served_here.ids["member:CHO-001"], twice[0]
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 640, 14)
    tablet.sync()
    office = served_here.office
    office.settle()
    for pair in ((twice[1], between), (between, worked)):
        take_step(office.store, office.clock, office.origin, "C01", MembersCompared(*pair, "same_person"))
    with office.store.reading() as session:
        listed = {view.id for view in session.reads().members(served_here.ids["committee:CHO"], DAY)}
    assert listed & {worked, between, twice[1]} == {twice[1]}
    page = seated.get(f"/reference/members/{twice[1]}").text
    assert format_soles(2_286) in page
    assert all(f'href="/reference/members/{one}"' in page for one in (worked, between))


def test_the_same_number_is_found_across_committees_and_an_auditor_sees_its_end(
    served_here: Served, seated: Browser
) -> None:
    added(served_here, "CHO-904", Person("Rosa", "Neira", "Rojas", "44556677"))
    added(served_here, "CAJ-904", Person("Juana", "Huamán", "Peña", "44556677"), "CAJ")
    page = seated.get("/reference/members/duplicates").text
    assert "El mismo DNI" in page
    assert "44556677" in page
    ensure_account(served_here.office.store, "audita", PASSWORD, "auditor", "C01")
    seated.kept.cookies.clear()
    seated.sign_in("audita", PASSWORD)
    page = seated.get("/reference/members/duplicates").text
    assert "••••6677" in page
    assert "44556677" not in page
    assert "/reference/members/compare" not in page


def test_who_is_nobody_has_no_page(seated: Browser) -> None:
    for member in ("AAAAAA-1", "x"):
        page = seated.get(f"/reference/members/{member}")
        assert (page.status_code, "No hay ningún registro" in page.text) == (404, True)
