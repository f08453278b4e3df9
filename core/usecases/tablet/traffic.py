"""What syncing has cost a tablet's plan: bytes that travelled, by month."""

from __future__ import annotations

from core.domain.calendar import local_day
from core.usecases import notes
from core.usecases.own_log import now_ms
from core.usecases.ports import Clock, Session, Store

_MONTH = 7
_NOTE = "traffic"


def keep_traffic(store: Store, clock: Clock, number_bytes: int) -> None:
    """Add what has just travelled to this month's sum; an earlier month's is forgotten."""
    if number_bytes <= 0:
        return
    with store.writing() as session:
        month = local_day(now_ms(session, clock))[:_MONTH]
        known, total = _kept(session)
        session.put_note(_NOTE, f"{month} {number_bytes + (total if known == month else 0)}".encode("ascii"))


def traffic_bytes(session: Session, day: str) -> int:
    """What has travelled in the month of a day."""
    month, total = _kept(session)
    return total if month == day[:_MONTH] else 0


def _kept(session: Session) -> tuple[str, int]:
    month, _, total = notes.text(session, _NOTE).partition(" ")
    return month, int(total or 0)
