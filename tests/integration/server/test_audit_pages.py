"""The page that gives a package as a download, and the command that writes one."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.integration.server.commanding import BY, Terminal
from tests.integration.server.filling import hidden, words
from tests.integration.server.packages import Package
from tests.integration.server.paying import PayOffice

DAYS = {"from_day": "2014-12-01", "to_day": "2014-12-31"}
ASKED = ("export", "audit", "--from", "2014-12-01", "--to", "2014-12-31", *BY)


def test_the_page_gives_a_whole_package_and_tells_of_it_afterwards(pay_office: PayOffice) -> None:
    who = pay_office.coordinator
    form = hidden(who.get("/audit").text, "/audit")
    answer = who.post("/audit", {**form, **DAYS, "profile": "auditor", "why": "Visita de <Noé>"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="planton-piura-auditor-2014-12-01-2014-12-31.zip"' in answer.headers["content-disposition"]
    package = Package(answer.content)
    assert package.manifest["profile"] == "auditor"
    page = who.get("/audit").text
    assert "Visita de &lt;Noé&gt;" in page
    assert f"{package.manifest['size']:,d}" in page
    record = page.partition('href="/records/')[2].partition('"')[0]
    told = who.get(f"/records/{record}").text
    assert "Paquete entregado" in told
    assert package.manifest["root"] in told


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"from_day": "2014-12-31", "to_day": "2014-12-01", "why": "x"}, "termina antes de empezar"),
        ({"from_day": "2031-01-01", "to_day": "2031-12-31", "why": "x"}, "no hay ningún registro"),
        ({**DAYS, "why": " "}, "Falta decir para qué"),
        ({"from_day": "ayer", "to_day": "2014-12-31", "why": "x"}, "Falta el día"),
    ],
)
def test_what_is_wrong_is_said_with_what_was_typed(pay_office: PayOffice, typed: dict[str, str], sentence: str) -> None:
    who = pay_office.coordinator
    form = hidden(who.get("/audit").text, "/audit")
    answer = who.post("/audit", {**form, **typed, "profile": "auditor"})
    assert answer.status_code == 409
    assert sentence in words(answer)
    assert f'value="{typed["to_day"]}"' in answer.text


def test_an_approver_has_no_such_page(pay_office: PayOffice) -> None:
    assert pay_office.approver.get("/audit").status_code == 403
    assert '"/audit"' not in pay_office.approver.get("/").text


def test_the_command_writes_a_package(office: Terminal, tmp_path: Path) -> None:
    said = office(*ASKED, "--why", "Auditoría externa", "--photos", "--out", "audit.zip")
    package = Package((tmp_path / "audit.zip").read_bytes())
    assert package.manifest["root"] in said
    assert "evidence/photos.csv" in package.files
    again = office.refused(*ASKED, "--why", "x", "--out", "audit.zip")
    assert "ya existe" in again
    assert zipfile.is_zipfile(io.BytesIO((tmp_path / "audit.zip").read_bytes()))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "audit", "--from", "2015-12-01", "--to", "2014-12-31"), "termina antes de empezar"),
        (("export", "audit", "--from", "2031-12-01", "--to", "2031-12-31"), "no hay ningún registro"),
        (("export", "audit", "--from", "nunca", "--to", "2031-12-31"), "nunca"),
        (("export", "audit", "--from", "2014-12-01", "--to", "2014-12-31", "--profile", "vecino"), "vecino"),
    ],
)
def test_the_command_says_what_is_wrong(
    office: Terminal, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    assert sentence in office.refused(*arguments, *BY, "--why", "x", "--out", "audit.zip")
    assert not (tmp_path / "audit.zip").exists()


def test_whoever_makes_a_package_says_what_for_and_where_to(office: Terminal) -> None:
    assert "--why" in office.refused(*ASKED, "--out", "audit.zip")
    assert "--out" in office.refused(*ASKED, "--why", "x")
    assert "no/audit.zip" in office.refused(*ASKED, "--why", "x", "--out", "no/audit.zip")
