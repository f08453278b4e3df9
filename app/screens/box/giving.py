"""Cash from one technician to another: counted out, said by the giver, and said again by who receives it. No Kivy here.

Until both have said it the money is in nobody's account; both see that it is under way.
"""

from __future__ import annotations

from app.screens.box.case import Case, back, page
from app.screens.box.entry import as_pairs, as_pieces, sum_of_pairs
from app.screens.box.facts import Given
from app.screens.box.states import Counting
from app.screens.box.wording import day_of
from app.screens.payee.states import Hand
from app.screens.payee.wording import amount_words
from app.screens.paying.states import Act, News, Page, Pick
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from core.domain.bodies import Amount
from core.domain.cash import HandOver, HandOverReceived
from core.domain.money import format_soles
from core.domain.problems import Problem
from core.domain.records import RecordId

CHECK, SAVE, RECEIVED, SWITCH, TAKE_BACK = "check_gift", "save_gift", "save_receipt", "switch", "take_back"
WHO_ELSE = 8
"""From so many technicians on there is a field to search them."""


def whom_page(case: Case, sought: str) -> Page:
    """Those who use this tablet come first: they are the ones at hand."""
    people = sorted(case.facts.technicians, key=lambda view: (view.id not in case.facts.here, view.name))
    rows = tuple(
        ChoiceRow(view.id, view.name, t("box.uses_this" if view.id in case.facts.here else "box.uses_other"),
                  "account", view.id == case.entry.to)
        for view in people
        if sought.casefold() in view.name.casefold()
    )  # fmt: skip
    placeholder = t("box.search_technician") if len(people) >= WHO_ELSE else ""
    pick = Pick(rows, placeholder, sought, empty_title=t("box.nobody_else"), empty_detail=t("box.nobody_else_detail"))
    return page(case, t("box.give_whom"), pick, left=back())


def giving_page(case: Case) -> Page:
    given = sum_of_pairs(as_pairs(case.entry.given))
    left = case.in_box_centimos - given
    body = Counting(
        as_pairs(case.entry.given),
        t("box.handing_over"),
        t("box.give_how"),
        t("box.left_after", amount=format_soles(left)) if left >= 0 else t("box.box_has_less"),
        "neutral" if left >= 0 else "observed",
    )
    title = t("box.give_to", name=name_of(case, case.entry.to))
    return page(case, title, body, left=back(), right=Act(CHECK, "arrow-right", t("common.next"), "primary"))


def check_page(case: Case) -> Page:
    """The same money once more, large, for both to look at."""
    pairs = as_pairs(case.entry.given)
    name = name_of(case, case.entry.to)
    cash = _cash(sum_of_pairs(pairs), pairs, t("box.give_to", name=name), t("box.give_check", name=name))
    save = Act(SAVE, "swap-horizontal", t("box.handed_over"), "primary", enabled=not case.busy)
    return page(case, t("box.do_give"), cash, left=back(), right=save, is_large=True)


def given_page(case: Case, one: Given) -> Page:
    """What still has to happen, and the way out where it was a mistake."""
    name = one.receiver_name
    acts = (Act(TAKE_BACK, "undo", t("box.take_back"), "quiet", enabled=not case.busy),) if one.is_own else ()
    switch = Act(SWITCH, "account-switch", t("box.switch")) if one.receiver in case.facts.here else None
    news = News(
        "swap-horizontal",
        "pending",
        t("box.given_title", name=name),
        format_soles(one.centimos),
        (t("box.given_here", name=name), t("box.given_there", name=name)),
    )
    done = Act("back", "check-bold", t("common.done"), "primary")
    return page(case, t("box.do_give"), news, acts=acts, left=switch, right=done)


def receive_page(case: Case, one: Given) -> Page:
    """Saying yes is the signature: the box was opened with this person's PIN."""
    day = day_of(one.day, case.facts.today)
    cash = _cash(one.centimos, one.pieces, t("box.receive_from", name=one.giver_name, day=day), t("box.receive_count"))
    yes = Act(RECEIVED, "check-bold", t("box.received_yes"), "primary", enabled=not case.busy)
    return page(case, t("box.receive"), cash, left=Act("back", "close", t("box.received_no")), right=yes, is_large=True)


def hand_over_of(case: Case, technician: str) -> HandOver:
    pairs = as_pairs(case.entry.given)
    return HandOver(
        RecordId(case.trip_id), RecordId(technician), RecordId(case.entry.to), Amount(sum_of_pairs(pairs)),
        as_pieces(case.entry.given),
    )  # fmt: skip


def receipt_of(case: Case) -> HandOverReceived:
    """Into the trip that is shown."""
    return HandOverReceived(RecordId(case.hand_over), RecordId(case.trip_id))


def problem_of(case: Case) -> Problem | None:
    """Nothing, or more than there is: told before anybody counts it out."""
    given = sum_of_pairs(as_pairs(case.entry.given))
    if given <= 0:
        return Problem("amount_not_positive")
    if given > case.in_box_centimos:
        return Problem("payout_above_box", box=format_soles(case.in_box_centimos), amount=format_soles(given))
    return None


def name_of(case: Case, user: str) -> str:
    return next((view.name for view in case.facts.technicians if view.id == user), user)


def _cash(centimos: int, pairs: tuple[tuple[int, int], ...], receiver: str, sentence: str) -> Hand:
    """As a payee sees it: the amount, in words, and the very notes and coins."""
    icon = "" if pairs else "cash-multiple"
    return Hand(format_soles(centimos), amount_words(centimos), pairs, icon, "", receiver, (sentence,))
