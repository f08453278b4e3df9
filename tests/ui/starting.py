"""What tests of the first start, the lock and practice share: a pad to type into, and a desk that can practise."""

from pathlib import Path

from app.desk import Desk
from app.practice.file import FilePractice
from app.practice.practising import FILE, Practice
from app.preferences import preferences
from app.screens.shell.presenter import ROOTS
from tests.fakes.runner import DoneAtOnce
from tests.ui.handling import press
from tests.ui.harness import Harness


def type_pin(harness: Harness, pin: str) -> None:
    for digit in pin:
        press(harness, harness.find(lambda widget, digit=digit: getattr(widget, "digits", "") == digit))


def with_practice(desk: Desk, folder: Path) -> FilePractice:
    """Lets the desk practise in a file in this folder."""
    file = FilePractice(folder / FILE)
    desk.practice = Practice(
        file, desk.clock, DoneAtOnce(), ROOTS, lambda: preferences(desk), "0.1.0", machine=desk.machine
    )
    return file
