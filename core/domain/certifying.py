"""What certifiers ask about a management unit beyond its border and its trees: what the land was, how it was made
ready, which parts of it are not to be planted, and under which certificate it stands.

All of it is dated, and a later statement takes the place of an earlier one from its first day on. It is told and shown;
targets, densities and money go by the area of the unit as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeVar, get_args

from core.domain.bodies import Count, Day
from core.domain.records import RecordId

PreviousUse = Literal["pasture", "cropland", "fallow", "scrub", "bare", "plantation", "native_forest", "other"]
Preparation = Literal[
    "none", "clearing", "holes", "terraces", "fencing", "firebreak", "ploughing", "burning", "herbicide", "other"
]
ExcludedReason = Literal["rock", "water_strip", "ravine", "standing_trees", "path", "building", "other"]
CertificateStatus = Literal["applied", "certified", "suspended", "ended"]
PREVIOUS_USES: tuple[PreviousUse, ...] = get_args(PreviousUse)
PREPARATIONS: tuple[Preparation, ...] = get_args(Preparation)
CERTIFICATE_STATUSES: tuple[CertificateStatus, ...] = get_args(CertificateStatus)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A part of a unit that is not to be planted."""

    reason: ExcludedReason
    area_m2: Count


@dataclass(frozen=True, slots=True)
class UnitDescribed:
    """What a unit's land was before it was planted, what was done to it, and what of it stays free, from `starts_on`
    on. That nothing was done to it is said by `none` alone. `document` is where that stands: a map, an affidavit.
    """

    kind: ClassVar[str] = "unit_described"
    version: ClassVar[int] = 1

    unit: RecordId
    starts_on: Day
    previous_use: PreviousUse
    preparation: tuple[Preparation, ...]
    excluded: tuple[Excluded, ...] = ()
    document: str | None = None

    @property
    def excluded_m2(self) -> int:
        return sum(part.area_m2 for part in self.excluded)


@dataclass(frozen=True, slots=True)
class UnitCertified:
    """How a unit stands with a scheme of certification from `starts_on` on, by which paper, and in which `group` it is
    audited, where it is in one.
    """

    kind: ClassVar[str] = "unit_certified"
    version: ClassVar[int] = 1

    unit: RecordId
    scheme: str
    status: CertificateStatus
    starts_on: Day
    document: str
    group: str | None = None


_Dated = TypeVar("_Dated", UnitDescribed, UnitCertified)


@dataclass(frozen=True, slots=True)
class UnitTerms:
    """What holds of a unit on a day, with the records that say it; certificates stand by the name of their scheme."""

    description: UnitDescribed | None = None
    description_id: str = ""
    certificates: tuple[UnitCertified, ...] = ()
    certificate_ids: tuple[str, ...] = ()

    @property
    def excluded_m2(self) -> int | None:
        return self.description.excluded_m2 if self.description else None

    def plantable_m2(self, area_m2: int) -> int | None:
        """What is left of an area without the excluded parts; None where nobody has described the unit."""
        return None if self.description is None else max(0, area_m2 - self.description.excluded_m2)


class StatedTerms:
    """Everything that stands about units, as (record, fact) in the order in which it was said."""

    def __init__(
        self, descriptions: Iterable[tuple[str, UnitDescribed]], certificates: Iterable[tuple[str, UnitCertified]]
    ) -> None:
        self._descriptions = _by_unit(descriptions)
        self._certificates = _by_unit(certificates)

    def on(self, unit: str, day: str) -> UnitTerms:
        """What holds of a unit on a day."""
        record, description = last_begun(self._descriptions.get(unit, ()), day) or ("", None)
        schemes: dict[str, list[tuple[str, UnitCertified]]] = defaultdict(list)
        for one in self._certificates.get(unit, ()):
            schemes[one[1].scheme].append(one)
        begun = [found for name in sorted(schemes) if (found := last_begun(schemes[name], day)) is not None]
        return UnitTerms(description, record, tuple(fact for _, fact in begun), tuple(key for key, _ in begun))


def last_begun(said: Sequence[tuple[str, _Dated]], day: str) -> tuple[str, _Dated] | None:
    """Of what was said one after the other, what holds on a day: that which begins last, and of two that begin together
    the one said later.
    """
    found = None
    for one in said:
        if one[1].starts_on <= day and (found is None or one[1].starts_on >= found[1].starts_on):
            found = one
    return found


def _by_unit(said: Iterable[tuple[str, _Dated]]) -> dict[str, list[tuple[str, _Dated]]]:
    found: dict[str, list[tuple[str, _Dated]]] = defaultdict(list)
    for one in said:
        found[one[1].unit].append(one)
    return dict(found)
