"""Counting the box: first what lies in it, note by note, and only then what should lie in it. No Kivy here.

Whoever counts is not told beforehand what has to come out; and nobody here decides what a difference means.
"""

from __future__ import annotations

from app.screens.box.case import Case, back, page
from app.screens.box.entry import as_pairs, as_pieces, sum_of_pairs
from app.screens.box.states import Counting, Typing
from app.screens.paying.states import Act, News, Page, Reckoned
from app.text.texts import t
from app.widgets.pieces.faces import is_note, value_figures
from core.domain.bodies import Amount
from core.domain.cash import CashCount
from core.domain.money import format_count, format_soles
from core.domain.records import RecordId

COMPARE, SAVE, USE = "compare", "save_count", "use_number"
MOST_DIGITS = 5


def count_page(case: Case) -> Page:
    body = Counting(as_pairs(case.entry.counted), t("box.counted"), t("box.count_how"))
    compare = Act(COMPARE, "arrow-right", t("box.compare"), "primary")
    return page(case, t("box.do_count"), body, left=back(), right=compare)


def piece_page(case: Case, number: int) -> Page:
    """The pad for one sort of note or coin, where there are many of it."""
    piece = case.piece
    asked = t("box.how_many_notes" if is_note(piece) else "box.how_many_coins", value=value_figures(piece))
    body = Typing(number, MOST_DIGITS, asked, format_count(number), t("box.make", amount=format_soles(piece * number)))
    return page(case, t("box.do_count"), body, left=back(), right=Act(USE, "check-bold", t("common.done"), "primary"))


def compared_page(case: Case) -> Page:
    """Counted, expected, and the difference in words."""
    counted = sum_of_pairs(as_pairs(case.entry.counted))
    difference = counted - case.in_box_centimos
    given = sum(one.centimos for one in case.facts.given_from(case.trip_id))
    without = t("box.without_given", amount=format_soles(given)) if given else ""
    lines = [
        Reckoned(t("box.counted"), format_soles(counted)),
        Reckoned(t("box.in_box"), format_soles(case.in_box_centimos), without),
        Reckoned(t("box.difference"), format_soles(difference), strong=True),
    ]
    amount = format_soles(abs(difference))
    if difference == 0:
        news = News("check-circle", "confirmed", t("box.count_fits"), lines=tuple(lines))
    else:
        title = t("box.count_missing" if difference < 0 else "box.count_too_much", amount=amount)
        sentences = (t("box.count_again"), t("box.count_second_person"))
        news = News("alert", "pending", title, sentences=sentences, lines=tuple(lines))
    save = Act(SAVE, "check-bold", t("box.save_count"), "primary", enabled=not case.busy)
    again = Act("back", "refresh", t("box.recount"))
    return page(case, t("box.do_count"), news, left=again, right=save)


def count_of(case: Case, technician: str) -> CashCount:
    """The fact as counted."""
    pieces = as_pieces(case.entry.counted)
    counted = sum_of_pairs(as_pairs(case.entry.counted))
    return CashCount(RecordId(case.trip_id), RecordId(technician), Amount(counted), pieces)
