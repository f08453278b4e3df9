"""Saying an amount aloud, when somebody asks for it and never by itself: neighbours hear.

No machine has a voice of ours yet: Android's needs a bridge that is not in the package, desktops get none. A screen
shows its button only where `can_speak`.
"""

from __future__ import annotations

from app.ports import Speaker


class NoSpeaker:
    """A machine without a voice."""

    can_speak = False

    def say(self, text: str) -> None:
        """Nobody hears anything."""


def speaker(platform: str) -> Speaker:  # noqa: ARG001 - the voice will depend on it
    """The voice of a machine, by the name that Kivy gives its platform."""
    return NoSpeaker()
