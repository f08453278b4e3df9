"""What is said about files that are carried by hand, part of the catalogue in `problems`: (Spanish, English)."""

from __future__ import annotations

BUNDLE_TEXTS: dict[str, tuple[str, str]] = {
    "bundle_unreadable": (
        "No es un archivo de Plantón que se pueda leer aquí, o está incompleto. No se tomó nada: cópielo o guárdelo otra vez.",
        "This is no Plantón file that can be read here, or it is incomplete. Nothing was taken: copy or save it again.",
    ),
    "bundle_changed": (
        "El archivo cambió en el camino o está incompleto. No se tomó nada: cópielo otra vez, o guarde uno nuevo.",
        "The file has changed on its way or is incomplete. Nothing was taken: copy it again, or save a new one.",
    ),
    "bundle_version_unknown": (
        "El archivo es de otra versión ({theirs}; aquí se lee la {ours}). No se tomó nada: actualice y léalo otra vez.",
        "The file is of another version ({theirs}; {ours} is read here). Nothing was taken: update, and read it again.",
    ),
    "bundle_too_large": (
        "El archivo pasa de {largest} bytes. No se tomó nada: guarde uno nuevo desde la tableta.",
        "The file is larger than {largest} bytes. Nothing was taken: save a new one on the tablet.",
    ),
    "bundle_for_another": (
        "Este envío es para otra oficina (programa {programme}). Aquí no se tomó nada: llévelo a esa oficina.",
        "This is for another office (programme {programme}). Nothing was taken here: take it to that office.",
    ),
    "bundle_unknown_tablet": (
        "La oficina no conoce la tableta {origin}, que hizo este envío. No se tomó nada: revise si está inscrita aquí.",
        "The office does not know the tablet {origin}, which made this file. Nothing was taken: see whether it is enrolled here.",
    ),
    "bundle_key_lost": (
        "Este envío se cerró con una llave que la oficina ya no tiene. No se tomó nada: sincronice la tableta {origin} y guárdelo otra vez.",
        "This was sealed to a key that the office no longer has. Nothing was taken: sync the tablet {origin} and save it again.",
    ),
    "bundle_key_missing": (
        "Esta tableta todavía no tiene la llave de la oficina. Sincronice una vez con señal y vuelva a guardar.",
        "This tablet does not have the office’s key yet. Sync once with signal, and save again.",
    ),
    "reply_for_another": (
        "Esa respuesta es para la tableta {origin}. Léala en esa tableta.",
        "That reply is for the tablet {origin}. Read it on that tablet.",
    ),
    "reply_past": (
        "Esa respuesta ya no hace falta: llegó otra más nueva, o es de antes de restaurar la tableta o el servidor.",
        "That reply is not needed any more: a newer one has come, or the tablet or the server was restored since.",
    ),
    # The memory itself
    "memory_missing": (
        "No se encuentra la memoria {folder}. Conéctela otra vez; nada se perdió.",
        "The memory {folder} is not there. Plug it in again; nothing was lost.",
    ),
    "memory_full": (
        "No hay espacio en la memoria {folder} y no se guardó. Borre algo de ella o use otra; lo registrado sigue aquí.",
        "The memory {folder} is full and nothing was saved. Delete something on it or use another; what was recorded is still here.",
    ),
    "memory_unwritable": (
        "No se puede escribir en la memoria {folder}. Quite su seguro o use otra; lo registrado sigue aquí.",
        "The memory {folder} cannot be written. Take off its lock or use another; what was recorded is still here.",
    ),
    "memory_unreadable": (
        "No se puede leer {file} de la memoria. Conéctela otra vez o use otra; lo registrado sigue aquí.",
        "{file} cannot be read from the memory. Plug it in again or use another; what was recorded is still here.",
    ),
}
