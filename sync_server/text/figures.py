"""What the figures of the day say, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

FIGURES_TEXTS: dict[str, tuple[str, str]] = {
    "figures.title": ("Cifras a la fecha", "Figures as of today"),
    "figures.moment": ("Al {moment}, hora de Lima", "As of {moment}, Lima time"),
    "figures.pdf": ("Descargar en PDF", "Download as PDF"),
    "figures.in_all": ("En total", "In all"),
    "figures.planted": ("Árboles plantados", "Trees planted"),
    "figures.planted_means": (
        "Primera plantación; {opening} ya estaban antes de llevar registros aquí.",
        "First plantings; {opening} stood before records were kept here.",
    ),
    "figures.replanted": ("Recalce", "Replanted"),
    "figures.replanted_means": (
        "Árboles puestos en el lugar de muertos; no se suman a los plantados.",
        "Trees in the place of dead ones; not part of those planted.",
    ),
    "figures.alive": ("Vivos, estimados", "Alive, estimated"),
    "figures.alive_means": (
        "{counted} en {units} de {of} unidades con conteo de prendimiento, ± {error} en nueve de diez conteos.",
        "{counted} in {units} of {of} units with a survival count, within ± {error} in nine of ten such counts.",
    ),
    "figures.alive_rest": (
        "En las demás: los plantados menos las pérdidas anotadas, sin error conocido.",
        "In the others: those planted less the losses recorded, with no known error.",
    ),
    "figures.alive_uncounted": (
        "Todavía sin conteos de prendimiento: los plantados menos las pérdidas anotadas, sin error conocido.",
        "Without any survival count yet: those planted less the losses recorded, with no known error.",
    ),
    "figures.hectares": ("Hectáreas plantadas", "Hectares planted"),
    "figures.hectares_means": (
        "De {of} ha previstas: de cada unidad, la parte que ya tiene sus árboles.",
        "Of {of} ha planned: of each unit, the part that has its trees.",
    ),
    "figures.took_part": ("Personas que trabajaron", "People who worked"),
    "figures.took_part_means": (
        "Vinieron a una jornada o más: {sexes}. Son de {families} familias.",
        "They came to one workday or more: {sexes}. They are of {families} families.",
    ),
    "figures.members": ("Integrantes hoy", "Members today"),
    "figures.members_means": ("{sexes}, de {families} familias.", "{sexes}, of {families} families."),
    "figures.sexes": ("{women} mujeres y {men} hombres", "{women} women and {men} men"),
    "figures.too_few": ("sin desglose por ser muy pocas", "not broken down, being very few"),
    "figures.accrued": ("Devengado", "Accrued"),
    "figures.accrued_means": (
        "Lo ganado por plantones y árboles; {opening} venía de antes.",
        "What was earned for saplings and trees; {opening} came from before.",
    ),
    "figures.paid": ("Pagado", "Paid"),
    "figures.paid_means": ("Por pagar quedan {owed}.", "{owed} is still owed."),
    "figures.too_much": (
        "Se pagó de más, por correcciones: {waived} condonado y {to_recover} por recuperar.",
        "Paid too much, by corrections: {waived} waived and {to_recover} to recover.",
    ),
    "figures.by_season": ("Por campaña", "By season"),
    "figures.season": ("Campaña", "Season"),
    "figures.area": ("Hectáreas", "Hectares"),
    "figures.people": ("Personas", "People"),
    "figures.women": ("Mujeres", "Women"),
    "figures.men": ("Hombres", "Men"),
    "figures.families": ("Familias", "Families"),
    "figures.paid_then": ("Pagado en esas fechas", "Paid in these days"),
    "figures.before": ("Antes de los registros", "Before the records"),
    "figures.season_means": (
        "Hectáreas de una campaña: lo que ocupan sus árboles según el distanciamiento de cada unidad.",
        "Hectares of a season: what its trees take up by the spacing of each unit.",
    ),
    "figures.season_people": (
        "Quien trabajó en varias campañas cuenta en cada una, y una vez en el total.",
        "Whoever worked in several seasons counts in each, and once in the total.",
    ),
    "figures.by_committee": ("Por comité, en todas las campañas", "By committee, in all seasons"),
    "figures.committee": ("Comité", "Committee"),
    "figures.of_hectares": ("de {count}", "of {count}"),
    "figures.few_means": (
        "De menos de {least} personas no se dice cuántas son mujeres y cuántas hombres.",
        "Of fewer than {least} people it is not said how many are women and how many men.",
    ),
    "figures.tablets": ("Tabletas y su última sincronización", "Tablets and when they last synced"),
    "figures.not_in": (
        "Lo que una tableta todavía no envió no está en estas cifras.",
        "What a tablet has not sent yet is in none of these figures.",
    ),
    "figures.proof": (
        "Calculado de {records} registros firmados; huella {root}.",
        "Worked out from {records} signed records; root {root}.",
    ),
    "figures.no_proof": ("Calculado de {records} registros.", "Worked out from {records} records."),
}
