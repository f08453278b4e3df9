"""What the pages say where borders become units, in Spanish and English; part of the table in `texts`."""

from __future__ import annotations

LAND_TEXTS: dict[str, tuple[str, str]] = {
    "land.title": ("Agregar terreno", "Add land"),
    "land.intro": (
        "Primero se ve en el mapa y en una tabla. Recién se guarda cuando usted confirma.",
        "First you see it on a map and in a table. It is saved only when you confirm.",
    ),
    # From a file
    "land.from_file": ("De un archivo", "From a file"),
    "land.file": (
        "Archivo GeoJSON, KML o GPX (hasta {megabytes} MB)",
        "GeoJSON, KML or GPX file (up to {megabytes} MB)",
    ),
    "land.file_means": (
        "Coordenadas en WGS 84 (latitud y longitud). Lo que elija aquí vale para todos los linderos del archivo.",
        "Coordinates in WGS 84 (latitude and longitude). What you choose here goes for all borders in the file.",
    ),
    "land.for_each": ("lo digo en cada uno", "I say it for each"),
    "land.look": ("Ver antes de guardar", "Look before saving"),
    # By hand
    "land.by_hand": ("A mano", "By hand"),
    "land.by_hand_means": (
        "Dibuje en el mapa, o escriba una esquina por línea: latitud, coma, longitud. Por ejemplo -5.12116, -79.66622",
        "Draw on the map, or type one corner a line: latitude, comma, longitude. For example -5.12116, -79.66622",
    ),
    "land.corners": ("Esquinas", "Corners"),
    "land.code_proposed": ("Código de la unidad", "Code of the unit"),
    "land.draw_help": (
        "Haga clic en cada esquina. Con el teclado: flechas para mover la cruz, Enter anota, Retroceso quita.",
        "Click on every corner. By keyboard: arrows move the cross, Enter takes it, Backspace undoes.",
    ),
    "land.draw_undo": ("Quitar la última esquina", "Take the last corner away"),
    "land.draw_clear": ("Empezar de nuevo", "Begin anew"),
    "land.draw_corner": ("Esquina {{number}}; se puede arrastrar", "Corner {{number}}; can be dragged"),
    # Walked
    "land.walked": (
        "Linderos recorridos que todavía no tiene la unidad",
        "Borders walked that the unit does not have yet",
    ),
    "land.walked_line": ("{unit}: {hectares} ha, {day}, {author}", "{unit}: {hectares} ha, {day}, {author}"),
    "land.walked_none": ("Ninguno por ahora.", "None at present."),
    "land.walked_look": ("Ver y pasar a la unidad", "Look, and give it to the unit"),
    # Areas
    "land.new_area": ("Área nueva", "New area"),
    "land.area_code": ("Código", "Code"),
    "land.area_name": ("Nombre", "Name"),
    "land.community": ("Caserío", "Community"),
    "land.areas": ("Áreas registradas: {areas}", "Areas on record: {areas}"),
    # The preview
    "land.preview": ("Antes de guardar", "Before saving"),
    "land.found": ("Linderos: {count}", "Borders: {count}"),
    "land.ignored": (
        "Otras {count} cosas del archivo no son linderos.",
        "{count} other things in the file are no borders.",
    ),
    "land.preview_told": ("Mapa con los linderos nuevos por su número", "Map with the new borders by their numbers"),
    "land.tick": ("Guardar el lindero {number}", "Save border {number}"),
    "land.number": ("N.°", "No."),
    "land.border": ("Lindero", "Border"),
    "land.size": ("{hectares} ha · {corners} esquinas", "{hectares} ha · {corners} corners"),
    "land.what": ("Qué es", "What it is"),
    "land.new_unit": ("unidad nueva", "new unit"),
    "land.corrects": ("nuevo lindero de {code}", "new border of {code}"),
    "land.corrects_means": (
        "Si es el lindero nuevo de una unidad, cambian su lindero y su superficie; lo demás de la unidad queda igual.",
        "As a unit’s new border it changes that unit’s border and size; all else of the unit stays.",
    ),
    "land.spacing": ("Distanciamiento (m)", "Spacing (m)"),
    "land.soil": ("Suelo", "Soil"),
    "land.said": ("Qué se observa", "What is noticed"),
    "land.there": ("Ya está registrado: es la unidad {code}.", "On record already: it is unit {code}."),
    "land.overlap": (
        "{common} m² en común con {code} ({percent} %)",
        "{common} m² in common with {code} ({percent} %)",
    ),
    "land.overlap_new": (
        "{common} m² en común con el lindero N.° {code} ({percent} %)",
        "{common} m² in common with border no. {code} ({percent} %)",
    ),
    "land.nothing_noticed": ("Nada.", "Nothing."),
    "land.cannot": ("No se puede tomar", "Cannot be taken"),
    "land.nameless": ("sin nombre", "without a name"),
    "land.save": ("Guardar lo marcado", "Save what is ticked"),
    "land.save_means": (
        "Se guarda todo lo marcado o nada. Queda en el historial a su nombre y llega a las tabletas al sincronizar.",
        "All that is ticked is saved, or nothing. It is on record in your name and reaches tablets when they sync.",
    ),
    "land.back": ("Volver sin guardar", "Go back without saving"),
    "land.done_units": ("Terreno guardado.", "Land saved."),
    "land.done_area": ("Área guardada.", "Area saved."),
    "land.legend_new": ("Lindero nuevo", "New border"),
    "land.legend_own": ("Como está ahora", "As it is now"),
    "land.legend_near": ("Otras unidades", "Other units"),
    # A unit as certifiers ask about it
    "certifying.title": ("Para quien certifica", "For certifiers"),
    "certifying.area": ("Superficie anotada", "Area as stated"),
    "certifying.walked": ("Superficie recorrida", "Area as walked"),
    "certifying.plantable": ("Queda por plantar", "Left to plant"),
    "certifying.nothing_excluded": ("nada: se planta entera", "nothing: all of it is planted"),
    "certifying.not_described": (
        "Nadie anotó qué era este terreno, cómo se preparó ni qué parte no se planta.",
        "Nobody has said what this land was, how it was made ready, or which part is not planted.",
    ),
    "certifying.no_certificate": (
        "Nadie anotó cómo está con ninguna certificación.",
        "Nobody has said how it stands with any certification.",
    ),
    "certifying.since": ("desde el {day}", "since {day}"),
    "certifying.holds": ("vale hoy", "holds today"),
    "certifying.describe": ("Describir el terreno", "Describe the land"),
    "certifying.describe_anew": ("Describirlo de nuevo", "Describe it anew"),
    "certifying.certify": ("Anotar certificación", "Enter certification"),
    "certifying.history": ("Todo lo que se anotó", "All that was said"),
}
