"""What the sample programme says of its units for certifiers; part of what `tools.sample_programme` writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol

LAST_AREA = "05"
"""Up to here somebody has said it, of the other areas nobody has yet."""
CERTIFICATES = (
    ("CarbonFix", "certified", "2011-06-01", "CF-2011-12"), ("Gold Standard", "applied", "2014-01-10", "GS-2014-03"),
)  # fmt: skip
GROUP = "Sierra Piura"


class Chance(Protocol):
    def below(self, limit: int) -> int: ...
    def pick(self, choices: Sequence[Any]) -> Any: ...


def for_certifiers(
    dice: Chance, areas_m2: Mapping[str, int], free: Collection[str], near_water: Collection[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(ref, body) of each statement, unit by unit: its land, and its certificates once it is planted."""
    for code, area_m2 in areas_m2.items():
        if code[:2] > LAST_AREA:
            continue
        unit = {"unit": f"@unit:{code}"}
        yield f"unit_described:{code}", {**unit, **_land(dice, code, area_m2, is_wet=code in near_water)}
        for scheme, status, starts_on, document in () if code in free else CERTIFICATES:
            paper = {"scheme": scheme, "status": status, "starts_on": starts_on, "document": document, "group": GROUP}
            yield f"unit_certified:{code}:{starts_on[:4]}", {**unit, **paper}


def _land(dice: Chance, code: str, area_m2: int, *, is_wet: bool) -> dict[str, Any]:
    """One or two parts in a hundred are rock, ravine or path in some units, and a strip along the water in two."""
    work = ["clearing", "holes"] if dice.below(3) else ["holes"]
    use = dice.pick(("pasture", "pasture", "fallow", "scrub"))
    dry = {"reason": dice.pick(("rock", "ravine", "path")), "area_m2": area_m2 * (1 + dice.below(2)) // 100}
    parts = [dry] * dice.below(2) + [{"reason": "water_strip", "area_m2": area_m2 // 10}] * is_wet
    said = {"starts_on": "2013-09-16", "previous_use": use, "preparation": work, "document": f"Ficha de terreno {code}"}
    return {**said, "excluded": parts} if parts else said
