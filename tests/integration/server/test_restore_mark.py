"""What a server remembers outside its database: a loss is noticed once, and nothing else is taken for one."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event

from core.domain.bodies import Day
from core.domain.programme import Setting
from core.storage.session import SqlSession
from core.usecases.office.restores import records_of_epochs
from core.usecases.own_log import Statement, append_as_office
from core.usecases.ports import Checkpoint, Signer
from sync_server import bootstrap
from sync_server.bootstrap import go_on, office_over, open_store
from sync_server.office import Office
from sync_server.past.restore_mark import RestoreMark
from sync_server.resources import epochs
from sync_server.settings import MOVED, PUT_BACK, Settings, SettingsError
from tests.sample import DAY, copied_server, sample_template


class Machine:
    """A machine with the sample's database and a folder for what its programs remember."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "server.db"
        self.state = folder / "state"

    def start(self, path: Path | None = None, history: str = "") -> Office:
        settings = Settings(f"sqlite:///{path or self.path}", state=str(self.state), history=history)
        store = open_store(settings)
        try:
            return office_over(store, settings)
        except SettingsError:
            store.engine.dispose()
            raise

    def run_once(self, path: Path | None = None, history: str = "") -> tuple[str, int]:
        """Start and stop: the origin it spoke as, and how many epochs there have been."""
        office = self.start(path, history)
        with office.store.reading() as session:
            number = len(records_of_epochs(session))
        origin = office.origin
        office.close()
        return origin, number

    def standing(self) -> Checkpoint:
        """The last that it has signed."""
        store = open_store(Settings(f"sqlite:///{self.path}"))
        with store.reading() as session:
            standing = session.checkpoint()
        store.engine.dispose()
        assert standing is not None
        return standing

    def back_up(self, name: str) -> Path:
        return Path(shutil.copy(self.path, self.path.with_name(name)))

    def put_back(self, backup: Path) -> None:
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.copy(backup, self.path)

    def say_something(self) -> None:
        """The office has stated something that is not signed yet."""
        office = self.start()
        statement = Statement(Setting("water_strip_m", 31, Day(DAY)), DAY, "C01", 1)
        with office.store.writing() as session:
            append_as_office(session, office.origin, [statement])
        office.close()

    def go_to_work(self) -> None:
        """Something more is in the feed, and signed."""
        self.say_something()
        self.run_once()


