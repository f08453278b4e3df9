"""What a map shows, as plain values: presenters make them, the map draws them. No Kivy here.

Places are in millionths of a degree, as records have them.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.plots import Point

Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Plot:
    """A unit that can be chosen. `fraction` is how much of it is planted, from 0 to 1, and `figure` says it in words;
    `tone` is one of app.theme.tones. What has a lower `rank` keeps its label longer where there is little room.
    """

    key: str
    code: str
    ring: Ring
    fraction: float = 0.0
    figure: str = ""
    tone: str = "neutral"
    rank: int = 0


@dataclass(frozen=True)
class Neighbour:
    """A unit of somebody else: seen, not chosen."""

    code: str
    ring: Ring


@dataclass(frozen=True)
class Stream:
    name: str
    line: Ring


@dataclass(frozen=True)
class Here:
    """One's own position and how far from it one may really be."""

    lat_udeg: int
    lon_udeg: int
    accuracy_m: float


@dataclass(frozen=True)
class MapState:
    """`walk` are the corners of a border as far as it was walked; it is `closed` when it was finished, and `wrong`
    where it crosses itself. Streams have a strip of `strip_m` to each side in which nothing is planted.
    """

    plots: tuple[Plot, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    streams: tuple[Stream, ...] = ()
    strip_m: int = 0
    chosen: str = ""
    about: tuple[str, ...] = ()
    """The plots that fill the map until somebody moves it; all of them where there are none."""
    here: Here | None = None
    walk: Ring = ()
    closed: bool = False
    wrong: bool = False
