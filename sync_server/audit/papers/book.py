"""What people's files are made from: the rows of the tables by their columns' names, with codes in place of ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.domain.certifying import UnitTerms
from core.domain.funds import RATE_SCALE
from core.domain.plots import CORNERS_OF_A_RING, format_hectares
from core.domain.problems import Language
from sync_server.audit.catalogue import AUDITOR_TABLES
from sync_server.audit.papers.sums import PackageSums
from sync_server.audit.source import Source
from sync_server.text.texts import TEXTS, day_text, finding_sentence, name_of, say

TABLES = {table.name: table for table in AUDITOR_TABLES}


@dataclass(frozen=True, slots=True)
class Book:
    """What the rows of a worksheet or a page are made from."""

    source: Source
    sums: PackageSums
    language: Language

    def say(self, key: str, **details: object) -> str:
        return say(key, self.language, **details)

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table of the package by the names of its columns."""
        table = TABLES[name]
        names = [column.name for column in table.columns]
        return (dict(zip(names, row, strict=True)) for row in table.rows(self.source))

    def code(self, identifier: str | None) -> str:
        """The code of what an id names, or the id itself."""
        thing = self.source.lookup.thing(identifier) if identifier else None
        return thing.code if thing is not None and thing.code else identifier or ""

    def codes(self, identifiers: str | None) -> str:
        return " ".join(map(self.code, (identifiers or "").split()))


def work_words(activity: str, language: Language) -> str:
    """The words for what an item of the books is paid for: the work, or the kind of item where it is of no work."""
    key = f"item_kind.{activity}"
    return say(key, language) if key in TEXTS else name_of("activity", activity, language)


def money_of(sums: PackageSums) -> Iterator[tuple[str, int]]:
    """(key, céntimos) of the money of a period: what came in, what work earned, and where it all stands at its end."""
    yield "came_in", sum(one.came_in_centimos for one in sums.funds)
    yield "accrued", sums.moved("expense")
    yield "paid", sums.total("paid_centimos")
    yield "costs", sum(sums.moved(name) for name in ("field_expense", "cash_difference", "loss", "rounding", "waived"))
    yield "owed", -sums.closing("payable")
    yield "held", sums.total("held_centimos")
    yield "boxes", sums.closing("cash_box")
    yield "to_recover", sums.closing("to_recover")
    yield "suspense", sums.closing("suspense")
    yield "left", sum(one.left_centimos for one in sums.funds)


def lacking(row: dict[str, Any], language: Language) -> list[str]:
    """What a certifier will miss in a unit's row of the table `certification`, in words."""
    missing = {
        "border": row["corners"] < CORNERS_OF_A_RING,
        "walk": row["walk"] is None,
        "survival": row["planted"] and row["survival"] is None,
        "certificate": row["seed_lots"] and not row["certificates"],
        "carbon": row["carbon_rights_agreement"] is None,
        "land": row["land_agreement"] is None,
        "timber": row["timber_agreement"] is None,
        "description": row["description"] is None,
        "certification": row["certification"] is None,
    }
    return [say(f"report.lacks.{name}", language) for name, is_missing in missing.items() if is_missing]


def holder_words(right: str, holder: str, language: Language) -> str:
    """Who holds the land, the timber or the carbon rights."""
    return name_of(f"{right.partition('_')[0]}_holder", holder, language)


def right_words(row: dict[str, Any], right: str, agreements: dict[str, Any], language: Language) -> str:
    """The agreement by which a right of a unit is held, by whom and since when; `agreements` are its table by their
    records; empty without one.
    """
    said = agreements.get(row[f"{right}_agreement"])
    if said is None:
        return ""
    holder = holder_words(right, row[f"{right}_holder"], language)
    return say("report.held", language, code=said["code"], holder=holder, day=day_text(said["signed_on"], language))


def preparation_words(terms: UnitTerms, language: Language) -> str:
    """How a unit was made ready; empty where nobody has described it."""
    said = terms.description.preparation if terms.description else ()
    return say("report.comma", language).join(name_of("preparation", one, language) for one in said)


def excluded_words(terms: UnitTerms, language: Language) -> str:
    """Which parts of a unit are not to be planted, in hectares."""
    parts = terms.description.excluded if terms.description else ()
    return say("report.comma", language).join(
        f"{name_of('reason', part.reason, language)} {format_hectares(part.area_m2)} ha" for part in parts
    )


def certification_words(terms: UnitTerms, language: Language) -> str:
    """How a unit stands with each scheme, since when and by which paper."""
    return say("report.comma", language).join(
        say("report.certificate", language, scheme=one.scheme, status=name_of("status", one.status, language),
            day=day_text(one.starts_on, language), document=one.document)
        for one in terms.certificates
    )  # fmt: skip


def schemes_words(terms: UnitTerms, language: Language) -> str:
    """How a unit stands with each scheme; since when and by which paper is in the workbook."""
    return say("report.comma", language).join(
        f"{one.scheme}: {name_of('status', one.status, language)}" for one in terms.certificates
    )


def rate_text(soles_scaled: int) -> str:
    """An exchange rate with its four decimals."""
    whole, rest = divmod(soles_scaled, RATE_SCALE)
    return f"{whole}.{rest:04}"


def finding_text(row: dict[str, Any], language: Language) -> str:
    """What a row of the table `findings` says."""
    return finding_sentence(row["rule"], json.loads(row["numbers"] or "{}"), language)
