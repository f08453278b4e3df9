"""How an amount, a payment and a refusal are put into words on a payee's pages. No Kivy here."""

from __future__ import annotations

from datetime import date

from app.desk import explain
from app.screens.payee.case import Case
from app.screens.payee.entry import PayeeEntry
from app.screens.payee.facts import PaidAlready, PayeeFacts
from app.screens.paying.people import spoken_name
from app.text.formats import full_date
from app.text.telling import time_of
from app.text.texts import t
from core.domain.problems import Problem
from core.domain.words import soles_in_words
from core.usecases.views.money import PayeeView

OWN_SENTENCES = {"payout_above_box": "pay.box_short"}
"""What the catalogue says of a box names the sum in it, which nobody in front of the table should read."""


def amount_words(centimos: int) -> str:
    """`ochenta y siete con 50/100 soles`: the words of a receipt, which are Spanish whatever the tablet speaks."""
    return soles_in_words(centimos).removeprefix("Son: ")


def receiver_words(case: Case) -> str:
    """Who takes the money in the payee's place, and why; empty where the payee does."""
    entry = case.entry
    if not entry.proxy:
        return ""
    name = case.name_of(entry.proxy)
    if not entry.proxy_reason:
        return t("pay.receiver", name=name)
    return t("pay.receiver_because", name=name, reason=t(f"pay.reason_{entry.proxy_reason}").lower())


def way_words(entry: PayeeEntry) -> str:
    way = t(f"pay.way_{entry.way}")
    if not entry.needs_operation:
        return way
    return t("pay.way_operation", way=way, operation=entry.operation.strip() or "…")


def paid_sentence(paid: PaidAlready) -> str:
    """When, by whom and how somebody was paid."""
    when = t("pay.paid_when", day=full_date(date.fromisoformat(paid.day)), time=time_of(paid.recorded_at))
    way = t(f"pay.way_{paid.way}") if paid.way else ""
    how = t(f"pay.was_{paid.acknowledged}") if paid.acknowledged else ""
    return " · ".join(part for part in (when, t("pay.paid_by", name=paid.person), way, how) if part)


def sentence_for(problem: Problem, facts: PayeeFacts) -> str:
    """The sentence of a Problem with people's names in the place of their codes."""
    if problem.code in OWN_SENTENCES:
        return t(OWN_SENTENCES[problem.code])
    details: dict[str, str | int] = dict(problem.details)
    names = {person.code: person.name for person in facts.people} | {facts.view.code: facts.view.name}
    if details.get("name") in names:
        details["name"] = spoken_name(names[str(details["name"])])
    if "pay_until" in details:
        details["pay_until"] = day_words(str(details["pay_until"]))
    return explain(Problem(problem.code, **details))


def why_not_sentence(view: PayeeView) -> str:
    """Why somebody cannot be paid here, from the code that the reading gives."""
    known: dict[str, str | int] = {"number": view.sheet_number, "name": spoken_name(view.name)}
    return explain(Problem(view.why_not, **known)) if view.why_not else ""


def day_words(day: str) -> str:
    """`24 de diciembre de 2014`; empty for no day."""
    return full_date(date.fromisoformat(day)) if day else ""
