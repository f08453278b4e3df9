"""What the report of an audit package and the summary of its workbook say, in Spanish and English; part of the table in
`texts`.
"""

from __future__ import annotations

_FIGURES: dict[str, tuple[str, str]] = {
    "report.trees.planted": ("Árboles plantados", "Trees planted"),
    "report.trees.planted.means": ("Primera plantación, en el periodo.", "First plantings of the period."),
    "report.trees.replanted": ("Recalce", "Replanted"),
    "report.trees.replanted.means": (
        "En el lugar de muertos, en el periodo.",
        "In the place of dead ones, in the period.",
    ),
    "report.trees.lost": ("Árboles perdidos", "Trees lost"),
    "report.trees.lost.means": (
        "Pérdidas anotadas en el periodo: incendio, ganado, helada…",
        "Losses recorded in the period.",
    ),
    "report.trees.harvested": ("Árboles aprovechados", "Trees harvested"),
    "report.trees.harvested.means": (
        "Cortados para usarlos, en el periodo; no son pérdida.",
        "Cut to be used, in the period; no loss.",
    ),
    "report.trees.opening": ("Ya estaban", "There before"),
    "report.trees.opening.means": (
        "Plantados antes de llevar registros aquí, anotados en el periodo.",
        "Planted before records were kept here, stated for days of the period.",
    ),
    "report.ready": ("Plantones aceptados como listos", "Saplings accepted as ready"),
    "report.ready.means": (
        "El aumento de los totales aceptados en el periodo, que es lo que se paga.",
        "The increase of accepted totals, which is what is paid.",
    ),
    "report.before": ("Plantados hasta el final del periodo", "Planted until the end of the period"),
    "report.before.means": ("Con los que ya estaban; sin recalce.", "With those there before; without replanting."),
    "report.standing": ("Vivos, estimados", "Alive, estimated"),
    "report.standing.means": (
        "Los plantados menos los muertos que se conocen.",
        "Those planted less the dead ones known.",
    ),
    "report.counted": (
        "De ellos, en unidades con conteo de prendimiento",
        "Of these, in units with a survival count",
    ),
    "report.counted.means": ("Solo de estos se conoce el error.", "Only of these the error is known."),
    "report.error": ("Error de lo contado, ±", "Error of what was counted, ±"),
    "report.error.means": ("En nueve de diez conteos.", "In nine of ten counts."),
    "report.area": ("Área prevista (m²)", "Area planned (m²)"),
    "report.area.means": ("De todas las unidades.", "Of all units."),
    "report.planted_area": ("Área plantada (m²)", "Area planted (m²)"),
    "report.planted_area.means": (
        "De cada unidad, la parte que ya tiene sus árboles.",
        "Of each unit, the part that has its trees.",
    ),
    "report.money.came_in": ("Dinero que entró a los fondos", "Money that came into the funds"),
    "report.money.came_in.means": (
        "Donaciones y ventas de carbono, sin comisiones.",
        "Grants and carbon sales, less fees.",
    ),
    "report.money.accrued": ("Devengado", "Accrued"),
    "report.money.accrued.means": (
        "Lo ganado por plantones y árboles en el periodo.",
        "What was earned for saplings and trees in the period.",
    ),
    "report.money.paid": ("Pagado", "Paid"),
    "report.money.paid.means": (
        "Entregado a las personas en el periodo por su trabajo.",
        "Put into people's hands in the period for their work.",
    ),
    "report.money.costs": ("Otros gastos y pérdidas", "Other costs and losses"),
    "report.money.costs.means": (
        "Gastos de campo, diferencias de caja, pagos perdidos, redondeo y condonado.",
        "Field expenses, cash differences, lost payments, rounding and what was waived.",
    ),
    "report.money.owed": ("Por pagar", "Owed"),
    "report.money.owed.means": (
        "A las personas, al final del periodo, también lo observado.",
        "To people at the end of the period, what is on hold included.",
    ),
    "report.money.held": ("De ello, observado", "Of this, on hold"),
    "report.money.held.means": (
        "Retenido por una observación, al final del historial.",
        "Kept back by a finding, at the end of the log.",
    ),
    "report.money.boxes": ("En las cajas de los técnicos", "In the technicians' boxes"),
    "report.money.boxes.means": ("Según los libros, al final del periodo.", "By the books, at the end of the period."),
    "report.money.to_recover": ("Por recuperar", "To be recovered"),
    "report.money.to_recover.means": (
        "Pagado de más a integrantes y todavía sin devolver.",
        "Paid too much and not yet given back.",
    ),
    "report.money.suspense": ("Pagos por aclarar", "Payments to be cleared up"),
    "report.money.suspense.means": (
        "Salió de una caja y nadie decidió todavía qué fue.",
        "Left a box, and nobody has decided yet what it was.",
    ),
    "report.money.left": ("Queda en los fondos", "Left in the funds"),
    "report.money.left.means": (
        "Lo que entró menos lo aplicado a planillas aprobadas.",
        "What came in less what approved sheets have used.",
    ),
    "report.kind.days": ("Jornales", "Days of work"),
    "report.kind.days.means": ("Días completos; y {half} medio día.", "Full days; and {half} half day."),
    "report.kind.labour": ("Valor de los jornales, en especie", "Worth of the days, in kind"),
    "report.kind.labour.means": (
        "Los jornales a la tarifa del día. No es dinero y no se suma al dinero.",
        "The days at the day's wage. No money, and never added to money.",
    ),
    "report.kind.in_kind": ("Dado en especie", "Given in kind"),
    "report.kind.in_kind.means": (
        "El valor de los jornales menos lo devengado. No es dinero.",
        "The worth of the days less what was accrued. No money.",
    ),
    "report.findings.standing": ("Observaciones abiertas", "Findings still open"),
    "report.findings.corrected": ("Observaciones con el registro corregido", "Findings of corrected records"),
    "report.findings.released": (
        "Observaciones que una persona dio por buenas",
        "Findings that a person let stand",
    ),
    "report.findings.means": (
        "De todo el historial; la hoja Observaciones las tiene una por una.",
        "Of the whole log; the sheet of findings has them one by one.",
    ),
}

