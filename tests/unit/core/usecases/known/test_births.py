"""When people were born is read for a whole list at once, and once."""

from collections.abc import Iterable
from typing import Any, cast

import pytest

from core.domain import canon
from core.usecases.known.births import births
from core.usecases.ports import SideRow
from tests.fakes.programme import SIDE, Village, found_village
from tests.fakes.state import MemoryState


class Shelf:
    """A session that has nothing but one person's side row, and counts how often it was asked."""

    def __init__(self, data: bytes | None) -> None:
        self.rows = [] if data is None else [SideRow(SIDE, b"", data)]
        self.asked = 0

    def side_rows(self, hashes: Iterable[str]) -> list[SideRow]:
        self.asked += 1
        wanted = set(hashes)
        return [row for row in self.rows if row.hash in wanted]


def born(shelf: Shelf, village: Village) -> Any:
    return births(cast("Any", shelf), MemoryState().load(village.feed.entries))


def test_a_whole_list_is_read_at_once_and_remembered() -> None:
    village, shelf = found_village(members=3), Shelf(canon.encode({"birth": "1980-05-01", "name": "Ana"}))
    look_up = born(shelf, village)
    people = [village.members[2], "AAAAAA-99", village.members[0], village.unit]
    assert look_up(people) == {village.members[2]: "1980-05-01", village.members[0]: "1980-05-01"}
    assert list(look_up(people)) == [village.members[2], village.members[0]]
    assert shelf.asked == 1
    assert look_up(village.members) == dict.fromkeys(village.members, "1980-05-01")
    assert shelf.asked == 2


@pytest.mark.parametrize(
    "data",
    [None, b"{", canon.encode({"name": "Ana"}), canon.encode({"birth": 1980}), canon.encode({"birth": "May"}),
     canon.encode([1])],
)  # fmt: skip
def test_a_birth_that_is_not_there_or_makes_no_sense_is_not_known(data: bytes | None) -> None:
    village = found_village()
    assert born(Shelf(data), village)(village.members) == {}
