"""The printed planilla, read back: who is on it, what it adds up to, and that nothing lies on anything else."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
import segno

from core.domain.money import parse_soles
from core.domain.sheets import lines_code
from core.usecases.views.money import SheetView
from sync_server.exports.drawing import MM
from sync_server.exports.planilla import LEFT, planilla_pdf
from sync_server.exports.planilla_pages import COLUMNS, TABLE_WIDTH, column_left
from tests.fakes.printed import Printed, pieces, reader, texts
from tests.fakes.sheet_views import line, many_lines, planted, reason, sheet_view

LONG_NAME = (
    "Chuquihuanga de la Santísima Trinidad Carhuapoma-Ñaupari, María de los Ángeles Encarnación del Perpetuo Socorro"
)
AMOUNT = re.compile(r"-?[0-9,]+\.[0-9]{2}")


def long_sheet() -> SheetView:
    """Everything as long as it can reasonably be."""
    unit = "Polylepis de ladera húmeda"
    rich = [planted(900_000), reason("7KQ2MX-4", "recovery", -12_345_678), planted(640, "7KQ2MX-8", unit)]
    place = "San Juan Bautista de los Aposentos Altos de Yamango"
    one_word = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren, X"
    twice = [planted(3, "7KQ2MX-9"), planted(9999, "7KQ2MX-7")]
    lines = [
        line(rich, name=LONG_NAME, committee=place),
        line([planted(111)], place=2, name=one_word, by_transfer=True),
        line(twice, place=1234, name=f"{LONG_NAME} {LONG_NAME}", up=True),
    ]
    view = replace(
        sheet_view(lines),
        heading="Planilla de incentivos por plantones producidos, plantados y mantenidos en el campo definitivo",
        organisation="Asociación Civil Progreso para el Desarrollo de las Comunidades de la Sierra de Piura y Morropón",
        funder="Consorcio internacional de compradores de bonos de carbono forestal comunitario",
        approved_by=("María de los Ángeles Encarnación Chuquihuanga Carhuapoma", "Carlos Alberto Ríos Neyra"),
    )
    names = tuple(f"Comité de reforestación número {number} de la cordillera" for number in range(10))
    return replace(view, summary=replace(view.summary, committee_names=names))


SHEETS = {
    "three": sheet_view([line([planted(1111)]), line([planted(640)], place=2, dni=""),
                         line([reason("S-1", "remainder", 125)], place=3)]),
    "sixty": sheet_view(many_lines(60, 3)),
    "many activities": sheet_view(many_lines(23, 12)),
    "long": long_sheet(),
    "draft": sheet_view(many_lines(14), state="draft", number=0),
    "nobody": sheet_view([]),
}  # fmt: skip


@pytest.fixture(scope="module", params=SHEETS)
def printed(request: pytest.FixtureRequest) -> tuple[SheetView, bytes]:
    return SHEETS[request.param], planilla_pdf(SHEETS[request.param])


def sums(page: list[str], label: str) -> list[int]:
    """The three amounts after a label: work, from before, net."""
    place = next(place for place, text in enumerate(page) if text.startswith(label))
    amounts = [text for text in page[place + 1 : place + 4] if AMOUNT.fullmatch(text)]
    return [parse_soles(text) for text in amounts]


def test_every_payee_stands_on_it_once_with_name_and_net(printed: tuple[SheetView, bytes]) -> None:
    view, data = printed
    found = Counter(text for page in texts(data) for text in page)
    for each in view.lines:
        assert found[each.code] == 1
        if each.dni and Counter(other.dni for other in view.lines)[each.dni] == 1:
            assert found[each.dni] == 1
    words = Counter(word for page in texts(data) for text in page for word in text.split())
    for each in view.lines:
        if "Wolfe" not in each.name:
            assert all(words[word] >= 1 for word in each.name.split())


def test_the_pages_add_up_and_hand_on_their_sums(printed: tuple[SheetView, bytes]) -> None:
    view, data = printed
    pages = texts(data)
    by_page = [sums(page, "Total de esta página") for page in pages]
    for before, (page, after) in zip(by_page, pairwise(pages), strict=False):
        assert sums(page, "Van") == sums(after, "Vienen")
        assert len(before) == 3
    running = [0, 0, 0]
    for page, here in zip(pages, by_page, strict=True):
        running = [old + new for old, new in zip(running, here, strict=True)]
        assert sums(page, "Van" if page is not pages[-1] else "Total de la planilla") == running
    assert running[2] == view.summary.payable_centimos
    assert running[0] + running[1] == sum(each.gross_centimos for each in view.lines)


def test_each_page_adds_up_the_payees_that_stand_on_it(printed: tuple[SheetView, bytes]) -> None:
    view, data = printed
    for page in texts(data):
        here = [each for each in view.lines if each.code in page]
        assert sums(page, "Total de esta página")[2] == sum(each.payable_centimos for each in here)


def test_the_order_is_that_of_the_sheet(printed: tuple[SheetView, bytes]) -> None:
    view, data = printed
    codes = {each.code for each in view.lines}
    assert [text for page in texts(data) for text in page if text in codes] == [each.code for each in view.lines]


def test_the_total_stands_in_words_on_the_last_page_alone(printed: tuple[SheetView, bytes]) -> None:
    _, data = printed
    pages = texts(data)
    assert [any(text.startswith("Son: ") for text in page) for page in pages] == [False] * (len(pages) - 1) + [True]
    assert all("Elaborado por" not in page for page in pages[:-1])
    assert {"Elaborado por", "Revisado por", "V°B°"} <= set(pages[-1])


def box_of(piece: Printed) -> tuple[float, float, float, float]:
    return piece.x, piece.y - 0.15 * piece.size, piece.right, piece.y + 0.7 * piece.size


def overlaps(first: Printed, second: Printed) -> bool:
    left, low, right, high = box_of(first)
    other_left, other_low, other_right, other_high = box_of(second)
    slack = 0.3
    return (
        left < other_right - slack and other_left < right - slack
        and low < other_high - slack and other_low < high - slack
    )  # fmt: skip


def test_no_text_lies_on_another_or_leaves_the_page(printed: tuple[SheetView, bytes]) -> None:
    _, data = printed
    for page in pieces(data):
        assert [pair for pair in combinations(page, 2) if overlaps(*pair)] == []
        for piece in page:
            assert piece.x >= LEFT - 0.1
            assert piece.right <= LEFT + TABLE_WIDTH + 0.1
            assert 5 * MM < piece.y < 210 * MM - 8 * MM


def in_the_table(page: list[Printed]) -> Iterator[Printed]:
    """Headings and cells: from the heading of the columns to the sum of the page, without rows of sums."""
    heading = next(piece.y for piece in page if piece.text == "Apellidos y nombres")
    end = next(piece.y for piece in page if piece.text == "Total de esta página")
    brought = {piece.y for piece in page if piece.text == "Vienen"}
    return (piece for piece in page if heading + 5 > piece.y > end + 1 and piece.y not in brought)


def test_no_cell_runs_into_the_next_column(printed: tuple[SheetView, bytes]) -> None:
    _, data = printed
    edges = [LEFT + column_left(column) for column in COLUMNS] + [LEFT + TABLE_WIDTH]
    for page in pieces(data):
        for piece in in_the_table(page):
            place = max(place for place, edge in enumerate(edges) if edge <= piece.x)
            # The mark of a group's share hangs in the padding.
            assert piece.right <= edges[place + 1] + (0.7 if piece.text == "*" else 0), piece


def test_there_is_room_to_sign_and_for_a_thumb(printed: tuple[SheetView, bytes]) -> None:
    view, data = printed
    codes = {each.code for each in view.lines}
    places = {str(each.place) for each in view.lines}
    assert min(COLUMNS["signature"], COLUMNS["fingerprint"]) >= 20 * MM
    for page in pieces(data):
        starts = [piece.y for piece in in_the_table(page) if piece.text in places and piece.x < LEFT + COLUMNS["place"]]
        assert all(above - below >= 14 * MM for above, below in pairwise(starts))
        assert len(starts) <= len(codes)


@pytest.mark.parametrize("name", ["three", "sixty", "long"])
def test_every_page_names_the_sheet(name: str) -> None:
    view = SHEETS[name]
    pages = texts(planilla_pdf(view))
    for number, page in enumerate(pages, start=1):
        assert {view.organisation, view.heading, "N° 000012", lines_code(view.lines_hash), view.office_phone} <= set(
            page
        )
        assert f"N° 000012   Página {number} de {len(pages)}" in page
        text = " ".join(page)
        assert "28 de febrero de 2026" in text
        assert "Bonos de carbono 2025 · " in text
        assert "Apellidos y nombres" in page


def test_the_people_who_stand_for_it_are_named() -> None:
    one = texts(planilla_pdf(SHEETS["three"]))[-1]
    assert one[one.index("Elaborado por") + 2] == "Nelly Maribel Ojeda Zurita"
    assert one[one.index("V°B°") + 2] == "Carlos Alberto Ríos Neyra"
    assert one[one.index("Revisado por") + 2] == "V°B°"
    two = texts(planilla_pdf(replace(SHEETS["three"], approved_by=("Rosa Peña", "Luis Mena"))))[-1]
    assert two[two.index("Revisado por") + 2] == "Rosa Peña"
    assert two[two.index("V°B°") + 2] == "Luis Mena"


def test_cells_say_what_is_there_and_what_is_not() -> None:
    lines = [
        line([planted(640), reason("7KQ2MX-2", centimos=1455, half_days=3)], dni="00123456"),
        line([planted(111)], place=2, dni=""),
        line([planted(111)], place=3, dni="", payee="committee-Choco"),
        line([reason("S-1", "remainder", 125)], place=4, by_transfer=True),
        replace(line([planted(111)], place=5), way="yape"),
        line([planted(100), reason("7KQ2MX-9", "recovery", -4000)], place=6),
        line([reason("7KQ2MX-7", centimos=27_775)], place=7, up=True),
        line([reason("7KQ2MX-7", centimos=27_775)], place=8),
    ]
    found = Counter(text for page in texts(planilla_pdf(sheet_view(lines))) for text in page)
    assert found["00123456"] == found["sin DNI"] == found["con acta"] == found["de reparto"] == 1
    assert found["1½ j."] == found["*"] == 1
    assert (found["Efectivo"], found["Depósito"], found["Yape"]) == (6, 1, 1)
    assert found["Saldo anterior"] == 1
    assert found["-25.00"] == found["se recupera"] == 1
    page = [text for page in texts(planilla_pdf(sheet_view(lines))) for text in page]
    assert page[page.index("277.80") + 1] == "redondeo 0.05"
    assert page[page.index("277.70") + 1] == "quedan 0.05"


def test_the_legend_explains_only_what_is_there() -> None:
    plain = " ".join(texts(planilla_pdf(sheet_view([line([planted(100)])])))[0])
    assert "Montos en soles" in plain
    assert "jornadas" not in plain
    assert "«Quedan»" not in plain
    wage = reason(centimos=2250, activity="day_wage", species="", half_days=3, rate=1500)
    assert "j.: jornadas." in " ".join(texts(planilla_pdf(sheet_view([line([wage])])))[0])
    assert "* Trabajo en grupo" not in " ".join(texts(planilla_pdf(sheet_view([line([wage])])))[0])


def squares(page: Any) -> set[tuple[int, int]]:
    """The small filled squares of a page by row and column, rows from the top."""
    found = re.findall(r"([0-9.]+) ([0-9.]+) ([0-9.]+) \3 re", page.get_contents().get_data().decode("latin-1"))
    side = float(found[0][2])
    left = min(float(x) for x, _, _ in found)
    top = max(float(y) for _, y, _ in found)
    return {(round((top - float(y)) / side), round((float(x) - left) / side)) for x, y, _ in found}


def test_every_page_carries_the_code_of_the_whole_hash() -> None:
    view = SHEETS["sixty"]
    matrix = segno.make(view.lines_hash, error="m", micro=False).matrix
    dark = {(row, column) for row, modules in enumerate(matrix) for column, is_dark in enumerate(modules) if is_dark}
    for page in reader(planilla_pdf(view)).pages:
        assert squares(page) == dark


@pytest.mark.parametrize(("state", "word"), [("draft", "BORRADOR"), ("abandoned", "ANULADA")])
def test_a_draft_says_so_on_every_page_and_has_no_number(state: str, word: str) -> None:
    # A sheet that was reopened keeps the number it had, for when it is locked again.
    view = sheet_view(many_lines(14), state=state, number=12)
    document = reader(planilla_pdf(view))
    assert len(document.pages) > 1
    for page in document.pages:
        text = page.extract_text()
        assert word in text
        assert "000012" not in text
        assert lines_code(view.lines_hash) not in text


def test_what_is_approved_is_no_draft() -> None:
    assert "BORRADOR" not in reader(planilla_pdf(SHEETS["three"])).pages[0].extract_text()


def test_the_type_is_embedded() -> None:
    for page in reader(planilla_pdf(SHEETS["three"])).pages:
        fonts = page["/Resources"]["/Font"]
        assert all("/FontFile2" in fonts[name].get_object()["/FontDescriptor"] for name in fonts)


def test_the_same_sheet_prints_to_the_same_bytes_on_any_machine() -> None:
    code = (
        "import hashlib; from tests.fakes.sheet_views import many_lines, sheet_view;"
        "from sync_server.exports.planilla import planilla_pdf;"
        "print(hashlib.sha256(planilla_pdf(sheet_view(many_lines(20)))).hexdigest())"
    )
    found = {hashlib.sha256(planilla_pdf(sheet_view(many_lines(20)))).hexdigest()}
    for seed, zone in (("1", "UTC"), ("2", "America/Lima")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        found.add(run.stdout.strip())
    assert len(found) == 1


def test_other_amounts_print_to_other_bytes() -> None:
    assert planilla_pdf(sheet_view([line([planted(100)])])) != planilla_pdf(sheet_view([line([planted(101)])]))


def test_it_is_printed_in_english_as_well() -> None:
    page = texts(planilla_pdf(SHEETS["three"], "en"))[0]
    assert {"Surnames and names", "Cash", "Reviewed by"} <= set(page)
