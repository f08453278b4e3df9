"""The words of the first start beyond the entrance: the choice of a language, the tour, and practice."""

from __future__ import annotations

TEXTS = {
    "start.language_es": ("Español", "Español"),
    "start.language_en": ("English", "English"),
    "start.language_invitation": ("Toque aquí para seguir en español", "Touch here to go on in English"),
    "start.scan": ("Escanear el papel", "Scan the paper"),
    "start.practise": ("Practicar primero", "Practise first"),
    "start.tour": ("Ver cómo funciona", "See how it works"),
    "start.or_type": ("O escriba lo que dice el papel:", "Or type what the paper says:"),
    # The tour
    "tour.skip": ("Saltar el recorrido", "Skip the tour"),
    "tour.begin": ("Empezar a trabajar", "Begin to work"),
    "tour.record": ("Registre en el momento", "Record at once"),
    "tour.record_sentence": (
        "Toque el botón de lo que se hizo: vivero, plantación o asistencia. Se guarda aquí mismo, también sin señal.",
        "Touch the button of what was done: nursery, planting or attendance. It is saved here, also without signal.",
    ),
    "tour.money": ("El dinero va en tres partes", "Money comes in three parts"),
    "tour.money_sentence": (
        "Verde: la oficina lo confirmó. Ámbar: solo está en esta tableta. Rojo: está observado; alguien debe verlo.",
        "Green: the office has confirmed it. Amber: it is only on this tablet. Red: on hold; somebody has to look.",
    ),
    "tour.send": ("Envíe cuando haya señal", "Send when there is signal"),
    "tour.send_sentence": (
        "La tableta envía por sí sola. Cuando arriba diga «Todo enviado», lo que registró está también en la oficina.",
        "The tablet sends by itself. When it says “All sent” above, what you recorded is at the office as well.",
    ),
    "tour.pay": ("Pague con dibujos", "Pay with pictures"),
    "tour.pay_sentence": (
        "La tableta muestra los billetes y monedas que entrega. La persona los cuenta y firma o pone su marca.",
        "The tablet shows the notes and coins to hand over. The person counts them with you and signs or makes a mark.",
    ),
    "tour.undo": ("Si se equivoca, deshaga", "If you make a mistake, undo it"),
    "tour.undo_sentence": (
        "Después de guardar tiene diez segundos para deshacer. Más tarde se corrige en el historial, con un motivo.",
        "After saving you have ten seconds to undo. Later it is corrected in the history, with a reason.",
    ),
    "tour.undo_example": ("Guardado: pino pátula, 640 plantados", "Saved: pino pátula, 640 planted"),
    "tour.trouble": ("Si algo anda mal", "If something is wrong"),
    "tour.trouble_sentence": (
        "Hoy dice arriba qué falta y qué hacer. El signo «?» explica cada pantalla. Si no basta, llame a la oficina.",
        "Today says at the top what to do. The “?” explains each screen. If that is not enough, call the office.",
    ),
    "tour.trouble_example": (
        "Un registro está observado: se plantó más de lo que salió del vivero.",
        "A record is on hold: more was planted than left the nursery.",
    ),
    "tour.trouble_action": ("Verlo", "Look"),
    # Practice
    "practice.band": ("Práctica: nada de esto cuenta", "Practice: nothing of this counts"),
    "practice.pin": ("Gente y montos inventados · PIN {pin}", "Made-up people and amounts · PIN {pin}"),
    "practice.leave": ("Salir", "Leave"),
    "practice.preparing": ("Preparando la práctica…", "Preparing the practice…"),
    "practice.leave_title": ("¿Salir de la práctica?", "Leave the practice?"),
    "practice.leave_and_keep": ("Salir y guardar lo practicado", "Leave and keep what was practised"),
    "practice.leave_and_forget": ("Salir y borrar lo practicado", "Leave and erase what was practised"),
    "practice.go_on": ("Seguir practicando", "Go on practising"),
}
