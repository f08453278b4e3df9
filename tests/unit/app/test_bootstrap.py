"""Opening a tablet's file: new, enrolled, unfit; where it lies; and that a start imports only what it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap import FILE, HOME, KeptKey, data_folder, open_store
from app.sending.enrolling import PENDING_KEY, Enroller
from core.domain.attendance import Presence, Workday
from core.domain.problems import Problem
from core.storage.device import Enrolled, enrolled_programme
from core.sync.trust.keys import verify
from core.usecases.clock import SystemClock
from core.usecases.tablet.record import record_fact
from tests.sample import DAY
from tests.tablet import code_for, copied_tablet, desk_for, new_tablet


def test_the_folder_is_the_one_that_is_named(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv(HOME, str(tmp_path / "tablet"))
    assert data_folder() == tmp_path / "tablet"


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_system_has_a_place_for_it(monkeypatch, platform) -> None:
    monkeypatch.delenv(HOME, raising=False)
    monkeypatch.delenv("ANDROID_PRIVATE", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    assert data_folder().name.lower() == "planton"


def test_android_has_a_folder_of_its_own(monkeypatch) -> None:
    monkeypatch.delenv(HOME, raising=False)
    monkeypatch.setenv("ANDROID_PRIVATE", "/data/data/pe.planton/files")
    assert data_folder() == Path("/data/data/pe.planton/files")


def test_a_new_file_belongs_to_nobody(tmp_path) -> None:
    store = open_store(tmp_path / "new" / "folder")
    assert store.programme == ""
    assert enrolled_programme(store.engine) is None
    store.engine.dispose()


def test_an_enrolled_file_opens_as_what_it_is(tmp_path, template) -> None:
    tablet = copied_tablet(template, tmp_path)
    tablet.store.engine.dispose()
    tablet.path.rename(tmp_path / FILE)
    store = open_store(tmp_path)
    found = enrolled_programme(store.engine)
    assert found == Enrolled("PIURA", tablet.path.stem and found.own_origin)
    assert store.programme == "PIURA"
    key = KeptKey(store)
    assert key.public_key == tablet.key.public_key
    assert verify(key.public_key, b"words", key.sign(b"words"))
    store.engine.dispose()


def test_what_was_saved_before_a_battery_fell_out_is_folded_at_the_start(tmp_path, template, monkeypatch) -> None:
    desk = desk_for(tmp_path, template)
    member = desk.read(lambda reads: reads.members(desk.committee.id, desk.today()))[0]
    monkeypatch.setattr("core.usecases.tablet.record.fold_if_possible", lambda _store: None)
    workday = Workday(desk.committee.id, "assembly", (Presence(member.id, 2),))
    record_fact(desk.store, desk.clock, desk.author, workday, desk.today())
    assert desk.read(lambda reads: reads.today(desk.committee.id, desk.today())).latest == ()
    desk.store.engine.dispose()
    (tmp_path / "a.db").rename(tmp_path / FILE)
    store = open_store(tmp_path)
    with store.reading() as session:
        assert len(session.reads().today(desk.committee.id, DAY).latest) == 1
    store.engine.dispose()


def test_a_damaged_file_is_a_problem_with_its_name(tmp_path) -> None:
    (tmp_path / FILE).write_bytes(b"no database " * 1000)
    with pytest.raises(Problem) as told:
        open_store(tmp_path)
    assert (told.value.code, told.value.details["file"]) == ("storage_damaged", FILE)


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Problem) as told:
        open_store(tmp_path / "file" / "folder")
    assert told.value.code == "storage_read_only"


def test_an_answer_that_never_arrived_is_asked_for_again_with_the_same_key(tmp_path, template) -> None:
    desk, transport = new_tablet(tmp_path, template)
    code = code_for(transport)
    enrol = transport.enrol

    def lost(asked):
        enrol(asked)
        raise Problem("server_unreachable", address="x")

    transport.enrol = lost
    with pytest.raises(Problem):
        desk.enroller.enrol(code, ("https://a.pe",))
    with desk.store.reading() as session:
        kept = session.note(PENDING_KEY)
    transport.enrol = enrol
    joined = desk.enroller.enrol(code, ("https://a.pe",))
    assert joined.signer.raw == kept
    assert isinstance(desk.enroller, Enroller)
    assert enrolled_programme(desk.store.engine).programme == "PIURA"
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_the_clock_is_this_computers() -> None:
    assert SystemClock().now_ms() > 1_700_000_000_000


NOT_AT_A_START = (
    "requests", "cryptography", "alembic", "core.fold.fold", "core.domain.kinds", "core.storage.projections",
    "core.storage.reads.reads", "core.usecases.views.field",
)  # fmt: skip


def test_a_start_imports_neither_the_road_nor_the_keys_nor_the_migrations_nor_the_fold(tmp_path) -> None:
    open_store(tmp_path).engine.dispose()
    script = (
        "import sys; from app.bootstrap import data_folder, open_store; import app.screens.sign_in.presenter; "
        "store = open_store(data_folder()); store.fold(); "
        "session = store.reading(); session.__enter__().people_here(); session.__exit__(None, None, None); "
        f"store.engine.dispose(); print([name for name in {NOT_AT_A_START} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": "", HOME: str(tmp_path)},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
