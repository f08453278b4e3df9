"""A line goes from one tablet to another by touch, over two real tablets and their office."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.desk import Desk
from app.platform.passing import MachinePassing
from app.screens.accept.accept import build as build_accept
from app.screens.release.release import build as build_release
from app.widgets.qr_code.qr_code import QrCode
from app.widgets.text_field.text_field import Entry
from core.domain.problems import Problem
from tests import cash_days
from tests.payday import payday_server
from tests.tablet import whole_app
from tests.ui.boxes import look
from tests.ui.harness import Harness
from tests.ui.payday import payable, payday_desk, view_of
from tests.ui.reviewing import SIZES, picture


class OneCamera:
    """A camera that reads what the test holds before it."""

    can_scan = True

    def __init__(self, text: str = "") -> None:
        self.text = text

    def scan(self, answer: Callable[[str], None], refuse: Callable[[Problem], None]) -> None:
        if self.text:
            answer(self.text)
        else:
            refuse(Problem("camera_missing"))


@pytest.fixture
def rosa(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    """The tablet that pays Choco."""
    made = payday_desk(tmp_path, payday)
    yield made
    made.store.engine.dispose()


@pytest.fixture
def wilmer(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    """The tablet that pays Cajas."""
    (tmp_path / "b").mkdir()
    made = payday_desk(tmp_path / "b", payday, "b", "T02")
    yield made
    made.store.engine.dispose()


def shown(harness: Harness, desk: Desk, place: str, screen: Any = None, **arguments: Any) -> Any:
    """The whole app at a place, with its screen built by `screen` where the test brings its own."""
    desk.navigator.go("paying")
    root = whole_app(desk)
    if screen is not None:
        root.host._factories[place] = screen
    desk.navigator.go(place, **arguments)
    harness.mount(root)
    harness.frames(6)
    return root


def released(harness: Harness, desk: Desk, person: Any, folder: Path) -> str:
    """Rosa's tablet gives the line to Wilmer's; the text of the code that it shows then."""
    carrier = MachinePassing(folder)
    shown(harness, desk, "release", lambda: build_release(desk, carrier), sheet=person.sheet, payee=person.payee)
    harness.touch("b")
    harness.touch("Pasar la línea")
    return str(harness.find(lambda widget: isinstance(widget, QrCode)).text)


def accepting(harness: Harness, desk: Desk, text: str = "", folder: Path | None = None) -> Any:
    return shown(harness, desk, "accept", lambda: build_accept(desk, OneCamera(text), MachinePassing(folder)))


def test_a_line_goes_over_by_qr_code_and_is_paid_there(
    harness: Harness, rosa: Desk, wilmer: Desk, tmp_path: Path, payday: Path, pictures: Path
) -> None:
    person = payable(rosa)
    shown(harness, rosa, "release", sheet=person.sheet, payee=person.payee)
    assert harness.reads("¿Qué tableta le pagará a esta persona?")
    assert harness.reads("Wilmer Iván Saguma Elera")
    assert not harness.reads("S/")
    look(harness, pictures, "release-which")
    harness.touch("b")
    assert harness.reads("ya no puede pagarle")
    look(harness, pictures, "release-sure")
    harness.touch("Pasar la línea")
    look(harness, pictures, "release-code")
    code = harness.find(lambda widget: isinstance(widget, QrCode))
    text = code.text
    assert view_of(rosa, person.payee).state == "released"
    accepting(harness, wilmer, text)
    look(harness, pictures, "accept")
    harness.touch("Leer el código")
    assert harness.reads("Línea recibida")
    assert harness.reads("Hasta el 24 dic")
    look(harness, pictures, "accept-done")
    assert view_of(wilmer, person.payee).state == "to_pay"
    harness.touch("Pagar ahora")
    place = wilmer.navigator.current
    assert (place.name, dict(place.arguments)) == ("payee", {"member": person.payee, "sheet": person.sheet})
    server = payday_server(payday, tmp_path)
    cash_days.sync(wilmer, server)
    cash_days.sync(rosa, server)
    assert view_of(rosa, person.payee).state == "elsewhere"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_code_is_large_enough_for_a_camera(
    harness: Harness, rosa: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    harness.resize(*size)
    released(harness, rosa, payable(rosa), tmp_path)
    code = harness.find(lambda widget: isinstance(widget, QrCode))
    assert code.is_readable
    assert code.module_size >= 4


def test_the_code_is_shown_again_as_it_was(harness: Harness, rosa: Desk, tmp_path: Path) -> None:
    person = payable(rosa)
    text = released(harness, rosa, person, tmp_path)
    harness.touch("Listo")
    assert rosa.navigator.current.name == "paying"
    rosa.navigator.go("release", sheet=person.sheet, payee=person.payee)
    harness.frames(6)
    assert harness.find(lambda widget: isinstance(widget, QrCode)).text == text
    assert harness.reads("Cedida a «b». Falta que la reciba.")


def test_a_code_works_once(harness: Harness, rosa: Desk, wilmer: Desk, tmp_path: Path, pictures: Path) -> None:
    text = released(harness, rosa, payable(rosa), tmp_path)
    accepting(harness, wilmer, text)
    harness.touch("Leer el código")
    harness.touch("Recibir otra")
    harness.touch("Leer el código")
    assert harness.reads("Esta cesión ya se usó, o la línea cambió de manos.")
    look(harness, pictures, "accept-twice")


def test_a_third_tablet_is_told_whose_it_is(
    harness: Harness, rosa: Desk, wilmer: Desk, tmp_path: Path, pictures: Path
) -> None:
    """Rosa's own tablet is the third here: the line was given to the other one."""
    text = released(harness, rosa, payable(rosa), tmp_path)
    accepting(harness, rosa, text)
    harness.touch("Leer el código")
    assert harness.reads("Esta línea se cedió a la tableta b, no a esta.")


