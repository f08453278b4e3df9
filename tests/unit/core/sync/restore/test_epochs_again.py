"""A server that is put back once more is given, too, what a tablet gave the one before and has not seen again."""

import pytest

from core.sync.wire.messages import Answer, Request
from tests.fieldwork import Field
from tests.unit.core.sync.restore.restoring import (
    Shelf,
    assert_nothing_is_lost,
    give_back_and_see_nothing,
    given,
    lost_with_its_tablet,
    records_of,
    said_by_office,
)
from tools.sample import SampleServer


def test_the_same_backup_is_put_back_again(one: Field, other: Field, server: SampleServer, shelf: Shelf) -> None:
    shelf.back_up()
    before = lost_with_its_tablet(one, other, server)
    give_back_and_see_nothing(one, shelf.put_back("first"))
    one.server = shelf.put_back("second")
    one.sync()
    assert_nothing_is_lost(one, before)


def test_a_backup_from_before_the_giving_back_is_put_back(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    """The tablet is behind the place from which the second goes on, and still holds what that has lost."""
    shelf.back_up()
    before = lost_with_its_tablet(one, other, server)
    first = shelf.put_back("first")
    said_by_office(first, 36)
    shelf.back_up(first)
    give_back_and_see_nothing(one, first)
    one.server = shelf.put_back("second", first)
    one.sync()
    assert_nothing_is_lost(one, before)
    assert {fact.giver for fact in given(one.server)} == {one.origin}


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("turns", [1, 2])
def test_some_of_it_was_seen_again(one: Field, other: Field, server: SampleServer, shelf: Shelf, turns: int) -> None:
    shelf.back_up()
    before = lost_with_its_tablet(one, other, server)
    first = shelf.put_back("first")
    shelf.back_up(first, "early")
    give_back_and_see_nothing(one, first)
    second = one.server = shelf.put_back("second", first, "early")
    left = [turns]

    def for_some_turns(request: Request) -> Answer:
        left[0] -= 1
        if left[0] < 0:
            raise ConnectionError
        return second.exchange(request)

    with pytest.raises(ConnectionError):
        one.sync(for_some_turns)
    one.server = shelf.put_back("third", first, "early")
    one.sync()
    assert_nothing_is_lost(one, before)


def test_a_later_backup_of_the_first_server_is_found_and_put_back(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    """It goes on from a past that the tablet has left, and knows nothing of the server in between."""
    shelf.back_up()
    one.workday()
    said_by_office(server, 34)
    one.sync()
    shelf.back_up(backup="later")
    before = lost_with_its_tablet(one, other, server)
    one.server = first = shelf.put_back("first")
    one.sync()
    said_by_office(first, 36)
    one.sync()
    before[first.origin] = records_of(first, first.origin)
    one.server = shelf.put_back("second", backup="later")
    one.sync()
    assert_nothing_is_lost(one, before)
    assert not one.note("alarm")


def test_a_later_backup_reaches_further_than_this_tablet_ever_did(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    shelf.back_up()
    one.workday()
    one.sync()
    other.workdays(3)
    other.sync()
    shelf.back_up(backup="later")
    one.server = first = shelf.put_back("first")
    one.sync()
    for value in range(36, 44):
        said_by_office(first, value)
    one.sync()
    before = {first.origin: records_of(first, first.origin), other.origin: records_of(server, other.origin)}
    one.server = shelf.put_back("second", backup="later")
    one.sync()
    assert_nothing_is_lost(one, before)
    assert not one.note("alarm")
