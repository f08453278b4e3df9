"""The people of an office and of its tablets, each of whom says things in their own name.

Nothing here folds anything. After each record that reached the feed `after` is called; whoever has to know what the
fold has made of it asks through `ask`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.domain.bodies import body_of, version_of
from core.domain.people import User
from core.domain.records import Record, RecordId, encode_record
from core.fold.state import State
from tests.fakes.programme import BEGAN_ON, SIDE, Village, Writer

PAYDAY = "2026-04-07"
ROLES = {
    "K01": "coordinator", "K02": "coordinator", "A01": "approver", "A02": "approver", "T01": "technician",
    "T02": "technician",
}  # fmt: skip

Ask = Callable[[Callable[[State], Any]], Any]


class Staff:
    """The village's coordinators K01 and K02, approvers A01 and A02, and technicians T01 and T02."""

    def __init__(self, village: Village, ask: Ask, after: Callable[[], None] = lambda: None) -> None:
        self.village = village
        self.office = village.office
        self.feed = village.feed
        self.ask = ask
        self.after = after
        self.staff = {code: self.office.say(User(code, role, SIDE), BEGAN_ON) for code, role in ROLES.items()}

    def office_says(self, fact: Any, author: str = "K01", day: str = PAYDAY) -> RecordId:
        identifier = self._say(self.office, author, fact, day)
        self.after()
        return identifier

    def tablet_says(self, tablet: Writer, fact: Any, author: str = "T01", day: str = PAYDAY) -> RecordId:
        """At once in the feed where the tablet has a network; else kept until it is delivered."""
        identifier = self._say(tablet, author, fact, day)
        if tablet.feed is not None:
            self.after()
        return identifier

    def offline(self, *tablets: Writer) -> None:
        for tablet in tablets:
            tablet.feed = None

    def deliver(self, tablet: Writer) -> None:
        """What the tablet said without a network arrives record by record, and from now on at once."""
        arrived = sum(entry.origin == tablet.origin for entry in self.feed.entries)
        for entry in tablet.said[arrived:]:
            self.feed.add(entry.origin, entry.seq, entry.data)
            self.after()
        tablet.feed = self.feed

    def _say(self, writer: Writer, author: str, fact: Any, day: str) -> RecordId:
        number = len(writer.said) + 1
        made_at = writer.clock.now_ms()
        body = body_of(fact)
        version = version_of(type(fact), body)
        record = Record(writer.origin, number, fact.kind, version, author, made_at, day, body)
        return writer.say_bytes(encode_record(record))
