"""Today: the figures of the day, one touch to record more, and the way to each record."""

import pytest

from app.screens.today.today import build
from tests.ui.tablet import usual_day, whole_app

SIZES = [(1280, 800), (800, 1280), (1024, 600)]


@pytest.mark.parametrize("size", SIZES)
def test_a_usual_day(harness, desk, tmp_path, template, pictures, size) -> None:
    usual_day(desk, tmp_path, template)
    harness.resize(*size)
    harness.mount(whole_app(desk))
    harness.frames(4)
    harness.screenshot(pictures / f"today-{size[0]}x{size[1]}.png")
    assert harness.reads("23 de 46")


@pytest.mark.parametrize("size", SIZES)
def test_a_day_that_has_just_begun(harness, desk, pictures, size) -> None:
    harness.resize(*size)
    harness.mount(whole_app(desk))
    harness.frames(4)
    harness.screenshot(pictures / f"today-empty-{size[0]}x{size[1]}.png")
    assert harness.reads("Hoy todavía no hay nada registrado")
