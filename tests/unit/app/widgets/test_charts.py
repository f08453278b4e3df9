"""Charts are laid out in plain code: nothing overlaps, nothing leaves the sheet, lengths are true."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from app.widgets.chart.bars import TargetBar, TargetBars
from app.widgets.chart.columns import LOOKS, MonthColumns, Panel
from app.widgets.chart.marks import Box, Dot, Sheet, Sizes, Stroke, Words, shortened
from app.widgets.chart.parts import PartBar, PartBars
from app.widgets.chart.scale import Scale, scale_for
from app.widgets.chart.shares import Share, Shares
from tests.unit.app.widgets.drawn import boxed, measure, overlap

WIDTHS = (300, 560, 760, 1100)
LARGE = Sizes(figure=28.6, label=26)


def units(number: int = 6) -> TargetBars:
    bars = [
        TargetBar(f"0{place}-{place} Loma larga", 100 * place, 1_111, f"{100 * place:,d} de 1,111")
        for place in range(number)
    ]
    return TargetBars(tuple(bars))


def months() -> MonthColumns:
    values = tuple(tuple((series + 1) * 700 * (month % 4) for month in range(6)) for series in range(4))
    species = ("aliso", "pino pátula", "pino radiata", "queñoal")
    panels = (Panel("Plantones listos: 42,000", values), Panel("Árboles plantados: 42,000", values))
    return MonthColumns(("jul", "ago", "set", "oct", "nov", "dic 2014"), species, panels)


def money() -> PartBars:
    bars = [
        PartBar(name, (123_450, 31_000, 1_000), ("S/\u00a01,234.50", "S/\u00a0310.00", "S/\u00a010.00"))
        for name in ("Choco", "Alto Huancabamba", "Sargento Lórez")
    ]
    return PartBars(("confirmado", "solo en esta tableta", "observado"), tuple(bars))


def shares() -> Shares:
    return Shares((Share("Campaña 2013-2014", 820, 50, "82 % ± 5"), Share("Campaña 2014-2015", 990, 30, "99 % ± 3")))


PLANS: dict[str, Callable[[], Any]] = {"units": units, "months": months, "money": money, "shares": shares}


@pytest.mark.parametrize("height", [0, 620])
@pytest.mark.parametrize("sizes", [Sizes(), LARGE], ids=["usual", "large"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PLANS)
def test_words_never_overlap_and_stay_on_the_sheet(name: str, width: int, sizes: Sizes, height: int) -> None:
    drawing = PLANS[name]().layout(width, height, sizes, measure)
    assert drawing.words
    for words in drawing.words:
        left, top, right, bottom = boxed(words)
        assert left >= -0.5
        assert right <= width + 0.5
        assert top >= -0.5
        assert bottom <= drawing.height + 0.5
    assert [pair for pair in combinations(drawing.words, 2) if overlap(*pair)] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PLANS)
def test_bars_stay_on_the_sheet_and_off_the_words(name: str, width: int) -> None:
    drawing = PLANS[name]().layout(width, 0, Sizes(), measure)
    boxes = [mark for mark in drawing.marks if isinstance(mark, Box)]
    for box in boxes:
        assert box.x >= -0.5
        assert box.x + box.width <= width + 0.5
        assert box.y >= 0
        assert box.y + box.height <= drawing.height + 0.5
        as_words = Words(box.x, box.y, "", box.height / 1.2, box.width)
        assert not [words for words in drawing.words if overlap(words, as_words)]


@pytest.mark.parametrize("name", PLANS)
def test_figures_can_be_read_at_arms_length(name: str) -> None:
    assert all(words.size >= 20 for words in PLANS[name]().layout(560, 0, Sizes(), measure).words)


def test_lengths_are_in_proportion_and_nothing_is_longer_than_the_scale() -> None:
    scale = scale_for([50, 200], 400)
    assert (scale.at(50), scale.at(100), scale.at(200)) == (100, 200, 400)
    assert scale.at(900) == 400
    assert scale.at(0) == scale.at(-5) == Scale(0, 400).at(3) == 0
    assert scale_for([1, 10_000], 100).at(1) == 1


def test_a_bar_shows_what_is_missing_and_what_is_too_much() -> None:
    bars = (TargetBar("a", 250, 1_000, "250 de 1,000"), TargetBar("b", 1_200, 1_000, "1,200 de 1,000"))
    drawing = TargetBars(bars).layout(1_100, 0, Sizes(), measure)
    tracks = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.pattern == "empty"]
    filled = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.pattern == "solid"]
    assert filled[0].width == pytest.approx(tracks[0].width / 4)
    more = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.pattern == "stripes"]
    assert filled[1].width == pytest.approx(tracks[1].width)
    assert [box.width for box in more] == [pytest.approx(tracks[1].width / 5)]
    targets = [mark for mark in drawing.marks if isinstance(mark, Stroke)]
    assert [target.x for target in targets] == [track.x + track.width for track in tracks]


def test_parts_of_a_column_stand_on_each_other_and_carry_their_sum() -> None:
    plan = MonthColumns(("nov",), ("aliso", "pino"), (Panel("Listos", ((100,), (300,))),))
    drawing = plan.layout(500, 0, Sizes(), measure)
    small, large = [mark for mark in drawing.marks if isinstance(mark, Box)][2:]
    assert large.height == pytest.approx(3 * small.height)
    assert large.y + large.height == pytest.approx(small.y)
    assert "400" in [words.text for words in drawing.words]


def test_months_without_room_are_left_out_at_the_early_end() -> None:
    drawing = months().layout(300, 0, Sizes(), measure)
    said = [words.text for words in drawing.words]
    assert "dic 2014" in said
    assert "jul" not in said


def test_what_is_told_apart_by_colour_is_also_told_apart_by_pattern() -> None:
    assert len({pattern for _, pattern in LOOKS[:4]}) == 4
    assert len(set(LOOKS)) == len(LOOKS)


def test_few_marks_are_drawn_larger_where_there_is_room() -> None:
    small, large = (shares().layout(900, height, Sizes(), measure) for height in (0, 500))
    assert small.height < large.height <= 500
    assert large.words[0].size > small.words[0].size


def test_the_three_parts_have_a_figure_each_and_no_sum() -> None:
    said = [words.text for words in money().layout(900, 0, Sizes(), measure).words]
    assert "S/\u00a01,234.50" in said
    assert "S/\u00a0310.00" in said
    assert not any("1,554.50" in text for text in said)


def test_a_share_near_the_end_does_not_leave_the_axis() -> None:
    drawing = shares().layout(760, 0, Sizes(), measure)
    strokes = [mark for mark in drawing.marks if isinstance(mark, Stroke)]
    axis = max(mark.to_x for mark in strokes)
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    assert dots[1].x <= axis
    assert dots[0].x < dots[1].x


def test_a_name_that_is_too_long_says_that_something_is_missing() -> None:
    sheet = Sheet(Sizes(), measure)
    assert shortened(sheet, "Alto Huancabamba", 20, 90) == "Alto Hu…"
    assert shortened(sheet, "Choco", 20, 90) == "Choco"
    assert shortened(sheet, "Choco", 20, 2) == ""


@pytest.mark.parametrize("plan", [TargetBars(()), PartBars(("a", "b", "c"), ()), Shares(())])
def test_without_anything_there_is_hardly_anything(plan: Any) -> None:
    assert plan.layout(500, 0, Sizes(), measure).height < 60
