"""The books on the terminal: `balances` and `statement`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping

from core.domain.attendance import Workday
from core.domain.ledger import ACCOUNTS
from core.domain.money import format_soles
from core.domain.people import Committee, Member, User
from core.domain.wordings import ACCOUNT_CODE, Wording, wording_in_force
from core.fold.facts import as_said, thing_fact
from core.fold.rows import Thing
from core.usecases.views.field import StatementLine
from core.usecases.views.money import AccountBalance, Identity
from sync_server.commands.arguments import Commands
from sync_server.commands.clerk import clerk_of
from sync_server.commands.names import Names
from sync_server.commands.payouts import payments_table
from sync_server.commands.sheet_shown import quantity
from sync_server.commands.speaking import language, named, told, write, write_json
from sync_server.commands.tables import soles_or_blank, table
from sync_server.commands.trips import trips_table
from sync_server.settings import Settings
from sync_server.text.texts import day_text

_ODD_ROLES = ("suspense", "copy", "payee_owes", "technician_owes", "loss")
"""Payouts that a statement shows beside its lines, since they did not simply pay one."""
_OF_SHEETS = ("payout", "rounding")
"""Lines whose subject is the number of a sheet."""
_IDENTITY = ("accrued", "rounding", "waived", "paid", "owed", "to_recover", "carried", "held")


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.reading("balances", _balances)
    one.option("--by-party", "by_party", action="store_true")
    one.option("--json", "json", action="store_true")
    one = commands.reading("statement", _statement)
    one.option("party", "party", "code")
    one.option("--json", "json", action="store_true")


def account_codes(names: Names, on: str) -> dict[str, str]:
    """The code of every account as the programme's accountant has it on a day."""
    wordings: list[Wording] = [thing_fact(thing) for thing in as_said(names.state, Wording.kind)]
    return {name: wording_in_force(wordings, f"{ACCOUNT_CODE}{name}", on) for name in ACCOUNTS}


