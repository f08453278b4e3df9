"""Photos on the office's pages: from a tablet's lane to a record's page, the desk, the list and the map."""

import re
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import requests

from app.sending.transport import HttpTransport
from core.domain.bodies import Count
from core.storage.personal_access import accesses
from core.sync.photos.lane import send_photos
from core.usecases.tablet.correct import Change, replace_record
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser
from tests.integration.server.landscape import planted_at
from tests.integration.server.running import PASSWORD, Served, Tablet
from tests.integration.server.village import DAY
from tests.photos import SAMPLE, expense_with, picture, sample_photo

PIURA = "-5200000,-79800000,-5000000,-79600000"


@pytest.fixture
def tablet(served_here: Served, tmp_path: Path) -> Tablet:
    made = served_here.enrol(tmp_path, "Choco 1")
    made.sync()
    return made


def sync(tablet: Tablet) -> None:
    tablet.sync()
    tablet.served.office.settle()


def send(tablet: Tablet) -> None:
    """What the tablet does after its records are through."""
    with closing(HttpTransport((tablet.served.address,))) as road:
        assert send_photos(tablet.store, tablet.served.office.clock, tablet.key, road).failed == 0


def pictures(page: str) -> list[tuple[str, str]]:
    """(address, words) of every picture on a page."""
    return [(src, unescape(alt)) for src, alt in re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)]


def test_a_photo_goes_from_the_tablet_to_the_page_of_its_record(
    served_here: Served, seated: Browser, tablet: Tablet
) -> None:
    photo = sample_photo()
    planting = planted_at(tablet, "01-3", 40, photo=photo)
    sync(tablet)
    page = seated.get(f"/records/{planting}").text
    assert "Foto pendiente: la tableta Choco 1 la tiene" in page
    assert (pictures(page), photo.hash[:12] in page) == ([], False)
    send(tablet)
    ((address, words),) = pictures(seated.get(f"/records/{planting}").text)
    assert address == f"/records/{planting}/photos/{photo.hash}"
    assert words.startswith("Foto de plantación: 01-3, ")
    assert ("3 dic 2014" in words, "T01 " in words) == (True, True)
    answer = seated.get(address)
    assert answer.content == SAMPLE.read_bytes()
    assert {name: answer.headers[name] for name in _PROTECTING} == {
        **_PROTECTING, "content-disposition": f'inline; filename="planton-{planting}-{photo.hash[:8]}.jpg"'
    }  # fmt: skip


_PROTECTING = {
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
    "cross-origin-resource-policy": "same-origin",
    "content-disposition": "",
}


def test_who_looks_at_a_photo_is_written_down_also_when_the_browser_has_its_bytes(
    served_here: Served, seated: Browser, tablet: Tablet
) -> None:
    photo = sample_photo()
    planting = planted_at(tablet, "01-3", 40, photo=photo)
    sync(tablet)
    send(tablet)
    address = f"/records/{planting}/photos/{photo.hash}"
    tag = seated.get(address).headers["etag"]
    again = seated.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    with served_here.office.store.reading() as session:
        assert [one.page for one in accesses(session, 9)] == [address, address]
    with requests.Session() as other:
        person = Browser(served_here.address, other)
        person.sign_in("rosa", PASSWORD)  # A technician, who sees nothing of the office.
        assert person.get(address, headers={"if-none-match": tag}).status_code == 403
        ensure_account(served_here.office.store, "audita", PASSWORD, "auditor", "C02")
        person.sign_in("audita", PASSWORD)
        assert person.get(address).status_code == 200


def test_a_photo_is_had_by_the_record_that_names_it_alone(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    photo = sample_photo()
    planting, other = planted_at(tablet, "01-3", 40, photo=photo), planted_at(tablet, "01-3", 41, 900)
    sync(tablet)
    send(tablet)
    with served_here.office.store.reading() as session:
        member = session.state().record(served_here.ids["member:CHO-001"])
    assert member is not None
    person = member.body["person_side"]
    for path in (
        f"/records/{other}/photos/{photo.hash}", f"/records/{planting}/photos/{'0' * 64}",
        f"/records/{member.id}/photos/{person}", f"/records/{planting}/photos/%00", "/records/x/photos/y",
    ):  # fmt: skip
        assert seated.get(path).status_code == 404, path


def test_what_is_no_jpeg_is_never_handed_out(seated: Browser, tablet: Tablet) -> None:
    noise = picture(500)
    expense = expense_with(tablet.store, tablet.served.office.clock, noise)
    sync(tablet)
    send(tablet)
    assert "no es una imagen JPEG" in seated.get(f"/records/{expense}").text
    answer = seated.get(f"/records/{expense}/photos/{noise.hash}")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "text/html; charset=utf-8")
    assert noise.data not in answer.content


def test_a_photo_that_a_correction_replaced_is_shown_as_the_one_of_before(seated: Browser, tablet: Tablet) -> None:
    first, second = sample_photo(1), sample_photo(2)
    planting = planted_at(tablet, "01-3", 40, photo=first)
    fact = tablet.look(lambda reads: reads.record(planting)).fact
    people = tuple(replace(one, count=Count(38)) for one in fact.people)
    replace_record(
        tablet.store, tablet.served.office.clock, "T01", Change(planting, planting, "wrong_count"),
        replace(fact, count=Count(38), people=people), DAY, sides={"photo_side": second},
    )  # fmt: skip
    sync(tablet)
    send(tablet)
    page = seated.get(f"/records/{planting}").text
    assert [address.rpartition("/")[2] for address, _ in pictures(page)] == [second.hash, first.hash]
    assert page.count("De antes de una corrección") == 1
    assert [seated.get(address).status_code for address, _ in pictures(page)] == [200, 200]


def test_the_list_finds_the_records_whose_photo_is_still_to_come(seated: Browser, tablet: Tablet) -> None:
    sent = planted_at(tablet, "01-3", 40, photo=sample_photo(1))
    sync(tablet)
    send(tablet)
    late = planted_at(tablet, "01-3", 41, 900, photo=sample_photo(2))
    planted_at(tablet, "01-3", 42, 1_800)
    sync(tablet)
    found = {
        choice: set(re.findall(r'class="what"><a href="/records/([^"]+)"', seated.get(f"/records?photo={choice}").text))
        for choice in ("named", "missing")
    }
    assert found == {"named": {sent, late}, "missing": {late}}
    assert "Lo que dice “Foto” no se entiende" in seated.get("/records?photo=x").text


def test_the_map_says_which_plantings_have_a_photo(seated: Browser, tablet: Tablet) -> None:
    planted_at(tablet, "01-3", 40, photo=sample_photo())
    planted_at(tablet, "01-3", 41, 900)
    sync(tablet)
    signs = seated.get(f"/map/plantings.json?box={PIURA}&zoom=22").json()["signs"]
    assert sorted((one["photo"], "con foto" in one["text"]) for one in signs) == [(False, False), (True, True)]
    (together,) = seated.get(f"/map/plantings.json?box={PIURA}&zoom=8").json()["signs"]
    assert (together["number"], together["photo"], together["text"]) == (
        2, True, "2 plantaciones · 81 árboles · 1 con foto",
    )  # fmt: skip


def test_a_photo_is_evidence_at_the_desk(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    photo = sample_photo()
    planted_at(tablet, "01-3", 900, photo=photo)
    second = planted_at(tablet, "01-3", 900)
    sync(tablet)
    send(tablet)
    page = seated.get(f"/desk/{second}/duplicate_suspect").text
    ((address, _),) = pictures(page)
    assert address.endswith(photo.hash)
