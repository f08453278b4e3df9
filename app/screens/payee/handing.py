"""The pages on the way to the money: what is told first, where the cash comes from, and what is handed over.

On the one that is turned to the payee stands what a person needs who cannot read well, and nothing else. No Kivy here.
"""

from __future__ import annotations

from app.screens.payee import why
from app.screens.payee.case import Case, back, listen, page
from app.screens.payee.states import Hand
from app.screens.payee.wording import amount_words, day_words, receiver_words, sentence_for, way_words
from app.screens.paying.states import Act, News, Page, Tile, Tiles
from app.text.texts import t
from core.domain.money import SMALLEST_COIN_CENTIMOS, break_down, format_soles

WAY_ICONS = {
    "cash": "cash-multiple",
    "yape": "cellphone",
    "plin": "cellphone",
    "bim": "cellphone",
    "bank": "bank",
    "counter": "office-building-outline",
}
MENDABLE = frozenset(
    {"payout_above_box", "box_missing", "trip_unknown", "trip_settled", "trip_of_other", "cash_not_in_coins",
     "payout_above_line", "operation_missing", "operation_reused", "proxy_for_too_many", "proxy_reason_missing",
     "witness_is_party"}
)  # fmt: skip
"""Refusals that less money, another way or another person gets round."""


def hand_page(case: Case) -> Page:
    """The page that is turned to the payee, or why there is none yet."""
    facts, entry = case.facts, case.entry
    if entry.is_cash and not facts.trips:
        return _not_yet(case, t("pay.no_advance_title"), t("pay.no_advance"))
    if (entry.is_cash or not entry.needs_operation) and case.centimos % SMALLEST_COIN_CENTIMOS:
        return _not_yet(case, t("pay.exact_title"), t("pay.exact", amount=format_soles(case.centimos)))
    if case.refusal is not None:
        can_be_mended = case.refusal.code in MENDABLE
        return _not_yet(case, t("pay.not_now"), sentence_for(case.refusal, facts), is_final=not can_be_mended)
    body = Hand(
        format_soles(case.centimos),
        amount_words(case.centimos),
        tuple(break_down(case.centimos, facts.largest_piece_centimos)) if entry.is_cash else (),
        "" if entry.is_cash else WAY_ICONS[entry.way],
        "" if entry.is_cash else way_words(entry),
        receiver_words(case),
        why.notes(case),
    )
    acts = (
        *listen(case),
        Act("why", "help-circle-outline", t("pay.why_short"), "quiet"),
        Act("other", "menu", t("pay.other"), "quiet"),
    )
    return page(
        case,
        body,
        acts=acts,
        question=t("pay.received_ask" if entry.is_cash else "pay.received_transfer_ask"),
        left=Act("other", "close", t("common.no")),
        right=Act("yes", "check-bold", t("common.yes"), "primary"),
        is_large=True,
    )


def told_page(case: Case) -> Page:
    """What was taken off is told before anything is handed over."""
    news = News("information", "info", t("pay.told_title"), lines=why.reckoning(case))
    right = Act("told", "check-bold", t("pay.told"), "primary")
    return page(case, news, acts=listen(case), left=back(), right=right)


def why_page(case: Case) -> Page:
    news = News("help-circle-outline", "info", t("pay.why"), lines=why.reckoning(case))
    statement = Act("statement", "file-document-outline", t("pay.statement"), "primary")
    return page(case, news, acts=listen(case), left=back(), right=statement)


def trip_page(case: Case) -> Page:
    """Several advances are open: which one the cash comes from is asked once a day."""
    tiles = (
        Tile(trip.id, "cash-multiple", t("pay.trip", day=day_words(trip.opened_on)), t("pay.trip_id", id=trip.id))
        for trip in case.facts.trips
    )
    return page(case, Tiles(tuple(tiles), heading=t("pay.ask_trip")), left=back())


def _not_yet(case: Case, title: str, sentence: str, *, is_final: bool = False) -> Page:
    """Why this cannot be handed over as it stands, and the way round it where there is one."""
    news = News("alert", "pending", title, sentences=(sentence,))
    right = None if is_final else Act("other", "menu", t("pay.other"), "primary")
    return page(case, news, left=back(), right=right)
