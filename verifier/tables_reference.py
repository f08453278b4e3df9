"""Tables of the log itself, and of what other records name: the programme's terms, people, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from verifier.model import State
from verifier.reading import Reading, Table, fields, flag, listed, table
from verifier.terms import TERMS_TABLES, TermsOfUnits

_DEFAULTS = {("species", "soil"): "any", ("species", "harvest"): "never", ("unit", "soil"): "moist"}
_FIELDS = {"native_or_exotic": "status"}
"""Columns that may not be called as their field is."""


def _records(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one in reading.books.states.values():
        yield (
            one.position, one.id, one.kind if one.kind_version else None, one.kind_version, one.author,
            one.recorded_at, one.happened_on, one.committee, one.subject, one.count, one.status, one.body_id,
            one.version, one.version_position, one.centimos, flag(one.holds > 0), _why(one),
        )  # fmt: skip


def _why(one: State) -> Any:
    """Of the codes only one is in the rules: that another record counts in its place."""
    if one.counts_as:
        return "recorded_again"
    return NOT_SAID if one.status == "no_effect" else None


NOT_SAID = object()
"""In the place of a cell that nothing is said of."""


def _corrections(reading: Reading) -> Iterator[tuple[Any, ...]]:
    states = reading.books.states
    for key, one in sorted(reading.books.corrections.items(), key=lambda found: states[found[0]].position):
        why = None if one.takes_effect else NOT_SAID
        yield key, states[key].position, one.target, one.seen, one.action, one.reason, flag(one.takes_effect), why


def _verdicts(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("verdict"):
        yield (
            one.id, one.status, one.position, one.happened_on, one.author,
            *fields(body, "target member action rule rule_version decided_by"),
        )  # fmt: skip


def _findings(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for (target, rule, member), one in sorted(reading.books.holds.items()):
        yield target, rule, member, one.action, one.verdict, one.numbers, one.decided_by, one.released_by


def _approvals(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("approval"):
        yield one.id, one.status, one.position, one.happened_on, one.author, body["target"]


def _packages(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("exported"):
        said = fields(body, "profile from_day to_day why size root")
        photos = flag(bool(body.get("photos")))
        yield one.id, one.position, one.happened_on, one.author, *said, photos, body.get("about")


def _of_things(kind: str, columns: str) -> Callable[[Reading], Iterator[tuple[Any, ...]]]:
    names = columns.split()

    def rows(reading: Reading) -> Iterator[tuple[Any, ...]]:
        for one in reading.things(kind):
            yield one.id, one.status, one.position, *(_cell(kind, one.body or {}, name) for name in names)

    return rows


def _cell(kind: str, body: dict[str, Any], name: str) -> Any:
    value = body.get(_FIELDS.get(name, name), _DEFAULTS.get((kind, name)))
    return listed(value) if isinstance(value, (list, tuple)) else value


def _things(name: str, kind: str, columns: str) -> Table:
    return table(name, "id", f"id status position {columns}", _of_things(kind, columns))


def _members(reading: Reading) -> Iterator[tuple[Any, ...]]:
    confirmed: dict[str, str] = {}
    for one, body in reading.stated("member_confirmed"):
        if one.status == "live":
            confirmed.setdefault(body["member"], one.happened_on)
    for one in reading.things("member"):
        day = one.happened_on if one.origin in reading.books.office else confirmed.get(one.id)
        body = one.body or {}
        yield one.id, one.status, one.position, *fields(body, "committee code sex joined_on left_on household"), day


def trees_that_fit(area_m2: int, spacing_cm: int) -> int:
    """A unit's target."""
    return area_m2 * trees_of_a_hectare(spacing_cm) // 10_000


def trees_of_a_hectare(spacing_cm: int) -> int:
    return 100_000_000 // spacing_cm**2 if spacing_cm else 0


def _units(reading: Reading) -> Iterator[tuple[Any, ...]]:
    terms = TermsOfUnits(reading)
    for one in reading.things("unit"):
        body = one.body or {}
        target = trees_that_fit(body["area_m2"], body["spacing_cm"])
        said = fields(body, "committee area code area_m2 spacing_cm")
        more = terms.on(one.id, reading.last_day).cells(body["area_m2"])
        yield one.id, one.status, one.position, *said, body.get("soil", "moist"), target, *more


LOG_TABLES = (
    table(
        "records", "id",
        "position id kind kind_version author recorded_at happened_on committee subject count status body_id version"
        " version_position centimos held why_not", _records,
    ),
    table("corrections", "id", "id position target seen action reason takes_effect why_not", _corrections),
    table(
        "verdicts", "record",
        "record status position happened_on author target member action rule rule_version decided_by", _verdicts,
    ),
    table(
        "findings", "target rule member", "target rule member action verdict numbers decided_by released_by",
        _findings,
    ),
    table("approvals", "record", "record status position happened_on author target", _approvals),
    table(
        "packages", "record", "record position happened_on author profile from_day to_day why size root photos about",
        _packages,
    ),
)  # fmt: skip
REFERENCE_TABLES = (
    _things("settings", "setting", "name value starts_on"),
    _things("wordings", "wording", "name text starts_on"),
    _things("seasons", "season", "code name starts_on ends_on"),
    _things("rates", "rate", "activity centimos starts_on ends_on species community"),
    _things("communities", "community", "code name ubigeo_inei lat_udeg lon_udeg other_names"),
    _things("committees", "committee", "code name community"),
    _things("households", "household", "code committee"),
    table(
        "members", "id", "id status position committee code sex joined_on left_on household confirmed_on", _members
    ),
    _things("members_compared", "members_compared", "member other verdict"),
    _things("officers", "officer", "committee member role starts_on ends_on"),
    _things("users", "user", "code role"),
    _things("tablets", "tablet_enrolled", "origin public_key label committees users"),
    _things("tablets_revoked", "tablet_revoked", "origin last_seq reason"),
    _things("species", "species", "code latin_name local_name native_or_exotic grown_from soil harvest"),
    _things("seed_lots", "seed_lot", "code species source certificate stand collected_on"),
    _things("areas", "area", "code name community"),
    table(
        "units", "id",
        "id status position committee area code area_m2 spacing_cm soil target_trees previous_use preparation"
        " excluded_m2 plantable_m2 certification", _units,
    ),
    *TERMS_TABLES,
    _things("cycles", "cycle_opened", "unit starts_on reason"),
    _things("water_bodies", "water_body", "code name"),
    _things("funds", "fund", "code name funder"),
    _things("exchange_rates", "exchange_rate", "currency soles_scaled day source"),
)  # fmt: skip
