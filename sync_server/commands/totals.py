"""`totals`: what was earned and paid, by activity, species, season, sex or committee; `in-kind`: the unpaid work."""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from core.domain.money import format_soles
from core.domain.nurseries import Species
from core.domain.people import Member
from core.domain.programme import Season
from core.fold.rows import Thing
from core.usecases.views.money import MoneyReads
from sync_server.commands.arguments import Commands, day
from sync_server.commands.clerk import clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, named, told, write
from sync_server.commands.tables import table
from sync_server.exports.sheet_rows import days_text
from sync_server.settings import Settings
from sync_server.text.papers import paper_name

GROUPS = ("activity", "species", "season", "sex", "committee")


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.reading("totals", _totals)
    one.option("--by", "by", choices=GROUPS, default="committee")
    one.option("--from", "from_day", "day_of", dest="from_day", type=day)
    one.option("--to", "to_day", "day_of", dest="to_day", type=day)
    commands.reading("in-kind", _in_kind)


def _in_kind(settings: Settings, chosen: Namespace) -> None:
    """Per committee and season what the days were worth, what was earned, and what that leaves as given in kind."""
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        found = names.session.money().in_kind()
        columns = (
            (told("totals.committee"), False), (told("totals.season"), False), (told("in_kind.days"), True),
            (told("in_kind.labour"), True), (told("identity.accrued"), True), (told("in_kind.measured"), True),
            (told("in_kind.nominal"), True), (told("in_kind.gap"), True),
        )  # fmt: skip
        rows = [
            (
                view.committee_name, view.season or told("totals.no_season"), days_text(view.half_days),
                *(format_soles(centimos) for centimos in (
                    view.labour_centimos, view.cash_centimos, view.measured_centimos, view.nominal_centimos,
                    view.gap_centimos,
                )),
            )
            for view in found
        ]  # fmt: skip
        write(table(columns, rows) or told("books.empty"))


def _totals(settings: Settings, chosen: Namespace) -> None:
    """What was earned, and where it can be told what was paid, in groups."""
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
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
            code = names.code(identifier)
            for key in (identifier, code, f"{code} {identifier}"):  # The last where another is called the same.
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
