"""The sentences about land that is drawn or comes from a file: code → (Spanish, English)."""

from __future__ import annotations

LAND_TEXTS: dict[str, tuple[str, str]] = {
    # The file
    "land_file_missing": (
        "Falta el archivo. Elija uno en GeoJSON, KML o GPX.",
        "The file is missing. Choose one in GeoJSON, KML or GPX.",
    ),
    "land_file_packed": (
        "Es un archivo comprimido (KMZ o ZIP). Ábralo en su programa de mapas y guárdelo como KML.",
        "This is a packed file (KMZ or ZIP). Open it in your map program and save it as KML.",
    ),
    "land_file_unreadable": (
        "No es GeoJSON, KML ni GPX, o está dañado. Guárdelo otra vez en uno de esos formatos. No se guardó nada.",
        "It is no GeoJSON, KML or GPX, or it is damaged. Save it again in one of these. Nothing was stored.",
    ),
    "land_file_unsafe": (
        "El archivo trae definiciones (DOCTYPE) que aquí no se aceptan. Guárdelo otra vez como KML o GPX sencillo.",
        "The file brings definitions (DOCTYPE) that are not accepted here. Save it again as plain KML or GPX.",
    ),
    "land_file_other_system": (
        "El archivo dice que sus coordenadas son de {system}. Guárdelo en WGS 84 (EPSG:4326), con latitud y longitud.",
        "The file says that its coordinates are of {system}. Save it in WGS 84 (EPSG:4326), as latitude and longitude.",
    ),
    "land_file_empty": (
        "El archivo no trae ningún lindero, solo otras cosas ({ignored}). Se necesitan polígonos o recorridos.",
        "The file has no border, only other things ({ignored}). Polygons or tracks are needed.",
    ),
    "land_file_too_many": (
        "El archivo trae {borders} linderos y aquí entran {most} de una vez. Divídalo en varios archivos.",
        "The file has {borders} borders, and {most} fit in here at once. Split it into several files.",
    ),
    "land_file_too_detailed": (
        "Entre todos los linderos hay {corners} esquinas y aquí entran {most} de una vez. Divida el archivo.",
        "All borders together have {corners} corners, and {most} fit in here at once. Split the file.",
    ),
    "land_line_unreadable": (
        "La línea {line} no se entiende. Escriba en cada línea una esquina: latitud, coma, longitud.",
        "Line {line} cannot be read. Write one corner a line: latitude, comma, longitude.",
    ),
    # One border
    "land_in_utm": (
        "Las coordenadas son UTM (metros). Guárdelas en WGS 84 con latitud y longitud: aquí no se adivina la zona.",
        "The coordinates are UTM (metres). Save them in WGS 84 as latitude and longitude: no zone is guessed here.",
    ),
    "land_not_degrees": (
        "«{east}, {north}» no puede ser longitud y latitud. Revise cómo se guardó el archivo.",
        "“{east}, {north}” cannot be longitude and latitude. Check how the file was saved.",
    ),
    "land_outside": (
        "La esquina en {lat}, {lon} queda a más de 50 km de todos los caseríos. Revise las coordenadas.",
        "The corner at {lat}, {lon} lies more than 50 km from all communities. Check the coordinates.",
    ),
    "land_too_few_corners": (
        "Tiene {corners} esquinas distintas y hacen falta por lo menos 3.",
        "It has {corners} different corners and needs at least 3.",
    ),
    "land_too_many_corners": (
        "Tiene {corners} esquinas y un lindero lleva a lo más {most}. Simplifíquelo en su programa de mapas.",
        "It has {corners} corners, and a border holds {most} at most. Simplify it in your map program.",
    ),
    "land_crosses_itself": (
        "Se cruza a sí mismo: el lado que sale de la esquina {first} toca el que sale de la {second}. Corríjalo.",
        "It crosses itself: the side from corner {first} meets the one from corner {second}. Correct it.",
    ),
    "land_without_area": (
        "No encierra ningún terreno: todas las esquinas están en una línea.",
        "It encloses no land: all its corners lie in one line.",
    ),
    "land_has_holes": (
        "Tiene {holes} huecos dentro. Una unidad no lleva huecos: divídala en dos o quite el hueco del dibujo.",
        "There are {holes} holes in it. A unit has no holes: divide it in two, or take the hole out of the drawing.",
    ),
    # What was put right
    "land_was_turned": (
        "Traía la latitud antes que la longitud; se dio vuelta. Mire en el mapa si está en su sitio.",
        "It had latitude before longitude and was turned round. Look on the map whether it is in its place.",
    ),
    "land_was_open": (
        "No estaba cerrado: faltaban {metres} m entre la última esquina y la primera. Se cerró.",
        "It was not closed: {metres} m were missing between the last corner and the first. It was closed.",
    ),
    "land_was_thinned": (
        "Traía {corners} esquinas; quedaron {left}, y el lindero no se movió más de {metres} m.",
        "It had {corners} corners; {left} are left, and the border moved by no more than {metres} m.",
    ),
    "land_was_split": (
        "En el archivo es una sola cosa con {parts} partes. Aquí cada parte es una unidad aparte.",
        "In the file it is one thing of {parts} parts. Here each part is a unit of its own.",
    ),
    "land_twice_in_file": (
        "Este mismo lindero viene dos veces en el archivo.",
        "This very border is in the file twice.",
    ),
    # What is stated
    "land_nothing_ticked": (
        "No marcó ninguna unidad. Marque al menos una para guardar.",
        "You have ticked no unit. Tick at least one to save.",
    ),
    "land_row_incomplete": (
        "A «{name}» le falta algo: código, comité, área, distanciamiento y suelo van en todas las marcadas.",
        "Something is missing for “{name}”: code, committee, area, spacing and soil go with all that are ticked.",
    ),
    "land_spacing_strange": (
        "El distanciamiento de «{name}» no se entiende. Escriba metros entre 1 y 20, como 3 × 3 m o 2.6.",
        "The spacing of “{name}” cannot be read. Write metres from 1 to 20, such as 3 × 3 m or 2.6.",
    ),
    "land_code_taken": (
        "Ya hay una unidad {unit} con otro lindero. Ponga otro código, o elija que corrige esa unidad.",
        "There is a unit {unit} with another border already. Give another code, or choose that it corrects that unit.",
    ),
    "land_code_twice": (
        "El código {unit} está puesto a dos linderos. Cada unidad lleva el suyo.",
        "The code {unit} is given to two borders. Each unit has its own.",
    ),
    "land_corrected_twice": (
        "Dos linderos corrigen la misma unidad {unit}. Deje marcado uno solo.",
        "Two borders correct the same unit {unit}. Leave only one ticked.",
    ),
    "land_all_there": (
        "Todo lo que marcó ya está registrado así. No se guardó nada nuevo.",
        "All that you ticked is on record like that already. Nothing new was stored.",
    ),
    "land_unit_changed": (
        "La unidad {unit} cambió mientras tanto, o ya no está. No se guardó nada: mírela otra vez.",
        "The unit {unit} has changed meanwhile, or is not there any more. Nothing was stored: look at it again.",
    ),
    "land_choice_gone": (
        "El comité, el área o el caserío que eligió ya no está. Elija otro de la lista.",
        "The committee, the area or the community that you chose is not there any more. Choose another from the list.",
    ),
    "area_code_taken": (
        "Ya hay un área {area}. Elíjala de la lista o ponga otro código.",
        "There is an area {area} already. Choose it from the list, or give another code.",
    ),
}
