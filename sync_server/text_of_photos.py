"""What the command says about photos, in Spanish and English; part of the table in `text`."""

from __future__ import annotations

PHOTO_TEXTS: dict[str, tuple[str, str]] = {
    "help.photos": ("fotos que acompañan a los registros", "photos that go with records"),
    "help.photos.missing": (
        "los registros cuya foto no ha llegado, y quién la tiene",
        "the records whose photo has not arrived, and who has it",
    ),
    "photos.none_missing": ("No falta ninguna foto.", "No photo is missing."),
    "photos.record": ("Registro", "Record"),
    "photos.kind": ("Qué", "What"),
    "photos.committee": ("Comité", "Committee"),
    "photos.tablet": ("Tableta", "Tablet"),
    "photos.days": ("Días", "Days"),
    "photos.arrived": ("Llegó", "Arrived"),
}
