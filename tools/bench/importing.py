"""A spreadsheet of ten thousand rows of paper: from its bytes to what it would come to, and from there to being entered
and folded. Beside it what the reader of spreadsheets alone takes for the same bytes.
"""

from __future__ import annotations

import io
import random
from functools import partial

import openpyxl
import xlsxwriter  # type: ignore[import-untyped]

from core.domain.bodies import Count, SideHash
from core.domain.calendar import add_days
from core.domain.nurseries import Dispatched, OpeningBatch
from core.domain.people import Person, User
from core.usecases.office.imports.entering import enter, keep_file, preview
from core.usecases.office.opening import state_facts
from core.usecases.own_log import OFFICE_AUTHOR, Statement, side_row
from core.usecases.ports import ImportedFile
from sync_server.imports.columns import read_sheet
from sync_server.text.texts import spoken
from tools.bench.databases import Database
from tools.bench.row import Row, at_most, row, seconds
from tools.bench.season import FIRST_DAY, last_instant
from tools.bench.world import World, make_world

ROWS = 10_000
WANTED_S = 10
_KIND = "planting"
_DAYS = 200
_NAMED = 4


def bench(database: Database) -> list[Row]:
    world = make_world(database.fresh())
    make_ready(world)
    data = paper(world, ROWS)
    store, clock, origin = world.store, world.server.clock, world.server.origin
    words = spoken("es")
    bare = seconds(partial(_read_alone, data))
    reading = seconds(lambda: read_sheet(data, _KIND, "es", "PIURA"))
    lines = read_sheet(data, _KIND, "es", "PIURA").lines
    file = ImportedFile("bench", _KIND, "bench.xlsx", "C01", clock.now_ms(), 0, len(lines), b"")
    keep_file(store, file, 0)
    seen = preview(store, clock, origin, "C01", _KIND, lines, words)
    if len(seen.new) != ROWS:
        raise RuntimeError(f"only {len(seen.new)} rows are new: {[one.problems for one in seen.wrong][:1]}")
    looking = seconds(lambda: preview(store, clock, origin, "C01", _KIND, lines, words))
    entering = seconds(lambda: enter(store, clock, origin, "C01", file, lines, words, ROWS))
    store.engine.dispose()
    return [
        at_most(f"import_10000_s_{database.name}", reading + looking, "s", bare, WANTED_S),
        row(f"import_10000_enter_s_{database.name}", entering, "s", bare),
    ]


def make_ready(world: World) -> None:
    """A coordinator, and in every committee a batch full of saplings that were dispatched."""
    opening = world.opening
    person = side_row(Person("Rosa", "Neira"))
    much = Count(5_000_000)
    now, store, origin = last_instant(0), world.store, world.server.origin
    user = User("C01", "coordinator", SideHash("0" * 64))
    state_facts(store, origin, [Statement(user, FIRST_DAY, OFFICE_AUTHOR, now, {"person_side": person})])
    batches = [
        OpeningBatch(place.committee, opening.species[0], opening.lots[0], "B-1", much, much, Count(0), Count(0))
        for place in opening.places
    ]
    kept = state_facts(store, origin, [Statement(fact, FIRST_DAY, OFFICE_AUTHOR, now) for fact in batches])
    sent = [Statement(Dispatched(batch, much), FIRST_DAY, OFFICE_AUTHOR, now) for batch in kept]
    state_facts(store, origin, sent)


def paper(world: World, rows: int) -> bytes:
    """The spreadsheet, with so many plantings of all committees."""
    dice = random.Random(3)
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, name in enumerate(("Fecha", "Comité", "Unidad de manejo", "Especie", "Lote", "Cantidad", "Personas")):
        sheet.write_string(0, place, name)
    committees = len(world.opening.places)
    for number in range(rows):
        at = number % committees + 1
        members = dice.sample(range(1, 51), _NAMED)
        counts = [dice.randint(5, 40) for _ in members]
        people = "; ".join(f"C{at:02d}-{member:03d}: {count}" for member, count in zip(members, counts, strict=True))
        day = add_days(FIRST_DAY, number // committees % _DAYS)
        cells = (day, f"Comité {at}", f"U{number // committees % 40 + 1:02d}", "pino pátula", "B-1")
        for place, text in enumerate(cells):
            sheet.write_string(number + 1, place, text)
        sheet.write_number(number + 1, 5, sum(counts))
        sheet.write_string(number + 1, 6, people)
    book.close()
    return made.getvalue()


def _read_alone(data: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
