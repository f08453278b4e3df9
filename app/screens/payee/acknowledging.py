"""The pages after the money: signing for it, that it is saved, taking it back, and why somebody cannot be paid here.

No Kivy here.
"""

from __future__ import annotations

from app.screens.payee.case import Case, back, page
from app.screens.payee.entry import ACKNOWLEDGEMENTS, MARK, PAPER, STROKES
from app.screens.payee.states import Sign, Witness
from app.screens.payee.wording import paid_sentence, receiver_words, sentence_for, why_not_sentence
from app.screens.paying.states import Act, News, Page, Tile
from app.text.texts import t
from core.domain.money import format_soles

ICONS = {STROKES: "draw", MARK: "fingerprint", PAPER: "file-sign"}


def sign_page(case: Case) -> Page:
    """The signature, a mark before a witness, or the paper; and the one touch that saves."""
    acknowledged = case.entry.acknowledged
    receiver = case.name_of(case.entry.proxy) or case.name
    body = Sign(
        caption=t("pay.hands_over"),
        amount=format_soles(case.centimos),
        receiver=receiver_words(case),
        ways=_ways(ACKNOWLEDGEMENTS, acknowledged),
        pad=_pad(acknowledged, receiver),
        strokes=case.strokes,
        paper=t("pay.on_paper") if acknowledged == PAPER else "",
        photo=_photo(case) if acknowledged == PAPER and case.can_photograph else None,
        photo_text=t("pay.photo_taken") if acknowledged == PAPER and case.has_photo else "",
        witness=_witness(case) if acknowledged == MARK else None,
    )
    warning = sentence_for(case.warning, case.facts) if case.warning else ""
    confirm = Act(
        "confirm", "check-bold", t("recording.saving") if case.busy else t("pay.confirm"), "primary", not case.busy
    )
    return page(case, body, warning=warning, left=back(), right=confirm, is_large=True)


def done_page(case: Case) -> Page:
    """It is saved. The check is large enough for the payee to see it from the other side of the table."""
    paid_centimos = case.centimos
    rest = case.facts.view.payable_centimos - paid_centimos
    said = [
        t("pay.done_rest", amount=format_soles(rest)) if rest else "",
        t("pay.done_paper") if case.facts.wants_paper and case.entry.acknowledged != PAPER else "",
    ]
    news = News(
        "check-circle", "confirmed", t("pay.done"), format_soles(paid_centimos), tuple(words for words in said if words)
    )
    undo = Act("undo", "undo", t("common.undo"), enabled=not case.busy)
    return page(case, news, left=undo, right=Act("next", "arrow-right", t("pay.next"), "primary"), is_large=True)


def paid_page(case: Case) -> Page:
    """Somebody who was paid before; for a while a touch takes it back, later the payee has to be there."""
    view, facts = case.facts.view, case.facts
    said = [paid_sentence(facts.paid)] if facts.paid else []
    if not facts.is_own:
        said.append(t("pay.paid_elsewhere"))
    news = News(
        "check-circle",
        "confirmed",
        t("pay.was_paid", number=view.sheet_number),
        format_soles(view.paid_centimos),
        tuple(said),
    )
    right = None
    if facts.is_own:
        right = Act("undo", "undo", t("common.undo")) if case.can_undo else Act("void", "undo", t("pay.void"))
    return page(case, news, acts=(_statement(),), left=back(), right=right)


def void_page(case: Case) -> Page:
    """The payee gives the money back and signs for it; without the payee only the office takes a payout back."""
    view, is_mark = case.facts.view, case.returning == MARK
    body = Sign(
        caption=t("pay.gives_back"),
        amount=format_soles(view.paid_centimos),
        receiver="",
        ways=_ways((STROKES, MARK), case.returning),
        pad=t("pay.pad_mark") if is_mark else t("pay.pad_returned", name=case.name),
        strokes=case.strokes,
        witness=_witness(case) if is_mark else None,
    )
    act = Act("give_back", "undo", t("pay.void"), "danger", not case.busy)
    return page(case, body, warning=t("pay.void_detail"), left=back(), right=act, is_large=True)


def stop_page(case: Case) -> Page:
    """Why this person cannot be paid here, in plain words, and what can be done."""
    view = case.facts.view
    news = News("information", "info", t("pay.stop"), sentences=(why_not_sentence(view),))
    right = None
    if view.state == "released":
        right = Act("release", "swap-horizontal", t("pay.show_release"), "primary")
    return page(case, news, acts=(_statement(),), left=back(), right=right)


def _statement() -> Act:
    return Act("statement", "file-document-outline", t("pay.statement"), "quiet")


def _ways(ways: tuple[str, ...], chosen: str) -> tuple[Tile, ...]:
    return tuple(Tile(way, ICONS[way], t(f"pay.with_{way}"), t(f"pay.with_{way}_note"), way == chosen) for way in ways)


def _pad(acknowledged: str, name: str) -> str:
    if acknowledged == PAPER:
        return ""
    return t("pay.pad_mark") if acknowledged == MARK else t("pay.pad_strokes", name=name)


def _photo(case: Case) -> Act:
    return Act("photo", "camera", t("pay.photo_again" if case.has_photo else "pay.photo"))


def _witness(case: Case) -> Witness:
    name = case.name_of(case.witness)
    missing = t("pay.witness_other") if case.witness_is_party else t("pay.witness_missing")
    return Witness(t("pay.witness_label"), name or missing, not name)
