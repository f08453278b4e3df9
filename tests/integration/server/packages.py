"""A season with something of everything in it, and a package read again as a stranger reads it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from core.domain.agreements import Agreement
from core.domain.bodies import Amount, Count, Day
from core.domain.certifying import Excluded, UnitCertified, UnitDescribed
from core.domain.corrections import Void
from core.domain.funds import CarbonSale, Fund, GrantReceived, MonthClosed
from core.domain.nurseries import BatchStarted, PersonCount, PrickedOut, ReadyAccepted
from core.domain.payouts import SuspenseDecided
from core.domain.people import MembersCompared
from core.domain.plots import BorderWalked, CycleOpened
from core.domain.records import RecordId
from core.domain.stands import Harvest, LossEvent
from core.domain.survival import RowCount, SurvivalCount, SurvivalDrawn
from core.domain.wordings import Wording
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.usecases.office.steps import take_step
from core.usecases.tablet.record import record_fact
from core.usecases.words import words_row
from sync_server.audit.making import make_package
from sync_server.audit.package import Order
from sync_server.office import Office
from tests.integration.server.paying import PayOffice

PERIOD = ("2014-12-01", "2014-12-31")


def thing(office: PayOffice, kind: str, code: str = "") -> RecordId:
    with office.server.store.reading() as session:
        found = [one.id for one in session.state().find(Thing, kind) if code in ("", one.code)]
    return RecordId(found[0])


def say(office: PayOffice, fact: Any, **more: Any) -> RecordId:
    """Somebody of the office states something."""
    served = office.served.office
    return take_step(served.store, served.clock, served.origin, "C01", fact, **more)


def lived_through(office: PayOffice) -> None:
    """Two lines are paid, a planting is taken back with a reason, trees are lost, cut and counted, carbon is sold."""
    ids, made, clock = office.server.ids, office.choco, office.server.clock
    choco, unit, species = ids["committee:CHO"], ids["unit:01-3"], ids["species:PPAT"]
    office.sync(office.choco, office.cajas)
    for line in office.lines(office.choco)[:2]:
        office.pays(made, line)
    record_fact(made.store, clock, "T01", LossEvent(choco, unit, "cattle", Count(12), species), "2014-12-03")
    record_fact(made.store, clock, "T01", Harvest(choco, unit, species, "poles", Count(3)), "2014-12-03")
    draw = SurvivalDrawn(choco, unit, Count(5), Count(2), Count(20))
    drawn = record_fact(made.store, clock, "T01", draw, "2014-12-03")
    rows = tuple(RowCount(Count(row), Count(9), Count(row % 3)) for row in (2, 7, 12, 17))
    record_fact(made.store, clock, "T01", SurvivalCount(choco, drawn, rows), "2014-12-03")
    grown(office)
    office.sync(office.choco)
    _, stranger = office.paid_by_a_stranger()
    say(office, SuspenseDecided(stranger, "loss"))
    with office.server.store.reading() as session:
        planting = session.state().since("planting", "2014-12-02")[0]
        seen = session.state().get(EffectiveRecord, planting)
    assert seen is not None
    row = words_row("La lista es de otra minga")
    assert row is not None
    say(office, Void(RecordId(planting), RecordId(seen.version), "wrong_people"), sides={"note_side": row})
    paper = Agreement(choco, "C-1", "carbon_rights", "community", "member", "cooperative", Day("2014-11-30"))
    say(office, paper)
    say(office, Agreement(choco, "T-1", "land", "community", "member", "cooperative", Day("2014-11-30"), unit=unit))
    fund, other = thing(office, Fund.kind, "CAFE"), thing(office, Fund.kind, "ADAPT")
    say(office, GrantReceived(fund, Amount(2_500_000), "OP-1"))
    rate = thing(office, "exchange_rate")
    sale = CarbonSale("Cafédirect", Count(5_092), "GBP", Amount(5_500_000), Amount(1_000), rate, fund, other, "F-1")
    say(office, sale)
    office.served.office.settle()


def grown(office: PayOffice) -> None:
    """A batch is raised and accepted, and somebody walks round its unit."""
    ids, tablet, clock = office.server.ids, office.choco, office.server.clock
    choco, unit = ids["committee:CHO"], ids["unit:01-3"]

    def record(fact: Any) -> RecordId:
        return record_fact(tablet.store, clock, "T01", fact, "2014-12-03")

    lot = thing(office, "seed_lot")
    with office.server.store.reading() as session:
        seed = session.state().get(Thing, lot)
    assert seed is not None
    batch = record(BatchStarted(choco, thing_fact(seed).species, lot, "CHO-2014-9", "seed_bed"))
    record(PrickedOut(batch, Count(400)))
    people = (PersonCount(ids["member:CHO-001"], Count(200)), PersonCount(ids["member:CHO-002"], Count(100)))
    record(ReadyAccepted(batch, Count(300), people=people))
    with office.server.store.reading() as session:
        border = session.state().get(Thing, unit)
    assert border is not None
    record(BorderWalked(choco, unit, thing_fact(border).border, Count(31_000), Count(4)))
    say(office, CycleOpened(ids["unit:04-2"], Day("2014-12-04"), "fire"))
    about = UnitDescribed(unit, Day("2014-01-01"), "pasture", ("clearing", "holes"))
    say(office, about)
    parts = (Excluded("rock", Count(1_200)), Excluded("water_strip", Count(800)))
    say(office, UnitDescribed(unit, Day("2014-12-02"), "fallow", ("holes",), parts, "Mapa 3"))
    say(office, UnitCertified(unit, "Gold Standard", "applied", Day("2014-01-01"), "GS-A", "Choco"))
    say(office, UnitCertified(unit, "Gold Standard", "certified", Day("2014-12-04"), "GS-1", "Choco"))
    say(office, UnitCertified(unit, "CarbonFix", "certified", Day("2011-05-01"), "CF-7"))
    say(office, Wording("office_phone", "073 345 678", Day("2014-12-03")))
    say(office, MembersCompared(ids["member:CHO-003"], ids["member:CHO-004"], "two_people"))
    say(office, MonthClosed(Day("2014-10-01")))


def made(office: Office, folder: Path, name: str = "audit.zip", *, why: str = "Visita anual") -> Package:
    path = folder / name
    make_package(office, "C01", Order("auditor", *PERIOD), why, path)
    return Package(path.read_bytes())


class Package:
    """What is in a ZIP."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(io.BytesIO(content)) as package:
            assert package.testzip() is None
            self.files = {name: package.read(name) for name in package.namelist()}
            self.dates = {info.date_time for info in package.infolist()}
            self.last = package.namelist()[-1]
        self.manifest: dict[str, Any] = json.loads(self.files["manifest.json"])
        self.described: dict[str, Any] = json.loads(self.files["tables/datapackage.json"])

    @property
    def evidence(self) -> dict[str, bytes]:
        return {one["path"]: self.files[one["path"]] for one in self.manifest["evidence"]}

    def table(self, name: str) -> list[dict[str, str]]:
        text = self.files[f"tables/{name}.csv"].decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def lines(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.files[f"evidence/{name}.jsonl"].splitlines()]

    def records(self) -> list[tuple[str, bytes]]:
        """(head, bytes) of each line of the log, cut out as docs/audit-package.md says."""
        return self._records(self.files["evidence/log.jsonl"].split(b"\n")[:-1])

    def records_before_the_last(self) -> list[tuple[str, bytes]]:
        return self._records(self.files["evidence/log.jsonl"].split(b"\n")[:-2])

    def _records(self, lines: list[bytes]) -> list[tuple[str, bytes]]:
        found = []
        for line in lines:
            assert line[:9] == b'{"head":"'
            assert line[73:84] == b'","record":'
            found.append((line[9:73].decode("ascii"), line[84:-1]))
        return found


