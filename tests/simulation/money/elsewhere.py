"""The stages' servers in a PostgreSQL: copied there table by table, folded there, and copied again for each history."""

from __future__ import annotations

import uuid
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import Engine, insert, make_url, select

from core.storage import tables
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from tests.simulation.money.stages import Stages
from tools.postgres import fresh_database
from tools.sample import PROGRAMME


class Postgres:
    """Databases on a throw-away server, by stage, and the one that the history at hand uses."""

    def __init__(self, url: str, stages: Stages) -> None:
        self._url = url
        self._stages = stages
        self._templates: dict[str, str] = {}
        self._engine: Engine | None = None

    def store(self, stage: str) -> SqlStore:
        """The server's store at a stage, in a database of its own; the one before is thrown away."""
        self.close()
        if stage not in self._templates:
            self._templates[stage] = self._copied(self._stages.path(stage, "server"))
        url = make_url(self._url).set(database=f"db_{uuid.uuid4().hex}")
        self._say("CREATE DATABASE {} TEMPLATE {}", url.database, self._templates[stage])
        self._engine = open_database(url.render_as_string(hide_password=False))
        return SqlStore(self._engine, PROGRAMME)

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
            self._say("DROP DATABASE {}", self._engine.url.database)
            self._engine = None

    def _copied(self, path: Path) -> str:
        """The name of a database with the log and notes of a server's file, folded."""
        url = fresh_database(self._url)
        source, target = self._stages.shelf.put("copied", path), open_database(url)
        open_ready(target, "server")
        with source.connect() as one, target.begin() as other:
            for table in (*tables.shared.sorted_tables, *tables.server.sorted_tables):
                rows = [dict(row._mapping) for row in one.execute(select(table))]
                if rows and table is not tables.fold_mark:
                    other.execute(insert(table), rows)
        SqlStore(target, PROGRAMME).fold()
        target.dispose()
        return make_url(url).database or ""

    def _say(self, statement: str, *names: str | None) -> None:
        with psycopg.connect(self._url.replace("+psycopg", "", 1), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*[sql.Identifier(name or "") for name in names]))
