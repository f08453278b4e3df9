"""What somebody sees who comes to a place: its presenter, and every state that it has shown."""

from collections.abc import Callable
from typing import Any

from app.desk import Desk
from tests.tablet import ServerInHand

Fresh = tuple[Desk, ServerInHand]
"""A tablet that nobody has let in, and the server that would."""


def shown(presenter_of: Callable[..., Any], desk: Desk) -> tuple[Any, list[Any]]:
    """A presenter that has entered, and all states it has shown."""
    states: list[Any] = []
    presenter = presenter_of(desk, states.append)
    presenter.enter()
    return presenter, states
