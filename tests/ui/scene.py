"""The stage on which scenes are played: a tablet with its data, in a language and a size of text, in the whole app.

A scene is a generator over a Stage. It leads the app from state to state as a person would and yields the name of each
state that is worth a picture; `tests/ui/test_screens.py` looks at it there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.desk import Desk
from app.preferences import LANGUAGE_NOTE, TEXT_SCALE_NOTE, keep
from app.text.texts import t
from tests import cash_days
from tests.payday import payday_server
from tests.tablet import desk_for, new_tablet, usual_day, whole_app, with_server
from tests.ui import starting
from tests.ui.harness import Harness
from tests.ui.payday import payday_desk, tap


@dataclass
class Stage:
    """What a scene works with. Ask for one tablet, `mount` it, then `go` to its places."""

    harness: Harness
    folder: Path
    sample: Path
    payday: Path
    language: str
    text_scale: str
    root: Any = None
    _desks: list[Desk] = field(default_factory=list)

    # --- tablets ---

    def tablet(self, committee: str = "committee:CHO") -> Desk:
        """T01's, after all is synced."""
        return self._taken(desk_for(self.folder, self.sample, committee=committee))

    def busy_tablet(self) -> Desk:
        """T01's after a usual morning, one record unsent, with its server in hand."""
        desk = self.tablet()
        server = usual_day(desk, self.folder, self.sample)
        server.clock.ms = desk.clock.ms
        with_server(desk, server)
        return desk

    def pay_tablet(self, name: str = "a", user: str = "T01") -> Desk:
        """On a payday, with everybody's PIN."""
        folder = self.folder / f"pay-{name}-{user}"
        folder.mkdir()
        desk = self._taken(payday_desk(folder, self.payday, name, user))
        cash_days.with_pins(desk)
        return desk

    def pay_office(self) -> Any:
        return payday_server(self.payday, self.folder)

    def new_tablet(self, *, has_language: bool = True) -> tuple[Desk, Any]:
        """Nobody's, and the server that would let it in."""
        desk, transport = new_tablet(self.folder, self.sample)
        return self._taken(desk, has_language=has_language), transport

    def _taken(self, desk: Desk, *, has_language: bool = True) -> Desk:
        self._desks.append(desk)
        self.settle_words(desk, has_language=has_language)
        return desk

    def settle_words(self, desk: Desk, *, has_language: bool = True) -> None:
        """The language and the size of text; once more where a tablet was let in and works over another store."""
        keep(desk, TEXT_SCALE_NOTE, self.text_scale)
        if has_language:
            keep(desk, LANGUAGE_NOTE, self.language)

    def close(self) -> None:
        for desk in self._desks:
            desk.store.engine.dispose()

    # --- what a person does ---

    def mount(self, desk: Desk, **screens: Callable[[Desk], Any]) -> Any:
        """The whole app; `screens` are built by a test's own function, which brings the ports that it needs."""
        self.root = whole_app(desk)
        for name, build in screens.items():
            self.root.host._factories[name] = lambda build=build: build(desk)
        self.harness.mount(self.root, frames=6)
        return self.root

    def go(self, desk: Desk, place: str, **arguments: Any) -> Any:
        """To a place, without what was left unfinished there; its presenter."""
        desk.navigator.go(place, **arguments)
        self.harness.frames(4)
        presenter = getattr(self.root.host.current, "presenter", None)
        if getattr(presenter, "aside", None):
            presenter.tap("start_anew")
        return presenter

    def touch(self, key: str, **values: Any) -> None:
        """What reads the text of this key."""
        tap(self.harness, t(key, **values))
        self.harness.frames(4)

    def type_pin(self, pin: str) -> None:
        starting.type_pin(self.harness, pin)
        self.harness.frames(4)


Play = Callable[[Stage], Iterator[str]]


@dataclass(frozen=True)
class Scene:
    """`is_payment` holds every target to 64 dp."""

    play: Play
    is_payment: bool = False

    @property
    def name(self) -> str:
        return self.play.__name__.replace("_", "-")
