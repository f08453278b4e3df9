"""What the alerts of Today go by, read once beside the screen. No Kivy here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.desk import Desk
from core.domain.records import UnreadableRecord, decode_record
from core.usecases import notes
from core.usecases.ports import Session
from core.usecases.views.field import HistoryFilter

PLACES = {
    "nursery_form": "nursery_form", "planting": "planting", "workday": "workday", "survival": "survival",
    "monitoring": "monitoring_form",
}  # fmt: skip
"""Where a form's drafts are taken up again, by how it names them."""
_PARTS = 4
_RECORD = re.compile(r"[A-Z2-7]{6}-[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was left unsaved, and how to get back to it; a correction by its record."""

    place: str
    saved_at: int
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """`clock_skew_ms` is by how much the tablet is ahead; `late_lines` are people to be paid whose last day, the first
    of them `late_since`, is over; `unsent_since_ms` is when the oldest record that is only here was recorded.
    """

    today: str
    now_ms: int = 0
    has_alarm: bool = False
    sync_problem: str = ""
    clock_skew_ms: int = 0
    free_bytes: int | None = None
    late_lines: int = 0
    late_since: str = ""
    observed: int = 0
    observed_record: str = ""
    unsent_since_ms: int | None = None
    draft: Draft | None = None


def read_alert_facts(desk: Desk, committee: str, today: str) -> AlertFacts:
    """Runs on the storage lane."""
    problem = desk.synchroniser.state.problem
    with desk.store.reading() as session:
        reads = session.reads()
        sync = reads.sync()
        held = HistoryFilter(committee=committee, state="observed")
        observed = reads.history_size(held)
        first = reads.history(held, 1, 0) if observed == 1 else []
        late = _late_lines(session, today)
        return AlertFacts(
            today=today,
            now_ms=desk.clock.now_ms(),
            has_alarm=bool(sync.alarm),
            sync_problem=problem.code if problem is not None else "",
            clock_skew_ms=int(notes.text(session, "clock_skew_ms") or "0"),
            free_bytes=desk.space.free_bytes(),
            late_lines=len(late),
            late_since=min(late, default=""),
            observed=observed,
            observed_record=first[0].id if first else "",
            unsent_since_ms=_unsent_since(session, sync.unsent) if sync.unsent else None,
            draft=_latest_draft(session, desk.author if desk.user else "", committee),
        )


def _late_lines(session: Session, today: str) -> list[str]:
    """The last days of those who are still to be paid here and for whom it is over."""
    payees = session.money().payees(notes.text(session, "own_origin"))
    return [view.pay_until for view in payees if view.state == "to_pay" and view.pay_until < today]


def _unsent_since(session: Session, unsent: int) -> int | None:
    """When the first of the last `unsent` records of this tablet was made."""
    first = notes.number(session, "own_seq") - unsent + 1
    try:
        return decode_record(session.records(notes.text(session, "own_origin"), first, first)[0]).recorded_at
    except (IndexError, UnreadableRecord):
        return None


def _latest_draft(session: Session, author: str, committee: str) -> Draft | None:
    """The names say of which form, whose, for which committee and about what a draft is; what is said of a payment is
    offered with the payee.
    """
    for name, saved_at in session.drafts():
        parts = name.split("/", _PARTS - 1)
        if len(parts) < _PARTS or parts[0] not in PLACES or parts[1:3] != [author, committee]:
            continue
        if _RECORD.match(parts[3]):
            return Draft("record", saved_at, {"id": parts[3]})
        place = PLACES[parts[0]]
        return Draft(place, saved_at, _arguments(place, parts[3]))
    return None


def _arguments(place: str, key: str) -> dict[str, str]:
    """What the form was opened with, from the key it gives its draft."""
    if place == "nursery_form":
        action, _, batch = key.partition("/")
        return {"action": action, "batch": batch} if batch else {"action": action}
    if place == "monitoring_form":
        action, _, unit = key.partition("/")
        return {"action": action, "unit": unit} if unit else {"action": action}
    if place == "survival" and key:
        return {"unit": key}
    return {"kind": key} if place == "planting" and key else {}
