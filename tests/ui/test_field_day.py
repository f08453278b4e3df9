"""A technician's whole day by touch alone, in the whole app: a new tablet is let in, the roll is called, saplings are
accepted and planted, survival is counted, people are paid, a line goes to another tablet, the cash is counted, handed
over and settled, and everything is sent. In the middle of it the tablet is turned, locks, and loses its battery.

Lying, upright, and with the largest text in English. `make tour` leaves a picture of every step.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.preferences import choose_language, choose_text_scale
from app.screens.recording.steps import TileButton
from app.screens.settings.presenter import TEXT_SIZE_WORDS
from app.screens.survival.survival import CounterCard
from app.text.texts import set_language, t
from app.theme.text_scale import set_text_scale
from core.domain.bodies import Day as Date
from core.domain.records import RecordId
from core.domain.sheets import Approval, LinesReassigned
from tests import cash_days
from tests.payday import PAY_UNTIL, PAYDAY_MS, payday_server, the_payday
from tests.tablet import ServerInHand, code_for, tablet_for, with_server
from tests.ui.boxes import ROSA
from tests.ui.payday import payable, payday_desk
from tests.ui.recording import latest, touch_half, type_number
from tests.ui.starting import type_pin
from tests.ui.test_survival import type_count
from tests.ui.touring import PIN, WAYS, Day
from tests.ui.touring_money import accept, count_the_box, hand_over, pay_somebody, receive, release, settle, spend

ADDRESS = "https://oficina.norandino.pe"
ROWS = 20
"""One of every ten is walked."""


@pytest.fixture(params=list(WAYS))
def day(request: pytest.FixtureRequest, harness, tmp_path: Path, payday: Path) -> Iterator[Day]:
    """A tablet as it comes out of its box, on a payday."""
    harness.resize(*WAYS[request.param][0])
    server = payday_server(payday, tmp_path)
    fresh, _ = tablet_for(tmp_path, server, PAYDAY_MS)
    made = Day(harness, server, fresh, request.param)
    made.take_up(fresh)
    yield made
    for desk in made.tablets:
        desk.store.engine.dispose()
    made.server.store.engine.dispose()
    set_text_scale(1.0)
    set_language("es")


@pytest.fixture
def wilmer(day: Day, tmp_path: Path, payday: Path):
    """The tablet of the other technician, who pays in Cajas."""
    (tmp_path / "other").mkdir()
    desk = payday_desk(tmp_path / "other", payday, "b", "T02")
    cash_days.with_pins(desk)
    with_server(desk, day.server)
    choose_language(desk, WAYS[day.way][1])
    choose_text_scale(desk, WAYS[day.way][2])
    desk.user = None
    return desk


def test_a_day_in_the_field(day: Day, wilmer, tmp_path: Path) -> None:
    for part in (enrol, large_letters, morning, call_the_roll, accept_saplings, plant, count_survival, pay_somebody):
        part(day)
    rosa = day.desk
    code = release(day, wilmer)
    accept(day, wilmer, code, tmp_path)
    day.take_up_again(rosa)
    for part in (spend, count_the_box, hand_over):
        part(day)
    rosa = day.desk
    receive(day, wilmer)
    day.take_up_again(rosa)
    settle(day)
    look_back(day)
    assert day.steps > 70


# --- in the morning ---


def enrol(day: Day) -> None:
    """With the paper from the office: its address, and a code for the two technicians who use this tablet."""
    code = code_for(ServerInHand(day.server), ("user:T01", "user:T02"))
    day.look("language")
    day.touch("start.language_en" if WAYS[day.way][1] == "en" else "start.language_es")
    day.look("enrol")
    day.write(t("entry.address"), ADDRESS)
    day.write(t("entry.code"), code)
    day.look("enrol-typed")
    day.touch("entry.enrol")
    day.look("who")
    day.touch_text(ROSA)
    day.look("pin")
    type_pin(day.harness, PIN)
    assert day.reads("entry.repeat_pin")
    type_pin(day.harness, PIN)
    day.look("tour")
    day.touch("common.next")
    day.turn()
    day.touch("tour.skip")
    day.look("today")
    assert day.desk.navigator.current.name == "today"


def large_letters(day: Day) -> None:
    """Rosa has left her glasses at home."""
    if day.scale != "1.0":
        day.go("more.title")
        day.touch("more.settings")
        day.touch(TEXT_SIZE_WORDS[-1])
        day.look("settings-large")


def morning(day: Day) -> None:
    """Rosa's old tablet fell into the river: the office gives its lines to the new one, which fetches them."""
    office, server = cash_days.Office(day.server), day.server
    with day.desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
    payees = tuple(RecordId(payee) for payee in the_payday().payees[0])
    taken = LinesReassigned(the_payday().sheet, origin, Date(PAY_UNTIL), payees, "tablet_broken")
    office.say("C02", Approval(office.say("C01", taken)))
    server.settle()
    day.sync("fetched")
    assert payable(day.desk)


def people(day: Day) -> list:
    found = day.desk.read(lambda reads: reads.members(day.desk.committee_id, day.desk.today()))
    return [view for view in found if not view.minor]


