"""A batch's way in words: when it was begun, pricked out, ready and dispatched, and what is expected when. No Kivy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.screens.nursery.funnel import DEAD, GROWING, STANDING, WENT_ON, Funnel, Part, Step
from app.text.formats import short_date_with_year
from app.text.texts import t
from core.domain.money import format_count
from core.domain.nurseries import BatchStock, Dispatched, PrickedOut, ReadyAccepted
from core.usecases.views.field import BatchView
from core.usecases.views.progress import ExpectedView, NurseryMove

NEXT = 2
"""So many of the coming days are told above the batches."""
Stop = tuple[str, str, str, str]
"""Icon, word, day, tone."""


def batch_funnel(stock: BatchStock) -> Funnel:
    """What was pricked out, what of it became ready, what of that left; and where the rest of each is."""
    dead, growing, standing = (max(0, number) for number in (stock.dead, stock.growing, stock.standing_ready))
    gone = max(0, stock.dispatched - stock.returned)
    left = stock.ready + stock.received + stock.transferred_in
    return Funnel(
        (
            _step(
                "pricked_out",
                stock.pricked_out,
                Part(stock.ready, WENT_ON),
                Part(growing, GROWING, t("recording.sum_growing"), format_count(growing)),
                Part(dead, DEAD, t("recording.sum_dead"), format_count(dead)),
            ),
            _step(
                "ready",
                stock.ready,
                Part(max(0, left - standing), WENT_ON),
                Part(standing, STANDING, t("recording.sum_standing"), format_count(standing)),
            ),
            _step("dispatched", gone, Part(gone, WENT_ON)),
        )
    )


def stops_of(
    batch: BatchView, moves: Sequence[NurseryMove], expected: Sequence[ExpectedView], today: str
) -> tuple[Stop, ...]:
    """Sown, pricked out, ready, dispatched; what has not been yet says when it is expected, or nothing."""
    days = {kind: [move.happened_on for move in moves if move.kind == kind] for kind in _KINDS}
    pricked, ready, gone = (days[kind] for kind in _KINDS)
    stock = batch.stock
    begun = "recording.way_was_there" if batch.was_there else "recording.way_begun"
    stops = [("seed", t(begun), _day(batch.began_on), "neutral")]
    before = t("recording.way_before")
    was_pricked = _span(pricked) or (before if stock.pricked_out else "")
    stops.append(("grass", t("recording.way_pricked_out"), was_pricked or t("recording.way_not_yet"), "neutral"))
    expected = [one for one in expected if _is_told(one, today)]
    if expected:
        first = expected[0]
        is_late = first.ready_on < today
        word = t("recording.way_late" if is_late else "recording.way_expected", count=format_count(first.count))
        stops.append(("clock-outline", word, _day(first.ready_on), "pending" if is_late else "info"))
    else:
        stops.append(("sprout", t("recording.way_ready"), _last(ready, before if stock.ready else ""), "neutral"))
    stops.append(
        ("truck-delivery-outline", t("recording.way_dispatched"), _last(gone, before if stock.dispatched else ""),
         "neutral")
    )  # fmt: skip
    return tuple(stops)


def next_words(expected: Sequence[ExpectedView], batches: Mapping[str, BatchView], today: str) -> tuple[str, str]:
    """What is expected next in the whole nursery, by date, and its tone: what is late is said first."""
    known = [one for one in expected if one.batch in batches and _is_told(one, today)]
    late = [one for one in known if one.ready_on < today]
    if late:
        count = format_count(sum(one.count for one in late))
        return t("recording.next_late", count=count, day=_day(late[0].ready_on)), "pending"
    coming = [
        t(
            "recording.next_one", day=_day(one.ready_on), count=format_count(one.count),
            species=batches[one.batch].species_name, code=batches[one.batch].code,
        )
        for one in known[:NEXT]
    ]  # fmt: skip
    return (t("recording.next", coming="; ".join(coming)) if coming else ""), "info"


def _is_told(one: ExpectedView, today: str) -> bool:
    """Of saplings of which only a last day is known nothing is said before it: they may be ready at any time."""
    return bool(one.pricked_out_on) or one.ready_on < today


_KINDS = (PrickedOut.kind, ReadyAccepted.kind, Dispatched.kind)


def _step(name: str, number: int, *parts: Part) -> Step:
    return Step(t(f"recording.sum_{name}"), format_count(max(0, number)), parts)


def _day(day: str) -> str:
    return short_date_with_year(date.fromisoformat(day)) if day else ""


def _span(days: Sequence[str]) -> str:
    """The first day, and the last where it is another."""
    if not days:
        return ""
    first, last = min(days), max(days)
    return _day(first) if first == last else t("recording.way_span", first=_day(first), last=_day(last))


def _last(days: Sequence[str], otherwise: str) -> str:
    return _day(max(days)) if days else otherwise or t("recording.way_not_yet")
