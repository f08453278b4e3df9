"""What the log says of units for certifiers: the description and the certificates that hold on a day (rules, 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from verifier.reading import Reading, Table, fields, listed, table

_TERMS = "previous_use preparation excluded_m2 plantable_m2 certification"


class Terms(NamedTuple):
    """What holds of a unit on a day. `record` is that of the description, `said` its body; both are empty where nobody
    has described the unit.
    """

    record: str
    said: dict[str, Any]
    certificates: list[dict[str, Any]]

    def excluded_m2(self) -> int | None:
        return sum(part["area_m2"] for part in self.said.get("excluded", ())) if self.said else None

    def plantable_m2(self, area_m2: int) -> int | None:
        excluded = self.excluded_m2()
        return None if excluded is None else max(0, area_m2 - excluded)

    def certification(self) -> str | None:
        """Every scheme with its status, since when and by which paper."""
        told = [f"{one['scheme']}: {one['status']}, {one['starts_on']}, {one['document']}" for one in self.certificates]
        return "; ".join(told) or None

    def cells(self, area_m2: int) -> list[Any]:
        """The columns that units have of it."""
        return [
            self.said.get("previous_use"), listed(self.said["preparation"]) if self.said else None,
            self.excluded_m2(), self.plantable_m2(area_m2), self.certification(),
        ]  # fmt: skip

    def properties(self, area_m2: int) -> dict[str, Any]:
        """The same by name, as far as somebody has said it."""
        return {name: value for name, value in zip(_TERMS.split(), self.cells(area_m2)) if value is not None}


class TermsOfUnits:
    """All that stands about units, gathered once: later ones that begin no earlier take the place of what was said."""

    def __init__(self, reading: Reading) -> None:
        self._said: dict[tuple[str, str | None], list[tuple[str, dict[str, Any]]]] = {}
        for one in reading.live("unit_described", "unit_certified"):
            body = one.body or {}
            self._said.setdefault((body["unit"], body.get("scheme")), []).append((one.id, body))

    def on(self, unit: str, day: str) -> Terms:
        record, said = self._begun(unit, None, day)
        schemes = sorted(scheme for named, scheme in self._said if named == unit and scheme is not None)
        begun = [self._begun(unit, scheme, day)[1] for scheme in schemes]
        return Terms(record, said, [body for body in begun if body])

    def _begun(self, unit: str, scheme: str | None, day: str) -> tuple[str, dict[str, Any]]:
        found: tuple[str, dict[str, Any]] = ("", {})
        for record, body in self._said.get((unit, scheme), []):
            if found[1].get("starts_on", "") <= body["starts_on"] <= day:
                found = (record, body)
        return found


def excluded_parts(body: dict[str, Any]) -> str:
    """reason:m² of each part."""
    return listed(f"{part['reason']}:{part['area_m2']}" for part in body.get("excluded", ()))


def _descriptions(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one in reading.things("unit_described"):
        body = one.body or {}
        yield (
            one.id, one.status, one.position, *fields(body, "unit starts_on previous_use"),
            listed(body["preparation"]), excluded_parts(body), body.get("document"),
        )  # fmt: skip


def _certificates(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one in reading.things("unit_certified"):
        said = fields(one.body or {}, "unit scheme status starts_on document group")
        yield one.id, one.status, one.position, *said


TERMS_TABLES: tuple[Table, ...] = (
    table(
        "unit_descriptions", "id",
        "id status position unit starts_on previous_use preparation excluded document", _descriptions,
    ),
    table(
        "unit_certificates", "id",
        "id status position unit scheme certificate_status starts_on document group", _certificates,
    ),
)  # fmt: skip