@pytest.fixture
def machine(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    copied_server(sample_template(tmp_path_factory), tmp_path).store.engine.dispose()
    machine = Machine(tmp_path)
    machine.run_once()
    return machine


def test_trying_a_backup_beside_the_real_database_is_no_loss_of_the_real_one(machine: Machine) -> None:
    backup = machine.back_up("yesterday.db")
    machine.go_to_work()
    real = machine.run_once()
    tried, number = machine.run_once(backup)
    assert tried != real[0]
    assert number == 1
    assert machine.run_once() == real
    assert machine.run_once(backup) == (tried, 1)
    assert machine.run_once() == real


def test_a_database_that_is_put_back_twice_notices_it_twice(machine: Machine) -> None:
    backup = machine.back_up("yesterday.db")
    machine.go_to_work()
    origins = {machine.run_once()[0]}
    for _ in range(2):
        machine.put_back(backup)
        origin, number = machine.run_once()
        assert number == 1
        origins.add(origin)
        machine.go_to_work()
        assert machine.run_once() == (origin, 1)
    assert len(origins) == 3


def test_a_crash_right_after_the_epoch_began_begins_no_other(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = machine.back_up("yesterday.db")
    machine.go_to_work()
    machine.put_back(backup)

    def dies(*_arguments: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(Office, "follow_database", dies)
        with pytest.raises(ConnectionError):
            machine.start()
    assert machine.run_once()[1] == 1


def test_what_was_never_committed_is_not_missed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills up with the very first checkpoint of a start."""
    before = machine.run_once()
    machine.say_something()
    real = bootstrap.make_checkpoint

    def fills_up(_connection: object) -> None:
        raise ConnectionError

    def signs(session: SqlSession, key: Signer, origin: str) -> Checkpoint:
        checkpoint = real(session, key, origin)
        event.listen(session.connection.engine, "commit", fills_up)
        return checkpoint

    with monkeypatch.context() as patched:
        patched.setattr(bootstrap, "make_checkpoint", signs)
        with pytest.raises(ConnectionError):
            machine.start()
    assert machine.run_once() == before


def test_two_who_see_the_loss_at_once_begin_one_epoch(machine: Machine) -> None:
    backup = machine.back_up("yesterday.db")
    machine.go_to_work()
    standing = machine.standing()
    machine.put_back(backup)
    shutil.rmtree(machine.state)
    office = machine.start(history=MOVED)  # Somebody does not know better.
    before = office.origin
    epochs._tell(office, standing.note)
    assert office.origin != before
    first = office.origin
    go_on(office, before)
    epochs._tell(office, standing.note)
    assert office.origin == first
    with office.store.reading() as session:
        assert len(records_of_epochs(session)) == 1
    office.close()


def test_what_a_tablet_has_told_is_remembered(machine: Machine) -> None:
    """Put back once more, it knows by itself that it was."""
    backup = machine.back_up("yesterday.db")
    machine.go_to_work()
    standing = machine.standing()
    machine.put_back(backup)
    shutil.rmtree(machine.state)
    office = machine.start(history=MOVED)  # Somebody does not know better.
    before = office.origin
    epochs._tell(office, standing.note)
    office.close()
    machine.put_back(backup)
    again, number = machine.run_once()
    assert again not in (before, office.origin)
    assert number == 1


def lose_the_notes(machine: Machine) -> None:
    shutil.rmtree(machine.state)


def feed_size(machine: Machine) -> int:
    store = open_store(Settings(f"sqlite:///{machine.path}"))
    with store.reading() as session:
        size = session.feed_size()
    store.engine.dispose()
    return size


def test_without_its_notes_nothing_is_written_until_somebody_says_what_became_of_it(machine: Machine) -> None:
    real, size = machine.run_once(), feed_size(machine)
    lose_the_notes(machine)
    for _ in range(2):
        with pytest.raises(SettingsError) as refused:
            machine.start()
        assert (refused.value.key, refused.value.details) == ("state.unknown", {"folder": str(machine.state)})
    assert feed_size(machine) == size
    assert machine.run_once(history=MOVED) == real
    assert machine.run_once() == real


def test_a_backup_on_a_new_machine_begins_an_epoch_when_somebody_says_so(machine: Machine) -> None:
    backup = machine.back_up("yesterday.db")
    machine.go_to_work()
    real = machine.run_once()
    machine.put_back(backup)
    lose_the_notes(machine)
    restored, number = machine.run_once(history=PUT_BACK)
    assert (restored != real[0], number) == (True, 1)
    assert machine.run_once() == (restored, 1)


def test_what_the_notes_tell_nobody_has_to_say(machine: Machine) -> None:
    real = machine.run_once()
    for history in (PUT_BACK, MOVED):
        with pytest.raises(SettingsError) as refused:
            machine.start(history=history)
        assert refused.value.key == "state.known"
    assert machine.run_once() == real


def test_a_database_that_no_tablet_knows_goes_on_by_itself(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    first = machine.run_once()
    with pytest.raises(SettingsError, match=r"state\.known"):
        machine.start(history=PUT_BACK)
    shutil.rmtree(machine.state, ignore_errors=True)
    assert machine.run_once() == first


def test_many_at_once_keep_the_latest(tmp_path: Path) -> None:
    """Two threads once wrote the same unfinished file, and the answer to one of the tablets failed."""
    mark = RestoreMark(tmp_path, "42")
    notes = [Checkpoint(size, size.to_bytes(32, "big"), "planton/P/AAAAAA\n…") for size in range(1, 400)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(mark.keep, notes))
    assert (tmp_path / "42-AAAAAA.mark").read_text("ascii").split()[0] == "399"
    assert [path.name for path in tmp_path.iterdir()] == ["42-AAAAAA.mark"]


def test_a_process_that_is_late_takes_no_note_of_another_back(tmp_path: Path) -> None:
    one, other = RestoreMark(tmp_path, "42"), RestoreMark(tmp_path, "42")
    notes = {size: Checkpoint(size, size.to_bytes(32, "big"), "planton/P/AAAAAA\n…") for size in (100, 150, 200, 201)}
    for mark, size, expected in ((one, 100, 100), (other, 200, 200), (one, 150, 200), (one, 201, 201)):
        mark.keep(notes[size])
        assert (tmp_path / "42-AAAAAA.mark").read_text("ascii").split()[0] == str(expected)
