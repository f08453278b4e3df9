"""What is said about photos, by the command and on pages, in Spanish and English; part of the table in `texts`."""

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
    "photos.title": ("Fotos", "Photos"),
    "photos.one": ("Foto", "Photo"),
    "photos.told": (
        "{what} de {kind}: {about}{day}. La anotó {who}.",
        "{what} of {kind}: {about}{day}. Recorded by {who}.",
    ),
    "photos.open": ("Abrir la foto entera", "Open the whole picture"),
    "photos.before": ("De antes de una corrección", "From before a correction"),
    "photos.pending": (
        "Foto pendiente: la tableta {tablet} la tiene y la enviará cuando sincronice.",
        "Photo still to come: tablet {tablet} has it and will send it when it syncs.",
    ),
    "photos.on_its_way": (
        "Foto pendiente: la tableta {tablet} la está enviando; ha llegado el {percent} %.",
        "Photo still to come: tablet {tablet} is sending it; {percent} % has arrived.",
    ),
    "photos.not_here": ("Foto pendiente: no está en la oficina.", "Photo still to come: it is not at the office."),
    "photos.not_a_picture": (
        "Lo que llegó como foto no es una imagen JPEG, así que no se muestra.",
        "What came as a photo is no JPEG picture, so it is not shown.",
    ),
    "photos.choose": ("Foto", "Photo"),
    "photos.choice.named": ("con foto", "with a photo"),
    "photos.choice.missing": ("falta la foto", "photo still to come"),
    "photos.on_map": ("con foto", "with photo"),
}
