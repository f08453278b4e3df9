"""What the command says about complaints, in Spanish and English; part of the table in `text`."""

from __future__ import annotations

COMPLAINT_TEXTS: dict[str, tuple[str, str]] = {
    "help.complaint": ("los reclamos y sus respuestas", "complaints and their answers"),
    "help.complaint.list": (
        "los reclamos con las palabras de las personas, que solo se leen aquí",
        "the complaints with people’s words, which are read here only",
    ),
    "help.complaint.answer": (
        "responder un reclamo; la respuesta llega a las tabletas del comité, así que no nombre a nadie",
        "answer a complaint; the answer comes to the committee’s tablets, so name nobody in it",
    ),
    "help.option.complaint": ("el número del reclamo", "the number of the complaint"),
    "help.option.open_complaints": ("solo los que esperan respuesta", "only those that wait for an answer"),
    "help.option.outcome": (
        "accepted (aceptado), rejected (rechazado) o explained (explicado)",
        "accepted, rejected or explained",
    ),
    "help.option.answer": ("lo que se responde", "what is answered"),
    "arguments.record": ("REGISTRO", "RECORD"),
    "complaints.none": ("No hay reclamos.", "There are no complaints."),
    "complaints.unknown": ("No hay un reclamo con el número {code}.", "There is no complaint with the number {code}."),
    "complaints.answered": (
        "Respondido: {record}. La respuesta llega a las tabletas del comité con su próximo envío.",
        "Answered: {record}. The answer comes to the committee’s tablets with their next sync.",
    ),
    "complaints.record": ("Número", "Number"),
    "complaints.committee": ("Comité", "Committee"),
    "complaints.day": ("Día", "Day"),
    "complaints.about": ("De", "About"),
    "complaints.channel": ("Llegó", "Came"),
    "complaints.answer": ("Respuesta", "Answer"),
    "complaints.words": ("Palabras", "Words"),
    "complaints.open": ("espera", "waits"),
    "about.pay": ("pago", "pay"),
    "about.attendance": ("asistencia", "attendance"),
    "about.work": ("trabajo", "work"),
    "about.land": ("tierra", "land"),
    "about.other": ("otra cosa", "something else"),
    "channel.tablet": ("en la tableta", "on the tablet"),
    "channel.in_person": ("en persona", "in person"),
    "channel.phone": ("teléfono", "telephone"),
    "channel.book": ("libro", "book"),
    "channel.email": ("correo", "e-mail"),
    "outcome.accepted": ("aceptado", "accepted"),
    "outcome.rejected": ("rechazado", "rejected"),
    "outcome.explained": ("explicado", "explained"),
}
