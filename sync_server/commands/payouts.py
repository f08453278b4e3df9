"""`payout`, `suspense`, `recovery` and `distribution`: payments outside the tablets, and decisions about payments."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import get_args

from core.domain.corrections import REASONS
from core.domain.money import format_soles
from core.domain.payouts import (
    CASH_WAYS,
    RECOVERY_ACTIONS,
    SUSPENSE_ACTIONS,
    WAYS,
    Payout,
    ProxyReason,
    RecoveryDecided,
    SuspenseDecided,
)
from core.domain.problems import Problem, sentence
from core.domain.records import RecordId
from core.domain.sheets import DistributedAmount, Distribution
from core.usecases.mistakes.money import cash_warning
from core.usecases.office.distributions import distribute
from core.usecases.office.recoveries import decide_recoveries, paid_too_much
from core.usecases.office.suspense import decide_suspense
from core.usecases.views.money import WAITING_ROLES, PaymentView
from core.usecases.words import one_line
from sync_server.commands.approvals import take_back
from sync_server.commands.arguments import Commands, amount, day, words
from sync_server.commands.clerk import clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, named, tell, told, warn, write
from sync_server.commands.tables import table
from sync_server.settings import Settings, SettingsError
from sync_server.text.papers import paper_name
from sync_server.text.texts import day_text

PROXY_REASONS = get_args(ProxyReason)
EVERYBODY = "all"


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    payout = commands.group("payout")
    one = payout.writing("enter", _enter)
    one.option("--sheet", "sheet", "sheet", required=True)
    one.option("--payee", "payee", "code", required=True)
    one.option("--amount", "amount", "soles", type=amount, required=True)
    one.option("--way", "way", choices=WAYS, default="cash")
    one.option("--technician", "technician", "code")
    one.option("--trip", "trip", "id")
    one.option("--operation", "operation", "document", type=words)
    one.option("--witness", "witness", "code")
    one.option("--proxy", "proxy", "code")
    one.option("--proxy-reason", "proxy_reason", choices=PROXY_REASONS)
    one.option("--day", "day", "day_of", type=day)

    one = payout.writing("void", _void)
    one.option("record", "payout", "payout")
    one.option("--reason", "reason", required=True, choices=REASONS)

    one = payout.reading("list", _list)
    one.option("--sheet", "sheet", "sheet")
    one.option("--payee", "payee", "code")
    one.option("--waiting", "waiting", action="store_true")

    one = commands.group("suspense").writing("decide", _decide_suspense)
    one.option("payout", "payout", "payout")
    one.option("action", "suspense_action", choices=SUSPENSE_ACTIONS)
    one.option("--note", "decision_note", "text", type=one_line, required=True)

    recovery = commands.group("recovery")
    one = recovery.writing("decide", _decide_recovery)
    one.option("payee", "owing", "code")
    one.option("record", "about", "id")
    one.option("action", "recovery_action", choices=RECOVERY_ACTIONS)
    one.option("--note", "decision_note", "text", type=one_line, required=True)
    recovery.reading("list", _list_recoveries)

    one = commands.writing("distribution", _distribute)
    one.option("payout", "payout", "payout")
    one.option("--share", "share", "share", nargs="+", required=True, action="extend")
    one.option("--officer", "officer", "code", nargs="+", required=True, action="extend")
    one.option("--document", "document", "document", type=words, required=True)


def _enter(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            fact = _typed_payout(names, chosen)
            paid_on = chosen.day or clerk.today()
            warning = None
            if fact.way in CASH_WAYS:
                warning = cash_warning(names.state, fact.sheet, fact.payee, fact.centimos, paid_on)
        identifier = clerk.take(fact, day=paid_on)
        tell("payout.entered", id=identifier, amount=format_soles(fact.centimos), payee=chosen.payee)
        if warning:
            warn(sentence(warning.code, language(), warning.details))


def _typed_payout(names: Names, chosen: Namespace) -> Payout:
    technician = trip = None
    if chosen.technician:
        technician = names.user(chosen.technician)
    if chosen.way == "cash":
        if technician is None:
            raise Problem("box_missing")
        trip = names.trip(technician, chosen.trip)
    elif technician or chosen.trip:
        raise SettingsError("payout.no_box", way=paper_name("way", chosen.way, language()))
    if chosen.proxy_reason and not chosen.proxy:
        raise SettingsError("payout.proxy_missing")
    return Payout(
        names.sheet(chosen.sheet),
        names.payee(chosen.payee),
        chosen.amount,
        chosen.way,
        "paper",
        technician,
        trip,
        chosen.operation,
        names.member(chosen.witness) if chosen.witness else None,
        names.member(chosen.proxy) if chosen.proxy else None,
        chosen.proxy_reason,
    )


def _void(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            target = names.payout(chosen.record)
        take_back(clerk, target, chosen)


def _list(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        sheet = names.sheet(chosen.sheet) if chosen.sheet else ""
        payee = names.payee(chosen.payee) if chosen.payee else ""
        roles = WAITING_ROLES if chosen.waiting else ()
        payments = names.session.money().payments(sheet=sheet, roles=roles)
        payments = [payment for payment in payments if payee in ("", payment.payee)]
        write(payments_table(names, payments) or told("payout.none"))


def payments_table(names: Names, payments: Iterable[PaymentView]) -> str:
    """Payouts with what they were taken for; empty where there are none."""
    rows = [
        (
            payment.id, day_text(payment.happened_on, language()), str(payment.sheet_number or ""),
            names.code(payment.payee), payment.payee_name, format_soles(payment.centimos),
            format_soles(payment.paid_centimos), paper_name("way", payment.way, language()) if payment.way else "",
            names.code(payment.technician) if payment.technician else "", named("payment_role", payment.role),
            named("payment_why", payment.why) if payment.why else "",
        )
        for payment in payments
    ]  # fmt: skip
    columns = (
        (told("column.payout"), False), (told("column.day"), False), (told("column.sheet"), True),
        (told("column.code"), False), (told("column.name"), False), (told("column.amount"), True),
        (told("column.counts"), True), (told("column.way"), False), (told("column.technician"), False),
        (told("column.state"), False), (told("column.why"), False),
    )  # fmt: skip
    return table(columns, rows)


def _decide_suspense(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            payout = names.record(chosen.payout, "names.payout_unknown", Payout.kind)
        clerk.act(decide_suspense, SuspenseDecided(payout, chosen.action), chosen.note)
        tell("suspense.decided", id=payout, action=named("reason", chosen.action))


def _decide_recovery(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            about = names.record(chosen.record)
            owing = _owing(names, about) if chosen.payee == EVERYBODY else {names.payee(chosen.payee): False}
            codes = {payee: names.code(payee) for payee in owing}
        facts = [RecoveryDecided(payee, about, chosen.action) for payee, is_held in owing.items() if not is_held]
        if not facts:
            raise Problem("nothing_to_recover")
        clerk.act(decide_recoveries, facts, chosen.note)
        for fact in facts:
            tell(f"recovery.{chosen.action}", payee=codes[fact.payee], id=about)
        held = [codes[payee] for payee, is_held in owing.items() if is_held]
        if held:
            warn(told("recovery.left", codes=", ".join(held)))


def _owing(names: Names, about: str) -> dict[RecordId, bool]:
    """Everybody of whom something of this record is still to be decided, and whether their share is held."""
    waiting = paid_too_much(names.session)
    return {one.payee: one.is_held for one in waiting if one.record == about and not one.is_decided}


def _list_recoveries(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        columns = (
            (told("column.payee"), False), (told("column.record"), False), (told("column.amount"), True),
            (told("column.state"), False),
        )  # fmt: skip
        rows = [
            (
                names.code(one.payee), one.record, format_soles(one.centimos),
                told("recovery.state_decided" if one.is_decided else "recovery.state_open"),
            )
            for one in paid_too_much(names.session)
        ]  # fmt: skip
        write(table(columns, rows) or told("recovery.none"))


def _distribute(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            payout = names.payout(chosen.payout)
            people = tuple(_share(names, text) for text in chosen.share)
            officers = names.members(chosen.officer)
        clerk.act(distribute, Distribution(payout, people, officers, chosen.document))
        tell("distribution.done", id=payout, people=f"{len(people):,d}")


def _share(names: Names, text: str) -> DistributedAmount:
    code, equals, soles = text.partition("=")
    if not equals:
        raise SettingsError("distribution.share_strange", text=text)
    return DistributedAmount(names.member(code), amount(soles))
