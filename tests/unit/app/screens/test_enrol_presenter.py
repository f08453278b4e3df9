"""Letting a tablet in, by a paper or by what somebody types."""

import pytest

from app.screens.enrol.presenter import EnrolPresenter
from tests.tablet import code_for
from tests.unit.app.screens.entering import Fresh, shown


def test_a_whole_paper_is_taken_apart(fresh: Fresh) -> None:
    desk, transport = fresh
    presenter, states = shown(EnrolPresenter, desk)
    presenter.code_typed(f"PLANTON1|{code_for(transport)}|https://a.pe|http://192.168.1.5:8600")
    assert states[-1].address == "https://a.pe http://192.168.1.5:8600"
    presenter.submit()
    with desk.store.reading() as session:
        assert session.note("addresses") == b"https://a.pe\nhttp://192.168.1.5:8600"
    assert desk.navigator.current.name == "sign_in"


def test_a_bad_paper_is_told_at_the_code(fresh: Fresh) -> None:
    presenter, states = shown(EnrolPresenter, fresh[0])
    presenter.code_typed("PLANTON1|what|https://a.pe")
    assert "Ese código no existe." in states[-1].code_error


def test_the_language_goes_along_into_the_programme(fresh: Fresh) -> None:
    desk, transport = fresh
    presenter, states = shown(EnrolPresenter, desk)
    presenter.choose_language("en")
    presenter.address_typed("a.pe")
    presenter.code_typed("ABCD-EFGH-JKMN")
    presenter.submit()
    assert states[-1].code_error.startswith("There is no such code.")
    presenter.code_typed(code_for(transport))
    presenter.submit()
    with desk.store.reading() as session:
        assert session.note("language") == b"en"


def test_a_mistake_of_ours_is_not_hidden(fresh: Fresh) -> None:
    desk, transport = fresh
    presenter, _ = shown(EnrolPresenter, desk)
    presenter.address_typed("a.pe")
    presenter.code_typed(code_for(transport))
    transport.enrol = lambda _asked: 1 / 0
    with pytest.raises(ZeroDivisionError):
        presenter.submit()
