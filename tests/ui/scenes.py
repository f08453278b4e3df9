"""Every screen of the technician's work and its important states, as scenes; those before it and about money have their
own files.
"""

from collections.abc import Iterator

from app.ports import SyncState
from app.screens.border.border import build as build_border
from app.screens.monitoring_form.monitoring_form import build as build_care
from app.screens.planting.planting import build as build_planting
from app.screens.survival.survival import build as build_survival
from app.text.texts import t
from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.geometry import distance_to_line_m
from core.domain.nurseries import Dispatched, PrickedOut, ReadyAccepted
from core.domain.plantings import Planting
from core.domain.plots import Point
from core.usecases.tablet.correct import Change, void_record
from tests.fakes.places import FakeCamera
from tests.photos import expense_with, picture
from tests.ui import caring, fieldday
from tests.ui.recording import latest
from tests.ui.scene import Scene, Stage


def today(stage: Stage) -> Iterator[str]:
    desk = stage.busy_tablet()
    stage.mount(desk)
    yield "usual"
    desk.offer_undo(t("tour.undo_example"), lambda: None)
    stage.harness.frames(4)
    yield "undo"
    stage.harness.settle(12)
    stage.harness.touch("Choco")
    yield "committees"
    stage.harness.touch("Choco")
    stage.harness.touch("Rosa M.")
    yield "person"
    stage.touch("common.close")
    with desk.store.writing() as session:
        session.put_note("clock_skew_ms", b"90000000")
        session.put_draft(f"workday/{desk.author}/{desk.committee_id}/", desk.clock.now_ms(), "{}")
    desk.tell_changed()
    stage.harness.frames(4)
    yield "alerts"


def today_empty(stage: Stage) -> Iterator[str]:
    stage.mount(stage.tablet())
    yield "empty"


