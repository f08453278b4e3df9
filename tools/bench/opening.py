"""The office's part of the benches' programme: places, people, land and rates, with room for a long season.

Everything is made up and the same every time. It is larger than the sample programme on purpose: committees of fifty,
and land enough that no planting is ever one too many.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from core.domain.bodies import Count, Day, SideHash
from core.domain.nurseries import SeedLot, Species
from core.domain.people import Committee, Community, Member, Officer, Person, User
from core.domain.plots import Area, Point, Unit, WaterBody
from core.domain.programme import Programme, Setting
from core.domain.rates import Rate
from core.domain.records import RecordId, record_id
from core.usecases.own_log import OFFICE_AUTHOR, Statement, side_row

PROGRAMME = "BANCO"
BEGAN_ON = Day("2024-01-02")
BEGAN_MS = 1_704_204_000_000
"""09:00 in Lima on that day."""

COMMITTEES = 10
MEMBERS = 50
UNITS = 40
AREA_M2 = Count(400_000)
SPACING_CM = Count(300)
SIDE_UDEG = 5_700
"""About the side of a square of AREA_M2."""
SPECIES = (
    ("PPAT", "Pinus patula", "pino pátula"),
    ("PRAD", "Pinus radiata", "pino radiata"),
    ("AJOR", "Alnus jorullensis", "aliso"),
    ("PINC", "Polylepis incana", "queñoal"),
)
SURNAMES = ("Huamán", "Neira", "Ñaupari", "Chuquihuanga", "Guerrero", "Yangua", "Peña", "Labán", "Córdova", "Elera")
GIVEN_NAMES = ("Juana", "Segundo", "Rosa", "Wilmer", "Dominga", "Esteban", "Celia", "Arsenio", "Marleny", "Néstor")


@dataclass(frozen=True)
class Place:
    """A committee as the season needs it: its id, its people, its officer, and its units with a place in each."""

    committee: RecordId
    members: tuple[RecordId, ...]
    officer: RecordId
    units: tuple[tuple[RecordId, Point], ...]


@dataclass
class Opening:
    """All that the office states before the season, with ids that hold when these are the first records of `origin`."""

    origin: str
    statements: list[Statement] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    species: list[RecordId] = field(default_factory=list)
    lots: list[RecordId] = field(default_factory=list)
    users: list[RecordId] = field(default_factory=list)

    def say(self, fact: Any, **people: Person) -> RecordId:
        number = len(self.statements) + 1
        sides = {name: side_row(person, _salt(number)) for name, person in people.items()}
        self.statements.append(Statement(fact, BEGAN_ON, OFFICE_AUTHOR, BEGAN_MS + number * 1000, sides))
        return record_id(self.origin, number)


def make_opening(origin: str, committees: int = COMMITTEES) -> Opening:
    """The whole opening, with this many committees."""
    opening = Opening(origin)
    opening.say(Programme(PROGRAMME, "Programa de medición", BEGAN_ON))
    opening.say(Setting("largest_count", 500_000, BEGAN_ON))
    for code, latin_name, local_name in SPECIES:
        species = opening.say(Species(code, latin_name, local_name, "native", ("seed",)))
        opening.species.append(species)
        opening.lots.append(opening.say(SeedLot(f"{code}-1", species, "seed", f"Constancia {code}")))
    for number in range(1, 3):
        user = User(f"T{number:02d}", "technician", _NO_SIDE)
        opening.users.append(opening.say(user, person_side=_person(number, 1980)))
    opening.say(Rate("sapling_ready", Count(25), BEGAN_ON))
    opening.say(Rate("tree_planted", Count(50), BEGAN_ON))
    for species in opening.species:
        opening.say(Rate("tree_planted", Count(45), BEGAN_ON, species=species))
    for number in range(2):
        line = (Point(-5_400_000, -79_900_000 - number), Point(-5_410_000, -79_900_000 - number))
        opening.say(WaterBody(f"Q{number}", f"Quebrada {number}", line))
    opening.places = [_place(opening, number) for number in range(1, committees + 1)]
    return opening


def _place(opening: Opening, number: int) -> Place:
    lat_udeg, lon_udeg = -5_000_000 - number * 20_000, -79_600_000
    community = opening.say(Community(f"K{number:02d}", f"Caserío {number}", "2004100015", lat_udeg, lon_udeg))
    committee = opening.say(Committee(f"C{number:02d}", f"Comité {number}", community))
    members = tuple(_member(opening, committee, number, index) for index in range(MEMBERS))
    officer = members[0]
    opening.say(Officer(committee, officer, "president", BEGAN_ON))
    area = opening.say(Area(f"A{number:02d}", f"Ladera {number}", community))
    units = tuple(_unit(opening, committee, area, lat_udeg, lon_udeg, index) for index in range(UNITS))
    return Place(committee, members, officer, units)


def _member(opening: Opening, committee: RecordId, number: int, index: int) -> RecordId:
    sex = "F" if index % 2 else "M"
    member = Member(committee, f"C{number:02d}-{index + 1:03d}", sex, BEGAN_ON, _NO_SIDE)  # type: ignore[arg-type]
    return opening.say(member, person_side=_person(number * MEMBERS + index, 1950 + index))


def _unit(
    opening: Opening, committee: RecordId, area: RecordId, lat_udeg: int, lon_udeg: int, index: int
) -> tuple[RecordId, Point]:
    south, west = lat_udeg, lon_udeg - index * SIDE_UDEG
    corners = ((0, 0), (0, SIDE_UDEG), (SIDE_UDEG, SIDE_UDEG), (SIDE_UDEG, 0))
    border = tuple(Point(south + north, west + east) for north, east in corners)
    unit = opening.say(Unit(committee, area, f"U{index + 1:02d}", AREA_M2, SPACING_CM, border))
    return unit, Point(south + SIDE_UDEG // 2, west + SIDE_UDEG // 2)


def _person(number: int, birth_year: int) -> Person:
    first, second, given = (
        names[number // step % 10] for names, step in ((SURNAMES, 1), (SURNAMES, 10), (GIVEN_NAMES, 7))
    )
    return Person(given, first, second, f"{10_000_000 + number}", str(birth_year))


def _salt(number: int) -> bytes:
    return hashlib.sha256(b"planton bench %d" % number).digest()[:16]


_NO_SIDE = SideHash("0" * 64)
"""Takes the place of the hash that the statement's side row brings."""
