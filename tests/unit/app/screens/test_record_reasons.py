"""Why a record is voided: what was typed is kept until it is done, and reinstating can be undone as well."""

import pytest

from app.screens.record.presenter import RecordPresenter
from core.domain.attendance import Presence, Workday
from core.usecases.tablet.record import record_fact
from tests.unit.app.screens.tablets import adults


@pytest.fixture
def opened(tablet):
    """A recorded assembly on its page."""
    fact = Workday(tablet.committee_id, "assembly", (Presence(adults(tablet)[0].id, 2),))
    identifier = record_fact(tablet.store, tablet.clock, tablet.author, fact, tablet.today())
    return identifier, page(tablet, identifier)


def page(tablet, identifier):
    made = RecordPresenter(tablet, lambda _view: None)
    made.enter(identifier)
    return made


def state_of(tablet, identifier):
    return tablet.read(lambda reads: reads.record(identifier)).line.state


def test_a_reason_that_was_not_confirmed_is_there_after_a_kill(tablet, opened) -> None:
    identifier, presenter = opened
    presenter.question("void")
    presenter.typed("wrong_count", "se contó dos veces")
    again = page(tablet, identifier)
    asked = again.question("void")
    assert (asked.chosen, asked.note) == ("wrong_count", "se contó dos veces")
    assert again.question("reinstate").note == ""


def test_once_it_is_done_nothing_is_left_of_it(tablet, opened) -> None:
    identifier, presenter = opened
    presenter.question("void")
    presenter.typed("wrong_count", "se contó dos veces")
    presenter.void("wrong_count", "se contó dos veces")
    assert state_of(tablet, identifier) == "void"
    assert page(tablet, identifier).question("void").note == ""


def test_reinstating_can_be_undone(tablet, opened) -> None:
    identifier, presenter = opened
    presenter.question("void")
    presenter.void("other", "")
    presenter.question("reinstate")
    presenter.reinstate("other", "")
    assert state_of(tablet, identifier) == "pending"
    tablet.undos[-1][1]()
    assert state_of(tablet, identifier) == "void"
