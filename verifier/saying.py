"""What the verifier says to people, in English and Spanish: a sentence for every code, the places and both values."""

from __future__ import annotations

from verifier.model import Finding, Report

LANGUAGES = ("en", "es")
_SENTENCES = {
    # The file as it lies there
    "path_unsafe": ("This path leads out of the package, or means something else on another computer. It was not read.",
                    "Esta ruta sale del paquete, o significa otra cosa en otra computadora. No se leyó."),
    "path_twice": ("Two files in the package have this name. Neither was read.",
                   "Dos archivos del paquete tienen este nombre. No se leyó ninguno."),
    "path_alike": ("On some computers this name is also that of another file in the package. Neither was read.",
                   "En algunas computadoras este nombre es también el de otro archivo del paquete. No se leyó ninguno."),
    "path_no_file": ("This is a link or is locked, and no plain file. It was not read.",
                     "Es un enlace o está cifrado, no un archivo simple. No se leyó."),
    "path_swells": ("This file would grow beyond measure when it is unpacked. It was not read.",
                    "Este archivo crecería sin medida al descomprimirse. No se leyó."),
    "manifest_field": ("The manifest says something that cannot be.", "El manifiesto dice algo que no puede ser."),
    "manifest_order": ("The manifest names its files in another order, or one twice.",
                       "El manifiesto nombra sus archivos en otro orden, o uno dos veces."),
    "manifest_part": ("The manifest has this file on the wrong list: as evidence what only is to be read, or the other way round.",
                      "El manifiesto tiene este archivo en la lista equivocada: como prueba lo que solo es para leer, o al revés."),
    "file_unknown": ("A package of this format has no such file. Nothing says what is in it, and it was compared with nothing.",
                     "Un paquete de este formato no tiene ese archivo. Nada dice qué contiene, y no se comparó con nada."),
    "file_extra": ("The manifest does not name this file.", "El manifiesto no nombra este archivo."),
    "file_missing": ("This file is missing.", "Falta este archivo."),
    "file_damaged": ("This file cannot be read to its end.", "Este archivo no se puede leer hasta el final."),
    "file_unreadable": ("From here on this file cannot be read.", "Desde aquí no se puede leer este archivo."),
    "file_size": ("This file is longer or shorter than the manifest says.",
                  "Este archivo es más largo o más corto de lo que dice el manifiesto."),
    "file_hash": ("This file is not the one that was put into the package.",
                  "Este archivo no es el que se puso en el paquete."),
    "file_form": ("This is not written as the format says.", "Esto no está escrito como dice el formato."),
    # The log
    "log_line": ("This line is no record as the log writes them.", "Esta línea no es un registro como los escribe el libro."),
    "seq": ("Of this machine's records the next number was expected: one is missing, moved or there twice.",
            "De los registros de este equipo se esperaba el número siguiente: uno falta, se movió o está dos veces."),
    "chain": ("The chain breaks here: this record, or the one before it of the same machine, was changed.",
              "La cadena se rompe aquí: este registro, o el anterior del mismo equipo, fue cambiado."),
    "origin_unknown": ("Nobody says whose key this machine has.", "Nadie dice qué clave tiene este equipo."),
    "log_size": ("The log has more or fewer records than the manifest says.",
                 "El libro tiene más o menos registros de los que dice el manifiesto."),
    "root": ("The root over the whole log is another.", "La raíz sobre todo el libro es otra."),
    "key_origin": ("The name of this machine does not come of its key.", "El nombre de este equipo no sale de su clave."),
    "key_seq": ("This machine has more or fewer records in the log.", "Este equipo tiene más o menos registros en el libro."),
    "key_head": ("This machine's chain ends in another head.", "La cadena de este equipo termina en otra cabeza."),
    "key_role": ("This machine is no office, or is one.", "Este equipo no es de la oficina, o sí lo es."),
    "key_introduced": ("The office has let in this machine with another key, or not at all.",
                       "La oficina dio entrada a este equipo con otra clave, o no le dio entrada."),
    "push_signature": ("This machine has not signed its last records like that.",
                       "Este equipo no firmó así sus últimos registros."),
    "push_form": ("What this machine has signed is no request of this programme.",
                  "Lo que este equipo firmó no es un pedido de este programa."),
    "push_head": ("This machine has signed other records than those that the log has of it.",
                  "Este equipo firmó otros registros que los que el libro tiene de él."),
    "key_expected": ("The office's first key is not the one that you know.",
                     "La primera clave de la oficina no es la que usted conoce."),
    "checkpoint_form": ("This note is no checkpoint of this log, or says something else than its line.",
                        "Esta nota no es un punto de control de este libro, o dice otra cosa que su línea."),
    "checkpoint_order": ("The checkpoints do not stand in their order.", "Los puntos de control no están en su orden."),
    "checkpoint_beyond": ("This was signed over more records than there are: the log was cut.",
                          "Esto se firmó sobre más registros de los que hay: el libro fue cortado."),
    "checkpoint_root": ("The records up to here are not those that were signed. One of those named was changed.",
                        "Los registros hasta aquí no son los que se firmaron. Uno de los nombrados fue cambiado."),
    "checkpoint_signer": ("Whoever signed this did not speak for the office then.",
                          "Quien firmó esto no hablaba entonces por la oficina."),
    "checkpoint_signature": ("The signature is not that of the office's key.", "La firma no es de la clave de la oficina."),
    "checkpoint_last": ("The last checkpoint is not over the whole log.",
                        "El último punto de control no abarca todo el libro."),
    "epoch_before": ("This server says that it follows one that did not speak for the office.",
                     "Este servidor dice seguir a uno que no hablaba por la oficina."),
    "epoch_signature": ("The server before has not signed for this one.", "El servidor anterior no firmó por este."),
    "epoch_record": ("What the package says of a server that went on is not what the log says.",
                     "Lo que el paquete dice de un servidor que continuó no es lo que dice el libro."),
    "epoch_root": ("The log before this server was another one.", "El libro antes de este servidor era otro."),
    "programme": ("This is the package of another programme.", "Este paquete es de otro programa."),
    "earlier_programme": ("The earlier package is of another programme.", "El paquete anterior es de otro programa."),
    "earlier_size": ("The earlier package has more records than this one.",
                     "El paquete anterior tiene más registros que este."),
    "earlier_record": ("Here the earlier package has another record: the past was changed.",
                       "Aquí el paquete anterior tiene otro registro: se cambió el pasado."),
    "earlier_key": ("In the earlier package this machine has another key.",
                    "En el paquete anterior este equipo tiene otra clave."),
    "earlier_note": ("The earlier package has a signed checkpoint that is not in this log.",
                     "El paquete anterior tiene un punto de control firmado que no es de este libro."),
    # Beside the log
    "side_hash": ("These words are not those that the record is bound to.",
                  "Estas palabras no son las que el registro señala."),
    "side_form": ("This may not be in an auditor's package.", "Esto no puede estar en el paquete de un auditor."),
    "side_order": ("These rows do not stand in their order, or one is there twice.",
                   "Estas filas no están en su orden, o una está dos veces."),
    "side_unnamed": ("No record names these words.", "Ningún registro nombra estas palabras."),
    "photo_hash": ("This picture is not the one that the record is bound to.", "Esta foto no es la que el registro señala."),
    "photo_missing": ("This picture is missing.", "Falta esta foto."),
    "photo_row": ("The list of photos and the records disagree.", "La lista de fotos y los registros no coinciden."),
    "photo_unnamed": ("No line of the list names this picture.", "Ninguna línea de la lista nombra esta foto."),
    # What comes of the log
    "table_missing": ("This table is missing.", "Falta esta tabla."),
    "table_extra": ("A package for these people has no such table.", "Un paquete para estas personas no tiene esa tabla."),
    "file_profile": ("A package for these people may not have this.", "Un paquete para estas personas no puede tener esto."),
    "table_columns": ("This table has other columns.", "Esta tabla tiene otras columnas."),
    "table_described": ("The description leads to another file, or has this table read in another way.",
                        "La descripción lleva a otro archivo, o hace leer esta tabla de otra manera."),
    "table_row": ("This row has more or fewer cells than the table has columns.",
                  "Esta fila tiene más o menos celdas que columnas la tabla."),
    "table_order": ("This row stands in another place than it should.", "Esta fila no está en su lugar."),
    "row_missing": ("This row is missing.", "Falta esta fila."),
    "row_extra": ("Nothing in the log makes this row.", "Nada en el libro produce esta fila."),
    "row_twice": ("This row is there twice.", "Esta fila está dos veces."),
    "cell": ("Worked out again from the records it is something else.", "Al recalcular desde los registros sale otra cosa."),
    "entry_unbalanced": ("This entry of the journal does not sum to zero.", "Este asiento del diario no suma cero."),
    "identity": ("What was earned is not what was paid and is owed.", "Lo ganado no es lo pagado más lo que se debe."),
    "opinion": ("A check made again today says otherwise; what came later may explain it. It is no disagreement.",
                "Una revisión hecha hoy dice otra cosa; puede deberse a lo que vino después. No es un desacuerdo."),
    "opinion_firm": ("A check made again says otherwise and uses nothing that came later: worth a question to the office.",
                     "Una revisión repetida dice otra cosa y no usa nada posterior: vale preguntar a la oficina."),
    # What there is to read at all
    "no_such_file": ("There is no such file or folder.", "No existe ese archivo o carpeta."),
    "no_zip": ("This is no ZIP, or one that was cut off or damaged.", "No es un ZIP, o está cortado o dañado."),
    "no_manifest": ("There is no manifest.json: this is no package.", "No hay manifest.json: esto no es un paquete."),
    "manifest_unreadable": ("The manifest cannot be read.", "El manifiesto no se puede leer."),
    "format_unknown": ("This verifier reads packages of the format planton-audit/1, and this one has another.",
                       "Este verificador lee paquetes del formato planton-audit/1, y este tiene otro."),
    # What was not looked at
    "signatures": ("The signatures of the first checkpoints were not looked at, only those of the last: Python's package cryptography is not installed here. All else was.",
                   "No se comprobaron las firmas de los primeros puntos de control, solo las de los últimos: aquí no está instalado el paquete cryptography de Python. Lo demás sí."),
    "line_ends": ("Some program has changed the line ends of this file, and nothing else.",
                  "Algún programa cambió los fines de línea de este archivo, y nada más."),
    "people": ("Whether the names are right no package can show; whose they are was checked.",
               "Si los nombres son los correctos no lo puede mostrar un paquete; de quién son sí se comprobó."),
    "photos_absent": ("A photo that a record names is not in the package: it never came, or was erased.",
                      "Una foto que nombra un registro no está en el paquete: nunca llegó, o se borró."),
    "tables": ("Only the proof was looked at, as you asked: not what comes of the records.",
               "Solo se comprobó la prueba, como pidió: no lo que sale de los registros."),
}  # fmt: skip
_SEEN = {
    "files": ("files", "archivos"), "records": ("records", "registros"),
    "checkpoints": ("checkpoints", "puntos de control"), "side_rows": ("words", "textos"),
    "photos": ("photos", "fotos"), "tables": ("tables", "tablas"), "rows": ("rows", "filas"),
    "maps": ("maps", "mapas"), "features": ("places", "lugares"), "opinions": ("checks", "revisiones"),
    "earlier": ("records of the earlier package", "registros del paquete anterior"),
}  # fmt: skip
_IN_PACKAGE = ("in the package", "en el paquete")
_WORKED_OUT = ("worked out", "recalculado")
_NOTHING = ("(nothing)", "(nada)")
_MORE = ("… and {} more like this", "… y {} más como este")
_LOOKED_AT = ("Looked at: {}", "Comprobado: {}")
_RIGHT = (
    "Everything is in order: {} records of programme {}, {} to {}, root {}.",
    "Todo está en orden: {} registros del programa {}, del {} al {}, raíz {}.",
)
_WRONG = (
    "{} disagreements were found in this package of {} records of programme {}.",
    "Se encontraron {} desacuerdos en este paquete de {} registros del programa {}.",
)
_ONE_WRONG = (
    "One disagreement was found in this package of {} records of programme {}.",
    "Se encontró un desacuerdo en este paquete de {} registros del programa {}.",
)
_UNREADABLE = ("It cannot be verified.", "No se puede verificar.")
_LONGEST_VALUE = 300


