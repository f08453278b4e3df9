"""Writes the sample programme in assets/sample: an invented programme with ten committees.

Places, species and rates are those of the region. People, DNIs, telephones and papers are made up by seeded dice, so
the files come out the same to the byte everywhere. After a change here run `python -m tools.sample_programme`; never
edit the files by hand.

A file lists entries, one a line, in the order in which an office would have written them. A text that begins with "@"
stands for the record with that ref; `side` holds personal data that a body only names by its hash.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.domain.plots import trees_for
from tools.sample_certifiers import for_certifiers
from tools.sample_land import AREAS, FREE_UNITS, STREAMS, Dice, laid_out, on_the_map, ring, stream_past, unit_sizes

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "sample"

SETTINGS = {
    "plantings_per_person_day": 150, "pricked_out_per_person_day": 600, "density_tolerance_percent": 10,
    "water_strip_m": 30, "largest_count": 50_000, "recorded_late_days": 30, "duplicate_count_percent": 10,
}  # fmt: skip

# Code, name, INEI place code, latitude and longitude in µdeg, other spellings, members, households, and the
# day of November 2013 on which the office took down the committee's list.
COMMUNITIES: tuple[tuple[str, str, str, int, int, list[str], int, int, int], ...] = (
    ("CHO", "Choco", "2004100015", -5_117_730, -79_672_970, [], 46, 38, 11),
    ("AMA", "Alto Mayo", "2004100014", -5_112_690, -79_674_090, [], 38, 34, 12),
    ("CAJ", "Cajas", "2004100006", -5_103_800, -79_678_900, [], 48, 40, 13),
    ("CON", "Confesionarios", "2004100004", -5_097_690, -79_684_420, ["Confeccionarios"], 40, 35, 14),
    ("CHN", "Chontalí", "2004100005", -5_092_190, -79_689_830, ["Chontali", "Chontaly"], 37, 33, 15),
    ("LHU", "Las Huacas", "2004100003", -5_079_100, -79_709_670, [], 34, 31, 18),
    ("SCR", "Santa Cruz", "2004100012", -5_100_850, -79_658_300, [], 44, 38, 19),
    ("AHU", "Alto Huancabamba", "2004100013", -5_111_230, -79_667_810, [], 36, 32, 20),
    ("HUA", "Huambiche", "2004100016", -5_129_350, -79_658_770, [], 42, 36, 21),
    ("SLO", "Sargento Lórez", "2004100007", -5_102_910, -79_697_390, ["Sargento Lorenz"], 35, 33, 22),
)

SPECIES: tuple[dict[str, Any], ...] = (
    {"code": "PPAT", "latin_name": "Pinus patula", "local_name": "pino pátula", "status": "exotic",
     "grown_from": ["seed"], "harvest": "poles"},
    {"code": "PRAD", "latin_name": "Pinus radiata", "local_name": "pino radiata", "status": "exotic",
     "grown_from": ["seed"], "harvest": "poles"},
    {"code": "AJOR", "latin_name": "Alnus jorullensis", "local_name": "aliso", "status": "native",
     "grown_from": ["seed", "wildling"], "soil": "moist", "harvest": "firewood"},
    {"code": "PINC", "latin_name": "Polylepis incana", "local_name": "queñoal", "status": "native",
     "grown_from": ["cutting", "seed"], "harvest": "never"},
)  # fmt: skip

# The lot PRAD-2013-2 lacks its certificate: what a missing paper does can be shown with it.
_CERTIFICATE = "Constancia de semilla no transgénica"
SEED_LOTS: tuple[dict[str, str], ...] = (
    {"code": "PPAT-2013-1", "source": "seed", "certificate": f"{_CERTIFICATE} 0118-2013"},
    {"code": "PRAD-2013-1", "source": "seed", "certificate": f"{_CERTIFICATE} 0121-2013"},
    {"code": "PRAD-2013-2", "source": "seed"},
    {"code": "AJOR-2013-1", "source": "seed", "certificate": f"{_CERTIFICATE} 0119-2013"},
    {"code": "AJOR-2013-2", "source": "wildling", "stand": "Quebrada El Aliso", "collected_on": "2013-05-28"},
    {"code": "PINC-2013-1", "source": "cutting", "stand": "Peña Verde", "collected_on": "2013-06-04"},
    {"code": "PINC-2013-2", "source": "cutting", "stand": "Filo Alto", "collected_on": "2013-06-11"},
)

RATES = (("sapling_ready", 25), ("tree_planted", 50), ("tree_replanted", 0), ("day_wage", 1500))

# Committee, number, seed lot, pricked out, ready, dispatched, dead.
OPENING_BATCHES = (
    ("CHO", 1, "PPAT-2013-1", 9_800, 6_200, 2_100, 410), ("CHO", 2, "AJOR-2013-1", 5_200, 3_100, 1_200, 260),
    ("CHO", 3, "PINC-2013-1", 1_600, 700, 300, 340), ("AMA", 1, "PPAT-2013-1", 4_500, 1_240, 0, 180),
    ("CAJ", 1, "PPAT-2013-1", 11_400, 7_350, 2_600, 520), ("CAJ", 2, "AJOR-2013-2", 4_800, 2_640, 900, 190),
    ("CAJ", 3, "PRAD-2013-1", 3_000, 1_240, 0, 110), ("CHN", 1, "PPAT-2013-1", 3_600, 2_000, 2_000, 95),
    ("LHU", 1, "PINC-2013-2", 1_850, 820, 400, 510), ("SCR", 1, "PPAT-2013-1", 7_200, 4_300, 1_750, 335),
    ("SCR", 2, "PRAD-2013-1", 2_900, 1_100, 600, 140), ("AHU", 1, "AJOR-2013-2", 2_400, 900, 250, 85),
    ("HUA", 1, "PRAD-2013-2", 2_700, 1_050, 0, 120), ("HUA", 2, "AJOR-2013-1", 2_200, 1_300, 450, 75),
)  # fmt: skip

# What single members had still to get, in céntimos.
OPENING_BALANCES = {
    "CHO-005": 4_275, "CHO-012": 1_830, "CHO-021": 9_960, "CHO-033": 25, "AMA-007": 3_115, "CAJ-006": 5_550,
    "CAJ-014": 2_785, "CAJ-027": 640, "SCR-010": 7_205, "AHU-009": 1_995, "HUA-011": 2_450, "HUA-042": 1_225,
}  # fmt: skip

USERS = (
    ("T01", "technician", "Rosa", "Mondragón", "Peña", 1984),
    ("T02", "technician", "Wilmer Iván", "Saguma", "Elera", 1979),
    ("C01", "coordinator", "Nelly Maribel", "Ojeda", "Zurita", 1976),
    ("C02", "approver", "Aurelio", "Berrú", "Tineo", 1968),
)
ROLES = ("president", "treasurer", "fiscal")
LEFT = {"HUA-042": "2013-10-31"}
MINORS = (("CHO-047", "M", 2010), ("CAJ-049", "F", 2011))

SURNAMES = """
Abad Adrianzén Alberca Aponte Bermeo Berrú Calle Calva Campos Carhuapoma Castillo Chinchay Chuquihuanga Cruz
Córdova Culquicóndor Domínguez Elera Facundo Flores García Gonza Granda Guerrero Huamán Huanca Ibáñez Jiménez
Labán Lizana Livia Manchay Meléndrez Morocho Muñoz Neira Núñez Ñaupas Ojeda Peña Pintado Pusma Quinde Ramírez
Reyes Rivera Román Saguma Santos Sembrera Ticliahuanca Tineo Tocto Troncos Umbo Velásquez Yangua Zurita
"""
GIVEN_NAMES = {
    "F": """
