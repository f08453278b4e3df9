"""The committee's nursery: every batch with its way from seed to field, what is expected next, what can be recorded.

No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.desk import Desk
from app.screens.nursery.funnel import Funnel
from app.screens.nursery.way import Stop, batch_funnel, next_words, stops_of
from app.screens.recording.words import capital
from app.text.texts import t
from app.widgets.species_picture.faces import drawing_of
from core.domain.identity import name_sort_key
from core.domain.money import format_count
from core.usecases.views.field import BatchView, Reads
from core.usecases.views.progress import ExpectedView, NurseryMove

FORM = "nursery_form"


@dataclass(frozen=True)
class BatchRow:
    """A batch as a card: its stops are (icon, word, day, tone), all words ready for people."""

    key: str
    drawing: str
    code: str
    species: str
    stops: tuple[Stop, ...]
    funnel: Funnel


@dataclass(frozen=True)
class NurseryState:
    """The whole screen; `empty` is said where there is no batch yet, `next_text` what is expected next."""

    title: str
    subtitle: str
    rows: tuple[BatchRow, ...]
    empty: str
    empty_detail: str
    next_text: str = ""
    next_tone: str = "info"


@dataclass(frozen=True)
class _Facts:
    batches: list[BatchView] = field(default_factory=list)
    moves: list[NurseryMove] = field(default_factory=list)
    expected: list[ExpectedView] = field(default_factory=list)


class NurseryPresenter:
    """Shows the batches anew whenever something was saved or came by sync."""

    def __init__(self, desk: Desk, show: Callable[[NurseryState], None]) -> None:
        self._desk = desk
        self._show = show

    def enter(self) -> None:
        self._desk.changed.add(self.refresh)
        self.refresh()

    def leave(self) -> None:
        self._desk.changed.drop(self.refresh)

    def refresh(self) -> None:
        committee, today = self._desk.committee, self._desk.today()
        facts = _Facts() if committee is None else self._desk.read(lambda reads: _read(reads, committee.id))
        batches = sorted(facts.batches, key=lambda batch: (name_sort_key(batch.species_name), batch.code))
        standing = sum(max(0, batch.stock.standing_ready) for batch in batches)
        growing = sum(max(0, batch.stock.growing) for batch in batches)
        next_text, next_tone = next_words(facts.expected, {batch.id: batch for batch in batches}, today)
        self._show(
            NurseryState(
                title=t("recording.nursery"),
                subtitle=t("recording.nursery_sum", growing=format_count(growing), standing=format_count(standing)),
                rows=tuple(_row(batch, facts.moves, facts.expected, today) for batch in batches),
                empty=t("recording.no_batches"),
                empty_detail=t("recording.no_batches_detail"),
                next_text=next_text,
                next_tone=next_tone,
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


def _read(reads: Reads, committee: str) -> _Facts:
    batches, moves = reads.batches(committee), reads.nursery_moves(committee)
    return _Facts(batches, moves, reads.expected_ready(batches, moves))


def _row(batch: BatchView, moves: Sequence[NurseryMove], expected: Sequence[ExpectedView], today: str) -> BatchRow:
    mine = [move for move in moves if move.batch == batch.id]
    coming = [one for one in expected if one.batch == batch.id]
    return BatchRow(
        key=batch.id,
        drawing=drawing_of(batch.species_name),
        code=batch.code,
        species=capital(batch.species_name),
        stops=stops_of(batch, mine, coming, today),
        funnel=batch_funnel(batch.stock),
    )
