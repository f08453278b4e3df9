"""The form with which a drawn sample is checked on the ground, by somebody who neither recorded nor paid."""

from __future__ import annotations

from core.domain.money import format_count, format_soles
from core.domain.plots import format_place
from core.domain.problems import Language
from sync_server.audit.papers.pages import LEFT, Pages
from sync_server.audit.sampling import Drawn, Sample
from sync_server.exports.drawing import FILL, INK, MM, SOFT, fitting_size, width_of, wrap
from sync_server.text.texts import day_text, name_of, say

_CARD, _GAP = 43 * MM, 4 * MM
_CODE = 17 * MM


def sample_pdf(sample: Sample, programme: str, language: Language = "es") -> bytes:
    """The form, with one card for each thing that was drawn."""
    title = say("sample.title", language)
    foot = say(
        "sample.foot", language, programme=programme, seed=sample.wanted.seed, records=format_count(sample.size),
        root=sample.root[:16],
    )  # fmt: skip
    pages = Pages(title, programme, foot, language)
    pages.paper.text(LEFT, pages.y + 2 * MM, title, 18, bold=True)
    pages.y += 9 * MM
    pages.note(pages.say("sample.seed", seed=sample.wanted.seed), size=11, bold=True, grey=INK)
    pages.note(pages.say("sample.rule"), size=8)
    pages.note(pages.say("sample.log", records=format_count(sample.size), root=sample.root), size=8)
    for what, drawn, of in sample.numbers:
        said = pages.say(f"sample.{what}.number", drawn=format_count(drawn), of=format_count(of))
        pages.note(said, size=8, grey=INK)
    pages.note(pages.say("sample.who"), size=8, bold=True, grey=INK)
    pages.y += 2 * MM
    for number, one in enumerate(sample.drawn, start=1):
        pages.room(_CARD + _GAP)
        _card(pages, number, one)
    return pages.finish()


def _card(pages: Pages, number: int, one: Drawn) -> None:
    paper, top = pages.paper, pages.y - 3 * MM
    paper.box(LEFT, top, pages.width, _CARD, thick=0.8, line=INK)
    paper.box(LEFT, top, pages.width, 8 * MM, fill=FILL, line=INK, thick=0.8)
    head = f"{number} · {pages.say(f'sample.{one.what}')} {one.code} · {one.committee}"
    paper.text(LEFT + 3 * MM, top + 5.5 * MM, head, fitting_size(head, 10.5, pages.width * 0.68, bold=True), bold=True)
    paper.text(LEFT + pages.width - 3 * MM, top + 5.5 * MM, one.id, 8, align="right", grey=SOFT)
    y = top + 13 * MM
    for line in _said(pages, one):
        for part in wrap(line, 8.4, pages.width - _CODE - 10 * MM):
            paper.text(LEFT + 3 * MM, y, part, 8.4)
            y += 4.3 * MM
    paper.code(LEFT + pages.width - _CODE - 2 * MM, top + 9 * MM, _CODE, one.id)
    _answers(pages, top + _CARD)
    pages.y = top + _CARD + _GAP + 3 * MM


def _said(pages: Pages, one: Drawn) -> list[str]:
    """What stands on a card above the room for the answer."""
    day = day_text(one.day, pages.language)
    stated = format_soles(one.stated) if one.what == "payouts" else format_count(one.stated)
    detail = name_of("way", one.detail, pages.language) if one.what == "payouts" else one.detail
    lines = [pages.say(f"sample.{one.what}.stated", stated=stated, day=day, detail=detail)]
    if one.spot is not None:
        lines.append(pages.say("sample.where", place=format_place(one.spot)))
    if one.person:
        lines.append(pages.say("sample.person", person=one.person))
    lines.append(pages.say("sample.not_by", codes=", ".join(one.by) or "—"))
    return lines


def _answers(pages: Pages, bottom: float) -> None:
    """Where is written what was found, in two rows at the foot of a card."""
    paper, x = pages.paper, LEFT + 3 * MM
    rows = (
        (("found", 38), ("agrees", 26), ("differs", 26), ("missing", 34)),
        (("checked_by", 70), ("day", 34), ("signature", 60)),
    )
    for place, row in enumerate(rows):
        y, left = bottom - 9.4 * MM + place * 7 * MM, x
        for name, wide in row:
            label = pages.say(f"sample.form.{name}")
            if name in ("agrees", "differs", "missing"):
                paper.box(left, y - 3 * MM, 3.6 * MM, 3.6 * MM, line=INK, thick=0.8)
                paper.text(left + 5 * MM, y, label, fitting_size(label, 8, wide * MM - 7 * MM))
            else:
                paper.text(left, y, label, 8, grey=SOFT)
                end = left + 2 * MM + width_of(label, 8)
                paper.rule(end, y + 0.6 * MM, left + wide * MM - 4 * MM, y + 0.6 * MM, thick=0.5, grey=INK)
            left += wide * MM