Aída Alicia Ana Aurora Bertha Carmen Celia Delia Dina Dominga Elena Elvia Emérita Esther Filomena Flor Gladys
Herminia Hilda Isabel Juana Julia Leonor Lidia Lucía Luz Margarita María Marleny Melva Mercedes Nélida Olga
Petronila Rosa Rosaura Santos Segunda Teodora Teresa Violeta Yolanda Zoila
""",
    "M": """
Abel Adán Agustín Alejandro Andrés Ángel Antonio Arsenio Benigno César Cipriano Darwin Edilberto Elmer Esteban
Eusebio Félix Fidel Florentino Genaro Gilberto Hipólito Isidro Jacinto José Juan Lázaro Leoncio Lorenzo Luis
Manuel Marcial Máximo Néstor Orlando Pascual Porfirio Ramón Santos Segundo Teófilo Víctor Wilson
""",
}


@dataclass
class Log:
    """The entries by file. What is recorded on a day is recorded from nine in Lima on, two minutes apart."""

    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _on_day: dict[str, int] = field(default_factory=dict)

    def open(self, file: str, happened_on: str, recorded_on: str = "") -> None:
        self._entries = self.files.setdefault(file, [])
        self._happened_on, self._recorded_on = happened_on, recorded_on or happened_on

    def add(self, ref: str, **body: Any) -> dict[str, Any]:
        """Add an entry and return it; its kind is what stands before the colon of its ref."""
        number = self._on_day[self._recorded_on] = self._on_day.get(self._recorded_on, -1) + 1
        hours, minutes = divmod(14 * 60 + 2 * number, 60)
        entry = {"ref": ref, "kind": ref.partition(":")[0], "happened_on": self._happened_on}
        entry["recorded_at"] = f"{self._recorded_on}T{hours:02}:{minutes:02}:00Z"
        self._entries.append(entry | {"body": body})
        return self._entries[-1]


class People:
    """Invents persons; no DNI and no mobile comes twice."""

    def __init__(self) -> None:
        self.dice = Dice("people")
        self._taken: set[str] = set()

    def person(self, sex: str, born: tuple[int, int], surnames: tuple[str, ...] = ()) -> dict[str, str]:
        """Somebody of these years, with these surnames or any; few are without DNI, half without mobile."""
        names = [self.dice.pick(GIVEN_NAMES[sex].split()) for _ in range(1 + self.dice.below(2))]
        father, mother = surnames or [self.dice.pick(SURNAMES.split()) for _ in range(2)]
        person = {"given_names": " ".join(dict.fromkeys(names))}
        person |= {"first_surname": father, "second_surname": mother}
        birth = self.dice.day(*born)
        if self.dice.below(100) < 98:
            person["dni"] = self.dni(int(birth[:4]))
        person["birth"] = birth[: self.dice.pick((4, 10, 10))]
        if self.dice.below(2):
            person["mobile"] = self._fresh("9", 8)
        return person

    def dni(self, year: int) -> str:
        """Eight digits; those of older people begin with a zero."""
        prefix = self.dice.pick(("02", "03")) if year < 1974 else "4" if year < 2000 else "6"
        return self._fresh(prefix, 8 - len(prefix))

    def _fresh(self, prefix: str, digits: int) -> str:
        number = prefix + "".join(str(self.dice.below(10)) for _ in range(digits))
        if number in self._taken:
            return self._fresh(prefix, digits)
        self._taken.add(number)
        return number


@dataclass(frozen=True)
class Listed:
    """A line of a committee's list, before it has its number."""

    sex: str
    household: str
    person: dict[str, str]


