"""Who is told when something has changed: a screen listens while it is shown. Knows no Kivy."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[], None]


class Listeners:
    """Nobody is told twice, and whoever goes away while others are being told disturbs nobody."""

    def __init__(self) -> None:
        self._heard: list[Listener] = []

    def __len__(self) -> int:
        return len(self._heard)

    def __contains__(self, listener: Listener) -> bool:
        return listener in self._heard

    def add(self, listener: Listener) -> None:
        """From now on it is called; a screen may be entered again without having been left."""
        if listener not in self._heard:
            self._heard.append(listener)

    def drop(self, listener: Listener) -> None:
        """It is called no more, if it was."""
        if listener in self._heard:
            self._heard.remove(listener)

    def tell(self) -> None:
        """Call each, the longest there first."""
        for listener in tuple(self._heard):
            listener()
