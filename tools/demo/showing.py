"""The demo as a person reads it, line by line."""

from __future__ import annotations

import sys
from typing import Any

from core.domain.money import format_count, format_soles
from core.domain.problems import sentence
from core.usecases.views.field import HistoryFilter, RecordLine
from tools.sample import SampleServer


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


def show_money(server: SampleServer, summary: dict[str, Any]) -> None:
    """The paying as a person reads it."""
    with server.store.reading() as session:
        for sheet in sorted(session.money().sheets(), key=lambda sheet: sheet.number):
            _print(
                f"Planilla {sheet.number:06d}: {sheet.lines_paid} de {sheet.lines} personas, "
                f"{format_soles(sheet.paid_centimos)} de {format_soles(sheet.payable_centimos)}"
            )

    def soles(name: str) -> str:
        return f"{_MONEY[name]} {format_soles(summary[name])}"

    given = " + ".join(soles(name) for name in ("earned_centimos", "rounding_centimos", "waived_centimos"))
    _print(f"{given} = {soles('paid_centimos')} + {soles('owed_after_centimos')} − {soles('to_recover_centimos')}")
    _print(f"{soles('advance_centimos')}, {soles('returned_centimos')}")
    _print(f"Pagados dos veces: {summary['double_paid']}, {format_soles(summary['double_paid_centimos'])}")
    same = "iguales al servidor" if summary["tablets_equal_server"] else "DISTINTAS del servidor"
    _print(f"{format_count(summary['records'])} registros; las dos tabletas son {same}.")
    _print(f"El libro suma {format_soles(summary['ledger_trial_balance_centimos'])}.")
    found = "de acuerdo en todo" if summary["audit_verified"] else f"{summary['audit_findings']} DESACUERDOS"
    _print(f"Paquete de auditoría build/demo/audit.zip: su propio verificador, {found}.")


_MONEY = {
    "earned_centimos": "ganado", "rounding_centimos": "redondeo", "waived_centimos": "condonado",
    "paid_centimos": "pagado", "owed_after_centimos": "por pagar", "to_recover_centimos": "por recuperar",
    "advance_centimos": "fondos por rendir", "returned_centimos": "devuelto al banco",
}  # fmt: skip


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
