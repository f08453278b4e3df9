"""The words about the tablet itself: what needs a person, “more”, storage, the lock, and the report to share."""

from __future__ import annotations

TEXTS = {
    # More
    "more.title": ("Más", "More"),
    "more.progress": ("Avance", "Progress"),
    "more.progress_note": ("Gráficos de lo plantado y lo ganado", "Charts of what was planted and earned"),
    "more.history": ("Historial", "History"),
    "more.history_note": ("Ver, corregir o anular registros", "See, correct or void records"),
    "more.sync": ("Envío", "Sync"),
    "more.sync_note": ("Lo que falta enviar a la oficina", "What is still to be sent to the office"),
    "more.settings": ("Ajustes", "Settings"),
    "more.settings_note": ("Idioma, letra, sonido, bloqueo", "Language, text, sound, lock"),
    "more.help": ("Ayuda", "Help"),
    "more.help_note": ("Cada pantalla en tres dibujos", "Each screen in three pictures"),
    "more.practice": ("Práctica", "Practice"),
    "more.practice_note": ("Con datos inventados; nada cuenta", "With made-up data; nothing counts"),
    "more.lock": ("Bloquear", "Lock"),
    "more.lock_note": ("Pide el PIN; lo escrito se queda", "Asks for the PIN; what is typed stays"),
    "more.leave_note": ("Volver a la tableta de verdad", "Back to the real tablet"),
    # What needs a person
    "alert.alarm": (
        "La tableta y la oficina no coinciden. No registre más pagos y llame a la oficina.",
        "The tablet and the office do not agree. Record no more payments, and call the office.",
    ),
    "alert.alarm_action": ("Ver los números", "See the numbers"),
    "alert.revoked": (
        "La oficina dio de baja esta tableta. Lo registrado está guardado; llame a la oficina.",
        "The office has shut this tablet out. What was recorded is saved; call the office.",
    ),
    "alert.clock": (
        "El reloj de la tableta está mal: en la oficina es {day}, {time}. Corríjalo en los ajustes del equipo.",
        "This tablet’s clock is wrong: at the office it is {day}, {time}. Set it right in the device’s settings.",
    ),
    "alert.clock_action": ("Ya lo corregí", "I set it right"),
    "alert.space": (
        "Queda poco espacio: {free} MB. Se puede seguir guardando; borre fotos o videos que no sean de Plantón.",
        "Little room is left: {free} MB. Saving still works; delete photos or videos that are not Plantón’s.",
    ),
    "alert.space_action": ("Ver el espacio", "See the room"),
    "alert.pay_until": (
        "Pasó el último día para pagar ({day}) y quedan {count} por pagar. Pregunte a la oficina antes de pagarles.",
        "The last day to pay ({day}) is over and {count} are still unpaid. Ask the office before you pay them.",
    ),
    "alert.pay_until_action": ("Ver la planilla", "See the sheet"),
    "alert.observed": (
        "Registros observados en este comité: {count}. Mire por qué; si está mal, corríjalo.",
        "Records on hold in this committee: {count}. See why; if one is wrong, correct it.",
    ),
    "alert.observed_action": ("Ver cuáles", "See which"),
    "alert.unsent": (
        "Hay registros sin enviar desde el {day}. Busque señal o lleve un archivo a la oficina.",
        "There are records not sent since {day}. Find signal, or carry a file to the office.",
    ),
    "alert.unsent_action": ("Enviar ahora", "Send now"),
    "alert.draft": (
        "Quedó sin guardar: {what} ({day}, {time}).",
        "Left unsaved: {what} ({day}, {time}).",
    ),
    "alert.correction": ("Corrección", "Correction"),
    "alert.draft_action": ("Seguir", "Go on"),
    # The lock and the sound
    "settings.sound": ("Sonido", "Sound"),
    "settings.sound_on": ("Con sonido", "Sound on"),
    "settings.sound_off": ("Sin sonido", "Sound off"),
    "settings.sound_note": (
        "Los montos se dicen en voz alta solo cuando alguien lo pide.",
        "Amounts are said aloud only when somebody asks.",
    ),
    "settings.lock": ("Bloqueo", "Lock"),
    "settings.lock_minutes": ("{count} min", "{count} min"),
    "settings.lock_note": (
        "Sin tocarla por ese tiempo, la tableta pide el PIN. Lo que estaba escribiendo se queda.",
        "Untouched for that long, the tablet asks for the PIN. What you were typing stays.",
    ),
    "settings.lock_now": ("Bloquear ahora", "Lock now"),
    # Storage
    "settings.storage": ("Espacio", "Storage"),
    "settings.free": ("Libre", "Free"),
    "settings.file": ("Datos de Plantón", "Plantón’s data"),
    "settings.megabytes": ("{count} MB", "{count} MB"),
    "settings.unknown": ("No se sabe", "Not known"),
    "settings.nearly_full": (
        "Queda poco espacio. Se puede seguir guardando; borre fotos o videos que no sean de Plantón.",
        "Little room is left. Saving still works; delete photos or videos that are not Plantón’s.",
    ),
    "settings.used": ("Datos usados este mes", "Data used this month"),
    # The report
    "settings.report": ("Informe para la oficina", "Report for the office"),
    "settings.report_note": (
        "Versiones, cantidades, fechas y errores. No lleva nombres, montos ni registros.",
        "Versions, counts, dates and errors. No names, amounts or records are in it.",
    ),
    "settings.share": ("Compartir el informe", "Share the report"),
    "settings.shared": ("Informe guardado en {where}", "Report saved in {where}"),
}
