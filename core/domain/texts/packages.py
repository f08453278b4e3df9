"""The sentences about packages that leave the office: code → (Spanish, English)."""

from __future__ import annotations

PACKAGE_TEXTS: dict[str, tuple[str, str]] = {
    "package_days_turned": (
        "El periodo termina antes de empezar: del {first} al {last}. Cambie los dos días.",
        "The period ends before it begins: from {first} to {last}. Swap the two days.",
    ),
    "package_period_empty": (
        "Del {first} al {last} no hay ningún registro. Elija otros días.",
        "There is no record from {first} to {last}. Choose other days.",
    ),
    "package_why_missing": (
        "Falta decir para qué es el paquete. Queda anotado en el historial.",
        "What the package is for has to be said. It stays on record.",
    ),
    "not_checked_on_site": (
        "Esto no se comprueba en el terreno: solo unidades, lotes y pagos que valen. Ábralos desde la muestra.",
        "This is not checked on the ground: only units, batches and payouts that count are. Open one from the sample.",
    ),
    "checked_by_recorder": (
        "{name} registró o pagó esto mismo. Lo comprueba otra persona: escriba quién fue.",
        "{name} recorded or paid this very thing. Somebody else checks it: write who it was.",
    ),
    "sample_empty": (
        "La muestra no tiene nada: pida al menos una unidad, un lote o un pago.",
        "The sample has nothing in it: ask for one unit, batch or payout at least.",
    ),
    "package_without_photos": (
        "Las fotos muestran a personas: van solo en el paquete para auditoría. Quite esa opción.",
        "Photos show people: they go into the auditor's package alone. Take that option away.",
    ),
    "handout_place_unknown": (
        "No hay ningún caserío ni comité así. Elija uno de la lista.",
        "There is no such community or committee. Choose one of the list.",
    ),
    "handout_member_unknown": (
        "No hay ningún integrante con el código «{id}». Búsquelo en la lista de integrantes.",
        "There is no member with the code “{id}”. Look for them in the list of members.",
    ),
    "package_there": (
        "{path} ya existe, y ningún paquete se escribe sobre otro archivo. Elija otro nombre o mueva el que está.",
        "{path} is there already, and no package is written over another file. Choose another name, or move that one away.",
    ),
    "package_not_written": (
        "No se pudo escribir {path}: {cause}. No quedó ningún archivo a medias. Libere espacio o elija otra carpeta.",
        "{path} could not be written: {cause}. No half file is left. Make room or choose another folder.",
    ),
    "audit_log_differs": (
        "El historial ya no es el que se firmó: la primera diferencia está en {id}. Alguien cambió la base de datos. No se hizo ningún paquete; ponga la última copia de seguridad.",
        "The log is no longer what was signed: the first difference is at {id}. Somebody has changed the database. No package was made; put the last backup back.",
    ),
}
