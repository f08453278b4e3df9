"""Pictures of the notes and coins that make an amount, simply drawn, in groups of at most five with a running sum.

They tell pieces apart by size, colour and figure; they are no likeness of real money. Coins are drawn larger than to
the scale of the notes, since their figures have to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.money import CENTIMOS_PER_SOL, break_down, format_count
from core.domain.problems import Language
from sync_server.exports.drawing import INK, MM, SOFT, Colour, Paper, figures, fitting_size, width_of
from sync_server.text.papers import on_paper

GROUP = 5
MOST_DRAWN = 60
NOTE_WIDTH, NOTE_HEIGHT = 34 * MM, 15.8 * MM
NOTE_STEP = 8.5 * MM
COIN_STEP = 1.12
_COIN_SCALE = 0.5 * MM
_SMALLEST_COIN_SCALE = 0.8
_LABEL_HEIGHT, _LABEL_SIZE = 4.6 * MM, 8.0
_GAP = 3 * MM
_SCALES_PERCENT = (100, 90, 80, 70, 62, 54, 47, 41, 36)
_NOTE_COLOURS: dict[int, Colour] = {
    20000: (0.90, 0.80, 0.89), 10000: (0.76, 0.86, 0.95), 5000: (0.97, 0.83, 0.76), 2000: (0.98, 0.89, 0.70),
    1000: (0.80, 0.92, 0.79),
}  # fmt: skip
_COIN_MM = {500: 24.3, 200: 22.2, 100: 25.5, 50: 22.0, 20: 23.0, 10: 20.5}
_STEEL: Colour = (0.88, 0.89, 0.90)
_BRASS: Colour = (0.95, 0.88, 0.62)
_TWO_METALS = (500, 200)
_BRASS_COINS = (20, 10)


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces of one value that lie together; `drawn` of the `number` are drawn, and `sum_centimos` is what lies there
    with this group and all before it.
    """

    piece_centimos: int
    number: int
    drawn: int
    sum_centimos: int

    @property
    def is_note(self) -> bool:
        return self.piece_centimos in _NOTE_COLOURS

    def size(self, scale: float) -> tuple[float, float]:
        """Width and height of the picture without its label."""
        if self.is_note:
            return (NOTE_WIDTH + NOTE_STEP * (self.drawn - 1)) * scale, NOTE_HEIGHT * scale
        side = 2 * coin_radius(self.piece_centimos, scale)
        return side * (1 + COIN_STEP * (self.drawn - 1)), side


def coin_radius(piece_centimos: int, scale: float) -> float:
    """Half as wide as a coin is drawn beside notes of this scale."""
    return _COIN_MM[piece_centimos] / 2 * _COIN_SCALE * max(scale, _SMALLEST_COIN_SCALE)


def groups_of(centimos: int, largest_piece_centimos: int) -> list[Group]:
    """The fewest pieces for an amount in groups of at most five, largest first; so many of one value that nobody would
    count them are one group, drawn once. Raises ValueError as `break_down`.
    """
    groups = []
    lying = 0
    for piece, number in break_down(centimos, largest_piece_centimos):
        if number > MOST_DRAWN:
            lying += piece * number
            groups.append(Group(piece, number, 1, lying))
            continue
        for begun in range(0, number, GROUP):
            here = min(GROUP, number - begun)
            lying += piece * here
            groups.append(Group(piece, here, here, lying))
    return groups


def draw_money(
    paper: Paper, x: float, y: float, width: float, height: float, groups: Sequence[Group], language: Language
) -> None:
    """The groups in rows inside a rectangle, as large as they fit; else each value once with its number."""
    rows, scale = _arranged(groups, width, height)
    for row in rows:
        tallest = max(group.size(scale)[1] for group in row)
        left = x
        for group in row:
            _draw_group(paper, left, y + tallest - group.size(scale)[1], group, scale, language)
            _label(paper, left, y + tallest, group)
            left += _width(group, scale) + _GAP
        y += tallest + _LABEL_HEIGHT + _GAP


def _arranged(groups: Sequence[Group], width: float, height: float) -> tuple[list[list[Group]], float]:
    for candidates in (list(groups), _gathered(groups)):
        for percent in _SCALES_PERCENT:
            scale = percent / 100
            rows = _rows(candidates, width, scale)
            needed = sum(max(group.size(scale)[1] for group in row) + _LABEL_HEIGHT + _GAP for row in rows) - _GAP
            widest = max((_width(group, scale) for row in rows for group in row), default=0)
            if needed <= height and widest <= width:
                return rows, scale
    raise ValueError("the notes and coins do not fit the space")


