"""What an act in the nursery chooses from: acts, batches, species, seed lots, causes, units. No Kivy here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.desk import Desk
from app.screens.nursery_form.actions import ACTIONS, CAUSES, METHODS, RECIPIENTS, NurseryEntry
from app.screens.recording.states import ChooseState, ColumnState, Item, Options, Remark, TextLine, Tile, TilesState
from app.screens.recording.words import capital
from app.text.telling import kind_name, named
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from app.widgets.species_picture.faces import drawing_of
from core.domain.money import format_count
from core.usecases.ports import Session
from core.usecases.tablet.grants import own_grant
from core.usecases.views.field import BatchView, Reads, SeedLotView, SpeciesView, UnitView

LOT_ICONS = {"seed": "seed", "cutting": "scissors-cutting", "wildling": "grass"}


@dataclass(frozen=True)
class Choices:
    """All that can be chosen, as of one snapshot; `elsewhere` are batches of all committees of the tablet."""

    committee_code: str
    batches: tuple[BatchView, ...]
    elsewhere: tuple[tuple[str, BatchView], ...]
    species: tuple[SpeciesView, ...]
    seed_lots: tuple[SeedLotView, ...]
    units: tuple[UnitView, ...]

    @classmethod
    def read(cls, desk: Desk) -> Choices:
        committee: Any = desk.committee

        def read(session: Session) -> Choices:
            own = own_grant(session).committees
            reads: Reads = session.reads()
            elsewhere = tuple(
                (other.name, batch)
                for other in reads.committees()
                if other.id in own or other.id == committee.id
                for batch in reads.batches(other.id)
            )
            return cls(
                committee_code=committee.code,
                batches=tuple(reads.batches(committee.id)),
                elsewhere=elsewhere,
                species=tuple(reads.species()),
                seed_lots=tuple(reads.seed_lots()),
                units=tuple(reads.units(committee.id)),
            )

        return desk.look(read)

    # --- looking things up ---

    def batch(self, identifier: str) -> BatchView | None:
        return next((batch for batch in self.batches if batch.id == identifier), None)

    def batch_name(self, identifier: str) -> str:
        batch = self.batch(identifier)
        return f"{batch.code} · {batch.species_name}" if batch else ""

    def unit_name(self, identifier: str) -> str:
        unit = next((unit for unit in self.units if unit.id == identifier), None)
        return f"{unit.code} · {unit.area_name}" if unit else ""

    def lot_source(self, identifier: str) -> str:
        return next((lot.source for lot in self.seed_lots if lot.id == identifier), "seed")

    def is_taken(self, code: str, target: str) -> bool:
        return any(batch.code.casefold() == code.casefold() and batch.id != target for batch in self.batches)

    def suggested_code(self, day: str) -> str:
        """The next number of the committee and the year: CHO-2014-4."""
        start = f"{self.committee_code}-{day[:4]}-"
        found = [re.match(rf"{re.escape(start)}([0-9]+)\Z", batch.code) for batch in self.batches]
        return f"{start}{max((int(match[1]) for match in found if match), default=0) + 1}"

    # --- the steps ---

    def state(self, step: str, entry: NurseryEntry, warnings: tuple[Remark, ...], problem: str) -> Any:
        states: dict[str, Callable[[], Any]] = {
            "action": lambda: self._actions(entry),
            "batch": lambda: self._batches(entry),
            "species": lambda: self._species(entry),
            "seed_lot": lambda: self._lots(entry),
            "code": lambda: self._code(entry, warnings, problem),
            "cause": lambda: _tiles(CAUSES, "cause", entry.cause),
            "to": lambda: _tiles(RECIPIENTS, "to", entry.to),
            "to_batch": lambda: self._nurseries(entry),
            "unit": lambda: self._units(entry),
        }
        return states[step]()

    def _actions(self, entry: NurseryEntry) -> TilesState:
        return TilesState(
            tuple(
                Tile(key, act.icon, kind_name(key), key == entry.action, t(f"recording.note_{key}"))
                for key, act in ACTIONS.items()
                if key != "batch_started" or not entry.batch
            )
        )

    def _batches(self, entry: NurseryEntry) -> ChooseState:
        rows = tuple(_batch_row(batch, entry.batch, batch.code) for batch in self.batches)
        return ChooseState(rows, (), t("recording.no_batches"))

    def _nurseries(self, entry: NurseryEntry) -> ChooseState:
        """Only batches of the same species: a pine does not become an alder on the way."""
        own = self.batch(entry.batch)
        rows = tuple(
            _batch_row(batch, entry.to_batch, f"{name} · {batch.code}")
            for name, batch in self.elsewhere
            if batch.id != entry.batch and (own is None or batch.species == own.species)
        )
        return ChooseState(rows, (), t("recording.no_other_batch"))

    def _species(self, entry: NurseryEntry) -> TilesState:
        tiles = (
            Tile(
                one.id,
                "",
                capital(one.name),
                one.id == entry.species,
                t(f"recording.soil_{one.soil}"),
                drawing_of(one.name),
            )
            for one in self.species
        )
        return TilesState(tuple(tiles))

    def _lots(self, entry: NurseryEntry) -> ChooseState:
        lots = [lot for lot in self.seed_lots if lot.species == entry.species]
        rows = tuple(
            ChoiceRow(
                lot.id,
                lot.code,
                _papers(lot),
                LOT_ICONS[lot.source],
                lot.id == entry.seed_lot,
            )
            for lot in lots
        )
        warned = any(lot.id == entry.seed_lot and not lot.certified for lot in lots)
        items: tuple[Item, ...] = (Remark("pending", t("recording.lot_uncertified"), "papers"),) if warned else ()
        return ChooseState(rows, items, t("recording.no_seed_lots"))

    def _code(self, entry: NurseryEntry, warnings: tuple[Remark, ...], problem: str) -> ColumnState:
        methods = tuple((method, capital(named("method", method))) for method in METHODS)
        return ColumnState(
            (
                TextLine("code", t("recording.code"), entry.code, problem, "", t("recording.code_hint")),
                Options("method", t("recording.method"), methods, entry.method),
                *warnings,
            )
        )

    def _units(self, entry: NurseryEntry) -> ChooseState:
        rows = [ChoiceRow("", t("recording.no_unit"), "", "close", chosen=not entry.unit)]
        rows += [
            ChoiceRow(unit.id, unit.code, unit.area_name, "map-marker", unit.id == entry.unit) for unit in self.units
        ]
        return ChooseState(tuple(rows))


def _papers(lot: SeedLotView) -> str:
    papers = t("recording.certified" if lot.certified else "recording.uncertified")
    return f"{t(f'recording.source_{lot.source}')} · {papers}"


def _batch_row(batch: BatchView, chosen: str, title: str) -> ChoiceRow:
    stock = batch.stock
    note = t(
        "recording.batch_stands",
        species=capital(batch.species_name),
        growing=format_count(max(0, stock.growing)),
        ready=format_count(max(0, stock.standing_ready)),
    )
    return ChoiceRow(batch.id, title, note, "", batch.id == chosen, drawing_of(batch.species_name))


def _tiles(pictures: dict[str, str], group: str, chosen: str) -> TilesState:
    return TilesState(
        tuple(Tile(key, icon, capital(named(group, key)), key == chosen) for key, icon in pictures.items())
    )
