"""The small programme with which every history of money begins: what its office stated before the first day.

Two committees, nine people (one of them too young to be paid), four technicians who share some tablets, four people in
the office. Amounts are chosen so that shares end in odd céntimos.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.domain.bodies import Amount, Centimos, Count, Day, SideHash
from core.domain.calendar import LIMA, instant_ms
from core.domain.funds import ExchangeRate, Fund, GrantReceived
from core.domain.items import OpeningBalance
from core.domain.nurseries import Dispatched, OpeningBatch, SeedLot, Species
from core.domain.people import Committee, Community, Member, Officer, Person, User
from core.domain.plots import Area, Point, Unit
from core.domain.programme import Programme
from core.domain.rates import Rate
from core.domain.records import Origin, RecordId
from core.storage.store import SqlStore
from core.sync.letting_in import enrolment
from core.usecases.office.opening import state_facts
from core.usecases.own_log import OFFICE_AUTHOR, Statement, side_row
from tools.sample import PROGRAMME, SampleServer, seeded_key

START_MS = instant_ms(datetime(2014, 12, 18, 9, 0, tzinfo=LIMA))
"""Nine in the morning of a Thursday, two weeks before a month ends."""
BEGAN_ON = "2014-01-01"
TECHNICIANS = ("T01", "T02", "T03", "T04")
COORDINATOR, APPROVERS = "C01", ("C02", "C03", "C04")
_ROLES = {"C01": "coordinator", "C02": "approver", "C03": "approver", "C04": "administrator"}
_PEOPLE = {"A": 5, "B": 4}
_MINOR = "member_B3"
READY = 20_000
"""Saplings of each batch that were accepted before the first day; most of them are in the field by then."""
_CORNERS = tuple(Point(-5_100_000 + a, -79_680_000 + b) for a, b in ((0, 0), (0, 9000), (9000, 9000), (9000, 0)))


@dataclass(frozen=True)
class Village:
    """Record ids of what the office stated."""

    committees: tuple[RecordId, ...]
    members: dict[RecordId, tuple[RecordId, ...]]
    users: dict[str, RecordId]
    units: dict[RecordId, RecordId]
    batches: dict[RecordId, RecordId]
    species: RecordId
    funds: tuple[RecordId, RecordId]
    """Of what is upstream, and of adaptation."""
    exchange_rate: RecordId

    @property
    def everyone(self) -> tuple[RecordId, ...]:
        return tuple(member for members in self.members.values() for member in members)


@dataclass
class _Founder:
    """States facts in order, and remembers their ids by name."""

    store: SqlStore
    origin: Origin
    ids: dict[str, RecordId] = field(default_factory=dict)

    def state(self, **facts: Any) -> None:
        """Facts by a name; one that comes with a person is a pair."""
        statements = []
        for stated in facts.values():
            fact, sides = (stated[0], {"person_side": stated[1]}) if isinstance(stated, tuple) else (stated, {})
            statements.append(Statement(fact, BEGAN_ON, OFFICE_AUTHOR, START_MS, sides))
        self.ids |= zip(facts, state_facts(self.store, self.origin, statements), strict=True)


def found_village(store: SqlStore, origin: Origin) -> Village:
    """Everything up to the first day, said by the office with this origin."""
    founder = _Founder(store, origin)
    ids = founder.ids
    founder.state(
        programme=Programme(PROGRAMME, "Sierra Piura", Day(BEGAN_ON)),
        **{code: _user(code) for code in (COORDINATOR, *APPROVERS, *TECHNICIANS)},
        pine=Species("PPAT", "Pinus patula", "pino pátula", "exotic", ("seed",)),
        cafe=Fund("CAFE", "Fondo Cafédirect", "Cafédirect"),
        adaptation=Fund("ADAPT", "Fondo de adaptación", "Norandino"),
        dollars=ExchangeRate("USD", Count(31_250), Day("2014-12-01"), "SBS"),
        ready_rate=Rate("sapling_ready", Count(25), Day(BEGAN_ON)),
        planted_rate=Rate("tree_planted", Count(50), Day(BEGAN_ON)),
        day_rate=Rate("day_wage", Count(1_501), Day(BEGAN_ON)),
    )
    founder.state(
        lot=SeedLot("S-01", ids["pine"], "seed", certificate="SENASA 12"),
        grant=GrantReceived(ids["cafe"], Amount(1_000_000), "Operación 1"),
    )
    for name in _PEOPLE:
        _found_committee(founder, name)
    founder.state(
        owed=OpeningBalance(ids["committee_A"], ids["member_A1"], Centimos(1_234), "Libro 3"),
        owed_committee=OpeningBalance(ids["committee_B"], ids["committee_B"], Centimos(5_005), "Libro 4"),
    )
    committees = {name: ids[f"committee_{name}"] for name in _PEOPLE}
    members = {name: tuple(ids[f"member_{name}{number}"] for number in range(size)) for name, size in _PEOPLE.items()}
    return Village(
        tuple(committees.values()),
        {committees[name]: members[name] for name in _PEOPLE},
        {code: ids[code] for code in (COORDINATOR, *APPROVERS, *TECHNICIANS)},
        {committees[name]: ids[f"unit_{name}"] for name in _PEOPLE},
        {committees[name]: ids[f"batch_{name}"] for name in _PEOPLE},
        ids["pine"],
        (ids["cafe"], ids["adaptation"]),
        ids["dollars"],
    )


def _found_committee(founder: _Founder, name: str) -> None:
    ids = founder.ids
    place = Community(name, f"Caserío {name}", "2004100015", -5_117_730, -79_672_970)
    founder.state(**{f"community_{name}": place})
    community = ids[f"community_{name}"]
    founder.state(
        **{
            f"committee_{name}": Committee(name, f"Comité {name}", community),
            f"area_{name}": Area(f"{name}-1", "Cerro Alto", community),
        }
    )
    committee, area = ids[f"committee_{name}"], ids[f"area_{name}"]
    stock = (Count(60_000), Count(READY), Count(0), Count(0))
    founder.state(
        **{
            f"unit_{name}": Unit(committee, area, f"{name}-1", Count(900_000), Count(300), _CORNERS),
            f"batch_{name}": OpeningBatch(committee, ids["pine"], ids["lot"], name, *stock),
        },
        **{f"member_{name}{number}": _member(committee, name, number) for number in range(_PEOPLE[name])},
    )
    founder.state(**{f"dispatched_{name}": Dispatched(ids[f"batch_{name}"], Count(15_000))})
    founder.state(
        **{
            f"officer_{name}": Officer(committee, ids[f"member_{name}1"], "president", Day(BEGAN_ON)),
            f"treasurer_{name}": Officer(committee, ids[f"member_{name}0"], "treasurer", Day(BEGAN_ON)),
        }
    )


def _user(code: str) -> tuple[Any, Any]:
    row = _person(code)
    role: Any = _ROLES.get(code, "technician")
    return User(code, role, SideHash(row.hash)), row


def _member(committee: RecordId, name: str, number: int) -> tuple[Any, Any]:
    row = _person(f"member_{name}{number}")
    return Member(committee, f"{name}-{number:03d}", "F", Day(BEGAN_ON), SideHash(row.hash)), row


def _person(key: str) -> Any:
    birth = "2000-05-05" if key == _MINOR else "1970"
    return side_row(Person(f"Persona {key}", "Huamán", birth=birth), hashlib.sha256(key.encode()).digest()[:16])


def let_in(server: SampleServer, village: Village, name: str, users: tuple[str, ...]) -> enrolment.Welcome:
    """Enrol a tablet with the key of its name, for everybody's committees and some technicians."""
    ids = tuple(village.users[code] for code in users)
    with server.store.writing() as session:
        code = enrolment.issue_code(session, server.clock, name, village.committees, ids)
    knock = enrolment.knock(seeded_key(name), code)
    return enrolment.let_in(server.store, server.clock, server.origin, server.key.public_key, knock)