def nursery(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    fieldday.keep(desk, PrickedOut(fieldday.best_batch(desk).id, 1_240), "2014-11-20")
    stage.mount(desk)
    stage.go(desk, "nursery")
    yield "batches"


def nursery_form(stage: Stage) -> Iterator[str]:
    desk = stage.tablet("committee:CAJ")
    batch = next(one for one in desk.read(lambda reads: reads.batches(desk.committee_id)) if one.code == "CAJ-2013-3")
    for day, half_days in (("2014-12-01", 2), ("2014-12-03", 1)):
        present = tuple(Presence(view.id, half_days) for view in _adults(desk)[:12])
        fieldday.keep(desk, Workday(desk.committee_id, "nursery", present), day)
    stage.mount(desk)
    stage.go(desk, "nursery_form", batch=batch.id)
    yield "action"
    form = stage.go(desk, "nursery_form", action="ready_accepted", batch=batch.id)
    form.number(1900)
    for step in ("accept-count", "accept-crew", "accept-review", "accept-close"):
        yield step
        if step != "accept-close":
            form.go_on()
    form = stage.go(desk, "nursery_form", action="inventory_counted", batch=batch.id)
    form.tap("parts")
    for figure, number in (("containers", 12), ("each", 98), ("loose", 14)):
        form.option("figure", figure)
        form.number(number)
    form.tap("add_part")
    yield "parts"
    form = stage.go(desk, "nursery_form", action="saplings_lost", batch=batch.id)
    form.choose("frost")
    yield "cause"
    stage.go(desk, "nursery_form", action="batch_started")
    yield "species"


def planting(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    fieldday.keep(desk, Dispatched(fieldday.best_batch(desk).id, 700))
    present = tuple(Presence(view.id, 2 if place < 21 else 1) for place, view in enumerate(_adults(desk)[:23]))
    fieldday.keep(desk, Workday(desk.committee_id, "planting", present))
    stage.mount(desk, planting=lambda desk: build_planting(desk, eye=FakeCamera()))
    form = stage.go(desk, "planting")
    stage.harness.settle(3)
    yield "map"
    form.choose(_unit(desk, "01-4").id)
    stage.harness.settle(2)
    yield "map-unit"
    stage.touch("land.list")
    yield "list"
    form.go_on()
    yield "plants"
    form.choose(next(one for one in _batches(desk) if one.stock.in_the_field).id)
    form.go_on()
    form.number(640)
    form.tap("position")
    yield "count"
    form.go_on()
    yield "crew"
    form.go_on()
    yield "review"
    form.go_on()
    form = stage.go(desk, "planting", correct=latest(desk, "planting").line.id)
    for _ in range(5):
        form.go_on()
    form.choose("wrong_count")
    stage.harness.frames(4)
    yield "why"


def border(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    unit = _unit(desk, "01-4")
    stage.mount(desk, border=build_border)
    form = stage.go(desk, "border", unit=unit.id)
    yield "start"
    _walk(stage, form, unit.border[:3])
    yield "walk"
    ring = form.entry.ring
    form.entry.ring = [ring[0], ring[2], ring[1], [ring[0][0] + 1_000, ring[0][1] + 2_000, 5]]
    form.changed()
    yield "crossing"
    stage.touch("land.finish")
    yield "review"


def _walk(stage: Stage, form, corners) -> None:
    """Waits at each corner until the simulated receiver is there, and touches there."""
    stage.touch("land.start")
    stage.harness.settle(6)
    for corner in corners[1:]:
        here = form._locating.here
        while here is None or distance_to_line_m(Point(here.lat_udeg, here.lon_udeg), [corner]) >= 6:
            stage.harness.settle(1)
            here = form._locating.here
        stage.touch("land.corner")
        stage.harness.settle(6)


def workday(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    stage.mount(desk)
    form = stage.go(desk, "workday")
    form.choose("planting")
    yield "activity"
    form.go_on()
    for place, member in enumerate(_adults(desk)[:23]):
        (form.toggle if place < 21 else form.half)(member.id)
    form.companions(2)
    yield "roll"
    form.go_on()
    yield "close"


def monitoring(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    caring.cared_for(desk)
    stage.mount(desk)
    screen = stage.go(desk, "monitoring")
    for tab in ("units", "visits", "complaints", "agreements"):
        screen.choose_tab(tab)
        yield tab


class Third:
    """app.ports.Chance that draws the third."""

    def number(self, most: int) -> int:
        return min(3, most)


def survival(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    stage.mount(desk, survival=lambda desk: build_survival(desk, Third()))
    form = stage.go(desk, "survival")
    yield "unit"
    form.choose(_unit(desk, "01-1").id)
    form.number(64)
    yield "rows"
    form.go_on()
    yield "walk"
    for row in form._draw.rows[:-1]:
        if form.step == "walk":
            form.choose(str(row))
        form.number(17 + row % 4)
        form.option("part", "dead")
        form.number(row % 5)
        form.go_on()
    form.number(16)
    yield "counting"
    form.go_back()
    yield "walked"
    form.go_on()
    form.go_on()
    yield "review"


def care(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    view = next(one for one in caring.planted_units(desk) if len(one.species) > 1)
    stage.mount(desk, monitoring_form=lambda desk: build_care(desk, FakeCamera()))

    def form(action, **more):
        return stage.go(desk, "monitoring_form", action=action, **more)

    loss = form("loss_event")
    yield "unit"
    loss.choose(view.unit.id)
    yield "cause"
    loss.choose("fire")
    loss.number(85)
    loss.tap("photo")
    yield "loss"
    form("harvest", unit=view.unit.id).choose(view.species[0].species)
    yield "species"
    form("visit", unit=view.unit.id).write("agreed", "Arreglar el cerco el sábado")
    yield "visit"
    complaint = form("complaint")
    yield "about"
    complaint.choose("pay")
    yield "complaint"
    agreement = form("agreement")
    yield "subject"
    agreement.choose("carbon_rights")
    yield "agreement"


def history(stage: Stage) -> Iterator[str]:
    desk = stage.busy_tablet()
    day = fieldday.golden_day(desk)
    fieldday.accept_more(desk, day.workday, 230)
    fieldday.many(desk, 12)
    stage.mount(desk)
    stage.go(desk, "history")
    yield "list"
    stage.touch("review.chip_state")
    yield "states"
    stage.touch("review.state_void")
    yield "empty"
    stage.touch("review.show_all")
    stage.touch("review.chip_days")
    yield "days"
    stage.touch("review.days_choose")
    yield "range"
    stage.touch("review.days_show")
    stage.touch("review.chip_who")
    yield "people"


def record(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    day, cared = fieldday.golden_day(desk), caring.cared_for(desk)
    stage.mount(desk)
    for name, identifier in (
        ("planting", day.planting), ("workday", day.workday), ("survival", cared.count), ("complaint", cared.complaint),
    ):  # fmt: skip
        stage.go(desk, "record", id=identifier)
        yield name
    stage.go(desk, "record", id=day.planting)
    stage.touch("common.void")
    yield "why"
    stage.touch("common.cancel")
    void_record(desk.store, desk.clock, desk.author, Change(day.planting, day.planting, "entered_twice"))
    desk.tell_changed()
    stage.go(desk, "record", id=day.planting)
    yield "void"


def sync(stage: Stage) -> Iterator[str]:
    desk = stage.busy_tablet()
    expense_with(desk.store, desk.clock, picture(118_400))
    stage.mount(desk)
    stage.go(desk, "sync")
    yield "unsent"
    stage.root.host.current.scroll_y = 0
    stage.harness.frames(4)
    yield "foot"
    stage.root.host.current.scroll_y = 1
    running = SyncState(is_running=True, by_hand=True, sent=640, left=600, received=120, feed_left=924)
    desk.synchroniser._become(running)
    stage.harness.frames(4)
    yield "running"
    desk.synchroniser._become(SyncState())
    stage.harness.frames(4)
    stage.touch("sync.start")
    yield "done"
    with desk.store.writing() as session:
        session.put_note("alarm", b"history_differs")
    desk.tell_changed()
    stage.go(desk, "today")
    stage.go(desk, "sync")
    yield "alarm"


def progress(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    fieldday.golden_day(desk)
    fieldday.sync(desk, stage.sample, stage.folder)
    _season(desk)
    caring.cared_for(desk)
    stage.mount(desk)
    screen = stage.go(desk, "progress")
    for topic in ("planted", "saplings", "money", "survival"):
        screen.choose_topic(topic)
        yield topic
    screen.choose_topic("planted")
    screen.toggle_table()
    yield "table"
    screen.toggle_table()
    screen.toggle_scope()
    yield "whole"


def settings(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    stage.mount(desk)
    stage.go(desk, "settings")
    yield "head"
    stage.harness.find(lambda widget: type(widget).__name__ == "SettingsView").scroll_y = 0
    stage.harness.frames(4)
    yield "foot"
    stage.go(desk, "more")
    yield "more"


def help_pages(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    stage.mount(desk)
    for topic in ("today", "workday", "payee"):
        stage.go(desk, "help", topic=topic)
        yield topic
    stage.go(desk, "help")
    yield "general"


def _adults(desk):
    return [one for one in desk.read(lambda reads: reads.members(desk.committee_id, desk.today())) if not one.minor]


def _batches(desk):
    return desk.read(lambda reads: reads.batches(desk.committee_id))


def _unit(desk, code):
    return next(one for one in desk.read(lambda reads: reads.units(desk.committee_id)) if one.code == code)


def _season(desk) -> None:
    """Half a year of a committee: every species, ready and planted, in several months and units."""
    units, who = desk.read(lambda reads: reads.units(desk.committee_id)), fieldday.golden_people(desk)
    for place, batch in enumerate(_batches(desk)):
        total = batch.stock.ready
        for turn, month in enumerate(("07", "08", "10", "11", "12")):
            day, more, trees = f"2014-{month}-02", 220 * (turn + 1) + 170 * place, 60 + 140 * turn
            total += more
            fieldday.keep(desk, ReadyAccepted(batch.id, Count(total), people=who(more)), day)
            if turn > 1:
                unit = units[(place + turn) % len(units)]
                fieldday.keep(desk, Dispatched(batch.id, Count(trees)), day)
                fact = Planting(desk.committee_id, unit.id, batch.species, batch.id, Count(trees), people=who(trees))
                fieldday.keep(desk, fact, day)


SCENES = [
    Scene(play)
    for play in (
        today, today_empty, nursery, nursery_form, planting, border, workday, monitoring, survival, care, history,
        record, sync, progress, settings, help_pages,
    )
]  # fmt: skip
