"""What the command says about what was typed: figures, days and names that it does not know, in Spanish and English;
part of the table in `texts`.
"""

from __future__ import annotations

TYPING_TEXTS: dict[str, tuple[str, str]] = {
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
}
