"""The sample programme for tests: made once in a process, then copied, so that a test starts in milliseconds.

The clock stands at nine in the morning on Wednesday 3 December 2014 in Lima, in the planting season.
"""

import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete

from core.domain.calendar import LIMA, instant_ms
from core.storage import tables
from core.storage.device import enrolled_programme
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.turns.conversation import converse
from tools.sample import PROGRAMME, SampleServer, SampleTablet, SteppingClock, enrol_tablet, make_server, seeded_key

DAY = "2014-12-03"
START_MS = instant_ms(datetime(2014, 12, 3, 9, 0, tzinfo=LIMA))
COMMITTEES = ("committee:CHO", "committee:CAJ")

_made: dict[str, Path] = {}


def sample_template(tmp_path_factory) -> Path:
    """A folder with server.db and the enrolled, synced tablets a.db (T01) and b.db (T02); made once."""
    if "folder" not in _made:
        folder = tmp_path_factory.mktemp("sample")
        server = make_server(f"sqlite:///{folder / 'server.db'}", SteppingClock(START_MS))
        for name, user in (("a", "user:T01"), ("b", "user:T02")):
            tablet = enrol_tablet(server, folder / f"{name}.db", name, COMMITTEES, (user,))
            converse(tablet.store, server.clock, tablet.key, server.exchange)
            tablet.store.engine.dispose()
        server.store.engine.dispose()
        _made["folder"] = folder
        _ids.update(server.ids)
    return _made["folder"]


_ids: dict[str, str] = {}


def copied_server(template: Path, folder: Path) -> SampleServer:
    """The template's server in a folder of its own."""
    shutil.copy(template / "server.db", folder / "server.db")
    store = SqlStore(open_sqlite(folder / "server.db"), PROGRAMME)
    key = seeded_key("office")
    forget_number(store)
    with store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
    return SampleServer(store, SteppingClock(START_MS + 3_600_000), key, origin, dict(_ids))


def forget_number(store: SqlStore) -> None:
    """A copy is a database of its own: else what a machine noted of a sibling would say that this one was put back."""
    with store.engine.begin() as connection:
        connection.execute(delete(tables.note).where(tables.note.c.name == "database_number"))


def copied_tablet(template: Path, folder: Path, name: str = "a") -> SampleTablet:
    """One of the template's tablets in a folder of its own."""
    path = folder / f"{name}.db"
    shutil.copy(template / f"{name}.db", path)
    engine = open_sqlite(path)
    enrolled = enrolled_programme(engine)
    return SampleTablet(SqlStore(engine, enrolled.programme, tail_origin=enrolled.own_origin), seeded_key(name), path)
