"""Tables of the programme's terms, its people and its places: what other records name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from core.domain import funds, people, plots, programme, rates, tablets, wordings
from core.domain.identity import mask_dni
from core.domain.nurseries import SeedLot, Species
from core.domain.people import Member, MemberConfirmed, User
from core.fold.rows import EffectiveRecord, Thing
from sync_server.audit.source import Source
from sync_server.audit.tables.schema import Column, Row, Table, centimos, day, number, record, text
from sync_server.audit.tables.terms import TERMS_TABLES, terms_columns
from sync_server.looking.unit_terms import stated_terms, terms_values

ID = record("id", "The record that added it, by which everything names it.")
STATUS = text("status", "`void` where the record was taken back.", "live void")
COMMITTEE = text("committee", "The committee (id).")
_CODE = text("code", "Its code.")
_NAME = text("name", "Its name.")
_STARTS = day("starts_on", "First day it holds.")
_ENDS = day("ends_on", "Last day it holds; empty without an end.", optional=True)
_SPECIES = text("species", "The species (id).")
_COMMUNITY = text("community", "The community (id).")
BETWEEN = " "
"""Between the parts of a list in one cell."""
_OTHER_NAMES = {"native_or_exotic": "status"}
"""Columns that may not be called as their field is."""


def listed(values: Any) -> str:
    return BETWEEN.join(str(value) for value in values or ())


def _of_things(kind: str, columns: tuple[Column, ...]) -> Callable[[Source], Iterator[Row]]:
    """The fields of the facts, under the names of the columns."""
    names = [column.name for column in columns]

    def rows(source: Source) -> Iterator[Row]:
        for row, thing, fact in source.things(kind):
            yield (thing.id, thing.status, row.position, *(_cell(fact, name) for name in names))

    return rows


def _cell(fact: Any, name: str) -> Any:
    value = getattr(fact, _OTHER_NAMES.get(name, name))
    return listed(value) if isinstance(value, tuple) else value


def _things(name: str, meaning: str, kind: str, *columns: Column) -> Table:
    first = (ID, STATUS, number("position", "Its place in the log."))
    return Table(name, meaning, ("id",), ("position",), (*first, *columns), _of_things(kind, columns))


def _members(source: Source) -> Iterator[Row]:
    confirmed: dict[str, str] = {}
    live = {"kind": MemberConfirmed.kind, "status": "live"}
    for subject, on in source.whole.rows(
        EffectiveRecord, ("happened_on", "id"), of=live, only=("subject", "happened_on")
    ):
        confirmed.setdefault(subject, on)
    office = set(source.lookup.office_origins())
    for row, thing, fact in source.things(Member.kind):
        on = row.happened_on if row.origin in office else confirmed.get(thing.id)
        yield (
            thing.id, thing.status, row.position, fact.committee, fact.code, fact.sex, fact.joined_on, fact.left_on,
            fact.household, on,
        )  # fmt: skip


def _units(source: Source) -> Iterator[Row]:
    stated = stated_terms(source.session)
    for row, thing, fact in source.things(plots.Unit.kind):
        yield (
            thing.id, thing.status, row.position, fact.committee, fact.area, fact.code, fact.area_m2, fact.spacing_cm,
            fact.soil, fact.target_trees, *terms_values(stated.on(thing.id, source.to_day), fact.area_m2),
        )  # fmt: skip


def _people(source: Source) -> Iterator[Row]:
    found = [*source.things(Member.kind), *source.things(User.kind)]
    for row, thing, fact in sorted(found, key=_place):
        person = source.lookup.people([fact.person_side]).get(fact.person_side)
        if person is not None:
            dni = mask_dni(person.dni) if person.dni else None
            names = person.given_names, person.first_surname, person.second_surname
            yield thing.id, thing.kind, row.position, fact.person_side, *names, dni


def _place(one: tuple[EffectiveRecord, Thing, Any]) -> int:
    return one[0].position or 0


PEOPLE = Table(
    "people",
    "Names of members and staff, with the DNI masked. Whose side row was erased or never came is not here. It depends"
    " on the side rows that are there as well as on the log.",
    ("id",), ("position",),
    (
        ID, text("kind", "Of the list or of the staff.", "member user"), number("position", "Its place in the log."),
        text("person_side", "The hash of the side row that the record in force names."),
        text("given_names", "Given names."), text("first_surname", "First surname."),
        text("second_surname", "Second surname.", optional=True),
        text("dni_masked", "Four dots and the last four digits; empty for who has none.", optional=True),
    ), _people,
)  # fmt: skip

REFERENCE_TABLES = (
    _things("settings", "Figures of the programme, dated. Of two that start together the later position counts; where"
            " none holds, the default of docs/rules.md.", programme.Setting.kind,
            text("name", "Which figure."), number("value", "The figure."), _STARTS),
    _things("wordings", "Texts of the programme, dated: headings, account codes.", wordings.Wording.kind,
            text("name", "Which text."), text("text", "The text."), _STARTS),
    _things("seasons", "Campaigns of the year.", programme.Season.kind, _CODE, _NAME,
            day("starts_on", "First day."), day("ends_on", "Last day.")),
    _things("rates", "What a unit of work pays.", rates.Rate.kind,
            text("activity", "The work.", " ".join(rates.PAID_ACTIVITIES)),
            centimos("", "For one sapling, tree or day."), _STARTS, _ENDS,
            text("species", "Only for this species (id).", optional=True),
            text("community", "Only for this community (id).", optional=True)),
    _things("communities", "Caseríos.", people.Community.kind, _CODE, _NAME,
            text("ubigeo_inei", "Its place code in the national register."),
            number("lat_udeg", "Latitude, WGS 84.", "millionths of a degree"),
            number("lon_udeg", "Longitude, WGS 84.", "millionths of a degree"),
            text("other_names", "Other names, with a space between them.", optional=True)),
    _things("committees", "Committees.", people.Committee.kind, _CODE, _NAME, _COMMUNITY),
    _things("households", "Households of a committee.", people.Household.kind, _CODE, COMMITTEE),
    Table(
        "members", "Integrantes of committees, by code; names are in people.csv where the profile has it.",
        ("id",), ("position",),
        (
            ID, STATUS, number("position", "Its place in the log."), COMMITTEE, _CODE, text("sex", "Sex.", "F M"),
            day("joined_on", "First day of the membership."),
            day("left_on", "Last day of the membership.", optional=True),
            text("household", "The household (id).", optional=True),
            day("confirmed_on", "Since when the office knows this person: the day of the record where the office"
                " added them, else of the first `member_confirmed` that stands; empty for who is not confirmed.",
                optional=True),
        ), _members,
    ),
    _things("members_compared", "Two entries of the list that the office compared.", people.MembersCompared.kind,
            text("member", "The one."), text("other", "The other; of one person it is set aside."),
            text("verdict", "What was found.", "same_person two_people")),
    _things("officers", "Members of a directiva.", people.Officer.kind, COMMITTEE, text("member", "The member (id)."),
            text("role", "The office held.", "president treasurer fiscal"), _STARTS, _ENDS),
    _things("users", "Staff, by the code under which they sign.", User.kind, _CODE,
            text("role", "The role.", "technician coordinator approver auditor administrator")),
    _things("tablets", "Tablets that were let in.", tablets.TabletEnrolled.kind,
            text("origin", "Its origin, the first part of the ids of its records."),
            text("public_key", "Its Ed25519 key, hex."), text("label", "What stands on it."),
            text("committees", "For which committees (ids, a space between).", optional=True),
            text("users", "For which staff (ids, a space between).", optional=True)),
    _things("tablets_revoked", "Tablets that were shut out.", tablets.TabletRevoked.kind,
            text("origin", "Its origin."), number("last_seq", "Its last record that had arrived by then."),
            text("reason", "Why.", "lost stolen broken replaced misused")),
    _things("species", "Species.", Species.kind, _CODE, text("latin_name", "Scientific name."),
            text("local_name", "What people call it."), text("native_or_exotic", "Where it belongs.", "native exotic"),
            text("grown_from", "From what it is grown, with a space between."),
            text("soil", "Where it may be planted.", "any moist"),
            text("harvest", "What may be cut of it.", "never poles firewood")),
    _things("seed_lots", "Where batches come from.", SeedLot.kind, _CODE, _SPECIES,
            text("source", "What it is.", "seed cutting wildling"),
            text("certificate", "Certificate that it is not genetically modified.", optional=True),
            text("stand", "The stand of trees.", optional=True), day("collected_on", "The day.", optional=True)),
    _things("areas", "Areas of a community; their land is that of their units.", plots.Area.kind, _CODE, _NAME,
            _COMMUNITY),
    Table(
        "units", "Management units; borders are in geo/units.geojson.", ("id",), ("position",),
        (
            ID, STATUS, number("position", "Its place in the log."), COMMITTEE, text("area", "The area (id)."), _CODE,
            number("area_m2", "Its area, as stated.", "m²"),
            number("spacing_cm", "From tree to tree, in a square.", "cm"), text("soil", "Its soil.", "moist dry"),
            number("target_trees", "Trees that fit: area_m2 × (100,000,000 ÷ spacing_cm², rounded down) ÷ 10,000,"
                   " rounded down. Excluded parts are not taken off.", "trees"),
            *terms_columns("on the last day of the period"),
        ), _units,
    ),
    *TERMS_TABLES,
    _things("cycles", "Units that are planted anew after a total loss.", plots.CycleOpened.kind,
            text("unit", "The unit (id)."), day("starts_on", "Plantings from here on count against a fresh target."),
            text("reason", "Why.", "fire cattle frost drought pest theft other")),
    _things("water_bodies", "Streams and springs; lines are in geo/water.geojson.", plots.WaterBody.kind, _CODE, _NAME),
    _things("funds", "Sources of money.", funds.Fund.kind, _CODE, _NAME, text("funder", "Who gives it.")),
    _things("exchange_rates", "Soles for foreign money.", funds.ExchangeRate.kind,
            text("currency", "Currency.", "USD GBP"),
            number("soles_scaled", "For one unit of the currency.", "ten-thousandths of a sol"),
            day("day", "The day it is for."), text("source", "Where it was published.")),
)  # fmt: skip
