"""The words of the navigation: the places of the app."""

from __future__ import annotations

TEXTS = {
    "places.today": ("Hoy", "Today"),
    "places.nursery": ("Vivero", "Nursery"),
    "places.planting": ("Plantación", "Planting"),
    "places.attendance": ("Asistencia", "Attendance"),
    "places.pay": ("Pago", "Pay"),
    "places.settings": ("Ajustes", "Settings"),
}
