"""`payout`, `suspense`, `recovery`, `distribution`, `approve` and `void`: what was paid outside the tablets, and what a
person has to decide about it.
"""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import get_args

from core.domain.cash import DifferenceDecided
from core.domain.corrections import REASONS, Replace, Void
from core.domain.kinds import UNCORRECTABLE
from core.domain.money import format_soles
from core.domain.payouts import SUSPENSE_ACTIONS, WAYS, Payout, ProxyReason, RecoveryDecided, SuspenseDecided
from core.domain.people import Committee, Member
from core.domain.problems import Problem, sentence
from core.domain.records import RecordId
from core.domain.sheets import RECOVERY, DistributedAmount, Distribution, LinesReassigned
from core.fold.rows import EffectiveRecord
from core.usecases.money_mistakes import cash_warning
from core.usecases.money_views import PaymentView
from core.usecases.office_steps import approve_waiting
from core.usecases.views import HistoryFilter
from sync_server.commands.arguments import Commands, amount, day, words
from sync_server.commands.desk import Desk, desk_of, note
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, named, tell, told, warn, write
from sync_server.commands.tables import table
from sync_server.settings import Settings, SettingsError
from sync_server.text import day_text
from sync_server.text_of_papers import paper_name

PROXY_REASONS = get_args(ProxyReason)
RECOVERY_ACTIONS = ("recover", "waive")
WAITING_ROLES = ("suspense", "copy")
_NEED_APPROVAL = (LinesReassigned.kind, DifferenceDecided.kind, Void.kind, Replace.kind)
_MANY = 1 << 30
_REASON_SIDE = "reason_side"


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    payout = commands.group("payout")
    one = payout.writing("enter", _enter)
    one.add_argument("--sheet", required=True, metavar=told("arguments.sheet"), help=told("help.option.sheet"))
    one.add_argument("--payee", required=True, metavar="CODE", help=told("help.option.payee"))
    one.add_argument("--amount", type=amount, required=True, metavar="S/", help=told("help.option.amount"))
    one.add_argument("--way", choices=WAYS, default="cash", help=told("help.option.way"))
    one.add_argument("--technician", metavar="CODE", help=told("help.option.technician"))
    one.add_argument("--trip", metavar="ID", help=told("help.option.trip"))
    one.add_argument("--operation", type=words, metavar="N°", help=told("help.option.operation"))
    one.add_argument("--witness", metavar="CODE", help=told("help.option.witness"))
    one.add_argument("--proxy", metavar="CODE", help=told("help.option.proxy"))
    one.add_argument("--proxy-reason", choices=PROXY_REASONS, help=told("help.option.proxy_reason"))
    one.add_argument("--day", type=day, metavar="DAY", help=told("help.option.day"))

    one = payout.writing("void", _void)
    one.add_argument("record", metavar=told("arguments.payout"), help=told("help.option.payout"))
    one.add_argument("--reason", required=True, choices=REASONS, help=told("help.option.reason"))

    one = payout.reading("list", _list)
    one.add_argument("--sheet", metavar=told("arguments.sheet"), help=told("help.option.sheet"))
    one.add_argument("--payee", metavar="CODE", help=told("help.option.payee"))
    one.add_argument("--waiting", action="store_true", help=told("help.option.waiting"))

    one = commands.group("suspense").writing("decide", _decide_suspense)
    one.add_argument("payout", metavar=told("arguments.payout"), help=told("help.option.payout"))
    one.add_argument("action", choices=SUSPENSE_ACTIONS, help=told("help.option.suspense_action"))
    one.add_argument("--note", type=words, metavar="TEXT", help=told("help.option.note"))

    recovery = commands.group("recovery")
    one = recovery.writing("decide", _decide_recovery)
    one.add_argument("payee", metavar="CODE", help=told("help.option.payee"))
    one.add_argument("record", metavar="ID", help=told("help.option.about"))
    one.add_argument("action", choices=RECOVERY_ACTIONS, help=told("help.option.recovery_action"))
    one.add_argument("--note", type=words, metavar="TEXT", help=told("help.option.note"))
    recovery.reading("list", _list_recoveries)

    one = commands.writing("distribution", _distribute)
    one.add_argument("payout", metavar=told("arguments.payout"), help=told("help.option.payout"))
    one.add_argument(
        "--share", nargs="+", required=True, action="extend", metavar="CODE=S/", help=told("help.option.share")
    )
    one.add_argument(
        "--officer", nargs="+", required=True, action="extend", metavar="CODE", help=told("help.option.officer")
    )
    one.add_argument("--document", type=words, required=True, metavar="N°", help=told("help.option.document"))

    one = commands.either("approve", _approve)
    one.add_argument("record", nargs="?", metavar="ID", help=told("help.option.waiting_record"))
    one = commands.writing("void", _void_any)
    one.add_argument("record", metavar="ID", help=told("help.option.record"))
    one.add_argument("--reason", required=True, choices=REASONS, help=told("help.option.reason"))


