"""What the place for syncing says of a clock that is wrong, and of the data it has used."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from app.screens.sync.presenter import SyncPresenter
from core.usecases.views.field import SyncView
from tests.unit.app.screens.desks import Answers, desk_of

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def facts_shown(notes: dict[str, bytes], label: str) -> list[str]:
    return [value for name, value in state_shown(notes).facts if name == label]


def state_shown(notes: dict[str, bytes]):
    desk, shown = desk_of(), []
    reads = Answers(sync=SyncView(0, 0, 5, None, 0))

    @contextmanager
    def reading():
        photos = SimpleNamespace(to_send=lambda: ())
        yield SimpleNamespace(reads=lambda: reads, note=notes.get, photos=lambda: photos)

    desk.store.reading = reading
    SyncPresenter(desk, shown.append).enter()
    return shown[-1]


@pytest.mark.parametrize(
    ("label", "said"), [("7", "Tableta 7"), ("Tableta 7", "Tableta 7"), ("La verde", "Tableta La verde")]
)
def test_a_tablet_is_called_so_once(label, said):
    assert state_shown({"label": label.encode()}).subtitle == said


def clock_shown(skew: bytes | None) -> list[str]:
    return facts_shown({} if skew is None else {"clock_skew_ms": skew}, "Reloj de la tableta")


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 KB"), (1, "1 KB"), (340_000, "340 KB"), (999_001, "1.0 MB"), (12_345_678, "12.3 MB")]
)
def test_what_syncing_has_cost_this_month_is_said_as_a_bill_says_it(number, said):
    month = desk_of().today()[:7]
    shown = facts_shown({"traffic": f"{month} {number}".encode()}, "Datos usados este mes")
    assert shown == [said.replace(" ", "\N{NO-BREAK SPACE}")]


@pytest.mark.parametrize("skew", [None, b"0", b"-600000", b"600000"])
def test_a_clock_that_is_near_enough_is_not_talked_of(skew):
    assert clock_shown(skew) == []


@pytest.mark.parametrize(
    ("skew_ms", "said"),
    [
        (10 * MINUTE + 1, "Adelantado 10 minutos"),
        (-119 * MINUTE, "Atrasado 119 minutos"),
        (2 * HOUR, "Adelantado 2 horas"),
        (-47 * HOUR, "Atrasado 47 horas"),
        (48 * HOUR, "Adelantado 2 días"),
        (-365 * DAY, "Atrasado 365 días"),
    ],
)
def test_a_clock_that_is_off_is_told_with_what_to_do(skew_ms, said):
    (shown,) = clock_shown(str(skew_ms).encode())
    assert shown == f"{said}. Póngalo en hora en los ajustes del equipo."
