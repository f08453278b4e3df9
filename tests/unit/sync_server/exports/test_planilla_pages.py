"""Blocks on pages: none divided, none lost, and the end of the sheet beside a payee."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.problems import Language
from sync_server.exports.drawing import MM
from sync_server.exports.planilla_pages import (
    LOWEST_BLOCK,
    SIZE,
    Measured,
    PageSpace,
    measured,
    pages_of,
)
from sync_server.exports.sheet_rows import Block, blocks_of, short_committee
from tests.fakes.sheet_views import line, many_lines, planted, reason, sheet_view

SPACE = PageSpace(164 * MM)
PLENTY = 10_000.0


def block(*, species: int = 1, name: str = "Peña Ríos, Rosa") -> Block:
    reasons = [planted(10, f"7KQ2MX-{number}", f"especie {number:03d}") for number in range(species)]
    [found] = blocks_of(sheet_view([line(reasons, name=name)]))
    return found


def of_height(height: float) -> Measured:
    one = measured(block(), "es", PLENTY)
    return Measured(one.block, one.size, one.name, one.committee, one.dni, one.way, one.work, height)


@given(st.lists(st.floats(LOWEST_BLOCK, 100 * MM), max_size=60))
def test_every_block_is_on_one_page_in_its_order_and_fits(heights: list[float]) -> None:
    blocks = [of_height(height) for height in heights]
    pages = pages_of(blocks, SPACE)
    assert [each for page in pages for each in page] == blocks
    for number, page in enumerate(pages):
        is_last = number == len(pages) - 1
        room = SPACE.for_blocks(is_first=number == 0, is_last=is_last)
        assert sum(each.height for each in page) <= room + 1e-6
        assert page or is_last


@given(st.lists(st.floats(LOWEST_BLOCK, 60 * MM), min_size=1, max_size=60))
def test_the_end_stands_beside_a_payee(heights: list[float]) -> None:
    assert pages_of([of_height(height) for height in heights], SPACE)[-1] != []


def test_a_sheet_without_lines_has_a_page() -> None:
    assert pages_of([], SPACE) == [[]]


def test_who_fills_a_page_leaves_the_end_to_the_next() -> None:
    big = of_height(SPACE.for_blocks(is_first=True, is_last=False))
    assert pages_of([big], SPACE) == [[big], []]


def test_a_block_is_never_lower_than_a_thumb_needs() -> None:
    assert measured(block(), "es", PLENTY).height == LOWEST_BLOCK
    assert LOWEST_BLOCK >= 14 * MM


def test_more_work_and_longer_names_make_a_block_higher() -> None:
    low = measured(block(species=5), "es", PLENTY).height
    assert LOWEST_BLOCK < low < measured(block(species=9), "es", PLENTY).height
    assert measured(block(name="Peña Ríos, Rosa " * 9), "es", PLENTY).height > LOWEST_BLOCK


def test_type_becomes_smaller_before_a_block_leaves_its_page() -> None:
    usual = measured(block(species=20), "es", PLENTY)
    squeezed = measured(block(species=20), "es", usual.height * 0.8)
    assert usual.size == SIZE > squeezed.size
    assert squeezed.height <= usual.height * 0.8


def test_what_fits_no_page_is_refused() -> None:
    with pytest.raises(ValueError, match="AAAAAA-101"):
        measured(block(species=400), "es", 100 * MM)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_committee_is_called_by_its_place(language: Language) -> None:
    assert short_committee("Comité de reforestación Choco", language) == "Choco"
    assert short_committee("Vivero de Choco", language) == "Vivero de Choco"


def test_only_what_is_owed_from_before_needs_no_work() -> None:
    [found] = blocks_of(sheet_view([line([reason("S-1", "remainder", 125)])]))
    assert measured(found, "es", PLENTY).work == []


def test_a_realistic_sheet_keeps_the_usual_type() -> None:
    room = SPACE.for_blocks(is_first=False, is_last=True)
    found = [measured(each, "es", room) for each in blocks_of(sheet_view(many_lines(60, 4)))]
    assert {each.size for each in found} == {SIZE}
