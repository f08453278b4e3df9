"""The words of the photos' lane and of the size in which photos are taken."""

from __future__ import annotations

TEXTS = {
    "photos.title": ("Fotos", "Photos"),
    "photos.send": ("Enviar", "Send"),
    "photos.paused": ("En pausa", "Paused"),
    "photos.none": ("No hay fotos por enviar.", "There are no photos to send."),
    "photos.left": ("{count} por enviar · {size} KB", "{count} to send · {size} KB"),
    "photos.after": (
        "Van después de los registros, de a pocos, y siguen donde quedaron.",
        "They go after the records, bit by bit, and go on from where they stopped.",
    ),
    "photos.are_paused": (
        "Las fotos esperan en esta tableta hasta que elija «Enviar».",
        "The photos wait on this tablet until you choose “Send”.",
    ),
    "photos.wait_for_free": (
        "Esperan una red sin costo, o a que toque «Sincronizar ahora».",
        "They wait for a network that costs nothing, or until you touch “Sync now”.",
    ),
    "photos.sending": ("Fotos enviadas", "Photos sent"),
    "photos.progress": ("{done} de {all} · {sent} de {size} KB", "{done} of {all} · {sent} of {size} KB"),
    "photos.of_payout": ("Pago {record} · {day}", "Payment {record} · {day}"),
    "photos.of_expense": ("Gasto {record} · {day}", "Expense {record} · {day}"),
    "photos.of_record": ("Registro {record} · {day}", "Record {record} · {day}"),
    "photos.size": ("{size} KB", "{size} KB"),
    "photos.size_waits": ("{size} KB · falta enviar el registro", "{size} KB · its record is not sent yet"),
    "photos.more": ("… y {count} más", "… and {count} more"),
    # Settings
    "settings.photo_size": ("Tamaño de las fotos", "Size of photos"),
    "settings.photo_note": (
        "Las fotos nuevas ocupan hasta {size} KB. Más chicas se envían antes y se leen peor.",
        "New photos take up to {size} KB. Smaller ones are sent sooner and are harder to read.",
    ),
}
