"""What a check needs to know about a record and about everything else at the end of the log (rules, 8.1, terms)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from verifier.desk import Desk, Row
from verifier.force import enrolment, is_confirmed, setting, works_for
from verifier.model import State
from verifier.work import BATCHES, PAID_BY_THE_DAY, paid_when_pricked_out

PLANTINGS = ("planting", "replanting")
PAYS_ALWAYS = ("ready_accepted", *PLANTINGS)
STOCK = (
    "pricked_out", "dead", "dead_ready", "received", "transferred_in", "transferred_out", "returned", "dispatched",
    "given_away",
)  # fmt: skip
LIMA_MS = 5 * 3_600_000
DAY_MS = 86_400_000


class Listed:
    """A list of people of a record: whose day and committee it has, and who stands on it, as often as they do."""

    __slots__ = ("committee", "day", "members")

    def __init__(self, day: str, committee: str, members: list[str]) -> None:
        self.day = day
        self.committee = committee
        self.members = members


class Looks:
    """The books at the end, with what checks ask of them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.took_from: dict[str, list[Row]] = defaultdict(list)
        """(Re)plantings by batch."""
        self.on_workday: dict[tuple[str, str], set[str]] = defaultdict(set)
        """The committees on whose live workdays of a day somebody stands."""
        self.by_person: dict[tuple[str, str, str], int] = defaultdict(int)
        """What somebody planted on a day of a committee, in records that name people."""
        self.planted_in: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        """Plantings and trees that stood there, with the days on which they were planted, by unit."""
        for row in desk.of_kind["opening_planted"]:
            if row.status == "live":
                self.planted_in[row.subject].append((row.body["planted_on"], row))
        for row in desk.of_kind["planting"]:
            if row.status == "live":
                self.planted_in[row.subject].append((row.happened_on, row))
        for kind in PLANTINGS:
            for row in desk.of_kind[kind]:
                if row.status == "live":
                    self.took_from[row.batch].append(row)
                    for person in row.body.get("people", ()):
                        self.by_person[person["member"], row.happened_on, row.committee] += person["count"]
        for row in desk.of_kind["workday"]:
            if row.status == "live":
                for member in row.presence[0]:
                    self.on_workday[member, row.happened_on].add(row.committee)

    def total(self, scope: str, key: str, measure: str) -> int:
        return self.desk.totals.get((scope, key, measure), 0)

    def setting(self, name: str, row: State) -> int:
        return setting(self.desk, name, row.happened_on)

    def pays(self, row: Row, body: dict[str, Any]) -> bool:
        """Does this record earn anybody something?"""
        if row.kind in PAYS_ALWAYS:
            return True
        if row.kind == "workday":
            activity = body["activity"]
            return activity in PAID_BY_THE_DAY and self.setting("pay_days_" + activity, row) != 0
        return row.kind == "pricked_out" and paid_when_pricked_out(self.desk, body["batch"], row.happened_on)

    def weighs(self, row: Row, body: dict[str, Any]) -> str:
        """A hold where it pays, else a warning."""
        return "hold" if self.pays(row, body) else "warn"

    def workdays(self, body: dict[str, Any]) -> list[Row]:
        """The live workdays that it names, each once."""
        found = [self.desk.live(name, "workday") for name in dict.fromkeys(body.get("workdays", ()))]
        return [row for row in found if row is not None]

    def too_many(self, row: Row, body: dict[str, Any]) -> bool:
        """Do the workdays that it names list more presences than anybody could share?"""
        if body.get("people"):
            return False
        return sum(len(one.presence[0]) for one in self.workdays(body)) > self.setting("largest_person_days", row)

    def lists(self, row: Row, body: dict[str, Any]) -> list[Listed]:
        """The lists of a record: rules, 8.1."""
        if row.kind == "workday":
            return [self._present(row, body)]
        if not self.pays(row, body) or self.too_many(row, body):
            return []
        if body.get("people"):
            members = [one["member"] for one in body["people"]]
            return [Listed(row.happened_on, row.committee, members)]
        return [self._present(one, one.body) for one in self.workdays(body)]

    def _present(self, row: Row, body: dict[str, Any]) -> Listed:
        return Listed(row.happened_on, row.committee, [one["member"] for one in body.get("present", ())])

    def is_paid_pricked_out(self, batch: Row, row: Row) -> bool:
        """Is this batch paid when pricked out?"""
        return paid_when_pricked_out(self.desk, batch.id, row.happened_on)

    def is_confirmed(self, member: Row) -> bool:
        return is_confirmed(self.desk, member)

    def near(self, row: Row, other: Row) -> bool:
        """Are two records of days so near that one could be the other said again?"""
        apart = abs(days_between(row.happened_on, other.happened_on))
        return apart == 0 if row.kind == "workday" else apart <= 1

    def batch(self, row: Row) -> Row | None:
        """The known batch that a record is about."""
        return self.desk.live(row.batch if row.kind in PLANTINGS else row.subject, *BATCHES)

    def other_totals(self, row: Row, batch: str, until: str = "9999-12-31") -> int:
        """The greatest of the totals of the batch's other live acceptances up to a day, and of what it began with."""
        opening = self.desk.live(batch, "opening_batch")
        greatest: int = opening.body["ready"] if opening is not None else 0
        for day, total, identifier in self.desk.accepted.get(batch, ()):
            if identifier != row.id and day <= until:
                greatest = max(greatest, total)
        return greatest

    def in_field(self, row: Row, batch: str) -> int:
        """What is in the field of a batch, without this record."""
        dispatched, returned, planted = (
            self.total("batch", batch, name) for name in ("dispatched", "returned", "planted")
        )
        own = row.count
        if row.kind == "dispatched":
            dispatched -= own
        elif row.kind == "returned":
            returned -= own
        elif row.kind in PLANTINGS:
            planted -= own
        return dispatched - returned - planted

    def stock_without(self, row: Row, batch: str) -> dict[str, int]:
        """The sums of a batch without this record."""
        sums = {name: self.total("batch", batch, name) for name in STOCK}
        if row.kind == "saplings_lost":
            sums["dead"] -= row.count
            sums["dead_ready"] -= row.count if row.body["stage"] == "ready" else 0
        elif row.kind in sums:
            sums[row.kind] -= row.count
        elif row.kind == "transferred":
            sums["transferred_out"] -= row.count
        return sums

    def was_theirs(self, row: Row) -> bool:
        """Was it its origin's to state something about this committee: rules, 3.7?"""
        if works_for(self.desk, row.origin, row.committee):
            return True
        first = enrolment(self.desk, row.origin)
        if first is None:
            return False
        body = first.stated()["body"]
        for correction in self.desk.corrected_by.get(first.id, ()):
            if correction.position <= row.position:
                body = correction.body.get("body", {})
        return row.committee in body.get("committees", ())


def local_day(milliseconds: int) -> str:
    """The local day of an instant."""
    days = (milliseconds - LIMA_MS) // DAY_MS
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days)).isoformat()


def days_between(day: str, later: str) -> int:
    """How many days from one to the other."""
    first, last = (datetime.date(int(one[:4]), int(one[5:7]), int(one[8:])) for one in (day, later))
    return (last - first).days


def work_order(row: State) -> tuple[str, int, str, int]:
    """Before and after: by day, then by the instant of recording, then origin and seq."""
    return row.happened_on, row.recorded_at, row.origin, row.seq
