"""Records that may overlap, found by what they have in common and not by looking at each.

Every record has a place in the order of ids. For every payee and every workday there is one number whose bits are the
places of the records that have it, and so for figures; asking is a few operations on whole numbers, and only the first
ids that are wanted are ever listed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

_BLOCK = 64
"""How many figures are summed up together."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a record is compared by: the members on its lists, the workdays it names, and its figure. Two that are both
    `by_people` are compared by members and workdays alone.
    """

    id: str
    members: Set[str]
    workdays: Set[str]
    figure: int
    by_people: bool


class Overlaps:
    """Records of one kind, day and committee about one thing, which come in the order of their ids; of each only what
    is asked for is kept.
    """

    def __init__(self, records: Iterable[Likeness]) -> None:
        self._ids: list[str] = []
        members, workdays, figures, by_people = _Places(), _Places(), [], []
        for place, record in enumerate(records):
            self._ids.append(record.id)
            members.put(place, record.members)
            workdays.put(place, record.workdays)
            figures.append(record.figure)
            if record.by_people:
                by_people.append(place)
        self._by_member, self._by_workday = members.bits(), workdays.bits()
        self._by_people = _bits(by_people)
        self._by_figure = sorted(range(len(figures)), key=figures.__getitem__)
        self._figures = sorted(figures)
        self._sums = [0]
        for start in range(0, len(figures), _BLOCK):
            self._sums.append(self._sums[-1] | _bits(self._by_figure[start : start + _BLOCK]))

    def of(self, mine: Likeness, percent: int, at_most: int) -> list[str]:
        """The first ids of records that share a payee or a workday with `mine`, not its own, whose figures differ by
        no more than `percent` of the larger one.
        """
        places = 0
        for member in mine.members:
            places |= self._by_member.get(member, 0)
        for workday in mine.workdays:
            places |= self._by_workday.get(workday, 0)
        near = self._near(mine.figure, percent)
        return self._first(places & (near | self._by_people if mine.by_people else near), mine.id, at_most)

    def _first(self, places: int, without: str, at_most: int) -> list[str]:
        found: list[str] = []
        while places and len(found) < at_most:
            lowest = places & -places
            places ^= lowest
            identifier = self._ids[lowest.bit_length() - 1]
            if identifier != without:
                found.append(identifier)
        return found

    def _near(self, figure: int, percent: int) -> int:
        """The places of all figures near this one; no figure is below 0."""
        left = 100 - percent
        low = -(-figure * left // 100)
        first = bisect_left(self._figures, low)
        end = bisect_right(self._figures, figure * 100 // left) if left > 0 else len(self._figures)
        first_block, end_block = -(-first // _BLOCK), end // _BLOCK
        if first_block >= end_block:
            return _bits(self._by_figure[first:end])
        outside = self._by_figure[first : first_block * _BLOCK] + self._by_figure[end_block * _BLOCK : end]
        return self._sums[end_block] ^ self._sums[first_block] | _bits(outside)


class _Places:
    """The places at which each name stands, as they are found."""

    def __init__(self) -> None:
        self._octets: dict[str, bytearray] = {}

    def put(self, place: int, names: Iterable[str]) -> None:
        index, bit = place >> 3, 1 << (place & 7)
        for name in names:
            octets = self._octets.get(name)
            if octets is None:
                octets = self._octets[name] = bytearray()
            if len(octets) <= index:
                octets.extend(bytes(index + 1 - len(octets)))
            octets[index] |= bit

    def bits(self) -> dict[str, int]:
        return {name: int.from_bytes(octets, "little") for name, octets in self._octets.items()}


def _bits(places: Sequence[int]) -> int:
    octets = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")
