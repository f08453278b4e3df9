"""Complaints with the names of their committees: those that wait, and those that were answered."""

from __future__ import annotations

from dataclasses import dataclass

from core.storage.session import SqlSession
from core.usecases.views.monitoring import ComplaintView

MOST_OF_A_COMMITTEE = 2_000


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    view: ComplaintView
    committee: str
    words: str


def complaints_in(session: SqlSession) -> list[ComplaintLine]:
    """All that were not taken back: those that wait, the oldest first, and then those answered, the latest first."""
    monitoring = session.monitoring()
    views = [
        (one.name, view)
        for one in session.reads().committees()
        for view in monitoring.complaints(one.id, MOST_OF_A_COMMITTEE)
    ]
    lines = [ComplaintLine(view, name, view.text) for name, view in views if view.state != "void"]
    lines.sort(key=lambda line: (line.view.day, line.view.id), reverse=True)
    waiting = [line for line in reversed(lines) if line.view.answer is None]
    return [*waiting, *(line for line in lines if line.view.answer is not None)]
