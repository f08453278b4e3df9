"""Every widget: a touch has its effect, grounds are drawn, lists are light. What holds of all is in rules.py."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.navigation import Navigator
from app.screens.shell.screen_host import ScreenHost
from app.text.formats import long_date
from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.button.button import AppButton
from app.widgets.choice.choice import Choice
from app.widgets.choice.rows import ChoiceRow
from app.widgets.date_field.date_field import DateField
from app.widgets.ground.ground import RoundedGround
from app.widgets.navigation_bar.navigation_bar import NavigationBar
from app.widgets.number_pad.number_pad import NumberPad
from app.widgets.person_row.person_row import PersonList
from app.widgets.pin_pad.pin_pad import PinPad
from app.widgets.record_row.record_row import RecordLine, RecordList
from app.widgets.segmented.segmented import Segmented
from app.widgets.sheet.sheet import ActionSheet, ConfirmSheet
from app.widgets.text_field.text_field import Entry, TextField
from app.widgets.toast.toast import Toast, ToastStrip
from tests.ui import gallery
from tests.ui.harness import Harness, box
from tests.ui.rules import LEAST_GAP, cut_texts, small_targets, targets

SIZES = [(1280, 800), (800, 1280), (1024, 600)]


def _name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=_name)
def test_buttons_keep_their_distance(harness: Harness, size: tuple[int, int]) -> None:
    harness.resize(*size)
    harness.mount(gallery.controls(), frames=6)
    boxes = [(box(widget), widget) for widget in targets(harness) if isinstance(widget, AppButton)]
    for (left, bottom, right, top), one in boxes:
        for other, another in boxes:
            apart = max(other[0] - right, left - other[2], other[1] - top, bottom - other[3])
            assert one is another or apart >= LEAST_GAP


def _bytes(colour: Colour) -> tuple[int, ...]:
    return tuple(round(part * 255) for part in colour[:3])


def test_grounds_are_drawn_in_their_colours_with_round_corners(harness: Harness) -> None:
    """A wrong order of drawing passes every other test: the words stay where they are."""
    harness.mount(gallery.controls(), frames=6)
    grounds = [widget for widget in harness.visible() if isinstance(widget, RoundedGround)]
    solid = [widget for widget in grounds if widget.ground_color[3] == 1 and box(widget)[1] > 0]
    for widget in solid:
        left, bottom, right, top = box(widget)
        edge = widget.line_width + 2
        for x in (left + edge, right - edge - 1):
            assert harness.colour_at(x, (bottom + top) / 2) == _bytes(widget.ground_color), widget
    button = next(widget for widget in solid if getattr(widget, "text", "") == "Anular")
    left, bottom, right, top = box(button)
    for corner in ((left, bottom), (left, top - 1), (right - 1, bottom), (right - 1, top - 1)):
        assert harness.colour_at(*corner) == _bytes(tokens.PAPER)
    assert len(solid) > 10


def test_a_button_tells_its_press_and_a_disabled_one_does_not(harness: Harness) -> None:
    pressed = []
    button = AppButton(text="Guardar", icon="check-bold")
    button.bind(on_release=lambda *_: pressed.append(button.text))
    page = BoxLayout()
    page.add_widget(button)
    harness.mount(page)
    harness.touch("Guardar")
    button.disabled = True
    harness.touch("Guardar")
    assert pressed == ["Guardar"]


def test_the_number_pad_takes_digits_and_stops_at_seven(harness: Harness) -> None:
    pad = harness.mount(NumberPad(clear_text="Borrar", caption="Árboles"))
    full = []
    pad.bind(on_limit=lambda *_: full.append(True))
    for key in ("6", "4", "0"):
        harness.touch(key)
    assert pad.value == 640
    harness.find_text("640")
    for key in ("00", "00"):
        harness.touch(key)
    assert harness.reads("6,400,000")
    harness.touch("1")
    assert (pad.value, full) == (6_400_000, [True])
    pad.press("backspace-outline")
    assert pad.value == 640_000
    harness.touch("Borrar")
    assert pad.value == 0


def test_the_pin_pad_tells_the_pin_once_and_shows_no_digit(harness: Harness) -> None:
    told: list[str] = []
    pad = harness.mount(PinPad(caption="Clave", pin_length=4))
    pad.bind(on_pin=lambda _, pin: told.append(pin))
    for key in ("0", "7", "0"):
        harness.touch(key)
    assert (told, pad.typed) == ([], 3)
    harness.touch("1")
    assert (told, pad.typed) == (["0701"], 0)


def test_a_person_is_toggled_by_the_row_and_halved_by_the_button(harness: Harness) -> None:
    told: list[tuple[str, str]] = []
    rows = harness.mount(PersonList())
    for event in ("on_toggle", "on_half", "on_menu"):
        rows.bind(**{event: lambda _, key, event=event: told.append((event, key))})
    rows.show(gallery.people())
    harness.frames(4)
    harness.touch("Segundo Ñaupari Chuquihuanga")
    name = harness.find_text("Segundo Ñaupari Chuquihuanga")
    half = min(
        (widget for widget in harness.visible() if getattr(widget, "text", "") == "½ día"),
        key=lambda widget: abs(box(widget)[1] - box(name)[1]),
    )
    harness.touch(half)
    left, bottom, _, top = box(half)
    harness.touch((left - 12, (bottom + top) / 2))
    assert told == [("on_toggle", "1"), ("on_half", "1")]


def test_a_record_opens_and_its_dots_offer_more(harness: Harness) -> None:
    told: list[tuple[str, str]] = []
    rows = harness.mount(RecordList())
    rows.bind(on_open=lambda _, key: told.append(("open", key)), on_menu=lambda _, key: told.append(("menu", key)))
    rows.show(gallery.records())
    harness.frames(4)
    harness.touch("Jornada de plantación")
    line = harness.find(lambda widget: isinstance(widget, RecordLine) and widget.key == "2")
    harness.touch(line.children[0])
    assert told == [("open", "1"), ("menu", "2")]


LISTS = [(PersonList, gallery.people), (RecordList, gallery.records)]


@pytest.mark.parametrize("made", LISTS, ids=["people", "records"])
def test_a_list_builds_only_the_rows_that_show(harness: Harness, made: tuple[Any, Any]) -> None:
    """However long the list, it opens with a screenful of widgets; how fast that is, the bench says."""
    list_class, rows_of = made
    rows = list_class()
    rows.show(rows_of(500))
    harness.mount(rows)
    assert 8 <= len(rows.children[0].children) <= 20


def test_rows_are_light(harness: Harness) -> None:
    for rows, made in ((PersonList(), gallery.people(3)), (RecordList(), gallery.records(3))):
        rows.show(made)
        harness.mount(rows)
        assert max(len(list(row.walk(restrict=True))) for row in rows.children[0].children) <= 12


def test_a_choice_is_told_by_its_key(harness: Harness) -> None:
    told: list[str] = []
    picker = harness.mount(Choice())
    picker.bind(on_choose=lambda _, key: told.append(key))
    picker.show([ChoiceRow("patula", "Pino pátula"), ChoiceRow("aliso", "Aliso", "suelo húmedo")])
    harness.frames(4)
    harness.touch("Aliso")
    assert told == ["aliso"]


def test_segments_change_and_tell(harness: Harness) -> None:
    told: list[str] = []
    page = BoxLayout()
    segments = Segmented(options=[("full", "Día completo"), ("half", "Medio día")], chosen="full")
    segments.bind(on_choose=lambda _, key: told.append(key))
    page.add_widget(segments)
    harness.mount(page)
    harness.touch("Medio día")
    harness.touch("Medio día")
    assert (segments.chosen, told) == ("half", ["half"])


def test_a_day_is_never_later_than_today(harness: Harness) -> None:
    told: list[date] = []
    field = DateField(today_text="Hoy", yesterday_text="Ayer", other_text="Otro día", describe=long_date)
    field.today = field.value = date(2025, 11, 22)
    field.bind(on_choose=lambda _, day: told.append(day))
    page = BoxLayout()
    page.add_widget(field)
    harness.mount(page)
    harness.find_text("sábado 22 de noviembre")
    field.step(1)
    harness.touch("Ayer")
    harness.find_text("viernes 21 de noviembre")
    harness.touch("Otro día")
    harness.touch("Hoy")
    assert told == [date(2025, 11, 21), date(2025, 11, 20), date(2025, 11, 22)]


def test_writing_into_a_field(harness: Harness) -> None:
    page = BoxLayout()
    field = TextField(label="Motivo")
    page.add_widget(field)
    harness.mount(page)
    before = field.height
    harness.touch(harness.find(lambda widget: isinstance(widget, Entry)))
    harness.type_text("Ñandú")
    field.error = "Escriba una frase completa."
    harness.frames(4)
    assert field.text == "Ñandú"
    assert harness.reads("Escriba una frase completa.")
    assert field.height > before


def test_the_bar_tells_where_to_go(harness: Harness) -> None:
    told: list[str] = []
    bar = harness.mount(NavigationBar(items=gallery.ITEMS, chosen="today"))
    bar.bind(on_go=lambda _, key: told.append(key))
    harness.touch("Plantación")
    assert (told, bar.chosen) == (["planting"], "today")


@pytest.mark.parametrize("size", SIZES, ids=_name)
def test_a_question_is_answered_by_its_buttons_only(harness: Harness, pictures: Path, size: tuple[int, int]) -> None:
    told: list[str] = []
    harness.resize(*size)
    harness.mount(gallery.today())
    sheet = ConfirmSheet(
        title="¿Anular la plantación de 640 pinos de hoy?",
        detail="Se anula en esta tableta y después en la oficina. La lista de personas no cambia.",
        primary_text="Anular", secondary_text="No, volver", kind="danger",
    )  # fmt: skip
    sheet.bind(on_confirm=lambda *_: told.append("yes"), on_cancel=lambda *_: told.append("no"))
    sheet.open(animation=False)
    harness.frames(6)
    harness.keep_picture(pictures / f"gallery-confirm-{_name(size)}.png")
    assert small_targets(harness) == []
    assert cut_texts(harness) == []
    harness.touch((10.0, 10.0))
    assert told == []
    harness.touch("No, volver")
    assert told == ["no"]
    assert not harness.reads("¿Anular la plantación")


def test_actions_of_a_row(harness: Harness, pictures: Path) -> None:
    told: list[str] = []
    harness.mount(gallery.today())
    sheet = ActionSheet(
        title="640 pino pátula plantados", close_text="Cerrar",
        actions=[("edit", "pencil", "Corregir", "quiet"), ("void", "delete-outline", "Anular", "danger")],
    )  # fmt: skip
    sheet.bind(on_choose=lambda _, key: told.append(key))
    sheet.open(animation=False)
    harness.frames(6)
    harness.keep_picture(pictures / "gallery-actions-1280x800.png")
    harness.touch("Corregir")
    assert told == ["edit"]


@pytest.mark.parametrize("size", SIZES, ids=_name)
def test_a_toast_can_be_undone_once(harness: Harness, pictures: Path, size: tuple[int, int]) -> None:
    told: list[str] = []
    harness.resize(*size)
    page, strip = BoxLayout(orientation="vertical"), ToastStrip()
    page.add_widget(gallery.today())
    page.add_widget(strip)
    harness.mount(page)
    toast = Toast(text="Guardado: 640 pino pátula plantados", action_text="Deshacer")
    toast.bind(on_action=lambda *_: told.append("undo"), on_gone=lambda *_: told.append("gone"))
    toast.open(strip)
    harness.frames(6)
    harness.keep_picture(pictures / f"gallery-toast-{_name(size)}.png")
    assert cut_texts(harness) == []
    harness.touch("Deshacer")
    assert told == ["gone", "undo"]
    assert not harness.reads("Guardado: 640")


def test_screens_are_built_when_first_shown_and_kept(harness: Harness) -> None:
    built: list[str] = []

    def page(name: str) -> Widget:
        built.append(name)
        return AppButton(text=name)

    navigator = Navigator(roots=("today",))
    host = ScreenHost(navigator, {name: lambda name=name: page(name) for name in ("today", "detail")})
    harness.mount(host)
    navigator.go("today")
    navigator.go("detail")
    navigator.back()
    harness.frames(3)
    assert built == ["today", "detail"]
    harness.find_text("today")
    host.rebuild()
    assert built == ["today", "detail", "today"]
