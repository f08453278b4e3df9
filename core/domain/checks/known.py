"""What the checks may ask about the rest of the programme. They read nothing else, so a tablet and a server judge
alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from core.domain.attendance import Workday, half_days
from core.domain.checks.finding import Subject
from core.domain.nurseries import BatchStarted, BatchStock, OpeningBatch, SeedLot, Species
from core.domain.people import Member
from core.domain.plots import Unit, WaterBody
from core.domain.rates import DatedRate
from core.domain.survival import SurvivalDrawn

ANYTHING = ""
"""Asks for records whatever they are about."""
T = TypeVar("T")


@dataclass(frozen=True)
class NamedWorkday:
    """A workday that another record names; `fact` is None where it was voided or cannot be read."""

    id: str
    committee: str
    happened_on: str
    fact: Workday | None

    @cached_property
    def half_days(self) -> dict[str, int]:
        """By member; of nobody where there is no list."""
        return {} if self.fact is None else half_days(self.fact)


@dataclass(frozen=True, slots=True)
class KnownPayment:
    """What a payout was taken for; `paid_by` is the payout that pays the line, or empty."""

    role: str
    standing: str
    surplus_centimos: int
    decision: str
    paid_by: str


@dataclass(frozen=True, slots=True)
class KnownTrip:
    """A technician's trip. `technician` is a user's id and `technician_code` what records name as their author;
    `was_settled` tells whether the trip was settled when the record under judgement arrived.
    """

    technician: str
    technician_code: str
    was_settled: bool


@dataclass(frozen=True, slots=True)
class KnownCount:
    """What should have lain in the box from a trip when it was counted: what was handed over was gone, received or not.
    Of what was missing, `explained_centimos` were decided later; below zero where there was too much.
    """

    expected_centimos: int
    explained_centimos: int = 0


@dataclass(frozen=True, slots=True)
class KnownDraw:
    """The draw that a survival count names, and the day on which it was drawn."""

    fact: SurvivalDrawn
    happened_on: str


class Known(Protocol):
    """The programme as known where the check runs, which does not change while checks ask.

    Facts are those in force; None means unknown or void. Sums and lists of records leave out the record whose id is
    `without`, the one under judgement: a server has folded it before judging it, a tablet that previews it has not,
    and both must see the same numbers. An empty `without` leaves out nothing.
    """

    @property
    def today(self) -> str:
        """The local day where the check runs."""

    @property
    def programme_began_on(self) -> str:
        """The first day of the programme; empty while its first record is not here."""

    def is_office(self, origin: str) -> bool:
        """Whether an origin is one of the server's, not a tablet."""

    def was_theirs_to_state(self, record: str, committee: str) -> bool:
        """Whether a record is the office's, or that of a tablet which worked for this committee when the record came
        or does so now.
        """

    def revoked_after(self, origin: str) -> int | None:
        """The last seq that had arrived when a tablet was shut out; None while it is not."""

    def setting(self, name: str, day: str) -> int:
        """A figure of the programme in force on a day."""

    def batch(self, identifier: str) -> BatchStarted | OpeningBatch | None: ...
    def species(self, identifier: str) -> Species | None: ...
    def seed_lot(self, identifier: str) -> SeedLot | None: ...
    def unit(self, identifier: str) -> Unit | None: ...
    def member(self, identifier: str) -> Member | None: ...
    def water_bodies(self) -> Sequence[WaterBody]: ...
    def all_units(self) -> Sequence[Unit]: ...

    def stock(self, batch: str, without: str) -> BatchStock:
        """The sums of a batch over all days."""

    def planted_later(self, batch: str, subject: str) -> int:
        """Trees of a batch in plantings that came after this record, by day; 0 for one that is only being typed."""

    def accepted(self, batch: str, day: str, without: str) -> int:
        """The highest total of ready saplings accepted up to and including a day, or stated by an opening batch."""

    def planted(self, unit: str, day: str, without: str) -> int:
        """Trees planted in a unit in the cycle that the day lies in, those that stood there at the opening included."""

    def draw(self, identifier: str) -> KnownDraw | None: ...
    def draws_before(self, unit: str, subject: str) -> Sequence[str]:
        """Ids of the draws for a unit, taken back or not, after its last survival count and before this record; all
        of them for one that is only being typed.
        """

    def counts_of(self, draw: str, without: str) -> Sequence[str]:
        """Ids of the survival counts that name a draw."""

    def standing(self, unit: str, species: str, day: str, subject: str) -> int:
        """Trees that were put into a unit in the cycle that the day lies in, of one species or of all where it is
        empty, less those that were lost or harvested in it before this record.
        """

    def births_of(self, members: Collection[str]) -> Mapping[str, str]:
        """A day or a year for each of these in their order, from their side rows; nothing for those of whom it is not
        known here.
        """

    def is_confirmed(self, member: str) -> bool:
        """Whether the office knows the person: it added them, or confirmed whom a tablet added."""

    def is_officer(self, member: str, committee: str, day: str) -> bool: ...

    def workday(self, identifier: str) -> NamedWorkday | None:
        """None where no such workday has arrived."""

    def present_elsewhere(self, member: str, day: str, committee: str) -> Sequence[str]:
        """Ids of the workdays of other committees that list the member on this day: the first ones, as many as a
        finding tells.
        """

    def records(self, kind: str, day: str, committee: str, about: str, without: str) -> Sequence[Subject]:
        """Live records of a kind, day and committee that are about a thing (the unit, the batch …) or
        about ANYTHING.
        """

    def records_naming(self, workday: str, without: str) -> Sequence[Subject]:
        """Live records that name a workday."""

    def once(self, name: tuple[str, ...], work: Callable[[], T]) -> T:
        """What `work` gives, which may be remembered by name: for what a check draws from many records alike. Names
        begin with what is worked out.
        """

    def rate(self, activity: str, day: str, species: str, committee: str) -> DatedRate | None: ...
    def pays_when_pricked_out(self, batch: str, day: str) -> bool:
        """Whether the saplings of a batch are paid when they are pricked out, and no more when they are ready. A batch
        that is not known here is taken to begin on `day`.
        """

    def payment(self, payout: str) -> KnownPayment | None:
        """None for a payout that is only being typed, or was taken back."""

    def operation_uses(self, way: str, operation: str) -> int:
        """How many live payouts name this operation number of a bank or wallet."""

    def count(self, trip: str, subject: str) -> KnownCount:
        """What a count of a technician's trip should find; for one that is only being typed, now."""

    def trip(self, trip: str, subject: str) -> KnownTrip | None:
        """The trip as the record with id `subject` found it; None for one that is not here or was taken back."""

    def records_of_other_funds(self, sheet: str) -> Sequence[str]:
        """Ids of counted records with shares on this sheet and, earlier, on one that another fund paid."""

    def waived_and_owed(self, record: str) -> Mapping[str, tuple[int, int]]:
        """By payee the céntimos of a record that were waived, and those that are open again, where there are both."""
