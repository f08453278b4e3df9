"""What the screens stand on: contrast, the text table, dates, the lanes of work, the way back."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import time as time_of_day
from pathlib import Path
from string import Formatter
from threading import Event, get_ident

import pytest

from app.background import Background, Task, lane
from app.navigation import Navigator
from app.text import formats
from app.text.texts import TABLE, merged, set_language, t
from app.theme import tokens
from app.theme.tones import TONES
from tests.ui.harness import Harness
from tests.ui.rules import contrast

APP = Path(__file__).parents[2] / "app"
GROUNDS = (tokens.PAPER, tokens.SURFACE)


def test_text_can_be_read_in_the_sun() -> None:
    inks = (tokens.INK, tokens.MUTED, tokens.FOREST, tokens.AMBER_TEXT, tokens.RED_TEXT, tokens.BLUE)
    pairs = [(ink, ground) for ink in inks for ground in GROUNDS]
    pairs += [(tone.ink, tone.ground) for tone in TONES.values()]
    pairs += [(tokens.ON_FOREST, tokens.FOREST), (tokens.ON_FOREST, tokens.RED_TEXT), (tokens.ON_FOREST, tokens.INK)]
    assert [pair for pair in pairs if contrast(*pair) < 7] == []


def test_every_text_takes_the_same_values_in_both_languages() -> None:
    def fields(words: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(words) if name}

    assert [key for key, (es, en) in TABLE.items() if not es or not en or fields(es) != fields(en)] == []


def test_every_text_that_the_app_asks_for_is_there() -> None:
    asked = re.compile(r"\bt\(\s*[\"']([a-z0-9_.]+)[\"']")
    missing = {
        f"{path.relative_to(APP)}: {key}"
        for path in APP.rglob("*.py")
        for key in asked.findall(path.read_text("utf-8"))
        if key not in TABLE
    }
    assert missing == set()


def test_texts_change_with_the_language() -> None:
    assert t("states.to_send", count="14") == "14 por enviar"
    set_language("en")
    try:
        assert t("states.to_send", count="14") == "14 to send"
        assert formats.long_date(date(2025, 11, 22)) == "Saturday 22 November"
    finally:
        set_language("es")


def test_a_missing_or_doubled_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        t("common.nothing_like_that")
    with pytest.raises(ValueError, match="twice"):
        merged({"a": ("a", "a")}, {"a": ("b", "b")})


def test_dates_as_they_are_written_in_peru() -> None:
    day = date(2025, 9, 6)
    assert formats.long_date(day) == "sábado 6 de setiembre"
    assert formats.full_date(day) == "6 de setiembre de 2025"
    assert formats.short_date(date(2025, 11, 22)) == "22 nov"
    assert formats.short_date_with_year(day) == "6 set 2025"
    assert formats.time_of_day(time_of_day(7, 5)) == "07:05"


def test_going_and_coming_back() -> None:
    shown: list[str] = []
    navigator = Navigator(roots=("today", "pay"))
    navigator.listen(lambda place: shown.append(place.name))
    navigator.go("today")
    navigator.go("record", key="7KQ2MX-123")
    assert navigator.current.arguments == {"key": "7KQ2MX-123"}
    navigator.replace("receipt")
    assert navigator.back()
    assert not navigator.back()
    navigator.go("record")
    navigator.go("pay")
    assert [place.name for place in navigator.stack] == ["pay"]
    assert shown == ["today", "record", "receipt", "today", "record", "pay"]


def wait(harness: Harness, until: Callable[[], object]) -> None:
    end = time.monotonic() + 5
    while not until() and time.monotonic() < end:
        harness.frames(1)
    assert until()


def test_work_runs_elsewhere_and_its_result_comes_back_here(harness: Harness) -> None:
    here = get_ident()
    told: list[tuple[str, object, int]] = []

    def work(task: Task) -> int:
        task.progress("half")
        return get_ident()

    background = lane("test")
    background.run(
        work,
        on_done=lambda thread: told.append(("done", thread != here, get_ident())),
        on_progress=lambda value: told.append(("progress", value, get_ident())),
    )
    wait(harness, lambda: len(told) == 2)
    background.close()
    assert told == [("progress", "half", here), ("done", True, here)]


def test_a_failure_comes_back_too(harness: Harness) -> None:
    failed: list[Exception] = []

    def work(_: Task) -> None:
        raise OSError("the disk is full")

    background = lane("test")
    background.run(work, on_done=lambda _: None, on_failed=failed.append)
    wait(harness, lambda: failed)
    background.close()
    assert str(failed[0]) == "the disk is full"


def test_what_is_cancelled_or_closed_tells_nothing(harness: Harness) -> None:
    told: list[object] = []
    go_on = Event()

    def work(task: Task) -> bool:
        go_on.wait(5)
        return task.cancelled

    background = Background(ThreadPoolExecutor(max_workers=1))
    first = background.run(work, told.append)
    background.run(work, told.append)
    first.cancel()
    go_on.set()
    background.close()
    harness.frames(3)
    assert told == []
    with pytest.raises(RuntimeError):
        background.run(work, told.append)
