"""The closed list of record kinds that this version understands, and who may write and correct each.

A kind that is not here, or has a newer version, is kept as bytes and left alone. ARCHITECTURE.md has the same list as
a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from core.domain import (
    agreements,
    attendance,
    cash,
    certifying,
    complaints,
    corrections,
    epochs,
    exports,
    funds,
    items,
    nurseries,
    payouts,
    people,
    plantings,
    plots,
    programme,
    rates,
    sealing,
    sheets,
    stands,
    survival,
    tablets,
    verdicts,
    verifications,
    visits,
    wordings,
)
from core.domain.bodies import UnreadableBody, fact_from, version_of
from core.domain.records import Record

Author = Literal["tablet", "office", "both"]


class UnknownKind(ValueError):
    """This version does not know the record's kind, or not this version of it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`is_thing`: later records refer to it, so it is kept at hand with its body.

    `subject` names the field that says what the record is about, `figure` the one with its count.
    """

    shape: type[Any]
    author: Author
    is_thing: bool = False
    subject: str = ""
    figure: str = ""

    @property
    def name(self) -> str:
        return str(self.shape.kind)


_OFFICE_THINGS = (
    programme.Programme, programme.Setting, programme.Season, wordings.Wording,
    people.Community, people.Committee, people.Household, people.Officer, people.User,
    tablets.TabletEnrolled, tablets.TabletRevoked, sealing.SealingKey, epochs.EpochBegan, epochs.GivenBack,
    nurseries.Species, nurseries.SeedLot, nurseries.OpeningBatch,
    plots.Area, plots.Unit, plots.WaterBody, plots.CycleOpened,
    rates.Rate, funds.Fund, funds.ExchangeRate,
)  # fmt: skip
_SHEET_STEPS = (
    sheets.SheetLocked, sheets.SheetReopened, sheets.SheetApproved, sheets.LinesAssigned, sheets.LinesReassigned,
    sheets.SheetSettled, sheets.SheetClosed,
)  # fmt: skip
_OFFICE_CASH = (cash.CashAdvance, cash.CashReturned, cash.DifferenceDecided, cash.TechnicianRepaid)
_FIELD_CASH = (cash.Expense, cash.CashCount, cash.HandOver)
_KINDS = (
    *(Kind(shape, "office", is_thing=True) for shape in _OFFICE_THINGS),
    Kind(people.MemberConfirmed, "office", subject="member"),
    Kind(people.MembersCompared, "office", is_thing=True, subject="member"),
    Kind(certifying.UnitDescribed, "office", is_thing=True, subject="unit"),
    Kind(certifying.UnitCertified, "office", is_thing=True, subject="unit"),
    Kind(plantings.OpeningPlanted, "office", subject="unit", figure="trees"),
    Kind(items.OpeningBalance, "office", subject="member"),
    Kind(verdicts.Verdict, "office", subject="target"),
    Kind(people.Member, "both", is_thing=True),
    Kind(nurseries.BatchStarted, "both", is_thing=True, subject="species"),
    Kind(nurseries.PrickedOut, "both", subject="batch", figure="count"),
    Kind(nurseries.InventoryCounted, "both", subject="batch", figure="count"),
    Kind(nurseries.ReadyAccepted, "both", subject="batch", figure="total"),
    Kind(nurseries.SaplingsLost, "both", subject="batch", figure="count"),
    Kind(nurseries.Dispatched, "both", subject="batch", figure="count"),
    Kind(nurseries.Returned, "both", subject="batch", figure="count"),
    Kind(nurseries.Transferred, "both", subject="batch", figure="count"),
    Kind(nurseries.GivenAway, "both", subject="batch", figure="count"),
    Kind(nurseries.Received, "both", subject="batch", figure="count"),
    Kind(plantings.Planting, "both", subject="unit", figure="count"),
    Kind(plantings.Replanting, "both", subject="unit", figure="count"),
    Kind(attendance.Workday, "both", subject="activity"),
    Kind(survival.SurvivalDrawn, "both", is_thing=True, subject="unit", figure="rows_total"),
    Kind(survival.SurvivalCount, "both", subject="drawn"),
    Kind(stands.LossEvent, "both", subject="unit", figure="trees"),
    Kind(stands.Harvest, "both", subject="unit", figure="trees"),
    Kind(visits.Visit, "both", subject="unit"),
    Kind(complaints.Complaint, "both", subject="about"),
    Kind(complaints.ComplaintAnswered, "office", subject="complaint"),
    Kind(agreements.Agreement, "both", subject="subject"),
    Kind(plots.BorderWalked, "both", subject="unit"),
    Kind(sheets.PaySheet, "office", subject="fund"),
    *(Kind(shape, "office", subject="sheet") for shape in _SHEET_STEPS),
    Kind(sheets.LineReleased, "tablet", subject="sheet"),
    Kind(sheets.LineAccepted, "tablet"),
    Kind(sheets.LinesReturned, "tablet", subject="sheet"),
    Kind(sheets.Distribution, "both", subject="payout"),
    Kind(sheets.Approval, "office", subject="target"),
    Kind(payouts.Payout, "both", subject="payee", figure="centimos"),
    Kind(payouts.SuspenseDecided, "office", subject="payout"),
    Kind(payouts.RecoveryDecided, "office", subject="payee"),
    *(Kind(shape, "office", subject="technician", figure="centimos") for shape in _OFFICE_CASH),
    Kind(cash.TripSettled, "office", subject="technician", figure="kept_centimos"),
    *(Kind(shape, "both", subject="technician", figure="centimos") for shape in _FIELD_CASH),
    Kind(cash.HandOverReceived, "both", subject="hand_over"),
    Kind(funds.GrantReceived, "office", subject="fund", figure="centimos"),
    Kind(funds.CarbonSale, "office", subject="upstream_fund", figure="tonnes"),
    Kind(funds.MonthClosed, "office"),
    Kind(exports.Exported, "office", subject="profile", figure="size"),
    Kind(verifications.VerifiedOnSite, "office", subject="target", figure="found"),
    Kind(corrections.Void, "both", subject="target"),
    Kind(corrections.Replace, "both", subject="target"),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}

_STEPS = (
    *_SHEET_STEPS, sheets.LineReleased, sheets.LineAccepted, sheets.LinesReturned, sheets.Approval,
    payouts.SuspenseDecided, payouts.RecoveryDecided, cash.TripSettled, cash.HandOverReceived,
)  # fmt: skip
_OFFICE_ONCE = ("programme", "epoch_began", "given_back", "sealing_key", "exported")
UNCORRECTABLE = frozenset({"void", "replace", "verdict", *_OFFICE_ONCE, *(step.kind for step in _STEPS)})
"""A correction is answered by another correction of the same target, a verdict by a release, a step by the next. Only
while one of them waits for a second person it is taken back.
"""


def read_fact(kind: str, version: int, body: dict[str, Any]) -> Any:
    """The typed fact in a body; raises UnknownKind for one that this version cannot know, UnreadableBody for a
    misshapen one.
    """
    known = KINDS.get(kind)
    if known is None or not 1 <= version <= known.shape.version:
        raise UnknownKind(f"{kind} version {version}")
    fact = fact_from(known.shape, body)
    if version < known.shape.version and version < version_of(known.shape, body):
        # Whoever knows no later version cannot read it either, and all have to judge alike.
        raise UnreadableBody(f"{kind} version {version} has no such fields")
    return fact


def fact_of(record: Record) -> Any:
    """The typed fact that a record states; raises as `read_fact`."""
    return read_fact(record.kind, record.kind_version, record.body)


def fact_or_none(kind: str, version: int, body: dict[str, Any]) -> Any | None:
    """As `read_fact`; None for what it raises."""
    try:
        return read_fact(kind, version, body)
    except (UnknownKind, UnreadableBody):
        return None
