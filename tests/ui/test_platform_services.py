"""The machine's services behind their ports: the camera app, sharing, shaking, staying lit; with and without them."""

import sys
from pathlib import Path

import pytest
from kivy.core.window import Window

from app.bare import BareMachine
from app.platform.camera import SAMPLE, AndroidCamera, SampleCamera, camera
from app.platform.handset import AndroidHandset, DesktopHandset, handset
from app.platform.machine import OwnMachine
from app.platform.sharing import FOLDER, AndroidSharing, FolderSharing, sharing
from app.ports import PhotoSize
from core.domain.problems import Problem, sentence
from tests.fakes.android import Tablet
from tests.ui.harness import Harness

PHOTO = SAMPLE.read_bytes()


class Taken:
    """What became of a photo."""

    def __init__(self) -> None:
        self.photos: list[bytes] = []
        self.problems: list[str] = []

    def answer(self, photo: bytes) -> None:
        self.photos.append(photo)

    def refuse(self, problem: Problem) -> None:
        self.problems.append(problem.code)


@pytest.fixture
def taken() -> Taken:
    return Taken()


@pytest.fixture
def tablet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tablet:
    made = Tablet(tmp_path)
    made.install(monkeypatch)
    return made


# --- the camera ---


def test_a_desktop_takes_the_sample_photo(harness: Harness, taken: Taken) -> None:
    source = camera("linux")
    assert isinstance(source, SampleCamera)
    assert source.can_take
    source.take(taken.answer, taken.refuse)
    assert taken.problems == []
    assert taken.photos[0][:2] == b"\xff\xd8"
    assert 20_000 < len(taken.photos[0]) <= PhotoSize().bytes


def test_the_camera_app_writes_a_photo_and_nothing_of_it_stays(harness: Harness, tablet: Tablet, taken: Taken) -> None:
    source = camera("android")
    assert isinstance(source, AndroidCamera)
    assert source.can_take
    source.take(taken.answer, taken.refuse)
    source.take(taken.answer, taken.refuse)
    assert [intent.action for intent in tablet.started] == ["android.media.action.IMAGE_CAPTURE"], "a wet double touch"
    assert tablet.asked == [], "from Android 10 on nothing has to be asked for"
    assert tablet.values[0]["mime_type"] == "image/jpeg"
    tablet.finish(PHOTO)
    assert taken.photos == [], "the answer comes on another thread"
    harness.frames(2)
    assert (len(taken.photos), taken.problems) == (1, [])
    assert taken.photos[0][:2] == b"\xff\xd8"
    assert (tablet.files, tablet.listeners) == ([], [])
    source.take(taken.answer, taken.refuse)
    assert len(tablet.started) == 2, "then it can be taken again"


def test_whoever_turns_back_is_told_nothing(harness: Harness, tablet: Tablet, taken: Taken) -> None:
    source = AndroidCamera()
    source.take(taken.answer, taken.refuse)
    tablet.finish(b"", is_taken=False)
    harness.frames(2)
    assert (taken.photos, taken.problems, tablet.files) == ([], [], [])
    source.take(taken.answer, taken.refuse)
    assert len(tablet.started) == 2


def test_a_photo_that_cannot_be_read_is_told(harness: Harness, tablet: Tablet, taken: Taken) -> None:
    AndroidCamera().take(taken.answer, taken.refuse)
    tablet.finish(b"no picture")
    harness.frames(2)
    assert (taken.problems, tablet.files) == (["photo_unusable"], [])
    AndroidCamera().take(taken.answer, taken.refuse)
    tablet.files[-1].unlink()
    tablet.finish(PHOTO, is_taken=False)
    harness.frames(2)
    assert taken.problems == ["photo_unusable"], "a file that is gone already is no trouble"


@pytest.mark.parametrize("grants", [True, False])
def test_before_android_10_permission_is_asked_when_it_is_needed(
    harness: Harness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: Taken, grants: bool
) -> None:
    tablet = Tablet(tmp_path, level=26, grants=grants)
    tablet.install(monkeypatch)
    source = AndroidCamera()
    assert tablet.asked == []
    source.take(taken.answer, taken.refuse)
    harness.frames(2)
    assert tablet.asked == ["android.permission.WRITE_EXTERNAL_STORAGE"]
    assert len(tablet.started) == grants
    assert taken.problems == ([] if grants else ["photo_not_allowed"])
    assert "Permitir" in sentence("photo_not_allowed", "es", {})


