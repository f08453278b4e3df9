"""`planton-server complaint`: the words that only the office reads, and the answer that the tablets get."""

from collections.abc import Iterator

import pytest

from core.domain.bodies import Count
from core.domain.complaints import Complaint
from core.domain.corrections import Replace, Void
from core.domain.records import RecordId
from core.usecases.own_log import Statement, append_as_office
from core.usecases.words import words_row
from tests.integration.server.commanding import BY, Terminal, terminal
from tools.sample import SampleServer


@pytest.fixture
def office(
    sample: SampleServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Terminal]:
    yield terminal(sample, capsys, monkeypatch)
    sample.store.engine.dispose()


def complain(server: SampleServer, words: str) -> str:
    row = words_row(words)
    assert row is not None
    fact = Complaint(server.ids["committee:CHO"], "pay", "phone")
    statement = Statement(fact, "2014-12-02", "C01", server.clock.now_ms(), {"office_side": row})
    with server.store.writing() as session:
        record = append_as_office(session, server.origin, [statement])[0]
    server.store.fold()
    return record


def test_complaints_are_listed_and_answered(sample: SampleServer, office: Terminal) -> None:
    assert "No hay reclamos" in office("complaint", "list")
    record = complain(sample, "Falta mi día\ndel 28")
    shown = office("complaint", "list", "--open")
    assert record in shown
    assert "Falta mi día del 28" in shown
    assert "teléfono" in shown
    assert "No hay reclamos" in office("complaint", "list", "--committee", "CAJ")
    said = office("complaint", "answer", record, "accepted", "--text", "Se corrigió la lista", *BY)
    assert f"Respondido: {record}" in said
    assert "No hay reclamos" in office("complaint", "list", "--open")
    assert "aceptado" in office("complaint", "list")
    with sample.store.reading() as session:
        view = session.monitoring().complaints(sample.ids["committee:CHO"])[0]
    assert view.answer is not None
    assert (view.answer.outcome, view.answer.text) == ("accepted", "Se corrigió la lista")


def said_in_its_place(sample: SampleServer, complaint: str, how: str) -> Void | Replace:
    target = RecordId(complaint)
    if how == "void":
        return Void(target, target, "other")
    body = {"committee": sample.ids["committee:CHO"]}
    if how == "without its words":
        body |= {"about": "other", "channel": "book"}
    return Replace(target, target, "other", body, Count(1))


@pytest.mark.parametrize("how", ["void", "without its words", "unreadable"])
def test_whoever_corrects_a_complaint_takes_no_word_of_it_from_the_office(
    sample: SampleServer, office: Terminal, how: str
) -> None:
    """A tablet may take back what another recorded for its committee, be it about the one who holds it."""
    record = complain(sample, "Falta mi día")
    correction = said_in_its_place(sample, record, how)
    statement = Statement(correction, "2014-12-02", "C01", sample.clock.now_ms())
    with sample.store.writing() as session:
        append_as_office(session, sample.origin, [statement])
    sample.store.fold()
    shown = office("complaint", "list", "--open")
    assert record in shown
    assert "Falta mi día" in shown
    assert ("anulado" in shown) == (how == "void")
    office("complaint", "answer", record, "explained", "--text", "Se revisó", *BY)
    assert "explicado" in office("complaint", "list")
    assert "No hay reclamos" in office("complaint", "list", "--open")


def test_what_cannot_be_answered_is_refused(sample: SampleServer, office: Terminal) -> None:
    assert "No hay un reclamo" in office.refused("complaint", "answer", "ZZZZZZ-9", "accepted", "--text", "x", *BY)
    record = complain(sample, "x")
    assert office.refused("complaint", "answer", record, "accepted", "--text", "x", "--as", "T01")
