"""What the program holds at the end of a history, in plain form: the log as entries, and the fold's rows as tables.

A table is rows by their key, a row values by their column. Nothing here works anything out; identities and stands are
read as pages and packages read them.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.fold.money_rows import Claim, Item, JournalLine, Payment, Sheet, SheetLine, Trip
from core.fold.row_keys import KEYS
from core.fold.rows import Acceptance, Correction, EffectiveRecord, Hold, Total
from core.storage.projections import TABLES
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from verifier.canon import record_or_none
from verifier.model import Entry

Row = dict[str, Any]
Table = dict[tuple[Any, ...], Row]
SHAPES = {
    "records": EffectiveRecord, "corrections": Correction, "findings": Hold, "acceptances": Acceptance,
    "items": Item, "claims": Claim, "sheets": Sheet, "lines": SheetLine, "payouts": Payment, "trips": Trip,
    "journal": JournalLine, "totals": Total,
}  # fmt: skip
NOT_COMPARED = {
    "records": ("contributions",), "corrections": ("position", "why_not"),
    "payouts": ("from_paper", "seq", "source"), "claims": ("payee",), "acceptances": ("happened_on", "total"),
}  # fmt: skip
"""What is worked out on the way, or stands elsewhere already."""
OF_TRIPS = "trip"
OF_BOXES = "box"
NOT_TOTALS = (OF_BOXES, OF_TRIPS, "books", "origin")


@dataclass
class Kept:
    """One history: its log as (origin, seq, bytes, head), and the program's tables. `name` says how to play it."""

    name: str
    programme: str
    log: list[tuple[str, int, bytes, bytes]]
    tables: dict[str, Table]

    def entries(self) -> Iterator[Entry]:
        for position, (origin, seq, data, head) in enumerate(self.log, start=1):
            yield Entry(position, origin, seq, head, data, record_or_none(data, origin, seq))

    def write(self, path: Path) -> None:
        said = {
            "name": self.name, "programme": self.programme,
            "log": [[one[0], one[1], base64.b64encode(one[2]).decode(), one[3].hex()] for one in self.log],
            "tables": {name: [[key, row] for key, row in table.items()] for name, table in self.tables.items()},
        }  # fmt: skip
        with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
            json.dump(said, file)

    @classmethod
    def read(cls, path: Path) -> Kept:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            said = json.load(file)
        log = [(origin, seq, base64.b64decode(data), bytes.fromhex(head)) for origin, seq, data, head in said["log"]]
        tables = {name: {tuple(key): row for key, row in rows} for name, rows in said["tables"].items()}
        return cls(said["name"], said["programme"], log, tables)


def keep(name: str, store: SqlStore) -> Kept:
    """All of a server's log and rows as they stand."""
    with store.reading() as session:
        return Kept(name, session.programme, list(_log(session)), _tables(session))


def _log(session: SqlSession) -> Iterator[tuple[str, int, bytes, bytes]]:
    ask = session.connection.exec_driver_sql
    log = {(row[0], row[1]): (bytes(row[2]), bytes(row[3])) for row in ask("SELECT origin, seq, data, head FROM log")}
    for origin, first, number in ask("SELECT origin, first_seq, number FROM feed ORDER BY first_position"):
        for seq in range(first, first + number):
            yield (origin, seq, *log[origin, seq])


def _tables(session: SqlSession) -> dict[str, Table]:
    tables = {name: _rows(session, name) for name in SHAPES}
    totals = tables["totals"]
    tables["totals"] = {
        key: row for key, row in totals.items() if key[0] not in NOT_TOTALS and row["value"] != 0
    }  # fmt: skip
    tables["boxes"] = {}
    for (scope, key, measure), row in totals.items():
        if scope == OF_BOXES:
            tables["boxes"].setdefault((key,), {"cash": 0, "owed": 0})[measure] = row["value"]
        elif scope == OF_TRIPS:
            tables["trips"].setdefault((key,), {}).update({measure: row["value"]} if row["value"] else {})
    tables["claims"] = {key[1:]: row for key, row in tables["claims"].items()}
    tables["acceptances"] = {key[1:]: row for key, row in tables["acceptances"].items()}
    tables["identities"] = {
        (one.payee,): {
            "accrued": one.accrued_centimos, "rounding": one.rounding_centimos, "waived": one.waived_centimos,
            "paid": one.paid_centimos, "owed": one.owed_centimos, "carried": one.carried_centimos,
            "held": one.held_centimos, "to_recover": one.to_recover_centimos,
        }
        for one in session.money().identities()
    }  # fmt: skip
    balances: Table = {}
    for row in tables["journal"].values():
        key = (row["account"], row["party"])
        balances.setdefault(key, {"centimos": 0})["centimos"] += row["centimos"]
    tables["balances"] = balances
    return tables


def _rows(session: SqlSession, name: str) -> Table:
    shape = SHAPES[name]
    keys, table = KEYS[shape], TABLES[shape]
    columns = [column.name for column in table.columns][1:]
    names = ", ".join(f'"{column}"' for column in columns)
    found: Table = {}
    for values in session.connection.exec_driver_sql(f'SELECT {names} FROM "{table.name}"'):
        row = dict(zip(columns, values, strict=True))
        key = tuple(row[column] for column in keys)
        found[key] = {
            column: value for column, value in row.items() if column not in (*keys, *NOT_COMPARED.get(name, ()))
        }
    return found
