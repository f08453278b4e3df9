"""How the amount came about, in small plain words: what was earned, what was taken off, what waits for the next time.

No Kivy here. The reasons record by record are on the person's statement.
"""

from __future__ import annotations

from app.screens.payee.case import Case
from app.screens.payee.wording import day_words
from app.screens.paying.states import Reckoned
from app.text.texts import t
from core.domain.money import format_soles


def reckoning(case: Case) -> tuple[Reckoned, ...]:
    """From what the work came to down to what is handed over; lines that are nothing are left out."""
    view, facts = case.facts.view, case.facts
    earned = view.payable_centimos + view.carried_centimos + view.recovered_centimos
    lines = [Reckoned(t("pay.earned_until", day=day_words(facts.cut_off)), format_soles(earned))]
    if view.recovered_centimos:
        lines.append(Reckoned(t("pay.recovered"), format_soles(-view.recovered_centimos), t("pay.recovered_note")))
    if view.carried_centimos > 0:
        lines.append(Reckoned(t("pay.carried"), format_soles(-view.carried_centimos), t("pay.carried_note")))
    elif view.carried_centimos < 0:
        lines.append(Reckoned(t("pay.rounded_up"), format_soles(-view.carried_centimos), t("pay.rounded_up_note")))
    rest = view.payable_centimos - case.centimos
    if rest:
        lines.append(Reckoned(t("pay.rest"), format_soles(-rest), t("pay.rest_note")))
    return (*lines, Reckoned(t("pay.receives"), format_soles(case.centimos), strong=True))


def notes(case: Case) -> tuple[str, ...]:
    """What of this belongs on the page that the payee sees: at most a small sentence each."""
    view = case.facts.view
    said = []
    rest = view.payable_centimos - case.centimos
    if rest:
        said.append(t("pay.note_rest", amount=format_soles(rest)))
    if view.carried_centimos > 0:
        said.append(t("pay.note_carried", amount=format_soles(view.carried_centimos)))
    if view.recovered_centimos:
        said.append(t("pay.note_recovered", amount=format_soles(view.recovered_centimos)))
    return tuple(said)
