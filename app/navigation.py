"""Where one is in the app, as a stack of named places with what they need to know. Knows no Kivy and no screen.

Presenters call it; a ScreenHost listens and shows. A place is named, never constructed, by those who go there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Listener = Callable[["Place"], None]


@dataclass(frozen=True)
class Place:
    """A screen's name and the arguments it is entered with."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


class Navigator:
    """`roots` are the places of the navigation bar: going to one of them forgets the way there."""

    def __init__(self, roots: tuple[str, ...] = ()) -> None:
        self._roots = roots
        self._stack: list[Place] = []
        self._listeners: list[Listener] = []

    @property
    def stack(self) -> tuple[Place, ...]:
        return tuple(self._stack)

    @property
    def current(self) -> Place:
        return self._stack[-1]

    def listen(self, listener: Listener) -> None:
        """`listener(place)` is called after every change, in the order of listening; those behind one that goes
        elsewhere hear of that place only.
        """
        self._listeners.append(listener)

    def go(self, name: str, **arguments: Any) -> None:
        """Shows a place above the current one, or, for a root without arguments, instead of everything.

        With arguments a root is a place like others: whoever corrects a record gets back to it.
        """
        if name in self._roots and not arguments:
            self._stack.clear()
        self._stack.append(Place(name, arguments))
        self._tell()

    def replace(self, name: str, **arguments: Any) -> None:
        """Shows a place instead of the current one, so that going back does not lead there again."""
        if self._stack:
            self._stack.pop()
        self._stack.append(Place(name, arguments))
        self._tell()

    def back(self) -> bool:
        """Goes to the place below; `False`, and nothing happens, if there is none."""
        if len(self._stack) < 2:
            return False
        self._stack.pop()
        self._tell()
        return True

    def leave(self, home: str = "today") -> None:
        """Goes to the place below, or to this root where there is none."""
        if not self.back():
            self.go(home)

    def _tell(self) -> None:
        place = self.current
        for listener in tuple(self._listeners):
            if self.current is not place:
                return
            listener(place)
