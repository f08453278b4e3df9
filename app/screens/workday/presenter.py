"""A workday: what was done, who came, and who of the officers closes the list after it was read aloud. No Kivy here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.screens.recording.closing import close_state, closing_of
from app.screens.recording.crew import ACTIVITY_ICONS
from app.screens.recording.form_presenter import FormPresenter
from app.screens.recording.states import ChooseState, FactLine, FieldLine, Item, Remark, Tile, TilesState
from app.screens.recording.words import capital, finding_remarks
from app.screens.workday.entry import RollState, WorkdayEntry
from app.screens.workday.newcomer import Newcomer, enrol
from app.screens.workday.roll import (
    came_before,
    person_rows,
    read_aloud,
    roll_of,
    stand_in_rows,
    why_no_stand_in,
    why_not_marked,
)
from app.text.telling import named
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from core.domain.attendance import ACTIVITIES, Workday
from core.domain.bodies import Count
from core.domain.money import format_count
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.tablet.correct import Change, void_record
from core.usecases.views.field import MemberView, Reads, UnitView

LARGEST_COMPANIONS = 200


class WorkdayPresenter(FormPresenter[WorkdayEntry]):
    """Steps: activity, roll, close. Asides: unit, stand_in, member."""

    form = "workday"
    previewed_steps = frozenset({"close"})
    final_steps = frozenset({"close"})
    members: list[MemberView]
    units: list[UnitView]
    earlier: dict[str, str]
    _search = ""
    _notice = ""
    _at = ""
    _adding = False

    def blank(self) -> WorkdayEntry:
        self._search = self._notice = self._at = ""
        return WorkdayEntry()

    def filled(self, fact: Any) -> WorkdayEntry:
        return WorkdayEntry(
            activity=fact.activity, unit=str(fact.unit or ""), roll=roll_of(fact), closing=closing_of(fact)
        )

    def load(self) -> None:
        committee, day = self.desk.committee_id, self.entry.day

        def read(reads: Reads) -> None:
            self.members = reads.members(committee, day)
            self.units = reads.units(committee)
            self.earlier = came_before(reads, committee, day)

        self.desk.read(read)

    def steps(self) -> tuple[str, ...]:
        return ("activity", "roll", "close")

    def title(self) -> str:
        if not self.entry.activity:
            return t("recording.workday")
        return t("recording.workday_title", activity=named("activity", self.entry.activity))

    def fact(self) -> Workday | None:
        entry = self.entry
        activity: Any = entry.activity
        return Workday(
            committee=RecordId(self.desk.committee_id),
            activity=activity,
            present=entry.roll.stated(),
            companions=Count(entry.roll.companions),
            unit=RecordId(entry.unit) if entry.unit else None,
            **entry.closing.stated(),
        )

    def saved_text(self) -> str:
        return t("recording.saved_workday", title=self.title(), count=format_count(len(self.entry.roll.present)))

    def problem_of(self, step: str) -> Problem | None:
        if step == "activity" and not self.entry.activity:
            return Problem("text_missing", field=t("recording.activity"))
        if step == "roll" and not self.entry.roll.present:
            return Problem("nobody_present")
        return None

    # --- what is shown ---

    def body(self, step: str) -> Any:
        bodies: dict[str, Callable[[], Any]] = {
            "activity": self._activity,
            "roll": self._roll,
            "close": self._close,
            "unit": self._units,
            "stand_in": self._stand_ins,
            "member": lambda: self.entry.newcomer.state(self.entry.day),
        }
        return bodies[step]()

    def _activity(self) -> TilesState:
        tiles = tuple(
            Tile(key, ACTIVITY_ICONS[key], capital(named("activity", key)), key == self.entry.activity)
            for key in ACTIVITIES
        )
        unit = next((unit for unit in self.units if unit.id == self.entry.unit), None)
        where = f"{unit.code} · {unit.area_name}" if unit else t("recording.no_unit")
        return TilesState(tiles, (FieldLine("unit", "map-marker", t("recording.unit_optional"), where),))

    def _roll(self) -> RollState:
        roll = self.entry.roll
        came = [member for member in self.members if member.id in roll.present]
        women = sum(member.sex == "F" for member in came)
        return RollState(
            rows=person_rows(roll, self.members, self._search, self.earlier if self.entry.as_before else {}),
            search=self._search,
            present=t("recording.present_of", count=format_count(len(came)), members=format_count(len(self.members))),
            by_sex=t("recording.by_sex", women=format_count(women), men=format_count(len(came) - women)),
            companions=format_count(roll.companions),
            as_before=self.entry.as_before,
            notice=self._notice,
        )

    def _close(self) -> Any:
        roll = self.entry.roll
        extra: tuple[Item, ...] = ()
        if roll.companions:
            extra = (FactLine("companions", t("recording.companions"), format_count(roll.companions)),)
        if self.preview is not None:
            hidden = frozenset({"not_closed"})
            extra = (*extra, *finding_remarks(self.preview.findings, self.names_by_code(), hidden))
        caption = t("recording.read_aloud", count=format_count(len(roll.present)))
        return close_state(self.entry.closing, caption, read_aloud(roll, self.members), self.members, extra)

    def _units(self) -> ChooseState:
        rows = [ChoiceRow("", t("recording.no_unit"), "", "close", chosen=not self.entry.unit)]
        rows += [
            ChoiceRow(unit.id, unit.code, unit.area_name, "map-marker", unit.id == self.entry.unit)
            for unit in self.units
        ]
        return ChooseState(tuple(rows))

    def _stand_ins(self) -> ChooseState:
        name = next((member.name for member in self.members if member.id == self._at), "")
        items: tuple[Item, ...] = (Remark("info", t("recording.instead_of", name=name), "instead"),)
        if self._notice:
            items = (*items, Remark("observed", self._notice, "notice"))
        return ChooseState(stand_in_rows(self.entry.roll, self._at, self.members), items)

    def names_by_code(self) -> dict[str, str]:
        return {member.code: member.name for member in self.members}

    # --- what is told ---

    def chosen(self, step: str, key: str) -> None:
        if step == "activity":
            self.entry.activity = key
        elif step == "unit":
            self.entry.unit = key
            self.aside = ""
        elif step == "stand_in" and not self._take_stand_in(key):
            self.refresh()
            return
        self.changed()

    def toggle(self, member: str) -> None:
        """A person was touched: here or not."""
        if self._may_be_marked(member):
            self.entry.roll.toggle(member)
        self.changed()

    def half(self, member: str) -> None:
        if self._may_be_marked(member):
            self.entry.roll.half(member)
        self.changed()

    def menu(self, member: str) -> None:
        """The dots of a person: who came in their place."""
        self._at, self._notice = member, ""
        if self._named(member).minor:
            self._may_be_marked(member)
            self.refresh()
        else:
            self.tap("stand_in")

    def search(self, text: str) -> None:
        self._search = text
        self.refresh()

    def order_as_before(self) -> None:
        """Those of the last workday first; nobody is marked by it."""
        self.entry.as_before = not self.entry.as_before
        self._notice = "" if self.earlier else t("recording.no_earlier_workday")
        self.changed()

    def companions(self, change: int) -> None:
        self.entry.roll.companions = min(LARGEST_COMPANIONS, max(0, self.entry.roll.companions + change))
        self.changed()

    def add_member(self) -> None:
        """Whoever was being added before is still there."""
        self.tap("member")

    def tap(self, key: str) -> None:
        if key == "add_companion":
            self.entry.newcomer = Newcomer()
            self.aside = ""
            self.companions(1)
        else:
            super().tap(key)

    def written(self, key: str, text: str) -> None:
        self.entry.newcomer.write(key, text)
        self.changed()

    def option(self, group: str, key: str) -> None:
        if group == "sex":
            self.entry.newcomer.sex = key
            self.entry.newcomer.errors.pop("sex", None)
        elif group == "closed_with":
            self.entry.closing.way = key
        self.changed()

    def pick_officer(self, key: str) -> None:
        self.entry.closing.pick(key)
        self.changed()

    def end_aside(self) -> bool:
        if self.aside != "member":
            return True
        newcomer, day = self.entry.newcomer, self.entry.day
        if newcomer.check(day) and not newcomer.is_minor(day) and not self._adding:
            self._adding = True
            self.desk.storage_lane.run(
                lambda _task: enrol(self.desk, newcomer, day, self.members), self._added, self._not_added
            )
        else:
            self.refresh()
        return False

    # --- inside ---

    def _added(self, member: str) -> None:
        self._adding = False
        self.entry.newcomer = Newcomer()
        self.load()
        self.entry.roll.toggle(member)
        self._search = self.aside = ""
        self.desk.tell_changed()
        self.changed()
        entry, name = self.entry, self._named(member).name
        self.desk.offer_undo(t("recording.member_added", name=name), lambda: self._take_back(member, entry))

    def _take_back(self, member: str, entry: WorkdayEntry) -> None:
        """The person is not enrolled after all; once a saved list names them, that is for the history."""
        if self.entry is not entry or self.is_saving:
            self.desk.say(t("recording.member_on_list"))
            return

        def work(_task: object) -> None:
            void_record(self.desk.store, self.desk.clock, self.desk.author, Change(member, member, "undone"))

        def done(_: None) -> None:
            entry.roll.forget(member)
            self.load()
            self.desk.tell_changed()
            self.changed()
            self.desk.say(t("recording.undone"))

        self.desk.storage_lane.run(work, done, self._not_added)

    def _not_added(self, failure: Exception) -> None:
        self._adding = False
        if not isinstance(failure, Problem):
            raise failure
        self._refuse(failure)

    def _may_be_marked(self, member: str) -> bool:
        """`_notice` says why somebody is not marked."""
        self._notice = why_not_marked(self.entry.roll, self._named(member), self._named)
        return not self._notice

    def _take_stand_in(self, who: str) -> bool:
        self._notice = why_no_stand_in(self.entry.roll, self._at, self._named(who), self._named)
        if not self._notice:
            self.entry.roll.stand_in(self._at, who)
            self.aside = ""
        return not self._notice

    def _named(self, member: str) -> MemberView:
        found = next((view for view in self.members if view.id == member), None)
        return found or MemberView(member, member, member, member, "", minor=False, confirmed=True)
