"""The monitoring screen as plain code: whose turn it is to be counted, and lines of what was said."""

from dataclasses import replace

import pytest

from app.screens.monitoring.presenter import MonitoringPresenter
from app.screens.monitoring.rows import agreement_row, complaint_row, excerpt, unit_row, visit_row
from core.domain.stands import Stand, Sums
from core.domain.survival import Share
from core.usecases.views.field import AnswerView, UnitView
from core.usecases.views.monitoring import (
    AgreementView,
    ComplaintView,
    DrawView,
    SpeciesStand,
    SurvivalView,
    UnitCareView,
    VisitView,
)

UNIT = UnitView("OFFICE-5", "01-3", "Loma", 10_000, 300, 1_111, 100, 0, "moist", ())
COUNT = SurvivalView("TABLET-2", UNIT.id, "2014-06-01", "", 80, 20, 4, 20, Share(800, 60, 100), "confirmed")
DRAW = DrawView("TABLET-1", UNIT.id, "2014-12-02", 5, 3, 20, (3, 8, 13, 18))
TODAY = "2014-12-03"


def care(planted=100, last=None, draw=None):
    stand = Stand(Sums(planted), last.alive, last.dead) if last else Stand(Sums(planted))
    species = (SpeciesStand("OFFICE-3", "pino pátula", "poles", stand),) if planted else ()
    return UnitCareView(UNIT, species, 0, 0, last, draw)


@pytest.mark.parametrize(
    ("view", "tone", "word"),
    [
        (care(0), "neutral", "Sin plantar"),
        (care(), "pending", "Falta contar"),
        (care(last=COUNT), "confirmed", "Al día"),
        (care(last=replace(COUNT, day="2013-11-30")), "pending", "Toca contar"),
        (care(last=COUNT, draw=DRAW), "pending", "Filas sorteadas"),
    ],
)
def test_when_a_unit_is_due(view, tone, word):
    row = unit_row(view, TODAY, 365)
    assert (row.tone, row.state_word) == (tone, word)


def test_what_to_replant_is_said_by_species():
    row = unit_row(care(last=COUNT), TODAY, 365)
    assert row.note == "Por recalzar: 20 pino pátula · Contado el 1 jun 2014"
    assert (row.standing, row.replant, row.has_gaps) == ("80", "20", True)
    assert unit_row(care(), TODAY, 365).note == "Nunca contado"
    assert unit_row(care(0), TODAY, 365).note == ""


def test_long_words_end_where_a_word_ends():
    assert excerpt("uno  dos\ntres") == "uno dos tres"
    assert excerpt("palabra " * 20) == "palabra " * 9 + "palabra…"
    assert excerpt("x" * 200) == "x" * 84 + "…"


def test_a_visit_without_words_here():
    row = visit_row(VisitView("A-1", TODAY, "", "Rosa", "", "", "", "confirmed"))
    assert (row.detail, row.tone, row.state_word) == ("Sin texto en esta tableta", "", "")
    assert (
        visit_row(VisitView("A-1", TODAY, "01-3", "Rosa", "Hormigas", "", "", "confirmed")).detail == "Se vio: Hormigas"
    )


def test_a_complaint_waits_and_is_answered():
    view = ComplaintView("AAAAAA-7", TODAY, "land", "phone", "confirmed", None)
    assert complaint_row(view).state_word == "Espera respuesta"
    assert complaint_row(replace(view, state="void")).state_word == "Anulado"
    answered = complaint_row(replace(view, answer=AnswerView("rejected", TODAY, "")))
    assert (answered.state_word, answered.tone) == ("Rechazado", "confirmed")
    assert answered.detail == "3 dic 2014 · Respuesta: –"


def test_an_agreement_ends():
    view = AgreementView(
        "A-1", "C-1", "land", "01-3", "community", "member", "ngo", "2010-01-01", "2014-12-02", "confirmed"
    )
    assert agreement_row(view, TODAY).state_word == "Vencido"
    assert agreement_row(replace(view, ends_on=""), TODAY).state_word == "Vigente"
    assert agreement_row(view, TODAY).detail.startswith("Unidad 01-3 · Tierra: comunidad")


def test_what_is_due_comes_first(tablet):
    shown = []
    presenter = MonitoringPresenter(tablet, shown.append)
    presenter.enter()
    tones = [row.tone for row in shown[-1].units]
    assert tones == sorted(tones, key=("pending", "confirmed", "neutral").index)
    presenter.enter(tab="complaints")
    assert (shown[-1].tab, shown[-1].empty) == ("complaints", "No hay reclamos")
    presenter.enter(tab="nonsense")
    assert shown[-1].tab == "complaints"


def test_without_a_committee_there_is_nothing_to_show(tablet):
    shown = []
    tablet.committee = None
    MonitoringPresenter(tablet, shown.append).enter()
    assert (shown[-1].units, shown[-1].rows) == ((), ())
