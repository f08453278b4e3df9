"""The paper for an assembly: large, complete, in both languages, and without a word about money."""

import csv
import io
import re
from functools import cache

import openpyxl
import pytest
from reportlab.lib.pagesizes import A4

from core.domain.problems import LANGUAGES, Language
from sync_server.audit.handouts.assembly_paper import BODY, assembly_pdf, of_ten
from sync_server.audit.handouts.assembly_rows import COLUMNS, assembly_csv, assembly_xlsx
from sync_server.audit.handouts.village import Assembly
from sync_server.exports.sheet_rows import days_text
from tests.fakes.printed import Printed, pieces, texts
from tests.unit.sync_server.audit.handouts.papers import LONG_NAME, PHONE, PROOF, assembly, nothing, part

SIXTY = assembly(part(number=60))
SEVERAL = assembly(part(), part("Comité de Alto Choco", 5), nothing("Comité de Choco Bajo"))
PAPERS = (SIXTY, SEVERAL, assembly(part(number=30, long_names=True)), assembly(nothing()), assembly(part(number=1)))
FOOT = 12 * 72 / 25.4
"""Below this height, in points, only the foot stands."""


@cache
def drawn(paper: Assembly, language: Language = "es", phone: str = PHONE) -> list[list[Printed]]:
    return pieces(assembly_pdf(paper, "PIURA", PROOF, phone, language))


def said(paper: Assembly, language: Language = "es", phone: str = PHONE) -> str:
    return " ".join(piece.text for page in drawn(paper, language, phone) for piece in page)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("paper", PAPERS)
def test_everything_but_the_foot_and_figures_in_suns_is_large_and_on_the_page(
    paper: Assembly, language: Language
) -> None:
    for page in drawn(paper, language):
        for piece in page:
            assert 0 < piece.x < piece.right < A4[0] - 10, piece
            assert 0 < piece.y < A4[1], piece
            assert piece.size >= BODY or piece.y < FOOT or piece.text == "10", piece


@pytest.mark.parametrize("paper", PAPERS)
def test_no_two_pieces_of_a_page_lie_on_each_other(paper: Assembly) -> None:
    for page in drawn(paper):
        large = [piece for piece in page if piece.text != "10"]
        for place, one in enumerate(large):
            for other in large[:place]:
                beside = one.right <= other.x or other.right <= one.x
                assert beside or abs(one.y - other.y) >= 0.7 * max(one.size, other.size) * 0.9, (one, other)


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_in_any_of_the_papers_is_about_money_or_identity(paper: Assembly) -> None:
    book = openpyxl.load_workbook(io.BytesIO(assembly_xlsx(paper, "PIURA")))
    cells = " ".join(str(cell.value) for one in book for row in one.iter_rows() for cell in row if cell.value)
    for language in LANGUAGES:
        assert PHONE in said(paper, language)
    for text in (*(said(paper, one).replace(PHONE, "") for one in LANGUAGES), assembly_csv(paper), cells):
        assert not re.search(
            r"S/|\bsol(es)?\b|céntimo|tarifa|\brate\b|DNI|celular|mobile|[0-9]{8}", text, re.IGNORECASE
        )


def test_the_figures_stand_largest_and_everybody_is_there() -> None:
    first = drawn(SIXTY)[0] + drawn(SIXTY)[1]
    figures = {piece.text for piece in first if piece.size > 50}
    assert figures == {"6,600", "12,640", "148", "12", "63", days_text(SIXTY.parts[0].half_days)}
    text = said(SIXTY)
    for worker in SIXTY.parts[0].workers:
        assert worker.name in text
    assert "2 personas sin nombre aquí" in text
    assert "1 menor de edad" in text
    assert "Anotado por su nombre: 2 días" in text
    assert "9 de 10 viven" in text
    assert "De cada 100 árboles viven 88, con 9 más o menos. Se miraron 1,041." in text.replace("  ", " ")
    assert PHONE in text


def test_a_very_long_name_is_whole_and_as_large_as_the_others() -> None:
    words = [piece for page in drawn(assembly(part(number=30, long_names=True))) for piece in page]
    assert all(word in " ".join(piece.text for piece in words) for word in LONG_NAME.split())
    assert {piece.size for piece in words if "Santísima" in piece.text} == {BODY}


def test_several_committees_have_a_page_of_all_and_one_of_each() -> None:
    pages = [" ".join(page) for page in texts(assembly_pdf(SEVERAL, "PIURA", PROOF, PHONE))]
    assert "Todos los comités" in pages[0]
    assert sum("Quiénes trabajaron" in page for page in pages) == 2
    assert "En estos días no hay trabajo anotado." in pages[-1]


def test_a_period_without_work_says_so_and_shows_no_figures() -> None:
    text = said(assembly(nothing()))
    assert "En estos días no hay trabajo anotado." in text
    assert "personas" not in text
    assert "In these days no work is on record." in said(assembly(nothing()), "en")


def test_the_same_content_gives_the_same_bytes() -> None:
    assert assembly_pdf(SIXTY, "PIURA", PROOF) == assembly_pdf(SIXTY, "PIURA", PROOF)
    assert assembly_xlsx(SIXTY, "PIURA") == assembly_xlsx(SIXTY, "PIURA")


@pytest.mark.parametrize(
    ("per_mille", "living"), [(0, 0), (1, 1), (49, 1), (149, 1), (150, 2), (878, 9), (949, 9), (999, 9), (1_000, 10)]
)
def test_ten_trees_never_say_all_or_none_where_it_is_not_so(per_mille: int, living: int) -> None:
    assert of_ten(per_mille) == living


def test_the_table_has_the_same_rows_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(assembly_csv(SEVERAL).removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert ["", "", "planted", str(2 * 12_640)] in rows
    for one in SEVERAL.parts:
        mine = [row for row in rows[1:] if row[0] == one.name]
        assert sum(int(row[3]) for row in mine if row[2] == "half_days" and row[1]) == one.half_days
        assert [one.name, "", "half_days", str(one.half_days)] in mine
        assert {row[1] for row in mine} >= {worker.name for worker in one.workers}
    book = openpyxl.load_workbook(io.BytesIO(assembly_xlsx(SEVERAL, "PIURA", "en")))
    assert book.sheetnames == ["Totals", "People"]
    days = [row[2].value for row in book["People"].iter_rows() if isinstance(row[2].value, int | float)]
    assert sum(days) * 2 == sum(one.half_days for one in SEVERAL.parts)
