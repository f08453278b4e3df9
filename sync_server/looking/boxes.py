"""Technicians and their cash boxes: what should lie in each, what is on its way to another, and what they owe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.fold.boxes import Box
from core.storage.session import SqlSession
from core.usecases.views.money import TripView


@dataclass(frozen=True, slots=True)
class Technician:
    """Somebody who may be handed cash, with what their box holds."""

    id: str
    code: str
    name: str
    box: Box


def technicians_in(session: SqlSession, trips: Iterable[TripView]) -> tuple[Technician, ...]:
    """Everybody who has, had or may be handed cash; `trips` are all there are."""
    had = {trip.technician for trip in trips}
    users = [user for user in session.reads().users() if user.role == "technician" or user.id in had]
    return tuple(Technician(user.id, user.code, user.name, session.money().box(user.id)) for user in users)
