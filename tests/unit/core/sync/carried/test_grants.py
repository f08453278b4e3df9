"""A tablet that is reached by files alone: a new committee's names come with the very file that tells of it."""

from pathlib import Path

import pytest

from core.domain.tablets import Grant
from core.sync.carried.bundles import read_reply
from core.usecases.office.grants import change_grant
from core.usecases.tablet.grants import own_grant
from tests.fieldwork import Field
from tests.unit.core.sync.carried.by_hand import by_hand, hear, written
from tools.sample import SampleServer, enrol_tablet


@pytest.fixture
def alone(server: SampleServer, one: Field, tmp_path: Path):
    """A tablet of Choco alone that has heard everything so far."""
    field = Field(enrol_tablet(server, tmp_path / "c.db", "c", ("committee:CHO",), ("user:T01",)), server, one.clock)
    field.sync()
    yield field
    field.store.engine.dispose()


def regrant(field: Field, *committees: str) -> None:
    server = field.server
    grant = Grant(tuple(server.ids[f"committee:{code}"] for code in committees), (server.ids["user:T01"],))
    change_grant(server.store, server.clock, server.origin, "C01", field.origin, grant)


def name_of(field: Field, member: str) -> str:
    with field.store.reading() as session:
        return session.reads()._lookup.person_name(field.server.ids[f"member:{member}"])


def sync_view(field: Field):
    with field.store.reading() as session:
        return session.reads().sync()


def test_the_names_come_with_the_file_that_tells_of_the_committee(alone: Field) -> None:
    regrant(alone, "CHO", "LHU")
    by_hand(alone)
    assert name_of(alone, "LHU-001") != "LHU-001"
    assert sync_view(alone).side_rows_missing == 0


def test_more_names_than_a_file_has_room_for_come_with_the_next(alone: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sync.carried.bundles._NAMES_BYTES", 1)
    monkeypatch.setattr("core.sync.carried.bundles.MISSES_AT_ONCE", 3)
    monkeypatch.setattr("core.sync.stages.side_rows.MISSES_AT_ONCE", 3)
    regrant(alone, "CHO", "LHU")
    by_hand(alone)
    left = sync_view(alone).side_rows_missing
    assert left > 0
    by_hand(alone)
    assert sync_view(alone).side_rows_missing == left - 3


def test_the_names_of_a_withdrawn_committee_go_with_the_file_that_tells_of_it(alone: Field) -> None:
    regrant(alone, "CHO", "LHU")
    by_hand(alone)
    regrant(alone, "CHO")
    by_hand(alone)
    assert name_of(alone, "LHU-001") == "LHU-001"
    assert name_of(alone, "CHO-001") != "CHO-001"


def test_while_something_is_on_its_way_the_names_stay(alone: Field) -> None:
    regrant(alone, "CHO", "LHU")
    by_hand(alone)
    regrant(alone, "CHO")
    reply = hear(alone.server, written(alone).data).reply
    alone.workday()
    read_reply(alone.store, alone.clock, reply)
    with alone.store.reading() as session:
        assert own_grant(session).committees == (alone.server.ids["committee:CHO"],)
    assert name_of(alone, "LHU-001") != "LHU-001"
    assert sync_view(alone).side_rows_withdrawn > 0
    by_hand(alone)
    assert sync_view(alone).side_rows_withdrawn == 0
