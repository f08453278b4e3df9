"""The pages on which a technician says what is not as usual: less money, another way, another person, another witness.

What is said here is written into the entry at once, so that going back loses nothing. No Kivy here.
"""

from __future__ import annotations

from app.screens.payee.case import Case, back, page
from app.screens.payee.entry import PROXY_REASONS
from app.screens.payee.handing import WAY_ICONS
from app.screens.payee.states import Less
from app.screens.payee.wording import amount_words, receiver_words, way_words
from app.screens.paying.people import choice_rows
from app.screens.paying.states import Act, News, Page, Pick, Tile, Tiles
from app.text.texts import t
from core.domain.money import SMALLEST_COIN_CENTIMOS, format_soles

TRANSFERS = ("yape", "plin", "bim", "bank", "counter")
REASON_ICONS = {
    "ill": "medical-bag",
    "away": "bus",
    "old_age": "human-cane",
    "child_care": "human-child",
    "other": "help-circle-outline",
}
ROUND_STEPS_CENTIMOS = (100, 500, 1000)


def other_page(case: Case) -> Page:
    """What can be done where it is not simply handed over."""
    entry = case.entry
    tiles = [
        Tile("less", "cash-minus", t("pay.do_less"), t("pay.do_less_note"), bool(entry.centimos)),
        Tile("transfer", "cellphone", t("pay.do_transfer"), t("pay.do_transfer_note"), not entry.is_cash),
        Tile("proxy", "account-switch", t("pay.do_proxy"), t("pay.do_proxy_note"), bool(entry.proxy)),
        Tile("release", "swap-horizontal", t("pay.do_release"), t("pay.do_release_note")),
        Tile("later", "clock-outline", t("pay.do_later"), t("pay.do_later_note")),
    ]
    if entry.is_unusual:
        tiles.append(Tile("usual", "refresh", t("pay.do_usual"), t("pay.do_usual_note")))
    return page(case, Tiles(tuple(tiles), t("pay.ask_other")), left=back())


def less_page(case: Case) -> Page:
    """A smaller amount, because there is no change; what stays owed is said at once."""
    payable, centimos = case.facts.view.payable_centimos, case.entry.centimos
    rest = payable - centimos
    caption = t("pay.less_caption", amount=format_soles(payable))
    if not centimos:
        check, tone = t("pay.less_type"), "neutral"
    elif rest < 0:
        check, tone = t("pay.less_too_much", amount=format_soles(payable)), "observed"
    elif rest == 0:
        check, tone = t("pay.less_all"), "confirmed"
    else:
        check, tone = t("pay.less_rest", amount=format_soles(rest)), "pending"
    easier = tuple(Act(f"less/{amount}", "", format_soles(amount)) for amount in easier_amounts(payable))
    use = Act("use_less", "check-bold", t("pay.use"), "primary", enabled=0 < centimos <= payable)
    body = Less(
        centimos // SMALLEST_COIN_CENTIMOS, format_soles(centimos), caption, check, tone,
        t("pay.less_easier") if easier else "", easier,
    )  # fmt: skip
    return page(case, body, left=back(), right=use)


def easier_amounts(payable_centimos: int) -> list[int]:
    """Up to three amounts just below, for which one needs fewer coins."""
    rounded = [payable_centimos - payable_centimos % step for step in ROUND_STEPS_CENTIMOS]
    return sorted({amount for amount in rounded if 0 < amount < payable_centimos}, reverse=True)


def transfer_page(case: Case) -> Page:
    """A wallet or a bank: which, and the number of the operation."""
    entry = case.entry
    tiles = tuple(Tile(way, WAY_ICONS[way], t(f"pay.way_{way}"), chosen=way == entry.way) for way in TRANSFERS)
    label = t("pay.operation") if entry.needs_operation else ""
    body = Tiles(tiles, t("pay.ask_way"), label, entry.operation, t("pay.operation_hint") if label else "")
    use = Act("use_way", "check-bold", t("pay.use"), "primary", enabled=not entry.is_cash)
    return page(case, body, left=back(), right=use)


def proxy_page(case: Case) -> Page:
    """Who takes the money for the payee."""
    others = [person for person in case.facts.people if person.id != case.facts.view.payee]
    body = Pick(
        choice_rows(others, case.sought, case.entry.proxy), t("pay.search_person"), case.sought,
        t("pay.proxy_remark", name=case.name), t("pay.nobody"), t("pay.nobody_detail"),
    )  # fmt: skip
    return page(case, body, left=back())


def reason_page(case: Case) -> Page:
    """Why the payee does not come."""
    tiles = tuple(
        Tile(reason, REASON_ICONS[reason], t(f"pay.reason_{reason}"), chosen=reason == case.entry.proxy_reason)
        for reason in PROXY_REASONS
    )
    heading = t("pay.ask_reason", payee=case.name, name=case.name_of(case.entry.proxy))
    return page(case, Tiles(tiles, heading), left=back())


def witness_page(case: Case) -> Page:
    """Who stands by this payee's mark."""
    parties = (case.facts.view.payee, case.entry.proxy)
    people = [person for person in case.facts.people if person.id not in parties]
    remark = t("pay.witness_is_payee") if case.witness_is_party else t("pay.witness_remark")
    body = Pick(
        choice_rows(people, case.sought, case.witness), t("pay.search_person"), case.sought, remark, t("pay.nobody"),
        t("pay.nobody_detail"),
    )  # fmt: skip
    return page(case, body, left=back())


def resume_page(case: Case) -> Page:
    """Something was said about this payee and not saved; it is offered again."""
    entry = case.entry
    said = (
        receiver_words(case),
        way_words(entry) if not entry.is_cash else "",
        t("pay.resume_less", amount=format_soles(entry.centimos), words=amount_words(entry.centimos))
        if entry.centimos
        else "",
    )
    news = News("pencil", "info", t("pay.resume_title"), sentences=tuple(words for words in said if words))
    return page(
        case,
        news,
        left=Act("start_anew", "refresh", t("recording.start_anew")),
        right=Act("carry_on", "arrow-right", t("recording.carry_on"), "primary"),
        acts=(),
    )
