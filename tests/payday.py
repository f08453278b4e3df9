"""A sample payday for tests: the demo's week is over, and two tablets have a sheet to pay; made once, then copied.

Tablet `a` pays Choco (24 people; Rosa, T01, has the cash) and knows both technicians, tablet `b` pays Cajas (37; T02).
The clock stands at nine in the morning on Thursday 11 December 2014 in Lima; one pays until the 24th.
"""

import shutil
from datetime import datetime
from pathlib import Path

from core.domain.calendar import LIMA, instant_ms
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from tools.demo.week import SATURDAY, work_the_week
from tools.demo.week import START_MS as WEEK_MS
from tools.payday import Payday, Round, prepare_payday
from tools.sample import (
    PROGRAMME,
    SampleServer,
    SampleTablet,
    SteppingClock,
    enrol_tablet,
    make_server,
    meet_server,
    seeded_key,
)

PAYDAY_MS = instant_ms(datetime(2014, 12, 11, 9, 0, tzinfo=LIMA))
OFFICE_MS = instant_ms(datetime(2014, 12, 10, 9, 0, tzinfo=LIMA))
PAY_UNTIL = "2014-12-24"
COMMITTEES = ("committee:CHO", "committee:CAJ")
TABLETS = {"a": ("user:T01", "user:T02"), "b": ("user:T02",)}

_made: dict[str, tuple[Path, Payday, dict[str, str]]] = {}


def payday_template(tmp_path_factory) -> Path:
    """The folder with server.db, a.db and b.db; made once."""
    if "folder" not in _made:
        folder = tmp_path_factory.mktemp("payday")
        clock = SteppingClock(WEEK_MS)
        server = make_server(f"sqlite:///{folder / 'server.db'}", clock)
        tablets = [
            enrol_tablet(server, folder / f"{name}.db", name, COMMITTEES, users) for name, users in TABLETS.items()
        ]
        _work_and_sheet(server, tablets, clock, folder)
        for store in (server.store, *(tablet.store for tablet in tablets)):
            store.engine.dispose()
    return _made["folder"][0]


def _work_and_sheet(server, tablets, clock, folder):
    work_the_week(server, clock, tablets)
    clock.ms = OFFICE_MS
    rounds = [
        Round(tablets[0], ("committee:CHO",), ("user:T01",)),
        Round(tablets[1], ("committee:CAJ",), ("user:T02",)),
    ]
    payday = prepare_payday(server, rounds, SATURDAY)
    meet_server(server, tablets)
    _made["folder"] = (folder, payday, dict(server.ids))


def the_payday() -> Payday:
    return _made["folder"][1]


def ids() -> dict[str, str]:
    """Record ids by the refs of the sample files."""
    return _made["folder"][2]


def payday_server(template: Path, folder: Path, now_ms: int = PAYDAY_MS) -> SampleServer:
    """The office, an hour later than the tablets."""
    shutil.copy(template / "server.db", folder / "server.db")
    store = SqlStore(open_sqlite(folder / "server.db"), PROGRAMME)
    with store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
    return SampleServer(store, SteppingClock(now_ms + 3_600_000), seeded_key("office"), origin, ids())


def payday_tablet(template: Path, folder: Path, name: str = "a") -> SampleTablet:
    """A copy of one of the two tablets, as it came back from the office."""
    path = folder / f"{name}.db"
    shutil.copy(template / f"{name}.db", path)
    engine = open_sqlite(path)
    with SqlStore(engine, PROGRAMME).reading() as session:
        origin = session.note("own_origin").decode("ascii")
    return SampleTablet(SqlStore(engine, PROGRAMME, tail_origin=origin), seeded_key(name), path)
