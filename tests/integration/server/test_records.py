"""The pages of records: choosing among them, going through them, one of them whole, and who looked."""

import csv
import io
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from core.domain.kinds import KINDS
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.personal_access import accesses
from core.usecases.views.field import HistoryFilter
from sync_server.gate.access import ACCESS, PERSONAL
from sync_server.pages.work import records
from sync_server.text.texts import TEXTS
from tests.fakes.browser import Browser
from tests.integration.server.running import PASSWORD, Served
from tests.integration.server.village import plant


@pytest.fixture
def busy(few_days: None, served_here: Served, browser: Browser) -> Served:
    """A server with a few days of work, and somebody of the office signed in."""
    browser.sign_in("oficina", PASSWORD)
    return served_here


def lines(served: Served, **chosen: object) -> list[str]:
    with served.office.store.reading() as session:
        return [line.id for line in session.reads().history(HistoryFilter(**chosen), 1_000, 0)]  # type: ignore[arg-type]


def shown(page: str) -> list[str]:
    """The ids of the records that a page lists, in its order."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [part.partition('"')[0] for part in body.split('href="/records/')[1:]]


def test_a_choice_shows_what_is_like_that(busy: Served, browser: Browser) -> None:
    assert shown(browser.get("/records?kind=planting").text) == lines(busy, kinds=("planting",))
    choco = busy.ids["committee:CHO"]
    page = browser.get(f"/records?kind=planting&committee={choco}&state=void").text
    assert shown(page) == lines(busy, kinds=("planting",), committee=choco, state="void")
    assert "Anulado" in page
    assert "Ningún registro es así." in browser.get("/records?from_day=2019-01-01").text


def test_what_cannot_be_understood_is_said_and_does_not_filter(busy: Served, browser: Browser) -> None:
    page = browser.get("/records?kind=planting&from_day=ayer&state=raro&text=%00").text
    assert shown(page) == lines(busy, kinds=("planting",))
    for field in ("Desde", "Estado", "Número, nombre o código"):
        assert f"Lo que dice “{field}” no se entiende" in page


def test_a_number_finds_every_kind_of_record(busy: Served, browser: Browser) -> None:
    unit = busy.ids["unit:01-3"]
    assert shown(browser.get(f"/records?text={unit}").text) == [unit]


def test_a_name_finds_whose_it_is_and_what_they_did(busy: Served, browser: Browser) -> None:
    member = busy.ids["member:CHO-003"]
    with busy.office.store.reading() as session:
        name = next(
            one.name for one in session.reads().members(busy.ids["committee:CHO"], "2014-12-03") if one.id == member
        )
    surname = name.partition(",")[0]
    found = lines(busy, text=surname.upper(), kinds=tuple(KINDS))
    assert set(lines(busy, member=member, kinds=tuple(KINDS))) <= set(found)
    assert len(lines(busy, member=member)) > 2
    plain = surname.translate(str.maketrans("áéíóúñÁÉÍÓÚÑ", "aeiounAEIOUN"))
    assert lines(busy, text=plain, kinds=tuple(KINDS)) == found
    page = browser.get("/records", params={"text": surname}).text
    assert set(shown(page)) == set(found)
    assert lines(busy, text="nadie se llama así") == []


def test_the_code_of_a_unit_finds_what_was_done_there(busy: Served) -> None:
    there = lines(busy, text="01-3")
    assert set(lines(busy, unit=busy.ids["unit:01-3"])) <= set(there)
    assert there


def test_pages_go_on_where_the_last_one_ended(
    busy: Served, browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(records, "PAGE", 4)
    wanted = lines(busy, committee=busy.ids["committee:CAJ"], to_day="2014-12-31", from_day="2014-01-01")
    address = f"/records?committee={busy.ids['committee:CAJ']}&from_day=2014-01-01&to_day=2014-12-31"
    page = browser.get(address).text
    pages = [page]
    while 'rel="next"' in page:
        address = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        page = browser.get(address).text
        pages.append(page)
    assert [identifier for one in pages for identifier in shown(one)] == wanted
    assert len(pages) > 1
    # What arrives meanwhile shifts nothing on the way back.
    newcomer = busy.enrol(tmp_path, "Cajas 2", committees=("CAJ",))
    newcomer.sync()
    plant(newcomer, 20, 3, "CAJ", "04-2", "2014-12-03")
    newcomer.sync()
    busy.office.settle()
    back = page.partition('rel="prev" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert shown(browser.get(back).text) == shown(pages[-2])


def test_everything_chosen_comes_as_csv(busy: Served, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync_server.downloads.work.AT_ONCE", 5)
    answer = browser.get("/records.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["record"] for row in rows] == lines(busy)
    with busy.office.store.reading() as session:
        paid = sum(line.centimos for line in session.reads().history(HistoryFilter(), 1_000, 0))
    assert sum(int(row["centimos"]) for row in rows) == paid > 0


def test_what_somebody_typed_is_no_formula_in_a_spreadsheet(busy: Served) -> None:
    from sync_server.exports.spreadsheets import csv_line

    assert csv_line(("＝1+1", "＠x", "＋5", "－5")) == "'＝1+1,'＠x,'＋5,'－5\r\n"
    assert csv_line(("=1+1", "-5", -5, "+51 9", "@x", "a,b")) == "'=1+1,'-5,-5,'+51 9,'@x,\"a,b\"\r\n"


def test_a_record_says_everything(busy: Served, browser: Browser) -> None:
    for kind in ("planting", "workday", "ready_accepted", "saplings_lost", "member", "rate", "unit", "void", "verdict"):
        for identifier in lines(busy, kinds=(kind,))[:2]:
            answer = browser.get(f"/records/{identifier}")
            assert answer.status_code == 200
            assert TEXTS[f"kind.{kind}"][0] in answer.text
            assert "field." not in answer.text


def test_the_money_of_a_record_adds_up_on_its_page(busy: Served, browser: Browser) -> None:
    (held,) = (one for one in lines(busy, kinds=("planting",), state="observed"))
    page = browser.get(f"/records/{held}").text
    assert page.count("S/\xa0200.00") == 6
    assert "S/\xa01,200.00" in page
    assert "Esas jornadas suman 2,400." in page


def test_who_recorded_is_called_by_name(busy: Served, browser: Browser) -> None:
    with busy.office.store.reading() as session:
        (name,) = [one.name for one in session.reads().users() if one.code == "T01"]
    listed = browser.get("/records?kind=planting").text
    assert (f'<td class="author">{name}</td>' in listed, '<td class="author">T01</td>' in listed) == (True, False)


def test_a_thing_is_headed_by_its_code_and_a_border_told_by_its_corners(busy: Served, browser: Browser) -> None:
    page = browser.get(f"/records/{busy.ids['unit:01-3']}").text
    assert "<h1>Unidad de manejo 01-3</h1>" in page
    with busy.office.store.reading() as session:
        thing = session.state().get(Thing, busy.ids["unit:01-3"])
    assert thing is not None
    border = thing_fact(thing).border
    assert f"<dd>{len(border)} esquinas</dd>" in page
    assert (f"{border[0].lat_udeg / 1e6:.6f}" in page, 'class="plan"' in page) == (False, True)
    assert "<h1>Plantación</h1>" in browser.get(f"/records/{lines(busy, kinds=('planting',))[0]}").text


def test_who_corrected_is_said(busy: Served, browser: Browser) -> None:
    (void,) = lines(busy, kinds=("planting",), state="void")
    page = browser.get(f"/records/{void}").text
    assert "Anulación" in page
    assert "lugar equivocado" in page
    with busy.office.store.reading() as session:
        (name,) = [one.name for one in session.reads().users() if one.code == "T01"]
    assert f"<small>{name} · " in page


@pytest.mark.parametrize("wrong", ["AAAAAA-1", "x", "%00", "..%2f", "ASTVZ7-99999999999999999999"])
def test_a_record_that_is_not_there_is_missed_politely(busy: Served, browser: Browser, wrong: str) -> None:
    answer = browser.get(f"/records/{wrong}")
    assert answer.status_code == 404
    assert "No hay ningún registro" in answer.text or "Esa página no existe." in answer.text


def test_whoever_looks_at_names_is_written_down_for_good(busy: Served, browser: Browser) -> None:
    (planting, *_) = lines(busy, kinds=("planting",))
    browser.get("/records?kind=planting")
    browser.get(f"/records/{planting}")
    browser.get("/")
    with busy.office.store.reading() as session:
        found = accesses(session, 10)
    assert sorted(one.page for one in found) == sorted(["/records?kind=planting", f"/records/{planting}"])
    assert {(one.account, one.role) for one in found} == {("oficina", "coordinator")}
    with pytest.raises(Exception, match="never changed"), busy.office.store.writing() as session:
        session.connection.exec_driver_sql("DELETE FROM personal_access")


def test_every_page_with_names_is_one_that_is_written_down(busy: Served, browser: Browser) -> None:
    (planting, *_) = lines(busy, kinds=("planting",))
    with busy.office.store.reading() as session:
        reads = session.reads()
        people = [
            member.name
            for code in ("CHO", "CAJ")
            for member in reads.members(busy.ids[f"committee:{code}"], "2014-12-03")
        ] + [user.name for user in reads.users()]
    for method, path in ACCESS:
        if method == "GET" and not path.startswith(("/v1", "/static")):
            page = browser.get(path.replace("{record}", planting)).text
            if any(name in page for name in people):
                assert (method, path) in PERSONAL


def test_every_field_and_every_code_has_a_word() -> None:
    missing = sorted({key for kind in KINDS.values() for key in _words(kind.shape)} - TEXTS.keys())
    assert missing == []


def _words(shape: type) -> set[str]:
    """The keys of the words for a fact's fields and for the codes in them."""
    wanted = set()
    for name, annotation in get_type_hints(shape).items():
        if name in ("kind", "version", "since"):
            continue
        if name not in ("lat_udeg", "lon_udeg"):
            wanted.add(f"field.{name}")
        for part in _parts(annotation):
            if isinstance(part, str) and name != "currency":
                wanted.add(f"{name}.{part}")
            elif hasattr(part, "__dataclass_fields__") and part.__name__ != "Point":
                wanted |= _words(part)
    return wanted


def _parts(annotation: object) -> list[object]:
    inner = get_args(annotation)
    return [annotation, *(part for one in inner for part in _parts(one))]
