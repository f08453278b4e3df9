"""Who did the work that a count states: the workdays it belongs to, or people with a count each. No Kivy here.

The two ways exclude each other in the record; both stay in the draft, so that looking at the other way loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.screens.recording.states import ButtonLine, CrewState, Item, Options, Pad, Remark
from app.screens.recording.words import capital, day_words
from app.text.telling import days_of, named
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from core.domain.bodies import Count
from core.domain.money import format_count
from core.domain.nurseries import PersonCount
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.views.field import MemberView, WorkdayView

WORKDAYS, PEOPLE = "workdays", "people"


@dataclass
class Crew:
    """What is chosen so far; `at` is the person whose count is being typed."""

    way: str = WORKDAYS
    workdays: list[str] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)
    at: str = ""

    def toggle(self, workday: str) -> None:
        if workday in self.workdays:
            self.workdays.remove(workday)
        else:
            self.workdays.append(workday)

    def choose(self, key: str) -> None:
        """A line was touched: a workday is ticked, a person is taken up for the pad."""
        if self.way == WORKDAYS:
            self.toggle(key)
        else:
            self.at = key

    def count(self, number: int) -> None:
        """What the person at hand did; nothing takes them off the list again."""
        if self.way != PEOPLE or not self.at:
            return
        if number:
            self.people[self.at] = number
        else:
            self.people.pop(self.at, None)

    @property
    def named(self) -> int:
        return sum(self.people.values())

    def problem(self, count: int) -> Problem | None:
        """What is in the way of going on, where `count` is what is to be shared."""
        if not (self.workdays if self.way == WORKDAYS else self.people):
            return Problem("nobody_named")
        if self.way == PEOPLE and self.named != count:
            return Problem("people_do_not_add_up", people=self.named, count=count)
        return None

    def stated(self) -> dict[str, Any]:
        """The two fields of the fact."""
        if self.way == WORKDAYS:
            return {"workdays": tuple(RecordId(key) for key in self.workdays), "people": ()}
        people = tuple(PersonCount(RecordId(key), Count(number)) for key, number in self.people.items())
        return {"workdays": (), "people": people}


def crew_of(fact: Any) -> Crew:
    """The crew that a record names."""
    people = {str(person.member): int(person.count) for person in getattr(fact, "people", ())}
    return Crew(PEOPLE if people else WORKDAYS, [str(key) for key in fact.workdays], people)


def crew_state(
    crew: Crew,
    workdays: Sequence[WorkdayView],
    members: Mapping[str, MemberView],
    count: int,
    remarks: Iterable[Item] = (),
    *,
    with_people: bool = True,
) -> CrewState:
    """The step that asks who did the work; `count` is what is to be shared."""
    ways = ((WORKDAYS, t("recording.by_workdays")), (PEOPLE, t("recording.by_people")))
    items: tuple[Item, ...] = (Options("crew_way", "", ways, crew.way),) if with_people else ()
    if crew.way == PEOPLE:
        return CrewState((*items, *remarks), _people_rows(crew, members), _pad(crew, members, count))
    if not workdays:
        call = Remark("info", t("recording.no_workdays"))
        button = ButtonLine("open_workday", "account-multiple-check", t("recording.open_workday"))
        return CrewState((*items, call, button, *remarks), ())
    rows = tuple(_workday_row(workday, chosen=workday.id in crew.workdays) for workday in workdays)
    chosen = [workday for workday in workdays if workday.id in crew.workdays]
    summary = t(
        "recording.chosen_workdays",
        count=format_count(len(chosen)),
        days=days_of(sum(workday.half_days for workday in chosen)),
    )
    return CrewState((*items, Remark("neutral", summary), *remarks), rows)


def _workday_row(workday: WorkdayView, *, chosen: bool) -> ChoiceRow:
    title = t("recording.workday_title", activity=named("activity", workday.activity))
    subtitle = t(
        "recording.workday_people",
        day=day_words(workday.day),
        count=format_count(workday.present),
        days=days_of(workday.half_days),
    )
    return ChoiceRow(workday.id, title, subtitle, ACTIVITY_ICONS[workday.activity], chosen)


def _people_rows(crew: Crew, members: Mapping[str, MemberView]) -> tuple[ChoiceRow, ...]:
    """Minors are left out: nobody under 18 has a share."""
    rows = []
    for key, member in members.items():
        if member.minor:
            continue
        number = crew.people.get(key, 0)
        done = t("recording.own_count", count=format_count(number)) if number else t("recording.no_count")
        icon = "arrow-right" if key == crew.at else "account"
        rows.append(ChoiceRow(key, member.name, done, icon, chosen=bool(number)))
    return tuple(rows)


def _pad(crew: Crew, members: Mapping[str, MemberView], count: int) -> Pad:
    at = members.get(crew.at)
    fits = crew.named == count
    tone = "confirmed" if fits else "observed" if crew.named > count else "pending"
    check = t("recording.people_sum", people=format_count(crew.named), count=format_count(count))
    caption = capital(at.name) if at else t("recording.touch_a_person")
    return Pad(crew.people.get(crew.at, 0), caption, "", check, tone)


ACTIVITY_ICONS = {
    "nursery": "sprout",
    "holes": "shovel",
    "planting": "pine-tree",
    "maintenance": "scissors-cutting",
    "assembly": "account-group",
    "training": "school",
    "garden": "carrot",
    "fish_pond": "fish",
}
