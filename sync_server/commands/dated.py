"""What holds from a day on: `setting`, `wording` and `rate`. Without a value they show what is in force."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import get_args

from core.domain.bodies import Count, Day
from core.domain.money import format_soles
from core.domain.programme import (
    BY_SPECIES,
    SETTING_DEFAULTS,
    Setting,
    base_name,
    setting_in_force,
)
from core.domain.rates import DatedRate, PaidActivity, Rate, rate_gaps
from core.domain.records import RecordId
from core.domain.wordings import WORDING_DEFAULTS, Wording, wording_in_force
from core.fold.facts import as_said, thing_fact
from core.usecases.office.entering import state_written
from core.usecases.office.rates import replace_rate
from core.usecases.office.written.facts import Written
from sync_server.commands.arguments import Commands, amount_or_nothing, day, whole_number, words
from sync_server.commands.clerk import clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, tell, told, write
from sync_server.commands.tables import table
from sync_server.settings import Settings, SettingsError
from sync_server.text.papers import paper_name
from sync_server.text.texts import day_text

ACTIVITIES = get_args(PaidActivity)


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.either("setting", _setting)
    one.option("name", "setting_name", "name", nargs="?")
    one.option("value", "setting_value", "number", nargs="?", type=whole_number)
    one.option("--from", "from_today", "day_of", dest="starts_on", type=day)

    one = commands.either("wording", _wording)
    one.option("name", "wording_name", "name", nargs="?")
    one.option("text", "wording_text", "text", nargs="?", type=words)
    one.option("--from", "from_today", "day_of", dest="starts_on", type=day)

    one = commands.either("rate", _rate)
    one.option("activity", "activity", nargs="?", choices=ACTIVITIES)
    one.option("amount", "rate_amount", "soles", nargs="?", type=amount_or_nothing)
    one.option("--from", "from_today", "day_of", dest="starts_on", type=day)
    one.option("--until", "until", "day_of", type=day)
    one.option("--species", "species", "code")
    one.option("--community", "community", "code")
    one.option("--replaces", "replaces", "id")


def _setting(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        if chosen.value is None:
            _refuse_unknown(chosen.name, SETTING_DEFAULTS)
            with clerk.names() as names:
                write(_settings_table(names, chosen.name or "", clerk.today()))
            return
        _refuse_unknown(chosen.name, SETTING_DEFAULTS)
        starts_on = chosen.starts_on or clerk.today()
        setting = Setting(chosen.name, chosen.value, Day(starts_on))
        clerk.act(state_written, Written(setting))
        tell("dated.setting", name=chosen.name, value=f"{chosen.value:,d}", day=day_text(starts_on, language()))


def _refuse_unknown(name: str | None, known: dict[str, int] | dict[str, str]) -> None:
    if name and base_name(name) not in known:
        raise SettingsError("dated.unknown", name=name, known=", ".join(sorted(known)))


def _settings_table(names: Names, only: str, today: str) -> str:
    known: list[Setting] = [thing_fact(thing) for thing in as_said(names.state, Setting.kind)]
    rows = []
    by_species = sorted({fact.name for fact in known if base_name(fact.name) in BY_SPECIES} - BY_SPECIES)
    for name in (*SETTING_DEFAULTS, *by_species):
        default = SETTING_DEFAULTS[base_name(name)]
        if only in ("", name, base_name(name)):
            since = max((fact.starts_on for fact in known if fact.name == name and fact.starts_on <= today), default="")
            value = setting_in_force(known, name, today)
            later = [fact for fact in known if fact.name == name and fact.starts_on > today]
            coming = ", ".join(f"{fact.value:,d} ({day_text(fact.starts_on, language())})" for fact in later)
            since_text = day_text(since, language()) if since else ""
            rows.append((name, f"{value:,d}", f"{default:,d}", since_text, coming))
    columns = (
        (told("column.setting"), False), (told("column.value"), True), (told("column.default"), True),
        (told("column.since"), False), (told("column.later"), False),
    )  # fmt: skip
    return table(columns, rows)


def _wording(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        _refuse_unknown(chosen.name, WORDING_DEFAULTS)
        if chosen.text is None:
            with clerk.names() as names:
                write(_wordings_table(names, chosen.name or "", clerk.today()))
            return
        starts_on = chosen.starts_on or clerk.today()
        clerk.take(Wording(chosen.name, chosen.text, Day(starts_on)))
        tell("dated.wording", name=chosen.name, text=chosen.text, day=day_text(starts_on, language()))


def _wordings_table(names: Names, only: str, today: str) -> str:
    known: list[Wording] = [thing_fact(thing) for thing in as_said(names.state, Wording.kind)]
    rows = [
        (name, wording_in_force(known, name, today) or "—", default)
        for name, default in WORDING_DEFAULTS.items()
        if only in ("", name)
    ]
    columns = ((told("column.wording"), False), (told("column.text"), False), (told("column.default"), False))
    return table(columns, rows)


def _rate(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            known = [DatedRate(RecordId(key), _rate_fact(names, key)) for key in names.live(Rate.kind)]
            if chosen.amount is None:
                write(_rates_table(names, known, chosen.activity or "") or told("dated.no_rates"))
                _tell_gaps(known, chosen.activity or "", clerk.today())
                return
            starts_on = chosen.starts_on or clerk.today()
            rate = Rate(
                chosen.activity, Count(chosen.amount), Day(starts_on), chosen.until,
                names.species(chosen.species) if chosen.species else None,
                names.community(chosen.community) if chosen.community else None,
            )  # fmt: skip
            wrong = names.record(chosen.replaces, kind=Rate.kind) if chosen.replaces else None
        if wrong is not None:
            office = clerk.office
            clerk.require_author()
            where = (office.store, office.clock, office.origin, clerk.author)
            tell("approval.waits", id=replace_rate(*where, wrong, rate, "other"))
            return
        identifier = clerk.take(rate)
        tell(
            "dated.rate", id=identifier, activity=paper_name("pay", rate.activity, language()),
            amount=format_soles(rate.centimos), day=day_text(starts_on, language()),
        )  # fmt: skip


def _rate_fact(names: Names, identifier: str) -> Rate:
    fact = names.fact(identifier)
    if not isinstance(fact, Rate):
        raise TypeError(f"{identifier} is no rate")
    return fact


def _tell_gaps(known: Iterable[DatedRate], only: str, today: str) -> None:
    """Since an activity's first rate, the days on which work of it is held because nobody said what it pays."""
    rates = list(known)
    for activity in sorted({dated.rate.activity for dated in rates if only in ("", dated.rate.activity)}):
        first = min(dated.rate.starts_on for dated in rates if dated.rate.activity == activity)
        for start, end in rate_gaps(rates, activity, first, today, "", "") if first <= today else ():
            days = (day_text(start, language()), day_text(end, language()))
            tell("dated.rate_gap", activity=paper_name("pay", activity, language()), first=days[0], last=days[1])


def _rates_table(names: Names, known: list[DatedRate], activity: str) -> str:
    rows = [
        (
            dated.id, paper_name("pay", dated.rate.activity, language()), format_soles(dated.rate.centimos),
            day_text(dated.rate.starts_on, language()),
            day_text(dated.rate.ends_on, language()) if dated.rate.ends_on else "",
            names.code(dated.rate.species) if dated.rate.species else "",
            names.code(dated.rate.community) if dated.rate.community else "",
        )
        for dated in sorted(known, key=lambda dated: (dated.rate.activity, dated.rate.starts_on))
        if activity in ("", dated.rate.activity)
    ]  # fmt: skip
    columns = (
        (told("column.record"), False), (told("column.work"), False), (told("column.rate"), True),
        (told("column.since"), False), (told("column.until"), False), (told("column.species"), False),
        (told("column.community"), False),
    )  # fmt: skip
    return table(columns, rows)