def write_programme(log: Log, people: People) -> None:
    """What comes first: settings, staff, communities with their committees, species and seed."""
    log.open("10_programme", "2013-04-15")
    name = "Reforestación comunal de la sierra de Piura"
    log.add("programme:PIURA", code="PIURA", name=name, began_on="2013-04-15")
    for name, value in SETTINGS.items():
        log.add(f"setting:{name}", name=name, value=value, starts_on="2013-04-15")
    add_season(log, 2013)
    for code, role, given, father, mother, year in USERS:
        person = {"given_names": given, "first_surname": father, "second_surname": mother}
        person |= {"dni": people.dni(year), "birth": str(year)}
        log.add(f"user:{code}", code=code, role=role)["side"] = {"person_side": person}
    log.open("20_communities", "2013-05-02")
    for code, name, ubigeo, lat, lon, others, *_ in COMMUNITIES:
        body = {"code": code, "name": name, "ubigeo_inei": ubigeo, "lat_udeg": lat, "lon_udeg": lon}
        log.add(f"community:{code}", **body, **({"other_names": others} if others else {}))
    for code, name, *_ in COMMUNITIES:
        full_name = f"Comité de reforestación {name}"
        log.add(f"committee:{code}", code=code, name=full_name, community=f"@community:{code}")
    log.open("30_species", "2013-06-17")
    for species in SPECIES:
        log.add(f"species:{species['code']}", **species)
    for lot in SEED_LOTS:
        log.add(f"seed_lot:{lot['code']}", species=f"@species:{lot['code'][:4]}", **lot)


