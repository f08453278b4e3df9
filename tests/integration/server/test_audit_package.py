"""A package is what its page says: the log proves itself, tables are what they are described as, sums meet."""

import base64
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.canon import decode
from core.domain.exports import Exported
from core.domain.problems import Problem
from core.fold.rows import EffectiveRecord
from core.storage.store import SqlStore
from core.sync.trust.checkpoints import make_checkpoint, read_checkpoint
from sync_server.audit.catalogue import AUDITOR_TABLES
from sync_server.audit.making import make_package
from sync_server.audit.package import Order, write_package
from sync_server.audit.papers.book import TABLES
from sync_server.audit.source import Source
from sync_server.audit.writing import csv_of_lines, csv_parts
from sync_server.office import Office
from tests.integration.server.packages import PERIOD, Package, lived_through, made, mistakes_of, root_over
from tests.integration.server.paying import PayOffice, paying
from tests.stores import bring_into, by_hand, opened
from tools.sample import PROGRAMME

ORDER = Order("auditor", *PERIOD)
EVER = ("2000-01-01", "2030-12-31")


@pytest.fixture(scope="module")
def season(payday: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PayOffice]:
    """One for all tests that only look, or only add what the others do not see."""
    with paying(payday, tmp_path_factory.mktemp("season")) as office:
        lived_through(office)
        yield office


@pytest.fixture(scope="module")
def package(season: PayOffice, tmp_path_factory: pytest.TempPathFactory) -> Package:
    return made(season.served.office, tmp_path_factory.mktemp("package"))


def written(store: SqlStore, days: tuple[str, str] = PERIOD, *, looks_twice: bool = False) -> Package:
    """A package of what stands in a store now."""
    file = io.BytesIO()
    with store.reading_all() as session:
        source = Source(session, session.feed_size(), *days, store.reading_all if looks_twice else None)
        write_package(file, source, Order("auditor", *days))
    return Package(file.getvalue())


def sign(office: Office) -> None:
    with office.store.writing() as session:
        make_checkpoint(session, office.key, office.origin)


