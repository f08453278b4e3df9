"""Every list of the pages as a file: the whole of what is chosen, the same in every format, and who took it."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import openpyxl
import pytest

from core.domain.bodies import Count
from core.domain.complaints import Complaint
from core.domain.corrections import Void
from core.domain.stands import LossEvent
from core.storage.personal_access import accesses
from core.usecases.office.imports.entering import keep_file
from core.usecases.ports import ImportedFile
from core.usecases.tablet.record import record_fact
from core.usecases.views.field import HistoryFilter
from core.usecases.words import words_row
from sync_server.bootstrap import ensure_account
from sync_server.downloads import work
from sync_server.downloads.catalogue import LISTINGS
from sync_server.downloads.listing import Asked
from sync_server.gate import lists
from sync_server.looking.reference import PLACES
from tests.fakes.browser import Browser
from tests.integration.server.packages import lived_through, say, thing
from tests.integration.server.paying import PayOffice
from tests.integration.server.running import PASSWORD
from tests.sample import DAY


@pytest.fixture
def busy(pay_office: PayOffice) -> PayOffice:
    """A payday after which something of everything has happened, and an administrator who looks at it."""
    lived_through(pay_office)
    pay_office.paid_by_a_stranger("Y-000778")
    row = words_row("Falta mi jornal")
    assert row is not None
    say(pay_office, Complaint(pay_office.server.ids["committee:CHO"], "pay", "phone"), sides={"office_side": row})
    rate = thing(pay_office, "rate")
    say(pay_office, Void(rate, rate, "wrong_count"))
    keep_file(pay_office.served.office.store, ImportedFile("f" * 16, "opening_balance", "a.csv", "C01", 1, 0, 1), 0)
    pay_office.served.office.settle()
    ensure_account(pay_office.served.office.store, "administra", PASSWORD, "administrator", "C02")
    pay_office.approver.sign_in("administra", PASSWORD)
    return pay_office


def addresses(office: PayOffice) -> dict[str, str]:
    """An address without an ending for every list."""
    names = {"trip": office.trip(), "sheet": office.sheet, "member": office.server.ids["member:CHO-001"]}
    found = {path: path.format(**names) for path in LISTINGS if "{place}" not in path}
    return found | {f"/reference/{place}": f"/reference/{place}" for place in PLACES if place != "members"}


def rows_of(who: Browser, address: str) -> list[dict[str, str]]:
    answer = who.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_every_list_is_the_same_in_every_format(busy: PayOffice) -> None:
    who, filled = busy.approver, set()
    for path, address in addresses(busy).items():
        rows = rows_of(who, f"{address}.csv")
        found = who.get(f"{address}.json")
        assert found.headers["content-type"] == "application/json"
        objects = found.json()
        assert len(objects) == len(rows), address
        for row, one in zip(rows, objects, strict=True):
            assert list(row) == list(one)
            assert row == {name: written(value) for name, value in one.items()}, address
        workbook = who.get(f"{address}.xlsx")
        assert re.fullmatch(r'attachment; filename="planton-[\w-]+\.xlsx"', workbook.headers["content-disposition"])
        sheet = openpyxl.load_workbook(io.BytesIO(workbook.content)).worksheets[0]
        table = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
        assert len(table) == 1 + len(rows), address
        assert len(table[0]) == len(objects[0]) if objects else table[0], address
        assert all(table[0])
        for one, line in zip(objects, table[1:], strict=True):
            for (name, value), cell in zip(one.items(), line, strict=True):
                if name == "centimos" or name.endswith("_centimos"):
                    assert cell is None if value is None else round(cell * 100) == value, (address, name)
        if rows:
            filled.add(path)
    assert set(addresses(busy)) - filled <= EMPTY_HERE


EMPTY_HERE = {
    "/approvals", "/desk", "/complaints", "/import", "/recoveries", "/suspense", "/api-tokens",
    "/reference/members/duplicates",
}  # fmt: skip
"""Lists with nothing in them at this office; others have a test of their own or are filled by `test_...` below."""


def written(value: Any) -> str:
    """What CSV has for a value of JSON."""
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "-", "@")) else text


def test_places_are_drawn_where_a_list_has_them(busy: PayOffice) -> None:
    who = busy.approver
    for address, shape in (
        ("/reference/units", "Polygon"), ("/reference/communities", "Point"), ("/reference/areas", "MultiPolygon"),
        ("/map/units", "Polygon"),
    ):  # fmt: skip
        answer = who.get(f"{address}.geojson")
        assert answer.headers["content-type"] == "application/geo+json"
        features = answer.json()["features"]
        assert len(features) == len(who.get(f"{address}.json").json())
        assert {feature["geometry"]["type"] for feature in features if feature["geometry"]} == {shape}, address
        for feature in features:
            assert all(in_piura(spot) for spot in spots(feature["geometry"])), address
    assert who.get("/reference/rates.geojson").status_code == 404
    assert who.get("/sheets.geojson").status_code == 404


def spots(geometry: dict[str, Any] | None) -> list[list[float]]:
    def flat(value: Any) -> list[list[float]]:
        return [value] if isinstance(value[0], int | float) else [spot for part in value for spot in flat(part)]

    return flat(geometry["coordinates"]) if geometry else []


def in_piura(spot: list[float]) -> bool:
    return -82 < spot[0] < -79 and -7 < spot[1] < -4


def test_a_record_that_comes_in_while_the_file_is_written_is_not_in_it(
    busy: PayOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "AT_ONCE", 7)
    with busy.server.store.reading() as session:
        before = [line.id for line in session.reads().history(HistoryFilter(), 10_000, 0)]
    rows = work.records(Asked(busy.served.office, {}, {}, "es")).rows()
    found = [next(rows)[0]]
    # The oldest of all days stands at the end of the list.
    unit, species = busy.server.ids["unit:01-3"], busy.server.ids["species:PPAT"]
    loss = LossEvent(busy.server.ids["committee:CHO"], unit, "fire", Count(1), species)
    record_fact(busy.choco.store, busy.server.clock, "T01", loss, "2014-01-02")
    busy.sync(busy.choco)
    found += [row[0] for row in rows]
    assert found == before
    with busy.server.store.reading() as session:
        assert len(session.reads().history(HistoryFilter(), 10_000, 0)) > len(before)


def test_all_that_is_chosen_comes_and_nothing_else(busy: PayOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "AT_ONCE", 7)
    who, store = busy.coordinator, busy.server.store
    with store.reading() as session:
        lines = session.reads().history(HistoryFilter(), 10_000, 0)
        mine = session.reads().history(HistoryFilter(kinds=("rate",)), 10_000, 0)
    assert len(lines) > 14
    assert [row["record"] for row in rows_of(who, "/records.csv")] == [line.id for line in lines]
    assert [row["record"] for row in rows_of(who, "/records.csv?kind=rate")] == [line.id for line in mine] != []
    people = rows_of(who, "/reference/members.csv")
    assert len(people) > 50, "more than a page shows"
    chosen = people[0]["committee"]
    few = rows_of(who, f"/reference/members.csv?committee={chosen}&after={people[5]['member']}")
    assert few == [row for row in people if row["committee"] == chosen] != people
    found = rows_of(who, "/reference/species.csv?text=pinus")
    assert 0 < len(found) < len(rows_of(who, "/reference/species.csv"))


def test_figures_are_those_of_the_program(busy: PayOffice) -> None:
    who, store = busy.coordinator, busy.server.store
    with store.reading() as session:
        money = session.money()
        view, trips = money.sheet(busy.sheet, DAY, reasons=False), money.trips()
        payments, units = money.payments(), session.reads().units(busy.server.ids["committee:CHO"])
    assert view is not None
    lines = who.get(f"/sheets/{busy.sheet}/lines.json").json()
    assert sum(one["payable_centimos"] for one in lines) == view.summary.payable_centimos > 0
    assert [one["payee"] for one in lines] == [line.payee for line in view.lines]
    assert [one["balance_centimos"] for one in who.get("/cash.json").json()] == [one.balance_centimos for one in trips]
    assert [one["payout"] for one in who.get("/payouts.json").json()] == [one.id for one in payments] != []
    choco = [one for one in who.get("/map/units.json").json() if one["committee"] == busy.server.ids["committee:CHO"]]
    assert [(one["unit"], one["planted_trees"]) for one in choco] == [(one.id, one.planted) for one in units]


def test_nothing_of_a_person_leaves_but_the_name(busy: PayOffice) -> None:
    who = busy.approver
    with busy.server.store.reading() as session:
        people = [one.person for one in session.reference().people() if one.person]
    secrets = {one.dni for one in people if one.dni} | {one.mobile for one in people if one.mobile}
    assert secrets
    for address in addresses(busy).values():
        text = who.get(f"{address}.json").text
        assert [secret for secret in secrets if secret in text] == [], address
    assert {name for one in who.get("/accounts.json").json() for name in one if "password" in name} == {
        "one_time_password"
    }


def test_who_took_a_list_with_names_is_written_down(busy: PayOffice) -> None:
    who = busy.coordinator
    for address in ("/reference/members.xlsx?new=yes", "/payouts.json", "/sheets.csv", "/map/units.geojson"):
        assert who.get(address).status_code == 200
    with busy.server.store.reading() as session:
        pages = [one.page for one in accesses(session, 10)]
    assert {"/reference/members.xlsx?new=yes", "/payouts.json"} <= set(pages)
    assert not {"/sheets.csv", "/map/units.geojson"} & set(pages)


def test_what_is_not_there_is_said_and_is_no_file(busy: PayOffice) -> None:
    who = busy.approver
    for path in (
        "/sheets/x/lines.csv", "/cash/x/moves.xlsx", "/reference/members/x/statement.json", "/reference/nowhere.csv",
        "/records.pdf", "/reference/members.geojson",
    ):  # fmt: skip
        assert who.get(path).status_code == 404, path


def test_every_list_is_linked_from_a_page(busy: PayOffice) -> None:
    who, member = busy.approver, busy.server.ids["member:CHO-001"]
    pages = (
        "/records", "/desk", "/complaints", "/import", "/months", "/figures", "/map", "/sheets",
        f"/sheets/{busy.sheet}",
        "/suspense", "/recoveries", "/approvals", "/cash", f"/cash/{busy.trip()}", "/funds", "/reference/members",
        "/reference/members/duplicates", f"/reference/members/{member}", "/reference/units", "/reference/settings",
        "/tablets", "/accounts", "/api-tokens",
    )  # fmt: skip
    linked = {
        link for page in pages for link in re.findall(r'href="([^"?]+\.(?:csv|xlsx|json|geojson))', who.get(page).text)
    }
    wanted = {
        f"{address}.{ending}"
        for path, address in addresses(busy).items()
        for ending in lists.endings(path)
        if not path.startswith("/reference/") or path in ("/reference/members", "/reference/units")
    }
    assert wanted - linked == set()


def test_a_page_of_a_list_leads_to_the_whole_of_what_it_has_chosen(busy: PayOffice) -> None:
    committee = busy.server.ids["committee:CHO"]
    page = busy.coordinator.get(f"/reference/members?committee={committee}&after=x&lang=en").text
    assert f'href="/reference/members.xlsx?committee={committee}&amp;lang=en"' in page
