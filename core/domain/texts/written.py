"""The sentences for what was typed into a form or a spreadsheet and cannot be read: code → (Spanish, English)."""

from __future__ import annotations

WRITTEN_TEXTS: dict[str, tuple[str, str]] = {
    "written_missing": (
        "Falta este dato.",
        "This is missing.",
    ),
    "written_long": (
        "El texto es demasiado largo: llega hasta {largest} letras.",
        "The text is too long: it has up to {largest} letters.",
    ),
    "written_strange": (
        "El texto tiene signos que no se pueden guardar. Escríbalo de nuevo.",
        "The text has characters that cannot be kept. Write it again.",
    ),
    "written_count": (
        "«{text}» no es un número entero. Escríbalo así: 1,240.",
        "“{text}” is no whole number. Write it like this: 1,240.",
    ),
    "written_large": (
        "«{text}» es demasiado: puede ser hasta {largest}.",
        "“{text}” is too much: it can be up to {largest}.",
    ),
    "written_amount_negative": (
        "El monto «{text}» no puede ser negativo.",
        "The amount “{text}” cannot be negative.",
    ),
    "written_amount_large": (
        "El monto «{text}» es demasiado grande: puede ser hasta {largest}.",
        "The amount “{text}” is too large: it can be up to {largest}.",
    ),
    "written_rate": (
        "«{text}» no es un tipo de cambio. Escríbalo con hasta cuatro decimales, así: 3.125.",
        "“{text}” is no exchange rate. Write it with up to four decimals, like this: 3.125.",
    ),
    "written_day": (
        "«{text}» no es un día. Escríbalo así: 2014-12-03 o 3/12/2014.",
        "“{text}” is no day. Write it like this: 2014-12-03 or 3/12/2014.",
    ),
    "written_month": (
        "«{text}» no es un mes. Escríbalo así: 2014-12.",
        "“{text}” is no month. Write it like this: 2014-12.",
    ),
    "written_birth": (
        "«{text}» no es una fecha de nacimiento. Escriba el día (14/8/1976) o solo el año (1976).",
        "“{text}” is no date of birth. Write the day (14/8/1976) or the year alone (1976).",
    ),
    "written_spacing": (
        "El distanciamiento «{text}» no se entiende. Escriba metros entre 1 y 20, como 3 × 3 m o 2.6.",
        "The spacing “{text}” cannot be read. Write metres from 1 to 20, such as 3 × 3 m or 2.6.",
    ),
    "written_area": (
        "«{text}» no es una superficie. Escríbala en hectáreas, así: 1.25 ha, o en metros: 12,500 m².",
        "“{text}” is no area. Write it in hectares, like this: 1.25 ha, or in metres: 12,500 m².",
    ),
    "written_degrees": (
        "«{text}» no son grados. Escríbalos con signo y decimales, así: -5.117730.",
        "“{text}” are no degrees. Write them with sign and decimals, like this: -5.117730.",
    ),
    "written_place": (
        "«{text}» no es un lugar. Escriba latitud y longitud, así: -5.117730, -79.672970.",
        "“{text}” is no place. Write latitude and longitude, like this: -5.117730, -79.672970.",
    ),
    "written_code": (
        "«{text}» no está en la lista. Puede ser: {known}.",
        "“{text}” is not on the list. It can be: {known}.",
    ),
    "written_unknown": (
        "No se conoce «{text}». Escriba su código o su nombre como está en la oficina.",
        "“{text}” is not known. Write its code, or its name as the office has it.",
    ),
    "written_unknown_near": (
        "No se conoce «{text}». ¿Será {known}?",
        "“{text}” is not known. Could it be {known}?",
    ),
    "written_ambiguous": (
        "«{text}» puede ser más de uno: {known}. Escriba el código.",
        "“{text}” can be more than one: {known}. Write the code.",
    ),
    "written_other_kind": (
        "{id} no es lo que va aquí. Revise el código.",
        "{id} is not what belongs here. Check the code.",
    ),
    "written_line": (
        "No se entiende «{text}». Ponga dos puntos entre los datos de cada línea, y punto y coma entre líneas.",
        "“{text}” is not understood. Put a colon between the parts of a line, and a semicolon between lines.",
    ),
    "written_many": (
        "Son demasiados: en un registro caben {largest}.",
        "There are too many: a record holds {largest}.",
    ),
}
