"""The report to share: what helps from afar is in it, and nothing of anybody."""

import json

import pytest

from app.diagnostics import report, report_name
from app.platform.sharing import FolderSharing
from app.platform.space import FolderSpace
from app.screens.settings.presenter import SettingsPresenter
from app.troubles import KEPT, keep_trouble, read_troubles
from core.domain.problems import Problem
from tests.fakes.pins import with_pins
from tests.tablet import desk_for, usual_day, with_server


@pytest.fixture
def desk(tmp_path, template):
    made = desk_for(tmp_path, template)
    made.space = FolderSpace(tmp_path / "a.db")
    yield made
    made.store.engine.dispose()


def side_texts(store) -> set[str]:
    """Every word of every side row on the tablet, and every name that is shown."""
    with store.reading() as session:
        reads = session.reads()
        hashes = session.named_side_rows([view.id for view in reads.committees()], session.feed_size())
        hashes += session.named_side_rows([""], session.feed_size())
        rows = [json.loads(row.data) for row in session.side_rows(hashes)]
        names = [user.name for user in reads.users()]
    words = {part for row in rows for value in row.values() for part in str(value).split()}
    return {word for word in words | {part for name in names for part in name.split()} if len(word) > 2}


def test_it_says_how_the_tablet_is(desk, tmp_path, template) -> None:
    server = usual_day(desk, tmp_path, template)
    with_server(desk, server).problem = Problem("server_unreachable", address="https://oficina.pe")
    desk.synchroniser.start()
    desk.start_ms = 640
    lines = dict(line.split(": ", 1) for line in report(desk).splitlines() if ": " in line)
    assert lines["app"] == "0.1.0"
    assert lines["unsent"] == "1"
    assert lines["start_ms"] == "640"
    assert int(lines["free_bytes"]) > 0
    assert int(lines["file_bytes"]) > 100_000
    assert lines["text_scale"] == "1.0"
    assert lines["last_sync"].startswith("2014-12-03T")
    assert "server_unreachable" in report(desk).splitlines()[-1]
    assert report_name(desk).endswith(".txt")
    server.store.engine.dispose()


def test_nothing_of_anybody_is_in_it(desk, tmp_path, template) -> None:
    usual_day(desk, tmp_path, template).store.engine.dispose()
    with_pins(desk.store, T01="2580")
    with desk.store.writing() as session:
        session.put_note("label", "Tableta de Rosa Mondragón".encode())
        session.put_note("addresses", b"https://oficina.norandino.pe")
        session.put_draft("workday/T01/X/", 1, json.dumps({"entry": {"newcomer": {"typed": {"dni": "41234567"}}}}))
    text = report(desk)
    words = side_texts(desk.store)
    assert len(words) > 100
    assert [word for word in words if word in text] == []
    for other in ("Rosa", "Tableta de", "norandino", "41234567", "Choco", "2580", "S/"):
        assert other not in text


def test_an_empty_tablet_has_a_report_as_well(desk) -> None:
    desk.user = None
    assert "signed_in: no" in report(desk)


def test_it_is_shared_into_a_folder_and_a_failure_is_a_sentence(desk, tmp_path) -> None:
    desk.sharing = FolderSharing(tmp_path / "out")
    presenter = SettingsPresenter(desk, lambda _state: None)
    presenter.share()
    (shared,) = (tmp_path / "out").iterdir()
    assert shared.read_text(encoding="utf-8").startswith("Planton report 1\n")
    assert str(shared) in desk.said[-1]
    (tmp_path / "file").write_text("")
    desk.sharing = FolderSharing(tmp_path / "file" / "below")
    presenter.share()
    assert "No se pudo guardar el archivo" in desk.said[-1]


def test_only_the_latest_troubles_are_kept(desk) -> None:
    for number in range(KEPT + 5):
        keep_trouble(desk.store, desk.clock, f"code_{number}")
    with desk.store.writing() as session:
        kept = read_troubles(session)
        assert [code for _, code in kept] == [f"code_{number}" for number in range(5, KEPT + 5)]
        session.put_note("troubles", b"rubbish")
        assert read_troubles(session) == []
