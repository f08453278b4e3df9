"""Money on the server: drawing a sheet over a whole season, the books with a million lines, one person's statement.

The season is folded from its records. The million lines are written as rows, since nobody wants to wait for a million
records each time; they have the shape that the fold gives them.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from sqlalchemy import text

from core.domain.bodies import Day
from core.domain.calendar import add_days
from core.domain.cash import pieces_for
from core.domain.funds import Fund
from core.domain.ledger import ACCOUNTS
from core.domain.sheets import PaySheet
from core.fold.money_rows import Claim, Item, JournalLine
from core.fold.rows import EffectiveRecord
from core.storage.compare import wrong_balances
from core.storage.store import SqlStore
from core.usecases.office.opening import state_facts
from core.usecases.office.steps import drawing_of
from core.usecases.own_log import OFFICE_AUTHOR, Statement
from core.usecases.views.money import JournalEntryLine
from sync_server.exports.books import beancount_lines, hledger_lines
from sync_server.exports.workbooks import CellKind, Column, Workbook
from tools.bench.databases import Database
from tools.bench.row import Row, at_most, median, repeated, row, seconds
from tools.bench.season import ACCEPTED_A_DAY, FIRST_DAY, last_instant
from tools.bench.world import World, enrol, make_world, parts, receive

COMMITTEES, SHEET_COMMITTEES, SAPLINGS = 30, 10, 500_000
LINES, ENTRY = 1_000_000, 10
EXPORTED_LINES = 100_000
PAYEES, LINES_OF_ONE = 2_999, 300
WRITTEN_AT_ONCE = 50_000
BREAKDOWNS = 500
REPETITIONS = 5
MEGABYTE = 1_000_000


def bench(database: Database, folder: Path) -> list[Row]:
    rows = [_draft(database, folder), _breakdown()]
    world = make_world(database.fresh(), 1)
    _write_ledger(world.store)
    rows += _ledger(world.store)
    world.store.engine.dispose()
    return [*rows, _workbook(), *_other_programs()]


def _draft(database: Database, folder: Path) -> Row:
    """A sheet for 500 members of ten committees, out of 1,500 families whose nurseries gave half a million saplings."""
    world = make_world(database.fresh(), COMMITTEES)
    for number in range(len(world.writers)):
        enrol(world, number, folder / f"draft-{number}.db").store.engine.dispose()
    days = -(-SAPLINGS // (COMMITTEES * ACCEPTED_A_DAY[0]))
    with world.store.writing() as session:
        for part in parts(world, days):
            receive(session, part)
    fund = open_fund(world)
    committees = tuple(place.committee for place in world.opening.places[:SHEET_COMMITTEES])
    terms = PaySheet(Day(add_days(FIRST_DAY, days)), fund, committees)
    drawn = drawing_of(world.store, world.server.clock, terms)
    taken = min(repeated(lambda: drawing_of(world.store, world.server.clock, terms), REPETITIONS))
    members = [member for place in world.opening.places[:SHEET_COMMITTEES] for member in place.members]
    limit = min(repeated(lambda: _raw_items(world.store, members), REPETITIONS))
    world.store.engine.dispose()
    if len(drawn.lines) != len(members):
        raise RuntimeError(f"{len(drawn.lines)} lines were drawn for {len(members)} members")
    return at_most("draft_sheet_500_members_s", taken, "s", limit, 1)


def open_fund(world: World) -> Any:
    """A fund to pay from; its record id."""
    fact = Fund("BANCO", "Fondo", "Nadie")
    statement = Statement(fact, FIRST_DAY, OFFICE_AUTHOR, last_instant(0))
    return state_facts(world.store, world.server.origin, [statement])[0]


def _raw_items(store: SqlStore, members: list[Any]) -> None:
    """The same items, read one member at a time and not looked at."""
    query = text("SELECT * FROM item WHERE programme = :programme AND member = :member")
    with store.reading() as session:
        for member in members:
            session.connection.execute(query, {"programme": store.programme, "member": member}).fetchall()


def _breakdown() -> Row:
    dice = random.Random(5)
    amounts = [dice.randrange(10, 40_000, 10) for _ in range(BREAKDOWNS)]
    taken = median(repeated(lambda: pieces_for(amounts, 5_000), REPETITIONS))
    limit = median(repeated(lambda: [divmod(amount, 5_000) for amount in amounts], REPETITIONS))
    return at_most("breakdown_500_payees_ms", taken * 1000, "ms", limit * 1000, 100)


def _write_ledger(store: SqlStore) -> None:
    """A million journal lines, and an item for each of those that owe somebody something; half of them are paid."""
    for start in range(0, LINES, WRITTEN_AT_ONCE):
        with store.writing() as session:
            state = session.state()
            for line in _lines(start, WRITTEN_AT_ONCE):
                state.add(line)
                if line.line == 0:
                    state.put(_record(line))
                else:
                    state.add(_item(line))
                    if line.position <= LINES // ENTRY // 2:
                        state.put(Claim(line.record, 1, "share", line.line, "AAAAAA-21", line.party))
            state.flush()


def _lines(start: int, number: int) -> Iterator[JournalLine]:
    """Entries of ten lines: an expense, and nine payees."""
    for place in range(start, start + number):
        entry, line = divmod(place, ENTRY)
        day = add_days(FIRST_DAY, entry % 700)
        account, party, centimos = ("expense", "", 9 * 1_350) if line == 0 else ("payable", _payee(place), -1_350)
        record = f"AAAAAA-{entry + 1}"
        of_what = ("tree_planted", "AAAAAA-7", "AAAAAA-3")
        yield JournalLine(entry + 1, 0, line, day, day, account, *of_what, party, record, centimos)


def _payee(place: int) -> str:
    return f"AAAAAA-{1_000_000 + place % PAYEES}"


def _item(line: JournalLine) -> Item:
    return Item(
        line.record, 1, "share", line.line, line.party, line.committee, line.happened_on, -line.centimos, 0, 2,
        line.activity, line.species, "AAAAAA-20", line.record, line.position,
    )  # fmt: skip


def _record(line: JournalLine) -> EffectiveRecord:
    said = ("planting", 1, "T01", 0, line.happened_on, line.committee, "AAAAAA-9", 270)
    where = (line.record, line.record, line.position)
    return EffectiveRecord(
        line.record, "AAAAAA", line.position, line.position, *said, *where, "live", 1, line.centimos, 0, ""
    )


_COVERING_INDEX = "CREATE INDEX for_the_limit ON journal_line (programme, account, party, centimos)"
"""Balances are kept and need none; the limit is what adding up the lines costs with the best index for it."""


def _ledger(store: SqlStore) -> list[Row]:
    def balances() -> None:
        with store.reading() as session:
            if len(session.money().balances(by_party=True)) != PAYEES + 1:
                raise RuntimeError("a balance is missing")

    def statement() -> None:
        with store.reading() as session:
            if len(session.reads().statement(_payee(1))) < LINES_OF_ONE // 2:
                raise RuntimeError("the statement is too short")

    def raw(query: str) -> Callable[[], None]:
        def run() -> None:
            with store.reading() as session:
                session.connection.execute(text(query), {"programme": store.programme, "payee": _payee(1)}).fetchall()

        return run

    sums = raw("SELECT account, party, sum(centimos) FROM journal_line WHERE programme = :programme GROUP BY 1, 2")
    items = raw("SELECT * FROM item WHERE programme = :programme AND member = :payee")
    tracemalloc.start()
    balances()
    peak = tracemalloc.get_traced_memory()[1] / MEGABYTE
    tracemalloc.stop()
    taken = median(repeated(balances, REPETITIONS))
    if wrong_balances(store):
        raise RuntimeError("a balance is not the sum of its lines")
    with store.writing() as session:
        session.connection.exec_driver_sql(_COVERING_INDEX)
    limit = median(repeated(sums, REPETITIONS))
    person, raw_person = median(repeated(statement, REPETITIONS)), median(repeated(items, REPETITIONS))
    return [
        row("balances_1m_entries_s", taken, "s", limit, "≤ 0.3 s", ok=taken <= 0.3),
        at_most("balances_1m_entries_mb", peak, "MB", peak, 50),
        at_most("member_statement_ms", person * 1000, "ms", raw_person * 1000, 5),
    ]


def _workbook() -> Row:
    """As many lines of the journal in a workbook, written row by row."""
    columns = [Column(name, kind, 14) for name, kind in _WORKBOOK_COLUMNS]
    lines = list(_lines(0, EXPORTED_LINES))

    def write() -> None:
        with tempfile.TemporaryFile() as file:
            book = Workbook("Diario", "", file)
            book.table("Diario", "Diario", [], columns, map(_cells, lines), "En total")
            book.finish()

    taken, bare = seconds(write), seconds(lambda: _write_alone(lines))
    return at_most("xlsx_100000_rows_s", taken, "s", bare, 10)


def _write_alone(lines: list[JournalLine]) -> None:
    """The same cells by the library alone, without a form."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True})
        sheet = book.add_worksheet()
        for place, line in enumerate(lines):
            for column, cell in enumerate(_cells(line)):
                if isinstance(cell, int):
                    sheet.write_number(place, column, cell)
                elif cell:
                    sheet.write_string(place, column, cell)
        book.close()