def _balances(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        balances = names.session.money().balances(by_party=chosen.by_party)
        codes = account_codes(names, clerk.today())
        if chosen.json:
            write_json([_account(names, balance, codes) for balance in balances])
            return
        rows = [
            (
                codes[balance.account], ACCOUNTS[balance.account].label, _party(names, balance.party),
                format_soles(balance.debit_centimos), format_soles(balance.credit_centimos),
                format_soles(balance.balance_centimos),
            )
            for balance in balances
        ]  # fmt: skip
        columns = (
            (told("column.account"), False), (told("column.label"), False), (told("column.party"), False),
            (told("column.debit"), True), (told("column.credit"), True), (told("column.balance"), True),
        )  # fmt: skip
        debit = sum(balance.debit_centimos for balance in balances)
        credit = sum(balance.credit_centimos for balance in balances)
        total = (
            "", told("column.total"), "", format_soles(debit), format_soles(credit), format_soles(debit - credit),
        )  # fmt: skip
        write(table(columns, rows, total) or told("books.empty"))


def _account(names: Names, balance: AccountBalance, codes: Mapping[str, str]) -> dict[str, str | int]:
    return {
        "account": balance.account,
        "code": codes[balance.account],
        "party": balance.party,
        "party_code": names.code(balance.party) if balance.party else "",
        "debit_centimos": balance.debit_centimos,
        "credit_centimos": balance.credit_centimos,
        "balance_centimos": balance.balance_centimos,
    }


def _party(names: Names, identifier: str) -> str:
    return names.code(identifier) if identifier else ""


def _statement(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        party = names.party(chosen.party)
        if party.kind == User.kind:
            _of_technician(names, party, as_json=chosen.json)
        elif party.kind == Committee.kind:
            _of_committee(names, party, as_json=chosen.json)
        else:
            _of_member(names, party, as_json=chosen.json)


def _of_member(names: Names, party: Thing, *, as_json: bool) -> None:
    money = names.session.money()
    identity, lines = money.identity(party.id), names.session.reads().statement(party.id)
    odd = [payment for payment in money.payments(roles=_ODD_ROLES) if payment.payee == party.id]
    if as_json:
        write_json({"code": party.code, "identity": identity, "items": lines, "decided": odd})
        return
    people = names.session.reads().people_money(party.committee)
    name = next((person.name for person in people if person.member == party.id), "")
    write(" · ".join(part for part in (party.code, name, names.code(party.committee)) if part))
    write(identity_sentence(identity))
    if lines:
        write()
        write(_items_table(lines))
    if odd:
        write()
        write(payments_table(names, odd))


def _of_committee(names: Names, party: Thing, *, as_json: bool) -> None:
    """Everybody of a committee, and the committee itself where it is paid as one."""
    money, reads = names.session.money(), names.session.reads()
    members = {thing.id for thing in names.state.find(Thing, Member.kind) if thing.committee == party.id}
    mine = [identity for identity in money.identities() if identity.payee in members or identity.payee == party.id]
    together = _sum_of(party.id, mine)
    if as_json:
        write_json({"code": party.code, "identity": together, "members": mine})
        return
    people = {person.member: person.name for person in reads.people_money(party.id)}
    write(party.code)
    write(identity_sentence(together))
    write()
    columns = (
        (told("column.code"), False), (told("column.name"), False),
        *((told(f"identity.{name}"), True) for name in _IDENTITY),
    )  # fmt: skip
    rows = [(names.code(one.payee), people.get(one.payee, ""), *_amounts(one)) for one in mine]
    rows.sort()
    write(table(columns, rows, ("", told("column.total"), *_amounts(together))) or told("books.empty"))


def _of_technician(names: Names, party: Thing, *, as_json: bool) -> None:
    money = names.session.money()
    trips, box = money.trips(party.id), money.box(party.id)
    if as_json:
        write_json(
            {
                "code": party.code,
                "box_centimos": box.in_hand_centimos,
                "under_way_centimos": box.under_way_centimos,
                "owed_centimos": box.owed_centimos,
                "trips": trips,
            }
        )
        return
    name = next((user.name for user in names.session.reads().users() if user.id == party.id), "")
    write(" · ".join(part for part in (party.code, name) if part))
    owed = format_soles(box.owed_centimos)
    write(told("statement.technician", box=format_soles(box.in_hand_centimos), owed=owed))
    if box.under_way_centimos:
        write(told("statement.under_way", amount=format_soles(box.under_way_centimos)))
    if trips:
        write()
        write(trips_table(names, trips))


def identity_sentence(identity: Identity) -> str:
    """What was given equals what was paid and is owed, to the céntimo; or that it does not."""
    parts = {name: format_soles(getattr(identity, f"{name}_centimos")) for name in _IDENTITY}
    sign = "=" if identity.holds else "≠"
    lines = [f"{told('identity.given', **parts)} {sign} {told('identity.taken', **parts)}"]
    if identity.held_centimos or identity.carried_centimos:
        lines.append(told("identity.owed_parts", **parts))
    if not identity.holds:
        lines.append(told("identity.broken"))
    return "\n".join(lines)


def _amounts(identity: Identity) -> tuple[str, ...]:
    return tuple(soles_or_blank(getattr(identity, f"{name}_centimos")) for name in _IDENTITY)


def _sum_of(payee: str, identities: Iterable[Identity]) -> Identity:
    parts = [[getattr(one, f"{name}_centimos") for name in _SUMMED] for one in identities]
    return Identity(payee, *(sum(column) for column in zip(*parts, strict=True)) if parts else (0,) * len(_SUMMED))


_SUMMED = ("accrued", "rounding", "waived", "paid", "owed", "carried", "held", "to_recover")


def _items_table(lines: Iterable[StatementLine]) -> str:
    rows = [
        (
            day_text(line.happened_on, language()), line.record, named("kind", line.kind),
            named("item_kind", line.item_kind), _where(line), quantity(line),
            format_soles(line.rate_centimos) if line.rate_centimos else "", format_soles(line.centimos),
            named("state", line.state),
        )
        for line in lines
    ]  # fmt: skip
    columns = (
        (told("column.day"), False), (told("column.record"), False), (told("column.work"), False),
        (told("column.item"), False), (told("column.where"), False), (told("column.count"), True),
        (told("column.rate"), True), (told("column.amount"), True), (told("column.state"), False),
    )  # fmt: skip
    return table(columns, rows)


def _where(line: StatementLine) -> str:
    """Of work its place or what it was, of what was paid on a sheet that sheet."""
    if line.kind == Workday.kind:
        return named("activity", line.subject)
    if line.item_kind in _OF_SHEETS and line.subject:
        return told("sheet.title", number=f"N° {line.subject}")
    return line.subject