def root_over(leaves: list[bytes]) -> bytes:
    """The root of RFC 6962, section 2.1, by its own words."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + root_over(leaves[:half]) + root_over(leaves[half:])).digest()


def mistakes_of(package: Package) -> list[str]:
    """Where tables are not what `datapackage.json` says, by the rules of Frictionless' tables: names, types, what may
    be empty, choices, keys, references.
    """
    found: list[str] = []
    resources = {one["name"]: one for one in package.described["resources"]}
    for name, resource in resources.items():
        schema, rows = resource["schema"], package.table(name)
        first = package.files[f"tables/{resource['path']}"].partition(b"\r\n")[0].decode()
        if first != ",".join(field["name"] for field in schema["fields"]):
            found.append(f"{name}: {first}")
        for field in schema["fields"]:
            found += [f"{name}.{field['name']}: {row[field['name']]!r}" for row in rows if _wrong(field, row)]
        keys = [tuple(row[part] for part in schema["primaryKey"]) for row in rows]
        if len(set(keys)) < len(keys):
            found.append(f"{name}: a key stands twice")
        for foreign in schema.get("foreignKeys", []):
            other = foreign["reference"]["resource"]
            there = {row[foreign["reference"]["fields"][0]] for row in package.table(other)}
            given = {row[foreign["fields"][0]] for row in rows} - {""}
            found += [f"{name}.{foreign['fields'][0]}: {value} is not in {other}" for value in sorted(given - there)]
    return found


def _wrong(field: dict[str, Any], row: dict[str, str]) -> bool:
    value, constraints = row[field["name"]], field.get("constraints", {})
    if value == "":
        return bool(constraints.get("required"))
    if "enum" in constraints and value not in constraints["enum"]:
        return True
    try:
        {"integer": int, "date": date.fromisoformat, "boolean": _boolean, "string": str}[field["type"]](value)
    except ValueError:
        return True
    return False


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"
