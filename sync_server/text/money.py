"""What the commands about pay sheets and payouts say, in Spanish and English; part of the table in `texts`. Why the
rules refuse a step stands in the core's catalogue.
"""

from __future__ import annotations

MONEY_TEXTS: dict[str, tuple[str, str]] = {
    # Pay sheets
    "sheet.drafted": ("Borrador {id}. Si se cerrara ahora:", "Draft {id}. If it were locked now:"),
    "sheet.changed": ("El borrador {id} cambió. Si se cerrara ahora:", "Draft {id} changed. If it were locked now:"),
    "sheet.draft_empty": ("Nadie tendría línea.", "Nobody would get a line."),
    "sheet.draft_day": (
        "Así está al {day}. «sheet lock» fija estas líneas.",
        "This is how it stands on {day}. “sheet lock” freezes these lines.",
    ),
    "sheet.large_cash": (
        "Aviso: {amount} o más en efectivo a una sola persona ({codes}): la norma pide un medio de pago bancario.",
        "Note: {amount} or more in cash to one person ({codes}): the law asks for a bank’s means of payment.",
    ),
    "sheet.abandoned": ("El borrador {id} quedó anulado.", "Draft {id} is abandoned."),
    "sheet.locked": (
        "Planilla {number} cerrada para revisión: {lines} líneas, {total}. La aprueba otra persona.",
        "Sheet {number} is locked: {lines} lines, {total}. Somebody else approves it.",
    ),
    "sheet.reopened": ("La planilla {number} es otra vez un borrador.", "Sheet {number} is a draft again."),
    "sheet.approved": (
        "Planilla {number} aprobada por {total}. Ya se puede asignar.",
        "Sheet {number} is approved for {total}. It can be assigned now.",
    ),
    "sheet.approved_in_part": (
        "Aprobación registrada. La planilla {number} es por {total} y necesita la de otra persona más.",
        "Approval noted. Sheet {number} is for {total} and needs one more person.",
    ),
    "sheet.assigned": (
        "Planilla N° {number}: {lines} líneas asignadas a {holder}, para pagar hasta el {pay_until}.",
        "Sheet N° {number}: {lines} lines assigned to {holder}, to be paid until {pay_until}.",
    ),
    "sheet.reassigned": (
        "Planilla N° {number}: {lines} líneas pasarán a {holder}, hasta el {pay_until}, cuando se apruebe.",
        "Sheet N° {number}: {lines} lines go to {holder}, until {pay_until}, once that is approved.",
    ),
    "sheet.reassigned_early": (
        "Ojo: su plazo para pagar no ha pasado. Si la otra tableta ya pagó sin red, se pagaría dos veces.",
        "Beware: their last day to pay has not passed. If the other tablet has paid offline, they are paid twice.",
    ),
    "sheet.returned": (
        "Planilla N° {number}: la oficina devolvió {lines} líneas.",
        "Sheet N° {number}: the office gave back {lines} lines.",
    ),
    "sheet.nothing_to_return": (
        "La oficina no tiene líneas sin pagar en la planilla N° {number}.",
        "The office holds no unpaid lines of sheet N° {number}.",
    ),
    "sheet.settled": (
        "Planilla {number} rendida: {lines} líneas pagadas, {paid}. Vuelve a deberse {left}.",
        "Sheet {number} is settled: {lines} lines paid, {paid}. {left} is owed again.",
    ),
    "sheet.closed": (
        "Planilla {number} archivada: {filed}.",
        "Sheet {number} is closed, its original filed: {filed}.",
    ),
    "sheet.none": ("Todavía no hay planillas.", "There are no pay sheets yet."),
    "sheet.title": ("Planilla {number}", "Pay sheet {number}"),
    "sheet.title_draft": ("Borrador {number}", "Draft {number}"),
    "sheet.heading": ("Encabezado", "Heading"),
    "sheet.drafted_by": ("Elaborado por", "Drawn up by"),
    "sheet.approved_by": ("Aprobado por", "Approved by"),
    "sheet.control_code": ("Código de control", "Control code"),
    "sheet.without_effect": ("{step} (sin efecto)", "{step} (no effect)"),
    "sheet.step_waits": ("{step} (espera aprobación)", "{step} (waits for approval)"),
    "sheet.days": ("{days} j.", "{days} d."),
    "sheet.nothing_to_hand_over": (
        "No queda efectivo por entregar en esas líneas.",
        "There is no cash left to hand over on these lines.",
    ),
    "sheet.breakdown_for": (
        "Para {lines} líneas en efectivo, cada una con las piezas justas.",
        "For {lines} lines in cash, each with its exact pieces.",
    ),
    "sheet.nothing_to_print": (
        "La planilla no tiene líneas que imprimir.",
        "The sheet has no lines to print.",
    ),
    "sheet.same_file": (
        "La planilla y los talones no caben en el mismo archivo {path}. Dé dos nombres.",
        "Sheet and stubs cannot go into the same file {path}. Give two names.",
    ),
    "sheet.printed": ("Planilla de {lines} líneas en {path}.", "Sheet of {lines} lines in {path}."),
    "sheet.stubs_printed": ("{lines} talones en {path}.", "{lines} stubs in {path}."),
    # Payouts and decisions
    "payout.entered": ("Pago {id} registrado: {amount} a {payee}.", "Payout {id} entered: {amount} to {payee}."),
    "payout.none": ("No hay pagos.", "There are no payouts."),
    "payout.no_box": (
        "Un pago por «{way}» no sale de la caja de nadie: no lleva --technician ni --trip.",
        "A payout by “{way}” comes from nobody’s cash box: it takes neither --technician nor --trip.",
    ),
    "payout.proxy_missing": (
        "Diga con --proxy quién cobró en su lugar.",
        "Say with --proxy who received in their place.",
    ),
    "void.done": ("{id} quedó anulado.", "{id} is void."),
    "void.waits": (
        "{id} quedará anulado cuando lo apruebe otra persona.",
        "{id} will be void once another person approves.",
    ),
    "void.not_a_fact": (
        "«{kind}» es un paso y no se anula: se responde con el paso siguiente.",
        "“{kind}” is a step and is not taken back: the next step answers it.",
    ),
    "suspense.decided": ("Pago {id}: {action}.", "Payout {id}: {action}."),
    "recovery.recover": (
        "Lo pagado de más a {payee} por {id} se descuenta de sus próximas líneas, hasta la parte permitida.",
        "What {payee} was paid too much for {id} is taken from their next lines, up to the part that is allowed.",
    ),
    "recovery.waive": ("Lo pagado de más a {payee} por {id} queda condonado.", "What {payee} owes for {id} is waived."),
    "recovery.left": (
        "Sin decidir, porque su parte está observada: {codes}. Resuelva antes la observación.",
        "Not decided, because the share is held: {codes}. Settle the hold first.",
    ),
    "recovery.none": ("No hay nada por recuperar.", "Nothing is to be recovered."),
    "recovery.state_open": ("por decidir", "to be decided"),
    "recovery.state_decided": ("se descuenta", "being recovered"),
    "distribution.done": (
        "Acta de reparto del pago {id}: {people} personas.",
        "Distribution of payout {id}: {people} people.",
    ),
    "distribution.share_strange": (
        "«{text}» no dice quién recibió cuánto. Escríbalo así: CHO-004=12.50.",
        "“{text}” does not say who got how much. Write it like this: CHO-004=12.50.",
    ),
    "approval.waits": (
        "Espera a otra persona: planton-server approve {id} --as CÓDIGO.",
        "It waits for another person: planton-server approve {id} --as CODE.",
    ),
    "approval.done": ("{id} quedó aprobado y ya vale.", "{id} is approved and now counts."),
    "approval.in_part": ("Aprobación de {id} registrada; falta otra.", "Approval of {id} noted; one more is needed."),
    "approval.none": ("Nada espera una aprobación.", "Nothing waits for an approval."),
}
