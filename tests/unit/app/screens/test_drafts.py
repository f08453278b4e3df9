"""Drafts that come from another time: of another version of the app, or of things that are gone meanwhile."""

import json
from dataclasses import asdict

import pytest

from app.screens.border.presenter import BorderPresenter
from app.screens.border.states import BorderEntry
from app.screens.box.entry import BoxEntry
from app.screens.monitoring_form.actions import CareEntry
from app.screens.monitoring_form.presenter import CareFormPresenter
from app.screens.nursery_form.actions import NurseryEntry
from app.screens.nursery_form.presenter import NurseryFormPresenter
from app.screens.payee.entry import PayeeEntry
from app.screens.paying.chosen import Chosen
from app.screens.planting.choices import PlantingEntry
from app.screens.planting.presenter import PlantingPresenter
from app.screens.recording.drafts import DraftKeeper
from app.screens.recording.entries import restored
from app.screens.survival.presenter import SurvivalPresenter
from app.screens.survival.states import SurvivalEntry
from app.screens.workday.entry import WorkdayEntry
from app.screens.workday.presenter import WorkdayPresenter
from tests.fakes.places import NoCamera, places
from tests.fakes.runner import Waiting

MISSHAPEN = ("x", 7, [None], {"x": None}, True, [[None]], {"x": [None]}, None, 1.5)
ENTRIES = (
    PlantingEntry(), WorkdayEntry(), NurseryEntry(), CareEntry(), BorderEntry(), SurvivalEntry(), PayeeEntry(),
    BoxEntry(), Chosen(),
)  # fmt: skip


class First:
    """app.ports.Chance."""

    def number(self, most: int) -> int:
        return min(1, most)


def form_of(desk, shown, name):
    makers = {
        "planting": lambda: PlantingPresenter(desk, shown.append, places(), NoCamera()),
        "workday": lambda: WorkdayPresenter(desk, shown.append),
        "nursery_form": lambda: NurseryFormPresenter(desk, shown.append),
        "monitoring": lambda: CareFormPresenter(desk, shown.append, NoCamera()),
        "border": lambda: BorderPresenter(desk, shown.append, places()),
        "survival": lambda: SurvivalPresenter(desk, shown.append, First()),
    }
    return makers[name]()


def arguments_of(desk, name):
    unit = desk.read(lambda reads: reads.units(desk.committee_id))[0].id
    return {
        "nursery_form": {"action": "ready_accepted"}, "monitoring": {"action": "loss_event"}, "border": {"unit": unit},
        "survival": {"unit": unit},
    }.get(name, {})  # fmt: skip


@pytest.mark.parametrize("blank", ENTRIES, ids=lambda blank: type(blank).__name__)
def test_what_another_version_wrote_otherwise_is_left_out(blank) -> None:
    written = asdict(blank)
    for field, value in written.items():
        for other in MISSHAPEN:
            found = restored(blank, {**written, field: other})
            assert {key: type(one) for key, one in asdict(found).items()} == {
                key: type(one) for key, one in written.items()
            }
            if isinstance(other, dict) or type(other) is not type(value):
                assert getattr(found, field) == getattr(blank, field)
    assert restored(blank, ["x"]) == restored(blank, None) == restored(blank, {"gone": 1}) == blank


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("planting", {"day": "x"}),
        ("planting", {"kind": "x"}),
        ("border", {"ring": [[1]]}),
        ("nursery_form", {"action": "x"}),
        ("monitoring", {"action": "x"}),
        ("survival", {"counts": {"1": []}, "done": [1]}),
    ],
)
def test_a_draft_that_cannot_be_taken_up_is_said_and_begun_anew(tablet, name, entry) -> None:
    shown = []
    form = form_of(tablet, shown, name)
    form.enter(**arguments_of(tablet, name))
    form.changed()
    kept = {"entry": {**asdict(form.entry), **entry}, "step": form.steps()[0], "seen": ""}
    with tablet.store.writing() as session:
        session.put_draft(form._drafts.name, 1, json.dumps(kept))
    form.enter(**arguments_of(tablet, name))
    if form.aside:
        form.tap("carry_on")
    assert shown[-1].body is not None
    assert form.entry.day == tablet.today()
    if name != "survival":
        assert "otra versión" in shown[-1].problem


def test_a_draft_of_things_that_are_gone_is_told_at_its_step(tablet) -> None:
    shown = []
    form = form_of(tablet, shown, "planting")
    form.enter()
    form.entry.unit, form.entry.batch, form.entry.count = form.units[0].id, "OFFICE-9999", 5
    form.entry.crew.workdays = ["OFFICE-9998"]
    form.step = "review"
    form.changed()
    form.enter()
    form.tap("carry_on")
    form.go_on()
    assert form.step == "plants"
    assert shown[-1].problem


def test_what_was_typed_last_is_kept_when_another_form_is_opened_at_once(tablet) -> None:
    """The lane is slow where previews are worked out and the disk is waited for; fingers are not."""
    lane = tablet.storage_lane = Waiting()
    keeper = DraftKeeper(tablet)
    keeper.begin("planting/T01/A/planting")
    keeper.keep({"count": 6})
    keeper.keep({"count": 64})
    keeper.begin("planting/T01/B/planting")
    keeper.keep({"count": 7})
    assert keeper.begin("planting/T01/A/planting") == {"count": 64}
    for _ in range(4):
        lane.go()
    fresh = DraftKeeper(tablet)
    assert fresh.begin("planting/T01/A/planting") == {"count": 64}
    assert fresh.begin("planting/T01/B/planting") == {"count": 7}
    keeper.begin("planting/T01/A/planting")
    keeper.keep({"count": 9})
    keeper.forget()
    assert keeper.begin("planting/T01/A/planting") is None
    keeper.keep({"count": 8})
    keeper.stop()
    for _ in range(4):
        lane.go()
    assert fresh.begin("planting/T01/B/planting") == {"count": 7}
