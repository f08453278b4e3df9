"""Opening the database: who cannot reach it is told so, and a mistake of ours is not taken for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.storage import upgrade
from sync_server.bootstrap import open_store
from sync_server.settings import Settings, SettingsError


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://planton@127.0.0.1:1/planton",
        "postgresql+psycopg:///planton?host=/no/such/folder",
        "postgresql+psycopg://planton@127.0.0.1:abc/planton",
        "postgresql+psycopg://planton@127.0.0.1:1/planton?no_such_option=1",
    ],
)
def test_what_cannot_be_reached_is_a_sentence(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        open_store(Settings(url))
    assert caught.value.key == "settings.database_unreachable"
    assert caught.value.details["cause"]


def test_a_mistake_of_ours_is_not_told_as_a_database_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_: object) -> None:
        raise AttributeError("a name that is not there")

    monkeypatch.setattr(upgrade, "stored_revision", mistaken)
    with pytest.raises(AttributeError):
        open_store(Settings(f"sqlite:///{tmp_path / 'a.db'}"))


def test_a_migration_that_fails_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: object) -> None:
        raise AttributeError("a name that is not there")

    monkeypatch.setattr(upgrade, "_migrate", mistaken)
    with pytest.raises(Problem, match="upgrade_failed"):
        open_store(Settings(f"sqlite:///{tmp_path / 'a.db'}"))
