"""What a tablet's feed was before it was cut: each time the places behind the cut were put aside.

What stands before a cut stayed in the feed, or was put aside by a later one. So a feed that was put aside is its own
places, before them those of the next cut that reach further back, and so on, and at last those of the feed of today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.storage.engine import Asking
from core.usecases.ports import Checkpoint, Cut

Place = tuple[int, str, int, int]
"""First position, origin, first seq and number of records."""

_FEED = "SELECT first_position, origin, first_seq, number FROM feed WHERE programme = ? ORDER BY first_position"
_FORMER_FEED = """SELECT epoch, first_position, origin, first_seq, number FROM former_feed
    WHERE programme = ? AND epoch >= ? ORDER BY epoch, first_position"""
_FORMER_CHECKPOINTS = """SELECT epoch, size, root, note FROM former_checkpoint
    WHERE programme = ? ORDER BY epoch, size"""


def former_places(ask: Asking, programme: str, cut: int) -> list[Place]:
    """The whole feed as it stood before it was cut for that time."""
    aside = _aside(ask, programme, cut)
    before = [aside[number] for number in sorted(aside)]
    return _put_together([*before, ask(_FEED, (programme,))])


def read_cuts(ask: Asking, programme: str, size: int, own_origin: str) -> list[Cut]:
    """The cuts of a tablet whose feed is proved up to `size`, oldest first; those of which nothing can be proved left
    out.
    """
    last = {cut: Checkpoint(*row) for cut, *row in ask(_FORMER_CHECKPOINTS, (programme,))}
    if not last:
        return []
    aside = _aside(ask, programme, 0)
    later: list[Sequence[Place]] = [ask(_FEED, (programme,))]
    seen = _reached(_first(later[0], size))
    found: list[Cut] = []
    for number in sorted(aside, reverse=True):
        later.insert(0, aside[number])
        places = _put_together(later)
        if number in last:
            proved = _reached(_first(places, last[number].size))
            unseen = sum(max(0, seq - seen.get(origin, 0)) for origin, seq in proved.items() if origin != own_origin)
            first, _, _, length = places[-1]
            common = min(part[0][0] for part in later[:-1] if part) - 1
            found.insert(0, Cut(number, first + length - 1, common, last[number], unseen))
            seen |= {origin: max(seq, seen.get(origin, 0)) for origin, seq in proved.items()}
    return found


def _aside(ask: Asking, programme: str, first: int) -> dict[int, list[Place]]:
    aside: dict[int, list[Place]] = {}
    for cut, *place in ask(_FORMER_FEED, (programme, first)):
        aside.setdefault(cut, []).append(tuple(place))
    return aside


def _put_together(parts: Sequence[Sequence[Place]]) -> list[Place]:
    """Of each part what stands before all parts that come ahead of it in the list."""
    whole: list[Place] = []
    for places in parts:
        whole[:0] = _first(places, whole[0][0] - 1) if whole else places
    return whole


def _first(places: Sequence[Place], size: int) -> Iterator[Place]:
    """The places of the first `size` positions."""
    for first, origin, seq, number in places:
        if first <= size:
            yield first, origin, seq, min(number, size - first + 1)


def _reached(places: Iterator[Place]) -> dict[str, int]:
    """The last record of each origin: those of one stand in a feed without gaps."""
    return {origin: seq + number - 1 for _, origin, seq, number in places}
