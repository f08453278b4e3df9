"""The roll of a workday: who came, for how long, and in whose place. No Kivy here.

One person is on the list once: whoever comes in a member's place is not marked for themselves as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.screens.recording.states import NamedRow
from app.screens.recording.words import capital, day_words
from app.text.telling import named
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from app.widgets.person_row.rows import ABSENT, FULL, HALF, PersonRow
from core.domain.attendance import Presence, Workday
from core.domain.calendar import add_days
from core.domain.records import RecordId
from core.domain.seeking import is_sought
from core.usecases.views.field import MemberView, Reads

WHOLE_DAY, HALF_DAY = 2, 1
EARLIER_DAYS = 60
FAMILY, OTHER, NOBODY = "family", "other", "nobody"
OUTSIDERS = (FAMILY, OTHER)
_ATTENDANCE = {0: ABSENT, HALF_DAY: HALF, WHOLE_DAY: FULL}


@dataclass
class Roll:
    """Half-days by member, and who came in a member's place: `family`, `other` or another member's id."""

    present: dict[str, int] = field(default_factory=dict)
    stand_ins: dict[str, str] = field(default_factory=dict)
    companions: int = 0

    def toggle(self, member: str) -> None:
        if member in self.present:
            self.leave_out(member)
        else:
            self.present[member] = WHOLE_DAY

    def half(self, member: str) -> None:
        """The half day, or back to the whole one."""
        self.present[member] = WHOLE_DAY if self.present.get(member) == HALF_DAY else HALF_DAY

    def leave_out(self, member: str) -> None:
        self.present.pop(member, None)
        self.stand_ins.pop(member, None)

    def forget(self, member: str) -> None:
        """Not on the list, and in nobody's place either."""
        self.leave_out(member)
        for other in [other for other, who in self.stand_ins.items() if who == member]:
            self.stand_ins.pop(other)

    def stand_in(self, member: str, who: str) -> None:
        """Whoever has a stand-in counts as having come."""
        if who == NOBODY:
            self.stand_ins.pop(member, None)
            return
        self.stand_ins[member] = who
        self.present.setdefault(member, WHOLE_DAY)

    def represented_by(self, who: str) -> str:
        """The member in whose place somebody came, or nothing."""
        return next((member for member, other in self.stand_ins.items() if other == who), "")

    def stated(self) -> tuple[Presence, ...]:
        return tuple(self._presence(member, half_days) for member, half_days in self.present.items())

    def _presence(self, member: str, half_days: Any) -> Presence:
        who: Any = self.stand_ins.get(member, "")
        outsider = who if who in OUTSIDERS else None
        return Presence(RecordId(member), half_days, None if outsider or not who else RecordId(who), outsider)


def roll_of(fact: Workday) -> Roll:
    """The roll that a record states."""
    roll = Roll(companions=int(fact.companions))
    for presence in fact.present:
        member = str(presence.member)
        roll.present[member] = int(presence.half_days)
        who = presence.stand_in or presence.stand_in_other
        if who:
            roll.stand_ins[member] = str(who)
    return roll


def person_rows(
    roll: Roll, members: Sequence[MemberView], search: str, earlier: Mapping[str, str]
) -> tuple[PersonRow, ...]:
    """Those whose name holds every word that is searched for; `earlier` ones stand first, with the note given there."""
    names = {member.id: member.name for member in members}
    found = [member for member in members if is_sought(member.name, search)]
    found.sort(key=lambda member: member.id not in earlier)
    return tuple(_row(roll, member, names, earlier.get(member.id, "")) for member in found)


def stand_in_rows(roll: Roll, member: str, members: Sequence[MemberView]) -> tuple[ChoiceRow, ...]:
    """Who may come in a member's place: nobody, a relative, somebody else, or another adult member."""
    now = roll.stand_ins.get(member, NOBODY)
    icons = {NOBODY: "account", FAMILY: "home-group", OTHER: "account-switch"}
    rows = [ChoiceRow(key, t(f"recording.stand_in_{key}"), "", icon, chosen=key == now) for key, icon in icons.items()]
    for other in members:
        if other.id != member and not other.minor:
            note = t("recording.is_on_the_list") if other.id in roll.present else ""
            rows.append(ChoiceRow(other.id, other.name, note, "account-multiple-check", chosen=other.id == now))
    return tuple(rows)


def read_aloud(roll: Roll, members: Sequence[MemberView]) -> tuple[NamedRow, ...]:
    """Everybody who came, in the order of their names, numbered."""
    names = {member.id: member.name for member in members}
    came = [member for member in members if member.id in roll.present]
    return tuple(
        NamedRow(
            key=member.id,
            number=str(number),
            name=member.name,
            note=stand_in_words(roll.stand_ins.get(member.id, ""), names),
            amount=t(
                "recording.half_day_short" if roll.present[member.id] == HALF_DAY else "recording.whole_day_short"
            ),
        )
        for number, member in enumerate(came, start=1)
    )


def stand_in_words(who: str, names: Mapping[str, str]) -> str:
    """`En su lugar vino un familiar`; nothing where the member came."""
    if not who:
        return ""
    if who in OUTSIDERS:
        return t(f"recording.in_place_{who}")
    return t("recording.in_place_member", name=names.get(who, who))


def _row(roll: Roll, member: MemberView, names: Mapping[str, str], earlier: str) -> PersonRow:
    who = roll.stand_ins.get(member.id, "")
    attendance = _ATTENDANCE[roll.present.get(member.id, 0)]
    words = {ABSENT: "", FULL: t("states.present"), HALF: t("states.half_day")}
    notes = (
        stand_in_words(who, names),
        t("recording.comes_as_companion") if member.minor else "",
        capital(named("role", member.officer_role)) if member.officer_role else "",
        "" if member.confirmed else t("recording.not_confirmed_yet"),
        earlier,
    )
    return PersonRow(
        key=member.id,
        name=member.name,
        initials=(member.given_names[:1] + member.name[:1]).upper(),
        attendance=attendance,
        state_word=words[attendance],
        half_word=t("states.half_sign"),
        note=" · ".join(note for note in notes if note),
        stand_in=bool(who),
    )


def why_not_marked(roll: Roll, person: MemberView, named: Callable[[str], MemberView]) -> str:
    """Minors are not marked, nor is anybody who is already there in somebody's place; empty where nothing is wrong."""
    if person.id in roll.present:
        return ""
    if person.minor:
        return t("recording.minor_not_marked", name=person.name)
    represented = roll.represented_by(person.id)
    if represented:
        return t("recording.comes_for_another", name=person.name, other=named(represented).name)
    return ""


def why_no_stand_in(roll: Roll, member: str, who: MemberView, named: Callable[[str], MemberView]) -> str:
    """A member stands in for one other only, and not while on the list for themselves; empty where nothing is wrong."""
    if who.id in (*OUTSIDERS, NOBODY):
        return ""
    if who.id in roll.present:
        return t("recording.stands_for_self", name=who.name)
    represented = roll.represented_by(who.id)
    if represented and represented != member:
        return t("recording.comes_for_another", name=who.name, other=named(represented).name)
    return ""


def came_before(reads: Reads, committee: str, day: str) -> dict[str, str]:
    """Who came on the last workday before this day, each with a note saying so."""
    workdays = reads.workdays(committee, (), add_days(day, -EARLIER_DAYS), add_days(day, -1))
    detail = reads.record(workdays[0].id) if workdays else None
    if detail is None or detail.fact is None:
        return {}
    note = t("recording.came_on", day=day_words(workdays[0].day))
    return {str(presence.member): note for presence in detail.fact.present}
