"""What a person looks at: plain values that a screen or a page shows as they are, and the questions that give them.

Storage answers the questions (`Reads`); nobody builds these from rows elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from core.domain.nurseries import BatchStock
from core.domain.plots import Point
from core.usecases.views.people import UserView
from core.usecases.views.progress import (
    AttendedView,
    ExpectedView,
    MonthView,
    NurseryMove,
    PlantedView,
    SeasonView,
)

RecordState = Literal["confirmed", "pending", "observed", "void", "no_effect", "waiting", "unreadable"]


@dataclass(frozen=True, slots=True)
class Money:
    """Céntimos in the three parts that are never shown as one number: confirmed by the server, only on this tablet,
    observed.
    """

    confirmed: int = 0
    pending: int = 0
    observed: int = 0

    @classmethod
    def of(cls, lines: Iterable[StatementLine]) -> Money:
        """What these lines come to, each in the part of its state."""
        sums = {"confirmed": 0, "pending": 0, "observed": 0}
        for line in lines:
            sums[line.state] += line.centimos
        return cls(**sums)

    def __add__(self, other: Money) -> Money:
        return Money(self.confirmed + other.confirmed, self.pending + other.pending, self.observed + other.observed)

    def __neg__(self) -> Money:
        return Money(-self.confirmed, -self.pending, -self.observed)


@dataclass(frozen=True, slots=True)
class CommitteeView:
    """`name` is what people call it: its community's name."""

    id: str
    code: str
    name: str
    members: int


@dataclass(frozen=True, slots=True)
class MemberView:
    """`name` is as on a list (surnames first), `confirmed` whether the office knows the person; `left_on` is the last
    day of the membership, empty while it goes on.
    """

    id: str
    code: str
    name: str
    given_names: str
    sex: str
    minor: bool
    confirmed: bool
    officer_role: str = ""
    left_on: str = ""


@dataclass(frozen=True, slots=True)
class SpeciesView:
    id: str
    code: str
    name: str
    soil: str


@dataclass(frozen=True, slots=True)
class SeedLotView:
    id: str
    code: str
    species: str
    source: str
    certified: bool


