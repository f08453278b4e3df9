"""The history: every record newest first, read on the storage lane page by page as one scrolls, either way.

The filter is kept while the app runs, so that whoever looks at a record comes back to the same list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from app.desk import Desk
from app.screens.history import filters
from app.screens.history.filters import GROUPS, Chosen, Option, Who
from app.screens.history.window import Window
from app.text import telling
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from app.widgets.dated_list.rows import DayRow
from app.widgets.record_row.rows import RecordRow
from app.widgets.species_picture.faces import drawing_of
from core.domain.calendar import add_days
from core.domain.money import format_count
from core.usecases.own_log import OFFICE_AUTHOR
from core.usecases.views.field import HistoryFilter, MemberView, Reads, RecordLine
from core.usecases.views.people import UserView

FIRST_PAGE = 40
"""What is asked first is on the screen soonest."""
PAGE = 60


@dataclass(frozen=True)
class HistoryView:
    """`generation` changes with the filter: rows of the same generation are the same list, at another place of it."""

    total: str
    group: str
    groups: tuple[tuple[str, str], ...]
    state: str
    state_tone: str
    days: str
    who: str
    text: str
    committee: str
    generation: int
    rows: tuple[RecordRow | DayRow, ...]
    is_empty: bool
    is_filtered: bool


@dataclass(frozen=True)
class _Names:
    """Committees by id and users by code."""

    committees: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Page:
    """`total` is None where it was not asked for again."""

    lines: list[RecordLine]
    members: dict[str, str]
    total: int | None = None
    names: _Names = _Names()


class HistoryPresenter:
    """Events: the methods without underscore. `render` takes a HistoryView."""

    def __init__(self, desk: Desk, render: Callable[[HistoryView], None]) -> None:
        self._desk = desk
        self._render = render
        self._chosen = Chosen()
        self._generation = self._asked = 0
        self._window = Window()
        self._rows: dict[str, RecordRow] = {}
        self._total = 0
        self._committee_read = self._committee()
        self._names = _Names()
        self._is_reading = False

    def enter(self, state: str = "") -> None:
        """Reads what was shown before, so that the place one had scrolled to is still there. With a state, only what
        stands so is shown.
        """
        if state:
            self._chosen = Chosen(state=state)
        self._desk.changed.add(self._refresh)
        self._refresh()

    def leave(self) -> None:
        self._desk.changed.drop(self._refresh)

    def open(self, key: str) -> None:
        self._desk.navigator.go("record", id=key)

    def more(self) -> None:
        """The lower end of what was read is near."""
        if not self._is_reading and self._window.has_older:
            last, asked = self._window.lines[-1], self._question()
            self._ask(
                lambda reads: reads.history_beside(asked, last, PAGE, newer=False),
                lambda lines: self._window.add_older(lines, PAGE),
            )

    def earlier(self) -> None:
        """The upper end is near, and something was left out there."""
        if not self._is_reading and self._window.has_newer:
            first, asked = self._window.lines[0], self._question()
            self._ask(
                lambda reads: reads.history_beside(asked, first, PAGE, newer=True),
                lambda lines: self._window.add_newer(lines, PAGE),
            )

    def choose_group(self, group: str) -> None:
        self._filter(replace(self._chosen, group=group))

    def choose_state(self, state: str) -> None:
        self._filter(replace(self._chosen, state="" if state == "all" else state))

    def choose_days(self, key: str) -> None:
        """`all`, `today`, `week` or `month`."""
        first, last = filters.days_back(key, self._desk.today())
        self._filter(replace(self._chosen, from_day=first, to_day=last))

    def choose_range(self, first: date, last: date) -> None:
        """A span of days, its ends included, in whichever order they were given."""
        ends = sorted((first.isoformat(), last.isoformat()))
        self._filter(replace(self._chosen, from_day=ends[0], to_day=ends[1]))

    def choose_who(self, role: str, key: str, name: str) -> None:
        """A member or an author; empty for anybody."""
        self._filter(replace(self._chosen, who=Who(role, key, name) if key else Who()))

    def search(self, text: str) -> None:
        """The number of a record, or a part of it."""
        if text.strip() != self._chosen.text:
            self._filter(replace(self._chosen, text=text.strip()))

    def toggle_committee(self) -> None:
        self._filter(replace(self._chosen, all_committees=not self._chosen.all_committees))

    def show_all(self) -> None:
        """Drops every filter but the committee."""
        self._filter(Chosen(all_committees=self._chosen.all_committees))

    @property
    def role(self) -> str:
        """Whether a member or an author is chosen; empty for neither."""
        return self._chosen.who.role

    def state_options(self) -> tuple[Option, ...]:
        return filters.state_options(self._chosen)

    def days_options(self) -> tuple[Option, ...]:
        return filters.days_options(self._chosen, self._desk.today())

    def range(self) -> tuple[date, date, date]:
        """First and last day to begin choosing from, and today."""
        today = self._desk.today()
        first, last = self._chosen.from_day or add_days(today, -filters.DAYS_BACK["week"]), self._chosen.to_day or today
        return (date.fromisoformat(first), date.fromisoformat(last), date.fromisoformat(today))

    def people(self, take: Callable[[dict[str, list[ChoiceRow]]], None]) -> None:
        """Hands over who can be chosen, by role: who is or was a member here, and everybody who signs."""
        committee, day = self._committee(), self._desk.today()

        def question(reads: Reads) -> tuple[list[tuple[str, list[MemberView]]], list[UserView]]:
            near = [view for view in reads.committees() if committee in ("", view.id)]
            return [(view.name, reads.members_ever(view.id, day)) for view in near], reads.users()

        def answer(found: tuple[list[tuple[str, list[MemberView]]], list[UserView]]) -> None:
            committees, users = found
            who = self._chosen.who
            members = [
                ChoiceRow(view.id, view.name, filters.where_of(view, name, day), "account", chosen=view.id == who.key)
                for name, views in committees
                for view in views
            ]
            authors = [
                ChoiceRow(view.code, view.name, telling.named("role", view.role), "pencil", chosen=view.code == who.key)
                for view in users
            ]
            office = ChoiceRow(
                OFFICE_AUTHOR, t("review.who_office"), icon="office-building-outline", chosen=who.key == OFFICE_AUTHOR
            )
            authors.append(office)
            take({filters.MEMBER: members, filters.AUTHOR: authors})

        self._desk.storage_lane.run(lambda _task: self._desk.read(question), answer)

    def _filter(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._generation += 1
        asked = self._question()
        self._ask(
            lambda reads: reads.history(asked, FIRST_PAGE, 0),
            lambda lines: self._window.begin(lines, FIRST_PAGE),
            renews=True,
        )

    def _refresh(self) -> None:
        """The same window anew: what is in it may have changed, and at the top something may have come."""
        window, asked = self._window, self._question()
        if asked.committee != self._committee_read:
            self._filter(self._chosen)
            return
        wanted = max(FIRST_PAGE, len(window.lines))
        above = window.above
        if above is None:
            self._ask(
                lambda reads: reads.history(asked, wanted, 0), lambda lines: window.begin(lines, wanted), renews=True
            )
        else:
            self._ask(
                lambda reads: reads.history_beside(asked, above, wanted, newer=False),
                lambda lines: window.renew(lines, wanted),
                renews=True,
            )

    def _begin_if_empty(self) -> None:
        """Nothing is left of the window, but above it there may be: it begins at the top again."""
        if not self._window.lines and self._window.has_newer:
            self._window.begin((), FIRST_PAGE)
            self._refresh()

    def _ask(
        self,
        ask: Callable[[Reads], list[RecordLine]],
        keep: Callable[[list[RecordLine]], None],
        *,
        renews: bool = False,
    ) -> None:
        """Read lines and show them; answers to older questions are dropped."""
        self._asked += 1
        number, chosen = self._asked, self._question()
        self._committee_read, self._is_reading = chosen.committee, True

        def question(reads: Reads) -> _Page:
            lines = ask(reads)
            members = _new_members(reads, lines)
            if not renews:
                return _Page(lines, members)
            committees = {view.id: view.name for view in reads.committees()}
            users = {view.code: view.name for view in reads.users()} | {OFFICE_AUTHOR: t("review.who_office")}
            return _Page(lines, members, reads.history_size(chosen), _Names(committees, users))

        def take(page: _Page) -> None:
            if number != self._asked:
                return
            self._is_reading = False
            if page.total is not None:
                self._total, self._names, self._rows = page.total, page.names, {}
            keep(page.lines)
            self._show(page.members)
            self._begin_if_empty()

        self._desk.storage_lane.run(lambda _task: self._desk.read(question), take)

    def _committee(self) -> str:
        """The one whose records are shown; empty for all of them."""
        committee = self._desk.committee
        return "" if self._chosen.all_committees or committee is None else committee.id

    def _question(self) -> HistoryFilter:
        return filters.question_of(self._chosen, self._committee())

    def _show(self, members: dict[str, str]) -> None:
        today, last, rows = self._desk.today(), "", list[RecordRow | DayRow]()
        kept: dict[str, RecordRow] = {}
        for line in self._window.lines:
            if line.happened_on != last:
                last = line.happened_on
                rows.append(DayRow(telling.day_heading(last, today), f"day {last}"))
            row = self._rows.get(line.id) or self._row(line, members.get(line.id, ""))
            kept[line.id] = row
            rows.append(row)
        self._rows = kept
        self._render(self._view(tuple(rows)))

    def _row(self, line: RecordLine, name: str) -> RecordRow:
        whose = "" if self._committee() else self._names.committees.get(line.committee, "")
        # That the office stated a person goes without saying, and the name needs the room.
        is_usual = bool(name) and line.author == OFFICE_AUTHOR and not line.changed_by
        who = "" if is_usual else self._who(line)
        parts = [part for part in (name or telling.place_of(line), whose, who) if part]
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

    def _who(self, line: RecordLine) -> str:
        """Who recorded it; and where it was changed since, who changed it."""
        author = self._names.users.get(line.author, line.author)
        if not line.changed_by:
            return author
        said = "review.who_voided" if line.state == "void" else "review.who_changed"
        changed_by = self._names.users.get(line.changed_by, line.changed_by)
        return t(said, author=changed_by, day=telling.day_of(line.changed_at))

    def _view(self, rows: tuple[RecordRow | DayRow, ...]) -> HistoryView:
        chosen, committee = self._chosen, self._desk.committee
        return HistoryView(
            total=t("review.total", count=format_count(self._total)),
            group=chosen.group,
            groups=tuple((key, t(f"review.kind_{key}")) for key in GROUPS),
            state=telling.state_word(chosen.state) if chosen.state else t("review.chip_state"),
            state_tone=telling.tone_of(chosen.state) if chosen.state else "neutral",
            days=filters.days_word(chosen, self._desk.today()),
            who=chosen.who.name or t("review.chip_who"),
            text=chosen.text,
            committee=t("review.all_committees") if chosen.all_committees or committee is None else committee.name,
            generation=self._generation,
            rows=rows,
            is_empty=not rows,
            is_filtered=replace(chosen, all_committees=False) != Chosen(),
        )


def _new_members(reads: Reads, lines: list[RecordLine]) -> dict[str, str]:
    """The names behind the records that added somebody."""
    added = {(line.committee, line.happened_on) for line in lines if line.kind == "member"}
    return {view.id: view.name for committee, day in sorted(added) for view in reads.members(committee, day)}
