"""What the border screen is told, and what it shows. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.screens.recording.entries import Entry
from app.screens.recording.states import Item
from app.widgets.unit_map.plots import MapState


@dataclass
class BorderEntry(Entry):
    """`ring` has latitude, longitude and accuracy of each corner, in the order in which they were walked."""

    unit: str = ""
    ring: list[list[int]] = field(default_factory=list)


@dataclass(frozen=True)
class Act:
    """A button; an empty text, no button."""

    key: str
    icon: str = ""
    text: str = ""
    kind: str = "secondary"
    can_press: bool = True


@dataclass(frozen=True)
class WalkState:
    """The map with the border as far as it goes, its figures, what one does next, and what is to be said about it."""

    land: MapState
    area: str
    figures: tuple[tuple[str, str], ...]
    hint: str = ""
    main: Act = Act("")
    acts: tuple[Act, ...] = ()
    items: tuple[Item, ...] = ()
