"""What the pages of pay sheets say, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

SHEETS_TEXTS: dict[str, tuple[str, str]] = {
    "sheets.title": ("Planillas", "Pay sheets"),
    "sheets.draft": ("Borrador", "Draft"),
    "sheets.none": (
        "Todavía no hay planillas. Elija abajo hasta qué día y a qué comités se paga.",
        "There are no pay sheets yet. Choose below up to which day and which committees are paid.",
    ),
    "sheets.new": ("Nueva planilla", "New pay sheet"),
    "sheets.new_means": (
        "Se calcula lo que se debe hasta ese día. Nada queda fijo: primero es un borrador.",
        "What is owed up to that day is worked out. Nothing is fixed: it is a draft first.",
    ),
    "sheets.no_fund": (
        "Todavía no hay ningún fondo del que pagar. Anótelo en Fondos.",
        "There is no fund to pay from yet. Enter it under Funds.",
    ),
    "sheets.draw": ("Hacer el borrador", "Draw up the draft"),
    "sheets.choose": ("Elija", "Choose"),
    "sheets.paid_lines": ("Ya cobraron", "Paid so far"),
    "sheets.up_to": ("Trabajo hasta el {day}", "Work up to {day}"),
    "sheets.people": ("Personas", "People"),
    "sheets.still": ("Faltan", "Still to pay"),
    "sheets.not_paid": ("No se pagaron", "Not paid"),
    "sheets.net": ("Neto de la planilla", "Net of the sheet"),
    "sheets.of_it_paid": ("de ello pagado: {amount}", "of this paid: {amount}"),
    "sheets.lines": ("Líneas", "Lines"),
    "sheets.of_lines": ("{paid} de {count}", "{paid} of {count}"),
    "sheets.no_lines": (
        "Con estas condiciones nadie tendría línea. Abajo se dice por qué.",
        "On these terms nobody would get a line. Below it says why.",
    ),
    "sheets.left": ("Sin línea, y por qué", "Without a line, and why"),
    "sheets.next": ("Qué sigue", "What comes next"),
    "sheets.lock": ("Cerrar para revisión", "Lock for review"),
    "sheets.lock_means": (
        "Las líneas y los montos quedan fijos como se ven aquí. Después aprueba otra persona.",
        "Lines and amounts are frozen as they stand here. Then somebody else approves.",
    ),
    "sheets.abandon": ("Anular el borrador", "Abandon the draft"),
    "sheets.abandon_means": ("Lo que se debe sigue debiéndose.", "What is owed stays owed."),
    "sheets.approve": ("Aprobar", "Approve"),
    "sheets.approve_means": (
        "Aprueba quien no hizo el borrador. Imprima la planilla, revísela y escriba el código que está junto al QR.",
        "Whoever did not draw it up approves. Print the sheet, check it, and type the code beside its QR.",
    ),
    "sheets.another_approves": (
        "Espera a quien aprueba, que no puede ser quien hizo el borrador.",
        "It waits for an approver, who cannot be whoever drew it up.",
    ),
    "sheets.group_share": ("parte de un grupo, a {rate}", "share of a group, at {rate}"),
    "sheets.assign": ("Asignar", "Assign"),
    "sheets.assign_means": (
        "Quedan {count} líneas sin asignar. Solo quien las tiene puede pagarlas.",
        "{count} lines are not assigned. Only whoever has them can pay them.",
    ),
    "sheets.assign_ticked": (
        "Si marca líneas en la lista, se asignan solo esas.",
        "If you tick lines in the list, those alone are assigned.",
    ),
    "sheets.pick": ("Elegir a {name}", "Choose {name}"),
    "sheets.to_whom": ("A quién", "To whom"),
    "sheets.until": ("Pagar hasta", "Pay until"),
    "sheets.settle": ("Rendir la planilla", "Settle the sheet"),
    "sheets.settle_means": (
        "Cuando todas las tabletas sincronizaron. Lo que nadie cobró se les debe otra vez.",
        "When all tablets have synced. What nobody collected is owed to them again.",
    ),
    "sheets.close": ("Archivar", "Close"),
    "sheets.close_means": ("Cuando el original firmado está archivado.", "When the signed original is filed."),
    "sheets.filed": ("Dónde está el original", "Where the original is"),
    "sheets.reopen": ("Volver a borrador", "Back to a draft"),
    "sheets.reopen_means": (
        "La aprobación se pierde y las líneas se calculan de nuevo.",
        "The approval is lost and the lines are worked out anew.",
    ),
    "sheets.papers": ("Papeles", "Papers"),
    "sheets.planilla": ("Planilla para firmar (PDF)", "Sheet to be signed (PDF)"),
    "sheets.stubs": ("Talones para cada persona (PDF)", "Stubs for each person (PDF)"),
    "sheets.workbook": ("Líneas y razones (XLSX)", "Lines and reasons (XLSX)"),
    "sheets.code_on_paper": (
        "El código de control está arriba en la planilla, junto al QR.",
        "The control code stands at the top of the sheet, beside the QR.",
    ),
    "sheets.bank": ("Billetes y monedas para el banco", "Notes and coins for the bank"),
    "sheets.history": ("Historia", "History"),
    "sheets.why": ("De qué sale este monto", "Where this amount comes from"),
    "sheets.payout": ("Cobró {amount}", "Was paid {amount}"),
    "acta.title": ("Acta de reparto", "Distribution"),
    "acta.means": (
        "El comité cobró {amount} como uno solo. Escriba del acta firmada cuánto recibió cada persona.",
        "The committee was paid {amount} as one. Type from the signed list what each person got.",
    ),
    "acta.signed_by": ("Firmó por la directiva (dos personas)", "Signed for the committee (two officers)"),
    "acta.no_officers": (
        "Este comité no tiene directiva anotada. Anótela en Datos base antes que el acta.",
        "No officer of this committee is on record. Enter them in the reference data before the distribution.",
    ),
    "acta.number": ("Acta N°", "List no."),
    "acta.save": ("Anotar el acta", "Enter the distribution"),
    "acta.done": ("Acta anotada.", "Distribution entered."),
    "acta.got": ("Recibió", "Got"),
    "acta.see": ("Ver el registro del acta", "See the record of the distribution"),
    "sheets.done_draft": ("Borrador hecho.", "Draft made."),
    "sheets.done_lock": ("Planilla cerrada para revisión.", "Sheet locked."),
    "sheets.done_approve": ("Planilla aprobada.", "Sheet approved."),
    "sheets.done_reopen": ("Planilla reabierta.", "Sheet reopened."),
    "sheets.done_abandon": ("Borrador anulado.", "Draft given up."),
    "sheets.done_assign": ("Líneas entregadas.", "Lines given."),
    "sheets.paper": ("Anotar lo que se firmó en papel", "Enter what was signed on paper"),
    "sheets.reassign": ("Una tableta no vuelve", "A tablet does not come back"),
    "sheets.reassign_button": ("Pedir el cambio", "Ask for the change"),
    "sheets.reassign_means": (
        (
            "Sus líneas sin pagar pasan a otras manos cuando otra persona lo apruebe. Si esa tableta ya pagó sin red, "
            "se pagaría dos veces: use esto solo si se perdió o se malogró."
        ),
        (
            "Its unpaid lines go into other hands once somebody else approves. If that tablet has paid without a "
            "network, they are paid twice: use this only if it is lost or broken."
        ),
    ),
    "sheets.taken_from": ("Quién las tiene", "Who has them"),
    "sheets.done_reassign": (
        "Anotado. Vale cuando otra persona lo apruebe.",
        "Entered. It counts once another person approves.",
    ),
    "sheets.done_return": ("Líneas devueltas.", "Lines given back."),
    "sheets.done_settle": ("Planilla rendida.", "Sheet settled."),
    "sheets.done_close": ("Planilla cerrada.", "Sheet closed."),
}