def test_the_log_proves_itself(package: Package) -> None:
    keys = json.loads(package.files["evidence/keys.json"])
    known = {one["origin"]: bytes.fromhex(one["public_key"]) for one in keys["origins"]}
    heads = {
        name: hashlib.sha256(b"planton/1\n" + keys["programme"].encode() + b"\n" + key).digest()
        for name, key in known.items()
    }
    leaves = []
    for head, data in package.records():
        record = decode(data)
        heads[record["origin"]] = hashlib.sha256(heads[record["origin"]] + data).digest()
        assert heads[record["origin"]].hex() == head
        leaves.append(data)
    assert {one["origin"]: one["head"] for one in keys["origins"]} == {name: one.hex() for name, one in heads.items()}
    assert len(leaves) == package.manifest["size"] > 100
    assert root_over(leaves).hex() == package.manifest["root"]
    checkpoints = package.lines("checkpoints")
    assert checkpoints[-1]["size"] == package.manifest["size"]
    for one in checkpoints[:: max(1, len(checkpoints) // 7)] + checkpoints[-1:]:
        assert root_over(leaves[: one["size"]]).hex() == one["root"]
        name = f"planton/{PROGRAMME}/{one['signer']}"
        assert read_checkpoint(one["note"], name, known[one["signer"]]).size == one["size"]


def test_the_manifest_has_every_file_with_its_sum(package: Package) -> None:
    listed = [*package.manifest["evidence"], *package.manifest["presentation"]]
    assert {one["path"] for one in listed} == set(package.files) - {"manifest.json"}
    assert all(hashlib.sha256(package.files[one["path"]]).hexdigest() == one["sha256"] for one in listed)
    assert package.last == "manifest.json"
    assert package.dates == {(1980, 1, 1, 0, 0, 0)}
    assert [package.manifest[name] for name in ("format", "programme", "profile", "from", "to")] == [
        "planton-audit/1", PROGRAMME, "auditor", *PERIOD,
    ]  # fmt: skip


def test_every_table_is_what_it_is_described_as(package: Package) -> None:
    assert mistakes_of(package) == []
    empty = [one["name"] for one in package.described["resources"] if not package.table(one["name"])]
    # What this season has nothing of; whatever else is empty would be tested by nobody.
    assert sorted(empty) == EMPTY


EMPTY = ["approvals", "distributions", "packages", "recoveries", "tablets_revoked", "verifications"]


def test_rows_that_the_database_puts_together_are_those_of_the_table(season: PayOffice) -> None:
    with season.server.store.reading_all() as session:
        source = Source(session, session.feed_size(), *PERIOD)
        tables_with_lines = [table for table in AUDITOR_TABLES if table.lines is not None]
        assert [table.name for table in tables_with_lines] == ["attendance", "items", "journal"]
        for table in tables_with_lines:
            assert table.lines is not None
            names = [column.name for column in table.columns]
            rows, lines = csv_parts(names, table.rows(source)), csv_of_lines(names, table.lines(source))
            assert b"".join(rows) == b"".join(lines), table.name


def test_the_same_log_is_the_same_evidence(season: PayOffice) -> None:
    sign(season.served.office)
    store = season.server.store
    assert written(store).files == written(store, looks_twice=True).files


def test_the_same_log_is_the_same_evidence_on_postgresql(season: PayOffice, postgres_database: str) -> None:
    sign(season.served.office)
    with opened(postgres_database) as engine:
        copy = SqlStore(engine, PROGRAMME)
        bring_into(season.server.store, copy)
        here, there = written(season.server.store).evidence, written(copy).evidence
        assert [name for name in here if here[name] != there.get(name)] == []
        assert here.keys() == there.keys()


def test_the_books_and_the_items_meet(season: PayOffice) -> None:
    sign(season.served.office)
    package = written(season.server.store, EVER)
    entries: dict[tuple[str, str], int] = defaultdict(int)
    by_account: dict[tuple[str, str], int] = defaultdict(int)
    for line in package.table("journal"):
        amount = int(line["debit_centimos"]) - int(line["credit_centimos"])
        entries[line["position"], line["entry"]] += amount
        by_account[line["account"], line["party"]] += amount
    assert set(entries.values()) == {0}
    balances = package.table("balances")
    assert {
        (one["account"], one["party"]): int(one["debit_centimos"]) - int(one["credit_centimos"]) for one in balances
    } == {(one["account"], one["party"]): by_account[one["account"], one["party"]] for one in balances}
    assert sum(int(one["closing_centimos"]) for one in balances) == 0
    accrued: dict[str, int] = defaultdict(int)
    for item in package.table("items"):
        if item["kind"] in ("share", "reversal", "opening"):
            accrued[item["payee"]] += int(item["centimos"])
    for payee in package.table("payees"):
        figures = {name: int(payee[f"{name}_centimos"]) for name in _IDENTITY}
        assert figures["accrued"] == accrued[payee["payee"]]
        left = figures["accrued"] + figures["rounding"] + figures["waived"]
        assert left == figures["paid"] + figures["owed"] - figures["to_recover"]


_IDENTITY = ("accrued", "rounding", "waived", "paid", "owed", "to_recover")


def test_sheets_and_payouts_meet(package: Package) -> None:
    lines = package.table("sheet_lines")
    for sheet in package.table("sheets"):
        mine = [line for line in lines if line["sheet"] == sheet["id"]]
        assert (len(mine), sum(int(line["payable_centimos"]) for line in mine)) == (
            int(sheet["lines"]), int(sheet["centimos"]),
        )  # fmt: skip
    paid = {line["payout"]: line["paid_centimos"] for line in lines if line["payout"]}
    payouts = package.table("payouts")
    assert paid == {one["record"]: one["paid_centimos"] for one in payouts if one["role"] == "paid"}
    assert sorted(one["role"] for one in payouts) == ["loss", "paid", "paid"]
    assert [one["action"] for one in package.table("suspense_decisions")] == ["loss"]


def test_an_acceptance_pays_its_increase(package: Package) -> None:
    (one,) = package.table("acceptances")
    shares = [item for item in package.table("items") if item["record"] == one["record"]]
    assert (one["total"], one["increase"]) == ("300", "300")
    assert [item["count"] for item in shares] == ["200", "100"]
    assert sum(int(item["centimos"]) for item in shares) == int(one["centimos"]) > 0
    batch = next(row for row in package.table("batches") if row["id"] == one["batch"])
    assert (batch["pricked_out"], batch["ready"], batch["growing"]) == ("400", "300", "100")


def test_what_was_taken_back_is_there_and_does_not_count(package: Package) -> None:
    done = ("true", "void")
    void = next(one for one in package.table("corrections") if (one["takes_effect"], one["action"]) == done)
    planting = next(one for one in package.table("plantings") if one["record"] == void["target"])
    record = next(one for one in package.table("records") if one["id"] == void["target"])
    assert (planting["status"], record["status"], record["version"]) == ("void", "void", void["id"])
    items = [int(one["centimos"]) for one in package.table("items") if one["record"] == void["target"]]
    assert items
    assert sum(items) == 0
    features = json.loads(package.files["geo/plantings.geojson"])["features"]
    assert void["target"] not in {one["id"] for one in features}


def test_the_carbon_sale_is_divided_as_its_row_says(package: Package) -> None:
    (sale,) = package.table("carbon_sales")
    gross = (5_500_000 * 49_000 + 5_000) // 10_000
    assert (int(sale["gross_centimos"]), int(sale["adaptation_centimos"])) == (gross, gross // 10)
    assert int(sale["upstream_centimos"]) == gross - gross // 10
    assert (sale["tonnes"], sale["gross_minor"]) == ("5092", "5500000")


def test_certifiers_find_what_they_ask_for_about_a_unit(package: Package) -> None:
    unit = next(one for one in package.table("certification") if one["code"] == "01-3")
    stand = [one for one in package.table("stands") if one["unit"] == unit["unit"]]
    assert unit["land_holder"] == "community"
    assert unit["carbon_rights_holder"] == "cooperative"
    assert unit["timber_agreement"] == ""
    assert int(unit["standing"]) == sum(int(one["standing"]) for one in stand)
    assert (unit["lost"], unit["harvested"]) == ("12", "3")
    assert unit["survival_counted"] == str(4 * 9 + 2 + 1 + 0 + 2)
    assert unit["seed_lots"]
    season = [one for one in package.table("monitoring") if one["unit"] == unit["unit"]]
    assert sum(int(one["lost"]) for one in season) == 12
    # ± at 90 %, and the tenure of a unit: by its own paper, and by that of all the committee's land.
    assert (unit["survival_per_mille"], unit["survival_margin"]) == ("878", "87")
    agreements = {one["record"]: one for one in package.table("agreements")}
    land, carbon = (agreements[unit[f"{name}_agreement"]] for name in ("land", "carbon_rights"))
    assert (land["code"], land["unit"], carbon["code"], carbon["unit"]) == ("T-1", unit["unit"], "C-1", "")


def test_certifiers_find_what_the_land_was_and_under_which_certificate_it_stands(package: Package) -> None:
    """The second description holds since 2 December, Gold Standard's certificate since the 4th."""
    said = {
        "previous_use": "fallow", "preparation": "holes", "excluded_m2": "2000", "plantable_m2": "30000",
        "certification": "CarbonFix: certified, 2011-05-01, CF-7; Gold Standard: certified, 2014-12-04, GS-1",
    }  # fmt: skip
    certification = next(one for one in package.table("certification") if one["code"] == "01-3")
    unit = next(one for one in package.table("units") if one["code"] == "01-3")
    assert {name: certification[name] for name in said} == {name: unit[name] for name in said} == said
    assert (certification["excluded"], certification["walked_m2"]) == ("rock:1200 water_strip:800", "31000")
    assert unit["target_trees"] == str(32_000 * 1_111 // 10_000), "targets go by the whole area"
    described = {one["id"]: one for one in package.table("unit_descriptions")}
    assert described[certification["description"]]["document"] == "Mapa 3"
    assert len(described) > len({one["unit"] for one in described.values()})
    season = [one for one in package.table("monitoring") if one["unit"] == unit["id"]]
    assert {(one["plantable_m2"], one["certification"]) for one in season} == {("30000", said["certification"])}
    features = json.loads(package.files["geo/units.geojson"])["features"]
    properties = next(one["properties"] for one in features if one["id"] == unit["id"])
    assert {name: str(properties[name]) for name in said} == said


def test_names_are_masked_and_notes_are_bound_to_the_log(package: Package) -> None:
    people = package.table("people")
    assert len(people) > 100
    assert all(one["dni_masked"].startswith("••••") for one in people if one["dni_masked"])
    named = {value for _, data in package.records() for value in _sides(decode(data)["body"])}
    rows = package.lines("side_rows")
    assert rows
    for row in rows:
        data = base64.b64decode(row["data"])
        assert hashlib.sha256(bytes.fromhex(row["salt"]) + data).hexdigest() == row["hash"]
        assert row["hash"] in named
        assert set(json.loads(data)) == {"text"}


def _sides(body: dict[str, object]) -> set[str]:
    inner = body.get("body")
    found = {str(value) for name, value in body.items() if name.endswith("_side")}
    return found | (_sides(inner) if isinstance(inner, dict) else set())


def test_a_donor_verifies_the_same_log_and_sees_nobody_alone(season: PayOffice, tmp_path: Path) -> None:
    path = tmp_path / "donor.zip"
    make_package(season.served.office, "C01", Order("donor", *PERIOD), "Informe al comprador", path)
    package = Package(path.read_bytes())
    assert mistakes_of(package) == []
    assert root_over([data for _, data in package.records()]).hex() == package.manifest["root"]
    assert "evidence/side_rows.jsonl" not in package.files
    named = {one["name"] for one in package.described["resources"]}
    assert not {"members", "people", "items", "payouts", "attendance"} & named
    rows = package.table("participation")
    assert rows
    for row in rows:
        assert int(row["women"]) + int(row["men"]) == int(row["people"]) >= 5
    with pytest.raises(Problem) as refused:
        make_package(season.served.office, "C01", Order("donor", *PERIOD, with_photos=True), "x", tmp_path / "b.zip")
    assert refused.value.code == "package_without_photos"


def test_a_package_is_on_record_behind_everything_in_it(season: PayOffice, tmp_path: Path) -> None:
    office = season.served.office
    first = made(office, tmp_path, "first.zip")
    second = made(office, tmp_path, "second.zip", why="Otra vez")
    row = second.table("packages")[-1]
    assert (row["root"], row["size"]) == (first.manifest["root"], str(first.manifest["size"]))
    assert row["why"] == "Visita anual"
    assert int(row["position"]) > first.manifest["size"]
    leaves = [data for _, data in second.records()]
    assert root_over(leaves[: first.manifest["size"]]).hex() == first.manifest["root"]
    assert set(stated(office)) > {row["record"]}


def stated(office: Office) -> list[str]:
    with office.store.reading() as session:
        return session.state().since(Exported.kind, "")


@pytest.mark.parametrize(
    ("days", "why", "code"),
    [
        (("2014-12-31", "2014-12-01"), "x", "package_days_turned"),
        (("2031-01-01", "2031-01-02"), "x", "package_period_empty"),
        (PERIOD, "  ", "package_why_missing"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(
    season: PayOffice, tmp_path: Path, days: tuple[str, str], why: str, code: str
) -> None:
    path, before = tmp_path / "audit.zip", stated(season.served.office)
    with pytest.raises(Problem) as refused:
        make_package(season.served.office, "C01", Order("auditor", *days), why, path)
    assert refused.value.code == code
    assert not path.exists()
    assert stated(season.served.office) == before


@pytest.mark.parametrize("author", ["T01", "C02"])
def test_who_does_not_hand_out_packages_makes_none(season: PayOffice, tmp_path: Path, author: str) -> None:
    with pytest.raises(Problem) as refused:
        make_package(season.served.office, author, ORDER, "x", tmp_path / "audit.zip")
    assert refused.value.code == "role_not_allowed"
    assert not list(tmp_path.glob("*.zip"))


def test_a_log_that_was_changed_by_hand_gives_no_package(pay_office: PayOffice, tmp_path: Path) -> None:
    office, store = pay_office.served.office, pay_office.server.store
    with store.reading() as session:
        planting = session.state().get(EffectiveRecord, session.state().since("planting", "")[0])
    assert planting is not None
    with by_hand(store) as asked:
        changed = "replace(CAST(data AS TEXT), '\"count\":', '\"count\":1')"
        place = (planting.origin, planting.seq)
        asked(f"UPDATE log SET data = CAST({changed} AS BLOB) WHERE origin = ? AND seq = ?", place)
    with pytest.raises(Problem) as refused:
        make_package(office, "C01", ORDER, "x", tmp_path / "audit.zip")
    assert (refused.value.code, refused.value.details["id"]) == ("audit_log_differs", planting.id)
    assert not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize("back", [0, 7])
def test_a_record_of_which_there_is_no_row_gives_no_package(pay_office: PayOffice, back: int) -> None:
    store = pay_office.server.store
    sign(pay_office.served.office)
    with store.reading() as session:
        place = session.feed_size() - back
    with by_hand(store) as asked:
        asked("DELETE FROM effective_record WHERE position = ?", (place,))
    with store.reading_all() as session, pytest.raises(Problem) as refused:
        list(TABLES["records"].rows(Source(session, session.feed_size(), *PERIOD)))
    assert (refused.value.code, refused.value.details["id"]) == ("audit_log_differs", str(place))
