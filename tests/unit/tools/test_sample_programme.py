"""The sample programme holds together: it can be read, its references lead somewhere, its sums are right."""

import json
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from core.domain.bodies import fact_from
from core.domain.calendar import instant_ms, local_day
from core.domain.certifying import UnitCertified, UnitDescribed
from core.domain.identity import check_characters, parse_dni, parse_mobile
from core.domain.kinds import KINDS, read_fact
from core.domain.nurseries import BatchStock, OpeningBatch, SeedLot
from core.domain.people import Member, Officer, Person, is_member_on, is_minor, is_officer_on
from core.domain.plantings import OpeningPlanted
from core.domain.plots import Point, Unit, WaterBody
from core.domain.programme import SETTING_DEFAULTS, Season, Setting
from core.domain.rates import DatedRate, Rate, check_new_rate, rate_in_force
from core.domain.records import RecordId, record_id
from tools.sample_programme import FOLDER, rendered

METRES_PER_DEGREE = 6_371_008.8 * math.pi / 180
WATER_STRIP_M = SETTING_DEFAULTS["water_strip_m"]
STAND_IN_HASH = "0" * 64

FILES = sorted(FOLDER.glob("*.json"))
ENTRIES: list[dict[str, Any]] = [entry for path in FILES for entry in json.loads(path.read_text("utf-8"))]
IDS = {entry["ref"]: record_id("SAMPLE", seq) for seq, entry in enumerate(ENTRIES, start=1)}
REFS = {identifier: ref for ref, identifier in IDS.items()}


def resolved(value: Any) -> Any:
    """The value as a loader makes it: every "@ref" is the id of its record."""
    if isinstance(value, str) and value.startswith("@"):
        return IDS[value[1:]]
    if isinstance(value, list):
        return [resolved(inner) for inner in value]
    if isinstance(value, dict):
        return {name: resolved(inner) for name, inner in value.items()}
    return value


def fact(entry: dict[str, Any]) -> Any:
    body = resolved(entry["body"]) | dict.fromkeys(entry.get("side", {}), STAND_IN_HASH)
    return read_fact(entry["kind"], KINDS[entry["kind"]].shape.version, body)


FACTS = {entry["ref"]: fact(entry) for entry in ENTRIES}
PERSONS = {entry["ref"]: fact_from(Person, entry["side"]["person_side"]) for entry in ENTRIES if "side" in entry}


def facts_of(shape: type[Any]) -> dict[str, Any]:
    return {ref: found for ref, found in FACTS.items() if type(found) is shape}


UNITS: dict[str, Unit] = facts_of(Unit)
CODES = {unit.code for unit in UNITS.values()}
PLANTED: Counter[str] = Counter()
for planted in facts_of(OpeningPlanted).values():
    PLANTED[REFS[planted.unit]] += planted.trees


def mentioned(value: Any) -> Iterable[str]:
    if isinstance(value, str) and value.startswith("@"):
        yield value[1:]
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from mentioned(inner)


def metres(points: Iterable[Point], latitude: float) -> list[tuple[float, float]]:
    """East and north of the equator and Greenwich, flat at this latitude."""
    shrink = math.cos(math.radians(latitude))
    return [(p.lon_udeg / 1e6 * METRES_PER_DEGREE * shrink, p.lat_udeg / 1e6 * METRES_PER_DEGREE) for p in points]


def latitude_of(unit: Unit) -> float:
    return sum(point.lat_udeg for point in unit.border) / len(unit.border) / 1e6


def turns(points: list[tuple[float, float]]) -> list[float]:
    """At each corner, twice the area of the triangle with its neighbours; all positive means convex."""
    corners = zip(points, points[1:] + points[:1], points[2:] + points[:2], strict=True)
    return [(b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) for a, b, c in corners]


