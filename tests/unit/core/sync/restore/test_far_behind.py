"""A tablet that is many turns behind the place from which a restored server goes on: it follows without having to be
told anything again.
"""

from dataclasses import replace

import pytest

from core.domain.problems import Problem
from core.sync.wire.messages import Answer, Request
from tests.fakes.frugal import FrugalStore
from tests.fieldwork import Field, assert_as_refolded, assert_same_history
from tests.unit.core.sync.restore.restoring import Shelf, said_by_office
from tools.sample import SampleServer


@pytest.mark.parametrize("restores", [1, 2])
def test_a_tablet_that_is_many_turns_behind_follows_too(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, restores: int
) -> None:
    """The record that begins the epoch comes with the last of many answers, all of them signed by the new server."""
    one.sync()
    one.workdays(2)
    other.workdays(30)
    other.sync()
    new = server
    for number in range(restores):
        shelf.back_up(new)
        said_by_office(new, 35 + number)
        new = shelf.put_back(f"office {number}", new)

    class Frugal(SampleServer):
        def exchange(self, request: Request) -> Answer:
            frugal = replace(self, store=FrugalStore(self.store, 2_000))
            return SampleServer.exchange(frugal, request)

    one.server = Frugal(new.store, new.clock, new.key, new.origin, new.ids)
    assert one.sync().turns > 5
    one.server = new
    assert one.note("server_origin").decode() == new.origin
    assert one.note("alarm") == b""
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_a_server_that_is_followed_already_and_says_the_same_again_is_an_alarm(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    other.workdays(5)
    other.sync()
    shelf.back_up()
    new = shelf.put_back()

    class Stubborn(SampleServer):
        def exchange(self, request: Request) -> Answer:
            raise Problem("history_differs")

    one.server = Stubborn(new.store, new.clock, new.key, new.origin, new.ids)
    with pytest.raises(Problem, match="history_differs"):
        one.sync()
    assert one.note("alarm") == b"history_differs"
