"""Turns to write: one at a time, in the order of asking, and an end to the waiting."""

import time
from threading import Thread

from core.storage.turns import Turns

SECONDS = 20


def test_the_order_is_that_of_asking() -> None:
    turns, order = Turns(), []
    assert turns.take(0)

    def wait_for_it(number: int) -> None:
        assert turns.take(SECONDS)
        order.append(number)
        turns.give_back()

    threads = []
    for number in range(5):
        thread = Thread(target=wait_for_it, args=(number,))
        thread.start()
        while len(turns._waiting) <= number:
            time.sleep(0.001)
        threads.append(thread)
    turns.give_back()
    for thread in threads:
        thread.join(SECONDS)
    assert order == [0, 1, 2, 3, 4]
    assert turns.take(0)


def test_who_has_waited_too_long_goes_and_holds_nobody_up() -> None:
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.give_back()
    assert turns.take(0)
