"""What the checks find on the land, in what becomes of planted trees, and in borders; part of `findings`."""

from __future__ import annotations

LAND_FINDINGS: dict[str, tuple[str, str]] = {
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
        "La unidad {unit} es seca y {species} necesita suelo húmedo. Revise la especie o la unidad.",
        "Unit {unit} is dry and {species} needs moist soil. Check the species or the unit.",
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
}
