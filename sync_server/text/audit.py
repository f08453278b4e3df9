"""What is said about audit packages, in Spanish and English: the page, the command, and what lies in a package to be
read first; part of the table in `texts`.
"""

from __future__ import annotations

_LEEME = """\
PAQUETE DE AUDITORÍA DE PLANTÓN

Con este archivo una persona que no conoce el programa puede volver a calcular cada árbol y
cada céntimo, y ver que nadie ha tocado nada desde que se firmó.

CÓMO COMPROBARLO

1. Si está verify.py, cópielo fuera del paquete y ejecute, con Python 3.8 o posterior:

       python3 -I verify.py --language es PAQUETE.zip

   No necesita nada más. Si además está instalado el paquete «cryptography», comprueba las firmas
   de todos los puntos de control; si no, las de los últimos, y lo dice. Nombra cada diferencia con
   su archivo, su registro y los dos valores, y termina con una línea y un código de salida.
2. Sin verify.py: docs/audit-package.md y docs/rules.md, en el código de Plantón, describen cada
   archivo y cada regla, de modo que cualquiera puede escribir su propia comprobación.
3. Compare la raíz («root») de manifest.json con la de un paquete anterior: el anterior es el
   comienzo de este.

QUÉ HAY

manifest.json   qué archivos hay, con su tamaño y su SHA-256
evidence/       el historial entero con sus cadenas, las llaves, los puntos firmados
tables/         tablas CSV; datapackage.json describe cada columna (Frictionless)
geo/            áreas, unidades, agua, plantaciones y pérdidas en GeoJSON
report.pdf, workbook.xlsx   para leer, si están

El dinero está en céntimos enteros. Los días son AAAA-MM-DD. El historial está entero, porque solo
entero se puede comprobar; las tablas de movimientos son del periodo que dice manifest.json, y las
demás dicen cómo están las cosas al final del historial. Los nombres están en tables/people.csv,
con el DNI tapado, cuando el paquete es para auditoría.
"""

_README = """\
PLANTÓN AUDIT PACKAGE

With this file somebody who does not know the programme can work out every tree and every céntimo
again, and see that nobody has touched anything since it was signed.

HOW TO VERIFY IT

1. If verify.py is there, copy it out of the package and run it with Python 3.8 or later:

       python3 -I verify.py PACKAGE.zip

   It needs nothing else. Where the package "cryptography" is installed it checks the signatures of
   all checkpoints; where not, those of the last ones, and says so. It names every disagreement with
   file, record and both values, and ends with one line and an exit code.
2. Without verify.py: docs/audit-package.md and docs/rules.md in Plantón's source describe every
   file and every rule, so that anybody can write a check of their own.
3. Compare the root in manifest.json with that of an older package: the older one is the beginning
   of this one.

WHAT IS IN IT

manifest.json   which files there are, with size and SHA-256
evidence/       the whole log with its chains, the keys, the signed checkpoints
tables/         CSV tables; datapackage.json describes every column (Frictionless)
geo/            areas, units, water, plantings and losses as GeoJSON
report.pdf, workbook.xlsx   to read, if they are there

Money is whole céntimos. Days are YYYY-MM-DD. The log is whole, since only whole can it be proved;
tables of movements are of the period that manifest.json names, and the others say how things stand
at the end of the log. Names are in tables/people.csv, with the DNI masked, where the package is for
an auditor.
"""

AUDIT_TEXTS: dict[str, tuple[str, str]] = {
    "audit.readme": (_LEEME, _README),
    "audit.written": (
        "Paquete con {size} registros en {path}. Raíz: {root}. Queda anotado como {record}.",
        "Package of {size} records in {path}. Root: {root}. It is on record as {record}.",
    ),
    "audit.title": ("Auditoría", "Audit"),
    "audit.what_it_is": (
        (
            "Un solo archivo con el que otros comprueban todo: el historial entero con sus firmas, las tablas del "
            "periodo y los mapas. Cada entrega queda en el historial, con quién y para qué."
        ),
        (
            "One file with which others check everything: the whole log with its signatures, the tables of the period, "
            "and the maps. Each one that is handed out stays on record, with who and what for."
        ),
    ),
    "audit.new": ("Hacer un paquete", "Make a package"),
    "audit.from_day": ("Desde", "From"),
    "audit.to_day": ("Hasta", "Up to"),
    "audit.profile": ("Para quién", "For whom"),
    "audit.photos": ("Con las fotos del periodo (archivo grande)", "With the photos of the period (a large file)"),
    "audit.why": ("Para qué se entrega", "What it is handed out for"),
    "audit.why_means": (
        "Lo lee cualquiera que tenga el historial. No escriba nombres de integrantes.",
        "Everybody who has the log reads it. Write no names of members.",
    ),
    "audit.make": ("Hacer y bajar", "Make and download"),
    "audit.takes": (
        "Con muchos registros tarda algunos segundos; la bajada empieza cuando el archivo está completo.",
        "With many records it takes some seconds; the download begins when the file is whole.",
    ),
    "audit.before": ("Entregados antes", "Handed out before"),
    "audit.none": ("Todavía no se entregó ninguno.", "None has been handed out yet."),
    "audit.day": ("Día", "Day"),
    "audit.author": ("Quién", "Who"),
    "audit.period": ("Periodo", "Period"),
    "audit.records": ("Registros", "Records"),
}