def add_season(log: Log, year: int) -> None:
    code = f"{year}-{(year + 1) % 100:02}"
    days = {"starts_on": f"{year}-06-01", "ends_on": f"{year + 1}-05-31"}
    log.add(f"season:{code}", code=code, name=f"Campaña {code}", **days)


def write_land(log: Log) -> None:
    log.open("40_land", "2013-09-09")
    for code, community, name, *_ in AREAS:
        log.add(f"area:{code}", code=code, name=name, community=f"@community:{community}")
    log.open("40_land", "2013-09-16")
    positions = {code: {"lat_udeg": lat, "lon_udeg": lon} for code, _, _, lat, lon, *_ in COMMUNITIES}
    dice, sizes, lines = Dice("borders"), unit_sizes(), {}
    for area, community, _, _, east, north in AREAS:
        units = [code for code in sizes if code[:2] == area]
        placed = laid_out([ring(dice, sizes[code][0]) for code in units])
        origin = on_the_map(positions[community], [(east, north)])[0]
        for code, points in zip(units, placed, strict=True):
            area_m2, spacing_cm, soil = sizes[code]
            belongs = {"committee": f"@committee:{community}", "area": f"@area:{area}", "code": code}
            figures = {"area_m2": area_m2, "spacing_cm": spacing_cm, "soil": soil}
            log.add(f"unit:{code}", **belongs, **figures, border=on_the_map(origin, points))
            lines[code] = on_the_map(origin, stream_past(points))
    for code, name, unit in STREAMS:
        log.add(f"water_body:{code}", code=code, name=name, line=lines[unit])


def invent_families(people: People, committee: str, members: int, households: int) -> list[list[Listed]]:
    """The members by household: a couple or one person; first a younger couple, then a woman."""
    couples = {1, *range(households, 2, -1)[: members - households - 1]}
    families = []
    for number in range(1, households + 1):
        head = "F" if number == 2 else people.dice.pick(("F", "M"))
        sexes = [head, "M" if head == "F" else "F"] if number in couples else [head]
        household = f"{committee}-F{number:02}"
        year = 1978 if number == 1 else 1948 + people.dice.below(38)
        families.append([Listed(sex, household, people.person(sex, (year, year + 5))) for sex in sexes])
    return families


def write_people(log: Log, people: People) -> dict[str, list[Listed]]:
    """The lists of the committees, officers first and then by household; returned by committee."""
    lists = {}
    for committee, _, _, _, _, _, members, households, day in COMMUNITIES:
        log.open("50_people", f"2013-11-{day}")
        families = invent_families(people, committee, members, households)
        for number in range(1, households + 1):
            code = f"{committee}-F{number:02}"
            log.add(f"household:{code}", code=code, committee=f"@committee:{committee}")
        officers = [family[0] for family in families[: len(ROLES)]]
        listed = sorted((one for family in families for one in family), key=lambda one: one not in officers)
        lists[committee] = listed
        for number, one in enumerate(listed, start=1):
            founder = one in officers or people.dice.below(100) < 70
            joined_on = f"2009-08-{day}" if founder else people.dice.day(2010, 2013, months=9)
            add_member(log, one, code=f"{committee}-{number:03}", joined_on=joined_on)
        for number, role in enumerate(ROLES, start=1):
            office = {"member": f"@member:{committee}-{number:03}", "role": role, "starts_on": "2013-05-12"}
            log.add(f"officer:{committee}:{role}", committee=f"@committee:{committee}", **office)
    return lists


def add_member(log: Log, one: Listed, *, code: str, joined_on: str) -> None:
    body = {"committee": f"@committee:{code[:3]}", "code": code, "sex": one.sex, "joined_on": joined_on}
    body["household"] = f"@household:{one.household}"
    if code in LEFT:
        body["left_on"] = LEFT[code]
    log.add(f"member:{code}", **body)["side"] = {"person_side": one.person}


