"""The sentences of the findings: rule → (Spanish, English), with the rule's figures in their places."""

from __future__ import annotations

FINDING_TEXTS: dict[str, tuple[str, str]] = {
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
    # Land
    "density_above_target": (
        (
            "La unidad {unit} llegaría a {planted} árboles. Su meta es {target} y como máximo caben {limit}. "
            "Revise la cantidad o la unidad."
        ),
        (
            "Unit {unit} would come to {planted} trees. Its target is {target} and it holds {limit} at most. "
            "Check the count or the unit."
        ),
    ),
    "water_too_near": (
        "El punto está a {distance_m} m del agua ({water}). Se planta a {strip_m} m o más. Revise el lugar.",
        ("The point is {distance_m} m from water ({water}). Planting begins {strip_m} m away. Check the place."),
    ),
    "soil_too_dry": (
        "{species} necesita suelo húmedo y la unidad {unit} es seca. Revise la especie o la unidad.",
        "{species} needs moist soil and unit {unit} is dry. Check the species or the unit.",
    ),
    "outside_unit": (
        "El punto está {distance_m} m fuera de la unidad {unit}. Revise la unidad.",
        "The point is {distance_m} m outside unit {unit}. Check that it is the right unit.",
    ),
    # What becomes of planted trees
    "draw_unknown": (
        "El conteo nombra un sorteo de filas ({draw}) que no se conoce o está anulado. Revise cuál se sorteó.",
        "The count names a draw of rows ({draw}) that is unknown or void. Check which one was drawn.",
    ),
    "draw_differs": (
        (
            "En la unidad {unit} se cuenta una de cada {step} filas y la primera sale por sorteo entre ellas; aquí dice "
            "una de cada {every} desde la fila {first}. Revise el sorteo."
        ),
        (
            "In unit {unit} one of every {step} rows is counted and the first is drawn among these; here it says one of "
            "every {every} from row {first}. Check the draw."
        ),
    ),
    "drawn_again": (
        "Ya había un sorteo de filas sin contar ({other}). Las filas se sortean una sola vez antes de cada conteo.",
        "There was a draw of rows without its count already ({other}). Rows are drawn only once before each count.",
    ),
    "counted_before_draw": (
        "El conteo lleva un día anterior al sorteo de sus filas ({draw_day}). Revise el día.",
        "The count bears a day before its rows were drawn ({draw_day}). Check the day.",
    ),
    "counted_again": (
        "Las mismas filas ya tienen otro conteo ({other}). Anule el que sobra.",
        "The same rows have another count already ({other}). Void the one too many.",
    ),
    "rows_missing": (
        "Faltan filas del sorteo: {rows} (en total {count}). El resultado vale cuando se recorren todas.",
        "Drawn rows are missing: {rows} ({count} in all). The result holds when all of them are walked.",
    ),
    "rows_foreign": (
        "Hay filas que no salieron en el sorteo o están dos veces: {rows} (en total {count}). Quítelas del conteo.",
        "There are rows that were not drawn or stand there twice: {rows} ({count} in all). Take them out of the count.",
    ),
    "lost_above_standing": (
        "Se pierden {trees} árboles, pero en la unidad {unit} había {standing}. Revise la cantidad o lo plantado.",
        "{trees} trees are lost, but unit {unit} had {standing}. Check the count or what was planted.",
    ),
    "harvest_never": (
        "El {species} no se corta nunca. Revise la especie; si se cortó de verdad, llame a la oficina.",
        "{species} is never cut. Check the species; if it really was cut, call the office.",
    ),
    "harvest_above_standing": (
        "Se cortan {trees} árboles, pero en la unidad {unit} había {standing}. Revise la cantidad o la especie.",
        "{trees} trees are cut, but unit {unit} had {standing}. Check the count or the species.",
    ),
    "agreement_ends_early": (
        "El acuerdo termina el {ends_on}, y se firmó el {signed_on}. Revise las fechas.",
        "The agreement ends on {ends_on} and was signed on {signed_on}. Check the dates.",
    ),
    # Borders that were walked
    "border_too_few_corners": (
        "El lindero de la unidad {unit} tiene {corners} esquinas y con menos de 3 no encierra nada. Recórralo otra vez.",
        "The border of unit {unit} has {corners} corners, and with fewer than 3 it encloses nothing. Walk it again.",
    ),
    "border_crosses_itself": (
        "El lindero de la unidad {unit} se cruza: la línea después de la esquina {first} choca con la que sigue a la esquina {second}. Quite la esquina equivocada o recórralo otra vez.",
        "The border of unit {unit} crosses itself: the line behind corner {first} meets the one behind corner {second}. Take the wrong corner out, or walk it again.",
    ),
    "border_area_misstated": (
        "El registro dice {stated} m², pero sus esquinas encierran {enclosed} m². Recorra el lindero otra vez.",
        "The record says {stated} m², but its corners enclose {enclosed} m². Walk the border again.",
    ),
    "border_area_differs": (
        "El lindero encierra {walked} m² y la unidad {unit} tiene {known} m²: {percent} % de diferencia. Revise las esquinas; si están bien, la oficina decide.",
        "The border encloses {walked} m² and unit {unit} has {known} m²: {percent} % apart. Check the corners; if they are right, the office decides.",
    ),
    "border_overlaps": (
        "El lindero de la unidad {unit} se mete en {units}: {percent} % del área. Revise las esquinas de ese lado.",
        "The border of unit {unit} runs into {units}: {percent} % of the area. Check the corners on that side.",
    ),
    "border_near_water": (
        "El lindero de la unidad {unit} llega a {distance_m} m del agua ({water}). En los primeros {strip_m} m no se planta.",
        "The border of unit {unit} comes within {distance_m} m of water ({water}). Nothing is planted in the first {strip_m} m.",
    ),
    # People
    "person_twice": (
        "{name} está dos veces en la misma lista. Déjelo una sola vez.",
        "{name} is on the same list twice. Keep only one.",
    ),
    "under_18": (
        "{name} no tenía 18 años el {day}. Su parte no se paga; anótelo como acompañante.",
        "{name} was not yet 18 on {day}. Their share is not paid; note them as a companion.",
    ),
    "two_committees": (
        (
            "{name} está el {day} también en la lista de otro comité ({other}). Su parte espera hasta saber "
            "dónde trabajó."
        ),
        (
            "{name} is also on another committee’s list on {day} ({other}). Their share waits until it is "
            "clear where they worked."
        ),
    ),
    "work_of_nobody": (
        "El registro no dice quiénes hicieron el trabajo. Nombre la jornada o las personas.",
        "The record does not say who did the work. Name the workday or the people.",
    ),
    "workday_empty": (
        "En esta jornada no está marcado nadie. Marque a quienes vinieron.",
        "Nobody is marked on this workday. Mark those who came.",
    ),
    "named_workday_empty": (
        "En la jornada {workday} no está marcado nadie. El pago espera la lista completa.",
        "Nobody is marked on workday {workday}. The pay waits until the list is complete.",
    ),
    "not_closed": (
        "Nadie de la directiva firmó la lista del {day}. Léala en voz alta y pida la firma o la huella.",
        "No officer has signed the list of {day}. Read it aloud and ask for the signature or mark.",
    ),
    "closed_by_no_officer": (
        ("{name} firmó la lista del {day}, pero ese día no era de la directiva. Pida la firma de la directiva."),
        "{name} signed the list of {day} but was no officer that day. Ask an officer to sign.",
    ),
    "member_not_confirmed": (
        "La oficina todavía no confirma a {name}. Desde ya gana; cobra cuando la oficina lo confirme.",
        ("The office has not confirmed {name} yet. They earn from now on and are paid once the office confirms."),
    ),
    # Pace
    "person_too_fast": (
        (
            "{name} tendría {count} el {day}; lo más que se espera de una persona en un día es {limit}. "
            "Revise las cantidades."
        ),
        ("{name} would have {count} on {day}; the most expected of one person in a day is {limit}. Check the counts."),
    ),
    "group_too_fast": (
        (
            "Esas jornadas suman {count}. Para la gente que vino se esperan hasta {limit} ({per_person} por "
            "persona y día). Revise la cantidad y la lista."
        ),
        (
            "Those workdays come to {count}. For the people who came up to {limit} are expected "
            "({per_person} per person and day). Check the count and the list."
        ),
    ),
    # Days
    "day_ahead": (
        "El registro es del {day}, un día que aún no llegaba el {latest}. Corrija la fecha.",
        "The record is for {day}, a day that had not come by {latest}. Correct the date.",
    ),
    "day_too_early": (
        "El registro es del {day}, antes de que empezara el programa el {began_on}. Corrija la fecha.",
        "The record is for {day}, before the programme began on {began_on}. Correct the date.",
    ),
    "recorded_late": (
        (
            "El trabajo del {day} se anotó el {recorded_on}, {days} días después (se espera dentro de "
            "{limit}). Revise la fecha."
        ),
        ("The work of {day} was recorded {days} days later, on {recorded_on} (expected: {limit}). Check the date."),
    ),
    "workday_other_day": (
        "El registro es del {day}, pero la jornada {workday} es del {workday_day}. Revise cuál corresponde.",
        "The record is for {day}, but workday {workday} is of {workday_day}. Check which one belongs to it.",
    ),
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
        "Este pago ya estaba registrado como {other}, del papel firmado. La oficina confirma que es el mismo.",
        "This payout was recorded as {other} already, from the signed paper. The office confirms that it is the same.",
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
            "Este registro saca {amount} del fondo {trip}, que es de {name}, en nombre de otra persona. Averigüe de "
            "qué caja salió el dinero y anule el registro si está mal."
        ),
        (
            "This record takes {amount} out of advance {trip}, which is {name}’s, in another person’s name. Find out "
            "which box the money came from, and void the record if it is wrong."
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
    # The office
    "server_restored": (
        (
            "El servidor de la oficina se restauró de una copia que tenía {size} registros (raíz {root}). Sigue como "
            "{origin} en lugar de {before}. Revise qué le devolvieron las tabletas."
        ),
        (
            "The office’s server was put back to a copy of {size} records (root {root}). It goes on as {origin} instead "
            "of {before}. Look at what the tablets have given back."
        ),
    ),
    # What the office's server says where it cannot look
    "check_failed": (
        "Este registro no se pudo revisar. Está guardado: la oficina lo verá.",
        "This record could not be checked. It is kept: the office will look at it.",
    ),
    "record_unreadable": (
        "Este registro no se puede leer con esta versión. Está guardado: actualice la aplicación o llame a la oficina.",
        "This record cannot be read by this version. It is kept: update the app or call the office.",
    ),
}
