"""The stub (talón) that each payee takes home: who, how much in figures, words and pictures, and whom to call.

Three on a page, to be cut apart, in large type for people who read little. A stub names no DNI and nobody else's
amount; it is no receipt and nobody signs it.
"""

from __future__ import annotations

from reportlab.lib.pagesizes import A4

from core.domain.money import format_soles
from core.domain.problems import Language
from core.domain.words import soles_in_words
from core.usecases.views.money import SheetLineView, SheetView
from sync_server.exports.drawing import MM, SOFT, Paper, fitting_size, leading, shrunk, wrap
from sync_server.exports.money_pictures import draw_money, groups_of
from sync_server.exports.planilla import mark_text, number_text
from sync_server.exports.sheet_rows import short_committee
from sync_server.text.papers import on_paper

PER_PAGE = 3
STUB_HEIGHT = A4[1] / PER_PAGE
_SIDE, _ABOVE = 13 * MM, 9 * MM
_TEXT_WIDTH = 84 * MM
_PICTURES_LEFT = 102 * MM
_FOOT = 16 * MM
_NAME_HEIGHT, _WORDS_HEIGHT, _TITLE_HEIGHT = 19 * MM, 13 * MM, 6 * MM


def stubs_pdf(view: SheetView, pieces_largest_centimos: int, language: Language = "es") -> bytes:
    """A stub for every line in the order of the sheet. Raises ValueError where coins cannot make what is to be handed
    over in cash, or where there is no such note or coin.
    """
    paper = Paper(A4, f"{view.heading} {number_text(view, language)}".strip(), view.organisation)
    for page_start in range(0, max(1, len(view.lines)), PER_PAGE):
        if page_start:
            paper.next_page()
        for place, line in enumerate(view.lines[page_start : page_start + PER_PAGE]):
            stub = _Stub(paper, view, line, place * STUB_HEIGHT, language)
            stub.draw(pieces_largest_centimos)
    return paper.finish()


class _Stub:
    """One payee's part of a page, from `top` down."""

    def __init__(self, paper: Paper, view: SheetView, line: SheetLineView, top: float, language: Language) -> None:
        self._paper, self._view, self._line = paper, view, line
        self._top, self._language = top, language
        self._right = paper.width - _SIDE

    def draw(self, largest_centimos: int) -> None:
        # Every stub says it for itself, since they are cut apart.
        if text := mark_text(self._view, self._language):
            self._paper.watermark(text, self._top, STUB_HEIGHT)
        self._heading()
        below = self._person(self._top + _ABOVE + 10 * MM)
        self._amount(below)
        top = self._top + _ABOVE + 8 * MM
        height = STUB_HEIGHT - _ABOVE - 8 * MM - _FOOT - 3 * MM
        width = self._right - _PICTURES_LEFT
        if self._line.by_transfer:
            lines = wrap(on_paper("stub.transfer", self._language), 13, width)
            self._paper.lines(_PICTURES_LEFT, top + 14 * MM, lines, 13)
        else:
            groups = groups_of(self._line.payable_centimos, largest_centimos)
            draw_money(self._paper, _PICTURES_LEFT, top, width, height, groups, self._language)
        self._foot()
        cut = self._top + STUB_HEIGHT
        if cut < self._paper.height - 1:
            self._paper.rule(0, cut, self._paper.width, cut, thick=0.5, grey=SOFT, dashes=(4, 3))

    def _heading(self) -> None:
        view, paper = self._view, self._paper
        number = number_text(view, self._language)
        paper.text(self._right, self._top + _ABOVE, number, 10, bold=True, align="right")
        title = " · ".join(part for part in (view.organisation, view.heading) if part)
        lines, size = shrunk(title, 8, 150 * MM, _TITLE_HEIGHT)
        paper.lines(_SIDE, self._top + _ABOVE - leading(size) * (len(lines) - 1), lines, size, grey=SOFT)
        below = self._top + _ABOVE + 2 * MM
        paper.rule(_SIDE, below, self._right, below)

    def _person(self, y: float) -> float:
        """Name, code and committee; returns where the amount begins."""
        line, paper = self._line, self._paper
        lines, size = shrunk(line.name, 15, _TEXT_WIDTH, _NAME_HEIGHT, bold=True)
        y = paper.lines(_SIDE, y, lines, size, bold=True) - leading(size) + 6.2 * MM
        committee = short_committee(line.committee_name, self._language)
        text = " · ".join(part for part in (committee, line.code) if part)
        paper.text(_SIDE, y, text, fitting_size(text, 11, _TEXT_WIDTH))
        return y

    def _amount(self, y: float) -> None:
        line, paper, language = self._line, self._paper, self._language
        y += 8 * MM
        paper.text(_SIDE, y, on_paper("stub.receives", language), 9, grey=SOFT)
        amount = format_soles(line.payable_centimos)
        y += 12.5 * MM
        paper.text(_SIDE, y, amount, fitting_size(amount, 34, _TEXT_WIDTH, bold=True), bold=True)
        lines, size = shrunk(soles_in_words(line.payable_centimos), 10, _TEXT_WIDTH, _WORDS_HEIGHT)
        y = paper.lines(_SIDE, y + 7 * MM, lines, size)
        if line.carried_centimos > 0:
            text = on_paper("stub.carried", language, amount=format_soles(line.carried_centimos))
            paper.text(_SIDE, y + 1 * MM, text, fitting_size(text, 8.5, _TEXT_WIDTH), grey=SOFT)

    def _foot(self) -> None:
        paper, language = self._paper, self._language
        y = self._top + STUB_HEIGHT - 7 * MM
        phone_left = 138 * MM
        for x, to_x, key in ((_SIDE, 68 * MM, "stub.date"), (74 * MM, 131 * MM, "stub.payer")):
            paper.rule(x, y - 3.4 * MM, to_x, y - 3.4 * MM, grey=SOFT)
            paper.text(x, y, on_paper(key, language), 7, grey=SOFT)
        if self._view.office_phone:
            text = on_paper("stub.office", language)
            room = self._right - phone_left
            paper.text(phone_left, y - 6.4 * MM, text, fitting_size(text, 7.4, room), grey=SOFT)
            phone = self._view.office_phone
            paper.text(phone_left, y, phone, fitting_size(phone, 15, room, bold=True), bold=True)
