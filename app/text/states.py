"""The words for a record's state, for attendance, and for the three parts of money."""

from __future__ import annotations

TEXTS = {
    "states.confirmed": ("Enviado", "Sent"),
    "states.pending": ("Por enviar", "To send"),
    "states.observed": ("Observado", "On hold"),
    "states.to_send": ("{count} por enviar", "{count} to send"),
    "states.nothing_to_send": ("Todo enviado", "All sent"),
    "states.money_confirmed": ("confirmado", "confirmed"),
    "states.money_pending": ("solo en esta tableta", "only on this tablet"),
    "states.money_observed": ("observado", "on hold"),
    "states.present": ("Presente", "Present"),
    "states.half_day": ("Medio día", "Half day"),
    "states.half_sign": ("½ día", "½ day"),
}
