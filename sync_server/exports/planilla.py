"""The planilla: the list of payees that is signed, fingerprinted and filed, as a PDF on A4 across.

Every page names the sheet and stands by itself; the sums run from page to page (van, vienen). A draft says so across
the page and has no number. The paper shows whole DNI numbers, since it is the legal proof: it is for the office and for
those who sign it. Who drafted the sheet stands under `elaborado`, who gave the last approval under `V°B°`; with two
approvals the first is the `revisado`, otherwise that box is left to be signed by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4

from core.domain.money import format_count
from core.domain.problems import Language
from core.domain.sheets import lines_code
from core.domain.words import soles_in_words
from core.usecases.views.money import SheetView
from sync_server.exports.drawing import MM, SOFT, Paper, fitting_size, leading, shrunk, wrap
from sync_server.exports.planilla_pages import (
    TABLE_WIDTH,
    Measured,
    PageSpace,
    measured,
    pages_of,
)
from sync_server.exports.planilla_rows import Table
from sync_server.exports.sheet_rows import Block, Sums, blocks_of, is_draft, short_committee, sum_of_blocks
from sync_server.text.papers import long_day_text, on_paper

LEFT, TOP, BOTTOM = 13.5 * MM, 9 * MM, 13 * MM
_CODE_SIDE = 21 * MM
_HEAD_GAP = 3 * MM
_LABEL_SIZE, _VALUE_SIZE = 6.0, 7.6
_TERMS_MM = {"committees": 84, "cut_off": 40, "funds": 54, "office": 36}
_BOX_WIDTH, _BOX_GAP = 66 * MM, 7 * MM
_BOX_HEIGHT = 25 * MM
_SIGNER_HEIGHT = 6 * MM


def planilla_pdf(view: SheetView, language: Language = "es") -> bytes:
    """The sheet as it is printed. The same view gives the same bytes. Raises ValueError where a line's reasons do not
    add up to its amounts.
    """
    width, height = A4[1], A4[0]
    blocks = blocks_of(view)
    paper = Paper((width, height), f"{view.heading} {number_text(view, language)}".strip(), view.organisation)
    head = _Head(paper, view, language)
    space = PageSpace(height - BOTTOM - head.bottom)
    most = space.for_blocks(is_first=False, is_last=True)
    pages = pages_of([measured(block, language, most) for block in blocks], space)
    table = Table(paper, LEFT, language)
    legend = _legend(blocks, language)
    before = Sums()
    for number, page in enumerate(pages, start=1):
        _mark(paper, view, language)
        head.draw()
        _foot(paper, view, legend, number, len(pages), language)
        y = table.heading(head.bottom)
        if number > 1:
            y = table.sums(y, on_paper("brought", language), before)
        for block in page:
            y = table.block(y, block)
        here = _sums_of(page)
        before += here
        y = table.sums(y, on_paper("page_total", language), here)
        if number < len(pages):
            table.sums(y, on_paper("carried_on", language), before, is_strong=True)
            paper.next_page()
        else:
            y = table.sums(y, _total_label(len(blocks), language), before, is_strong=True)
            _closing(paper, view, y, before, language)
    if before != sum_of_blocks(blocks):
        raise ArithmeticError("the pages do not add up to the sheet")
    return paper.finish()


def number_text(view: SheetView, language: Language) -> str:
    """`N° 000012`, and nothing for a draft."""
    return "" if is_draft(view) else on_paper("number", language, number=f"{view.summary.number:06d}")


def mark_text(view: SheetView, language: Language) -> str:
    """What stands across every page of a sheet by which nobody may be paid."""
    return on_paper("draft" if view.summary.state == "draft" else "abandoned", language) if is_draft(view) else ""


class _Head:
    """The head of every page, measured once."""

    def __init__(self, paper: Paper, view: SheetView, language: Language) -> None:
        self._paper, self._view, self._language = paper, view, language
        self._terms = [
            (key, column * MM, wrap(text, _VALUE_SIZE, column * MM - 3 * MM))
            for (key, column), text in zip(_TERMS_MM.items(), self._texts(), strict=True)
        ]
        rows = max(len(lines) for _, _, lines in self._terms)
        text_bottom = self._terms_top + leading(_LABEL_SIZE) * 1.2 + leading(_VALUE_SIZE) * rows
        self.bottom = max(text_bottom, TOP + _CODE_SIDE) + _HEAD_GAP

    _terms_top = TOP + 37

    def _texts(self) -> tuple[str, ...]:
        view, language = self._view, self._language
        committees = ", ".join(short_committee(name, language) for name in view.summary.committee_names)
        funds = " · ".join(part for part in (view.summary.fund_name, view.funder) if part)
        return committees, long_day_text(view.summary.cut_off, language), funds, view.office_phone or "–"

    def draw(self) -> None:
        paper, view, language = self._paper, self._view, self._language
        room = sum(_TERMS_MM.values()) * MM - 4 * MM
        paper.text(LEFT, TOP + 7, view.organisation, fitting_size(view.organisation, 8.5, room, bold=True), bold=True)
        paper.text(LEFT, TOP + 23, view.heading, fitting_size(view.heading, 14, room, bold=True), bold=True)
        x = LEFT
        for key, width, lines in self._terms:
            paper.text(x, self._terms_top, on_paper(key, language), _LABEL_SIZE, grey=SOFT)
            paper.lines(x, self._terms_top + leading(_LABEL_SIZE) * 1.25, lines, _VALUE_SIZE)
            x += width
        if is_draft(view):
            return
        right = LEFT + TABLE_WIDTH
        paper.code(right - _CODE_SIDE, TOP, _CODE_SIDE, view.lines_hash)
        beside = right - _CODE_SIDE - 2 * MM
        paper.text(beside, TOP + 23, number_text(view, language), 14, bold=True, align="right")
        paper.text(beside, self._terms_top, on_paper("hash", language), _LABEL_SIZE, align="right", grey=SOFT)
        below = self._terms_top + leading(_LABEL_SIZE) * 1.25
        paper.text(beside, below, lines_code(view.lines_hash), _VALUE_SIZE, align="right")


def _mark(paper: Paper, view: SheetView, language: Language) -> None:
    text = mark_text(view, language)
    if text:
        paper.watermark(text)


def _legend(blocks: Sequence[Block], language: Language) -> list[str]:
    """What the signs of this sheet mean, those alone that it has."""
    rows = [row for block in blocks for row in block.work]
    keys = ["legend"]
    keys += ["legend_days"] if any(row.half_days for row in rows) else []
    keys += ["legend_group"] if any(row.is_group_share for row in rows) else []
    lines = [" ".join(on_paper(key, language) for key in keys)]
    if any(block.sums.carried_centimos > 0 for block in blocks):
        lines.append(on_paper("legend_carried", language))
    return lines


def _foot(paper: Paper, view: SheetView, legend: list[str], page: int, pages: int, language: Language) -> None:
    """Legend on the left, number and page on the right."""
    y = paper.height - BOTTOM + 4 * MM
    paper.lines(LEFT, y, legend, 5.8, grey=SOFT)
    page_text = on_paper("page", language, page=format_count(page), pages=format_count(pages))
    text = "   ".join(part for part in (number_text(view, language), page_text) if part)
    paper.text(LEFT + TABLE_WIDTH, y, text, 7, align="right")


def _total_label(people: int, language: Language) -> str:
    if people == 1:
        return on_paper("grand_total_one", language)
    return on_paper("grand_total", language, people=format_count(people))


def _sums_of(page: Sequence[Measured]) -> Sums:
    return sum_of_blocks(each.block for each in page)


def _closing(paper: Paper, view: SheetView, y: float, sums: Sums, language: Language) -> None:
    """The total in words and the boxes to sign."""
    words = soles_in_words(sums.payable_centimos)
    paper.text(LEFT, y + 5 * MM, words, fitting_size(words, 9, TABLE_WIDTH, bold=True), bold=True)
    top = y + 8.5 * MM
    reviewed, approved = ["", *view.approved_by][-2:] if view.approved_by else ("", "")
    people = (("drafted", view.drafted_by), ("reviewed", reviewed), ("approved", approved))
    for place, (key, name) in enumerate(people):
        _signature_box(paper, LEFT + place * (_BOX_WIDTH + _BOX_GAP), top, key, name, language)


def _signature_box(paper: Paper, x: float, y: float, key: str, name: str, language: Language) -> None:
    paper.box(x, y, _BOX_WIDTH, _BOX_HEIGHT)
    inner = 2 * MM
    paper.text(x + inner, y + 3.4 * MM, on_paper(key, language), 6.6, bold=True)
    paper.text(x + _BOX_WIDTH - inner - 25 * MM, y + 3.4 * MM, on_paper("date", language), 6.4, grey=SOFT)
    line = y + _BOX_HEIGHT - 7.6 * MM
    paper.rule(x + inner, line, x + _BOX_WIDTH - inner, line, grey=SOFT)
    lines, size = shrunk(name, 6.8, _BOX_WIDTH - 2 * inner, _SIGNER_HEIGHT)
    paper.lines(x + inner, line + 3.2 * MM, lines, size)
