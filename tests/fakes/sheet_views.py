"""Pay sheets as views, made up but true: every line is drawn by the programme's own rule from its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from core.domain.identity import name_sort_key
from core.domain.sheets import OpenAmount, draw_line, hash_of_lines
from core.usecases.views.money import LineReason, SheetLineView, SheetSummary, SheetView

COMMITTEES = ("Alto Mayo", "Cajas", "Chontalí", "Choco", "Sargento Lórez")
SPECIES = ("pino pátula", "pino radiata", "aliso", "queñoal")
RATES_CENTIMOS = {"sapling_ready": 25, "tree_planted": 50, "day_wage": 1500}
_SURNAMES = (
    "Chuquihuanga", "Palacios", "Huamán", "Ñaupari", "Peña", "Córdova", "Saguma", "Elera", "Ojeda", "Zurita",
    "Mondragón", "Guerrero", "Yangua", "Quispe", "Carhuapoma", "Neyra", "Ríos", "Jiménez",
)  # fmt: skip
_NAMES = (
    "María Encarnación", "Segundo", "José Santos", "Rosa", "Wilmer Iván", "Nelly Maribel", "Ángel", "Flor de María",
    "Teófilo", "Berta", "Agapito", "Lucía",
)  # fmt: skip


def reason(
    record: str = "7KQ2MX-1",
    item_kind: str = "share",
    centimos: int = 5000,
    *,
    activity: str = "tree_planted",
    species: str = "pino pátula",
    count: int = 0,
    half_days: int = 0,
    rate: int = 50,
    happened_on: str = "2026-02-10",
    cause: str = "",
) -> LineReason:
    """One claimed item; without a count and half-days it says only its amount."""
    return LineReason(
        record, item_kind, happened_on, activity, "01-3", species, count, half_days, rate, centimos,
        cause or record,
    )  # fmt: skip


def planted(count: int, record: str = "7KQ2MX-1", species: str = "pino pátula") -> LineReason:
    return reason(record, centimos=count * 50, count=count, species=species)


def line(
    reasons: Sequence[LineReason],
    *,
    place: int = 1,
    name: str = "Peña Ríos, Rosa",
    dni: str = "47093950",
    committee: str = "Choco",
    by_transfer: bool = False,
    up: bool = False,
    payee: str = "",
) -> SheetLineView:
    """A line drawn from its reasons; raises ValueError where they come to less than the smallest coin."""
    amounts = [OpenAmount(item.record, item.item_kind, item.happened_on, item.centimos) for item in reasons]
    drawn = draw_line(amounts, "2026-02-28", up=up, exact=by_transfer, recovery_percent=50)
    if drawn is None:
        raise ValueError("there is nothing to pay")
    return SheetLineView(
        place=place,
        payee=payee or f"AAAAAA-{100 + place}",
        code=f"{committee[:3].upper()}-{place:03d}",
        name=name,
        dni=dni,
        committee=f"committee-{committee}",
        committee_name=f"Comité de reforestación {committee}",
        gross_centimos=drawn.gross_centimos,
        recovery_centimos=drawn.recovery_centimos,
        recovered_centimos=drawn.recovered_centimos,
        payable_centimos=drawn.payable_centimos,
        by_transfer=by_transfer,
        state="unassigned",
        reasons=tuple(reasons[claimed] for claimed in drawn.claimed),
    )


def sheet_view(lines: Sequence[SheetLineView], *, number: int = 12, state: str = "approved") -> SheetView:
    """The sheet of these lines, as the office would show it."""
    payable = sum(each.payable_centimos for each in lines)
    names = tuple(dict.fromkeys(each.committee_name for each in lines))
    return SheetView(
        summary=SheetSummary(
            "AAAAAA-90", number, state, "2026-02-28", "AAAAAA-80", "Bonos de carbono 2025", names, len(lines), 0,
            payable, 0,
        ),
        heading="Planilla de incentivos por plantones",
        organisation="Progreso",
        office_phone="969 123 456",
        funder="Cafédirect",
        lines_hash=hash_of_lines((each.payee, each.gross_centimos, each.payable_centimos) for each in lines),
        drafted_by="Nelly Maribel Ojeda Zurita",
        approved_by=("Carlos Alberto Ríos Neyra",) if state not in ("draft", "locked") else (),
        lines=tuple(lines),
        left=(),
        steps=(),
    )  # fmt: skip


def many_lines(number: int, activities: int = 3, seed: int = 1) -> list[SheetLineView]:
    """So many different people in the order of the list, each with so many activities and a few with older amounts."""
    chance = Random(seed)
    people = [_person(place, activities, chance) for place in range(number)]
    people.sort(key=lambda person: (name_sort_key(person[1]), name_sort_key(person[0])))
    made = []
    for place, (name, committee, reasons) in enumerate(people, start=1):
        dni = "" if place % 17 == 5 else f"{chance.randrange(10**8):08d}"
        made.append(line(reasons, place=place, name=name, dni=dni, committee=committee, by_transfer=place % 13 == 7))
    return made


def _person(place: int, activities: int, chance: Random) -> tuple[str, str, list[LineReason]]:
    surnames = f"{_SURNAMES[place % len(_SURNAMES)]} {_SURNAMES[(place // len(_SURNAMES) * 5 + 3) % len(_SURNAMES)]}"
    name = f"{surnames}, {chance.choice(_NAMES)}"
    record = 1000 * place
    reasons = []
    for which in range(activities):
        activity = ("tree_planted", "sapling_ready", "day_wage")[which % 3]
        species = "" if activity == "day_wage" else SPECIES[which % len(SPECIES)]
        for _ in range(chance.randint(1, 3)):
            record += 1
            reasons.append(_work(f"7KQ2MX-{record}", activity, species, chance))
    if place % 4 == 1:
        reasons.append(reason(f"7KQ2MX-{record + 1}", "remainder", 5, activity="", species="", rate=0))
    if place % 9 == 2:
        reasons.append(reason(f"7KQ2MX-{record + 2}", "recovery", -1250, activity="", species="", rate=0))
    return name, chance.choice(COMMITTEES), reasons


def _work(record: str, activity: str, species: str, chance: Random) -> LineReason:
    rate = RATES_CENTIMOS[activity]
    if activity == "day_wage":
        days = chance.randint(1, 5)
        return reason(record, centimos=rate * days // 2, activity=activity, species=species, half_days=days, rate=rate)
    if chance.random() < 0.3:
        return reason(
            record, centimos=chance.randint(100, 2500), activity=activity, species=species,
            half_days=chance.randint(1, 6), rate=rate,
        )  # fmt: skip
    count = chance.randint(20, 400)
    return reason(record, centimos=rate * count, activity=activity, species=species, count=count, rate=rate)
