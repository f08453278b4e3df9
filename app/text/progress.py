"""The words of the progress page: what the charts say in a sentence, the heads of their tables, what to do first."""

from __future__ import annotations

TEXTS = {
    "progress.title": ("Avance", "Progress"),
    "progress.topic_planted": ("Plantación", "Planting"),
    "progress.topic_saplings": ("Plantones", "Saplings"),
    "progress.topic_money": ("Dinero", "Money"),
    "progress.topic_survival": ("Prendimiento", "Survival"),
    "progress.whole": ("Todo el programa", "Whole programme"),
    "progress.show_numbers": ("Ver los números", "See the numbers"),
    "progress.show_picture": ("Ver el gráfico", "See the chart"),
    "progress.period_title": ("¿De qué campaña?", "Of which season?"),
    "progress.period_all": ("Todas las campañas", "All seasons"),
    "progress.of_target": ("{planted} de {target} · {percent} %", "{planted} of {target} · {percent} %"),
    # Planted against the target
    "progress.planted_message": (
        "Faltan plantar {missing} árboles; ya hay {planted}", "{missing} trees still to plant; {planted} are there",
    ),
    "progress.planted_most": (
        "Donde más falta: {name}, {missing} árboles", "Most are missing in {name}: {missing} trees",
    ),
    "progress.planted_done": (
        "No falta plantar nada; hay {planted} árboles", "Nothing is left to plant; there are {planted} trees",
    ),
    "progress.planted_others": ("Otras {count}", "{count} others"),
    "progress.no_units": ("Todavía no hay unidades de manejo", "There are no management units yet"),
    "progress.no_units_detail": (
        "La oficina las anota, o usted recorre el borde de una en Plantación. Sincronice para recibirlas.",
        "The office states them, or you walk the border of one in Planting. Sync to receive them.",
    ),
    # Saplings by month
    "progress.saplings_message": (
        "Listos: {ready} plantones · plantados: {planted} árboles",
        "Ready: {ready} saplings · planted: {planted} trees",
    ),
    "progress.saplings_span": ("De {first} a {last}", "From {first} to {last}"),
    "progress.panel_ready": ("Plantones listos: {count}", "Saplings ready: {count}"),
    "progress.panel_planted": ("Árboles plantados: {count}", "Trees planted: {count}"),
    "progress.other_species": ("otras especies", "other species"),
    "progress.no_saplings": ("En estos meses no hay nada anotado", "Nothing is recorded in these months"),
    "progress.no_saplings_detail": (
        "Acepte plantones listos en Vivero o anote una plantación, y aparecen aquí por mes y especie.",
        "Accept ready saplings in Nursery or record a planting, and they appear here by month and species.",
    ),
    # Money by committee
    "progress.money_message": (
        "Por el trabajo de los comités: {amount} confirmado", "For the committees’ work: {amount} confirmed",
    ),
    "progress.money_rest": (
        "Además {pending} solo en esta tableta y {observed} observado. Se haya pagado o no.",
        "Also {pending} only on this tablet and {observed} on hold. Whether or not it was paid.",
    ),
    "progress.no_money": ("Todavía no hay trabajo pagado anotado", "No paid work is recorded yet"),
    "progress.no_money_detail": (
        "Anote una plantación o una aceptación de listos, y aparece aquí lo que ganó cada comité.",
        "Record a planting or an acceptance, and what each committee earned appears here.",
    ),
    # Survival
    "progress.survival_message": (
        "Viven {alive} de cada 100 árboles: {name}", "{alive} of every 100 trees live: {name}",
    ),
    "progress.survival_detail": (
        "Contado por muestra. La línea dice hasta dónde puede variar.",
        "Counted on samples. The line says how far it may be off.",
    ),
    "progress.share": ("{percent} % ± {margin}", "{percent} % ± {margin}"),
    "progress.no_survival": ("Todavía no hay conteos de prendimiento", "There are no survival counts yet"),
    "progress.no_survival_detail": (
        "Haga el primer conteo: la aplicación dice qué filas caminar. Después aparece aquí cuántos árboles viven.",
        "Make the first count: the app says which rows to walk. Then how many trees live appears here.",
    ),
    # Heads of the tables
    "progress.head_unit": ("Unidad", "Unit"),
    "progress.head_committee": ("Comité", "Committee"),
    "progress.head_planted": ("Plantado", "Planted"),
    "progress.head_target": ("Meta", "Target"),
    "progress.head_missing": ("Falta", "Missing"),
    "progress.head_month": ("Mes", "Month"),
    "progress.head_species": ("Especie", "Species"),
    "progress.head_ready": ("Listos", "Ready"),
    "progress.head_replanted": ("Recalce", "Replanted"),
    "progress.head_season": ("Campaña", "Season"),
    "progress.head_counted": ("Contados", "Counted"),
    "progress.head_alive": ("Vivos", "Alive"),
}  # fmt: skip