_REPORT: dict[str, tuple[str, str]] = {
    "report.title": ("Informe para verificar", "Report to be verified"),
    "report.period": ("del {first} al {last}", "from {first} to {last}"),
    "report.log": ("Historial: {records} registros, raíz {root}", "Log: {records} records, root {root}"),
    "report.foot": (
        "Plantón · {programme} · {period} · {records} registros, raíz {root}…",
        "Plantón · {programme} · {period} · {records} records, root {root}…",
    ),
    "report.lead": (
        (
            "Sale de los mismos registros que están en este paquete; cada cifra se puede volver a calcular con "
            "ellos. Nombra comités, nunca personas."
        ),
        (
            "Made from the very records in this package, with which every figure can be worked out again. It "
            "names committees, never persons."
        ),
    ),
    "report.fact.planted": ("Plantados en el periodo", "Planted in the period"),
    "report.fact.planted.means": ("Primera plantación; más {of} de recalce.", "First plantings; and {of} replanted."),
    "report.fact.before": ("Plantados en total", "Planted in all"),
    "report.fact.before.means": (
        "Hasta el final del periodo, con los que ya estaban; sin recalce.",
        "Until its end, with those there before; without replanting.",
    ),
    "report.fact.hectares": ("Plantado", "Planted"),
    "report.fact.hectares.means": (
        "De {of} previstas: de cada unidad, la parte que tiene sus árboles.",
        "Of {of} planned: of each unit, the part that has its trees.",
    ),
    "report.fact.ready": ("Plantones listos", "Saplings ready"),
    "report.fact.ready.means": ("Aceptados en los viveros en el periodo.", "Accepted in nurseries in the period."),
    "report.fact.accrued": ("Devengado", "Accrued"),
    "report.fact.accrued.means": ("Ganado por ese trabajo en el periodo.", "Earned for work in the period."),
    "report.fact.paid": ("Pagado", "Paid"),
    "report.fact.paid.means": ("Entregado a las personas en el periodo.", "Put into people's hands in the period."),
    "report.fact.came_in": ("Entró a los fondos", "Came into the funds"),
    "report.fact.came_in.means": ("Donaciones y ventas de carbono.", "Grants and carbon sales."),
    "report.chart.committees": ("Árboles vivos por comité", "Trees alive by committee"),
    "report.chart.of": ("{value} de {target}", "{value} of {target}"),
    "report.chart.committees.means": (
        "Barra oscura: vivos, estimados. Barra clara: los que caben en sus unidades.",
        "Dark: alive, estimated. Pale: as many as fit into their units.",
    ),
    "report.chart.months": ("Plantados por mes", "Planted by month"),
    "report.where": ("Dónde y quiénes", "Where and by whom"),
    "report.where.means": (
        "Plantones, plantados, recalce, perdidos y aprovechados son del periodo; lo demás, de su final.",
        "Saplings, planted, replanted, lost and harvested are of the period; the rest as of its end.",
    ),
    "report.species": ("Especies", "Species"),
    "report.no_species": ("sin especie anotada", "no species stated"),
    "report.nothing": ("Nada en el periodo.", "Nothing in the period."),
    "report.nursery": ("Viveros", "Nurseries"),
    "report.nursery.means": (
        "Plantones por lote, al final del historial.",
        "Saplings by batch, at the end of the log.",
    ),
    "report.survival": ("Prendimiento", "Survival"),
    "report.survival.means": (
        "Conteo por filas sorteadas en {units} de {of} unidades; la raya es el error al 90 %.",
        "Counts of drawn rows in {units} of {of} units; the line is the error at 90 %.",
    ),
    "report.survival.share": ("{share} % ± {error} ({counted} árboles)", "{share} % ± {error} ({counted} trees)"),
    "report.losses": ("Pérdidas y aprovechamiento", "Losses and harvests"),
    "report.map": ("El terreno", "The land"),
    "report.map.none": ("Sin plantar", "Not planted"),
    "report.map.some": ("Menos de la mitad", "Less than half"),
    "report.map.half": ("La mitad o más", "Half or more"),
    "report.map.all": ("Completa", "Complete"),
    "report.map.means": (
        "Bordes de las unidades según el historial, con sus códigos; el norte, arriba. Puntos: caseríos; líneas: agua.",
        "Borders of the units as the log has them, with their codes. North is up. Dots: villages; lines: water.",
    ),
    "report.money": ("El dinero", "Money"),
    "report.money.in": ("Entró", "In"),
    "report.money.out": ("Salió, y lo que se debe", "Out, and owed"),
    "report.money.means": (
        (
            "Devengado, pagado y gastos son del periodo. Lo demás es como está: por pagar, cajas y por aclarar "
            "según los libros del último día; observado, al final del historial."
        ),
        (
            "Accrued, paid and costs are of the period. The rest is how it stands: owed, boxes and to be cleared "
            "up by the books of the last day; on hold at the end of the log."
        ),
    ),
    "report.money.committees": ("Por comité", "By committee"),
    "report.sales": ("Ventas de carbono", "Carbon sales"),
    "report.sales.means": (
        (
            "El 10 % del bruto es para la adaptación de los caficultores; el resto paga el trabajo previo, y de "
            "él salen las comisiones. tables/carbon_uses.csv dice qué pagó, hasta la planilla."
        ),
        (
            "10 % of the gross is for the coffee farmers' adaptation; the rest pays the upstream work, and fees "
            "come out of it. tables/carbon_uses.csv says what it paid, down to the sheet."
        ),
    ),
    "report.in_kind": ("Aparte: lo que las familias dieron en especie", "Apart: what the families gave in kind"),
    "report.in_kind.means": (
        (
            "No es dinero, no está en las cifras de arriba y no se suma a ellas. Jornales según las listas de "
            "asistencia, a la tarifa del día; en especie es ese valor menos lo devengado."
        ),
        (
            "No money; not in the figures above and never added to them. Days by the lists of who came, at the "
            "day's wage; in kind is that worth less what was accrued."
        ),
    ),
    "report.findings": ("Observaciones y qué fue de ellas", "Findings and what became of them"),
    "report.findings.lead": (
        (
            "El servidor revisa cada registro. Lo que no cuadra queda observado hasta que se corrige el registro "
            "o una persona lo da por bueno, con su nombre y su razón en el historial."
        ),
        (
            "The server checks every record. What does not fit is a finding until the record is corrected or a "
            "person lets it stand, on record with who and why."
        ),
    ),
    "report.findings.none": ("Ninguna.", "None."),
    "report.corrections": (
        (
            "Correcciones en vigor en todo el historial: anulaciones {void}, reemplazos {replace}. Nada se "
            "borra: lo de antes sigue en el historial."
        ),
        (
            "Corrections in effect over the whole log: {void} voided and {replace} replaced. Nothing is erased: "
            "what was said before is still there."
        ),
    ),
    "report.checks": ("Comprobado en el terreno", "Checked on the ground"),
    "report.checks.means": (
        "Por alguien que no lo registró ni pagó, en el periodo. No mueve dinero.",
        "By somebody who neither recorded nor paid it, in the period. It moves no money.",
    ),
    "report.checks.none": ("Ninguna comprobación en el periodo.", "No checks in the period."),
    "report.uses": ("Qué pagó el dinero del carbono", "What the money of carbon has paid"),
    "report.uses.means": (
        "Lo que planillas aprobadas con ese fondo han tomado, sin redondeos ni recuperaciones; todo el historial.",
        "What sheets approved on that fund have taken, without rounding and recoveries; over the whole log.",
    ),
    "report.certification": ("Unidades de manejo: estado para la certificación", "Management units: certification"),
    "report.certification.means": (
        (
            "De cada unidad se piden nueve cosas: borde, borde medido en el terreno, conteo de prendimiento, "
            "constancia de la semilla, contratos (T tierra, M madera, C carbono), descripción del terreno y "
            "estado de certificación; la columna Falta de workbook.xlsx las nombra. Tras ± está el error de "
            "muestreo al 90 %."
        ),
        (
            "Of each unit nine things are asked: border, border walked, survival count, seed certificate, rights "
            "(L land, T timber, C carbon), description of the land and certification status; the column Lacking "
            "of workbook.xlsx names them. Behind ± stands the sampling error at 90 %."
        ),
    ),
    "report.rights.letters": ("TMC", "LTC"),
    "report.complete": ("completa", "complete"),
    "report.lacks": ("faltan {number} de 9", "{number} of 9 lacking"),
    "report.yes": ("sí", "yes"),
    "report.comma": (", ", ", "),
    "report.lacks.border": ("borde", "border"),
    "report.lacks.walk": ("borde medido", "walked border"),
    "report.lacks.survival": ("prendimiento", "survival count"),
    "report.lacks.certificate": ("constancia de semilla", "seed certificate"),
    "report.lacks.carbon": ("contrato de carbono", "carbon agreement"),
    "report.lacks.land": ("de tierra", "land"),
    "report.lacks.timber": ("de madera", "timber"),
    "report.lacks.description": ("descripción del terreno", "description of the land"),
    "report.lacks.certification": ("estado de certificación", "certification status"),
    "report.certificate": ("{scheme}: {status}, {day}, {document}", "{scheme}: {status}, {day}, {document}"),
    "report.held": ("{code}: {holder}, {day}", "{code}: {holder}, {day}"),
    "report.tenure": ("Contratos firmados", "Signed agreements"),
    "report.tenure.all": ("todo el terreno", "all land"),
    "report.terms": ("Terreno, partes que no se plantan y certificación", "Land, parts not planted, certification"),
    "report.terms.silent": (
        "De {number} unidades nadie ha dicho todavía nada de esto.",
        "Of {number} units nobody has said any of this yet.",
    ),
    "report.terms.means": (
        (
            "Superficie como está anotada y como alguien la recorrió; lo que no se planta, y lo que queda por "
            "plantar. Lo que cabe y la densidad se calculan con la superficie entera."
        ),
        (
            "The area as stated and as somebody walked it; what is not to be planted, and what is left to plant. "
            "Targets and densities go by the whole area."
        ),
    ),
    "report.monitoring": ("Monitoreo por unidad, campaña y especie", "Monitoring by unit, season and species"),
    "report.monitoring.means": (
        "Lo que suman los registros que cuentan, de todo el historial.",
        "What records that count add up to, over the whole log.",
    ),
    "report.cut": (
        "Y {number} más, que están en workbook.xlsx y en las tablas del paquete.",
        "And {number} more, which are in workbook.xlsx and in the tables of the package.",
    ),
    "report.verify": ("Cómo comprobar este informe", "How to verify this report"),
    "report.verify.how": (
        (
            "No crea en estas páginas: compruébelas. El paquete trae el historial entero y un programa que "
            "cualquiera puede leer y ejecutar con Python 3.8 o posterior, sin red y sin nada más. Cópielo fuera "
            "del paquete y ejecute:"
        ),
        (
            "Do not believe these pages: verify them. The package has the whole log and a program that anybody "
            "can read and run with Python 3.8 or later, with no network and nothing else. Copy it out of the "
            "package and run:"
        ),
    ),
    "report.verify.what": (
        (
            "Vuelve a calcular cadenas, árbol, correcciones, cuentas, planillas y cajas; nombra cada diferencia "
            "con su archivo, su registro y los dos valores, y termina con una línea y un código de salida. "
            "Después compare lo que dice con lo siguiente:"
        ),
        (
            "It works out chains, tree, corrections, books, sheets and boxes again, names every disagreement with "
            "file, record and both values, and ends with one line and an exit code. Then compare what it says "
            "with the following:"
        ),
    ),
    "report.verify.programme": ("Programa", "Programme"),
    "report.verify.size": ("Registros en el historial", "Records in the log"),
    "report.verify.root": ("Raíz sobre todos ellos (SHA-256)", "Root over all of them (SHA-256)"),
    "report.verify.origin": ("Origen de la primera llave de la oficina", "Origin of the office's first key"),
    "report.verify.key": ("Esa llave pública (Ed25519)", "That public key (Ed25519)"),
    "report.verify.fingerprint": ("Huella de esa llave (SHA-256)", "Fingerprint of that key (SHA-256)"),
    "report.verify.compare": (
        (
            "La huella se compara con la que la oficina dio por otro camino, por ejemplo en el acta de la primera "
            "entrega. Quien guardó un paquete anterior compara también: ese historial tiene que ser el comienzo "
            "de este."
        ),
        (
            "Compare the fingerprint with the one that the office gave by another way, such as the minutes of the "
            "first hand-over. Whoever kept an older package compares that too: its log has to be the beginning of "
            "this one."
        ),
    ),
}

REPORT_TEXTS: dict[str, tuple[str, str]] = {**_FIGURES, **_REPORT}