def officer_closes(day: Day, name: str) -> None:
    day.touch_row(next(view for view in people(day) if view.officer_role).name)
    day.look(name)


# --- the work ---


def call_the_roll(day: Day) -> None:
    """The technician is called away in the middle of it, and the tablet locks."""
    day.go("places.attendance")
    day.look("activity")
    word = t("activity.planting").capitalize()
    day.harness.touch(day.harness.find(lambda widget: isinstance(widget, TileButton) and widget.text == word))
    day.onward("roll")
    for view in people(day)[:5]:
        day.touch_row(view.name)
    touch_half(day.harness, people(day)[5].name)
    before = day.harness.texts()
    day.leave_alone()
    assert day.harness.texts() == before
    day.look("roll-called")
    day.onward("read-aloud")
    officer_closes(day, "closed")
    day.touch("common.save")
    day.look("today-with-roll")
    assert len(latest(day.desk, "workday").fact.present) == 6


def accept_saplings(day: Day) -> None:
    """The tablet is turned in the middle of it."""
    day.go("places.nursery")
    day.look("nursery")
    day.touch("recording.accept_ready")
    day.look("accept")
    known = {view.code: view.stock.ready for view in day.desk.read(lambda reads: reads.batches(day.desk.committee_id))}
    code = next(code for code in known if day.harness.reads(code))
    type_number(day.harness, known[code] + 120)
    day.turn()
    day.look("accept-typed")
    assert day.harness.reads(f"{known[code] + 120:,}")
    day.onward("accept-crew")
    day.onward("accept-review")
    day.onward("accept-closing")
    officer_closes(day, "accept-closed")
    day.touch("common.save")
    assert latest(day.desk, "ready_accepted").fact.total == known[code] + 120


def plant(day: Day) -> None:
    """The battery falls out in the middle of it."""
    day.go("places.planting")
    day.look("map")
    day.touch("land.list")
    units = day.desk.read(lambda reads: reads.units(day.desk.committee_id))
    unit = next(view for view in units if view.planted < view.target_trees)
    day.touch_row(f"{unit.code} · {unit.area_name}")
    day.look("unit")
    day.onward("plants")
    batches = day.desk.read(lambda reads: reads.batches(day.desk.committee_id))
    batch = next(view for view in batches if view.stock.in_the_field)
    day.touch_row(batch.species_name[0].upper() + batch.species_name[1:])
    day.onward("trees")
    type_number(day.harness, 30)
    day.touch("land.photo_none")
    day.look("trees-typed")
    day.kill()
    day.look("unfinished")
    day.touch("recording.carry_on")
    assert day.reads("land.photo_taken")
    day.onward("crew")
    day.onward("planting-review")
    day.touch("common.save")
    day.look("today-with-planting")
    fact = latest(day.desk, "planting").fact
    assert (fact.count, bool(fact.photo_side)) == (30, True)


def count_survival(day: Day) -> None:
    """Every row of the draw is walked; in the second one the battery falls out again, and the tablet is turned."""
    day.go("places.monitoring")
    day.look("monitoring")
    day.touch("monitoring.act_survival")
    day.look("survival-unit")
    with day.desk.store.reading() as session:
        care = session.monitoring().units(day.desk.committee_id)
    unit = next(view.unit for view in care if view.planted and view.draw is None)
    day.touch_row(f"{unit.code} · {unit.area_name}")
    day.look("survival-rows")
    type_number(day.harness, ROWS)
    day.touch("survival.draw")
    day.look("survival-drawn")
    drawn = latest(day.desk, "survival_drawn").fact
    rows = list(range(drawn.first_row, ROWS + 1, drawn.every))
    day.touch("survival.start", row=rows[0])
    for place, row in enumerate(rows):
        assert day.reads("survival.row", row=row)
        type_count(day.harness, 18)
        day.harness.touch(day.harness.find(lambda one: isinstance(one, CounterCard) and one.part == "dead"))
        type_count(day.harness, 2)
        if place == 0:
            day.turn()
            day.look("survival-row")
            day.kill()
            assert day.reads("survival.row", row=row)
        after = rows[place + 1 :]
        day.touch(*(("survival.next_row",) if after else ("survival.finish",)), **({"row": after[0]} if after else {}))
    day.look("survival-result")
    assert day.harness.reads("90\u00a0%")
    day.touch("common.save")
    day.look("today-with-survival")
    fact = latest(day.desk, "survival_count").fact
    assert [(row.row, row.alive, row.dead) for row in fact.rows] == [(row, 18, 2) for row in rows]


# --- in the evening ---


def look_back(day: Day) -> None:
    day.go("shell.earnings")
    day.look("earnings")
    day.touch_row(people(day)[0].name)
    day.look("statement")
    day.touch("review.show_amounts")
    day.look("statement-shown")
    for place in ("progress", "history", "settings", "help"):
        day.go("more.title")
        if place == "progress":
            day.look("more")
        day.touch(f"more.{place}")
        day.look(place)
    assert day.desk.read(lambda reads: reads.sync()).unsent == 0
