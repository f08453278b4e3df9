"""The stubs, read back: one for each payee, with what concerns them and nobody else."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from reportlab.lib.pagesizes import A4

from core.domain.money import NO_BREAK_SPACE, format_soles
from core.domain.words import soles_in_words
from sync_server.exports.drawing import MM
from sync_server.exports.stub import PER_PAGE, STUB_HEIGHT, stubs_pdf
from tests.fakes.printed import Printed, pieces, reader, texts
from tests.fakes.sheet_views import line, many_lines, planted, reason, sheet_view

SIXTY = sheet_view(many_lines(60))
LONG_NAME = "Chuquihuanga de la Santísima Trinidad Carhuapoma-Ñaupari, María de los Ángeles del Perpetuo Socorro"


FIGURES = {"200", "100", "50", "20", "10", "5", "2", "1", "soles", "sol", "céntimos"}
"""What stands on notes and coins, which lie on each other."""


def written(centimos: int) -> str:
    return format_soles(centimos).replace(NO_BREAK_SPACE, " ")


def stub_of(page: list[Printed], place: int) -> list[Printed]:
    top = A4[1] - place * STUB_HEIGHT
    return [piece for piece in page if top - STUB_HEIGHT <= piece.y < top]


def test_each_payee_has_one_with_their_own_amount() -> None:
    pages = pieces(stubs_pdf(SIXTY, 5000))
    assert len(pages) == 60 // PER_PAGE
    for number, each in enumerate(SIXTY.lines):
        found = stub_of(pages[number // PER_PAGE], number % PER_PAGE)
        said = " ".join(piece.text for piece in found)
        assert each.name in said
        assert f"{each.committee_name.removeprefix('Comité de reforestación ')} · {each.code}" in said
        assert written(each.payable_centimos) in said
        assert soles_in_words(each.payable_centimos) in said
        assert {"N° 000012", "Fecha de pago", "Quién pagó", SIXTY.office_phone} <= {piece.text for piece in found}


def test_nobody_elses_dni_or_amount_is_told() -> None:
    said = [text for page in texts(stubs_pdf(SIXTY, 5000)) for text in page]
    assert not {each.dni for each in SIXTY.lines if each.dni} & set(said)
    found = Counter(said)
    amounts = Counter(written(each.payable_centimos) for each in SIXTY.lines)
    assert {text: found[text] for text in amounts} == amounts


def test_the_amount_is_the_largest_thing_on_it() -> None:
    [page] = pieces(stubs_pdf(sheet_view([line([planted(555)])]), 5000))
    largest = max(page, key=lambda piece: piece.size)
    assert largest.text == written(27_750)
    assert largest.size >= 30


def test_cash_is_shown_in_pieces_up_to_the_largest_allowed() -> None:
    sheet = sheet_view([line([planted(555)])])
    [fifties], [hundreds] = texts(stubs_pdf(sheet, 5000)), texts(stubs_pdf(sheet, 20_000))
    assert "200" not in fifties
    assert fifties.count("50") == 11  # five notes with two figures each, and the coin of 50 céntimos
    assert hundreds.count("200") == 2


def test_what_is_paid_into_an_account_shows_no_cash() -> None:
    [page] = texts(stubs_pdf(sheet_view([line([reason(centimos=12_345)], by_transfer=True)]), 5000))
    assert written(12_345) in page
    assert "Se deposita; no se entrega en" in " ".join(page)
    assert "soles" not in page


def test_what_coins_cannot_make_is_said() -> None:
    [page] = texts(stubs_pdf(sheet_view([line([reason(centimos=27_775)])]), 5000))
    assert f"Quedan {written(5)} para la próxima vez" in page
    [page] = texts(stubs_pdf(sheet_view([line([reason(centimos=27_775)], up=True)]), 5000))
    assert not any(text.startswith("Quedan") for text in page)


def overlap(first: Printed, second: Printed) -> bool:
    low, other_low = first.y - 0.12 * first.size, second.y - 0.12 * second.size
    high, other_high = first.y + 0.68 * first.size, second.y + 0.68 * second.size
    sideways = first.x < second.right - 0.5 and second.x < first.right - 0.5
    return sideways and low < other_high - 0.5 and other_low < high - 0.5


@pytest.mark.parametrize(
    "reasons", [[planted(3)], [planted(555)], [planted(39_999)], [planted(199_998)], [planted(2_000_000)]]
)
@pytest.mark.parametrize("name", ["Peña Ríos, Rosa", LONG_NAME, f"{LONG_NAME} {LONG_NAME}"])
def test_nothing_lies_on_anything_or_crosses_a_cut(reasons: list, name: str) -> None:
    lines = [line(reasons, place=place, name=name, committee="Alto Huancabamba de las Nubes") for place in (1, 2, 3)]
    view = replace(sheet_view(lines), heading="Planilla de incentivos por plantones " * 3)
    [page] = pieces(stubs_pdf(view, 5000))
    beside = [piece for piece in page if piece.text not in FIGURES]
    assert [pair for pair in combinations(beside, 2) if overlap(*pair)] == []
    for piece in page:
        assert piece.x >= 12 * MM
        assert piece.right <= A4[0] - 12 * MM
        into_the_stub = (A4[1] - piece.y) % STUB_HEIGHT
        assert 5 * MM <= into_the_stub <= STUB_HEIGHT - 5 * MM


def test_each_stub_of_a_draft_says_so_and_has_no_number() -> None:
    pages = reader(stubs_pdf(sheet_view(many_lines(4), state="draft"), 5000)).pages
    assert [page.extract_text().count("BORRADOR") for page in pages] == [3, 1]
    assert not any("000012" in page.extract_text() for page in pages)


def test_the_telephone_is_left_out_where_there_is_none() -> None:
    [page] = texts(stubs_pdf(replace(sheet_view([line([planted(555)])]), office_phone=""), 5000))
    assert not any("oficina" in text for text in page)


def test_cash_that_coins_cannot_make_is_a_mistake_of_the_caller() -> None:
    wrong = replace(line([planted(555)]), payable_centimos=27_755)
    with pytest.raises(ValueError, match="coins"):
        stubs_pdf(sheet_view([wrong]), 5000)


def test_a_sheet_without_lines_is_an_empty_page() -> None:
    assert texts(stubs_pdf(sheet_view([]), 5000)) == [[]]


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert stubs_pdf(SIXTY, 5000) == stubs_pdf(sheet_view(many_lines(60)), 5000)
