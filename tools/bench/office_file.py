"""The office's database with a hundred thousand records of 1,500 families, made once and kept until the fold, the
schema or the season changes; and one with fewer records of the same families, for what must not grow with the log.

Four months are on pay sheets already, the last one is a draft; payouts wait for a decision, money was paid too much,
a rate waits for a second person. PostgreSQL gets the very rows of the file, since to fold them once more would tell
nothing new.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Table, make_url
from sqlalchemy.schema import CreateIndex

from core.domain import programme
from core.domain.bodies import Amount, Count, Day, SideHash, body_of
from core.domain.calendar import add_days, local_day
from core.domain.cash import CashAdvance
from core.domain.complaints import Complaint
from core.domain.corrections import Replace, Void
from core.domain.payouts import Payout
from core.domain.people import Person, User
from core.domain.rates import Rate
from core.domain.records import RecordId
from core.domain.sheets import LinesAssigned, PaySheet, SheetApproved, SheetLocked
from core.domain.verdicts import Verdict
from core.fold import FOLD_VERSION
from core.fold.rows import Thing
from core.storage import tables
from core.storage.engine import open_database
from core.storage.projections import kept_tables
from core.storage.upgrade import HEADS, open_ready
from core.sync.trust.sealing import state_sealing_key
from core.usecases import notes
from core.usecases.office.imports.entering import keep_file
from core.usecases.office.judge import JUDGED
from core.usecases.office.opening import state_facts
from core.usecases.office.steps import drawing_of
from core.usecases.own_log import OFFICE_AUTHOR, Statement, side_row
from core.usecases.ports import ImportedFile, SideRow
from core.usecases.views.field import HistoryFilter
from sync_server.bootstrap import ensure_account
from sync_server.imports.columns import read_sheet
from sync_server.imports.keeping import packed
from tools.bench.databases import Database
from tools.bench.importing import make_ready, paper
from tools.bench.money import open_fund
from tools.bench.prepared import ROOT
from tools.bench.season import FIRST_DAY, last_instant
from tools.bench.world import TABLETS, World, days_for, enrol, make_world, parts, receive, written

RECORDS, COMMITTEES = 100_000, 30
SHEETS = 4
FINDINGS, COMPLAINTS, PAYOUTS, TAKEN_BACK = 1_000, 40, 60, 20
IMPORTED_LINES = 100
NAME, PASSWORD = "banco", "agua-y-sombra-27"
DATA = ROOT / "build" / "bench-office"
FILE, IDS = "office.db", "ids.json"
_SHAPING = ("core/fold", "core/storage/projections.py", *(f"tools/bench/{name}.py" for name in ("opening", "season")))
_DRAFTER, _APPROVER = "C01", "A01"
_LATER = last_instant(701)
Ids = dict[str, str]


@dataclass(frozen=True)
class Season:
    """How long the season is that an office's database has behind it."""

    records: int

    @property
    def days(self) -> int:
        return days_for(self.records, COMMITTEES)

    @property
    def last_day(self) -> str:
        return add_days(FIRST_DAY, self.days)

    @property
    def days_a_sheet(self) -> int:
        """Of a hundred thousand records four months of five and a half are on sheets; of fewer as large a part."""
        return self.days * 2 // 11


def office_database(database: Database, records: int = RECORDS) -> tuple[str, Ids]:
    """A database of its own with all of it, and the ids of what pages are about."""
    folder = _prepared(Season(records))
    url = database.fresh()
    if url.startswith("sqlite:///"):
        shutil.copyfile(folder / FILE, url.removeprefix("sqlite:///"))
    else:
        fill_postgres(folder / FILE, url)
    return url, json.loads((folder / IDS).read_text("utf-8"))


