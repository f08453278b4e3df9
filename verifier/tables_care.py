"""Tables of what becomes of planted trees, and of what certifiers ask about every management unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.desk import Row
from verifier.model import State
from verifier.reading import Reading, fields, in_bytes, listed, table
from verifier.tables_reference import trees_of_a_hectare, trees_that_fit
from verifier.terms import TermsOfUnits, excluded_parts
from verifier.work import TREES_OF

_MEASURES = ("opening", "planted", "replanted", "lost", "harvested")
_MEASURE_OF = {
    "opening_planted": "opening", "planting": "planted", "replanting": "replanted", "loss_event": "lost",
    "harvest": "harvested",
}  # fmt: skip
_SUBJECTS = ("land", "timber", "carbon_rights")
_STUDENT = (
    6314, 2920, 2354, 2132, 2016, 1944, 1895, 1860, 1834, 1813, 1796, 1783, 1771, 1762, 1754, 1746, 1740, 1735, 1730,
    1725, 1721, 1718, 1714, 1711, 1709, 1706, 1704, 1702, 1700, 1698,
)  # fmt: skip


def _agreements(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("agreement"):
        said = "committee code subject land_holder timber_holder carbon_holder signed_on ends_on unit area photo_side"
        yield one.id, one.status, one.happened_on, one.position, one.author, *fields(body, said)


def _losses(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("harvest", "loss_event", period=True):
        said = fields(body, "unit species cause product trees area_m2 photo_side")
        yield one.id, one.status, one.kind, one.happened_on, one.author, one.committee, *said


def _walks(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("border_walked"):
        said = fields(body, "committee unit area_m2 accuracy_m")
        yield one.id, one.status, one.happened_on, one.author, *said, len(body["ring"])


def _square_root_up(above: int, below: int) -> int:
    """The smallest whole number whose square is not less than above ÷ below."""
    wanted = -(-above // below)
    low, high = 0, 1
    while high * high < wanted:
        high *= 2
    while low < high:
        middle = (low + high) // 2
        if middle * middle < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def share_of_rows(rows: list[dict[str, Any]], rows_total: int) -> tuple[int | None, int | None]:
    """(alive in per mille, margin at nine tenths) of counted rows; None for what cannot be told: rules, 7.3."""
    pairs = [(row["alive"], row["alive"] + row["dead"]) for row in rows]
    alive, trees, number = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs), len(pairs)
    if trees <= 0:
        return None, None
    share = (2000 * alive + trees) // (2 * trees)
    if number >= rows_total:
        return share, 0
    if number == 1:
        return share, None
    if alive in (0, trees):
        return share, min(1000, -(-3000 // trees))
    student = _STUDENT[min(number - 1, len(_STUDENT)) - 1]
    above = student**2 * (rows_total - number) * number * sum((a * trees - alive * m) ** 2 for a, m in pairs)
    below = rows_total * (number - 1) * trees**4
    return share, min(1000, _square_root_up(above, below))


def _survival(reading: Reading) -> Iterator[tuple[Any, ...]]:
    draws = {one.id: one.body or {} for one in reading.things("survival_drawn")}
    for one, body in reading.stated("survival_count"):
        draw, rows = draws.get(body["drawn"], {}), body["rows"]
        share = share_of_rows(rows, draw["rows_total"]) if draw else (None, None)
        yield (
            one.id, one.status, one.happened_on, one.author, body["committee"], body["drawn"], draw.get("unit"),
            body.get("species"), *fields(draw, "every first_row rows_total"),
            listed(f"{row['row']}:{row['alive']}:{row['dead']}" for row in rows), sum(row["alive"] for row in rows),
            sum(row["dead"] for row in rows), *share,
        )  # fmt: skip


_STAND = (
    "planted", "replanted", "lost", "harvested", "alive", "dead", "planted_since", "replanted_since", "lost_since",
    "harvested_since", "places", "to_replant", "standing",
)  # fmt: skip


_OF_A_UNIT = ("planted", "replanted", "lost", "harvested", "to_replant", "standing")


def _stands(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for (unit, species), sums in sorted(reading.books.stands.items()):
        yield unit, species, *(sums.get(name, 0) for name in _STAND)


def _species(row: Row) -> str:
    """Of a planting it is known without its body."""
    species: str = row.species if row.kind in TREES_OF else (row.body or {}).get("species", "")
    return species


def _monitoring(reading: Reading) -> Iterator[tuple[Any, ...]]:
    seasons = sorted(fields(one.body or {}, "starts_on ends_on code") for one in reading.live("season"))
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    season_of: dict[str, str] = {}
    for one in reading.rows(*_MEASURE_OF):
        if one.status == "live":
            day = one.happened_on
            if day not in season_of:
                season_of[day] = next((code for first, last, code in reversed(seasons) if first <= day <= last), "")
            key = (one.subject, season_of[day], _species(one))
            if key not in found:
                found[key] = dict.fromkeys(_MEASURES, 0)
            found[key][_MEASURE_OF[one.kind]] += one.count
    terms = TermsOfUnits(reading)
    areas = {one.id: (one.body or {})["area_m2"] for one in reading.things("unit")}
    for key in sorted(found, key=in_bytes):
        if any(found[key].values()):
            ends = [last for _, last, code in seasons if code == key[1]]
            held = terms.on(key[0], min(max(ends), reading.last_day) if ends else reading.last_day)
            plantable = held.plantable_m2(areas[key[0]]) if key[0] in areas else None
            yield *key, *(found[key][name] for name in _MEASURES), plantable, held.certification()


class _OfUnits:
    """What is known of every unit, gathered once."""

    def __init__(self, reading: Reading) -> None:
        self.walks: dict[str, State] = {}
        for one in sorted(reading.live("border_walked"), key=lambda walk: (walk.happened_on, walk.position)):
            self.walks[(one.body or {})["unit"]] = one
        self.agreements = reading.live("agreement")
        self.days: dict[str, list[str]] = {}
        self.trees: dict[str, dict[str, int]] = {}
        batches: dict[str, set[str]] = {}
        species = {one.id: (one.body or {})["code"] for one in reading.things("species")}
        for one in reading.rows("planting", "replanting", "opening_planted"):
            if one.status != "live":
                continue
            unit = one.subject
            if one.kind != "opening_planted":
                self.days.setdefault(unit, []).append(one.happened_on)
                batches.setdefault(unit, set()).add(one.batch)
            if one.kind != "replanting":
                name = _species(one)
                code = species.get(name, name)
                sums = self.trees.setdefault(unit, {})
                sums[code] = sums.get(code, 0) + one.count
        lots = {one.id: one.body or {} for one in reading.things("seed_lot")}
        lot_of = {one.id: (one.body or {})["seed_lot"] for one in reading.things("batch_started", "opening_batch")}
        self.lots = {
            unit: [lots[lot] for lot in {lot_of.get(batch, "") for batch in found} if lot in lots]
            for unit, found in batches.items()
        }

        self._counts = self._counts_of_units(reading)

    @staticmethod
    def _counts_of_units(reading: Reading) -> dict[str, list[tuple[State, int]]]:
        """Live counts of live draws, with how many rows the unit has: the latest first."""
        draws = {one.id: one.body or {} for one in reading.live("survival_drawn")}
        found: dict[str, list[tuple[State, int]]] = {}
        live = [
            one for one, body in reading.stated("survival_count") if one.status == "live" and body["drawn"] in draws
        ]
        live.sort(key=lambda one: one.id)
        for one in sorted(live, key=lambda one: (one.happened_on, one.recorded_at), reverse=True):
            draw = draws[(one.body or {})["drawn"]]
            found.setdefault(draw["unit"], []).append((one, draw["rows_total"]))
        return found

    def survival(self, unit: State, began: str) -> tuple[Any, ...]:
        """The last count of a unit in its cycle that has trees: id, day, share, margin, trees."""
        for one, rows_total in self._counts.get(unit.id, []):
            rows = (one.body or {})["rows"]
            trees = sum(row["alive"] + row["dead"] for row in rows)
            if trees and one.happened_on >= began and one.committee == (unit.body or {})["committee"]:
                return one.id, one.happened_on, *share_of_rows(rows, rows_total), trees
        return (None,) * 5

    def agreement(self, subject: str, unit: State, day: str) -> State | None:
        """The most particular about a unit on a day, and of these the last that was signed."""
        found = []
        for one in self.agreements:
            body, about = one.body or {}, unit.body or {}
            place = _how_particular(body, unit.id, about["area"])
            holds = body["subject"] == subject and body["signed_on"] <= day <= body.get("ends_on", day)
            if place >= 0 and holds and body["committee"] == about["committee"]:
                found.append((place, body["signed_on"], one.position, one))
        return max(found, key=lambda rank: rank[:3])[3] if found else None


def _how_particular(body: dict[str, Any], unit: str, area: str) -> int:
    """2 about this unit, 1 about its area, 0 about all land, -1 about something else."""
    if "unit" in body:
        return 2 if body["unit"] == unit else -1
    if "area" in body:
        return 1 if body["area"] == area else -1
    return 0


def _certification(reading: Reading) -> Iterator[tuple[Any, ...]]:
    known, terms, states = _OfUnits(reading), TermsOfUnits(reading), reading.books.states
    of_stands = _of_stands(reading)
    areas = {one.id: (one.body or {})["code"] for one in reading.things("area")}
    began: dict[str, str] = {}
    for cycle in reading.live("cycle_opened"):
        body = cycle.body or {}
        began[body["unit"]] = max(body["starts_on"], began.get(body["unit"], ""))
    for one in sorted(reading.live("unit"), key=lambda unit: unit.id):
        body, version = one.body or {}, states[one.version]
        walk, days = known.walks.get(one.id), known.days.get(one.id, [])
        lots = known.lots.get(one.id, [])
        rights: list[Any] = []
        for subject in _SUBJECTS:
            right = known.agreement(subject, one, reading.last_day)
            holder = f"{subject.partition('_')[0]}_holder"
            rights += [right.id, (right.body or {})[holder]] if right else [None, None]
        walked = fields((walk.body or {}) if walk else {}, "area_m2 accuracy_m")
        trees, held = known.trees.get(one.id, {}), terms.on(one.id, reading.last_day)
        yield (
            one.id, *fields(body, "code committee area"), areas.get(body["area"]), body["area_m2"],
            body["spacing_cm"], trees_of_a_hectare(body["spacing_cm"]),
            trees_that_fit(body["area_m2"], body["spacing_cm"]), body.get("soil", "moist"), len(body["border"]),
            version.id, version.happened_on, version.author, walk.id if walk else None,
            walk.happened_on if walk else None, walk.author if walk else None, *walked,
            min(days) if days else None, max(days) if days else None,
            listed(f"{code}:{trees[code]}" for code in sorted(trees)), listed(sorted({lot["code"] for lot in lots})),
            "; ".join(sorted({lot["certificate"] for lot in lots if lot.get("certificate")})),
            *of_stands.get(one.id, (0,) * len(_OF_A_UNIT)), *known.survival(one, began.get(one.id, "")), *rights,
            held.record, excluded_parts(held.said), *held.cells(body["area_m2"]),
        )  # fmt: skip


def _of_stands(reading: Reading) -> dict[str, list[int]]:
    """These sums of all species of a unit together, by unit."""
    found: dict[str, list[int]] = {}
    for (unit, _), sums in reading.books.stands.items():
        before = found.get(unit, [0] * len(_OF_A_UNIT))
        found[unit] = [number + sums.get(name, 0) for number, name in zip(before, _OF_A_UNIT)]
    return found


CARE_TABLES = (
    table(
        "agreements", "record",
        "record status happened_on position author committee code subject land_holder timber_holder carbon_holder"
        " signed_on ends_on unit area photo_side", _agreements,
    ),
    table(
        "losses", "record",
        "record status kind happened_on author committee unit species cause product trees area_m2 photo_side", _losses,
    ),
    table("walks", "record", "record status happened_on author committee unit area_m2 accuracy_m corners", _walks),
    table(
        "survival", "record",
        "record status happened_on author committee drawn unit species every first_row rows_total rows alive dead"
        " per_mille margin", _survival,
    ),
    table("stands", "unit species", f"unit species {' '.join(_STAND)}", _stands),
    table(
        "monitoring", "unit season species",
        f"unit season species {' '.join(_MEASURES)} plantable_m2 certification", _monitoring,
    ),
    table(
        "certification", "unit",
        "unit code committee area area_code area_m2 spacing_cm target_density target_trees soil corners stated_in"
        " stated_on stated_by walk walked_on walked_by walked_m2 accuracy_m first_planted_on last_planted_on species"
        " seed_lots certificates planted replanted lost harvested to_replant standing survival survival_on"
        " survival_per_mille survival_margin survival_counted land_agreement land_holder timber_agreement timber_holder"
        " carbon_rights_agreement carbon_rights_holder description excluded previous_use preparation excluded_m2"
        " plantable_m2 certification", _certification,
    ),
)  # fmt: skip
