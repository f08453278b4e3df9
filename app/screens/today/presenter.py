"""Today in one committee: what needs a person first, then three figures, one touch to record more, what the work is
worth, what was recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from app.desk import Desk
from app.screens.today.alert_facts import AlertFacts, read_alert_facts
from app.screens.today.alerts import SYNC, Alert, alerts_for
from app.screens.today.lines import record_row
from app.text import telling
from app.text.texts import t
from app.widgets.money_parts.parts import MoneyParts
from app.widgets.record_row.rows import RecordRow
from core.domain.money import format_count
from core.usecases.views.field import TodayView

LATEST = 12
ALERTS_AT_ONCE = 3
"""More than that nobody acts upon; the next ones come when these are done."""
NURSERY, PLANTING, WORKDAY = "nursery", "planting", "workday"


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the day and the touch that records more of it."""

    key: str
    icon: str
    title: str
    figure: str
    note: str
    action: str


@dataclass(frozen=True, slots=True)
class TodayState:
    """`is_empty` when nothing is recorded today."""

    tiles: tuple[Tile, ...] = ()
    money: MoneyParts | None = None
    records: tuple[RecordRow, ...] = field(default_factory=tuple)
    is_empty: bool = True
    has_committee: bool = True
    alerts: tuple[Alert, ...] = ()


class TodayPresenter:
    """Events: `record(tile key)`, `open_record`, `open_history`, `fetch`, `act(alert key)`."""

    def __init__(self, desk: Desk, render: Callable[[TodayState], None]) -> None:
        self._desk = desk
        self._render = render
        self._state = TodayState()

    def enter(self) -> None:
        self._desk.changed.add(self._load)
        self._load()

    def leave(self) -> None:
        self._desk.changed.drop(self._load)

    def record(self, key: str) -> None:
        """One of the three buttons."""
        self._desk.navigator.go(key)

    def open_record(self, key: str) -> None:
        self._desk.navigator.go("record", id=key)

    def open_history(self) -> None:
        self._desk.navigator.go("history")

    def fetch(self) -> None:
        self._desk.navigator.go("sync")
        self._desk.synchroniser.start()

    def act(self, key: str) -> None:
        """The button of an alert."""
        alert = next((alert for alert in self._state.alerts if alert.key == key), None)
        if alert is None:
            return
        if alert.place == SYNC:
            self._desk.synchroniser.start()
        else:
            self._desk.navigator.go(alert.place, **alert.arguments)

    def _load(self) -> None:
        """The figures first; what needs a person is found out behind them and stands above them a moment later."""
        self._load_figures()
        self._load_alerts()

    def _load_alerts(self) -> None:
        desk = self._desk
        committee = desk.committee.id if desk.committee else ""

        def look(_task: Any) -> AlertFacts:
            return read_alert_facts(desk, committee, desk.today())

        desk.storage_lane.run(look, lambda facts: self._become(alerts=alerts_for(facts)[:ALERTS_AT_ONCE]))

    def _load_figures(self) -> None:
        desk = self._desk
        if desk.committee is None:
            self._become(has_committee=False)
            return
        committee = desk.committee.id

        def look(_task: Any) -> TodayView:
            day = desk.today()
            return desk.read(lambda reads: reads.today(committee, day))

        desk.storage_lane.run(look, self._show)

    def _show(self, view: TodayView) -> None:
        rows = tuple(record_row(line) for line in view.latest[:LATEST])
        self._become(
            tiles=_tiles(view),
            money=telling.money_parts(view.money),
            records=rows,
            is_empty=not view.latest,
            has_committee=True,
        )

    def _become(self, **changes: Any) -> None:
        before, self._state = self._state, replace(self._state, **changes)
        if self._state != before:
            self._render(self._state)


def _tiles(view: TodayView) -> tuple[Tile, ...]:
    replanted = t("today.planting_note_replanted", count=format_count(view.replanted))
    came = t("today.attendance_note", women=format_count(view.women), men=format_count(view.men))
    of_members = t("today.attendance_figure", present=format_count(view.present), members=format_count(view.members))
    return (
        Tile(
            NURSERY, "sprout", t("today.nursery"), format_count(view.ready), t("today.nursery_note"),
            t("today.nursery_action"),
        ),
        Tile(
            PLANTING, "pine-tree", t("today.planting"), format_count(view.planted + view.replanted),
            replanted if view.replanted else t("today.planting_note"), t("today.planting_action"),
        ),
        Tile(
            WORKDAY, "account-multiple-check", t("today.attendance"), of_members,
            came if view.present else t("today.attendance_none"), t("today.attendance_action"),
        ),
    )  # fmt: skip