def fill_postgres(path: Path, url: str) -> None:
    """Bring the rows of a server's SQLite file into an empty PostgreSQL database, and let it count them."""
    engine = open_database(url)
    open_ready(engine, "server")
    engine.dispose()
    server = url.replace("+psycopg", "", 1)
    with closing(sqlite3.connect(path)) as source, psycopg.connect(server) as target:
        for table in (*tables.shared.tables.values(), *tables.server.tables.values(), *kept_tables(keeps_journal=True)):
            _copy(source, target, table)
    with psycopg.connect(server, autocommit=True) as target:
        # The server does so by itself within a minute or two.
        target.execute("VACUUM ANALYZE")


def _copy(source: sqlite3.Connection, target: psycopg.Connection[Any], table: Table) -> None:
    """The rows of one table; indexes are made when they are there, which takes half the time."""
    dialect = make_url("postgresql+psycopg://").get_dialect()()
    for index in table.indexes:
        target.execute(f'DROP INDEX "{index.name}"'.encode())
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    rows = source.execute(f'SELECT {names} FROM "{table.name}"')  # noqa: S608 - names of our own tables
    with target.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN'.encode()) as stream:
        for row in rows:
            stream.write_row(row)
    for index in table.indexes:
        target.execute(str(CreateIndex(index).compile(dialect=dialect)).encode())
    target.commit()


def _prepared(season: Season) -> Path:
    kept = DATA if season.records == RECORDS else DATA.with_name(f"{DATA.name}-{season.records}")
    folder = kept / _key(season)
    if not folder.exists():
        shutil.rmtree(kept, ignore_errors=True)
        making = kept / "making"
        making.mkdir(parents=True)
        ids = _make(making, season)
        (making / IDS).write_text(json.dumps(ids), "utf-8")
        making.rename(folder)
    return folder


def _key(season: Season) -> str:
    digest = hashlib.sha256(f"{FOLD_VERSION} {HEADS['server']} {season.records}".encode())
    for name in _SHAPING:
        path = ROOT / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:16]


def _make(folder: Path, season: Season) -> Ids:
    world = make_world(f"sqlite:///{folder / FILE}", COMMITTEES)
    for number, _ in enumerate(TABLETS):
        path = folder / f"tablet-{number}.db"
        enrol(world, number, path).store.engine.dispose()
        for left in folder.glob(f"{path.name}*"):
            left.unlink()
    with world.store.writing() as session:
        for part in parts(world, season.days):
            receive(session, part)
    world.store.fold()
    ids = _money(world, season) | _doubts(world, season) | _others(world, season)
    # Else the server states it when it starts, and looks at everything that waits once more.
    state_sealing_key(world.store, world.server.clock, world.server.origin)
    ensure_account(world.store, NAME, PASSWORD, "administrator", _DRAFTER)
    with world.store.writing() as session:
        # What the checks would say of the season is not what is measured here.
        notes.put_number(session, JUDGED, session.feed_size())
    world.store.tidy()
    world.store.engine.dispose()
    return ids


