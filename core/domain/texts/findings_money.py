"""What the checks find about pay, records that come twice, and payments; part of `findings`."""

from __future__ import annotations

MONEY_FINDINGS: dict[str, tuple[str, str]] = {
    # Money
    "rate_missing": (
        "No hay tarifa para este trabajo el {day}. El pago espera hasta que la oficina la ponga.",
        "There is no rate for this work on {day}. The pay waits until the office sets one.",
    ),
    "people_count_differs": (
        "Las personas suman {people}, pero se pagan {count}. Corrija las cantidades de las personas.",
        "The people add up to {people}, but {count} are to be paid. Correct the people’s counts.",
    ),
    "person_days_too_many": (
        (
            "Las jornadas nombradas suman {number} asistencias y un registro reparte entre {limit} a lo más. Anúlelo y "
            "anote el trabajo en varios registros."
        ),
        (
            "The workdays named have {number} presences in all, and one record shares among {limit} at the most. Void it "
            "and record the work in several."
        ),
    ),
    "acceptance_adds_nothing": (
        "Ya estaban aceptados {accepted} y el total sigue en {total}: no hay plantones nuevos que pagar.",
        "{accepted} were already accepted and the total is still {total}: there are no new saplings to pay.",
    ),
    "acceptance_below": (
        (
            "El total de listos ({total}) es menor que el ya aceptado ({accepted}). Si el anterior está mal, "
            "corrija ese registro."
        ),
        (
            "The total of ready saplings ({total}) is below the one already accepted ({accepted}). If that "
            "one is wrong, correct that record."
        ),
    ),
    "waived_before": (
        (
            "De este registro se le condonaron {waived} a esta persona y ahora se le deben otra vez {owed}. La oficina "
            "decide si se le pagan."
        ),
        (
            "Of this record {waived} were waived for this person, and now {owed} are owed again. The office decides "
            "whether they are paid."
        ),
    ),
    # Duplicates
    "duplicate_suspect": (
        (
            "Este registro del {day} se parece a otro ({other}): mismo lugar, misma gente. La oficina dirá "
            "si es el mismo trabajo."
        ),
        (
            "This record of {day} looks like another one ({other}): same place, same people. The office will "
            "say whether it is the same work."
        ),
    ),
    # Payments
    "payout_in_suspense": (
        "De este pago, {amount} no corresponden a ninguna línea por pagar. La oficina decide qué fueron.",
        "Of this payout, {amount} pay no line that was due. The office decides what they were.",
    ),
    "payout_entered_twice": (
        "Este pago ya estaba registrado, del papel firmado ({other}). La oficina confirma que es el mismo.",
        "This payout was recorded already, from the signed paper ({other}). The office confirms that it is the same.",
    ),
    "operation_used_twice": (
        "El número de operación {operation} está en más de un pago. Revise los comprobantes.",
        "Operation number {operation} is on more than one payout. Check the receipts.",
    ),
    "cash_count_differs": (
        "El arqueo encontró {counted} y debía haber {expected}. Otra persona tiene que aprobar la explicación.",
        "The cash count found {counted} where {expected} should be. Another person has to approve the explanation.",
    ),
    "trip_was_settled": (
        (
            "De este fondo ({trip}) salen {amount} y ya estaba rendido cuando llegó el registro. La oficina tiene que "
            "explicar la diferencia."
        ),
        (
            "{amount} come out of this advance ({trip}), which was settled when the record arrived. The office has to "
            "explain the difference."
        ),
    ),
    "trip_of_another": (
        (
            "Este registro saca {amount} del fondo de {name} ({trip}) en nombre de otra persona. Averigüe de qué caja "
            "salió el dinero y anule el registro si está mal."
        ),
        (
            "This record takes {amount} out of the advance of {name} ({trip}) in another person’s name. Find out which "
            "box the money came from, and void the record if it is wrong."
        ),
    ),
    "box_not_named": (
        "Este pago en efectivo de {amount} no dice de qué caja salió. Pregunte quién pagó y de qué fondo.",
        "This payout of {amount} in cash does not say which box it came from. Ask who paid, and from which advance.",
    ),
    "fund_shared": (
        "{records} registros de esta planilla ya tienen una parte pagada por otro fondo ({first}).",
        "{records} records on this sheet have a part that another fund has paid ({first}).",
    ),
}
