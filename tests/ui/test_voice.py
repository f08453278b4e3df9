"""The voice: every clip there is can be heard, all are of one loudness, and they follow each other without a gap."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.bare import NoSpeaker
from app.platform.ogg import UnusableOgg, joined
from app.platform.speaker import VOICE, ClipSpeaker, speaker
from core.domain.spoken import CLIPS, PAUSE, amount_clips
from tests.ui.harness import Harness

ROOT = Path(__file__).parents[2]
LARGEST_BYTES = 600_000
MEAN_LOUDNESS = 0.09


def hear(*arguments: str, driver: str = "disk") -> Any:
    """What a process of its own heard of them."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SDL_", "KIVY_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.hearing", *arguments],
        cwd=ROOT, env=environment | {"SDL_AUDIODRIVER": driver}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_the_folder_has_the_clips_and_nothing_else() -> None:
    files = sorted(VOICE.iterdir())
    assert [path.name for path in files] == sorted(f"{clip}.ogg" for clip in (*CLIPS, PAUSE))
    assert sum(path.stat().st_size for path in files) < LARGEST_BYTES


def test_every_clip_can_be_heard_and_is_as_loud_as_the_others() -> None:
    heard = hear("--each", *CLIPS)
    assert set(heard) == set(CLIPS)
    for clip, found in heard.items():
        assert 0.1 < found["seconds"] < 2.2, clip
        assert 0.75 < found["loudness"] / MEAN_LOUDNESS < 1.25, clip
        assert 0.3 < found["peak"] < 0.95, clip


def test_an_amount_is_said_without_a_gap() -> None:
    """The longest silence in it is that of a t between two words."""
    found = hear(*amount_clips(123_450))
    assert 3 < found["seconds"] < 5
    assert found["gap_s"] <= 0.08
    assert 0.3 < hear("mil", PAUSE, "soles")["gap_s"] < 0.6


def test_without_a_sound_device_nobody_is_offered_to_listen() -> None:
    assert hear("mil", driver="nothing-of-that-name") == {"seconds": 0}


class Played:
    """One sound of a test, half a second long."""

    length = 0.5

    def __init__(self, path: str, log: list[str]) -> None:
        self.path, self.log = Path(path), log
        self.size = self.path.stat().st_size

    def play(self) -> None:
        self.log.append("play")

    def stop(self) -> None:
        self.log.append("stop")


def test_all_of_it_is_one_sound_and_its_end_is_told(harness: Harness) -> None:
    log: list[str] = []
    sounds: list[Played] = []

    def load(path: str) -> Played:
        sounds.append(Played(path, log))
        return sounds[-1]

    over: list[str] = []
    voice = ClipSpeaker(load=load)
    voice.say(("mil", PAUSE, "soles"), lambda: over.append("first"))
    assert log == ["play"]
    assert sounds[0].size > 6000
    assert not sounds[0].path.exists(), "nothing stays behind"
    harness.settle(0.4)
    assert over == []
    harness.settle(0.2)
    assert over == ["first"]


def test_what_is_said_is_broken_off_by_the_next_and_by_hand(harness: Harness) -> None:
    log: list[str] = []
    over: list[str] = []
    voice = ClipSpeaker(load=lambda path: Played(path, log))
    voice.say(("mil", "soles"), lambda: over.append("first"))
    voice.say(("cien", "soles"), lambda: over.append("second"))
    assert (log, over) == (["play", "stop", "play"], ["first"])
    voice.hush()
    voice.hush()
    harness.settle(2)
    assert (log, over) == (["play", "stop", "play", "stop"], ["first", "second"])


def test_what_cannot_be_read_is_over_at_once(harness: Harness, tmp_path: Path) -> None:
    over: list[str] = []
    voice = ClipSpeaker(load=lambda path: Played(path, []))
    assert voice.can_speak
    voice.say(("mil", "no-such-clip"), lambda: over.append("missing"))
    assert over == ["missing"]
    assert not ClipSpeaker(tmp_path, load=lambda path: Played(path, [])).can_speak


def test_clips_that_were_not_made_for_each_other_are_refused() -> None:
    data = (VOICE / "mil.ogg").read_bytes()
    setup = data.index(b"\x05vorbis") + 40
    other = data[:setup] + bytes((data[setup] ^ 1,)) + data[setup + 1 :]
    with pytest.raises(UnusableOgg, match="alike"):
        joined([data, other])
    for wrong in ([], [b""], [b"RIFF and no OGG, whatever else it may be"], [data[:-9]], [data[:200]], [data, b"OggS"]):
        with pytest.raises(UnusableOgg):
            joined(wrong)


def test_a_joined_sound_is_as_long_as_its_parts() -> None:
    def samples(data: bytes) -> int:
        return int.from_bytes(data[(last := data.rindex(b"OggS")) + 6 : last + 14], "little")

    parts = [(VOICE / f"{clip}.ogg").read_bytes() for clip in amount_clips(99_990)]
    added = samples(joined(parts)) - sum(samples(part) for part in parts)
    assert 0 <= added <= len(parts) * 1024, "a twentieth of a second a word at most"
    assert samples(joined(parts * 40)) > 39 * sum(samples(part) for part in parts), "also over many pages"


def test_sound_can_be_off_and_a_machine_can_have_none() -> None:
    assert not ClipSpeaker(load=lambda _: None).can_speak
    assert not ClipSpeaker(is_on=lambda: False, load=lambda path: Played(path, [])).can_speak
    assert isinstance(speaker("ios"), NoSpeaker)
    over: list[bool] = []
    speaker("ios").say(("mil",), lambda: over.append(True))
    speaker("ios").hush()
    assert over == [True]


def test_beside_the_clips_is_written_what_they_are() -> None:
    text = (VOICE.parent / "README.md").read_text(encoding="utf-8")
    assert "espeak-ng" in text
    assert all(said in text for said in CLIPS.values()), "whoever records a voice reads the words there"
