"""What SQLite is told of its indexes is worked out once for a file, and again when it is lost."""

from sqlalchemy import Engine

from core.storage import upgrade
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready

QUERY = "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx"


def noted(engine: Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(QUERY)]


def test_estimates_are_noted_once(tmp_path, monkeypatch) -> None:
    engine = open_sqlite(tmp_path / "planton.db")
    open_ready(engine, "device")
    first = noted(engine)
    assert ("thing", "thing") in [row[:2] for row in first]
    told: list[str] = []
    monkeypatch.setattr(upgrade, "tell_sqlite", lambda _connection, _tables, version: told.append(version))
    open_ready(engine, "device")
    assert not told
    monkeypatch.setattr(upgrade, "FOLD_VERSION", upgrade.FOLD_VERSION + 1)
    open_ready(engine, "device")
    assert told
    engine.dispose()


def test_estimates_that_are_lost_with_their_tables_are_noted_again(tmp_path) -> None:
    engine = open_sqlite(tmp_path / "planton.db")
    open_ready(engine, "device")
    first = noted(engine)
    SqlStore(engine, "PIURA", tail_origin="AAAAAA").refold()
    assert noted(engine) != first
    open_ready(engine, "device")
    assert noted(engine) == first
    engine.dispose()
