"""Hearing an amount: what is said of it, and a button that says it and breaks it off at the second touch.

Presenters use it; it knows no Kivy. Nothing is ever said that nobody touched the button for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from app.ports import Speaker
from app.text.texts import t
from core.domain.spoken import PAUSE, amount_clips, clips_of
from core.domain.words import LARGEST_SPOKEN_CENTIMOS


class WhereWished:
    """app.ports.Speaker: a voice that is offered only while sound is on in this tablet's settings."""

    def __init__(self, voice: Speaker, is_on: Callable[[], bool]) -> None:
        self._voice = voice
        self._is_on = is_on

    @property
    def can_speak(self) -> bool:
        return self._is_on() and self._voice.can_speak

    def say(self, clips: Sequence[str], done: Callable[[], None]) -> None:
        self._voice.say(clips, done)

    def hush(self) -> None:
        self._voice.hush()


Said = tuple[str, int]
"""A phrase of core.domain.spoken, or none, and an amount."""


def clips_for(amounts: Iterable[Said]) -> tuple[str, ...]:
    """Each phrase with its amount, one after another and never added. Nothing where one is too large to be said."""
    clips: list[str] = []
    for phrase, centimos in amounts:
        if abs(centimos) > LARGEST_SPOKEN_CENTIMOS:
            return ()
        if clips:
            clips.append(PAUSE)
        if phrase:
            clips += clips_of(phrase)
        if centimos < 0:
            clips += clips_of("menos")
        clips += amount_clips(abs(centimos))
    return tuple(clips)


def listen_look(*, is_speaking: bool) -> tuple[str, str, str]:
    """Icon, word and kind of the button."""
    if is_speaking:
        return ("stop", t("pay.stop_listening"), "primary")
    return ("volume-high", t("pay.listen"), "quiet")


class Listening:
    """`show` is called after every change of `is_speaking`."""

    def __init__(self, speaker: Speaker, show: Callable[[], None]) -> None:
        self._speaker = speaker
        self._show = show
        self.is_speaking = False

    @property
    def can_speak(self) -> bool:
        return self._speaker.can_speak

    def touch(self, clips: tuple[str, ...]) -> None:
        """The button: say it, or stop."""
        if self.is_speaking:
            self.hush()
        elif clips:
            self.is_speaking = True
            self._speaker.say(clips, self._over)
            if self.is_speaking:
                self._show()

    def hush(self) -> None:
        """Whoever goes on to something else no longer hears this."""
        if self.is_speaking:
            self._speaker.hush()

    def _over(self) -> None:
        self.is_speaking = False
        self._show()