@dataclass(frozen=True, slots=True)
class BatchView:
    """`last_day` is the day of the last live acceptance, or of the batch's beginning. One that `was_there` before
    Plantón began nobody knows when: then `began_on` is the day of its opening record.
    """

    id: str
    code: str
    committee: str
    species: str
    species_name: str
    began_on: str
    last_day: str
    stock: BatchStock
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class UnitView:
    id: str
    code: str
    area_name: str
    area_m2: int
    spacing_cm: int
    target_trees: int
    planted: int
    replanted: int
    soil: str
    border: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class PlotView:
    """A unit's code and border: where it lies and nothing else."""

    id: str
    code: str
    border: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class WaterView:
    name: str
    line: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class LandView:
    """What lies around a committee's units: those of other committees, and water."""

    neighbours: tuple[PlotView, ...] = ()
    waters: tuple[WaterView, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkdayView:
    id: str
    day: str
    activity: str
    present: int
    half_days: int
    state: RecordState


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One row of a list of records. `subject` is readable (a unit's code, a batch's code, an activity's code name);
    `changed_by` is the author of the last correction that took effect, empty where there is none.
    """

    id: str
    kind: str
    author: str
    recorded_at: int
    happened_on: str
    committee: str
    subject: str
    species_name: str
    count: int
    centimos: int
    state: RecordState
    changed_by: str = ""
    changed_at: int = 0


@dataclass(frozen=True, slots=True)
class TodayView:
    ready: int
    planted: int
    replanted: int
    present: int
    women: int
    men: int
    members: int
    money: Money
    latest: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class PersonMoney:
    member: str
    name: str
    money: Money


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Why a person earned something: the record, its count or half-days for this person, the rate, the amount.

    A payout (`item_kind` "payout", with a negative amount), what rounding granted and what was waived are lines as
    well; their subject is the number of the sheet, or what the waived money was paid for.
    """

    record: str
    kind: str
    item_kind: str
    happened_on: str
    subject: str
    count: int
    half_days: int
    rate_centimos: int
    centimos: int
    state: RecordState


@dataclass(frozen=True, slots=True)
class HoldView:
    """A finding on a record in the catalogue's terms: the rule's code and its figures. `member` is whose share alone it
    is about, empty for all of it; `decided_by` who has decided about it, empty where only a check has spoken.
    """

    rule: str
    action: str
    numbers: dict[str, Any]
    member_name: str
    released: bool
    member: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a fact, or its `day`, that a correction gave another value; both values as the fact has them."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """`note` is what was written beside the reason, empty where it is not on this machine; `changes` are what a
    correction with effect has changed.
    """

    id: str
    action: str
    reason: str
    author: str
    recorded_at: int
    takes_effect: bool
    note: str = ""
    has_note: bool = False
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the office answers to a complaint; `text` is empty where it is not on this machine."""

    outcome: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """Everything about one record. `fact` is the typed fact in force (None when unreadable), `version` what a
    correction names. `names` gives words for record ids and for the hashes of texts; `answer` is that to a complaint.
    """

    line: RecordLine
    version: str
    fact: Any
    names: dict[str, str]
    earnings: tuple[StatementLine, ...]
    people: tuple[PersonMoney, ...]
    holds: tuple[HoldView, ...]
    corrections: tuple[CorrectionView, ...]
    answer: AnswerView | None = None


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Empty fields do not filter. `author` is a user's code; `member` somebody who came, earned or was added; `text` a
    part of a record's id, its number, or a part of the name or code of what it is about or of who came or earned;
    `unit` the id of a management unit; `photo` those that name a photo, or one that has not come; `up_to` a place in
    the feed, behind which nothing is listed.
    """

    committee: str = ""
    kinds: tuple[str, ...] = ()
    state: str = ""
    from_day: str = ""
    to_day: str = ""
    author: str = ""
    member: str = ""
    text: str = ""
    unit: str = ""
    photo: Literal["", "named", "missing"] = ""
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class SyncView:
    """`unsent` records are only here; `unsafe` ones are not yet under a checkpoint this tablet has recomputed. With an
    alarm stand the two checkpoints that contradict each other. `given_back` records were lost by a restored server.
    `committees` and `users` are whom the tablet works for; `side_rows_withdrawn` are still to be erased here.
    """

    unsent: int
    unsafe: int
    feed_size: int
    last_success_at: int | None
    side_rows_missing: int
    alarm: str = ""
    checkpoint_here: str = ""
    checkpoint_there: str = ""
    restored_on: str = ""
    given_back: int = 0
    committees: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    side_rows_withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo that the office does not hold, with the record that names it. `bytes` is its length and `received` how
    many of them are at the office, as far as is known; `is_ready` is whether the office has its record.
    """

    hash: str
    record: str
    kind: str
    committee: str
    origin: str
    happened_on: str
    recorded_at: int
    bytes: int
    received: int
    is_ready: bool


@dataclass(frozen=True, slots=True)
class CommitteeMoney:
    """What a committee's work of some days came to, in three parts, whether or not it was paid since."""

    committee: str
    name: str
    money: Money


@dataclass(frozen=True, slots=True)
class CommitteeTotals:
    committee: str
    name: str
    ready: int
    planted: int
    replanted: int
    opening_planted: int
    attendances: int
    accrued_centimos: int
    held_centimos: int


@dataclass(frozen=True, slots=True)
class Totals:
    records: int
    by_committee: tuple[CommitteeTotals, ...] = field(default_factory=tuple)
    findings: int = 0


class Reads(Protocol):
    """The questions, each answered from one consistent snapshot."""

    def users(self) -> list[UserView]: ...
    def committees(self) -> list[CommitteeView]: ...
    def members(self, committee: str, day: str) -> list[MemberView]: ...
    def members_of(self, committees: Iterable[str], day: str) -> list[MemberView]: ...
    def members_ever(self, committee: str, day: str) -> list[MemberView]: ...
    def species(self) -> list[SpeciesView]: ...
    def seed_lots(self) -> list[SeedLotView]: ...
    def batches(self, committee: str) -> list[BatchView]: ...
    def units(self, committee: str) -> list[UnitView]: ...
    def land(self, committee: str) -> LandView: ...
    def workdays(
        self, committee: str, activities: tuple[str, ...], from_day: str, to_day: str
    ) -> list[WorkdayView]: ...
    def today(self, committee: str, day: str) -> TodayView: ...
    def people_money(self, committee: str) -> list[PersonMoney]: ...
    def statement(self, member: str) -> list[StatementLine]: ...
    def history(self, chosen: HistoryFilter, limit: int, offset: int) -> list[RecordLine]: ...
    def history_beside(self, chosen: HistoryFilter, line: RecordLine, limit: int, *, newer: bool) -> list[RecordLine]:
        """What comes next to a line that was answered before, in the list's order: above it, or below it."""

    def history_size(self, chosen: HistoryFilter) -> int: ...
    def record(self, identifier: str) -> RecordDetail | None: ...
    def sync(self) -> SyncView: ...
    def totals(self, from_day: str = "", to_day: str = "") -> Totals: ...
    def seasons(self) -> list[SeasonView]: ...
    def planted_by_committee(self) -> list[PlantedView]: ...
    def filled_since(self, day: str) -> dict[str, int]:
        """First plantings from a day on for which their units had room, by committee."""

    def saplings_by_month(self, committee: str, from_month: str, to_month: str) -> list[MonthView]: ...
    def money_by_committee(self, from_day: str, to_day: str) -> list[CommitteeMoney]: ...
    def nursery_moves(self, committee: str) -> list[NurseryMove]: ...
    def attended(self, member: str) -> list[AttendedView]: ...
    def expected_ready(self, batches: Sequence[BatchView], moves: Sequence[NurseryMove]) -> list[ExpectedView]:
        """When what still grows in a committee's batches is expected to be ready, given its moves."""

    def setting(self, name: str, day: str) -> int: ...
