"""What a technician says once on a payday and not again for each payee: the witness, and which trip the cash is from.

It also remembers which payout a touch can still undo. All of it is kept beside the log under the technician's code, so
that a lock or an empty battery costs nothing and another technician on the same tablet has their own; the next day it
is forgotten.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.desk import Desk
from app.screens.recording.entries import restored


@dataclass(frozen=True)
class Chosen:
    """`witness` is a member, `trip` an advance, `payout` the one that can be undone and `payee` whom it paid."""

    day: str = ""
    witness: str = ""
    trip: str = ""
    payout: str = ""
    payee: str = ""


def chosen_today(desk: Desk) -> Chosen:
    """What the signed-in technician has chosen today."""
    with desk.store.reading() as session:
        data = session.draft(_name(desk))
    try:
        kept = json.loads(data) if data else {}
    except ValueError:
        kept = {}
    day = desk.today()
    found = restored(Chosen(), kept if isinstance(kept, dict) else {})
    return found if found.day == day else Chosen(day)


def choose(desk: Desk, **changes: Any) -> Chosen:
    """Remember something for the rest of the day."""
    changed = replace(chosen_today(desk), **changes)
    with desk.store.jotting() as session:
        session.put_draft(_name(desk), desk.clock.now_ms(), json.dumps(asdict(changed)))
    return changed


def opens(desk: Desk, payee: str) -> None:
    """Another payee's page is opened: the payout before can no longer be undone by a touch."""
    kept = chosen_today(desk)
    if kept.payout and kept.payee != payee:
        choose(desk, payout="", payee="")


def _name(desk: Desk) -> str:
    return f"payday/{desk.author}"
