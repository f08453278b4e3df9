"""What a check is given to judge and what it says about it.

A finding names its rule, whether money waits for a person's decision, and the figures the rule saw. Figures go into
the log, so they never hold personal data: `name` is a member's code, which a screen may show as the person's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from core.domain.canon import LARGEST_INTEGER
from core.domain.nurseries import ReadyAccepted
from core.domain.plantings import Planting, Replanting

Action = Literal["hold", "warn"]
LISTED_AT_MOST = 10
Numbers = dict[str, int | str]

PAYING_KINDS = frozenset({ReadyAccepted.kind, Planting.kind, Replanting.kind})

RULE_VERSIONS: dict[str, int] = {
    # What a record names
    "other_committee": 2,
    "tablet_was_revoked": 2,
    "batch_unknown": 1,
    "unit_unknown": 1,
    "species_unknown": 1,
    "member_unknown": 1,
    "workday_unknown": 1,
    "workday_void": 1,
    # Stock
    "ready_above_pricked_out": 1,
    "planted_above_dispatched": 1,
    "taken_above_ready": 1,
    "returned_above_dispatched": 1,
    "dead_above_growing": 1,
    "opening_above_pricked_out": 1,
    "opening_above_ready": 1,
    "parts_count_differs": 1,
    "batch_species_differs": 1,
    # Papers
    "seed_lot_unknown": 1,
    "seed_certificate_missing": 1,
    "origin_missing": 1,
    # Land
    "density_above_target": 1,
    "water_too_near": 1,
    "soil_too_dry": 1,
    "outside_unit": 1,
    # What becomes of planted trees
    "draw_unknown": 1,
    "draw_differs": 1,
    "drawn_again": 1,
    "counted_before_draw": 1,
    "counted_again": 1,
    "rows_missing": 1,
    "rows_foreign": 1,
    "lost_above_standing": 2,
    "harvest_never": 1,
    "harvest_above_standing": 2,
    "agreement_ends_early": 1,
    # Borders that were walked
    "border_too_few_corners": 1,
    "border_crosses_itself": 1,
    "border_area_misstated": 1,
    "border_area_differs": 1,
    "border_overlaps": 1,
    "border_near_water": 1,
    # People
    "person_twice": 1,
    "under_18": 1,
    "two_committees": 1,
    "work_of_nobody": 1,
    "workday_empty": 1,
    "named_workday_empty": 1,
    "not_closed": 1,
    "closed_by_no_officer": 1,
    "member_not_confirmed": 1,
    # Pace
    "person_too_fast": 1,
    "group_too_fast": 1,
    # Days
    "day_ahead": 1,
    "day_too_early": 1,
    "recorded_late": 1,
    "workday_other_day": 1,
    # Money
    "rate_missing": 1,
    "people_count_differs": 1,
    "person_days_too_many": 1,
    "acceptance_adds_nothing": 1,
    "acceptance_below": 1,
    "waived_before": 1,
    # Duplicates
    "duplicate_suspect": 1,
    # Payments
    "payout_in_suspense": 1,
    "payout_entered_twice": 2,
    "operation_used_twice": 1,
    "cash_count_differs": 2,
    "fund_shared": 1,
    "trip_was_settled": 1,
    "trip_of_another": 1,
    "box_not_named": 1,
    # The office
    "server_restored": 1,
    # Where the server cannot look
    "check_failed": 1,
    "record_unreadable": 1,
}
"""Every rule, with a version that is raised when what it says about the same record changes."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An effective record under judgement, corrections applied. `id` is empty for one that is only being typed;
    `earns_by_setting` is whether the programme pays it though its kind by itself earns nothing; `author` the code of
    who said it, empty where that is not known.
    """

    id: str
    kind: str
    fact: Any
    happened_on: str
    recorded_at: int
    committee: str
    earns_by_setting: bool = False
    author: str = ""

    @property
    def pays(self) -> bool:
        """Whether money depends on the record, so that holding it has an effect."""
        return self.earns_by_setting or self.kind in PAYING_KINDS


@dataclass(frozen=True, slots=True)
class Finding:
    """`hold` keeps the record's money back, or only `member`'s share of it; `warn` is for a person to read.

    About one record there is at most one finding for each rule and member, because that is how verdicts are kept and
    released. Raises KeyError for a rule that is not in RULE_VERSIONS.
    """

    rule: str
    action: Action
    numbers: Numbers = field(default_factory=dict)
    member: str = ""

    def __post_init__(self) -> None:
        if self.rule not in RULE_VERSIONS:
            raise KeyError(self.rule)
        for name, value in self.numbers.items():
            if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
                # Figures go into the log, which has no room for what absurd ones may add up to.
                self.numbers[name] = LARGEST_INTEGER if value > 0 else -LARGEST_INTEGER

    @property
    def rule_version(self) -> int:
        return RULE_VERSIONS[self.rule]


def hold(rule: str, **numbers: int | str) -> Finding:
    return Finding(rule, "hold", numbers)


def hold_share(rule: str, member: str, **numbers: int | str) -> Finding:
    """Hold one member's share alone; the others are paid."""
    return Finding(rule, "hold", numbers, member)


def warn(rule: str, **numbers: int | str) -> Finding:
    return Finding(rule, "warn", numbers)


def hold_if_paid(subject: Subject, rule: str, **numbers: int | str) -> Finding:
    """A hold where there is money to hold back, else a warning."""
    return Finding(rule, "hold" if subject.pays else "warn", numbers)


def listed(names: Iterable[str]) -> str:
    """Several ids or codes as one figure, in order, each once, ten at the most: one finding speaks for them all."""
    return ", ".join(sorted(set(names))[:LISTED_AT_MOST])
