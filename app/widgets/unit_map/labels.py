"""Which labels there is room for. No Kivy here.

Labels never overlap: first as many codes as possible find a place, the most wanted first; then those that still have
room around them get their figure as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.widgets.unit_map.projection import Box

CELL = 96.0
"""The side of the squares, in pixels, by which neighbours are found without asking everybody."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label around a place of the screen; `sizes` are its (width, height) without and with its figure."""

    key: str
    x: float
    y: float
    sizes: tuple[tuple[float, float], ...]
    rank: tuple[float, ...] = ()
    only_one_of: str = ""
    """Of labels that say the same here, one is enough."""

    def box(self, form: int) -> Box:
        width, height = self.sizes[form]
        return self.x - width / 2, self.y - height / 2, self.x + width / 2, self.y + height / 2


def placed(labels: Iterable[Label], gap: float, taken: Sequence[Box] = ()) -> dict[str, int]:
    """Which form of each label is shown, by key; those that are not in it have no room. `taken` are places that
    something else needs.
    """
    room = _Room(gap)
    for number, box in enumerate(taken):
        room.take(f"taken/{number}", box)
    shown: list[Label] = []
    said: set[str] = set()
    for label in sorted(labels, key=lambda label: label.rank):
        if label.only_one_of in said or not room.is_free(label.key, label.box(0)):
            continue
        room.take(label.key, label.box(0))
        shown.append(label)
        if label.only_one_of:
            said.add(label.only_one_of)
    forms = {}
    for label in shown:
        forms[label.key] = 0
        for form in range(len(label.sizes) - 1, 0, -1):
            if room.is_free(label.key, label.box(form)):
                room.take(label.key, label.box(form))
                forms[label.key] = form
                break
    return forms


class _Room:
    """Boxes by the squares they reach into."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._cells: dict[tuple[int, int], list[tuple[str, Box]]] = {}

    def take(self, key: str, box: Box) -> None:
        for cell in self._reached(box):
            self._cells.setdefault(cell, []).append((key, box))

    def is_free(self, key: str, box: Box) -> bool:
        """Whether nobody else's box comes nearer than the gap."""
        gap = self._gap
        west, south, east, north = box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap
        for cell in self._reached((west, south, east, north)):
            for owner, other in self._cells.get(cell, ()):
                if west < other[2] and other[0] < east and south < other[3] and other[1] < north and owner != key:
                    return False
        return True

    @staticmethod
    def _reached(box: Box) -> Iterator[tuple[int, int]]:
        west, south, east, north = (int(side // CELL) for side in box)
        for column in range(west, east + 1):
            for row in range(south, north + 1):
                yield column, row