@pytest.mark.parametrize("text", ["https://wa.me/51999111222", '{"release":"x","signature":"00"}', "{}"])
def test_what_is_no_release_is_refused(harness: Harness, wilmer: Desk, text: str) -> None:
    accepting(harness, wilmer, text)
    harness.touch("Leer el código")
    assert harness.reads("El código no es una cesión válida de una línea.")
    assert text in harness.find(lambda widget: isinstance(widget, Entry)).text


def test_without_a_camera_the_text_goes_over_as_a_file(
    harness: Harness, rosa: Desk, wilmer: Desk, tmp_path: Path, pictures: Path
) -> None:
    folder = tmp_path / "memoria"
    person = payable(rosa)
    text = released(harness, rosa, person, folder)
    harness.touch("Guardar en un archivo")
    (saved,) = folder.iterdir()
    assert saved.read_text("utf-8") == text
    shown(harness, wilmer, "accept", lambda: build_accept(wilmer, carrier=MachinePassing(folder)))
    assert harness.reads("Esta tableta no puede leer códigos con la cámara")
    assert not harness.reads("Leer el código")
    look(harness, pictures, "accept-no-camera")
    harness.touch("Leer de un archivo")
    assert harness.reads("Línea recibida")


def test_the_text_is_copied_and_pasted(harness: Harness, rosa: Desk, wilmer: Desk, tmp_path: Path) -> None:
    released(harness, rosa, payable(rosa), tmp_path)
    harness.touch("Copiar el texto")
    accepting(harness, wilmer)
    harness.touch("Pegar lo copiado")
    assert harness.reads("Línea recibida")


def test_where_nothing_was_brought_it_says_how(harness: Harness, wilmer: Desk, tmp_path: Path) -> None:
    accepting(harness, wilmer, folder=tmp_path)
    MachinePassing(None).copy(" ")
    harness.touch("Pegar lo copiado")
    assert harness.reads("No hay ningún texto copiado.")
    harness.touch("Leer de un archivo")
    assert harness.reads("No hay ningún archivo de cesión en la carpeta.") or harness.reads("El código no es")


def test_a_line_that_cannot_be_given_away_says_why(harness: Harness, rosa: Desk, pictures: Path) -> None:
    person = payable(rosa)
    cash_days.pay_some(rosa, 1)
    shown(harness, rosa, "release", sheet=person.sheet, payee=person.payee)
    assert harness.reads("Esta línea no se puede ceder")
    assert harness.reads("ya cobró en esta planilla")
    picture(harness, pictures, "release-cannot")


def test_going_back_from_the_question_leads_to_the_tablets(harness: Harness, rosa: Desk) -> None:
    person = payable(rosa)
    shown(harness, rosa, "release", sheet=person.sheet, payee=person.payee)
    harness.touch("b")
    harness.touch("Volver")
    assert harness.reads("¿Qué tableta le pagará a esta persona?")
    harness.touch("Volver")
    assert rosa.navigator.current.name == "paying"
    assert view_of(rosa, person.payee).state == "to_pay"
