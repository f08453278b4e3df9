"""The practice desk: a file of its own, no way to anybody, a day that goes on, and one that can be thrown away."""

import pytest

from app.bare import BareMachine, NoMemories, NoSharing, NoSync
from app.frugality import Frugality
from app.practice.file import FilePractice
from app.practice.practising import FILE, PIN, Practice
from app.preferences import Preferences
from app.screens.shell.presenter import ROOTS
from core.domain.attendance import Presence, Workday
from core.domain.problems import Problem
from core.usecases.tablet.record import record_fact
from core.usecases.tablet.sign_in import check_pin
from tests.fakes.clock import FakeClock
from tests.fakes.runner import DoneAtOnce

CHOSEN = Preferences(language="en", text_scale="1.15", frugality=Frugality())
MACHINE = BareMachine()


@pytest.fixture
def made(tmp_path):
    file, clock = FilePractice(tmp_path / FILE), FakeClock()
    yield Practice(file, clock, DoneAtOnce(), ROOTS, lambda: CHOSEN, "0.1.0", machine=MACHINE), clock, tmp_path / FILE
    file.close()


def test_there_is_no_way_from_it_to_anybody(made) -> None:
    desk = made[0].open()
    assert desk.is_practice
    assert isinstance(desk.synchroniser, NoSync)
    assert isinstance(desk.memories, NoMemories)
    assert isinstance(desk.sharing, NoSharing)
    assert desk.enroller is None
    assert desk.machine is MACHINE, "people learn the camera and the voice there"
    assert desk.practice is None


def test_somebody_works_there_in_the_language_of_the_tablet(made) -> None:
    desk = made[0].open()
    assert (desk.user.code, desk.committee.name) == ("T01", "Choco")
    check_pin(desk.store, desk.uptime, "T01", PIN)
    with desk.store.reading() as session:
        assert session.note("language") == b"en"
        assert session.note("text_scale") == b"1.15"


def test_its_day_is_of_the_season_and_goes_on(made) -> None:
    practice, clock, _ = made
    desk = practice.open()
    assert desk.today() == "2014-12-03"
    clock.advance(26 * 3_600_000)
    assert desk.today() == "2014-12-04"
    assert practice.open().today() == "2014-12-04"
    clock.advance(-400 * 24 * 3_600_000)
    assert practice.open().today() == "2014-12-03"


def test_what_was_practised_is_there_again_until_it_is_thrown_away(made) -> None:
    practice, _, path = made
    desk = practice.open()
    member = desk.read(lambda reads: reads.members(desk.committee_id, desk.today()))[0]
    fact = Workday(desk.committee_id, "assembly", (Presence(member.id, 2),))
    record_fact(desk.store, desk.clock, desk.author, fact, desk.today())
    desk = practice.open()
    assert len(desk.read(lambda reads: reads.today(desk.committee_id, desk.today())).latest) == 1
    practice.throw_away()
    assert not path.exists()
    desk = practice.open()
    assert desk.read(lambda reads: reads.today(desk.committee_id, desk.today())).latest == ()


def test_without_its_data_it_says_so(made, tmp_path) -> None:
    practice = made[0]
    practice._log = tmp_path / "gone.json"
    with pytest.raises(Problem, match="practice_missing"):
        practice.open()


def test_a_file_that_is_broken_is_made_anew(made) -> None:
    """Nothing of it counts, so nobody has to be told."""
    practice, _, path = made
    practice.open()
    practice._file.close()
    path.write_bytes(b"no database at all" * 500)
    desk = practice.open()
    assert (desk.user.code, desk.committee.name) == ("T01", "Choco")