def _gathered(groups: Sequence[Group]) -> list[Group]:
    """All pieces of one value as one group of which one piece is drawn."""
    gathered: dict[int, Group] = {}
    for group in groups:
        number = group.number + (gathered[group.piece_centimos].number if group.piece_centimos in gathered else 0)
        gathered[group.piece_centimos] = Group(group.piece_centimos, number, 1, group.sum_centimos)
    return list(gathered.values())


def _rows(groups: Sequence[Group], width: float, scale: float) -> list[list[Group]]:
    rows: list[list[Group]] = []
    used = width
    for group in groups:
        wide = _width(group, scale)
        if not rows or used + _GAP + wide > width:
            rows.append([])
            used = -_GAP
        rows[-1].append(group)
        used += _GAP + wide
    return rows


def _width(group: Group, scale: float) -> float:
    """Of the picture or of its label, whichever is wider."""
    how_many, lying = _label_texts(group)
    label = width_of(how_many, _LABEL_SIZE) + width_of(lying, _LABEL_SIZE, bold=True)
    return max(group.size(scale)[0], label)


def _label_texts(group: Group) -> tuple[str, str]:
    return f"{format_count(group.number)} ×  ", figures(group.sum_centimos)


def _label(paper: Paper, x: float, y: float, group: Group) -> None:
    """How many of what, and in bold what lies there so far."""
    y += _LABEL_HEIGHT * 0.72
    how_many, lying = _label_texts(group)
    paper.text(x, y, how_many, _LABEL_SIZE, grey=SOFT)
    paper.text(x + width_of(how_many, _LABEL_SIZE), y, lying, _LABEL_SIZE, bold=True)


def _draw_group(paper: Paper, x: float, y: float, group: Group, scale: float, language: Language) -> None:
    for place in range(group.drawn):
        if group.is_note:
            _draw_note(paper, x + place * NOTE_STEP * scale, y, group.piece_centimos, scale, language)
        else:
            radius = coin_radius(group.piece_centimos, scale)
            centre = x + radius + place * 2 * radius * COIN_STEP
            _draw_coin(paper, centre, y + radius, group.piece_centimos, radius, language)


def _draw_note(paper: Paper, x: float, y: float, piece: int, scale: float, language: Language) -> None:
    width, height = NOTE_WIDTH * scale, NOTE_HEIGHT * scale
    inset = 1.1 * MM * scale
    figure = str(piece // CENTIMOS_PER_SOL)
    paper.box(x, y, width, height, fill=_NOTE_COLOURS[piece], line=SOFT, thick=0.6, radius=1.2 * MM * scale)
    paper.box(x + inset, y + inset, width - 2 * inset, height - 2 * inset, line=SOFT, thick=0.25)
    # The strip that stays in sight when another note lies on this one has the figure too.
    corner = 9.0 * scale
    paper.text(x + 1.6 * inset, y + inset * 1.5 + corner * 0.8, figure, corner, bold=True)
    middle = x + width * 0.58
    paper.text(middle, y + height * 0.64, figure, 24 * scale, bold=True, align="centre")
    paper.text(middle, y + height * 0.84, on_paper("stub.soles", language), 7 * scale, align="centre")


def _draw_coin(paper: Paper, x: float, y: float, piece: int, radius: float, language: Language) -> None:
    paper.disc(x, y, radius, fill=_BRASS if piece in _BRASS_COINS else _STEEL, thick=0.6, line=SOFT)
    if piece in _TWO_METALS:
        paper.disc(x, y, radius * 0.74, fill=_BRASS, thick=0.3, line=SOFT)
    is_soles = piece >= CENTIMOS_PER_SOL
    figure = str(piece // CENTIMOS_PER_SOL if is_soles else piece)
    unit = "stub.centimos" if not is_soles else "stub.sol" if piece == CENTIMOS_PER_SOL else "stub.soles"
    paper.text(x, y + radius * 0.22, figure, radius * (0.95 if is_soles else 0.85), bold=True, align="centre", grey=INK)
    word = on_paper(unit, language)
    size = fitting_size(word, radius * 0.34, radius * (1.2 if piece in _TWO_METALS else 1.5))
    paper.text(x, y + radius * 0.58, word, size, align="centre")
