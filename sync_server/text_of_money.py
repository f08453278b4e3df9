"""What the commands about money say, in Spanish and English; part of the table in `text`. Why the rules refuse a step
stands in the core's catalogue.
"""

from __future__ import annotations

MONEY_TEXTS: dict[str, tuple[str, str]] = {
    # Reading what was typed
    "arguments.missing": (
        "Falta decir: {names}. «{command} --help» lo explica.",
        "Missing: {names}. “{command} --help” explains it.",
    ),
    "arguments.strange": (
        "No se entiende: {names}. «{command} --help» dice qué se puede escribir.",
        "Not understood: {names}. “{command} --help” says what can be typed.",
    ),
    "arguments.choice": (
        "{names} no puede ser {given}. Puede ser: {known}. «{command} --help» lo explica.",
        "{names} cannot be {given}. It can be: {known}. “{command} --help” explains it.",
    ),
    "arguments.value_missing": (
        "Falta el valor de {names}. «{command} --help» lo explica.",
        "The value of {names} is missing. “{command} --help” explains it.",
    ),
    "arguments.not_together": (
        "{names} y {other} no van juntos. «{command} --help» lo explica.",
        "{names} and {other} do not go together. “{command} --help” explains it.",
    ),
    "arguments.unreadable": (
        "No se entiende lo escrito ({cause}). «{command} --help» lo explica.",
        "What was typed is not understood ({cause}). “{command} --help” explains it.",
    ),
    "arguments.day": (
        "«{text}» no es un día. Escríbalo así: 2014-12-03.",
        "“{text}” is no day. Write it like this: 2014-12-03.",
    ),
    "arguments.month": (
        "«{text}» no es un mes. Escríbalo así: 2014-12.",
        "“{text}” is no month. Write it like this: 2014-12.",
    ),
    "arguments.amount_not_positive": (
        "El monto «{text}» tiene que ser mayor que cero.",
        "The amount “{text}” has to be more than zero.",
    ),
    "arguments.amount_negative": (
        "El monto «{text}» no puede ser negativo.",
        "The amount “{text}” cannot be negative.",
    ),
    "arguments.amount_large": (
        "El monto «{text}» es demasiado grande: un registro llega hasta {largest}.",
        "The amount “{text}” is too large: a record holds up to {largest}.",
    ),
    "arguments.count": (
        "«{text}» no es una cantidad. Es un número entero de 1 a {largest}.",
        "“{text}” is no count. It is a whole number from 1 to {largest}.",
    ),
    "arguments.whole_number": (
        "«{text}» no es un número entero desde cero.",
        "“{text}” is no whole number from zero on.",
    ),
    "arguments.exchange_rate": (
        "«{text}» no es un tipo de cambio. Escríbalo con hasta cuatro decimales, así: 3.125.",
        "“{text}” is no exchange rate. Write it with up to four decimals, like this: 3.125.",
    ),
    "arguments.pieces": (
        "«{text}» no dice billetes o monedas. Escriba valor x cuántos, así: 50x10,0.50x2. Hay de {known} soles.",
        "“{text}” does not say notes or coins. Write value x how many: 50x10,0.50x2. There are {known} soles.",
    ),
    "arguments.text_missing": ("Un texto quedó vacío. Escríbalo.", "A text is empty. Write it."),
    "arguments.text_long": (
        "Un texto es demasiado largo: llega hasta {largest} letras.",
        "A text is too long: it has up to {largest} letters.",
    ),
    "arguments.text_strange": (
        "Un texto tiene signos que no se pueden guardar. Escríbalo de nuevo.",
        "A text has characters that cannot be kept. Write it again.",
    ),
    # What every command needs
    "command.no_data": (
        "No hay datos en {database}. Revise el nombre, o cargue primero un programa con «load».",
        "There is no data at {database}. Check the name, or load a programme first with “load”.",
    ),
    "command.programme_empty": (
        "El programa {programme} está vacío aquí. Revise --programme, o cárguelo primero con «load».",
        "The programme {programme} is empty here. Check --programme, or load it first with “load”.",
    ),
    "command.nobody": (
        "Diga quién da este paso: --as CÓDIGO.",
        "Say who takes this step: --as CODE.",
    ),
    "command.unwritable": (
        "Un registro no puede guardar lo escrito y no se guardó nada: {cause}.",
        "A record cannot hold what was typed and nothing was kept: {cause}.",
    ),
    "command.file_trouble": (
        "No se pudo escribir {path}: {cause}. Elija otro archivo.",
        "{path} could not be written: {cause}. Choose another file.",
    ),
    # Names
    "names.member_unknown": (
        "No hay un integrante con el código {code}. Hay estos: {known}.",
        "There is no member with the code {code}. There are: {known}.",
    ),
    "names.payee_unknown": (
        "No hay un integrante ni un comité con el código {code}. Hay estos: {known}.",
        "There is no member or committee with the code {code}. There are: {known}.",
    ),
    "names.party_unknown": (
        "No hay un integrante, comité ni técnico con el código {code}. Hay estos: {known}.",
        "There is no member, committee or technician with the code {code}. There are: {known}.",
    ),
    "names.fund_unknown": (
        "No hay un fondo con el código {code}. Hay estos: {known}. Otro se agrega con «fund add».",
        "There is no fund with the code {code}. There are: {known}. Another is added with “fund add”.",
    ),
    "names.species_unknown": (
        "No hay una especie con el código {code}. Hay estas: {known}.",
        "There is no species with the code {code}. There are: {known}.",
    ),
    "names.community_unknown": (
        "No hay un caserío con el código {code}. Hay estos: {known}.",
        "There is no community with the code {code}. There are: {known}.",
    ),
    "names.sheet_unknown": (
        "No hay una planilla {code} en este programa. Hay estas: {known}.",
        "There is no pay sheet {code} in this programme. There are: {known}.",
    ),
    "names.drafts_none": (
        "No hay ningún borrador de planilla ({known}). Haga uno con «sheet draft».",
        "There is no draft pay sheet ({known}). Make one with “sheet draft”.",
    ),
    "names.drafts_several": (
        "Hay más de un borrador de planilla: {known}. Diga cuál por su ID.",
        "There is more than one draft pay sheet: {known}. Say which by its ID.",
    ),
    "names.tablet_unknown": (
        "No hay una tableta {code}. Hay estas: {known}.",
        "There is no tablet {code}. There are: {known}.",
    ),
    "names.tablet_ambiguous": (
        "Hay más de una tableta «{label}»: {known}. Diga cuál por sus seis signos.",
        "There is more than one tablet “{label}”: {known}. Say which by its six signs.",
    ),
    "names.trip_unknown": (
        "No hay un fondo por rendir {code}. Abiertos hay estos: {known}.",
        "There is no trip {code}. Open ones are: {known}.",
    ),
    "names.trips_none": (
        "{code} no tiene ningún fondo por rendir abierto ({known}). Entréguele uno con «advance».",
        "{code} has no open trip ({known}). Hand them an advance with “advance”.",
    ),
    "names.trips_several": (
        "{code} tiene más de un fondo por rendir abierto: {known}. Diga cuál con --trip.",
        "{code} has more than one open trip: {known}. Say which with --trip.",
    ),
    "names.payout_unknown": (
        "No hay un pago {code}. «payout list» los muestra.",
        "There is no payout {code}. “payout list” shows them.",
    ),
    "names.line_without_payout": (
        "{text} no tiene ningún pago. «payout list» los muestra.",
        "{text} has no payout. “payout list” shows them.",
    ),
    "names.exchange_rate_unknown": (
        "No hay un tipo de cambio {code}. Hay estos: {known}. Otro se agrega con «exchange-rate».",
        "There is no exchange rate {code}. There are: {known}. Another is added with “exchange-rate”.",
    ),
    "names.record_unknown": (
        "No hay un registro {code}. Copie su ID, como 7KQ2MX-12.",
        "There is no record {code}. Copy its ID, such as 7KQ2MX-12.",
    ),
    "names.code_ambiguous": (
        "Hay más de uno con el código {code}: {known}. Diga cuál por su ID.",
        "There is more than one with the code {code}: {known}. Say which by its ID.",
    ),
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
    "cash.owes_less": ("Solo debe {amount}.", "Only {amount} is owed."),
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
    "funds.code_taken": (
        "Ya hay un fondo con el código {code}. Use otro.",
        "There already is a fund with the code {code}. Use another.",
    ),
    "funds.code_strange": (
        "El código «{code}» tiene que ser una sola palabra de hasta {longest} letras.",
        "The code “{code}” has to be one word of up to {longest} letters.",
    ),
    "funds.sums": (
        "Fondo {code}: ingresó {came_in}, se usó {used}, queda {left}.",
        "Fund {code}: {came_in} came in, {used} was used, {left} is left.",
    ),
    "funds.granted": ("Donación {id}: {amount} al fondo {fund}.", "Grant {id}: {amount} to fund {fund}."),
    "funds.not_in_soles": (
        "«{text}» está en soles. Escriba el monto en la moneda de la venta.",
        "“{text}” is in soles. Write the amount in the currency of the sale.",
    ),
    "funds.rate_taken": (
        "Ya hay un tipo de cambio de {currency} para el {day}. Anúlelo primero si está mal.",
        "There already is an exchange rate of {currency} for {day}. Void it first if it is wrong.",
    ),
    "funds.rate_added": (
        "Tipo de cambio {id} de {currency} para el {day}.",
        "Exchange rate {id} of {currency} for {day}.",
    ),
    "funds.same_fund": (
        "El fondo de adaptación tiene que ser otro que el que recibe lo demás.",
        "The adaptation fund has to be another one than the fund that gets the rest.",
    ),
    "funds.fees_large": (
        "Los gastos no pueden pasar del {percent} por ciento de la venta, de donde salen.",
        "The fees cannot exceed the {percent} percent of the sale that they come out of.",
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
    "dated.value_large": ("{name} llega hasta {largest}.", "{name} goes up to {largest}."),
    "dated.no_piece": (
        "No existe ese billete o moneda. En céntimos hay: {known}.",
        "There is no such note or coin. In céntimos there are: {known}.",
    ),
    "dated.in_the_past": (
        "Un ajuste vale desde hoy ({today}) o más adelante, no desde el {day}: lo ya calculado no cambia.",
        "A setting holds from today ({today}) or later, not from {day}: what was worked out does not change.",
    ),
    "dated.setting": ("{name} es {value} desde el {day}.", "{name} is {value} from {day} on."),
    "dated.wording": ("{name} es «{text}» desde el {day}.", "{name} is “{text}” from {day} on."),
    "dated.rate": (
        "Tarifa {id}: {activity} a {amount} desde el {day}.",
        "Rate {id}: {activity} at {amount} from {day}.",
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
