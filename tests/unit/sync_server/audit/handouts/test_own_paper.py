"""One's own paper: three parts that are never added, every reckoning, plain words for what was corrected."""

from functools import cache

import pytest
from reportlab.lib.pagesizes import A4

from core.domain.problems import Language
from core.usecases.views.field import Money
from sync_server.audit.handouts.own import owed
from sync_server.audit.handouts.own_paper import BODY, statement_pdf
from tests.fakes.printed import Printed, pieces
from tests.unit.sync_server.audit.handouts.papers import LONG_NAME, PHONE, PROOF, line, statement


@cache
def drawn(language: Language = "es", **more: object) -> list[list[Printed]]:
    return pieces(statement_pdf(statement(**more), "PIURA", PROOF, PHONE, language))  # type: ignore[arg-type]


def said(language: Language = "es", **more: object) -> str:
    return " ".join(piece.text for page in drawn(language, **more) for piece in page)


def test_the_parts_stand_beside_each_other_and_no_figure_is_their_sum() -> None:
    text = said()
    for amount in ("S/ 100.83", "S/ 10.00", "S/ 26.60", "S/ 74.23"):
        assert amount in text
    for sum_of in ("S/ 110.83", "S/ 84.23"):
        assert sum_of not in text
    assert "no se sabe" in text
    assert "Las columnas no se suman, y ninguna es una promesa." in text


def test_every_line_says_how_its_amount_comes_about() -> None:
    text = said()
    for reckoning in (
        "El grupo: 640 × S/ 0.50 = S/ 320.00.", "Se reparte entre 12 días de trabajo; los suyos: 1.",
        "El grupo: 620 × S/ 0.50 = S/ 310.00.", "1 día × S/ 15.00 = S/ 15.00", "200 × S/ 0.25 = S/ 50.00",
        "Se quita: Plantación · unidad 01-3", "-S/ 26.67", "Lo corrigió T01 el 3 dic 2014: cantidad equivocada.",
        "Recibió, planilla 1", "De antes de llevar registros aquí", "En la lista: Asamblea, ½ día",
    ):  # fmt: skip
        assert reckoning in text, reckoning


def test_a_finding_that_names_somebody_else_is_not_told() -> None:
    text = said()
    assert "CHO-009" not in text
    assert "La oficina lo está revisando." in text
    assert "Observado" in text


def test_what_was_paid_too_much_is_said_as_that() -> None:
    text = said(owed=-500)
    assert "Recibió de más, de todo el tiempo" in text
    assert "S/ 5.00" in text
    assert "-S/ 5.00" not in text
    assert "Por cobrar hoy, de todo el tiempo S/ 0.00 S/ 10.00" in text


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("more", [{}, {"name": LONG_NAME}, {"empty": True}, {"owed": -123_456_789}])
def test_everything_is_on_the_page_and_large_enough_to_read(language: Language, more: dict[str, object]) -> None:
    for page in drawn(language, **more):
        for piece in page:
            assert 0 < piece.x < piece.right <= A4[0] - 10, piece
            assert piece.size >= BODY - 2 or piece.text.startswith(("Registro", "Record")) or piece.y < 40, piece


def test_without_anything_it_says_so_and_still_how_to_complain() -> None:
    text = said(empty=True)
    assert "En estos días no hay nada anotado con su nombre." in text
    assert f"Teléfono de la oficina: {PHONE}" in text
    assert "también sin decir su nombre" in text.replace("  ", " ")


def test_the_parts_of_lines() -> None:
    lines = [
        line(centimos=2_667), line(centimos=1_000, state="observed"), line("payout", "payout", -2_660, state="pending"),
        line("pay_sheet", "rounding", 3), line(item="reversal", centimos=-100, state="observed"),
    ]  # fmt: skip
    assert Money.of(lines) == Money(2_670, -2_660, 900)
    # What was handed over is owed no longer, whether or not it was sent.
    assert owed(lines) == Money(10, 0, 900)