def mixture(dice: Dice, trees: int, soil: str) -> dict[str, int]:
    """Which trees stand in a unit: one species, or two in about a third of them; aliso only on moist soil."""
    choices = ["PPAT"] * 10 + ["PRAD"] * 4 + ["PINC"] * 2 + ["AJOR"] * (5 if soil == "moist" else 0)
    first, second = dice.pick(choices), dice.pick(choices)
    lesser = 0 if first == second or dice.below(2) else trees * (15 + dice.below(26)) // 100
    return {first: trees - lesser} | ({second: lesser} if lesser else {})


def write_openings(log: Log) -> None:
    """The first rates, and what there was on the opening day: planted trees, nursery stock, sums owed."""
    log.open("60_rates", "2013-12-20")
    for activity, centimos in RATES:
        log.add(f"rate:{activity}:2014", activity=activity, centimos=centimos, starts_on="2014-01-01")
    log.open("70_openings", "2014-01-15", recorded_on="2014-01-20")
    dice, owners = Dice("openings"), {area: community for area, community, *_ in AREAS}
    planted = {code: size for code, size in unit_sizes().items() if code not in FREE_UNITS}
    for code, (area_m2, spacing_cm, soil) in planted.items():
        planted_on = dice.day(2010, 2013, months=3)
        paper = {"planted_on": planted_on, "document": f"Acta de plantación {planted_on[:4]}, unidad {code}"}
        place = {"committee": f"@committee:{owners[code[:2]]}", "unit": f"@unit:{code}"}
        for species, trees in mixture(dice, trees_for(area_m2, spacing_cm), soil).items():
            ref = f"opening_planted:{code}:{species}"
            log.add(ref, **place, species=f"@species:{species}", trees=trees, **paper)
    for committee, number, lot, pricked_out, ready, dispatched, dead in OPENING_BATCHES:
        code = f"{committee}-2013-{number}"
        origin = {"committee": f"@committee:{committee}", "species": f"@species:{lot[:4]}"}
        stock = {"pricked_out": pricked_out, "ready": ready, "dispatched": dispatched, "dead": dead}
        log.add(f"opening_batch:{code}", **origin, seed_lot=f"@seed_lot:{lot}", code=code, **stock)
    for member, centimos in OPENING_BALANCES.items():
        payee = {"committee": f"@committee:{member[:3]}", "member": f"@member:{member}"}
        document = f"Planilla 2013-12 {member[:3]}, saldo por pagar"
        log.add(f"opening_balance:{member}", **payee, centimos=centimos, document=document)


def write_later_years(log: Log, people: People, lists: dict[str, list[Listed]]) -> None:
    """What the office added later: every January a campaign, a rate for replantings, two young members."""
    for year in range(2014, 2027):
        log.open("80_later_years", f"{year}-01-23")
        add_season(log, year)
        if year == 2015:
            log.open("80_later_years", "2015-11-16")
            change = {"centimos": 10, "starts_on": "2015-12-01"}
            log.add("rate:tree_replanted:2015", activity="tree_replanted", **change)
    log.open("80_later_years", "2026-02-06")
    for code, sex, born in MINORS:
        couple = [one for one in lists[code[:3]] if one.household.endswith("F01")]
        mother, father = sorted(couple, key=lambda one: one.sex)
        surnames = (father.person["first_surname"], mother.person["first_surname"])
        young = Listed(sex, father.household, people.person(sex, (born, born), surnames))
        add_member(log, young, code=code, joined_on="2026-02-06")


def rendered() -> dict[str, str]:
    """File name → text: a JSON array with one entry a line."""
    log, people = Log(), People()
    write_programme(log, people)
    write_land(log)
    lists = write_people(log, people)
    write_openings(log)
    log.open("75_certifiers", "2014-01-21")
    areas_m2 = {code: size[0] for code, size in unit_sizes().items()}
    for ref, body in for_certifiers(Dice("certifiers"), areas_m2, FREE_UNITS, [unit for *_, unit in STREAMS]):
        log.add(ref, **body)
    write_later_years(log, people, lists)
    lines = {name: [json.dumps(entry, ensure_ascii=False) for entry in log.files[name]] for name in log.files}
    return {f"{name}.json": "[\n" + ",\n".join(entries) + "\n]\n" for name, entries in lines.items()}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file_name, text in rendered().items():
        (FOLDER / file_name).write_text(text, encoding="utf-8", newline="\n")
