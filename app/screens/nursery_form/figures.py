"""What a count in the nursery would mean, in one line below the pad, and what is wrong with it. No Kivy here."""

from __future__ import annotations

from app.screens.nursery_form.actions import NurseryEntry
from app.screens.recording.stock import Standing
from app.text.texts import t
from core.domain.money import format_count
from core.domain.problems import Problem


def check_line(entry: NurseryEntry, known: Standing) -> tuple[str, str]:
    """(the line, its tone): what is left, what is new, or what the records say stands there."""
    stock, count = known.stock, entry.count
    if entry.action == "ready_accepted":
        return _acceptance(count, known.accepted)
    if entry.action == "inventory_counted":
        expected = stock.growing + stock.standing_ready
        tone = "pending" if count and count != expected else "neutral"
        return t("recording.check_inventory", expected=format_count(max(0, expected))), tone
    if entry.action == "pricked_out":
        return t("recording.check_pricked_out", total=format_count(stock.pricked_out + count)), "neutral"
    if entry.action == "received":
        return t("recording.check_received", total=format_count(max(0, stock.standing_ready + count))), "neutral"
    if entry.action == "returned":
        return _left("recording.check_returned", stock.in_the_field - count)
    if entry.action == "saplings_lost" and entry.stage == "growing":
        return _left("recording.check_growing", stock.growing - count)
    return _left("recording.check_ready", stock.standing_ready - count)


def count_problem(entry: NurseryEntry, known: Standing) -> Problem | None:
    """What nobody means to type."""
    count, accepted = entry.count, known.accepted
    if not count:
        return Problem("count_missing")
    if count > known.largest:
        return Problem("count_implausible", count=count, largest=known.largest)
    if entry.action == "ready_accepted":
        if count < accepted:
            return Problem("total_below_accepted", total=count, accepted=accepted)
        if count == accepted:
            return Problem("total_adds_nothing", accepted=accepted)
    return None


def _acceptance(total: int, accepted: int) -> tuple[str, str]:
    figures = {"accepted": format_count(accepted), "total": format_count(total)}
    if not total:
        return t("recording.check_accepted_before", accepted=figures["accepted"]), "neutral"
    new = total - accepted
    line = t("recording.check_accepted", **figures, new=format_count(max(0, new)))
    return line, "confirmed" if new > 0 else "observed"


def _left(key: str, left: int) -> tuple[str, str]:
    if left < 0:
        return t("recording.check_missing", missing=format_count(-left)), "observed"
    return t(key, left=format_count(left)), "neutral"
