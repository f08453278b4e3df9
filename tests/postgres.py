"""The databases that a server must behave the same on. Tests share one throw-away PostgreSQL a run, and each has a
database of its own in it: an empty one, or a copy of one that was brought to this version once.

A computer without PostgreSQL fails these tests with a sentence that says what to install; they are never
skipped, because half of the promises about money are only kept if the server's database keeps them.
"""

import shutil
from pathlib import Path

from tools.postgres import fresh_database

ENGINES = ("sqlite", "postgresql")


class Ready:
    """Databases of this version without a record. Each is made when it is first asked for, and copied from then on:
    migrating an empty one takes longer than most tests.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, str] = {}

    def file(self, path: Path, side: str = "server") -> str:
        """The URL of a file with the tables of a server, or of a device."""
        source = self._folder / f"{side}.db"
        if side not in self._made:
            self._made[side] = _brought_up(f"sqlite:///{source}", side)
        shutil.copyfile(source, path)
        return f"sqlite:///{path}"

    def database(self, maintenance_url: str) -> str:
        """The URL of a new database with a server's tables on the PostgreSQL at hand."""
        if maintenance_url not in self._made:
            self._made[maintenance_url] = _brought_up(fresh_database(maintenance_url), "server")
        return fresh_database(maintenance_url, like=self._made[maintenance_url])


def _brought_up(url: str, side: str) -> str:
    from core.storage.engine import open_database
    from core.storage.upgrade import open_ready

    engine = open_database(url)
    open_ready(engine, "device" if side == "device" else "server")
    engine.dispose()
    return url
