"""The sentences about photos on their way to the office; part of the error catalogue, code → (Spanish, English)."""

from __future__ import annotations

PHOTO_TEXTS: dict[str, tuple[str, str]] = {
    "photo_too_large": (
        "La foto tiene {bytes} bytes y la oficina recibe hasta {largest}. Elija un tamaño menor en Ajustes y tome otra.",
        "The photo has {bytes} bytes and the office takes up to {largest}. Choose a smaller size in Settings and take another.",
    ),
    "photo_damaged": (
        "La foto del registro {record} está dañada en esta tableta. Guarde el papel y entréguelo en la oficina.",
        "The photo of record {record} is damaged on this tablet. Keep the paper and hand it in at the office.",
    ),
    "photos_not_taken": (
        "El servidor de la oficina todavía no recibe fotos. Siguen guardadas aquí; pida a la oficina que lo actualice.",
        "The office’s server does not take photos yet. They are still kept here; ask the office to update it.",
    ),
    "upload_offset_wrong": (
        "La oficina tiene {offset} bytes de esta foto. El envío sigue desde allí.",
        "The office has {offset} bytes of this photo. Sending goes on from there.",
    ),
    "upload_hash_wrong": (
        "La foto llegó distinta de como se tomó y no se guardó. Se enviará otra vez desde el comienzo.",
        "The photo arrived different from how it was taken and was not kept. It will be sent again from the start.",
    ),
    "upload_missing": (
        "La oficina no tiene nada de esta foto. Se enviará desde el comienzo.",
        "The office has nothing of this photo. It will be sent from the start.",
    ),
    "uploads_full": (
        "Esta tableta tiene demasiadas fotos a medio enviar (hasta {largest} bytes). Llame a la oficina.",
        "This tablet has too many photos half sent (up to {largest} bytes). Call the office.",
    ),
    "photo_not_here": (
        "Esta foto no ha llegado a la oficina. Llegará cuando la tableta que la tiene vuelva a sincronizar.",
        "This photo has not come to the office. It will come when the tablet that has it syncs again.",
    ),
    "photo_not_a_picture": (
        "Lo que llegó como foto no es una imagen JPEG, así que no se muestra. Pregunte a quien la tomó.",
        "What came as a photo is no JPEG picture, so it is not shown. Ask whoever took it.",
    ),
}
