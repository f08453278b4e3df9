"""What somebody has stated about units for certifiers, as it leaves the office: cells of tables, properties of maps."""

from __future__ import annotations

from typing import Any

from core.domain.certifying import StatedTerms, UnitCertified, UnitDescribed, UnitTerms
from core.storage.session import SqlSession

Value = str | int | None
_BETWEEN = " "
_NAMES = ("previous_use", "preparation", "excluded_m2", "plantable_m2", "certification")


def stated_terms(session: SqlSession) -> StatedTerms:
    """Everything that stands about units."""
    reference = session.reference()

    def said(kind: str) -> list[tuple[str, Any]]:
        return [(entry.id, entry.fact) for entry in reference.entries(kind, as_said=True)]

    return StatedTerms(said(UnitDescribed.kind), said(UnitCertified.kind))


def terms_values(terms: UnitTerms, area_m2: int) -> tuple[Value, ...]:
    """previous_use, preparation, excluded_m2, plantable_m2 and certification of a unit of this area; None for whatever
    nobody has said.
    """
    said = terms.description
    return (
        said.previous_use if said else None, preparation_text(said) if said else None, terms.excluded_m2,
        terms.plantable_m2(area_m2), certification_text(terms),
    )  # fmt: skip


def terms_properties(terms: UnitTerms, area_m2: int) -> dict[str, Value]:
    """The same by name, without what nobody has said."""
    named = zip(_NAMES, terms_values(terms, area_m2), strict=True)
    return {name: value for name, value in named if value is not None}


def certification_text(terms: UnitTerms) -> str | None:
    """`scheme: status, first day, document` of each scheme; None where nobody has said anything of one."""
    said = (f"{one.scheme}: {one.status}, {one.starts_on}, {one.document}" for one in terms.certificates)
    return "; ".join(said) or None


def preparation_text(description: UnitDescribed) -> str:
    return _BETWEEN.join(description.preparation)


def excluded_text(description: UnitDescribed | None) -> str | None:
    """`reason:m²` of each part; None where nobody has described the unit, empty where nothing is excluded."""
    if description is None:
        return None
    return _BETWEEN.join(f"{part.reason}:{part.area_m2}" for part in description.excluded)
