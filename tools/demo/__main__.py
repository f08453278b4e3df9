"""`make demo`: run the week, print what came of it, and write build/demo/summary.json; the same every time."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from core.domain.money import format_count, format_soles
from core.domain.problems import sentence
from core.storage.compare import fingerprints, trial_balance_centimos, unbalanced_entries
from core.sync.conversation import converse
from core.usecases.views import HistoryFilter, RecordLine
from tools.demo.week import FieldBook, first_half, second_half
from tools.sample import SampleServer, SampleTablet, SteppingClock, enrol_tablet, make_server

FOLDER = Path("build") / "demo"
START_MS = 1_417_352_400_000
"""Eight in the morning of Sunday 30 November 2014 in Lima."""


def main() -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    clock = SteppingClock(START_MS)
    server = make_server(f"sqlite:///{FOLDER / 'server.db'}", clock)
    tablets = [
        enrol_tablet(server, FOLDER / "tablet-rosa.db", "rosa", ("committee:CHO", "committee:CAJ"), ("user:T01",)),
        enrol_tablet(server, FOLDER / "tablet-luis.db", "luis", ("committee:CHO", "committee:CAJ"), ("user:T02",)),
    ]
    meet_server(server, tablets)
    choco = FieldBook(server, tablets[0].store, clock, "T01", "CHO")
    cajas = FieldBook(server, tablets[1].store, clock, "T02", "CAJ")
    first_half(choco, cajas)
    meet_server(server, tablets)
    second_half(choco, cajas)
    meet_server(server, tablets)
    summary = summarise(server, tablets)
    (FOLDER / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", "utf-8")
    show(server, summary)
    return 0 if summary["tablets_equal_server"] and not summary["ledger_trial_balance_centimos"] else 1


def meet_server(server: SampleServer, tablets: list[SampleTablet]) -> None:
    """Everybody syncs; the first once more, for what the others brought."""
    for tablet in (*tablets, *tablets[:-1]):
        converse(tablet.store, server.clock, tablet.key, server.exchange)


def summarise(server: SampleServer, tablets: list[SampleTablet]) -> dict[str, Any]:
    """The figures of the week, as integers; opening records count apart and never earn."""
    with server.store.reading() as session:
        totals = session.reads().totals()
        records = session.feed_size()
    with_work = [row for row in totals.by_committee if row.attendances or row.accrued_centimos]
    by_committee = {
        row.name: {
            "saplings_ready": row.ready,
            "trees_planted": row.planted,
            "trees_replanted": row.replanted,
            "attendances": row.attendances,
            "accrued_centimos": row.accrued_centimos,
            "held_centimos": row.held_centimos,
        }
        for row in with_work
    }
    expected = fingerprints(server.store)
    return {
        "records": records,
        "saplings_ready": sum(row.ready for row in totals.by_committee),
        "trees_planted": sum(row.planted for row in totals.by_committee),
        "trees_replanted": sum(row.replanted for row in totals.by_committee),
        "opening_trees": sum(row.opening_planted for row in totals.by_committee),
        "attendances": sum(row.attendances for row in totals.by_committee),
        "accrued_centimos": sum(row.accrued_centimos for row in totals.by_committee),
        "held_centimos": sum(row.held_centimos for row in totals.by_committee),
        "by_committee": by_committee,
        "tablets_equal_server": all(fingerprints(tablet.store) == expected for tablet in tablets),
        "ledger_trial_balance_centimos": trial_balance_centimos(server.store),
        "ledger_unbalanced_entries": len(unbalanced_entries(server.store)),
        "findings": totals.findings,
    }


def show(server: SampleServer, summary: dict[str, Any]) -> None:
    """The week as a person reads it."""
    with server.store.reading() as session:
        reads = session.reads()
        lines = reads.history(HistoryFilter(from_day="2014-12-01", to_day="2014-12-06"), 100, 0)
        details = {line.id: reads.record(line.id) for line in lines}
    _print(f"{'día':<11}{'qué':<18}{'dónde':<16}{'cuánto':>8}  {'importe':>12}  estado")
    for line in reversed(lines):
        _print(
            f"{line.happened_on:<11}{_KINDS.get(line.kind, line.kind):<18}{_where(line):<16}"
            f"{format_count(line.count):>8}  {_amount(line.centimos):>12}  {_STATES[line.state]}"
        )
        detail = details[line.id]
        for hold in detail.holds if detail and line.state != "void" else ():
            if not hold.released:
                _print(f"{'':<11}↳ {sentence(hold.rule, 'es', hold.numbers)}")
    _print("")
    _print(
        f"{'comité':<12}{'listos':>9}{'plantados':>11}{'recalce':>9}{'asistencias':>13}{'ganado':>15}{'observado':>14}"
    )
    for name, row in summary["by_committee"].items():
        _print(
            f"{name:<12}{format_count(row['saplings_ready']):>9}{format_count(row['trees_planted']):>11}"
            f"{format_count(row['trees_replanted']):>9}{format_count(row['attendances']):>13}"
            f"{format_soles(row['accrued_centimos']):>15}{format_soles(row['held_centimos']):>14}"
        )
    _print("")
    same = "iguales al servidor" if summary["tablets_equal_server"] else "DISTINTAS del servidor"
    _print(f"{format_count(summary['records'])} registros; las dos tabletas son {same}.")
    balance = format_soles(summary["ledger_trial_balance_centimos"])
    _print(f"El libro suma {balance}; quedan {summary['findings']} observaciones por decidir en la oficina.")
    _print(f"{FOLDER / 'summary.json'}")


_KINDS = {
    "workday": "jornada", "planting": "plantación", "replanting": "recalce", "ready_accepted": "listos aceptados",
    "inventory_counted": "conteo", "dispatched": "salida a campo", "pricked_out": "repique", "saplings_lost": "merma",
}  # fmt: skip
_ACTIVITIES = {"nursery": "vivero", "holes": "hoyos", "planting": "plantación"}
_STATES = {"confirmed": "confirmado", "pending": "por enviar", "observed": "observado", "void": "anulado"}


def _amount(centimos: int) -> str:
    return format_soles(centimos) if centimos else ""


def _where(line: RecordLine) -> str:
    return _ACTIVITIES.get(line.subject, line.subject)


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
