"""The history: every record newest first, read a page at a time on the storage lane as one scrolls.

The filter is kept while the app runs, so that whoever looks at a record comes back to the same list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from app.desk import Desk
from app.text import telling
from app.text.formats import short_date_with_year
from app.text.texts import t
from app.widgets.dated_list.rows import DayRow
from app.widgets.record_row.rows import RecordRow
from app.widgets.species_picture.faces import drawing_of
from core.domain.calendar import add_days
from core.domain.money import format_count
from core.usecases.views import HistoryFilter, Reads, RecordLine

PAGE = 100
GROUPS = ("all", "nursery", "planting", "attendance", "monitoring")
KINDS = {
    "nursery": telling.NURSERY_KINDS, "planting": telling.PLANTING_KINDS, "attendance": ("workday",),
    "monitoring": telling.CARE_KINDS,
}  # fmt: skip
STATES = ("confirmed", "pending", "observed", "void")
DAYS_BACK = {"today": 0, "week": 6, "month": 29}


@dataclass(frozen=True)
class Chosen:
    """What the person filters by; empty days mean all of them."""

    group: str = "all"
    state: str = ""
    from_day: str = ""
    to_day: str = ""
    all_committees: bool = False


@dataclass(frozen=True)
class Option:
    """One thing to choose in a sheet."""

    key: str
    icon: str
    word: str
    chosen: bool


@dataclass(frozen=True)
class HistoryView:
    """`generation` changes with the filter: rows of the same generation only ever grow at the end."""

    total: str
    group: str
    groups: tuple[tuple[str, str], ...]
    state: str
    state_tone: str
    days: str
    committee: str
    generation: int
    rows: tuple[RecordRow | DayRow, ...]
    is_empty: bool
    is_filtered: bool


@dataclass(frozen=True)
class _Page:
    total: int
    lines: list[RecordLine]
    committees: dict[str, str]
    names: dict[str, str]


class HistoryPresenter:
    """Events: the methods without underscore. `render` takes a HistoryView."""

    def __init__(self, desk: Desk, render: Callable[[HistoryView], None]) -> None:
        self._desk = desk
        self._render = render
        self._chosen = Chosen()
        self._generation = 0
        self._lines: list[RecordLine] = []
        self._rows: list[RecordRow | DayRow] = []
        self._total = 0
        self._committees: dict[str, str] = {}
        self._is_reading = False

    def enter(self, state: str = "") -> None:
        """Reads as much as was shown before, so that the place one had scrolled to is still there. With a state, only
        what stands so is shown.
        """
        if state:
            self._chosen = Chosen(state=state)
        if self._refresh not in self._desk.changed:
            self._desk.changed.append(self._refresh)
        self._refresh()

    def leave(self) -> None:
        if self._refresh in self._desk.changed:
            self._desk.changed.remove(self._refresh)

    def open(self, key: str) -> None:
        self._desk.navigator.go("record", id=key)

    def more(self) -> None:
        """The end of what was read is near."""
        if not self._is_reading and len(self._lines) < self._total:
            self._read(PAGE, len(self._lines))

    def choose_group(self, group: str) -> None:
        self._filter(replace(self._chosen, group=group))

    def choose_state(self, state: str) -> None:
        self._filter(replace(self._chosen, state="" if state == "all" else state))

    def choose_days(self, key: str) -> None:
        """`all`, `today`, `week` or `month`."""
        today = self._desk.today()
        first = add_days(today, -DAYS_BACK[key]) if key in DAYS_BACK else ""
        self._filter(replace(self._chosen, from_day=first, to_day=today if first else ""))

    def choose_range(self, first: date, last: date) -> None:
        """A span of days, its ends included, in whichever order they were given."""
        ends = sorted((first.isoformat(), last.isoformat()))
        self._filter(replace(self._chosen, from_day=ends[0], to_day=ends[1]))

    def toggle_committee(self) -> None:
        self._filter(replace(self._chosen, all_committees=not self._chosen.all_committees))

    def show_all(self) -> None:
        """Drops every filter but the committee."""
        self._filter(Chosen(all_committees=self._chosen.all_committees))

    def state_options(self) -> tuple[Option, ...]:
        icons = {"confirmed": "cloud-check", "pending": "clock-outline", "observed": "alert-circle"}
        options = [Option("all", "history", t("review.state_all"), not self._chosen.state)]
        for state in STATES:
            icon, is_chosen = icons.get(state, telling.VOID_ICON), state == self._chosen.state
            options.append(Option(state, icon, telling.state_word(state), is_chosen))
        return tuple(options)

    def days_options(self) -> tuple[Option, ...]:
        chosen = self._days_key()
        return tuple(
            Option(key, "calendar", t(f"review.days_{key}"), key == chosen)
            for key in ("all", *DAYS_BACK, "choose")
        )  # fmt: skip

    def range(self) -> tuple[date, date, date]:
        """First and last day to begin choosing from, and today."""
        today = self._desk.today()
        first, last = self._chosen.from_day or add_days(today, -DAYS_BACK["week"]), self._chosen.to_day or today
        return (date.fromisoformat(first), date.fromisoformat(last), date.fromisoformat(today))

    def _days_key(self) -> str:
        today = self._desk.today()
        for key, back in DAYS_BACK.items():
            if (self._chosen.from_day, self._chosen.to_day) == (add_days(today, -back), today):
                return key
        return "choose" if self._chosen.from_day else "all"

    def _days_word(self) -> str:
        key = self._days_key()
        if key != "choose":
            return t(f"review.days_{key}")
        first, last = (
            short_date_with_year(date.fromisoformat(day)) for day in (self._chosen.from_day, self._chosen.to_day)
        )
        return first if first == last else t("review.days_range", first=first, last=last)

    def _filter(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._lines = []
        self._read(PAGE, 0)

    def _refresh(self) -> None:
        self._read(max(PAGE, len(self._lines)), 0)

    def _read(self, limit: int, offset: int) -> None:
        """Asks for a page; an offset of 0 begins a new generation, and answers to older questions are dropped."""
        if offset == 0:
            self._generation += 1
        generation, chosen = self._generation, self._question()
        self._is_reading = True

        def question(reads: Reads) -> _Page:
            committees = {view.id: view.name for view in reads.committees()} if offset == 0 else {}
            lines = reads.history(chosen, limit, offset)
            return _Page(reads.history_size(chosen), lines, committees, _new_members(reads, lines))

        def take(page: _Page) -> None:
            if generation == self._generation:
                self._take(page, offset)

        self._desk.storage_lane.run(lambda _task: self._desk.read(question), take)

    def _question(self) -> HistoryFilter:
        committee = self._desk.committee
        return HistoryFilter(
            "" if self._chosen.all_committees or committee is None else committee.id,
            KINDS.get(self._chosen.group, ()),
            self._chosen.state,
            self._chosen.from_day,
            self._chosen.to_day,
        )

    def _take(self, page: _Page, offset: int) -> None:
        self._is_reading = False
        self._total = page.total
        if offset == 0:
            self._lines, self._rows, self._committees = [], [], page.committees
        today = self._desk.today()
        for line in page.lines:
            if not self._lines or self._lines[-1].happened_on != line.happened_on:
                self._rows.append(DayRow(telling.day_heading(line.happened_on, today)))
            self._lines.append(line)
            self._rows.append(self._row(line, page.names.get(line.id, "")))
        self._render(self._view())

    def _row(self, line: RecordLine, name: str) -> RecordRow:
        whose = self._committees.get(line.committee, "") if self._chosen.all_committees else ""
        parts = [part for part in (name or telling.place_of(line), whose) if part]
        return RecordRow(
            key=line.id,
            time=telling.time_of(line.recorded_at),
            icon=telling.VOID_ICON if line.state == "void" else telling.kind_icon(line.kind),
            title=telling.title_of(line),
            subtitle=" · ".join(parts),
            amount=telling.amount_of(line),
            tone=telling.tone_of(line.state),
            state_word=telling.state_word(line.state),
            has_menu=False,
            drawing=drawing_of(line.species_name)
            if line.kind in telling.PLANTING_KINDS and line.state != "void"
            else "",
        )

    def _view(self) -> HistoryView:
        chosen, committee = self._chosen, self._desk.committee
        return HistoryView(
            total=t("review.total", count=format_count(self._total)),
            group=chosen.group,
            groups=tuple((key, t(f"review.kind_{key}")) for key in GROUPS),
            state=telling.state_word(chosen.state) if chosen.state else t("review.state_all"),
            state_tone=telling.tone_of(chosen.state) if chosen.state else "neutral",
            days=self._days_word(),
            committee=t("review.all_committees") if chosen.all_committees or committee is None else committee.name,
            generation=self._generation,
            rows=tuple(self._rows),
            is_empty=not self._lines,
            is_filtered=replace(chosen, all_committees=False) != Chosen(),
        )


def _new_members(reads: Reads, lines: list[RecordLine]) -> dict[str, str]:
    """The names behind the records that added somebody."""
    added = {(line.committee, line.happened_on) for line in lines if line.kind == "member"}
    return {view.id: view.name for committee, day in sorted(added) for view in reads.members(committee, day)}
