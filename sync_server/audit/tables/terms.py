"""Tables of what somebody has stated about units for certifiers, and the columns of it that other tables have."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.certifying import CERTIFICATE_STATUSES, PREPARATIONS, PREVIOUS_USES, UnitCertified, UnitDescribed
from sync_server.audit.source import Source
from sync_server.audit.tables.schema import Column, Row, Table, day, number, record, text
from sync_server.looking.unit_terms import excluded_text, preparation_text


def terms_columns(on: str) -> tuple[Column, ...]:
    """The columns of `terms_values`; `on` says of which day they are."""
    return (
        text("previous_use", f"What the land was before, by what holds {on}.", " ".join(PREVIOUS_USES), optional=True),
        text("preparation", "How it was made ready, with a space between.", optional=True),
        number("excluded_m2", "What is not to be planted, all parts together.", "m²", optional=True),
        plantable_column("area_m2 − excluded_m2, at least 0; empty where nobody has described the unit."),
        certification_column(on),
    )


def plantable_column(meaning: str) -> Column:
    return number("plantable_m2", meaning, "m²", optional=True)


def certification_column(on: str) -> Column:
    meaning = f"`scheme: status, first day, document` of each scheme {on}, with a semicolon between."
    return text("certification", meaning, optional=True)


def _descriptions(source: Source) -> Iterator[Row]:
    for row, thing, fact in source.things(UnitDescribed.kind):
        yield (
            thing.id, thing.status, row.position, fact.unit, fact.starts_on, fact.previous_use,
            preparation_text(fact), excluded_text(fact), fact.document,
        )  # fmt: skip


def _certificates(source: Source) -> Iterator[Row]:
    for row, thing, fact in source.things(UnitCertified.kind):
        yield (
            thing.id, thing.status, row.position, fact.unit, fact.scheme, fact.status, fact.starts_on, fact.document,
            fact.group,
        )  # fmt: skip


_FIRST = (
    record("id", "The record."), text("status", "`void` where the record was taken back.", "live void"),
    number("position", "Its place in the log."), text("unit", "The unit (id)."),
)  # fmt: skip

TERMS_TABLES = (
    Table(
        "unit_descriptions", "What units were before they were planted, how they were made ready, and which parts of"
        " them are not to be planted. Of a unit's live rows that have begun on a day the one with the last `starts_on`"
        " holds, and of two that begin together the later position.", ("id",), ("position",),
        (
            *_FIRST, day("starts_on", "From which day on it holds."),
            text("previous_use", "What the land was before.", " ".join(PREVIOUS_USES)),
            text("preparation", f"What was done to it, with a space between: {', '.join(PREPARATIONS)}."),
            text("excluded", "`reason:m²` of each part that is not to be planted, with a space between.",
                 optional=True),
            text("document", "Where that stands.", optional=True),
        ), _descriptions,
    ),
    Table(
        "unit_certificates", "How units stand with schemes of certification. Which row holds is said as for"
        " unit_descriptions, for each scheme by itself.", ("id",), ("position",),
        (
            *_FIRST, text("scheme", "The scheme, as it is written."),
            text("certificate_status", "How the unit stands with it.", " ".join(CERTIFICATE_STATUSES)),
            day("starts_on", "From which day on."), text("document", "Number of the paper."),
            text("group", "The group that is audited together.", optional=True),
        ), _certificates,
    ),
)  # fmt: skip
