"""A survival count by touch: the draw, the rows as they are walked, the share, and what a kill leaves."""

from app.screens.survival.survival import CounterCard, RowButton, build
from app.widgets.button.button import IconButton
from app.widgets.digit_keys.digit_keys import DigitKeys
from app.widgets.number_pad.number_pad import PadKey
from tests.ui.handling import press
from tests.ui.harness import Harness
from tests.ui.recording import latest, number_of, open_screen, touch_row, type_number


class Third:
    """The third of however many, and what was asked for."""

    def __init__(self):
        self.asked = []

    def number(self, most: int) -> int:
        self.asked.append(most)
        return min(3, most)


def opened(harness: Harness, desk, chance, **arguments):
    """The screen at its place of the navigator, which it goes to itself when a unit is chosen."""
    return led(desk, open_screen(harness, lambda given: build(given, chance), desk, **arguments))


def led(desk, screen):
    desk.navigator.listen(lambda place: screen.enter(**place.arguments) if place.name == "survival" else None)
    return screen


def counter(harness: Harness, part: str):
    return harness.find(lambda widget: isinstance(widget, CounterCard) and widget.part == part)


def plus(harness: Harness, part: str, times: int = 1):
    card = counter(harness, part)
    for _ in range(times):
        harness.touch(next(one for one in harness.visible(card) if getattr(one, "text", "") == "+1"))


def unit(desk, code="01-1"):
    return next(view for view in desk.read(lambda reads: reads.units(desk.committee_id)) if view.code == code)


def type_count(harness: Harness, number: int):
    """Into the counter that is chosen."""
    keys = harness.find(lambda widget: isinstance(widget, DigitKeys))
    pads = {key.digits: key for key in harness.visible(keys) if isinstance(key, PadKey)}
    for digit in str(number):
        press(harness, pads[digit])
    harness.frames(2)


def count_row(harness: Harness, alive: int, dead: int):
    type_count(harness, alive)
    harness.touch(counter(harness, "dead"))
    type_count(harness, dead)


def test_a_whole_count(harness, desk):
    chance = Third()
    opened(harness, desk, chance)
    code = unit(desk).code
    touch_row(harness, f"{code} · {unit(desk).area_name}")
    harness.touch("Sortear las filas")
    assert harness.reads("Falta la cantidad")
    type_number(harness, 28)
    assert number_of(desk, "survival_drawn") == 0
    harness.touch("Sortear las filas")
    step = chance.asked[0]
    drawn = latest(desk, "survival_drawn")
    assert (drawn.fact.first_row, drawn.fact.every, drawn.fact.rows_total) == (3, step, 28)
    tiles = [widget.number for widget in harness.visible() if isinstance(widget, RowButton)]
    assert sorted(map(int, tiles)) == list(range(3, 29, step))
    harness.touch("Contar la fila 3")
    count_row(harness, 18, 2)
    for row in range(3 + step, 29, step):
        harness.touch(f"Siguiente fila: {row}")
        assert harness.reads(f"Fila {row}")
        count_row(harness, 15, 5)
    harness.touch("Ver el resultado")
    assert harness.reads("Vivos en toda la unidad")
    assert harness.reads("18 vivos · 2 muertos")
    assert not harness.reads("Faltan filas")
    harness.touch("Guardar")
    fact = latest(desk, "survival_count").fact
    assert [int(row.row) for row in fact.rows] == list(range(3, 29, step))
    assert fact.drawn == drawn.line.id
    assert desk.undos[0][0].startswith(f"Guardado: prendimiento de {code}, ")
    assert desk.navigator.current.name == "today"


def drawn(harness, desk, chance, rows=20):
    opened(harness, desk, chance, unit=unit(desk).id)
    type_number(harness, rows)
    harness.touch("Sortear las filas")


def test_the_counters_go_up_and_down_one_by_one(harness, desk):
    drawn(harness, desk, Third())
    harness.touch("Contar la fila 3")
    plus(harness, "alive", 3)
    plus(harness, "dead", 2)
    less = harness.find(lambda widget: isinstance(widget, IconButton) and widget.hint == "Uno muerto menos")
    for _ in range(3):
        harness.touch(less)
    assert (counter(harness, "alive").figure, counter(harness, "dead").figure) == ("3", "0")


def test_a_kill_in_the_middle_loses_no_row_and_draws_nothing_anew(harness, desk):
    chance = Third()
    drawn(harness, desk, chance)
    harness.touch("Contar la fila 3")
    count_row(harness, 9, 1)
    harness.touch(next(text for text in harness.texts() if text.startswith("Siguiente fila")))
    plus(harness, "alive", 4)
    other = Third()
    opened(harness, desk, other)
    touch_row(harness, f"{unit(desk).code} · {unit(desk).area_name}")
    assert counter(harness, "alive").figure == "4"
    harness.touch("Volver")
    assert harness.reads("9 vivos · 1 muertos")
    assert other.asked == []
    assert number_of(desk, "survival_drawn") == 1
    harness.touch("Salir")
    assert harness.reads("¿En qué unidad?")
    assert harness.reads("Filas sorteadas")


def test_an_empty_row_is_asked_about_once(harness, desk):
    drawn(harness, desk, Third(), rows=3)
    harness.touch("Contar la fila 3")
    harness.touch("Ver el resultado")
    assert harness.reads("En la fila 3 no se anotó ningún árbol")
    harness.touch("Ver el resultado")
    assert harness.reads("Sin árboles")
    harness.touch("Volver")
    harness.touch(harness.find(lambda widget: isinstance(widget, RowButton)))
    plus(harness, "alive")
    harness.touch("Ver el resultado")
    assert harness.reads("100\u00a0%")


def test_a_double_touch_draws_once(harness, desk):
    screen = opened(harness, desk, Third(), unit=unit(desk).id)
    type_number(harness, 20)
    screen.presenter._drawing = True
    harness.touch("Sortear las filas")
    assert number_of(desk, "survival_drawn") == 0
    screen.presenter._drawing = False
    harness.touch("Sortear las filas")
    assert number_of(desk, "survival_drawn") == 1


def test_rows_beyond_all_measure_are_refused(harness, desk):
    opened(harness, desk, Third(), unit=unit(desk).id)
    type_number(harness, 5000)
    harness.touch("Sortear las filas")
    assert harness.reads("es más de lo posible")
