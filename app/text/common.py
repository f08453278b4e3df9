"""Words that many screens share: what buttons say, and short answers."""

from __future__ import annotations

TEXTS = {
    "common.save": ("Guardar", "Save"),
    "common.cancel": ("Cancelar", "Cancel"),
    "common.close": ("Cerrar", "Close"),
    "common.back": ("Volver", "Back"),
    "common.next": ("Siguiente", "Next"),
    "common.done": ("Listo", "Done"),
    "common.undo": ("Deshacer", "Undo"),
    "common.clear": ("Borrar", "Clear"),
    "common.edit": ("Corregir", "Correct"),
    "common.void": ("Anular", "Void"),
    "common.search": ("Buscar", "Search"),
    "common.retry": ("Intentar otra vez", "Try again"),
    "common.yes": ("Sí", "Yes"),
    "common.no": ("No", "No"),
    "common.today": ("Hoy", "Today"),
    "common.yesterday": ("Ayer", "Yesterday"),
    "common.other_day": ("Otro día", "Another day"),
    "common.day": ("Día", "Day"),
    "common.call_the_office": ("Llame a la oficina", "Call the office"),
}
