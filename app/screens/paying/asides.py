"""The pages that open from the list of payees: who is the witness, which committee, and giving back what was not paid.

No Kivy here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.screens.paying.people import Person, choice_rows
from app.screens.paying.states import BACK, Act, News, Page, Pick, Tile, Tiles
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from core.domain.money import format_count

NAMED_AT_MOST = 4


def back() -> Act:
    return Act(BACK, "", t("common.back"))


def witness_page(people: Sequence[Person], sought: str, chosen: str) -> Page:
    """Who stands by when somebody cannot sign."""
    pick = Pick(
        choice_rows(people, sought, chosen), t("pay.search_person"), sought, t("pay.witness_remark"), t("pay.nobody"),
        t("pay.nobody_detail"),
    )  # fmt: skip
    nobody = Act("no_witness", "close", t("pay.no_witness")) if chosen else None
    return Page(t("pay.ask_witness"), pick, left=back(), right=nobody)


def committee_page(names: Mapping[str, str], chosen: str) -> Page:
    rows = [ChoiceRow("", t("pay.all_committees"), icon="account-group", chosen=not chosen)]
    rows += [ChoiceRow(key, name, icon="home-group", chosen=key == chosen) for key, name in names.items()]
    return Page(t("pay.ask_committee"), Pick(tuple(rows)), left=back())


def nothing_page() -> Page:
    """No sheet is paid with this tablet: what to do about it."""
    news = News("hand-coin", "neutral", t("pay.nothing_here"), sentences=(t("pay.nothing_here_detail"),))
    return Page(
        t("pay.title"), news, left=Act("accept", "qrcode-scan", t("pay.accept")),
        right=Act("sync", "sync", t("pay.fetch"), "primary"), has_back=False,
    )  # fmt: skip


def more_page(left: int) -> Page:
    """What is done once a day, or by the technician alone."""
    tiles = [
        Tile("accept", "qrcode-scan", t("pay.accept"), t("pay.accept_note")),
        Tile("box", "lock", t("pay.box"), t("pay.box_note")),
    ]
    if left:
        note = t("pay.return_note", count=format_count(left))
        tiles.insert(0, Tile("return", "tray-arrow-up", t("pay.return"), note))
    return Page(t("pay.more_title"), Tiles(tuple(tiles)), left=back())


def return_page(names: Sequence[str], number: int, problem: str) -> Page:
    """The question before everything that was not paid goes back; it says how many people and who they are."""
    named = ", ".join(names[:NAMED_AT_MOST])
    more = len(names) - NAMED_AT_MOST
    who = t("pay.return_and_more", names=named, count=format_count(more)) if more > 0 else named
    news = News(
        "tray-arrow-up",
        "pending",
        t("pay.return_ask", count=format_count(len(names))),
        sentences=(who, t("pay.return_detail", number=number)),
    )
    act = Act("return", "tray-arrow-up", t("pay.return_do", count=format_count(len(names))), "danger", bool(names))
    return Page(t("pay.return"), news, problem=problem, left=back(), right=act)
