"""The land: areas, the management units in them, their spacing, and water that must not be planted next to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Count, Day
from core.domain.money import format_count
from core.domain.records import RecordId

HECTARE_M2 = 10_000
CM_PER_METRE = 100
CM2_PER_HECTARE = 100_000_000
CORNERS_OF_A_RING = 3
UDEG_PER_DEGREE = 1_000_000


@dataclass(frozen=True, slots=True)
class Point:
    """A position in millionths of a degree (about 11 cm), with the receiver's accuracy where it was measured."""

    lat_udeg: int
    lon_udeg: int
    accuracy_m: Count | None = None


@dataclass(frozen=True, slots=True)
class Area:
    kind: ClassVar[str] = "area"
    version: ClassVar[int] = 1

    code: str
    name: str
    community: RecordId


@dataclass(frozen=True, slots=True)
class Unit:
    """A management unit: what is planted as one. `border` is a ring of at least three corners without a repeated last
    one.
    """

    kind: ClassVar[str] = "unit"
    version: ClassVar[int] = 1

    committee: RecordId
    area: RecordId
    code: str
    area_m2: Count
    spacing_cm: Count
    border: tuple[Point, ...]
    soil: Literal["moist", "dry"] = "moist"

    @property
    def target_trees(self) -> int:
        return trees_for(self.area_m2, self.spacing_cm)


@dataclass(frozen=True, slots=True)
class BorderWalked:
    """A survey: somebody went round a unit with a receiver. `ring` has the corners in their order, `area_m2` is what
    it encloses and `accuracy_m` that of its worst corner. The unit stays as it is until the office takes the ring over.
    """

    kind: ClassVar[str] = "border_walked"
    version: ClassVar[int] = 1

    committee: RecordId
    unit: RecordId
    ring: tuple[Point, ...]
    area_m2: Count
    accuracy_m: Count | None = None


@dataclass(frozen=True, slots=True)
class WaterBody:
    """A stream or spring as a line of points."""

    kind: ClassVar[str] = "water_body"
    version: ClassVar[int] = 1

    code: str
    name: str
    line: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class CycleOpened:
    """After a total loss the coordinator lets a unit be planted anew; plantings from `starts_on` count against a
    fresh target.
    """

    kind: ClassVar[str] = "cycle_opened"
    version: ClassVar[int] = 1

    unit: RecordId
    starts_on: Day
    reason: Literal["fire", "cattle", "frost", "drought", "pest", "theft", "other"]


def format_hectares(area_m2: int) -> str:
    """`2.60` of 26,000 m²; half a hundredth is rounded up."""
    whole, rest = divmod((area_m2 + HECTARE_M2 // 200) * 100 // HECTARE_M2, 100)
    return f"{format_count(whole)}.{rest:02}"


def format_spacing(spacing_cm: int) -> str:
    """`3 × 3 m` of 300 cm, and `2.6 × 2.6 m` of 260."""
    whole, rest = divmod(spacing_cm, CM_PER_METRE)
    side = f"{whole}.{rest:02}".rstrip("0").rstrip(".")
    return f"{side} × {side} m"


def format_degrees(udeg: int) -> str:
    """`-5.117730` of −5,117,730 millionths of a degree."""
    whole, rest = divmod(abs(udeg), UDEG_PER_DEGREE)
    return f"{'-' if udeg < 0 else ''}{whole}.{rest:06}"


def format_place(point: Point) -> str:
    """Latitude and longitude, in degrees."""
    return f"{format_degrees(point.lat_udeg)}, {format_degrees(point.lon_udeg)}"


def format_point(point: Point) -> str:
    """The same with the receiver's accuracy, ` ± 6 m`, where it was measured."""
    return format_place(point) + ("" if point.accuracy_m is None else f" ± {point.accuracy_m} m")


def trees_per_hectare(spacing_cm: int) -> int:
    """Trees on a hectare in a square of this spacing, rounded down: 300 cm give 1,111 and 260 cm give 1,479; no
    spacing, no trees.
    """
    return CM2_PER_HECTARE // (spacing_cm * spacing_cm) if spacing_cm > 0 else 0


def planted_m2(area_m2: int, planted: int, target: int) -> int:
    """How much of an area is planted: as large a part of it as the trees are of those that fit, and never more than
    all of it.
    """
    return area_m2 * min(planted, target) // target if target > 0 else 0


def trees_for(area_m2: int, spacing_cm: int) -> int:
    """Trees that fit on an area: hectares × trees per hectare, rounded down."""
    return area_m2 * trees_per_hectare(spacing_cm) // HECTARE_M2