def distance_to_segment(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    along = (end[0] - start[0], end[1] - start[1])
    passed = (point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]
    share = max(0.0, min(1.0, passed / (along[0] ** 2 + along[1] ** 2)))
    return math.dist(point, (start[0] + share * along[0], start[1] + share * along[1]))


def distance_to_water(unit: Unit, water: WaterBody) -> float:
    """From a corner of the border or line to an edge of the other; they are shown apart by another test."""
    latitude = latitude_of(unit)
    ring, line = metres(unit.border, latitude), metres(water.line, latitude)
    edges, reaches = list(pairwise([*ring, ring[0]])), list(pairwise(line))
    return min(
        *(distance_to_segment(corner, *reach) for corner in ring for reach in reaches),
        *(distance_to_segment(bend, *edge) for bend in line for edge in edges),
    )


def separated(first: list[tuple[float, float]], second: list[tuple[float, float]]) -> bool:
    """Whether an edge of one convex ring has all of the other on its far side."""
    return any(
        all((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) < 0 for p in other)
        for ring, other in ((first, second), (second, first))
        for a, b in pairwise([*ring, ring[0]])
    )


# --- the files ----------------------------------------------------------------------------------------------


def test_the_generator_writes_these_very_files() -> None:
    assert {path.name: path.read_bytes() for path in FILES} == {
        name: text.encode("utf-8") for name, text in rendered().items()
    }


def test_each_entry_has_a_line_of_its_own() -> None:
    for path in FILES:
        inner = path.read_text("utf-8").splitlines()[1:-1]
        assert [json.loads(line.removesuffix(",")) for line in inner] == json.loads(path.read_text("utf-8"))


def test_a_ref_is_unique_and_comes_before_its_use() -> None:
    known: set[str] = set()
    for entry in ENTRIES:
        assert entry["ref"] not in known
        assert entry["ref"].partition(":")[0] == entry["kind"]
        assert set(mentioned(entry["body"])) <= known
        known.add(entry["ref"])


def test_references_lead_to_the_kind_that_the_field_names() -> None:
    names = {
        (name, entry["kind"], value[1:].partition(":")[0])
        for entry in ENTRIES
        for name, value in entry["body"].items()
        if isinstance(value, str) and value.startswith("@")
    }
    assert [found for found in names if found[0] != found[2]] == []


def test_only_what_the_shape_keeps_aside_is_in_a_side() -> None:
    for entry in ENTRIES:
        aside = {field.name for field in fields(KINDS[entry["kind"]].shape) if field.name.endswith("person_side")}
        assert set(entry.get("side", {})) == aside
        assert not aside & set(entry["body"])


def test_the_log_is_written_in_the_order_of_time() -> None:
    instants = [instant_ms(datetime.fromisoformat(entry["recorded_at"])) for entry in ENTRIES]
    assert instants == sorted(instants)
    for entry, instant in zip(ENTRIES, instants, strict=True):
        if entry["kind"].startswith("opening_"):
            assert entry["happened_on"] == "2014-01-15"
            assert local_day(instant) >= entry["happened_on"]
        else:
            assert local_day(instant) == entry["happened_on"]


def test_the_programme_comes_first_and_nothing_happens_before_it() -> None:
    assert ENTRIES[0]["kind"] == "programme"
    assert min(entry["happened_on"] for entry in ENTRIES) >= ENTRIES[0]["body"]["began_on"]


def test_codes_are_unique_in_their_kind() -> None:
    codes = Counter((entry["kind"], entry["body"].get("code")) for entry in ENTRIES)
    assert [found for found, times in codes.items() if found[1] and times > 1] == []


# --- programme, rates, people -------------------------------------------------------------------------------


def test_settings_that_are_stated_say_what_the_defaults_say() -> None:
    stated = {found.name: found.value for found in facts_of(Setting).values()}
    assert "plantings_per_person_day" in stated
    assert stated.items() <= SETTING_DEFAULTS.items()


def test_seasons_follow_each_other_without_a_gap() -> None:
    seasons = list(facts_of(Season).values())
    assert (seasons[0].code, seasons[-1].code) == ("2013-14", "2026-27")
    for earlier, later in pairwise(seasons):
        assert (earlier.ends_on[5:], later.starts_on[5:]) == ("05-31", "06-01")
        assert earlier.ends_on[:4] == later.starts_on[:4]


def test_rates_are_set_ahead_and_one_changes() -> None:
    earlier: list[DatedRate] = []
    days = {entry["ref"]: entry["happened_on"] for entry in ENTRIES}
    for ref, rate in facts_of(Rate).items():
        check_new_rate(earlier, rate, days[ref])
        earlier.append(DatedRate(RecordId(IDS[ref]), rate))
    expected = {"sapling_ready": 25, "tree_planted": 50, "tree_replanted": 0, "day_wage": 1500}
    for day, changed in (("2014-01-01", {}), ("2015-11-30", {}), ("2015-12-01", {"tree_replanted": 10})):
        found = {name: rate_in_force(earlier, name, day, "", "") for name in expected}
        assert {name: dated and dated.rate.centimos for name, dated in found.items()} == expected | changed


def test_ten_committees_have_three_hundred_and_fifty_families_and_up_to_fifty_members() -> None:
    kinds = Counter(entry["kind"] for entry in ENTRIES)
    assert (kinds["community"], kinds["committee"], kinds["household"]) == (10, 10, 350)
    sizes = Counter(member.committee for member in facts_of(Member).values())
    assert len(sizes) == 10
    assert all(30 <= size <= 50 for size in sizes.values())


def test_codes_of_members_begin_with_their_committee() -> None:
    for ref, member in facts_of(Member).items():
        assert ref == f"member:{member.code}"
        assert REFS[member.committee] == f"committee:{member.code[:3]}"
        assert FACTS[REFS[member.household]].committee == member.committee


def test_every_household_has_a_member_and_some_have_two() -> None:
    sizes = Counter(member.household for member in facts_of(Member).values())
    assert len(sizes) == 350
    assert max(sizes.values()) >= 2


def test_women_and_men_are_about_as_many() -> None:
    sexes = Counter(member.sex for member in facts_of(Member).values())
    assert abs(sexes["F"] - sexes["M"]) < sexes.total() // 10


def test_dnis_and_mobiles_are_well_formed_and_unique() -> None:
    dnis = [person.dni for person in PERSONS.values() if person.dni]
    mobiles = [person.mobile for person in PERSONS.values() if person.mobile]
    for dni in dnis:
        assert all(parse_dni(f"{dni}-{check}") == dni for check in check_characters(dni))
    assert [parse_mobile(mobile) for mobile in mobiles] == mobiles
    assert len(set(dnis)) == len(dnis)
    assert len(set(mobiles)) == len(mobiles)
    assert any(dni.startswith("0") for dni in dnis)
    assert 3 <= len(PERSONS) - len(dnis) <= 20


def test_no_two_persons_have_one_name() -> None:
    assert len({person.full_name for person in PERSONS.values()}) == len(PERSONS)


def test_some_births_are_only_a_year() -> None:
    assert {len(person.birth or "") for person in PERSONS.values()} == {4, 10}


def test_exactly_two_members_are_minors() -> None:
    minors = [ref for ref, person in PERSONS.items() if is_minor(str(person.birth), "2026-12-31")]
    assert minors == ["member:CHO-047", "member:CAJ-049"]
    grown_up = [ref for ref in facts_of(Member) if ref not in minors]
    assert [ref for ref in grown_up if is_minor(str(PERSONS[ref].birth), FACTS[ref].joined_on)] == []


def test_one_member_has_left() -> None:
    left = [found for found in facts_of(Member).values() if not is_member_on(found, "2026-12-31")]
    assert [(found.code, found.left_on) for found in left] == [("HUA-042", "2013-10-31")]


@pytest.mark.parametrize("day", ["2014-01-15", "2026-12-31"])
def test_each_committee_has_three_officers_of_its_own(day: str) -> None:
    in_office = [officer for officer in facts_of(Officer).values() if is_officer_on(officer, day)]
    for officer in in_office:
        member = FACTS[REFS[officer.member]]
        assert member.committee == officer.committee
        assert is_member_on(member, officer.starts_on)
        assert is_member_on(member, day)
    roles = Counter((officer.committee, officer.role) for officer in in_office)
    assert set(roles.values()) == {1}
    assert len(roles) == 30


def test_the_staff_is_there() -> None:
    staff = {ref: FACTS[ref].role for ref in PERSONS if ref.startswith("user:")}
    expected = {"T01": "technician", "T02": "technician", "C01": "coordinator", "C02": "approver"}
    assert staff == {f"user:{code}": role for code, role in expected.items()}
    assert PERSONS["user:T01"].full_name == "Rosa Mondragón Peña"


# --- land ---------------------------------------------------------------------------------------------------


def test_thirteen_areas_are_213_hectares() -> None:
    assert len({unit.area for unit in UNITS.values()}) == 13
    assert sum(unit.area_m2 for unit in UNITS.values()) == 2_130_000
    assert {unit.spacing_cm for unit in UNITS.values()} == {300, 260}
    assert 1 <= sum(unit.soil == "dry" for unit in UNITS.values()) <= 3


def test_a_unit_belongs_to_the_committee_of_its_areas_community() -> None:
    for ref, unit in UNITS.items():
        area = FACTS[REFS[unit.area]]
        assert ref == f"unit:{unit.code}"
        assert unit.code.startswith(f"{area.code}-")
        assert FACTS[REFS[unit.committee]].community == area.community


@pytest.mark.parametrize("ref", UNITS)
def test_a_border_is_convex_and_encloses_the_area(ref: str) -> None:
    unit = UNITS[ref]
    points = metres(unit.border, latitude_of(unit))
    enclosed = abs(sum(x * v - u * y for (x, y), (u, v) in pairwise([*points, points[0]]))) / 2
    assert 4 <= len(points) <= 8
    assert all(turn > 0 for turn in turns(points))
    assert enclosed == pytest.approx(unit.area_m2, rel=0.01)


def test_a_unit_lies_near_its_community() -> None:
    for unit in UNITS.values():
        community = FACTS[REFS[FACTS[REFS[unit.area]].community]]
        home = Point(community.lat_udeg, community.lon_udeg)
        (start, *corners) = metres([home, *unit.border], latitude_of(unit))
        assert all(100 < math.dist(start, corner) < 3_000 for corner in corners)


def test_no_two_units_overlap() -> None:
    rings = {ref: metres(unit.border, -5.1) for ref, unit in UNITS.items()}
    pairs = [(one, two) for one in rings for two in rings if one < two]
    assert [pair for pair in pairs if not separated(rings[pair[0]], rings[pair[1]])] == []


def test_water_crosses_no_unit() -> None:
    for unit in UNITS.values():
        ring = metres(unit.border, latitude_of(unit))
        for water in facts_of(WaterBody).values():
            reaches = pairwise(metres(water.line, latitude_of(unit)))
            assert all(separated(ring, [start, end]) for start, end in reaches)


def test_two_free_units_and_no_others_come_within_the_water_strip() -> None:
    waters = facts_of(WaterBody).values()
    near = [
        ref for ref, unit in UNITS.items() if min(distance_to_water(unit, water) for water in waters) <= WATER_STRIP_M
    ]
    assert near == ["unit:01-4", "unit:05-4"]
    assert [ref for ref in near if PLANTED[ref]] == []


def test_the_units_of_five_areas_are_described_and_the_planted_ones_certified() -> None:
    described = facts_of(UnitDescribed)
    assert {ref.partition(":")[2] for ref in described} == {code for code in CODES if code[:2] <= "05"}
    for ref, found in described.items():
        assert REFS[found.unit] == ref.replace("unit_described", "unit")
        assert found.excluded_m2 < UNITS[REFS[found.unit]].area_m2 // 5
    wet = [ref for ref, found in described.items() if any(part.reason == "water_strip" for part in found.excluded)]
    assert wet == ["unit_described:01-4", "unit_described:05-4"]
    certified = facts_of(UnitCertified).values()
    assert {REFS[found.unit] for found in certified} == {ref for ref in PLANTED if ref <= "unit:05-9"}
    assert {(found.scheme, found.status) for found in certified} == {
        ("CarbonFix", "certified"), ("Gold Standard", "applied"),
    }  # fmt: skip


# --- what there was on the opening day ----------------------------------------------------------------------


def test_192_hectares_are_planted_to_the_target() -> None:
    planted_units = [unit for ref, unit in UNITS.items() if PLANTED[ref]]
    assert sum(unit.area_m2 for unit in planted_units) == 1_920_000
    assert {ref: UNITS[ref].target_trees for ref in PLANTED} == PLANTED


def test_aliso_stands_on_moist_soil_only() -> None:
    opening = facts_of(OpeningPlanted).values()
    aliso = [UNITS[REFS[found.unit]] for found in opening if REFS[found.species] == "species:AJOR"]
    assert aliso != []
    assert {unit.soil for unit in aliso} == {"moist"}


@pytest.mark.parametrize("committee", ["committee:CHO", "committee:CAJ"])
def test_choco_and_cajas_have_room_and_saplings(committee: str) -> None:
    free = [
        unit
        for ref, unit in UNITS.items()
        if REFS[unit.committee] == committee and not PLANTED[ref] and unit.spacing_cm == 300
    ]
    batches = [found for found in facts_of(OpeningBatch).values() if REFS[found.committee] == committee]
    assert any(unit.area_m2 >= 20_000 and unit.soil == "moist" for unit in free)
    assert {"species:PPAT", "species:AJOR"} <= {REFS[batch.species] for batch in batches}


@pytest.mark.parametrize("ref", facts_of(OpeningBatch))
def test_the_sums_of_a_batch_hold(ref: str) -> None:
    batch = FACTS[ref]
    stock = BatchStock(
        pricked_out=batch.pricked_out,
        ready=batch.ready,
        dispatched=batch.dispatched,
        planted=batch.dispatched,
        dead=batch.dead,
    )
    assert min(stock.growing, stock.standing_ready, stock.in_the_field) >= 0
    assert batch.dispatched <= batch.ready <= batch.pricked_out
    assert FACTS[REFS[batch.seed_lot]].species == batch.species


def test_opening_records_stay_within_one_committee() -> None:
    for entry in ENTRIES:
        if entry["kind"] in ("opening_planted", "opening_balance"):
            found = FACTS[entry["ref"]]
            about = FACTS[REFS[found.unit if entry["kind"] == "opening_planted" else found.member]]
            assert about.committee == found.committee
            assert found.document


def test_balances_are_multiples_of_five_centimos() -> None:
    balances = [FACTS[ref].centimos for ref in FACTS if ref.startswith("opening_balance:")]
    assert len(balances) >= 5
    assert [centimos for centimos in balances if centimos <= 0 or centimos % 5] == []


def test_every_species_has_seed_and_one_lot_lacks_its_paper() -> None:
    lots = facts_of(SeedLot)
    assert len({lot.species for lot in lots.values()}) == 4
    bare = [
        ref
        for ref, lot in lots.items()
        if not (lot.certificate if lot.source == "seed" else lot.stand and lot.collected_on)
    ]
    assert bare == ["seed_lot:PRAD-2013-2"]
    assert all(lot.source in FACTS[REFS[lot.species]].grown_from for lot in lots.values())
    assert any(batch.seed_lot == IDS[bare[0]] for batch in facts_of(OpeningBatch).values())
