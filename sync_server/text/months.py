"""What the pages of the month-end say, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

MONTHS_TEXTS: dict[str, tuple[str, str]] = {
    "months.title": ("Cierre de mes", "Month-end"),
    "months.means": (
        "Cerrado un mes, sus libros no cambian más: lo que llegue tarde entra en el primer mes abierto.",
        "Once a month is closed its books do not change: what comes late goes into the first open month.",
    ),
    "months.running": (
        "todavía no termina; se ve qué falta hasta hoy",
        "is not over yet; what is open up to today is shown",
    ),
    "months.to_close": ("Por cerrar", "To close"),
    "months.none_to_close": (
        "Todos los meses que terminaron están cerrados.",
        "Every month that is over is closed.",
    ),
    "months.before_too": ("con todos los anteriores", "with all before it"),
    "months.closed": ("Cerrados", "Closed"),
    "months.none_closed": ("Todavía no se cerró ningún mes.", "No month has been closed yet."),
    "months.month": ("Mes", "Month"),
    "months.closed_on": ("Cerrado el", "Closed on"),
    "months.closed_by": ("Por", "By"),
    "months.left_open": ("Quedó abierto", "Left open"),
    "months.nothing_left": ("nada", "nothing"),
    "months.state": ("Estado", "State"),
    "months.stands": ("Cerrado", "Closed"),
    "months.was_reopened": ("Reabierto", "Opened again"),
    "months.up_to": ("Todo lo que hay hasta el {day}", "Everything up to {day}"),
    "months.list": ("Qué falta", "What is missing"),
    "months.done": ("Listo", "Done"),
    "months.open": ("Abierto", "Open"),
    "months.go": ("Ir ahí", "Go there"),
    "months.clean": ("No queda nada abierto.", "Nothing is left open."),
    "months.not_over": (
        "Este mes todavía no termina. La lista muestra lo que hay hasta ahora.",
        "This month is not over yet. The list shows what there is so far.",
    ),
    "months.is_closed": ("Los libros de este mes están cerrados.", "The books of this month are closed."),
    "months.closed_with": (
        "Este mes quedó cerrado junto con {month}.",
        "This month was closed together with {month}.",
    ),
    "months.close": ("Cerrar {month}", "Close {month}"),
    "months.close_means": (
        "Cierra también los meses anteriores. Queda anotado quién cerró y qué estaba abierto.",
        "Closes the months before it as well. Who closed it is kept, with what was open.",
    ),
    "months.left_seen": (
        "He visto lo que queda abierto y cierro el mes así.",
        "I have seen what is left open and close the month like this.",
    ),
    "months.reopen": ("Reabrir {month}", "Open {month} again"),
    "months.reopen_means": (
        "Lo que llegue después entra otra vez en este mes. Lo ya anotado en meses posteriores queda donde está.",
        "What comes afterwards goes into this month again. What was booked in later months stays where it is.",
    ),
    "months.why": ("Por qué se reabre (sin nombres de personas)", "Why it is opened again (without people's names)"),
    "months.done_close": ("El mes quedó cerrado.", "The month is closed."),
    "months.done_reopen": ("El mes está abierto otra vez.", "The month is open again."),
    "months.since": ("{amount} desde el {day}", "{amount} since {day}"),
    # The matters of the list
    "matter.tablets": ("Tabletas que no sincronizan desde el corte", "Tablets that have not synced since the cut-off"),
    "matter.findings": ("Observaciones sin decidir", "Findings nobody has decided"),
    "matter.observed": ("Registros con pago retenido", "Records whose pay is kept back"),
    "matter.trips": ("Fondos por rendir abiertos", "Cash advances not settled"),
    "matter.payments": ("Pagos por aclarar", "Payments to be cleared up"),
    "matter.recoveries": ("Pagado de más, sin decidir", "Paid too much, not decided"),
    "matter.sheets": ("Planillas sin rendir", "Pay sheets not settled"),
    "matter.originals": ("Originales firmados sin archivar", "Signed originals not filed"),
    "matter.complaints": ("Reclamos sin respuesta", "Complaints without an answer"),
    "matter.members": ("Integrantes por confirmar", "Members to confirm"),
}
