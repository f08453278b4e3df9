"""The books on the terminal: `balances`, `statement` and `totals`."""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.domain.ledger import ACCOUNTS
from core.domain.money import format_soles
from core.domain.nurseries import Species
from core.domain.people import Committee, Member, User
from core.domain.programme import Season
from core.domain.wordings import ACCOUNT_CODE, Wording, wording_in_force
from core.fold.rows import Thing
from core.usecases.money_views import AccountBalance, Identity, MoneyReads
from core.usecases.views import StatementLine
from sync_server.commands.arguments import Commands, day
from sync_server.commands.desk import desk_of
from sync_server.commands.names import Names
from sync_server.commands.payouts import payments_table
from sync_server.commands.speaking import language, named, told, write, write_json
from sync_server.commands.tables import soles_or_blank, table
from sync_server.commands.trips import trips_table
from sync_server.exports.sheet_rows import days_text
from sync_server.settings import Settings
from sync_server.text import day_text
from sync_server.text_of_papers import paper_name

GROUPS = ("activity", "species", "season", "sex", "committee")
_IDENTITY = ("accrued", "rounding", "waived", "paid", "owed", "to_recover", "carried", "held")


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.reading("balances", _balances)
    one.option("--by-party", "by_party", action="store_true")
    one.option("--json", "json", action="store_true")
    one = commands.reading("statement", _statement)
    one.option("party", "party", "code")
    one.option("--json", "json", action="store_true")
    one = commands.reading("totals", _totals)
    one.option("--by", "by", choices=GROUPS, default="committee")
    one.option("--from", "from_day", "day_of", dest="from_day", type=day)
    one.option("--to", "to_day", "day_of", dest="to_day", type=day)


def account_codes(names: Names, on: str) -> dict[str, str]:
    """The code of every account as the programme's accountant has it on a day."""
    facts = [names.fact(identifier) for identifier in names.live(Wording.kind)]
    wordings = [fact for fact in facts if isinstance(fact, Wording)]
    return {name: wording_in_force(wordings, f"{ACCOUNT_CODE}{name}", on) for name in ACCOUNTS}


def _balances(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk, desk.names() as names:
        balances = names.session.money().balances(by_party=chosen.by_party)
        codes = account_codes(names, desk.today())
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
    with desk_of(settings, chosen) as desk, desk.names() as names:
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
    payments = [payment for payment in money.payments() if payment.payee == party.id]
    odd = [payment for payment in payments if payment.role not in ("paid", "void") or payment.why]
    if as_json:
        write_json({"code": party.code, "identity": identity, "items": lines, "payments": payments})
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
    trips, box = money.trips(party.id), money.box_centimos(party.id)
    owed = sum(
        balance.balance_centimos
        for balance in money.balances(by_party=True)
        if (balance.account, balance.party) == ("owed_by_technician", party.id)
    )
    if as_json:
        write_json({"code": party.code, "box_centimos": box, "owed_centimos": owed, "trips": trips})
        return
    name = next((user.name for user in names.session.reads().users() if user.id == party.id), "")
    write(" · ".join(part for part in (party.code, name) if part))
    write(told("statement.technician", box=format_soles(box), owed=format_soles(owed)))
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
            named("item_kind", line.item_kind), line.subject, _quantity(line),
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


def _quantity(line: StatementLine) -> str:
    if line.count:
        return f"{line.count:,d}"
    return told("sheet.days", days=days_text(line.half_days)) if line.half_days else ""


def _totals(settings: Settings, chosen: Namespace) -> None:
    """What was earned, and where it can be told what was paid, in groups."""
    with desk_of(settings, chosen) as desk, desk.names() as names:
        money = names.session.money()
        group = _Groups(names).by(chosen.by)
        accrued: dict[str, int] = defaultdict(int)
        for line in money.journal_lines(chosen.from_day or "", chosen.to_day or ""):
            if line.account == "payable" and line.activity:
                accrued[group(line.activity, line.species, line.happened_on, line.party, line.committee)] -= (
                    line.centimos
                )
        paid = _paid_by(names, money, chosen, group) if chosen.by not in ("activity", "species") else {}
        keys = sorted({key for key, centimos in (*accrued.items(), *paid.items()) if centimos})
        columns = (
            (told(f"totals.{chosen.by}"), False), (told("identity.accrued"), True),
            (told("identity.paid") if paid else "", True),
        )  # fmt: skip
        rows = [
            (key, format_soles(accrued.get(key, 0)), format_soles(paid.get(key, 0)) if paid else "") for key in keys
        ]
        total = (
            told("column.total"), format_soles(sum(accrued.values())),
            format_soles(sum(paid.values())) if paid else "",
        )  # fmt: skip
        write(table(columns, rows, total) or told("books.empty"))


def _paid_by(names: Names, money: MoneyReads, chosen: Namespace, group: Callable[..., str]) -> dict[str, int]:
    paid: dict[str, int] = defaultdict(int)
    for payment in money.payments():
        after = not chosen.from_day or payment.happened_on >= chosen.from_day
        before = not chosen.to_day or payment.happened_on <= chosen.to_day
        if payment.paid_centimos and after and before:
            thing = names.state.get(Thing, payment.payee)
            committee = "" if thing is None else thing.committee or thing.id
            key = group("", "", payment.happened_on, payment.payee, names.code(committee) if committee else "")
            paid[key] += payment.paid_centimos
    return paid


class _Groups:
    """What stands in front of a total, for each way of grouping. The journal names parties by code, payouts by id."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._sexes: dict[str, str] = {}
        for identifier in names.codes(Member.kind):
            fact = names.fact(identifier)
            for key in (identifier, names.code(identifier)):
                self._sexes[key] = getattr(fact, "sex", "")
        facts = [names.fact(identifier) for identifier in names.live(Season.kind)]
        self._seasons = [fact for fact in facts if isinstance(fact, Season)]
        self._species = {
            names.code(identifier): getattr(names.fact(identifier), "local_name", "")
            for identifier in names.codes(Species.kind)
        }

    def by(self, name: str) -> Callable[..., str]:
        return {
            "activity": lambda activity, *_: paper_name("pay", activity, language()),
            "species": lambda _, species, *__: self._species.get(species, species) or told("totals.no_species"),
            "season": lambda _, __, happened_on, *___: self._season(happened_on),
            "sex": lambda _, __, ___, party, *____: self._sex(party),
            "committee": lambda *parts: parts[-1] or "—",
        }[name]

    def _season(self, happened_on: str) -> str:
        names = [season.name for season in self._seasons if season.starts_on <= happened_on <= season.ends_on]
        return names[0] if names else told("totals.no_season")

    def _sex(self, party: str) -> str:
        known: Any = self._sexes.get(party, "")
        return named("sex", known) if known else told("totals.no_sex")
