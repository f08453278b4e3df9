"""Who is told of a change: each once, in the order in which they came."""

from app.listeners import Listeners


def test_whoever_is_added_twice_is_told_once_and_whoever_is_gone_is_not() -> None:
    told, listeners = [], Listeners()

    def first() -> None:
        told.append("first")

    def second() -> None:
        told.append("second")

    listeners.add(first)
    listeners.add(second)
    listeners.add(first)
    listeners.tell()
    assert (told, len(listeners), first in listeners) == (["first", "second"], 2, True)
    listeners.drop(first)
    listeners.drop(first)
    listeners.tell()
    assert (told[2:], len(listeners), first in listeners) == (["second"], 1, False)


def test_one_that_goes_while_it_is_told_keeps_nobody_from_hearing() -> None:
    told, listeners = [], Listeners()

    def goes() -> None:
        listeners.drop(goes)
        told.append("goes")

    listeners.add(goes)
    listeners.add(lambda: told.append("stays"))
    listeners.tell()
    listeners.tell()
    assert told == ["goes", "stays", "stays"]