def _money(world: World, season: Season) -> Ids:
    """Four sheets that are locked and approved, the first one paid in part, and the draft of what is left."""
    make_ready(world)
    _say(world, User(_APPROVER, "approver", SideHash("0" * 64)), person_side=side_row(Person("Edgar", "Ojeda")))
    fund, committees = open_fund(world), tuple(place.committee for place in world.opening.places)
    days = [add_days(FIRST_DAY, number * season.days_a_sheet) for number in range(1, SHEETS + 1)]
    sheets = [_lock(world, number, PaySheet(Day(day), fund, committees)) for number, day in enumerate(days, start=1)]
    draft = _say(world, PaySheet(Day(season.last_day), fund, committees))
    with world.store.reading() as session:
        view = session.money().sheet(sheets[0], season.last_day, reasons=False)
    lines = view.lines[:PAYOUTS] if view else ()
    payees = [RecordId(line.payee) for line in lines]
    _say(world, LinesAssigned(sheets[0], world.writers[0].origin, Day("2030-01-01"), tuple(payees[: PAYOUTS // 2])))
    technician = world.opening.users[0]
    advance = _say(world, CashAdvance(technician, Amount(5_000_000), "Recibo 1"))
    payouts = [
        Payout(sheets[0], RecordId(line.payee), Amount(line.payable_centimos), "cash", "mark", technician, advance)
        for line in lines
    ]
    _from_tablet(world, payouts)
    return {"draft": draft, "sheet": sheets[0], "payee": payees[0], "trip": advance}


def _doubts(world: World, season: Season) -> Ids:
    """As many findings as a badly kept season leaves, and work that was paid and is taken back."""
    first_cut_off = add_days(FIRST_DAY, season.days_a_sheet)
    with world.store.reading() as session:
        late = session.reads().history(HistoryFilter(kinds=("planting",)), FINDINGS * 20, 0)
        paid = session.reads().history(HistoryFilter(kinds=("planting",), to_day=first_cut_off), TAKEN_BACK, 0)
    verdicts = [
        Verdict(RecordId(line.id), "hold", "recorded_late", Count(1), {"days": 45, "day": line.happened_on})
        for line in late[::20]
    ]
    _state(world, [_statement(verdict, OFFICE_AUTHOR) for verdict in verdicts])
    _state(world, [_statement(Void(RecordId(line.id), RecordId(line.id), "other")) for line in paid])
    return {"finding": verdicts[-1].target, "rule": verdicts[-1].rule, "planting": late[1].id, "void": paid[0].id}


def _others(world: World, season: Season) -> Ids:
    """Complaints, a campaign, a rate that waits for a second person, and a spreadsheet that waits to be entered."""
    place = world.opening.places[3]
    with world.store.reading() as session:
        rate = RecordId(session.state().find(Thing, Rate.kind)[0].id)
        deep = session.reads().history(HistoryFilter(kinds=("planting",)), 1, season.records // 2)[0]
    other_rate = Rate("tree_planted", Count(60), Day(FIRST_DAY))
    _say(world, Replace(rate, rate, "other", body_of(other_rate), Count(1)))
    words = side_row({"text": "No nos pagaron los hoyos de la semana pasada."})
    complaint = Complaint(place.committee, "pay", "phone")
    _state(world, [_statement(complaint, office_side=words) for _ in range(COMPLAINTS)])
    _say(world, programme.Season("T1", "Temporada", Day(FIRST_DAY), Day(season.last_day)))
    sheet = read_sheet(paper(world, IMPORTED_LINES), "planting", "es", world.store.programme)
    file = ImportedFile("banco", "planting", "banco.xlsx", _DRAFTER, _LATER, 0, IMPORTED_LINES, packed(sheet))
    keep_file(world.store, file, 0)
    return {
        "committee": place.committee, "member": place.members[7], "unit": place.units[0][0], "deep": deep.id,
        "file": "banco", "rate": rate,
    }  # fmt: skip


def _lock(world: World, number: int, terms: PaySheet) -> RecordId:
    """A sheet that was locked, and approved by as many as it may need."""
    sheet = _say(world, terms)
    drawn = drawing_of(world.store, world.server.clock, terms)
    lines, amount = Count(len(drawn.lines)), Amount(drawn.payable_centimos)
    lines_hash = SideHash(drawn.lines_hash)
    _say(world, SheetLocked(sheet, Count(number), lines, amount, lines_hash))
    for author in (_APPROVER, "A02"):
        _say(world, SheetApproved(sheet, lines_hash), author)
    return sheet


def _statement(fact: Any, author: str = _DRAFTER, **sides: SideRow) -> Statement:
    return Statement(fact, local_day(_LATER), author, _LATER, sides)


def _say(world: World, fact: Any, author: str = _DRAFTER, **sides: SideRow) -> RecordId:
    return _state(world, [_statement(fact, author, **sides)])[0]


def _state(world: World, statements: Sequence[Statement]) -> list[RecordId]:
    return state_facts(world.store, world.server.origin, statements)


def _from_tablet(world: World, facts: Sequence[Any]) -> None:
    writer = world.writers[0]
    for _ in facts:
        writer.next_id()
    with world.store.writing() as session:
        receive(session, written([_statement(fact, writer.author) for fact in facts], writer))
    world.store.fold()
