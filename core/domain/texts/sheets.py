"""The sentences about pay sheets and their lines: code → (Spanish, English), a part of the catalogue.

`sheet_is_…` has one for every state of a sheet: it says why a step does not fit the state that the sheet is in.
"""

from __future__ import annotations

SHEET_TEXTS: dict[str, tuple[str, str]] = {
    # A sheet's steps
    "sheet_unknown": (
        "No hay ninguna planilla {id} en este programa. Revise el número.",
        "There is no pay sheet {id} in this programme. Check the number.",
    ),
    "sheet_is_draft": (
        "La planilla todavía es un borrador. Primero hay que cerrarla para revisión.",
        "The pay sheet is still a draft. Lock it first.",
    ),
    "sheet_is_locked": (
        "La planilla {number} está cerrada para revisión. Reábrala para cambiarla, o apruébela para pagarla.",
        "Pay sheet {number} is locked. Reopen it to change it, or approve it to pay it.",
    ),
    "sheet_is_approved": (
        "La planilla {number} ya está aprobada. Asígnela para pagarla, o reábrala.",
        "Pay sheet {number} is approved already. Assign it to pay it, or reopen it.",
    ),
    "sheet_is_assigned": (
        "La planilla {number} ya está asignada para pagar.",
        "Pay sheet {number} is assigned for payment already.",
    ),
    "sheet_is_paying": (
        "La planilla {number} ya se está pagando.",
        "Pay sheet {number} is being paid already.",
    ),
    "sheet_is_settled": (
        "La planilla {number} ya está rendida. Lo que falte va en la siguiente.",
        "Pay sheet {number} is settled. What is missing goes on the next one.",
    ),
    "sheet_is_closed": (
        "La planilla {number} ya está archivada. Lo que falte va en la siguiente.",
        "Pay sheet {number} is closed. What is missing goes on the next one.",
    ),
    "sheet_is_abandoned": (
        "Ese borrador de planilla fue anulado. Haga uno nuevo.",
        "That draft was abandoned. Make a new one.",
    ),
    "sheet_not_draft": (
        "Solo un borrador de planilla se cambia o se anula. Reábrala primero.",
        "Only a draft pay sheet is changed or abandoned. Reopen it first.",
    ),
    "payout_settled": (
        "La planilla de este pago ya está rendida: solo lo anulan dos personas de la oficina.",
        "The pay sheet of this payout is settled: only two people of the office take it back.",
    ),
    "cut_off_in_future": (
        "La fecha de corte {cut_off} todavía no llega; hoy es {day}. Elija un día que ya pasó.",
        "The cut-off {cut_off} has not come yet; today is {day}. Choose a day that has passed.",
    ),
    "fund_unknown": (
        "No hay ningún fondo «{id}». Diga de qué fondo se paga.",
        "There is no fund “{id}”. Say which fund pays.",
    ),
    "sheet_draft_open": (
        "Ya hay un borrador de planilla ({id}) para uno de esos comités. Termínelo o anúlelo primero.",
        "There already is a draft pay sheet ({id}) for one of these committees. Finish or abandon it first.",
    ),
    "sheet_empty": (
        "No hay nada que pagar hasta esa fecha. La lista «sin línea» dice por qué a cada persona.",
        "There is nothing to pay up to that day. The list “no line” says why for each person.",
    ),
    "sheet_lines_differ": (
        "Mientras tanto llegó algo que cambia las líneas de la planilla. Mírela de nuevo y repita el paso.",
        "Meanwhile something arrived that changes the sheet's lines. Look at it again and repeat the step.",
    ),
    "sheet_number_taken": (
        "El número de planilla {number} ya está usado. Repita el paso.",
        "Pay sheet number {number} is taken. Repeat the step.",
    ),
    "sheet_lines_assigned": (
        "La planilla {number} ya tiene líneas asignadas o pagadas y no se puede reabrir. Los cambios van en la siguiente.",
        "Pay sheet {number} has lines that are assigned or paid and cannot be reopened. Changes go on the next one.",
    ),
    "approver_drafted": (
        "Quien hizo o cerró la planilla no puede aprobarla. Pídaselo a otra persona.",
        "Whoever drafted or locked the sheet cannot approve it. Ask somebody else.",
    ),
    "approved_before": (
        "Usted ya aprobó esta planilla. Falta otra persona.",
        "You have approved this sheet already. Another person has to.",
    ),
    "approver_same": (
        "La segunda firma tiene que ser de otra persona.",
        "The second approval has to be another person's.",
    ),
    "nothing_to_approve": (
        "{id} no espera ninguna aprobación.",
        "{id} waits for no approval.",
    ),
    "line_held_by_other": (
        "La línea de {name} en la planilla {number} ya la tiene {holder}. Pida que la devuelva o la ceda.",
        "The line of {name} on pay sheet {number} is held by {holder}. Ask them to return or release it.",
    ),
    "reassignment_waits": (
        "Ya hay un cambio de esas líneas de la planilla {number} que espera a otra persona.",
        "A change of these lines of pay sheet {number} is already waiting for another person.",
    ),
    "no_lines_to_assign": (
        "En la planilla {number} no queda ninguna línea por asignar.",
        "No line of pay sheet {number} is left to assign.",
    ),
    "line_paid_before": (
        "{name} ya cobró en esta planilla.",
        "{name} was paid on this sheet already.",
    ),
    "paid_before_approval": (
        "La planilla {number} se aprobó el {approved_on}: el {day} nadie podía cobrar de ella. Revise el día que dice el papel.",
        "Pay sheet {number} was approved on {approved_on}: nobody could be paid from it on {day}. Check the day on the paper.",
    ),
    "line_not_paid": (
        "A {name} nadie le pagó en esta planilla, así que no puede ser el mismo pago. Decida otra cosa.",
        "{name} was paid by nobody else on this sheet, so it cannot be the same payment. Decide something else.",
    ),
    "line_released_before": (
        "La línea de {name} ya se cedió a otra tableta. Espere a que la reciba.",
        "The line of {name} was released to another tablet already. Wait until it is accepted.",
    ),
    "holder_unknown": (
        "«{origin}» no es una tableta vigente del programa ni la oficina.",
        "“{origin}” is neither a tablet in use in the programme nor the office.",
    ),
    "pay_until_over": (
        "El plazo para pagar, {pay_until}, ya pasó. Pida a la oficina que asigne de nuevo.",
        "The last day to pay, {pay_until}, has passed. Ask the office to assign it again.",
    ),
    "release_for_other": (
        "Esta línea se cedió a la tableta {origin}, no a esta.",
        "This line was released to tablet {origin}, not to this one.",
    ),
    "release_used": (
        "Esta cesión ya se usó, o la línea cambió de manos. Sincronice y léalo otra vez; si sigue, llame a la oficina.",
        "This release was used already, or the line has changed hands. Sync, scan again; if it stays, call the office.",
    ),
    "release_before_sync": (
        "Esta tableta cedió esa línea y aún no sabe que la otra la aceptó. Sincronice las dos y vuelva a leer el código.",
        "This tablet released that line and does not know yet that the other has accepted it. Sync both, then scan again.",
    ),
    "release_unreadable": (
        "El código no es una cesión válida de una línea. Vuelva a mostrarlo en la otra tableta y léalo otra vez.",
        "The code is no valid release of a line. Show it again on the other tablet and scan it once more.",
    ),
    "sheet_lines_held": (
        "En la planilla {number} quedan {lines} líneas sin pagar en manos de {holder}. Primero hay que devolverlas.",
        "{lines} unpaid lines of pay sheet {number} are still held by {holder}. They have to be returned first.",
    ),
    "originals_missing": (
        "Diga dónde se archivó el original firmado de la planilla {number}.",
        "Say where the signed original of pay sheet {number} is filed.",
    ),
    "sheet_has_suspense": (
        "En la planilla {number} hay un pago por aclarar ({id}). Decídalo primero.",
        "Pay sheet {number} has a payout that waits for a decision ({id}). Decide it first.",
    ),
    "distribution_does_not_add_up": (
        "El acta de reparto suma {listed} y se pagaron {paid}. Tienen que ser iguales.",
        "The distribution adds up to {listed} and {paid} were paid. They have to be equal.",
    ),
    "distribution_there": (
        "El reparto de este pago ya está anotado ({id}). Si está mal, anúlelo primero.",
        "The distribution of this payout is entered already ({id}). If it is wrong, void it first.",
    ),
    "distribution_needs_officers": (
        "El acta de reparto la firman dos personas de la directiva.",
        "The distribution is signed by two officers.",
    ),
    "distribution_by_no_officer": (
        "{name} no era de la directiva del comité {committee} el {day}. Revise quién firmó el acta de reparto y su fecha.",
        "{name} was no officer of committee {committee} on {day}. Check who signed the distribution, and its day.",
    ),
    # Why somebody gets no line, or cannot be paid here
    "line_left_out": ("Se dejó fuera de esta planilla.", "Left out of this sheet."),
    "line_member_void": (
        "La persona fue anulada del padrón. La oficina decide qué pasa con lo que se le debe.",
        "The person was taken off the register. The office decides what becomes of what is owed.",
    ),
    "line_not_confirmed": (
        "La oficina todavía no confirmó a esta persona.",
        "The office has not confirmed this person yet.",
    ),
    "line_held": ("Todo lo que se le debe está observado.", "Everything owed is on hold."),
    "line_after_cut_off": ("Su trabajo es posterior a la fecha de corte.", "The work is later than the cut-off."),
    "line_to_recover": (
        "Tiene montos por recuperar mayores que lo que se le debe.",
        "More is to be recovered than is owed.",
    ),
    "line_below_coin": ("Se le debe menos de S/ 0.10.", "Less than S/ 0.10 is owed."),
    "distribution_missing": (
        "Falta el acta de reparto del pago anterior al comité.",
        "The distribution of the committee's last payout is missing.",
    ),
    "not_on_sheet": (
        "No está en la planilla {number}. Su trabajo va en la siguiente; pregunte a la oficina.",
        "Not on pay sheet {number}. The work goes on the next one; ask the office.",
    ),
    "not_on_any_sheet": (
        "No está en ninguna planilla que se paga con esta tableta. Pregunte a la oficina.",
        "Not on any pay sheet that this tablet pays. Ask the office.",
    ),
    "line_not_held": (
        "Esta línea de la planilla {number} se paga en otro lugar. Llame a la oficina.",
        "This line of pay sheet {number} is paid elsewhere. Call the office.",
    ),
}
