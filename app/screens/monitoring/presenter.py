"""Looking after what was planted: each unit with what is due, and what was seen, complained of and agreed.

No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.desk import Desk
from app.screens.monitoring.rows import SaidRow, UnitRow, agreement_row, complaint_row, unit_row, visit_row
from app.text.texts import t
from core.domain.money import format_count
from core.usecases.ports import Session
from core.usecases.views.monitoring import MonitoringReads, UnitCareView

TABS = ("units", "visits", "complaints", "agreements")
FORM = "monitoring_form"
ACTS = {
    "survival": "binoculars",
    "loss_event": "pine-tree-fire",
    "harvest": "axe",
    "visit": "eye-check-outline",
    "complaint": "chat-alert-outline",
    "agreement": "file-sign",
}
UNIT_ACTS = ("survival", "loss_event", "harvest", "visit")


ORDER = ("pending", "confirmed", "neutral")
"""What is due comes first, what is not planted last; within that by code."""


@dataclass(frozen=True)
class Act:
    """One of the large buttons, or of the acts on a unit."""

    key: str
    icon: str
    word: str
    kind: str


@dataclass(frozen=True)
class MonitoringState:
    """The whole screen; one of the two lists is shown, or `empty` in their place."""

    title: str
    subtitle: str
    tab: str
    tabs: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]
    units: tuple[UnitRow, ...]
    rows: tuple[SaidRow, ...]
    empty: str
    empty_detail: str


class MonitoringPresenter:
    """Shows its lists anew whenever something was saved or came by sync; the tab stays while the app runs."""

    def __init__(self, desk: Desk, show: Callable[[MonitoringState], None]) -> None:
        self._desk = desk
        self._show = show
        self._tab = TABS[0]
        self._units: list[UnitCareView] = []

    def enter(self, tab: str = "") -> None:
        self._desk.changed.add(self.refresh)
        if tab in TABS:
            self._tab = tab
        self.refresh()

    def leave(self) -> None:
        self._desk.changed.drop(self.refresh)

    def refresh(self) -> None:
        committee, today = self._desk.committee, self._desk.today()
        self._units, units = [], []
        rows: list[SaidRow] = []
        if committee is not None:
            here = committee.id

            def read(session: Session) -> tuple[int, list[UnitCareView], list[SaidRow]]:
                reads, due_days = session.monitoring(), session.reads().setting("survival_due_days", today)
                return due_days, reads.units(here), self._rows(reads, here, today)

            due_days, self._units, rows = self._desk.look(read)
            units = [unit_row(view, today, due_days) for view in self._units] if self._tab == "units" else []
            units.sort(key=lambda row: ORDER.index(row.tone))
        self._show(
            MonitoringState(
                title=t("monitoring.title"),
                subtitle=self._subtitle(),
                tab=self._tab,
                tabs=tuple((tab, t(f"monitoring.tab_{tab}")) for tab in TABS),
                acts=tuple(_act(key, "primary" if key == "survival" else "secondary") for key in ACTS),
                units=tuple(units),
                rows=tuple(rows),
                empty=t(f"monitoring.no_{self._tab}"),
                empty_detail=t(f"monitoring.no_{self._tab}_detail"),
            )
        )

    # --- what is told ---

    def choose_tab(self, tab: str) -> None:
        self._tab = tab
        self.refresh()

    def act(self, key: str, unit: str = "") -> None:
        """Record something, of a unit where one was touched first."""
        arguments = {"unit": unit} if unit else {}
        if key == "survival":
            self._desk.navigator.go("survival", **arguments)
        else:
            self._desk.navigator.go(FORM, action=key, **arguments)

    def unit_acts(self, unit: str) -> tuple[str, tuple[Act, ...]]:
        """What can be recorded of a unit, with the sheet's title."""
        code = next((view.unit.code for view in self._units if view.unit.id == unit), "")
        acts = tuple(_act(key, "primary" if key == "survival" else "secondary") for key in UNIT_ACTS)
        return t("monitoring.unit_title", code=code), acts

    def open(self, record: str) -> None:
        self._desk.navigator.go("record", id=record)

    # --- inside ---

    def _rows(self, reads: MonitoringReads, committee: str, today: str) -> list[SaidRow]:
        if self._tab == "visits":
            return [visit_row(view) for view in reads.visits(committee)]
        if self._tab == "complaints":
            return [complaint_row(view) for view in reads.complaints(committee)]
        if self._tab == "agreements":
            return [agreement_row(view, today) for view in reads.agreements(committee)]
        return []

    def _subtitle(self) -> str:
        return t(
            "monitoring.sum",
            standing=format_count(sum(view.standing for view in self._units)),
            planted=format_count(sum(view.planted for view in self._units)),
            replant=format_count(sum(view.to_replant for view in self._units)),
        )


def _act(key: str, kind: str) -> Act:
    return Act(key, ACTS[key], t(f"monitoring.act_{key}"), kind)
