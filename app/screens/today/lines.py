"""A record of today as one row of a list. No Kivy here."""

from __future__ import annotations

from app.text.formats import time_of_day
from app.text.texts import TABLE, t
from app.widgets.record_row.rows import RecordRow
from app.widgets.species_picture.faces import drawing_of
from core.domain.calendar import local_time
from core.domain.money import format_count, format_soles
from core.usecases.views import RecordLine

ICONS = {
    "planting": "pine-tree", "replanting": "pine-tree", "workday": "account-multiple-check", "ready_accepted": "sprout",
    "pricked_out": "sprout", "inventory_counted": "counter", "saplings_lost": "alert",
    "dispatched": "truck-delivery-outline",
    "returned": "tray-arrow-down", "transferred": "swap-horizontal", "given_away": "gift-outline",
    "received": "tray-arrow-down", "batch_started": "seed", "member": "account-plus",
}  # fmt: skip
IN_UNITS = ("planting", "replanting")
TONES = {"confirmed": "confirmed", "pending": "pending", "observed": "observed"}


def record_row(line: RecordLine) -> RecordRow:
    """The row of a record: when, what, where, how much, and whether it has arrived."""
    tone = TONES.get(line.state, "neutral")
    word = f"states.{line.state}" if line.state in TONES else f"review.state_{line.state}"
    return RecordRow(
        key=line.id,
        time=time_of_day(local_time(line.recorded_at).time()),
        icon=ICONS.get(line.kind, "file-document-outline"),
        title=_title(line),
        subtitle=_subtitle(line),
        amount=format_soles(line.centimos) if line.centimos else "",
        tone=tone,
        state_word=t(word),
        has_menu=False,
        drawing=drawing_of(line.species_name) if line.kind in IN_UNITS else "",
    )


def _title(line: RecordLine) -> str:
    key = f"said.{line.kind}"
    if key not in TABLE:
        return t("kinds.other")
    activity = t(f"activity.{line.subject}") if f"activity.{line.subject}" in TABLE else line.subject
    return t(key, count=format_count(line.count), species=line.species_name, activity=activity)


def _subtitle(line: RecordLine) -> str:
    if line.kind == "workday":
        return t("said.present", count=format_count(line.count))
    if not line.subject:
        return ""
    return t("said.unit" if line.kind in IN_UNITS else "said.batch", code=line.subject)
