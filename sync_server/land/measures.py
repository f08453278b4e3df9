"""What a map can colour units by: how much of the target stands planted, what lives, what was lost; each in five
classes with a pattern of its own, so that nobody has to tell colours apart.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, get_args

from core.domain.survival import Share
from core.usecases.views.monitoring import UnitCareView

Measure = Literal["planted", "survival", "loss"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
CLASSES = 5
_LIMITS: dict[Measure, tuple[int, ...]] = {
    "planted": (1, 500, 800, 1_000),
    "survival": (0, 600, 750, 900),
    "loss": (1, 50, 150, 300),
}
"""Where the second to the fifth class begin, in per mille; the first is nothing, or nothing known."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit with its figures in its present cycle. Parts are per mille, None where there is nothing to compare
    with.
    """

    id: str
    code: str
    committee: str
    area_name: str
    area_m2: int
    target: int
    planted: int
    replanted: int
    lost: int
    survival: Share | None
    counted_on: str

    @property
    def planted_part(self) -> int | None:
        return self.planted * 1_000 // self.target if self.target else None

    @property
    def lost_part(self) -> int | None:
        return self.lost * 1_000 // self.planted if self.planted else None

    def part(self, measure: Measure) -> int | None:
        """A measure's figure in per mille."""
        if measure == "survival":
            return self.survival.per_mille if self.survival else None
        return self.planted_part if measure == "planted" else self.lost_part

    def class_of(self, measure: Measure) -> int:
        """From 0 to CLASSES - 1. Whatever was planted or lost is more than nothing, however small a part it is."""
        part = self.part(measure)
        if part is None:
            return 0
        is_some = (measure == "planted" and self.planted > 0) or (measure == "loss" and self.lost > 0)
        return bisect_right(_LIMITS[measure], max(part, int(is_some)))


def figures_of(care: UnitCareView, committee: str) -> UnitFigures:
    unit, last = care.unit, care.last
    return UnitFigures(
        unit.id, unit.code, committee, unit.area_name, unit.area_m2, unit.target_trees, unit.planted, unit.replanted,
        care.lost, last.share if last else None, last.day if last else "",
    )  # fmt: skip


def percent_text(part: int | None) -> str:
    """`86 %` or `4.5 %` of per mille: a tenth is told where it says something; empty where nothing is known."""
    if part is None:
        return ""
    whole, tenth = divmod(part, 10)
    return f"{whole}.{tenth} %" if tenth and whole < 10 else f"{whole} %"