def sentence(code: str, language: str) -> str:
    """What a code means."""
    return _SENTENCES.get(code, (code, code))[LANGUAGES.index(language)]


def told_finding(finding: Finding, language: str, mark: str = "✗") -> list[str]:
    """A disagreement in lines: what, where, and both values."""
    here = LANGUAGES.index(language)
    width = max(len(_IN_PACKAGE[here]), len(_WORKED_OUT[here]))
    nothing = _NOTHING[here]
    lines = [f"{mark} {_short(finding.where)}", f"    {sentence(finding.code, language)}"]
    if finding.said or finding.found:
        lines.append(f"    {_IN_PACKAGE[here]:<{width}}  {_short(finding.said) or nothing}")
        lines.append(f"    {_WORKED_OUT[here]:<{width}}  {_short(finding.found) or nothing}")
    return lines


def told(report: Report, language: str) -> list[str]:
    """The report in lines, without its last one."""
    here = LANGUAGES.index(language)
    lines = []
    kept: dict[str, int] = {}
    for finding in report.findings:
        kept[finding.code] = kept.get(finding.code, 0) + 1
        lines += told_finding(finding, language)
        if kept[finding.code] < report.counts[finding.code] and kept[finding.code] == _kept(report, finding.code):
            lines.append("    " + _MORE[here].format(report.counts[finding.code] - kept[finding.code]))
    for question in report.questions:
        lines += told_finding(question, language, "?")
    if report.seen:
        seen = ", ".join(f"{number} {_SEEN.get(what, (what, what))[here]}" for what, number in report.seen.items())
        lines.append(_LOOKED_AT[here].format(seen))
    for code, detail in report.unchecked:
        lines.append(f"· {sentence(code, language)}" + (f" ({_short(detail)})" if detail else ""))
    return lines


def _kept(report: Report, code: str) -> int:
    return sum(1 for finding in report.findings if finding.code == code)


def last_line(report: Report, programme: str, size: int, days: tuple[str, str], root: str, language: str) -> str:
    """What a person wants to know."""
    here = LANGUAGES.index(language)
    if report.number == 1:
        return _ONE_WRONG[here].format(size, _short(programme))
    if report.number:
        return _WRONG[here].format(report.number, size, _short(programme))
    return _RIGHT[here].format(size, _short(programme), *days, _short(root))


def told_unreadable(code: str, detail: str, language: str) -> list[str]:
    """That there is nothing to be verified, and why."""
    return [f"✗ {_short(detail)}", f"    {sentence(code, language)}", _UNREADABLE[LANGUAGES.index(language)]]


def _short(text: str) -> str:
    """One line of what may be long and come from a stranger, who could else write anything on the screen."""
    clean = "".join(sign if sign.isprintable() else "·" for sign in text)
    return clean if len(clean) <= _LONGEST_VALUE else clean[:_LONGEST_VALUE] + "…"
