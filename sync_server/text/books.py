"""What the commands about cash, funds and the books say, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

BOOKS_TEXTS: dict[str, tuple[str, str]] = {
    # Cash
    "cash.advanced": ("Fondo por rendir {id}: {amount} a {technician}.", "Trip {id}: {amount} to {technician}."),
    "cash.topped_up": (
        "Entrega {id}: {amount} más a {technician}, al fondo por rendir {trip}.",
        "Top-up {id}: {amount} more to {technician}, for trip {trip}.",
    ),
    "cash.amount_missing": (
        "Diga cuánto se entrega: --amount, --pieces o --for PLANILLA.",
        "Say how much is handed over: --amount, --pieces or --for SHEET.",
    ),
    "cash.not_enough": (
        "Aviso: no alcanza para esas líneas, que suman {amount}.",
        "Note: it is not enough for these lines, which come to {amount}.",
    ),
    "cash.returned": ("{technician} devolvió {amount}.", "{technician} gave back {amount}."),
    "cash.counted": ("Arqueo de {technician}: {amount}.", "Cash count of {technician}: {amount}."),
    "cash.count_agrees": ("Cuadra con lo que debe haber.", "It agrees with what should be there."),
    "cash.missing": (
        "Faltan {difference}: debe haber {expected}. Explíquelo con «difference».",
        "{difference} is missing: there should be {expected}. Explain it with “difference”.",
    ),
    "cash.too_much": (
        "Sobran {difference}: debe haber {expected}. Explíquelo con «difference».",
        "{difference} is too much: there should be {expected}. Explain it with “difference”.",
    ),
    "cash.spent": ("Gasto de {technician}: {amount}.", "Expense of {technician}: {amount}."),
    "cash.handed_over": ("{giver} entregó {amount} a {receiver}.", "{giver} handed {amount} to {receiver}."),
    "cash.difference": (
        "Diferencia {id} por {amount}, todavía sin efecto.",
        "Difference {id} of {amount}, without effect so far.",
    ),
    "cash.repaid": ("{technician} pagó {amount} de lo que debía.", "{technician} paid {amount} of the debt."),
    "cash.should_be": ("Deben quedar {amount} de ese fondo por rendir.", "{amount} of this trip should be left."),
    "trip.none": ("No hay fondos por rendir.", "There are no trips."),
    "trip.no_moves": ("No se movió nada.", "Nothing has moved."),
    "trip.settled": ("El fondo por rendir {id} quedó rendido, al céntimo.", "Trip {id} is settled, to the céntimo."),
    "trip.settled_and_kept": (
        "El fondo por rendir {id} quedó rendido. Los {kept} que quedan abren el fondo por rendir {next}.",
        "Trip {id} is settled. The {kept} kept open trip {next}.",
    ),
    # Where the money comes from
    "funds.added": ("Fondo {code}: {name}.", "Fund {code}: {name}."),
    "funds.none": (
        "Todavía no hay fondos. Agregue uno con «fund add».",
        "There are no funds yet. Add one: “fund add”.",
    ),
    "funds.sums": (
        "Fondo {code}: ingresó {came_in}, se usó {used}, queda {left}.",
        "Fund {code}: {came_in} came in, {used} was used, {left} is left.",
    ),
    "funds.granted": ("Donación {id}: {amount} al fondo {fund}.", "Grant {id}: {amount} to fund {fund}."),
    "funds.rate_added": (
        "Tipo de cambio {id} de {currency} para el {day}.",
        "Exchange rate {id} of {currency} for {day}.",
    ),
    "funds.sold": ("Venta {id} a {buyer}: {gross}.", "Sale {id} to {buyer}: {gross}."),
    "funds.part_upstream": ("Fondo {code}", "Fund {code}"),
    "funds.part_adaptation": ("Fondo de adaptación {code}", "Adaptation fund {code}"),
    "funds.part_fees": ("Gastos de la venta", "Fees of the sale"),
    "month.closed": (
        "El mes {month} quedó cerrado: lo que llegue tarde entra en el primer mes abierto.",
        "The month {month} is closed: what comes late goes into the first open month.",
    ),
    # What holds from a day on
    "dated.unknown": ("No existe «{name}». Hay estos: {known}.", "There is no “{name}”. There are: {known}."),
    "dated.setting": ("{name} es {value} desde el {day}.", "{name} is {value} from {day} on."),
    "dated.wording": ("{name} es «{text}» desde el {day}.", "{name} is “{text}” from {day} on."),
    "dated.rate": (
        "Tarifa {id}: {activity} a {amount} desde el {day}.",
        "Rate {id}: {activity} at {amount} from {day}.",
    ),
    "dated.rate_gap": (
        "Sin tarifa para todos: {activity}, del {first} al {last}. Lo que se trabajó entonces queda retenido.",
        "No rate for all: {activity}, from {first} to {last}. What was worked then is held.",
    ),
    "dated.no_rates": ("No hay tarifas.", "There are no rates."),
    # The books
    "books.empty": ("Todavía no hay nada asentado.", "Nothing has been booked yet."),
    "identity.given": (
        "Devengado {accrued} + redondeo {rounding} + condonado {waived}",
        "Accrued {accrued} + rounding {rounding} + waived {waived}",
    ),
    "identity.taken": (
        "pagado {paid} + por pagar {owed} − por recuperar {to_recover}",
        "paid {paid} + owed {owed} − to recover {to_recover}",
    ),
    "identity.owed_parts": (
        "De lo que está por pagar: observado {held}, céntimos que quedan {carried}.",
        "Of what is owed: on hold {held}, carried céntimos {carried}.",
    ),
    "identity.broken": (
        "ESTO NO CUADRA. Avise a quien mantiene Plantón.",
        "THIS DOES NOT ADD UP. Tell whoever maintains Plantón.",
    ),
    "statement.technician": (
        "En la caja debe haber {box}. Debe al programa {owed}.",
        "The box should hold {box}. Owes the programme {owed}.",
    ),
    "statement.under_way": (
        "Entregó además {amount}, que nadie ha recibido todavía.",
        "Besides, {amount} was handed over and nobody has received it yet.",
    ),
    "totals.no_season": ("fuera de campaña", "outside any season"),
    "totals.no_sex": ("no se sabe", "not known"),
    "totals.no_species": ("sin especie", "no species"),
    "export.empty": (
        "No hay nada asentado en esos días. No se escribió ningún archivo.",
        "Nothing is booked on these days. No file was written.",
    ),
    "export.days_turned": (
        "El {first} es después del {last}. Cambie --from y --to.",
        "{first} is after {last}. Swap --from and --to.",
    ),
    "export.ledger": (
        "{entries} asientos con {lines} líneas en {path}.",
        "{entries} entries with {lines} lines in {path}.",
    ),
    "export.voucher": (
        "Asiento de {month}, de {lines} líneas del diario, en {path}.",
        "Voucher of {month}, from {lines} journal lines, in {path}.",
    ),
    "export.sheet": ("Planilla con {lines} líneas y su sustento en {path}.", "Sheet of {lines} lines in {path}."),
}
