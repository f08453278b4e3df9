"""A few days in two committees, recorded on a tablet, for tests that need something to look at. They are lived once in
a run; whoever looks at them gets copies of both databases.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.nurseries import Dispatched, ReadyAccepted, SaplingsLost
from core.domain.plantings import Planting, Replanting
from core.domain.records import RecordId
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.usecases.tablet.correct import Change, void_record
from core.usecases.tablet.record import record_fact
from tests.integration.server.running import Served, Tablet, serving
from tools.sample import SampleServer, seeded_key

LABEL = "Choco 1"
DAY = "2014-12-03"


def plant(
    tablet: Tablet, count: int, people: int = 12, committee: str = "CHO", unit: str = "01-3", day: str = DAY
) -> RecordId:
    """A minga of so many people, a dispatch and a planting by all of them; the planting's id."""
    ids, clock = tablet.served.ids, tablet.served.office.clock
    members = [ids[f"member:{committee}-{number:03}"] for number in range(1, people + 1)]
    present = tuple(Presence(member, 2) for member in members)
    at, place = ids[f"committee:{committee}"], ids[f"unit:{unit}"]
    batch, species = ids[f"opening_batch:{committee}-2013-1"], ids["species:PPAT"]
    officer = {"closed_by": ids[f"member:{committee}-001"], "closed_with": "signature"}
    workday = Workday(at, "planting", present, unit=place, **officer)
    minga = record_fact(tablet.store, clock, "T01", workday, day)
    record_fact(tablet.store, clock, "T01", Dispatched(batch, Count(count), place), day)
    planting = Planting(at, place, species, batch, Count(count), workdays=(minga,))
    return record_fact(tablet.store, clock, "T01", planting, day)


def a_few_days(tablet: Tablet) -> None:
    """Plantings, an acceptance, a loss, a replanting, one planting too large and one entered by mistake."""
    ids, clock, store = tablet.served.ids, tablet.served.office.clock, tablet.store
    plant(tablet, 640, 14, "CHO", "01-3", "2014-12-01")
    plant(tablet, 1_111, 23, "CAJ", "04-2", "2014-12-02")
    batch = ids["opening_batch:CHO-2013-1"]
    present = tuple(Presence(ids[f"member:CHO-{number:03}"], 1 + number % 2) for number in range(1, 19))
    closing = {"closed_by": ids["member:CHO-002"], "closed_with": "mark"}
    nursery = record_fact(
        store, clock, "T01", Workday(ids["committee:CHO"], "nursery", present, **closing), "2014-12-02"
    )
    accepted = ReadyAccepted(batch, Count(6_860), workdays=(nursery,), **closing)
    record_fact(store, clock, "T01", accepted, "2014-12-02")
    record_fact(store, clock, "T01", SaplingsLost(batch, Count(35), "ready", "frost"), "2014-12-02")
    wrong = plant(tablet, 310, 9, "CHO", "01-4", DAY)
    void_record(store, clock, "T01", Change(wrong, wrong, "wrong_place"))
    plant(tablet, 2_400, 6, "CHO", "01-3", DAY)
    place = {"committee": ids["committee:CAJ"], "unit": ids["unit:04-2"], "species": ids["species:PPAT"]}
    few = (Presence(ids["member:CAJ-003"], 2), Presence(ids["member:CAJ-004"], 2))
    repair = record_fact(store, clock, "T01", Workday(ids["committee:CAJ"], "maintenance", few), DAY)
    replanting = Replanting(**place, batch=ids["opening_batch:CAJ-2013-1"], count=Count(48), workdays=(repair,))
    record_fact(store, clock, "T01", replanting, DAY)


@dataclass(frozen=True)
class Lived:
    """The office after those days, closed, and the file of the tablet that brought them."""

    office: SampleServer
    tablet: Path

    def goes_on(self, copied: SampleServer) -> SampleServer:
        """A copy of the office, whose clock shows what it showed then."""
        copied.clock.ms = self.office.clock.ms
        return copied

    def copied_tablet(self, served: Served, folder: Path) -> Tablet:
        """A copy of the tablet, which belongs to a copy of the office."""
        engine = open_sqlite(Path(shutil.copy(self.tablet, folder)))
        return Tablet(
            served, SqlStore(engine, self.office.store.programme, tail_origin=self.tablet.stem), seeded_key(LABEL)
        )


def lived(office: SampleServer, folder: Path) -> Lived:
    """Let an office and a tablet of two committees live through a few days."""
    with serving(office) as served:
        tablet = served.enrol(folder, LABEL, committees=("CHO", "CAJ"))
        tablet.sync()
        a_few_days(tablet)
        tablet.sync()
        served.office.settle()
    path = folder / f"{tablet.origin}.db"
    for store in (tablet.store, office.store):
        store.engine.dispose()
    return Lived(office, path)
