"""Complaints at the office's page: read in people's words, entered without a name, answered; and never at a tablet."""

from pathlib import Path

import pytest

from core.domain.complaints import Complaint
from core.usecases.tablet.record import record_fact
from core.usecases.views.monitoring import ComplaintView
from core.usecases.words import words_row
from tests.fakes.browser import Browser, form_token
from tests.integration.server.running import Served, Tablet

WORDS = "El técnico anotó a su primo, que no vino"


@pytest.fixture
def tablet(served_here: Served, tmp_path: Path) -> Tablet:
    made = served_here.enrol(tmp_path, "Choco 1")
    made.sync()
    return made


def form(person: Browser, **fields: str) -> dict[str, str]:
    return {"form_token": form_token(person.get("/complaints").text)} | fields


def of_choco(tablet: Tablet) -> list[ComplaintView]:
    with tablet.store.reading() as session:
        return session.monitoring().complaints(tablet.served.ids["committee:CHO"])


def entered(served: Served, seated: Browser) -> None:
    fields = {"committee": served.ids["committee:CHO"], "about": "attendance", "channel": "phone", "words": WORDS}
    assert seated.post("/complaints", form(seated, **fields)).status_code == 200


def test_what_came_by_telephone_is_read_here_and_on_no_tablet(
    served_here: Served, seated: Browser, tablet: Tablet
) -> None:
    entered(served_here, seated)
    assert WORDS in seated.get("/complaints").text
    tablet.sync()
    assert [view.about for view in of_choco(tablet)] == ["attendance"]
    with tablet.store.reading() as session:
        rows = session.connection.exec_driver_sql("SELECT data FROM side_row").fetchall()
    assert not any(b"primo" in bytes(row[0]) for row in rows)


def test_an_answer_goes_back_to_the_tablet_that_asked(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    committee = served_here.ids["committee:CHO"]
    row = words_row(WORDS)
    assert row is not None
    fact = Complaint(committee, "pay", "tablet")
    complaint = record_fact(
        tablet.store, served_here.office.clock, "T01", fact, "2014-12-03", sides={"office_side": row}
    )
    tablet.sync()
    assert WORDS in seated.get("/complaints").text
    said = {"outcome": "accepted", "words": "Se corrigió la lista del lunes"}
    answer = seated.post(f"/complaints/{complaint}", form(seated, **said))
    assert "Ningún reclamo espera respuesta." in answer.text
    tablet.sync()
    (view,) = of_choco(tablet)
    assert view.answer is not None
    assert (view.answer.outcome, view.answer.text) == ("accepted", "Se corrigió la lista del lunes")


@pytest.mark.parametrize("lacking", ["committee", "about", "channel", "words"])
def test_a_complaint_that_lacks_something_is_not_entered_and_stays_typed(
    served_here: Served, seated: Browser, lacking: str
) -> None:
    fields = {"committee": served_here.ids["committee:CHO"], "about": "pay", "channel": "book", "words": WORDS}
    answer = seated.post("/complaints", form(seated, **(fields | {lacking: ""})))
    assert (answer.status_code, 'role="alert"' in answer.text) == (409, True)
    assert lacking == "words" or WORDS in answer.text
    assert "Ningún reclamo espera respuesta." in seated.get("/complaints").text


def test_an_answer_that_lacks_something_changes_nothing(served_here: Served, seated: Browser) -> None:
    entered(served_here, seated)
    page = seated.get("/complaints").text
    complaint = page.partition('action="/complaints/')[2].partition('"')[0]
    for said in ({"outcome": "", "words": "x"}, {"outcome": "accepted", "words": " "}):
        assert seated.post(f"/complaints/{complaint}", form(seated, **said)).status_code == 409
    assert seated.post("/complaints/AAAAAA-1", form(seated, outcome="accepted", words="x")).status_code == 409
    assert "1 espera respuesta" in seated.get("/complaints").text


def test_what_was_answered_is_not_answered_otherwise(served_here: Served, seated: Browser) -> None:
    entered(served_here, seated)
    complaint = seated.get("/complaints").text.partition('action="/complaints/')[2].partition('"')[0]
    stale = form(seated)
    seated.post(f"/complaints/{complaint}", stale | {"outcome": "explained", "words": "Así fue"})
    second = seated.post(f"/complaints/{complaint}", stale | {"outcome": "rejected", "words": "No procede"})
    assert (second.status_code, "Mientras tanto alguien respondió" in second.text) == (409, True)
    page = seated.get("/complaints").text
    assert "Así fue" in page
    assert "No procede" not in page


def test_a_form_sent_twice_enters_one_complaint(served_here: Served, seated: Browser) -> None:
    entered(served_here, seated)
    entered(served_here, seated)
    assert seated.get("/complaints").text.count("<blockquote>") == 1
