"""How SQLite finds what the fold asks for: by a key or an index, never by looking through all rows of a programme."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.fold.row_keys import GROUPS, KEYS
from core.storage import projections
from tests.stores import opened, sqlite_url


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder: Path = tmp_path_factory.mktemp("ways")
    with opened(sqlite_url(folder / "server.db")) as engine, engine.connect() as found:
        yield found


def way(connection: Any, statement: str) -> str:
    """What SQLite says of its first step."""
    values = tuple("?" for _ in range(statement.count("?")))
    return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()[0][3])


@pytest.mark.parametrize("shape", list(KEYS), ids=lambda shape: shape.__name__)
def test_a_group_is_found_by_all_of_its_fields(connection: Any, shape: type[Any]) -> None:
    named = " AND ".join(f"{name}=?" for name in ("programme", *GROUPS[shape]))
    assert way(connection, projections._BY_GROUP[shape]).endswith(f"({named})")


@pytest.mark.parametrize("shape", list(projections._BY_NAME), ids=lambda shape: shape.__name__)
def test_many_at_once_are_found_by_their_names(connection: Any, shape: type[Any]) -> None:
    name = (KEYS[shape] if len(KEYS[shape]) == 1 else GROUPS[shape])[0]
    assert way(connection, f"{projections._BY_NAME[shape]} IN (?, ?)").endswith(f"(programme=? AND {name}=?)")


@pytest.mark.parametrize("statement", [projections._SINCE, projections._WORKDAYS, f"{projections._PRESENCES} (?)"])
def test_the_other_questions_use_an_index_as_well(connection: Any, statement: str) -> None:
    assert " AND " in way(connection, statement)
