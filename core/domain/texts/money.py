"""The sentences about payouts, cash boxes and the books: code → (Spanish, English), a part of the catalogue.

What concerns a sheet and its lines stands in `sheets`; nothing reads either but the catalogue in `problems`.
"""

from __future__ import annotations

MONEY_TEXTS: dict[str, tuple[str, str]] = {
    # Paying
    "amount_not_positive": ("El monto tiene que ser mayor que cero.", "The amount has to be more than zero."),
    "cash_not_in_coins": (
        "{amount} no se puede entregar en efectivo: la moneda más chica es de S/ 0.10.",
        "{amount} cannot be handed over in cash: the smallest coin is S/ 0.10.",
    ),
    "payout_above_line": (
        "La línea es de {line}; no se puede pagar más.",
        "The line is {line}; no more can be paid.",
    ),
    "payout_above_box": (
        "En la caja hay {box}; no alcanza para {amount}.",
        "The box holds {box}, which is not enough for {amount}.",
    ),
    "box_missing": (
        "Diga de qué caja sale el efectivo.",
        "Say which cash box the cash comes from.",
    ),
    "witness_missing": (
        "Una marca necesita un testigo. Elija a la persona que estuvo presente.",
        "A mark needs a witness. Choose the person who was present.",
    ),
    "witness_is_party": (
        "El testigo no puede ser quien paga, quien registra ni quien recibe.",
        "The witness can be neither who pays, nor who records, nor who receives.",
    ),
    "strokes_missing": (
        "Falta la firma. Pida que firme en el recuadro, o elija marca con testigo.",
        "The signature is missing. Ask for it in the box, or choose a mark with a witness.",
    ),
    "proxy_for_too_many": (
        "{name} ya cobra por {payees} personas en esta planilla; por más no se puede.",
        "{name} already receives for {payees} people on this sheet; no more are allowed.",
    ),
    "proxy_is_payee": (
        "Quien cobra en nombre de otra persona no puede ser la misma persona.",
        "Who receives for somebody else cannot be the same person.",
    ),
    "proxy_reason_missing": (
        "Diga por qué cobra otra persona en su lugar.",
        "Say why another person receives in their place.",
    ),
    "operation_missing": (
        "Escriba el número de operación de la transferencia.",
        "Enter the operation number of the transfer.",
    ),
    "operation_reused": (
        "El número de operación {operation} ya se usó en otro pago. Revise el comprobante.",
        "Operation number {operation} was used for another payout. Check the receipt.",
    ),
    "payee_under_18": (
        "{name} es menor de 18 años y no puede cobrar. Consulte a la oficina.",
        "{name} is under 18 and cannot be paid. Ask the office.",
    ),
    "cash_large": (
        "Son {amount} o más en efectivo a una sola persona: desde ese monto la norma pide un medio de pago bancario.",
        "This is {amount} or more in cash to one person: from that sum on the law asks for a bank's means of payment.",
    ),
    "payee_needed": (
        "Para anular este pago tiene que estar la persona: que firme o marque la devolución, o lo anula la oficina.",
        "To take this payout back the person has to be here and sign or mark; or the office takes it back.",
    ),
    "payout_unknown": ("No hay ningún pago {id}.", "There is no payout {id}."),
    "payout_not_waiting": (
        "El pago {id} no espera ninguna decisión.",
        "Payout {id} waits for no decision.",
    ),
    "payout_sums_differ": (
        "El pago {id} dice {paid} y este dice {other}: uno está mal. Anule el que no es cierto.",
        "Payout {id} says {paid} and this one {other}: one of them is wrong. Void the one that is not true.",
    ),
    "payout_of_nobody": (
        "El pago {id} no salió de la caja de ningún técnico, así que ninguno lo debe. Elija otra decisión.",
        "Payout {id} came out of no technician's box, so none owes it. Choose another decision.",
    ),
    "nothing_to_recover": (
        "De ese registro no hay nada por recuperar de esta persona.",
        "Nothing of that record is to be recovered from this person.",
    ),
    # Cash boxes
    "user_unknown": ("No hay ninguna persona «{id}» en el programa.", "There is no person “{id}” in the programme."),
    "trip_unknown": ("No hay ningún fondo por rendir {id}.", "There is no cash advance {id}."),
    "trip_of_other": (
        "Ese fondo por rendir es de otra persona.",
        "That cash advance is another person's.",
    ),
    "trip_settled": (
        "Ese fondo ya está rendido. Lo que falte lo registra la oficina.",
        "That advance is settled. The office records what is missing.",
    ),
    "trip_has_moves": (
        "Por este fondo ya pasó otro dinero. Anule antes lo que salió de él o lo que se le añadió, o ríndalo.",
        "Other money has moved in this advance. First void what came out of it or was added to it, or settle it.",
    ),
    "trip_does_not_add_up": (
        "Quedan {left} por explicar y se declaran {kept} guardados. La rendición tiene que cuadrar al céntimo.",
        "{left} are left to explain and {kept} are declared as kept. A settlement adds up to the céntimo.",
    ),
    "hand_over_unknown": ("No hay ninguna entrega de efectivo {id}.", "There is no hand-over {id}."),
    "hand_over_received": ("Esa entrega ya fue recibida.", "That hand-over was received already."),
    "hand_over_under_way": (
        "Falta que {name} reciba {amount} de este fondo (entrega {id}). Que los reciba, o anule la entrega.",
        "{name} has yet to receive {amount} of this advance (hand-over {id}). Receive them, or void the hand-over.",
    ),
    "hand_over_to_self": ("La entrega tiene que ser a otra persona.", "A hand-over has to be to another person."),
    "hand_over_to_nobody": (
        "Elija el fondo por rendir al que entra el efectivo.",
        "Choose the open advance that the cash goes into.",
    ),
    "voucher_missing": (
        "Escriba el número del comprobante del gasto. Sin comprobante, tómele foto al recibo firmado.",
        "Enter the number of the expense's voucher. Without one, photograph the signed receipt.",
    ),
    "pieces_do_not_add_up": (
        "Los billetes y monedas suman {pieces} y el monto es {amount}.",
        "The notes and coins add up to {pieces} and the amount is {amount}.",
    ),
    "pieces_unreal": ("No existe ese billete o moneda.", "There is no such note or coin."),
    "difference_zero": ("No hay diferencia que explicar.", "There is no difference to explain."),
    "police_report_missing": (
        "Un robo se explica con el número de la denuncia policial.",
        "A robbery is explained with the number of the police report.",
    ),
    "technician_owes_less": ("Solo debe {amount}.", "Only {amount} is owed."),
    "setting_in_the_past": (
        "Un ajuste vale desde hoy ({today}) o más adelante, no desde el {day}: lo ya calculado no cambia.",
        "A setting holds from today ({today}) or later, not from {day}: what was worked out does not change.",
    ),
    # The books
    "month_not_over": ("El mes {month} todavía no termina.", "The month {month} is not over yet."),
    "month_closed": ("El mes {month} ya está cerrado.", "The month {month} is closed already."),
    "month_closed_after": (
        "Después de {month} está cerrado también {last}. Reabra primero ese.",
        "After {month}, {last} is closed as well. Open that one again first.",
    ),
    "funds_the_same": (
        "El fondo de adaptación tiene que ser otro que el que recibe lo demás.",
        "The adaptation fund has to be another one than the fund that gets the rest.",
    ),
    "fees_large": (
        "Los gastos no pueden pasar del {percent} por ciento de la venta, de donde salen.",
        "The fees cannot exceed the {percent} percent of the sale that they come out of.",
    ),
    "exchange_rate_used": (
        "La venta {sale} está en soles por este tipo de cambio. Anule antes la venta y regístrela después de nuevo.",
        "Sale {sale} is in soles by this exchange rate. First void the sale, and record it again afterwards.",
    ),
    "exchange_rate_unknown": (
        "Ese tipo de cambio no es de la moneda de la venta. Elija otro, o regístrelo antes con su fecha y fuente.",
        "That exchange rate is not for the currency of the sale. Choose another, or first record it with day and source.",
    ),
    "role_not_allowed": (
        "{name} no puede hacer este paso: es tarea de {roles}.",
        "{name} may not take this step: it is for {roles}.",
    ),
}
