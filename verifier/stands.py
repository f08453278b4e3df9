"""The trees of every unit: its cycle, its sums, the counts that matter, and what stands (rules, 7.2 and 7.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from verifier.desk import Desk, Row
from verifier.work import TREES_OF, shares

MEASURE_OF_TREES = {
    "planting": "planted", "replanting": "replanted", "opening_planted": "planted", "loss_event": "lost",
    "harvest": "harvested",
}  # fmt: skip
MEASURES_OF_TREES = ("planted", "replanted", "lost", "harvested")


class Count:
    """A survival count that may matter."""

    __slots__ = ("alive", "dead", "species", "when")

    def __init__(self, row: Row, body: dict[str, Any]) -> None:
        self.when = (row.happened_on, row.recorded_at)
        self.species = body.get("species", "")
        self.alive = sum(one["alive"] for one in body["rows"])
        self.dead = sum(one["dead"] for one in body["rows"])


def keep_stands(desk: Desk) -> None:
    """What stands, by unit and species."""
    movements: dict[str, list[tuple[str, int, str, str, int, str]]] = defaultdict(list)
    for kind, measure in MEASURE_OF_TREES.items():
        for row in desk.of_kind[kind]:
            if row.status == "live":
                species = row.species if kind in TREES_OF else row.body.get("species", "")
                movements[row.subject].append(
                    (row.happened_on, row.recorded_at, species, measure, row.count, row.committee)
                )
    counts = counts_by_unit(desk)
    cycles: dict[str, str] = {}
    for row in desk.of_kind["cycle_opened"]:
        if row.status == "live":
            body = row.body
            cycles[body["unit"]] = max(body["starts_on"], cycles.get(body["unit"], ""))
    for unit in sorted(movements):
        owner = desk.live_or_void(unit, "unit")
        committee = owner.committee if owner is not None else ""
        moved = movements[unit]
        if unit in cycles:
            moved = [one for one in moved if one[0] >= cycles[unit] and one[5] == committee]
        stand_of_unit(desk, unit, moved, counts_that_matter(counts.get(unit, []), committee, cycles.get(unit, "")))


def counts_by_unit(desk: Desk) -> dict[str, list[Row]]:
    """The live counts with a live draw, by the unit that was drawn."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in desk.of_kind["survival_count"]:
        if row.status == "live":
            draw = desk.live(row.body["drawn"], "survival_drawn")
            if draw is not None:
                found[draw.body["unit"]].append(row)
    return found


def counts_that_matter(rows: list[Row], committee: str, cycle: str) -> list[Count]:
    """The latest counts first, up to the first one of all species."""
    mine = [row for row in rows if row.committee == committee and row.happened_on >= cycle]
    mine.sort(key=lambda row: row.id)
    mine.sort(key=lambda row: (row.happened_on, row.recorded_at), reverse=True)
    found: list[Count] = []
    for row in mine:
        count = Count(row, row.body)
        if count.alive + count.dead:
            found.append(count)
            if not count.species:
                break
    return found


def sums_of(moved: Iterable[tuple[str, int, str, str, int, str]]) -> dict[str, dict[str, int]]:
    """By species, the sum of every measure."""
    sums: dict[str, dict[str, int]] = {}
    for _, _, species, measure, trees, _ in moved:
        of = sums.setdefault(species, dict.fromkeys(MEASURES_OF_TREES, 0))
        of[measure] += trees
    return sums


def stand_of_unit(desk: Desk, unit: str, moved: list[tuple[str, int, str, str, int, str]], counts: list[Count]) -> None:
    """What stands in a unit, species by species."""
    whole = sums_of(moved)
    planted = {species: of["planted"] for species, of in whole.items() if species and of["planted"] > 0}
    names = sorted(planted)
    lost = laid_on(whole, names, planted)
    for species in names:
        count = next((one for one in counts if one.species in ("", species)), None)
        sums = {**whole[species], "lost": lost[species]}
        since: dict[str, int] | None = None
        if count is not None:
            later = sums_of(one for one in moved if (one[0], one[1]) > count.when)
            since = dict(later.get(species, dict.fromkeys(MEASURES_OF_TREES, 0)))
            since["lost"] = laid_on(later, names, planted)[species]
        desk.stands[unit, species] = stand_of(sums, count, since)


def laid_on(sums: dict[str, dict[str, int]], names: list[str], planted: dict[str, int]) -> dict[str, int]:
    """What was lost of each species, with its part of what nobody said the species of."""
    unsaid = sums.get("", {}).get("lost", 0)
    parts = shares(unsaid, [planted[name] for name in names], names)
    return {name: sums.get(name, {}).get("lost", 0) + part for name, part in zip(names, parts)}


def stand_of(sums: dict[str, int], count: Count | None, since: dict[str, int] | None) -> dict[str, int]:
    """Places, what is to be replanted and what stands."""
    places = max(0, sums["planted"] - sums["harvested"])
    stand = dict(sums)
    if count is None or since is None:
        dead = sums["lost"] - sums["replanted"]
    else:
        seen = count.alive + count.dead
        then = places - since["planted"] + since["harvested"]
        dead = (2 * then * count.dead + seen) // (2 * seen) + since["lost"] - since["replanted"]
        stand.update(alive=count.alive, dead=count.dead)
        stand.update((f"{name}_since", since[name]) for name in MEASURES_OF_TREES)
    to_replant = min(places, max(0, dead))
    stand.update(places=places, to_replant=to_replant, standing=places - to_replant)
    return stand
