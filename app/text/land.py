"""The words of the land: the map, a unit's facts, positions, and walking a border."""

from __future__ import annotations

TEXTS = {
    # The map
    "land.map": ("Mapa", "Map"),
    "land.list": ("Lista", "List"),
    "land.all": ("Todo", "All"),
    "land.north": ("N", "N"),
    "land.nearer": ("Acercar", "Nearer"),
    "land.farther": ("Alejar", "Farther"),
    "land.here": ("Dónde estoy", "Where I am"),
    "land.percent": ("{percent} %", "{percent} %"),
    "land.stands_in": ("Está en {unit}", "You are in {unit}"),
    "land.stands_in_it": ("Está en {unit} (precisión {metres} m)", "You are in {unit} (accuracy {metres} m)"),
    "land.choose": ("Elegir {unit}", "Choose {unit}"),
    "land.searching": ("Buscando satélites…", "Looking for satellites…"),
    "land.outside_all": (
        "Está fuera de las unidades de este comité (precisión {metres} m).",
        "You are outside this committee’s units (accuracy {metres} m).",
    ),
    # A unit's facts
    "land.area": ("Área", "Area"),
    "land.spacing": ("Distanciamiento", "Spacing"),
    "land.spacing_of": ("{spacing} × {spacing} m", "{spacing} × {spacing} m"),
    "land.planted": ("Plantado", "Planted"),
    "land.planted_percent": ("{planted} de {target} · {percent} %", "{planted} of {target} · {percent} %"),
    "land.left": ("Faltan", "To go"),
    "land.trees": ("{count} árboles", "{count} trees"),
    "land.no_border": ("La oficina todavía no dibujó su lindero.", "The office has not drawn its border yet."),
    "land.near_water": (
        "{water} pasa a {metres} m. En los primeros {strip} m desde el agua no se planta.",
        "{water} is {metres} m away. Nothing is planted in the first {strip} m from water.",
    ),
    "land.in_water": (
        "{water} pasa por la unidad. En los primeros {strip} m desde el agua no se planta.",
        "{water} runs through the unit. Nothing is planted in the first {strip} m from water.",
    ),
    "land.other_unit": ("Ver otras unidades", "See other units"),
    "land.walk": ("Recorrer el lindero", "Walk the border"),
    # Positions
    "land.metres": ("{metres} m", "{metres} m"),
    "land.place_within": ("{place} (±{metres} m)", "{place} (±{metres} m)"),
    "land.position": ("Posición (si hay señal)", "Position (if there is a fix)"),
    "land.taking": (
        "Tomando: {fixes} de {wanted} lecturas · {metres} m",
        "Taking: {fixes} of {wanted} readings · {metres} m",
    ),
    "land.taking_first": ("Buscando satélites… quédese quieto", "Looking for satellites… stand still"),
    "land.taken": (
        "Tomada · precisión {metres} m · {fixes} lecturas",
        "Taken · accuracy {metres} m · {fixes} readings",
    ),
    "land.taken_before": ("Tomada · precisión {metres} m", "Taken · accuracy {metres} m"),
    # The photo
    "land.photo": ("Foto de la plantación", "Photo of the planting"),
    "land.photo_none": ("Sin foto", "No photo"),
    "land.photo_taken": ("Tomada. Toque para repetirla.", "Taken. Touch to take it again."),
    "land.photo_kept": ("Hay una. Toque para cambiarla.", "There is one. Touch to change it."),
    "land.photo_is_new": ("Con una foto nueva", "With a new photo"),
    "land.photo_is_there": ("Con foto", "With a photo"),
    # Walking a border
    "land.border": ("Lindero", "Border"),
    "land.border_of": ("Lindero de {unit}", "Border of {unit}"),
    "recording.ask_corners": ("Camine el lindero y anote cada esquina", "Walk the border and take every corner"),
    "land.start": ("Empezar", "Start"),
    "land.start_hint": (
        "Párese en la primera esquina y toque «Empezar».",
        "Stand at the first corner and touch “Start”.",
    ),
    "land.corner": ("Esquina aquí", "Corner here"),
    "land.corner_hint": (
        "Vaya a la próxima esquina, quédese quieto y toque «Esquina aquí».",
        "Go to the next corner, stand still and touch “Corner here”.",
    ),
    "land.corner_taking": ("Quieto… {fixes} de {wanted}", "Stand still… {fixes} of {wanted}"),
    "land.corner_first": ("Quieto… buscando", "Stand still… searching"),
    "land.corner_wait": (
        "Quédese quieto en la esquina {number}. Toque otra vez para no esperar.",
        "Stand still at corner {number}. Touch again not to wait.",
    ),
    "land.corner_same": (
        "Está en la misma esquina que antes. Camine hasta la próxima.",
        "You are at the same corner as before. Walk to the next one.",
    ),
    "land.corners_full": (
        "Un lindero tiene hasta {most} esquinas. Termine este recorrido.",
        "A border has up to {most} corners. Finish this walk.",
    ),
    "land.pause": ("Pausa", "Pause"),
    "land.paused_hint": (
        "En pausa. Las esquinas están guardadas en la tableta.",
        "Paused. The corners are kept on the tablet.",
    ),
    "land.carry_on": ("Seguir caminando", "Walk on"),
    "land.undo_corner": ("Quitar la última", "Take back the last"),
    "land.finish": ("Terminar", "Finish"),
    "land.corners": ("Esquinas", "Corners"),
    "land.length": ("Largo", "Length"),
    "land.round": ("Contorno", "Way round"),
    "land.accuracy_now": ("Precisión", "Accuracy"),
    "land.worst_corner": ("Peor esquina", "Worst corner"),
    "land.plus_minus": ("±{metres} m", "±{metres} m"),
    "land.unknown": ("–", "–"),
    "land.area_known": ("Área según la oficina", "Area by the office"),
    "land.area_apart": ("{area} · {percent} % de diferencia", "{area} · {percent} % apart"),
    "land.survey": (
        "Es una medición: la unidad cambia solo cuando la oficina la acepte.",
        "This is a survey: the unit changes only when the office accepts it.",
    ),
    "land.saved_border": ("Guardado: lindero de {unit}, {area}", "Saved: border of {unit}, {area}"),
}
