"""What is typed of a planting, and what it chooses from: units, with how far they are planted, and batches.

No Kivy here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.screens.recording.crew import Crew
from app.screens.recording.entries import Entry
from app.screens.recording.states import ChooseState, Item, Options
from app.screens.recording.words import capital
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from app.widgets.species_picture.faces import drawing_of
from app.widgets.unit_map.plots import MapState
from core.domain.money import format_count
from core.domain.plantings import Planting, Replanting
from core.usecases.views.field import BatchView, UnitView

MAP, LIST = "map", "list"
SHAPES: dict[str, type[Planting] | type[Replanting]] = {"planting": Planting, "replanting": Replanting}


@dataclass
class PlantingEntry(Entry):
    """What is typed of a planting; `position` is latitude, longitude and accuracy, or nothing, by so many `fixes`.
    `photo_side` is the photo that a record under correction has.
    """

    kind: str = "planting"
    unit: str = ""
    batch: str = ""
    count: int = 0
    crew: Crew = field(default_factory=Crew)
    position: list[int] = field(default_factory=list)
    fixes: int = 0
    photo_side: str = ""


@dataclass(frozen=True)
class UnitRow:
    """A management unit with how far it is planted."""

    key: str
    title: str
    subtitle: str
    figure: str
    fraction: float
    chosen: bool


@dataclass(frozen=True)
class UnitsState:
    """The units of the committee. `ways` are map and list, if there is a map; on the map the rows stand beside it
    until a unit is chosen, and then `facts`; `told` and, more quietly, `note` are about where one stands.
    """

    items: tuple[Item, ...]
    rows: tuple[UnitRow, ...]
    ways: tuple[tuple[str, str], ...] = ()
    way: str = LIST
    land: MapState | None = None
    told: tuple[Item, ...] = ()
    facts: tuple[Item, ...] = ()
    title: str = ""
    note: str = ""


def units_state(entry: PlantingEntry, units: Sequence[UnitView], *, can_choose_kind: bool) -> UnitsState:
    """The list alone. A record that is corrected stays what it is: a planting does not become a replanting."""
    kinds = tuple((kind, t(f"recording.{kind}")) for kind in SHAPES)
    items: tuple[Item, ...] = (Options("kind", "", kinds, entry.kind),) if can_choose_kind else ()
    return UnitsState(items, tuple(_unit_row(unit, entry.unit) for unit in units))


def batches_state(entry: PlantingEntry, batches: Sequence[BatchView]) -> ChooseState:
    """Species and batch are one choice, so that they always fit each other."""
    return ChooseState(tuple(_batch_row(batch, entry.batch) for batch in batches), (), t("recording.no_batches"))


def of_target(planted: int, target: int) -> str:
    return t("recording.of_target", planted=format_count(planted), target=format_count(target))


def _unit_row(unit: UnitView, chosen: str) -> UnitRow:
    fraction = min(1.0, unit.planted / unit.target_trees) if unit.target_trees else 0.0
    return UnitRow(
        key=unit.id,
        title=f"{unit.code} · {unit.area_name}",
        subtitle=t(f"recording.soil_{unit.soil}"),
        figure=of_target(unit.planted, unit.target_trees),
        fraction=fraction,
        chosen=unit.id == chosen,
    )


def _batch_row(batch: BatchView, chosen: str) -> ChoiceRow:
    note = t(
        "recording.batch_in_field",
        code=batch.code,
        field=format_count(max(0, batch.stock.in_the_field)),
        ready=format_count(max(0, batch.stock.standing_ready)),
    )
    return ChoiceRow(
        batch.id, capital(batch.species_name), note, "", batch.id == chosen, drawing_of(batch.species_name)
    )
