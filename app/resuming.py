"""Where somebody was when the app was killed or the battery ran out: the place of a form or a payment, for that day.

What was typed there is a draft and is offered by the place itself; here only the way back to it is kept, under the name
of whoever works. Whoever leaves the place by themselves begins at today the next time.
"""

from __future__ import annotations

import json
from typing import Any

from app.desk import Desk
from app.navigation import Place
from app.preferences import committees_here

PLACES = ("nursery_form", "planting", "workday", "survival", "monitoring_form", "payee", "box")
_NOTE = "left_at"


class Resumer:
    """Listens to where one goes, and writes down the places that are worth a way back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._is_kept = False
        desk.navigator.listen(self._moved)

    def _moved(self, place: Place) -> None:
        desk = self._desk
        if desk.user is None or not (place.name in PLACES or self._is_kept):
            return
        name, self._is_kept = _note_of(desk), place.name in PLACES
        kept = _written(desk, place) if self._is_kept else b""

        def keep(_task: Any) -> None:
            with desk.store.jotting() as session:
                session.put_note(name, kept)

        desk.storage_lane.run(keep, lambda _: None, lambda _failure: None)


def resume(desk: Desk) -> None:
    """Go where the one who has just signed in was interrupted, if that was today."""
    with desk.store.reading() as session:
        kept = session.note(_note_of(desk))
    try:
        place = json.loads(kept or b"{}")
        if place.get("day") != desk.today() or place["name"] not in PLACES:
            return
        desk.committee = next(view for view in committees_here(desk) if view.id == place["committee"])
        desk.navigator.go(place["name"], **place["arguments"])
    except (ValueError, KeyError, TypeError, StopIteration):
        return


def _note_of(desk: Desk) -> str:
    return f"{_NOTE}/{desk.author}"


def _written(desk: Desk, place: Place) -> bytes:
    committee = desk.committee.id if desk.committee else ""
    kept = {"day": desk.today(), "name": place.name, "arguments": dict(place.arguments), "committee": committee}
    try:
        return json.dumps(kept).encode("utf-8")
    except TypeError:
        return b""
