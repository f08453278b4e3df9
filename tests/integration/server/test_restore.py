"""A server process whose database file was put back to yesterday: noticed at its start, or by the first tablet."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.sending.transport import HttpTransport
from core.domain.problems import Problem
from core.storage.store import SqlStore
from core.sync.turns.conversation import converse
from core.sync.wire.second_protocol import with_sum
from sync_server.bootstrap import office_over, open_store
from sync_server.office import Office
from sync_server.settings import MOVED, Settings
from tests.fieldwork import Field, assert_as_refolded, assert_same_history
from tests.integration.server.running import SECONDS, serving_office
from tests.sample import START_MS, copied_server, copied_tablet, sample_template
from tools.sample import SampleServer, SteppingClock


@contextmanager
def up(path: Path, state: Path, tablets: list[Field], history: str = "") -> Iterator[Office]:
    """A server process's office over the file, reached by the tablets through real sockets."""
    settings = Settings(f"sqlite:///{path}", state=str(state), history=history)
    office = office_over(open_store(settings), settings)
    with serving_office(office) as address:
        for field in tablets:
            field.server = SampleServer(office.store, office.clock, office.key, office.origin, field.server.ids)  # type: ignore[arg-type]
            field.road = HttpTransport((address,), answer_seconds=SECONDS)
        yield office
        for field in tablets:
            field.road.close()


class Walking(Field):
    """A tablet that reaches the server over HTTP only."""

    road: HttpTransport

    def sync(self, exchange: object = None) -> object:
        return converse(self.store, self.clock, self.tablet.key, self.road.exchange, recovery=self.road)


@pytest.fixture
def tablets(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Walking]]:
    template = sample_template(tmp_path_factory)
    server = copied_server(template, tmp_path)
    server.store.engine.dispose()
    walking = [
        Walking(copied_tablet(template, tmp_path, name), server, SteppingClock(START_MS + 7_200_000)) for name in "ab"
    ]
    yield walking
    for field in walking:
        field.store.engine.dispose()


def back_up(path: Path) -> Path:
    return Path(shutil.copy(path, path.with_suffix(".yesterday")))


def put_back(backup: Path, path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copy(backup, path)


@pytest.mark.parametrize("keeps_note", [True, False])
def test_a_server_put_back_overnight_has_everything_again_by_noon(
    tmp_path: Path, tablets: list[Walking], keeps_note: bool
) -> None:
    """With the note outside the database it knows by itself; without, and where somebody thinks that it has only moved,
    the first tablet tells it.
    """
    one, other = tablets
    path, state = tmp_path / "server.db", tmp_path / "state"
    with up(path, state, tablets) as office:
        one.workdays(2)
        one.sync()
        first = office.origin
    backup = back_up(path)
    with up(path, state, tablets):
        other.planting(10)
        one.workday()
        for field in (other, one):
            field.sync()
    put_back(backup, path)
    if not keeps_note:
        shutil.rmtree(state)
    one.workday()
    with up(path, state, tablets, "" if keeps_note else MOVED) as office:
        assert (office.origin == first) == (not keeps_note)
        for field in (one, other, one):
            field.sync()
        assert office.origin != first
        for field in tablets:
            assert_same_history(field)
            assert_as_refolded(field.store)
        with office.store.reading() as session:
            known = {field.origin: session.origin(field.origin) for field in tablets}
        assert {name: found.seq for name, found in known.items() if found} == {one.origin: 4, other.origin: 1}
        last = office.origin
    with up(path, state, tablets) as office:
        assert office.origin == last


def test_a_database_made_anew_in_the_same_place_is_no_restore(tmp_path: Path) -> None:
    path, state = tmp_path / "server.db", tmp_path / "state"
    origins = []
    for _ in range(2):
        path.unlink(missing_ok=True)
        settings = Settings(f"sqlite:///{path}", state=str(state))
        office = office_over(open_store(settings), settings)
        origins.append(office.origin)
        office.close()
        with_again = office_over(open_store(settings), settings)
        assert with_again.origin == office.origin
        with_again.close()
    assert origins[0] != origins[1]


def test_a_record_changed_by_hand_raises_the_alarm_with_the_next_tablet(tmp_path: Path, tablets: list[Walking]) -> None:
    one, _ = tablets
    path, state = tmp_path / "server.db", tmp_path / "state"
    with up(path, state, tablets):
        one.workdays(2)
        one.sync()
    change_by_hand(path, one)
    with up(path, state, tablets), pytest.raises(Problem, match="history_differs"):
        one.sync()
    assert one.note("alarm") == b"history_differs"


def change_by_hand(path: Path, field: Field) -> None:
    settings = Settings(f"sqlite:///{path}")
    store: SqlStore = open_store(settings)
    with store.writing() as session:
        asked = session.connection.exec_driver_sql
        for action in ("update", "delete", "replace"):
            asked(f"DROP TRIGGER log_refuses_{action}")
        (data,) = asked("SELECT data FROM log WHERE origin = ? AND seq = 1", (field.origin,)).first()
        changed = data.replace(b'"half_days":2', b'"half_days":1', 1)
        assert changed != data
        asked("UPDATE log SET data = ? WHERE origin = ? AND seq = 1", (changed, field.origin))
    store.engine.dispose()


def test_offers_that_nobody_known_here_vouches_for_are_slowed(tmp_path: Path, tablets: list[Walking]) -> None:
    """A thousand bytes can hold sixteen million: a stranger makes the server open them three times, and then waits."""
    one, _ = tablets
    with up(tmp_path / "server.db", tmp_path / "state", tablets):
        codes = []
        for _ in range(6):
            with pytest.raises(Problem) as refused:
                one.road.give_back(with_sum(b"rubbish"))
            codes.append(refused.value.code)
    assert codes == ["request_unreadable"] * 3 + ["sign_in_slowed"] * 3


def test_an_offer_that_was_damaged_on_the_way_costs_nothing(tmp_path: Path, tablets: list[Walking]) -> None:
    one, _ = tablets
    with up(tmp_path / "server.db", tmp_path / "state", tablets):
        for _ in range(6):
            with pytest.raises(Problem, match="request_damaged"):
                one.road.give_back(b"rubbish")


def test_a_server_put_back_to_before_its_epoch_knows_it_as_well(tmp_path: Path, tablets: list[Walking]) -> None:
    one, _ = tablets
    path, state = tmp_path / "server.db", tmp_path / "state"
    with up(path, state, tablets) as office:
        first = office.origin
    backup = back_up(path)
    origins = []
    for _ in range(2):
        with up(path, state, tablets):
            one.workday()
            one.sync()
        put_back(backup, path)
        with up(path, state, tablets) as office:
            origins.append(office.origin)
            one.sync()
            assert_same_history(one)
    assert len({first, *origins}) == 3
