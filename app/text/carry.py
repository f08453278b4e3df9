"""The words about files that are carried to the office on a memory stick or a card."""

from __future__ import annotations

TEXTS = {
    "carry.title": ("Sin señal: por memoria", "Without signal: by memory stick"),
    "carry.detail": (
        "Mande lo que falta a la oficina en una memoria, o con otra tableta que sincronice. La respuesta vuelve así.",
        "Send what is missing to the office on a memory stick, or with another tablet. The reply comes the same way.",
    ),
    "carry.none": ("Conecte una memoria USB o una tarjeta SD.", "Plug in a memory stick or an SD card."),
    "carry.look": ("Buscar memoria", "Look for a memory stick"),
    "carry.memory": ("Memoria {name}", "Memory {name}"),
    "carry.save": ("Guardar en memoria", "Save to memory"),
    "carry.read": ("Leer de memoria", "Read from memory"),
    "carry.busy": ("Trabajando con la memoria: no la saque…", "Working with the memory: do not pull it out…"),
    "carry.saved": (
        "Guardado en la memoria: {count} por enviar. Ya puede sacarla y mandarla.",
        "Saved to the memory: {count} to send. Take it out and send it.",
    ),
    "carry.saved_nothing": (
        "Guardado. No hay nada por enviar; la oficina responderá con lo nuevo que tenga.",
        "Saved. There is nothing to send; the office will reply with what is new there.",
    ),
    "carry.saved_left": (
        "Guardado en la memoria: {count} por enviar. No cupieron {left}: van después de la respuesta.",
        "Saved to the memory: {count} to send. {left} did not fit: they go after the reply.",
    ),
    "carry.read_done": (
        "Respuesta leída. Recibidos: {received}.",
        "Reply read. Received: {received}.",
    ),
    "carry.read_more": (
        "Respuesta leída. Recibidos: {received}. Hay más en la oficina: guarde otra vez.",
        "Reply read. Received: {received}. There is more at the office: save once more.",
    ),
    "carry.read_restored": (
        "El servidor de la oficina se restauró y perdió registros. Guarde otra vez: irán {count} que hay aquí.",
        "The office’s server was put back and has lost records. Save once more: {count} that are here will go.",
    ),
    "carry.read_crossed": (
        "La oficina ya tiene de vuelta lo que perdió. Guarde otra vez para recibir lo nuevo.",
        "The office has back what it had lost. Save once more to receive what is new.",
    ),
    "carry.saved_giving_back": (
        "Guardado en la memoria: {count} que la oficina perdió. Lo demás va después de la respuesta.",
        "Saved to the memory: {count} that the office has lost. All else goes after the reply.",
    ),
    "carry.no_reply": (
        "En esta memoria todavía no hay respuesta para esta tableta.",
        "There is no reply for this tablet on this memory yet.",
    ),
    "carry.this_tablet": ("Esta tableta", "This tablet"),
    "carry.waits": ("Espera respuesta", "Waits for a reply"),
    "carry.reply_came": ("Llegó la respuesta", "The reply has come"),
    "carry.to_send": ("Por enviar", "To send"),
    "carry.answered": ("Con respuesta", "Answered"),
    "carry.nothing_on_it": ("No hay envíos todavía", "Nothing to carry yet"),
    "carry.sends_itself": (
        "Lo de otras tabletas se entrega solo cuando esta sincroniza.",
        "What other tablets have here is handed over when this one syncs.",
    ),
    "carry.handed": (
        "Entregados de otras tabletas: {count}. Las respuestas están en la memoria.",
        "Handed over for other tablets: {count}. The replies are on the memory.",
    ),
    "carry.refused": ("{tablet}: {reason}", "{tablet}: {reason}"),
}
