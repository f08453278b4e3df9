"""The sentences for people at the office's pages: code → (Spanish, English)."""

from __future__ import annotations

OFFICE_PROBLEM_TEXTS: dict[str, tuple[str, str]] = {
    "finding_changed": (
        "Mientras tanto alguien decidió sobre {id}, o ya no es lo mismo. No se guardó nada: mire otra vez.",
        "Meanwhile somebody has decided about {id}, or it is not the same any more. Nothing was saved: look again.",
    ),
    "finding_missing": (
        "Esa observación ya no está, o no es de ese registro.",
        "That finding is not there any more, or is not of that record.",
    ),
    "finding_of_suspense": (
        "Qué fue el pago {id} se decide en «Pagos por aclarar»; con esa decisión se va también esta observación.",
        "What payout {id} was is decided under “Payouts to clear up”; this finding goes with that decision.",
    ),
    "findings_not_chosen": (
        "Elija al menos una de la lista.",
        "Choose at least one from the list.",
    ),
    "decision_reason_missing": (
        "Falta decir por qué. Escriba en pocas palabras con quién habló o qué revisó.",
        "It is missing why. Write in a few words whom you spoke with or what you checked.",
    ),
    "not_voided_here": (
        "Aquí se anulan trabajo de campo, dinero y datos del programa. Lo demás se corrige en su propia página.",
        "Field work, money and the programme’s own data are voided here. All else is corrected on its own page.",
    ),
    "void_waits": (
        "Ya hay una anulación de {id} que espera a otra persona.",
        "Somebody has already asked to void {id}; that waits for another person.",
    ),
    "step_of_another": (
        "{id} lo pidió {name}: solo esa persona lo retira. Si no está de acuerdo, no lo apruebe.",
        "{name} has asked for {id}, and nobody else withdraws it. If you do not agree, do not approve it.",
    ),
    "sheet_code_wrong": (
        "Ese código no es el de esta planilla tal como está. Revise cómo lo escribió y que el papel sea el último.",
        "That code is not the one of this sheet as it stands. Check how it is typed, and that the paper is the last.",
    ),
    "holder_not_of_committee": (
        "La tableta {label} no atiende a {committee}: le faltarían los nombres. Elija otra o asigne por comité.",
        "The tablet {label} does not work for {committee} and lacks its names. Choose another, or go by committee.",
    ),
    "complaint_answered_before": (
        "Mientras tanto alguien respondió este reclamo. No se guardó nada: lea la respuesta abajo.",
        "Meanwhile somebody has answered this complaint. Nothing was saved: read the answer below.",
    ),
    "label_taken": (
        "Ya hay una tableta llamada {label}. Póngale otro nombre.",
        "There is a tablet called {label} already. Give it another name.",
    ),
    "record_missing": (
        "No hay ningún registro {id}. Puede que todavía no haya llegado de su tableta.",
        "There is no record {id}. It may not have come from its tablet yet.",
    ),
    "form_incomplete": (
        "Falta elegir o escribir algo. Complete lo que está vacío y guarde otra vez.",
        "Something was not chosen or typed. Fill in what is empty and save again.",
    ),
    "day_missing": (
        "Falta el día. Elíjalo en el calendario.",
        "The day is missing. Choose it in the calendar.",
    ),
    "fund_missing": (
        "Falta el fondo del que se paga. Elíjalo de la lista.",
        "The fund that pays is missing. Choose it from the list.",
    ),
    "committee_missing": (
        "Falta el comité. Marque uno o más.",
        "The committee is missing. Tick one or more.",
    ),
    "sheet_code_missing": (
        "Falta el código de control. Está junto al QR de la planilla impresa que revisó.",
        "The control code is missing. It stands beside the QR of the printed sheet that you have checked.",
    ),
    "filed_missing": (
        "Falta decir dónde se archivó el original firmado.",
        "It is missing where the signed original was filed.",
    ),
    "month_changed": (
        "Mientras tanto cambió lo que queda abierto. No se cerró nada: mire la lista otra vez.",
        "Meanwhile what is left open has changed. Nothing was closed: look at the list again.",
    ),
    "month_open_unsaid": (
        "Quedan cosas abiertas. Si de todos modos quiere cerrar el mes, marque que las ha visto.",
        "Things are left open. If you want to close the month all the same, tick that you have seen them.",
    ),
    "month_unreadable": (
        "Eso no es un mes. Elija uno de la lista.",
        "That is no month. Choose one from the list.",
    ),
    "reopen_reason_missing": (
        "Falta decir por qué se reabre el mes. Escríbalo en pocas palabras.",
        "It is missing why the month is opened again. Write it in a few words.",
    ),
    "month_not_closed": (
        "El mes {month} no está cerrado.",
        "The month {month} is not closed.",
    ),
    "amount_missing": (
        "Falta el monto. Escríbalo en soles, así: 1,250.50.",
        "The amount is missing. Write it in soles, like this: 1,250.50.",
    ),
    "amount_large": (
        "{amount} es más de lo que cabe en un registro.",
        "{amount} is more than a record can hold.",
    ),
    "number_unreadable": (
        "«{text}» no es una cantidad. Escriba un número entero.",
        "“{text}” is not a number. Write a whole one.",
    ),
    "text_long": (
        "Un texto es demasiado largo: llega hasta {largest} letras.",
        "A text is too long: it has up to {largest} letters.",
    ),
    "text_strange": (
        "Un texto tiene signos que no se pueden guardar. Escríbalo de nuevo.",
        "A text has characters that cannot be kept. Write it again.",
    ),
    "trip_changed": (
        "Mientras tanto hubo otro movimiento en este fondo. No se guardó nada: mire las cifras y guarde otra vez.",
        "Meanwhile something else has moved in this advance. Nothing was saved: look at the figures and save again.",
    ),
    "advance_since": (
        "Mientras tanto se entregó otro fondo ({id}). No se guardó nada: mire si es el mismo y guarde otra vez.",
        "Meanwhile another advance was handed out ({id}). Nothing was saved: see if it is the same and save again.",
    ),
    "lines_not_chosen": (
        "Marque al menos una línea.",
        "Tick at least one line.",
    ),
    "lines_not_of_office": (
        "De lo marcado la oficina no tiene ninguna línea sin pagar. Lo que tiene una tableta, lo devuelve ella.",
        "Of what was ticked the office holds no unpaid line. What a tablet holds, the tablet gives back.",
    ),
    "person_unknown": (
        "No hay nadie con el código «{text}». Escriba el código, por ejemplo CHO-012.",
        "There is nobody with the code “{text}”. Type the code, such as CHO-012.",
    ),
    "grant_since": (
        "Mientras tanto se anotó otro ingreso ({id}). No se guardó nada: mire si es el mismo y guarde otra vez.",
        "Meanwhile other money was entered ({id}). Nothing was saved: see if it is the same and save again.",
    ),
    "rate_taken": (
        "Ya hay un tipo de cambio de {currency} para el {day}. Anúlelo primero si está mal.",
        "There already is an exchange rate of {currency} for {day}. Void it first if it is wrong.",
    ),
    "rate_unreadable": (
        "«{text}» no es un tipo de cambio. Escriba los soles por una unidad, así: 3.125.",
        "“{text}” is no exchange rate. Write the soles for one unit, like this: 3.125.",
    ),
    "not_in_soles": (
        "«{text}» está en soles. Escriba el monto en la moneda de la venta.",
        "“{text}” is in soles. Write the amount in the currency of the sale.",
    ),
    "fund_code_taken": (
        "Ya hay un fondo con el código {text}. Use otro.",
        "There already is a fund with the code {text}. Use another.",
    ),
    "code_strange": (
        "El código «{text}» tiene que ser una sola palabra de hasta {longest} letras.",
        "The code “{text}” has to be one word of up to {longest} letters.",
    ),
    "one_line_at_a_time": (
        "Un monto, una operación o quien cobra en lugar de otra persona son de una sola línea: marque solo una.",
        "An amount, an operation or a proxy belong to one line: tick only one.",
    ),
    "recoveries_changed": (
        "De {names} no hay nada que decidir ahora: otra persona ya decidió, o su parte está observada. No se guardó nada: mire otra vez y decida por los demás.",
        "Of {names} there is nothing to decide now: somebody else has decided, or their share is on hold. Nothing was saved: look again and decide about the others.",
    ),
    "sheet_without_lines": (
        "Esta planilla no tiene ninguna línea que imprimir.",
        "This sheet has no line to print.",
    ),
}
