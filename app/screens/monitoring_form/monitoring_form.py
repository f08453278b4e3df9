"""The screen on which losses, harvests, visits, complaints and agreements are recorded."""

from __future__ import annotations

from kivy.uix.widget import Widget

from app.desk import Desk
from app.ports import Camera
from app.preferences import photo_size
from app.screens.monitoring_form.presenter import CareFormPresenter
from app.screens.recording.form_page import FormPage


def build(desk: Desk, photos: Camera | None = None) -> Widget:
    """`photos` is the tablet's own camera unless a test brings another."""
    source = photos or desk.machine.camera(lambda: photo_size(desk))
    return FormPage(lambda render: CareFormPresenter(desk, render, source), {})
