"""What the page about who saw personal data says; part of the table in `texts`."""

from __future__ import annotations

ACCESS_TEXTS: dict[str, tuple[str, str]] = {
    "accesses.place": ("Quién vio datos", "Who saw data"),
    "accesses.title": ("Quién vio datos personales", "Who saw personal data"),
    "accesses.found": ("{count} accesos", "{count} times"),
    "accesses.means": (
        "A quien se le muestran nombres, fotos u otros datos personales queda anotado para siempre. También aquí.",
        "Whoever is shown names, photos or other personal data is on record for good. So are you, on this page.",
    ),
    "accesses.account": ("Cuenta o programa", "Account or program"),
    "accesses.everybody": ("todas", "all"),
    "accesses.from_day": ("Desde el", "From"),
    "accesses.to_day": ("Hasta el", "Up to"),
    "accesses.when": ("Cuándo", "When"),
    "accesses.who": ("Quién", "Who"),
    "accesses.role": ("Cargo entonces", "Role at that time"),
    "accesses.what": ("Qué abrió", "What they opened"),
    "accesses.program": ("programa {name}", "program {name}"),
    "accesses.other": ("Otra página", "Another page"),
    "accesses.none": ("Nadie vio datos personales en estas fechas.", "Nobody saw personal data on these days."),
    "accesses.wrong": ("No es un día: se muestra sin él.", "That is no day: shown without it."),
}
