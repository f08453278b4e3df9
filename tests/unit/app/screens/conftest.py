"""Sample tablets for presenters, made once and copied."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from app.text.texts import set_language
from tests.tablet import code_for, desk_for, new_tablet
from tests.unit.app.screens.entering import Fresh
from tests.unit.app.screens.tablets import tablet_desk


@pytest.fixture
def tablet(tmp_path: Path, template: Path) -> Iterator[Desk]:
    """A desk in the committee of Choco, with the places of planting alone."""
    made = tablet_desk(tmp_path, template)
    yield made
    made.store.engine.dispose()
    set_language("es")


@pytest.fixture
def desk(tmp_path: Path, template: Path) -> Iterator[Desk]:
    """A desk in the committee of Choco, with every place."""
    made = desk_for(tmp_path, template)
    made.navigator.go("today")
    yield made
    made.store.engine.dispose()
    set_language("es")


@pytest.fixture
def fresh(tmp_path: Path, template: Path) -> Iterator[Fresh]:
    desk, transport = new_tablet(tmp_path, template)
    desk.navigator.go("enrol")
    yield desk, transport
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()
    set_language("es")


@pytest.fixture
def shared(fresh: Fresh) -> Desk:
    """Just let in, for two technicians of whom nobody has a PIN yet."""
    desk, transport = fresh
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), ("https://a.pe",)))
    desk.synchroniser.start()
    desk.navigator.go("sign_in")
    return desk
