"""One person to touch, with large initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from kivy.properties import StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.screens.sign_in.initials import BigInitials  # noqa: F401 - named in the kv file
from app.screens.sign_in.states import PersonTile
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel, Icon, Muted  # noqa: F401 - named in the kv file


class SignInTile(ButtonBehavior, RoundedGround, BoxLayout):
    """Somebody who may sign in."""

    initials = StringProperty("")
    text = StringProperty("")
    note = StringProperty("")


def tiles_of(people: Iterable[PersonTile], choose: Callable[[str], Any]) -> Iterator[SignInTile]:
    """A tile for each; `choose` is told the key of whoever was touched."""
    for person in people:
        tile = SignInTile(initials=person.initials, text=person.name, note=person.note)
        tile.bind(on_release=partial(_touched, choose, person.key))
        yield tile


def _touched(choose: Callable[[str], Any], key: str, _tile: Any) -> None:
    choose(key)


load_kv(__file__)