def test_a_tablet_without_a_camera_offers_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: Taken) -> None:
    tablet = Tablet(tmp_path, has_camera=False)
    tablet.install(monkeypatch)
    assert not AndroidCamera().can_take
    monkeypatch.setitem(sys.modules, "jnius", None)
    source = AndroidCamera()
    assert not source.can_take
    source.take(taken.answer, taken.refuse)
    source.take(taken.answer, taken.refuse)
    assert taken.problems == ["camera_missing", "camera_missing"]


# --- sharing ---


def test_a_desktop_shares_into_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "out"))
    out = sharing("linux")
    assert isinstance(out, FolderSharing)
    assert out.can_share
    assert out.share("diagnostico.txt", b"all well", "text/plain") == str(tmp_path / "out" / "diagnostico.txt")
    assert (tmp_path / "out" / "diagnostico.txt").read_bytes() == b"all well"
    blocked = FolderSharing(tmp_path / "out" / "diagnostico.txt")
    assert blocked.share("a.txt", b"", "text/plain") == ""


def test_android_hands_a_file_to_the_app_that_is_chosen(tablet: Tablet) -> None:
    out = sharing("android")
    assert isinstance(out, AndroidSharing)
    assert out.can_share
    assert out.share("diagnostico.txt", b"all well", "text/plain") == "Download/diagnostico.txt"
    assert tablet.files[0].read_bytes() == b"all well"
    assert tablet.files[0].name.startswith("downloads")
    sent = tablet.started[0].extras["intent"]
    assert (tablet.started[0].action, sent.action, sent.kind, sent.flags) == (
        "chooser", "android.intent.action.SEND", "text/plain", 1,
    )  # fmt: skip
    assert sent.extras["android.intent.extra.STREAM"].path == tablet.files[0]


def test_where_android_cannot_share_nothing_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Tablet(tmp_path, level=28).install(monkeypatch)
    assert not AndroidSharing().can_share
    assert AndroidSharing().share("a.txt", b"", "text/plain") == ""
    monkeypatch.setitem(sys.modules, "jnius", None)
    assert not AndroidSharing().can_share
    Tablet(tmp_path / "nowhere").install(monkeypatch)
    assert AndroidSharing().share("a.txt", b"", "text/plain") == ""


# --- what the hand feels and sees ---


@pytest.mark.parametrize("level", [34, 24])
def test_a_tablet_shakes_shortly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: int) -> None:
    tablet = Tablet(tmp_path, level=level)
    tablet.install(monkeypatch)
    handset("android").buzz()
    assert tablet.shaken == [60]
    monkeypatch.setitem(sys.modules, "jnius", None)
    AndroidHandset().buzz()
    DesktopHandset().buzz()
    assert isinstance(handset("linux"), DesktopHandset)


def test_the_screen_stays_lit_while_it_is_wanted(harness: Harness) -> None:
    machine = handset("linux")
    machine.stay_awake()
    assert not Window.allow_screensaver
    machine.may_sleep()
    assert Window.allow_screensaver


# --- all of it for the screens ---


def test_a_machine_makes_what_its_platform_has(harness: Harness, tablet: Tablet) -> None:
    android, phone, desktop = OwnMachine("android"), OwnMachine("ios"), OwnMachine("linux")
    assert isinstance(android.camera(PhotoSize), AndroidCamera)
    assert isinstance(desktop.camera(PhotoSize), SampleCamera)
    assert not phone.camera(PhotoSize).can_take
    assert [each.positioning().receiver.can_locate for each in (phone, desktop)] == [False, True]
    assert [each.passing.has_files for each in (android, phone, desktop)] == [False, False, True]
    assert not any(each.scanner.can_scan for each in (android, phone, desktop))


def test_a_machine_has_one_voice(harness: Harness) -> None:
    desktop = OwnMachine("linux")
    assert desktop.speaker is desktop.speaker, "whatever is said breaks off the rest"
    assert not OwnMachine("ios").speaker.can_speak


def test_a_bare_machine_can_do_nothing_and_says_so(harness: Harness, taken: Taken) -> None:
    bare = BareMachine()
    bare.camera(PhotoSize).take(taken.answer, taken.refuse)
    bare.scanner.scan(taken.answer, taken.refuse)
    where = bare.positioning()
    where.receiver.start(taken.answer, taken.refuse)
    where.every(1.0, lambda: taken.answer(b""))()
    bare.passing.copy("a")
    said: list[bool] = []
    bare.speaker.say(("mil",), lambda: said.append(True))
    assert (taken.photos, taken.problems) == ([], ["camera_missing", "camera_missing", "position_missing"])
    assert (bare.passing.paste(), bare.passing.save("a", "b"), bare.passing.newest(), said) == ("", "", "", [True])
