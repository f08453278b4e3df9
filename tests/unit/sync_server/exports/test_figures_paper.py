"""The figures of the day on paper and as lines for a spreadsheet: all of them, on one page, nothing off its edge."""

import csv
import io
from dataclasses import replace

import pytest
from reportlab.lib.pagesizes import A4

from core.domain.problems import LANGUAGES, Language
from sync_server.exports.figures_paper import figures_pdf
from sync_server.exports.figures_table import figures_lines
from sync_server.exports.spreadsheets import csv_line
from sync_server.looking.day_figures import Alive, CommitteeRow, Figures, SeasonRow, Took
from tests.fakes.printed import pieces

WORKED, FEW = Took(480, (251, 229), 350), Took(3, None, 2)
SEASON = SeasonRow("Campaña 2014-15", 120_400, 8_300, 1_083_700, WORKED, 17_748_225, 17_000_000)
COMMITTEES = tuple(
    CommitteeRow(f"Comité {number}", 21_518, 19_400, 145_500, 167_500, FEW if number == 3 else WORKED)
    for number in range(10)
)
WHOLE = Figures(
    "Reforestación comunal de la sierra de Piura", 1_417_618_800_000, 1_043_022, "98da5e1b33e937ca" + "0" * 48,
    356_362, 235_962, 8_300, Alive(312_000, 290_100, 9_800, 65, 44), 1_957_365, 2_130_000, WORKED, WORKED, 17_748_225,
    41_055, 17_000_000, 748_225, 15_000, 3_200, (SEASON,), COMMITTEES,
)  # fmt: skip
TABLETS = (("Choco 1", 1_417_618_740_000), ("=1+2", None))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_stands_on_one_page_and_within_it(language: Language) -> None:
    (page,) = pieces(figures_pdf(WHOLE, TABLETS, language))
    said = " ".join(piece.text.replace("\xa0", " ") for piece in page)
    for figure in (
        "356,362",
        "312,000",
        "195.7",
        "8,300",
        "480",
        "350",
        "S/ 177,482.25",
        "S/ 170,000.00",
        "9,800",
        "32.00",
    ):
        assert figure in said
    assert "Choco 1: 3" in said
    assert "98da5e1b33e937ca" in said
    assert [piece for piece in page if not 0 < piece.x <= piece.right < A4[0] or not 0 < piece.y < A4[1]] == []
    assert min(piece.size for piece in page) > 5


def test_of_few_people_the_paper_does_not_say_how_many_are_women() -> None:
    (page,) = pieces(figures_pdf(WHOLE, TABLETS))
    row = next(piece.y for piece in page if piece.text == "Comité 3")
    cells = [piece.text for piece in page if piece.y == row]
    assert cells[-3:] == ["3", "< 5", "2"]


def test_many_campaigns_go_on_on_another_page_with_their_head() -> None:
    many = replace(WHOLE, seasons=tuple(replace(SEASON, name=f"Campaña {year}") for year in range(2014, 2064)))
    pages = pieces(figures_pdf(many, TABLETS))
    assert len(pages) > 1
    said = [piece.text for page in pages for piece in page]
    assert [f"Campaña {year}" for year in range(2014, 2064) if f"Campaña {year}" not in said] == []
    assert said.count("Por campaña") > 1


def test_the_spreadsheet_has_every_figure_in_whole_numbers_and_no_formula() -> None:
    text = "".join(map(csv_line, (("scope", "name", "measure", "value"), *figures_lines(WHOLE, TABLETS))))
    rows = list(csv.DictReader(io.StringIO(text)))
    whole = {row["measure"]: row["value"] for row in rows if row["scope"] == "programme"}
    assert whole["as_of"] == "2014-12-03T10:00-05:00"
    assert (whole["alive_estimated"], whole["alive_error"], whole["units_counted"]) == ("312000", "9800", "44")
    assert (whole["accrued_centimos"], whole["paid_centimos"]) == ("17748225", "17000000")
    few = {row["measure"]: row["value"] for row in rows if row["name"] == "Comité 3"}
    assert (few["members_people"], few["members_women"], few["members_men"]) == ("3", "", "")
    assert [row["value"] for row in rows if row["name"] == "'=1+2"] == [""]
