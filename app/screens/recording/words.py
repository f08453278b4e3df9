"""How days, findings and shares are put into words on the recording screens. No Kivy here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from app.screens.recording.states import NamedRow, Remark
from app.text.formats import long_date, short_date, short_date_with_year
from app.text.telling import days_of
from app.text.texts import language, t
from core.domain.calendar import days_between
from core.domain.checks.finding import Finding
from core.domain.money import format_count, format_soles
from core.domain.records import is_day
from core.domain.texts.findings import FINDING_TEXTS
from core.usecases.tablet.record import Share
from core.usecases.views.field import MemberView


def day_chip(day: str, today: str) -> str:
    """`Hoy · 3 dic`, `Ayer · 2 dic`, `30 nov 2014`."""
    shown = date.fromisoformat(day)
    word = {0: "common.today", 1: "common.yesterday"}.get(days_between(day, today))
    return f"{t(word)} · {short_date(shown)}" if word else short_date_with_year(shown)


def day_words(day: str) -> str:
    """`miércoles 3 de diciembre`."""
    return long_date(date.fromisoformat(day))


def capital(text: str) -> str:
    """With a large first letter: names of species are written small in the middle of a sentence."""
    return text[:1].upper() + text[1:]


def finding_sentence(finding: Finding, names: Mapping[str, str]) -> str:
    """What a check says; `names` are people's names by their codes, since a finding holds no personal data."""
    words = FINDING_TEXTS[finding.rule][1 if language() == "en" else 0]
    return words.format(**{key: _figure(key, value, names) for key, value in finding.numbers.items()})


def finding_remarks(
    findings: Iterable[Finding], names: Mapping[str, str], without: frozenset[str] = frozenset()
) -> tuple[Remark, ...]:
    """Holds in red and warnings in amber, the holds first; without the rules that belong to a later step."""
    wanted = sorted((one for one in findings if one.rule not in without), key=lambda one: one.action != "hold")
    tones = {"hold": "observed", "warn": "pending"}
    return tuple(
        Remark(tones[one.action], finding_sentence(one, names), key=f"{one.rule}/{one.member}") for one in wanted
    )


def share_rows(shares: Iterable[Share], members: Mapping[str, MemberView]) -> tuple[NamedRow, ...]:
    """Who earns how much, by name, numbered so that the list can be counted through."""
    named = sorted(shares, key=lambda share: _place(share.member, members))
    return tuple(
        NamedRow(share.member, str(number), _name(share.member, members), _work(share), format_soles(share.centimos))
        for number, share in enumerate(named, start=1)
    )


def _work(share: Share) -> str:
    return t("recording.own_count", count=format_count(share.count)) if share.count else days_of(share.half_days)


def _name(member: str, members: Mapping[str, MemberView]) -> str:
    known = members.get(member)
    return known.name if known else member


def _place(member: str, members: Mapping[str, MemberView]) -> int:
    """The members come in the order of their names."""
    order = list(members)
    return order.index(member) if member in members else len(order)


def _figure(key: str, value: int | str, names: Mapping[str, str]) -> str:
    if isinstance(value, int):
        return format_count(value)
    if key == "name":
        return ", ".join(names.get(code, code) for code in value.split(", "))
    parts = value.split(", ")
    return ", ".join(short_date(date.fromisoformat(part)) if is_day(part) else part for part in parts)
