"""The sample tablet for presenters, made once and copied."""

import pytest

from app.text.texts import set_language
from tests.sample import sample_template
from tests.unit.app.screens.tablets import tablet_desk


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    return sample_template(tmp_path_factory)


@pytest.fixture
def tablet(tmp_path, template):
    """A desk in the committee of Choco."""
    made = tablet_desk(tmp_path, template)
    yield made
    made.store.engine.dispose()
    set_language("es")