_WORKBOOK_COLUMNS: tuple[tuple[str, CellKind], ...] = (
    ("Fecha", "day"), ("Posición", "count"), ("Cuenta", "text"), ("Actividad", "text"), ("Comité", "text"),
    ("Persona", "text"), ("Registro", "text"), ("Debe", "amount"), ("Haber", "amount"),
)  # fmt: skip


def _cells(line: JournalLine) -> tuple[str | int, ...]:
    debit, credit = max(line.centimos, 0), max(-line.centimos, 0)
    return (
        line.booked_on, line.position, line.account, line.activity, line.committee, line.party, line.record, debit,
        credit,
    )  # fmt: skip


def _other_programs() -> list[Row]:
    """The same entries, a tenth as many, in the programs that accountants use; said beside ours, without a goal."""
    codes = {name: account.code for name, account in ACCOUNTS.items()}
    journal = [_exported(line) for line in _lines(0, EXPORTED_LINES)]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, lines, call in (
            ("hledger", hledger_lines, ("hledger", "-f", "FILE", "balance", "--flat")),
            ("beancount", beancount_lines, ("bean-check", "FILE")),
        ):
            program = shutil.which(call[0]) or shutil.which(call[0], path=str(Path(".venv/bin")))
            if program is None:
                continue
            file = Path(folder) / f"books.{name}"
            file.write_text("".join(lines(journal, codes, {})), "utf-8")
            arguments = [program, *(str(file) if part == "FILE" else part for part in call[1:])]
            taken = seconds(lambda arguments=arguments: _run(arguments))  # type: ignore[misc]
            found.append(row(f"{name}_100k_entries_s", taken, "s", taken))
    return found


def _exported(line: JournalLine) -> JournalEntryLine:
    return JournalEntryLine(
        line.position, line.entry, line.booked_on, line.happened_on, line.account, line.activity, line.committee,
        line.species, line.party, line.record, line.centimos,
    )  # fmt: skip


def _run(arguments: list[str]) -> None:
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
