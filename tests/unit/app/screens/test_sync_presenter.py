"""What the place for syncing says: what is sent and safe, what went wrong, a wrong clock, data that was spent."""

from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.desk import Desk
from app.ports import SyncState
from app.screens.sync.presenter import SyncPresenter
from app.text.texts import set_language
from core.domain.problems import Problem
from core.usecases.views.field import SyncView
from tests.tablet import usual_day, with_server
from tests.unit.app.screens.desks import Answers, desk_of
from tests.unit.app.screens.entering import shown

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


def test_unsent_records_are_told_and_sent(desk: Desk, tmp_path: Path, template: Path) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    presenter, states = shown(SyncPresenter, desk)
    assert (states[-1].figure, states[-1].safe_tone) == ("1", "pending")
    presenter.start()
    assert (states[-1].figure, states[-1].safe_tone) == ("Todo enviado", "confirmed")
    assert states[-1].result.startswith("Listo. Enviados: 1.")
    presenter.start()
    assert states[-1].result == "Listo. No había nada nuevo."


@pytest.mark.parametrize(("by_hand", "tone"), [(True, "pending"), (False, "info")])
def test_what_failed_by_itself_is_told_more_quietly(desk: Desk, by_hand: bool, tone: str) -> None:
    _, states = shown(SyncPresenter, desk)
    desk.synchroniser.state = SyncState(by_hand=by_hand, problem=Problem("server_busy"))
    desk.tell_changed()
    assert (states[-1].result, states[-1].result_tone) == (
        "El servidor está ocupado. Nada se perdió; se intentará de nuevo solo.",
        tone,
    )


def test_an_alarm_promises_nothing(desk: Desk) -> None:
    with desk.store.writing() as session:
        session.put_note("alarm", b"history_differs")
    desk.synchroniser.state = SyncState(problem=Problem("history_differs"))
    _, states = shown(SyncPresenter, desk)
    assert states[-1].figure == "Llame a la oficina"
    assert states[-1].safe == states[-1].result == states[-1].note == ""
    assert "No borre nada" in states[-1].alarm


def test_what_was_sent_before_an_alarm_is_no_good_news_beneath_it(desk: Desk) -> None:
    desk.synchroniser.state = SyncState(is_done=True, sent=2)
    _, states = shown(SyncPresenter, desk)
    assert (states[-1].result, states[-1].result_tone) != ("", "info")
    with desk.store.writing() as session:
        session.put_note("alarm", b"history_differs")
    desk.tell_changed()
    assert (states[-1].result, states[-1].result_tone) == ("", "info")


def test_english_speaks_the_same(desk: Desk) -> None:
    set_language("en")
    _, states = shown(SyncPresenter, desk)
    assert states[-1].safe == "Everything is safe at the office"