def _enter(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            fact = _typed_payout(names, chosen)
            paid_on = chosen.day or desk.today()
            warning = None
            if fact.way in ("cash", "counter"):
                warning = cash_warning(names.state, fact.sheet, fact.payee, fact.centimos, paid_on)
        identifier = desk.take(fact, day=paid_on)
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
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            target = names.payout(chosen.record)
        _take_back(desk, target, chosen)


def _void_any(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            target = names.record(chosen.record)
            row = names.state.get(EffectiveRecord, target)
        if row is not None and row.kind in UNCORRECTABLE:
            raise SettingsError("void.not_a_fact", kind=named("kind", row.kind))
        _take_back(desk, target, chosen)


def _take_back(desk: Desk, target: RecordId, chosen: Namespace) -> None:
    identifier = desk.void(target, chosen.reason)
    tell("void.waits" if tell_if_waiting(desk, identifier) else "void.done", id=target)


def tell_if_waiting(desk: Desk, identifier: str) -> bool:
    """Whether a record waits for the approval of somebody else; then it says how to give it."""
    with desk.names() as names:
        row = names.state.get(EffectiveRecord, identifier)
    is_waiting = row is not None and row.status == "waiting"
    if is_waiting:
        tell("approval.waits", id=identifier)
    return is_waiting


def _list(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk, desk.names() as names:
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
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            payout = names.record(chosen.payout, "names.payout_unknown", Payout.kind)
        desk.take(SuspenseDecided(payout, chosen.action), sides=note(_REASON_SIDE, chosen.note))
        tell("suspense.decided", id=payout, action=named("reason", chosen.action))


def _decide_recovery(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            payee = names.payee(chosen.payee)
            about = names.record(chosen.record)
        desk.take(RecoveryDecided(payee, about, chosen.action), sides=note(_REASON_SIDE, chosen.note))
        tell(f"recovery.{chosen.action}", payee=chosen.payee, id=about)


def _list_recoveries(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk, desk.names() as names:
        waiting = list(_negative_records(names))
        columns = (
            (told("column.payee"), False), (told("column.record"), False), (told("column.amount"), True),
            (told("column.state"), False),
        )  # fmt: skip
        rows = [
            (names.code(payee), record, format_soles(-centimos), told(f"recovery.state_{state}"))
            for payee, record, centimos, state in waiting
        ]
        write(table(columns, rows) or told("recovery.none"))


def _negative_records(names: Names) -> Iterator[tuple[str, str, int, str]]:
    """(payee, record, céntimos, whether it was decided) of all that somebody was paid too much."""
    for payee in names.codes(Member.kind, Committee.kind):
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for item in names.state.open_items(payee):
            state = "decided" if item.kind == RECOVERY else "open"
            sums[item.record, state] += item.centimos
        for (record, state), centimos in sums.items():
            if centimos < 0:
                yield payee, record, centimos, state


def _distribute(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            payout = names.payout(chosen.payout)
            people = tuple(_share(names, text) for text in chosen.share)
            officers = names.members(chosen.officer)
        twice = [person.member for person in people if [other.member for other in people].count(person.member) > 1]
        if twice:
            raise Problem("person_twice", name=twice[0])
        desk.take(Distribution(payout, people, officers, chosen.document))
        tell("distribution.done", id=payout, people=f"{len(people):,d}")


def _share(names: Names, text: str) -> DistributedAmount:
    code, equals, soles = text.partition("=")
    if not equals:
        raise SettingsError("distribution.share_strange", text=text)
    return DistributedAmount(names.member(code), amount(soles))


def _approve(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk:
        if not chosen.record:
            with desk.names() as names:
                write(_waiting_table(names) or told("approval.none"))
            return
        with desk.names() as names:
            target = names.record(chosen.record)
        desk.require_author()
        office = desk.office
        approve_waiting(office.store, office.clock, office.origin, desk.author, target)
        office.settle()
        tell("approval.in_part" if tell_if_waiting(desk, target) else "approval.done", id=target)


def _waiting_table(names: Names) -> str:
    """Every step that waits for another person."""
    rows = []
    for line in names.session.reads().history(HistoryFilter(kinds=_NEED_APPROVAL), _MANY, 0):
        row = names.state.get(EffectiveRecord, line.id)
        if row is not None and row.status == "waiting":
            day_written = day_text(row.happened_on, language())
            rows.append((row.id, named("kind", row.kind), day_written, row.author, line.subject))
    columns = (
        (told("column.record"), False), (told("column.step"), False), (told("column.day"), False),
        (told("column.person"), False), (told("column.about"), False),
    )  # fmt: skip
    return table(columns, rows)
