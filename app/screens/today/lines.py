"""A record of today as one row of a list, in the words that the history has for it. No Kivy here."""

from __future__ import annotations

from app.text import telling
from app.widgets.record_row.rows import RecordRow
from app.widgets.species_picture.faces import drawing_of
from core.usecases.views.field import RecordLine


def record_row(line: RecordLine) -> RecordRow:
    """The row of a record: when, what, where, how much, and whether it has arrived."""
    is_void = line.state == "void"
    return RecordRow(
        key=line.id,
        time=telling.time_of(line.recorded_at),
        icon=telling.VOID_ICON if is_void else telling.kind_icon(line.kind),
        title=telling.title_of(line),
        subtitle=telling.place_of(line),
        amount=telling.amount_of(line),
        tone=telling.tone_of(line.state),
        state_word=telling.state_word(line.state),
        has_menu=False,
        drawing=drawing_of(line.species_name) if line.kind in telling.PLANTING_KINDS and not is_void else "",
    )
