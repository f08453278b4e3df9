"""What the drawn sample says: its form, its command, its page, and what was found; part of the table in `texts`."""

from __future__ import annotations

SAMPLE_TEXTS: dict[str, tuple[str, str]] = {
    "sample.title": ("Comprobación en el terreno", "Check on the ground"),
    "sample.foot": (
        "Plantón · {programme} · número del sorteo {seed} · {records} registros, raíz {root}…",
        "Plantón · {programme} · drawn by {seed} · {records} records, root {root}…",
    ),
    "sample.seed": ("Número del sorteo: {seed}", "Number of the draw: {seed}"),
    "sample.rule": (
        (
            "Así se sortea: a cada unidad, lote y pago que vale se le calcula SHA-256 del número, un salto de "
            "línea y su registro; se ordenan por eso y se toman los primeros. Con el mismo número y el mismo "
            "historial, cualquiera saca esta misma muestra."
        ),
        (
            "How it is drawn: each unit, batch and payout that counts gets the SHA-256 of the number, a line "
            "feed and its record; they are sorted by that, and the first are taken. With the same number and "
            "the same log anybody draws this very sample."
        ),
    ),
    "sample.log": ("Historial: {records} registros, raíz {root}", "Log: {records} records, root {root}"),
    "sample.plots.number": ("Unidades de manejo: {drawn} de {of}", "Management units: {drawn} of {of}"),
    "sample.batches.number": ("Lotes de plantones: {drawn} de {of}", "Batches of saplings: {drawn} of {of}"),
    "sample.payouts.number": ("Pagos del periodo: {drawn} de {of}", "Payouts of the period: {drawn} of {of}"),
    "sample.who": (
        "Comprueba quien no registró ni pagó. Anote lo que encuentra antes de comparar.",
        "Whoever checks has neither recorded nor paid. Write down what you find before you compare.",
    ),
    "sample.plots": ("Unidad", "Unit"),
    "sample.batches": ("Lote", "Batch"),
    "sample.payouts": ("Pago a", "Payout to"),
    "sample.plots.stated": (
        "El historial dice: {stated} árboles vivos, estimados. Área: {detail}.",
        "The log says: {stated} trees alive, estimated. Area: {detail}.",
    ),
    "sample.batches.stated": (
        "El historial dice: {stated} plantones en el vivero, entre los que crecen y los listos. Especie: {detail}.",
        "The log says: {stated} saplings in the nursery, growing or ready. Species: {detail}.",
    ),
    "sample.payouts.stated": (
        "El historial dice: recibió {stated} el {day} ({detail}). Pregunte cuánto recibió, sin decirlo antes.",
        "The log says: got {stated} on {day} ({detail}). Ask how much it was, without saying it first.",
    ),
    "sample.where": ("Está en {place} (WGS 84).", "It lies at {place} (WGS 84)."),
    "sample.person": ("Persona: {person}", "Person: {person}"),
    "sample.not_by": ("No lo comprueba quien lo registró o pagó: {codes}.", "Not to be checked by: {codes}."),
    "sample.form.found": ("Encontré", "Found"),
    "sample.form.agrees": ("Coincide", "Agrees"),
    "sample.form.differs": ("No coincide", "Differs"),
    "sample.form.missing": ("No hay nada o nadie", "Nothing or nobody there"),
    "sample.form.checked_by": ("Comprobó", "Checked by"),
    "sample.form.day": ("Fecha", "Day"),
    "sample.form.signature": ("Firma", "Signature"),
    "sample.written": (
        "Muestra con {number} cosas por comprobar en {path}. Número del sorteo: {seed}.",
        "A sample of {number} things to check is in {path}. Drawn by {seed}.",
    ),
    # The page
    "sample.new": ("Sortear una muestra para el terreno", "Draw a sample for the ground"),
    "sample.means": (
        (
            "Unidades, lotes y pagos que otra persona comprueba en el lugar. Con el mismo número sale la misma "
            "muestra: elíjalo delante de todos. Lo encontrado se anota en la página de cada registro."
        ),
        (
            "Units, batches and payouts that somebody else checks on the ground. The same number draws the same "
            "sample: choose it before everybody's eyes. What is found is written down on each record's page."
        ),
    ),
    "sample.number": ("Número del sorteo", "Number of the draw"),
    "sample.how_many.plots": ("Unidades", "Units"),
    "sample.how_many.batches": ("Lotes", "Batches"),
    "sample.how_many.payouts": ("Pagos del periodo", "Payouts of the period"),
    "sample.names": (
        "Con nombre y DNI de quienes cobraron (queda anotado quién lo abrió)",
        "With name and DNI of those who were paid (it is written down who opened them)",
    ),
    "sample.draw": ("Sortear y bajar el formulario", "Draw and download the form"),
    # What was found
    "found.title": ("Comprobado en el terreno", "Checked on the ground"),
    "found.none": ("Nadie lo ha comprobado todavía.", "Nobody has checked it yet."),
    "found.enter": ("Anotar una comprobación", "Write down a check"),
    "found.means": (
        (
            "Lo que encontró alguien que no lo registró ni pagó. No cambia ningún árbol ni ningún céntimo: "
            "queda al lado de lo registrado, y en los paquetes de auditoría."
        ),
        (
            "What somebody found who neither recorded nor paid it. It changes no tree and no céntimo: it stands "
            "beside what was recorded, and in audit packages."
        ),
    ),
    "found.stated": ("Según el historial hoy", "By the log today"),
    "found.found": ("Encontrado (árboles o plantones)", "Found (trees or saplings)"),
    "found.found_soles": ("Dice haber recibido (S/)", "Says to have got (S/)"),
    "found.outcome": ("Resultado", "Outcome"),
    "found.checked_by": ("Quién comprobó", "Checked by"),
    "found.checked_by_means": (
        "Código o nombre de quien miró. No puede ser: {codes}.",
        "Code or name of whoever looked. It cannot be: {codes}.",
    ),
    "found.seed": ("Número del sorteo, si salió en uno", "Number of the draw, if it was drawn"),
    "found.day": ("Día en que se miró", "Day it was looked at"),
    "found.note": ("Nota", "Note"),
    "found.save": ("Guardar la comprobación", "Save the check"),
    "found.saved": ("Comprobación anotada.", "The check is written down."),
    "found.of": ("{found} de {stated}", "{found} of {stated}"),
}
