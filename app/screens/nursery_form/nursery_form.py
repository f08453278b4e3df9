"""The screen for every act in the nursery; the steps of all forms are enough for it."""

from __future__ import annotations

from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.nursery_form.presenter import NurseryFormPresenter
from app.screens.recording.form_page import FormPage


def build(desk: Desk) -> Widget:
    return FormPage(lambda render: NurseryFormPresenter(desk, render), {})
