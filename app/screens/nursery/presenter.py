"""The committee's nursery: every batch with its figures from pricking out to the field, and what can be recorded on it.

No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.desk import Desk
from app.screens.recording.words import capital
from app.text.formats import short_date_with_year
from app.text.texts import t
from app.widgets.species_picture.faces import drawing_of
from core.domain.identity import name_sort_key
from core.domain.money import format_count
from core.usecases.views import BatchView

FORM = "nursery_form"


@dataclass(frozen=True)
class BatchRow:
    """A batch as a card: the figures are ready for people."""

    key: str
    drawing: str
    code: str
    species: str
    began: str
    pricked_out: str
    growing: str
    ready: str
    standing: str
    dispatched: str
    dead: str


@dataclass(frozen=True)
class NurseryState:
    """The whole screen; `empty` is said where there is no batch yet."""

    title: str
    subtitle: str
    rows: tuple[BatchRow, ...]
    empty: str
    empty_detail: str


class NurseryPresenter:
    """Shows the batches anew whenever something was saved or came by sync."""

    def __init__(self, desk: Desk, show: Callable[[NurseryState], None]) -> None:
        self._desk = desk
        self._show = show

    def enter(self) -> None:
        if self.refresh not in self._desk.changed:
            self._desk.changed.append(self.refresh)
        self.refresh()

    def leave(self) -> None:
        if self.refresh in self._desk.changed:
            self._desk.changed.remove(self.refresh)

    def refresh(self) -> None:
        committee = self._desk.committee
        batches = [] if committee is None else self._desk.read(lambda reads: reads.batches(committee.id))
        batches.sort(key=lambda batch: (name_sort_key(batch.species_name), batch.code))
        standing = sum(max(0, batch.stock.standing_ready) for batch in batches)
        growing = sum(max(0, batch.stock.growing) for batch in batches)
        self._show(
            NurseryState(
                title=t("recording.nursery"),
                subtitle=t("recording.nursery_sum", growing=format_count(growing), standing=format_count(standing)),
                rows=tuple(_row(batch) for batch in batches),
                empty=t("recording.no_batches"),
                empty_detail=t("recording.no_batches_detail"),
            )
        )

    # --- what is told ---

    def start_batch(self) -> None:
        self._desk.navigator.go(FORM, action="batch_started")

    def count(self, batch: str) -> None:
        self._desk.navigator.go(FORM, action="inventory_counted", batch=batch)

    def accept(self, batch: str) -> None:
        self._desk.navigator.go(FORM, action="ready_accepted", batch=batch)

    def more(self, batch: str) -> None:
        self._desk.navigator.go(FORM, batch=batch)


def _row(batch: BatchView) -> BatchRow:
    stock = batch.stock
    began = short_date_with_year(date.fromisoformat(batch.began_on)) if batch.began_on else ""
    figures = {
        "pricked_out": stock.pricked_out,
        "growing": stock.growing,
        "ready": stock.ready,
        "standing": stock.standing_ready,
        "dispatched": stock.dispatched - stock.returned,
        "dead": stock.dead,
    }
    return BatchRow(
        key=batch.id,
        drawing=drawing_of(batch.species_name),
        code=batch.code,
        species=capital(batch.species_name),
        began=t("recording.began", day=began),
        **{name: format_count(max(0, figure)) for name, figure in figures.items()},
    )
