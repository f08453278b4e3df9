"""The views in the server's file: there after every start, described column by column, and what the program says."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.domain.kinds import KINDS
from core.fold.rows import Attendance
from core.storage.engine import open_sqlite, reading, writing
from core.storage.plain.installing import VIEWS, drop_views
from core.storage.reads.findings import open_findings
from core.storage.reads.whole import WholeReads
from core.storage.upgrade import open_ready
from core.usecases.views.field import HistoryFilter
from tests.integration.server.packages import lived_through
from tests.integration.server.paying import PayOffice
from tests.sample import DAY
from tests.tidy.source import ROOT

DESCRIBED: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "datasette.yaml").read_text(encoding="utf-8"))
TABLES: dict[str, Any] = DESCRIBED["databases"]["planton"]["tables"]


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A server's file that nothing was recorded in."""
    path = tmp_path / "planton.db"
    engine = open_sqlite(path)
    open_ready(engine, "server")
    engine.dispose()
    return path


class Looker:
    """Somebody who opens the file beside the program."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._file.row_factory = sqlite3.Row

    def rows(self, question: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self._file.execute(question)]

    def close(self) -> None:
        self._file.close()


@pytest.fixture
def season(pay_office: PayOffice) -> PayOffice:
    lived_through(pay_office)
    return pay_office


@pytest.fixture
def looker(season: PayOffice) -> Iterator[Looker]:
    with closing(Looker(Path(str(season.server.store.engine.url.database)))) as looker:
        yield looker


def test_every_view_is_there_and_every_column_of_it_is_described(fresh: Path) -> None:
    with closing(sqlite3.connect(fresh)) as file:
        found = {row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
        assert found == set(VIEWS)
        for view in VIEWS:
            columns = [one[0] for one in file.execute(f'SELECT * FROM "{view}"').description]
            about = TABLES[view]
            assert list(about["columns"]) == columns, view
            assert all(about["columns"].values())
            assert about["title"]
            assert about["description"]
            assert columns[-1] == "programme"
            assert about.get("sort_desc", columns[0]) in columns
            for name in columns:
                assert name.endswith("_centimos") == ("céntimos" in about["columns"][name]), (view, name)


def test_whoever_only_looks_sees_the_views_alone(fresh: Path) -> None:
    with closing(sqlite3.connect(fresh)) as file:
        tables = {row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert set(TABLES) == tables | set(VIEWS)
    assert all(TABLES[name] == {"hidden": True, "allow": {"id": "root"}} for name in tables)
    assert DESCRIBED["allow_sql"] == {"id": "root"}


def test_views_are_mended_at_a_start_and_those_of_others_stay(fresh: Path) -> None:
    with closing(sqlite3.connect(fresh)) as file, file:
        file.execute("DROP VIEW units")
        file.execute("DROP VIEW balances")
        file.execute("CREATE VIEW balances AS SELECT 1 AS other")
        file.execute("CREATE VIEW mine AS SELECT 2 AS own")
    engine = open_sqlite(fresh)
    open_ready(engine, "server")
    with reading(engine) as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'view'").scalars()
        assert set(found) == {*VIEWS, "mine"}
        names = connection.exec_driver_sql("SELECT * FROM balances").keys()
        assert next(iter(names)) == "committee"
    with writing(engine) as connection:
        drop_views(connection)
        connection.exec_driver_sql("ALTER TABLE origin RENAME TO former")
        found = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'view'").scalars()
        assert set(found) == {"mine"}
        connection.exec_driver_sql("ALTER TABLE former RENAME TO origin")
    engine.dispose()


def test_a_tablet_has_none(tmp_path: Path) -> None:
    engine = open_sqlite(tmp_path / "tablet.db")
    open_ready(engine, "device")
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema WHERE type = 'view'").scalar() == 0
    engine.dispose()


def test_they_look_at_the_tables_that_the_fold_has_made_anew(season: PayOffice, looker: Looker) -> None:
    before = {view: looker.rows(f'SELECT * FROM "{view}" ORDER BY 1, 2, 3, 4') for view in VIEWS}
    assert [view for view, rows in before.items() if not rows] == []
    season.server.store.refold()
    for view, rows in before.items():
        assert as_counted(looker.rows(f'SELECT * FROM "{view}"')) == as_counted(rows), view


def as_counted(rows: list[dict[str, Any]]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row.values()) for row in rows)


def test_the_work_is_what_the_program_says(season: PayOffice, looker: Looker) -> None:
    with season.server.store.reading() as session:
        reads = session.reads()
        lines = reads.history(HistoryFilter(kinds=tuple(KINDS)), 100_000, 0)
        committees = reads.committees()
        batches = {one.code: one for place in committees for one in reads.batches(place.id)}
        presences = list(WholeReads(session.connection, session.programme).rows(Attendance, ("workday", "member")))
        planted = sum(one.planted for one in reads.totals().by_committee)
    records = {row["record"]: row for row in looker.rows("SELECT * FROM records")}
    assert set(records) == {line.id for line in lines}
    for line in lines:
        row = records[line.id]
        assert (row["kind"], row["day"], row["state"]) == (line.kind, line.happened_on, line.state)
        assert (row["count_or_amount"], row["pays_centimos"]) == (line.count, line.centimos)
        assert row["recorded_at"].startswith(line.happened_on) or line.happened_on < row["recorded_at"]
    assert {
        (row["committee"], row["community"], row["members"]) for row in looker.rows("SELECT * FROM committees")
    } == {(one.code, one.name, one.members) for one in committees}
    days = looker.rows("SELECT * FROM work_by_person_and_day")
    assert len(days) == len(presences) > 0
    assert sum(row["half_days"] for row in days) == sum(row[-1] for row in presences)
    saplings = {row["batch"]: row for row in looker.rows("SELECT * FROM saplings")}
    assert set(saplings) == set(batches)
    for code, batch in batches.items():
        row, stock = saplings[code], batch.stock
        for name in (*type(stock).__dataclass_fields__, "growing", "standing_ready", "in_the_field"):
            assert row[name] == getattr(stock, name), (code, name)
        assert (row["began_on"], bool(row["was_there_before"])) == (batch.began_on, batch.was_there)
    (counted,) = looker.rows(
        "SELECT sum(trees) AS trees FROM plantings WHERE kind = 'planting' AND state IN ('confirmed', 'observed')"
    )
    assert counted["trees"] == planted > 0
    named = looker.rows("SELECT * FROM plantings WHERE kind <> 'opening_planted'")
    assert all(row["unit"] and row["species"] and row["committee"] for row in named)


def test_units_are_what_the_program_says(season: PayOffice, looker: Looker) -> None:
    with season.server.store.reading() as session:
        places = session.reads().committees()
        cares = [care for place in places for care in session.monitoring().units(place.id)]
    rows = {row["record"]: row for row in looker.rows("SELECT * FROM units")}
    assert set(rows) == {care.unit.id for care in cares}
    for care in cares:
        row, unit = rows[care.unit.id], care.unit
        assert (row["unit"], row["area"], row["area_m2"]) == (unit.code, unit.area_name, unit.area_m2)
        assert (row["spacing_cm"], row["target_trees"]) == (unit.spacing_cm, unit.target_trees)
        assert (row["planted_trees"], row["replanted_trees"]) == (unit.planted, unit.replanted)
        assert (row["lost_trees"], row["harvested_trees"]) == (care.lost, care.harvested)
    assert [row["unit"] for row in rows.values() if row["planted_anew_since"]] == ["04-2"]


def test_money_is_what_the_program_says(season: PayOffice, looker: Looker) -> None:
    with season.server.store.reading() as session:
        money = session.money()
        identities, sheets, trips, payments = money.identities(), money.sheets(), money.trips(), money.payments()
        balances = money.balances()
        views = [view for one in sheets if (view := money.sheet(one.id, DAY, reasons=False))]
    rows = {row["record"]: row for row in looker.rows("SELECT * FROM balances")}
    assert set(rows) == {one.payee for one in identities}
    for one in identities:
        for name in ("rounding", "waived", "paid", "owed", "to_recover"):
            assert rows[one.payee][f"{name}_centimos"] == getattr(one, f"{name}_centimos"), (one.payee, name)
        assert rows[one.payee]["earned_centimos"] == one.accrued_centimos
    assert sum(row["owed_centimos"] for row in rows.values()) > 0
    shown = {row["record"]: row for row in looker.rows("SELECT * FROM pay_sheets")}
    assert set(shown) == {one.id for one in sheets}
    for sheet in sheets:
        row = shown[sheet.id]
        assert (row["sheet_number"], row["state"], row["cut_off"]) == (sheet.number, sheet.state, sheet.cut_off)
        assert (row["lines"], row["lines_paid"]) == (sheet.lines, sheet.lines_paid)
        assert (row["payable_centimos"], row["paid_centimos"]) == (sheet.payable_centimos, sheet.paid_centimos)
    lines = looker.rows("SELECT * FROM pay_sheet_lines")
    wanted = [line for view in views if view.summary.state != "draft" for line in view.lines]
    assert Counter((row["person"], row["payable_centimos"], row["paid_centimos"]) for row in lines) == Counter(
        (line.code, line.payable_centimos, line.paid_centimos) for line in wanted
    )
    holders = Counter(row["held_by"] for row in lines)
    assert holders["office"] == sum(line.holder == season.server.origin for line in wanted) > 0
    assert holders[None] == sum(not line.holder for line in wanted)
    paid = {row["record"]: row for row in looker.rows("SELECT * FROM payouts")}
    assert set(paid) == {one.id for one in payments} != set()
    for payment in payments:
        row = paid[payment.id]
        assert (row["amount_centimos"], row["pays_line_centimos"]) == (payment.centimos, payment.paid_centimos)
        assert (row["way"], row["acknowledged"], row["taken_for"]) == (payment.way, payment.acknowledged, payment.role)
    went = {row["record"]: row for row in looker.rows("SELECT * FROM cash_trips")}
    assert set(went) == {one.id for one in trips}
    for trip in trips:
        assert went[trip.id]["balance_centimos"] == trip.balance_centimos
        assert went[trip.id]["received_centimos"] == trip.received_centimos
    accounts = {row["account"]: row["balance_centimos"] for row in looker.rows("SELECT * FROM account_balances")}
    assert accounts == {one.account: one.balance_centimos for one in balances}
    (torn,) = looker.rows(
        "SELECT count(*) AS number FROM (SELECT 1 FROM bookings GROUP BY place_in_history, entry"
        " HAVING sum(debit_centimos) <> sum(credit_centimos))"
    )
    assert torn["number"] == 0
    (earned,) = looker.rows(
        "SELECT sum(amount_centimos) AS sum FROM earnings WHERE kind IN ('share', 'reversal', 'opening')"
    )
    assert earned["sum"] == sum(one.accrued_centimos for one in identities)


def test_findings_and_tablets_are_what_the_program_says(season: PayOffice, looker: Looker) -> None:
    season.paid_by_a_stranger("Y-000779")
    with season.server.store.reading() as session:
        waiting = open_findings(session.lookup(), 1_000)
        known = {one: session.origin(one) for one in (row["origin"] for row in looker.rows("SELECT * FROM tablets"))}
    rows = looker.rows("SELECT * FROM findings WHERE waits")
    assert Counter((row["record"], row["rule"], row["action"]) for row in rows) == Counter(
        (one.record, one.rule, one.action) for one in waiting
    )
    assert waiting
    for row in looker.rows("SELECT * FROM tablets"):
        origin = known[row["origin"]]
        assert origin is not None
        assert (row["records"], bool(row["shut_out"])) == (origin.seq, bool(origin.revoked))


def test_nobody_is_named_in_a_view(season: PayOffice, looker: Looker) -> None:
    with season.server.store.reading() as session:
        people = [one.person for one in session.reference().people() if one.person]
    secrets = {one.dni for one in people if one.dni} | {one.full_name for one in people}
    secrets |= {one.listed_name for one in people}
    said = {str(value) for view in VIEWS for row in looker.rows(f'SELECT * FROM "{view}"') for value in row.values()}
    assert secrets & said == set()
    assert not any(secret in text for text in said if len(text) > 40 for secret in secrets)


def test_the_questions_of_the_document_are_answered(season: PayOffice, looker: Looker) -> None:
    text = (ROOT / "docs" / "datasette.md").read_text(encoding="utf-8")
    questions = [part for part in text.partition("```sql")[2].partition("```")[0].split(";") if part.strip()]
    assert len(questions) == 3
    for question in questions:
        assert looker.rows(question) != [], question
