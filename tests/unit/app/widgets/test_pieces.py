"""What is written under the notes and coins, how they are laid out, and that each has a picture of its own."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.pieces.faces import FACES, GOLD, SILVER, Coin, Note, is_note, value_figures
from app.widgets.pieces.motifs import MOTIFS, disc, rosette
from app.widgets.pieces.rows import SHOWN_AT_MOST, groups_of, rows_of, step_of
from core.domain.money import PIECES_CENTIMOS, break_down, figures_of

NOTES = [face for face in FACES.values() if isinstance(face, Note)]
COINS = [face for face in FACES.values() if isinstance(face, Coin)]


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of WCAG 2."""

    def luminance(colour: Colour) -> float:
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_each_note_and_coin_has_its_picture_and_its_figures() -> None:
    assert tuple(FACES) == PIECES_CENTIMOS
    assert {piece for piece in FACES if is_note(piece)} == set(MOTIFS) == {note.piece_centimos for note in NOTES}
    shown = ["200", "100", "50", "20", "10", "5", "2", "1", "0.50", "0.20", "0.10"]
    assert [value_figures(piece) for piece in FACES] == shown


def test_figures_on_notes_and_coins_can_be_read_in_the_sun() -> None:
    assert [note.piece_centimos for note in NOTES if contrast(note.dark, note.light) < 7] == []
    metals = [colour for metal in (SILVER, GOLD) for colour in (metal.flat, metal.shine)]
    assert [colour for colour in metals if contrast(tokens.INK, colour) < 7] == []


def test_notes_differ_in_colour_and_motif_and_coins_in_size() -> None:
    assert len({note.middle for note in NOTES}) == len({MOTIFS[note.piece_centimos] for note in NOTES}) == 5
    assert sorted(COINS, key=lambda coin: coin.diameter_mm) == [FACES[piece] for piece in (10, 50, 200, 20, 500, 100)]
    assert [coin.piece_centimos for coin in COINS if coin.ring != coin.core] == [500, 200]
    assert [coin.piece_centimos for coin in COINS if coin.ring == GOLD] == [20, 10]


def test_motifs_can_be_filled_as_fans_and_stay_within_their_circle() -> None:
    """A fan that turned back would paint over itself; one that left its circle would lie on the figures."""
    for motif in MOTIFS.values():
        for _shade, points in motif():
            (x0, y0), *rest = points
            areas = [(x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(rest)]
            assert min(areas) > -1e-9 or max(areas) < 1e-9
            assert max(abs(area) for area in areas) > 0.001
            assert all(x * x + y * y <= 1.2**2 for x, y in points)


def test_a_rosette_has_as_many_waves_as_petals() -> None:
    distances = [(x * x + y * y) ** 0.5 for x, y in rosette((0, 0), 10, 5, 0)]
    crests = [here for before, here, after in zip(distances[-1:] + distances, distances, distances[1:], strict=False)
              if before < here > after]  # fmt: skip
    assert len(crests) == 5
    assert max(distances) == pytest.approx(10)
    assert max(abs((x * x + y * y) ** 0.5 - 3) for x, y in disc((0, 0), 3)) < 1e-9


def test_groups_begin_with_the_largest_and_sum_up() -> None:
    groups = groups_of([(50, 1), (2000, 2), (500, 1), (5000, 1), (100, 0)])
    assert [(group.caption, group.running) for group in groups] == [
        ("50.00", "50.00"), ("2 × 20 = 40.00", "90.00"), ("5.00", "95.00"), ("0.50", "95.50"),
    ]  # fmt: skip
    assert [group.is_last for group in groups] == [False, False, False, True]


def test_a_piece_named_twice_is_one_group() -> None:
    assert [(group.number, group.running) for group in groups_of([(10, 2), (10, 3)])] == [(5, "0.50")]
    assert groups_of([]) == groups_of([(10, 0)]) == []


@given(st.integers(0, 5_000_000).map(lambda number: number * 10), st.sampled_from(PIECES_CENTIMOS))
def test_the_last_sum_is_the_amount(cash_centimos: int, largest: int) -> None:
    groups = groups_of(break_down(cash_centimos, largest))
    assert sum(group.piece_centimos * group.number for group in groups) == cash_centimos
    assert [group.running for group in groups if group.is_last] == [figures_of(cash_centimos)] * bool(cash_centimos)


@pytest.mark.parametrize("piece", PIECES_CENTIMOS)
def test_more_pieces_lie_closer_and_all_can_still_be_read(piece: int) -> None:
    steps = [step_of(piece, number) for number in range(2, SHOWN_AT_MOST + 1)]
    assert step_of(piece, 1) == 0
    assert step_of(piece, 40) == steps[-1]
    assert steps == sorted(steps, reverse=True)
    corner_of_a_note_mm, most_of_a_coin = 27, 0.7 * FACES[piece].size_mm[0]
    assert min(steps) * FACES[piece].size_mm[0] >= (corner_of_a_note_mm if is_note(piece) else most_of_a_coin)


@given(st.lists(st.floats(1, 500), max_size=12), st.floats(1, 1200), st.floats(0, 40))
def test_rows_hold_every_group_once_in_order_and_are_full(widths: list[float], available: float, gap: float) -> None:
    rows = rows_of(widths, available, gap)
    assert [place for row in rows for place in row] == list(range(len(widths)))
    taken = [sum(widths[place] for place in row) + gap * (len(row) - 1) for row in rows]
    assert all(width <= available + 1e-6 or len(row) == 1 for row, width in zip(rows, taken, strict=True))
    for width, following in zip(taken, rows[1:], strict=False):
        assert width + gap + widths[following[0]] > available - 1e-6
