"""Without space nothing is half saved, what was there stays, and saving goes on when there is space again."""

import shutil
from pathlib import Path

import pytest

from core.sync.turns.conversation import next_request
from core.sync.wire.packing import pack_answer
from tests.crashing import Child, open_field
from tests.fieldwork import Field, assert_chain
from tests.integration.filling import draft_when_full, save_until_full, sync_when_full
from tests.sample import START_MS, copied_server, copied_tablet, sample_template
from tools.sample import SteppingClock


@pytest.fixture
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_template(tmp_path_factory)


@pytest.fixture
def tablet_path(tmp_path: Path, template: Path) -> Path:
    return Path(shutil.copy(template / "a.db", tmp_path / "a.db"))


def test_saving_without_space_is_refused_whole_and_goes_on_afterwards(tablet_path: Path, campaign: bool) -> None:
    child = Child(save_until_full, tablet_path, 200 if campaign else 12)
    child.wait(400 if campaign else 60)
    told = child.kill()
    assert told
    assert told[0][0] == "done", told[0]
    _, saved, refusals = told[0]
    assert refusals > 0
    field = open_field(tablet_path)
    with field.store.reading() as session:
        assert len(session.records(field.origin, 1, 1 << 40)) == len(saved)
    assert_chain(field)
    field.store.engine.dispose()


def test_what_comes_by_sync_without_space_is_taken_whole_later(
    tmp_path: Path, template: Path, tablet_path: Path
) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    server = copied_server(template, folder)
    other = Field(copied_tablet(template, folder, "b"), server, SteppingClock(START_MS + 7_200_000))
    other.workdays(150)
    other.sync()
    behind = open_field(tablet_path)
    with behind.store.reading() as session:
        answer = server.exchange(next_request(session, behind.tablet.key, 16_000))
    for store in (behind.store, other.store, server.store):
        store.engine.dispose()
    child = Child(sync_when_full, tablet_path, pack_answer(answer))
    child.wait(60)
    (outcomes,) = child.kill()
    number = sum(len(span.records) for span in answer.spans)
    assert number > 150
    assert outcomes == ["storage_full", "True", "storage_full", "True", str(number), "True"]


def test_a_draft_stays_when_its_record_could_not_be_saved(tablet_path: Path) -> None:
    field = open_field(tablet_path)
    with field.store.writing() as session:
        session.put_draft("workday", 1, "{}")
    child = Child(draft_when_full, tablet_path)
    child.wait(60)
    assert child.kill() == ["storage_full"]
    with field.store.reading() as session:
        assert session.draft("workday") == "{}"
    field.store.engine.dispose()
