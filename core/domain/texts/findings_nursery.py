"""What the checks find in what a record names, in the stock of a nursery, and in its papers; part of `findings`."""

from __future__ import annotations

NURSERY_FINDINGS: dict[str, tuple[str, str]] = {
    "other_committee": (
        "La tableta {origin} no trabaja con este comité. La oficina dirá si el registro vale.",
        "Tablet {origin} does not work with this committee. The office will say whether the record counts.",
    ),
    # What a record names
    "tablet_was_revoked": (
        "Llegó de la tableta {origin} cuando ya estaba dada de baja. La oficina dirá si es verdad.",
        "This came from tablet {origin} after it had been shut out. The office will say whether it is true.",
    ),
    "batch_unknown": (
        "El lote {batch} no se conoce o está anulado. Elija otro o anote el lote que falta.",
        "Batch {batch} is unknown or void. Choose another, or record the missing batch.",
    ),
    "unit_unknown": (
        "La unidad de manejo {unit} no se conoce o está anulada. Elija la unidad correcta.",
        "The management unit {unit} is unknown or void. Choose the right unit.",
    ),
    "species_unknown": (
        "La especie {species} no se conoce o está anulada. Elija la especie correcta.",
        "The species {species} is unknown or void. Choose the right species.",
    ),
    "member_unknown": (
        "No se conoce a la persona {name}. Su parte espera hasta que llegue su inscripción.",
        "The person {name} is not known. Their share waits until their entry arrives.",
    ),
    "workday_unknown": (
        "Falta la jornada que nombra el registro ({workday}). El pago espera hasta que llegue.",
        "The workday that the record names is missing ({workday}). The pay waits until it arrives.",
    ),
    "workday_void": (
        "La jornada que nombra el registro ({workday}) está anulada o no se puede leer. Elija otra jornada.",
        "The workday that the record names ({workday}) is void or cannot be read. Choose another workday.",
    ),
    # Stock
    "ready_above_pricked_out": (
        (
            "El total de listos es {total}, pero de {pricked_out} repicados murieron {dead} antes de estar "
            "listos. Cuente otra vez o anote el repique que falta."
        ),
        (
            "The total of ready saplings is {total}, but of {pricked_out} pricked out {dead} died before "
            "they were ready. Count again, or record the pricking out that is missing."
        ),
    ),
    "planted_above_dispatched": (
        (
            "Se anotan {count} plantados, pero de los que salieron a campo de ese lote solo quedaban "
            "{available}. Revise el lote o anote la salida que falta."
        ),
        (
            "{count} are recorded as planted, but of those dispatched from that batch only {available} were "
            "left. Check the batch, or record the missing dispatch."
        ),
    ),
    "taken_above_ready": (
        (
            "Se sacan {count} plantones, pero en el lote solo había {available} listos. Revise la cantidad o "
            "acepte primero los listos."
        ),
        (
            "{count} saplings are taken out, but the batch had only {available} ready. Check the count, or "
            "accept the ready ones first."
        ),
    ),
    "returned_above_dispatched": (
        ("Regresan {count} plantones, pero en el campo solo había {available} sin plantar. Revise la cantidad."),
        "{count} saplings come back, but only {available} were in the field unplanted. Check the count.",
    ),
    "dead_above_growing": (
        (
            "Se anotan {count} muertos, pero en el lote solo había {available} creciendo. Revise la cantidad "
            "o el repique."
        ),
        (
            "{count} are recorded as dead, but only {available} were growing in the batch. Check the count "
            "or the pricking out."
        ),
    ),
    "opening_above_pricked_out": (
        (
            "En el saldo inicial, {ready} listos y {dead} muertos son más que los {pricked_out} repicados. "
            "Revise los tres números."
        ),
        (
            "In the opening stock, {ready} ready and {dead} dead are more than the {pricked_out} pricked "
            "out. Check the three numbers."
        ),
    ),
    "opening_above_ready": (
        ("En el saldo inicial salieron a campo {dispatched}, más que los {ready} listos. Revise los dos números."),
        (
            "In the opening stock {dispatched} were dispatched, more than the {ready} that were ready. Check "
            "both numbers."
        ),
    ),
    "parts_count_differs": (
        ("Las camas, bandejas y jabas suman {parts}, pero el conteo dice {count}. Corrija una de las dos cifras."),
        ("Beds, trays and crates add up to {parts}, but the inventory says {count}. Correct one of the two figures."),
    ),
    "batch_species_differs": (
        ("El lote {batch} es de {batch_species}, pero el registro dice {species}. Corrija el lote o la especie."),
        "Batch {batch} is {batch_species}, but the record says {species}. Correct the batch or the species.",
    ),
    # Papers
    "seed_lot_unknown": (
        "No se conoce el lote de semilla {lot}. Pida a la oficina que lo anote.",
        "The seed lot {lot} is not known. Ask the office to record it.",
    ),
    "seed_certificate_missing": (
        (
            "Al lote de semilla {lot} del lote {batch} le falta el certificado. La oficina lo debe "
            "conseguir; nadie deja de cobrar por eso."
        ),
        ("Seed lot {lot} of batch {batch} has no certificate. The office has to get it; nobody goes unpaid for that."),
    ),
    "origin_missing": (
        (
            "Del lote {lot} (lote de plantones {batch}) falta anotar de qué rodal y qué día se sacó. Nadie "
            "deja de cobrar por eso."
        ),
        (
            "For lot {lot} (batch {batch}) the stand and the day it was taken from are missing. Nobody goes "
            "unpaid for that."
        ),
    ),
}
