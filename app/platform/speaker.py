"""Saying an amount aloud, when somebody asks for it and never by itself: neighbours hear.

The clips of assets/voice are joined to one sound, so that there is no gap between them however busy the tablet is, and
played by Kivy: that is SDL's mixer on desktops and on Android alike. Where there is no sound device nobody is offered
to listen.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.bare import NoSpeaker
from app.platform.ogg import UnusableOgg, joined
from app.ports import Speaker
from core.domain.spoken import PAUSE

VOICE = Path(__file__).resolve().parents[2] / "assets" / "voice" / "es"

Load = Callable[[str], Any]


class ClipSpeaker:
    """Plays the OGG files of a folder; `is_on` is asked each time, `load` is Kivy's unless a test brings another."""

    def __init__(
        self, folder: Path = VOICE, is_on: Callable[[], bool] = lambda: True, load: Load | None = None
    ) -> None:
        self._folder = folder
        self._is_on = is_on
        self._load = load or _kivy_sound
        self._has_sound: bool | None = None
        self._done: Callable[[], None] | None = None
        self._now: Any = None
        self._end: Any = None

    @property
    def can_speak(self) -> bool:
        """Whether there are clips, and a sound device that takes them; found out once."""
        if self._has_sound is None:
            self._has_sound = self._sound((PAUSE,)) is not None
        return self._has_sound and self._is_on()

    def say(self, clips: Sequence[str], done: Callable[[], None]) -> None:
        from kivy.clock import Clock

        self.hush()
        self._now, self._done = self._sound(clips), done
        if self._now is None:
            self.hush()
            return
        self._now.play()
        self._end = Clock.schedule_once(lambda _elapsed: self.hush(), self._now.length)

    def hush(self) -> None:
        if self._end is not None:
            self._end.cancel()
        if self._now is not None:
            self._now.stop()
        done, self._done, self._now, self._end = self._done, None, None, None
        if done is not None:
            done()

    def _sound(self, clips: Sequence[str]) -> Any:
        """All of it as one sound; None where it cannot be read or played. It is decoded by the time the file goes."""
        try:
            data = joined((self._folder / f"{clip}.ogg").read_bytes() for clip in clips)
            handle, path = tempfile.mkstemp(suffix=".ogg")
        except (OSError, UnusableOgg):
            return None
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            return self._load(path)
        except OSError:
            return None
        finally:
            Path(path).unlink(missing_ok=True)


def speaker(platform: str) -> Speaker:
    """For a machine, by the name that Kivy gives its platform."""
    return NoSpeaker() if platform == "ios" else ClipSpeaker()


def _kivy_sound(path: str) -> Any:
    from kivy.core.audio import SoundLoader

    return SoundLoader.load(path)
