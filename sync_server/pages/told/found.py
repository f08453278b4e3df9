"""What a finding says to people: names in the place of the codes and numbers in its figures.

Figures lie in the log and so hold no names. Where names are shown is up to the page; a page that shows them is one
whose readers are written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from core.domain.calendar import local_day, local_time
from core.domain.cash import CashAdvance, TripSettled
from core.domain.kinds import KINDS
from core.domain.money import format_count, format_soles
from core.domain.people import Member, User
from core.domain.plots import Unit
from core.domain.problems import Language
from core.domain.records import is_record_id, split_record_id
from core.fold.money_rows import Trip
from core.fold.rows import EffectiveRecord, Thing
from core.storage.session import SqlSession
from sync_server.pages.told.named import names_of, origin_name
from sync_server.text.texts import day_text, finding_sentence, say

_TRIPS = (CashAdvance.kind, TripSettled.kind)
_FIELD = ("planting", "replanting", "ready_accepted", "pricked_out", "workday", "payout")
"""Kinds of which the same may have been said by two tablets, so that it matters by which."""


def _figure_of(row: EffectiveRecord) -> str:
    """The number or the amount that a record states; empty where it states none."""
    number, kind = row.count, KINDS.get(row.kind)
    if not number:
        return ""
    return format_soles(number) if kind and kind.figure.endswith("centimos") else format_count(number)


class Findings:
    """The sentences of findings, as of one look at the database; without `names` people stay codes."""

    def __init__(self, session: SqlSession, language: Language, now_ms: int, *, names: bool = True) -> None:
        self._session = session
        self._state = session.state()
        self._language: Language = language
        self._today = local_day(now_ms)
        self._names = names
        self._members: dict[str, dict[str, str]] = {}

    def says(self, rule: str, numbers: Mapping[str, Any], committee: str) -> str:
        """The sentence of a finding on a record of a committee."""
        shown = {name: self._shown(name, value, committee) for name, value in numbers.items()}
        return finding_sentence(rule, shown, self._language)

    def person(self, code: str, committee: str) -> str:
        """The name of a member of a committee, or of a user; the code of anybody else."""
        if not self._names:
            return code
        if committee and committee not in self._members:
            found = self._session.reads().members_ever(committee, self._today)
            self._members[committee] = {one.code: one.name for one in found}
        return self._members.get(committee, {}).get(code) or self._users.get(code, code)

    def _shown(self, name: str, value: Any, committee: str) -> Any:
        if not isinstance(value, str):
            return value
        # A person's name has a comma in it, so several of them need something else between them.
        between = "; " if name == "name" and self._names else ", "
        return between.join(self._word(name, part, committee) for part in value.split(", "))

    def _word(self, name: str, text: str, committee: str) -> str:
        if name == "origin":
            return origin_name(self._state, text, self._language)
        if is_record_id(text):
            return self._record(text)
        if name == "name":
            return self.person(text, committee)
        return self._unit(text, committee) if name == "unit" else text

    def _record(self, identifier: str) -> str:
        """A thing by its name or code, a trip by whose it is, anything else by what it is, its day and who said it."""
        thing = self._state.get(Thing, identifier)
        if thing is not None and thing.kind in (Member.kind, User.kind):
            return self.person(thing.code, thing.committee)
        if thing is not None and thing.code:
            return thing.code
        row = self._state.get(EffectiveRecord, identifier)
        if row is None:
            return identifier
        trip = self._state.get(Trip, identifier) if row.kind in _TRIPS else None
        if trip is not None:
            holder = self._state.get(Thing, trip.technician)
            name = self.person(holder.code, "") if holder else trip.technician
            return say("desk.trip_of", self._language, name=name, day=day_text(trip.opened_on, self._language))
        words = names_of(self._state, [identifier], self._language)[identifier]
        if row.kind not in _FIELD:
            return words
        label = origin_name(self._state, split_record_id(identifier)[0], self._language)
        figure, time = _figure_of(row), f"{local_time(row.recorded_at):%H:%M}"
        key = "desk.said_by_with" if figure else "desk.said_by"
        return say(key, self._language, record=words, time=time, figure=figure, label=label)

    def _unit(self, code: str, committee: str) -> str:
        """A unit's code with the committee that it is of."""
        owners = {thing.committee for thing in self._units if thing.code == code}
        owner = committee if committee in owners else next(iter(owners)) if len(owners) == 1 else ""
        return f"{code} ({self._committees[owner]})" if owner in self._committees else code

    @cached_property
    def _units(self) -> list[Thing]:
        return self._state.find(Thing, Unit.kind)

    @cached_property
    def _committees(self) -> dict[str, str]:
        return {one.id: one.name for one in self._session.reads().committees()}

    @cached_property
    def _users(self) -> dict[str, str]:
        return {one.code: one.name for one in self._session.reads().users()}
