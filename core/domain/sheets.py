"""Pay sheets (planillas): which open items are to be paid to whom, by whom, up to which day, and from which fund.

A sheet is drafted, locked, approved by somebody else, assigned line by line to one tablet or the office, paid, settled
and closed. Locking claims items and freezes amounts; whatever was not handed over returns to the payee at settlement.
Every step is a record of its own; nothing here is ever changed in place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from core.domain import canon
from core.domain.bodies import Amount, Count, Day, SideHash
from core.domain.money import SMALLEST_COIN_CENTIMOS, round_cash
from core.domain.records import RecordId

SheetState = Literal["draft", "locked", "approved", "assigned", "paying", "settled", "closed", "abandoned"]
SHEET_STATES: tuple[SheetState, ...] = (
    "draft", "locked", "approved", "assigned", "paying", "settled", "closed", "abandoned",
)  # fmt: skip
PAYABLE_STATES: frozenset[str] = frozenset({"approved", "assigned", "paying"})
"""Lines are assigned, released and paid while the sheet is in one of these."""
RECOVERY = "recovery"
"""The kind of item that a line may take back from a payee, and no more than the settable part of it."""
_CODE_SIGNS = 8

ReopenReason = Literal["wrong_lines", "wrong_fund", "wrong_cut_off", "other"]
ReassignReason = Literal["tablet_lost", "tablet_broken", "technician_away", "other"]


@dataclass(frozen=True, slots=True)
class PaySheet:
    """A draft: what is owed to the payees of these committees for work up to and including `cut_off`.

    `left_out` are payees who get no line this time, `leaving` those whose last céntimos are rounded up, `by_transfer`
    those whom a wallet or a bank pays to the céntimo. The record is replaced while it is a draft, and never afterwards.
    """

    kind: ClassVar[str] = "pay_sheet"
    version: ClassVar[int] = 1

    cut_off: Day
    fund: RecordId
    committees: tuple[RecordId, ...]
    left_out: tuple[RecordId, ...] = ()
    leaving: tuple[RecordId, ...] = ()
    by_transfer: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetLocked:
    """The lines as they stand at this place in the feed: every machine draws them anew and compares number, sum and
    hash. `number` is the sheet's, consecutive in the programme; a sheet that was reopened keeps it.
    """

    kind: ClassVar[str] = "sheet_locked"
    version: ClassVar[int] = 1

    sheet: RecordId
    number: Count
    lines: Count
    centimos: Amount
    lines_hash: SideHash


@dataclass(frozen=True, slots=True)
class SheetReopened:
    """A locked or approved sheet of which no line was assigned becomes a draft again; its history stays."""

    kind: ClassVar[str] = "sheet_reopened"
    version: ClassVar[int] = 1

    sheet: RecordId
    reason: ReopenReason
    note_side: SideHash | None = None


@dataclass(frozen=True, slots=True)
class SheetApproved:
    """Somebody other than who drafted or locked it approves exactly these lines; above a settable sum two people do."""

    kind: ClassVar[str] = "sheet_approved"
    version: ClassVar[int] = 1

    sheet: RecordId
    lines_hash: SideHash


@dataclass(frozen=True, slots=True)
class LinesAssigned:
    """Lines that nobody holds are given to one origin, which alone may pay them, up to and including `pay_until`.

    `holder` is a tablet's origin or the office's. No payees means all lines that nobody holds.
    """

    kind: ClassVar[str] = "lines_assigned"
    version: ClassVar[int] = 1

    sheet: RecordId
    holder: str
    pay_until: Day
    payees: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class LinesReassigned:
    """Lines are taken from whoever holds them without their release, and given to another origin.

    This is the only way in which honest tablets can pay a line twice, so it takes effect when a second person has
    approved it.
    """

    kind: ClassVar[str] = "lines_reassigned"
    version: ClassVar[int] = 1

    sheet: RecordId
    holder: str
    pay_until: Day
    payees: tuple[RecordId, ...]
    reason: ReassignReason


@dataclass(frozen=True, slots=True)
class LineReleased:
    """The holder of a line gives it up in favour of one named origin, which has to accept it."""

    kind: ClassVar[str] = "line_released"
    version: ClassVar[int] = 1

    sheet: RecordId
    payee: RecordId
    to: str


@dataclass(frozen=True, slots=True)
class LineAccepted:
    """The named origin takes a released line. `release` is the text of the release record's canonical bytes and
    `signature` the hex of the releasing origin's signature over `release_message`, as they came by QR code.
    """

    kind: ClassVar[str] = "line_accepted"
    version: ClassVar[int] = 1

    release: str
    signature: str


@dataclass(frozen=True, slots=True)
class LinesReturned:
    """The holder gives lines that were not paid back to the office. No payees means all it holds of the sheet."""

    kind: ClassVar[str] = "lines_returned"
    version: ClassVar[int] = 1

    sheet: RecordId
    payees: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetSettled:
    """Nothing more is paid on this sheet; what was not handed over is owed again."""

    kind: ClassVar[str] = "sheet_settled"
    version: ClassVar[int] = 1

    sheet: RecordId


@dataclass(frozen=True, slots=True)
class SheetClosed:
    """The signed originals are filed; `filed` says where."""

    kind: ClassVar[str] = "sheet_closed"
    version: ClassVar[int] = 1

    sheet: RecordId
    filed: str
    scan_side: SideHash | None = None


@dataclass(frozen=True, slots=True)
class DistributedAmount:
    """What one person got of a sum that was paid to the committee."""

    member: RecordId
    centimos: Amount


@dataclass(frozen=True, slots=True)
class Distribution:
    """The acta de reparto: how a committee divided what it was paid, signed by two officers. It adds up to the
    payout.
    """

    kind: ClassVar[str] = "distribution"
    version: ClassVar[int] = 1

    payout: RecordId
    people: tuple[DistributedAmount, ...]
    officers: tuple[RecordId, ...]
    document: str


@dataclass(frozen=True, slots=True)
class Approval:
    """A second person stands for a step of the office that needs one; it takes effect with the last approval needed."""

    kind: ClassVar[str] = "approval"
    version: ClassVar[int] = 1

    target: RecordId


@dataclass(frozen=True, slots=True)
class OpenAmount:
    """An open item as a line looks at it. `about` is the record that it belongs to; corrections of one record go
    together.
    """

    about: str
    kind: str
    happened_on: str
    centimos: int


def carried_over(gross_centimos: int, recovered_centimos: int, payable_centimos: int) -> int:
    """What coins cannot hand over of a line now; negative when the programme rounds up in the payee's favour."""
    return gross_centimos - recovered_centimos - payable_centimos


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """What one payee gets: `gross_centimos` of open items, less `recovered_centimos` of the `recovery_centimos` that
    were decided, made of whole coins as `payable_centimos`. `claimed` are the places of the items in the list given.
    """

    claimed: tuple[int, ...]
    gross_centimos: int
    recovery_centimos: int
    recovered_centimos: int
    payable_centimos: int

    @property
    def claimed_centimos(self) -> int:
        """The sum of the claimed items."""
        return self.gross_centimos - self.recovery_centimos

    @property
    def carried_centimos(self) -> int:
        """What it leaves over, as `carried_over`."""
        return carried_over(self.gross_centimos, self.recovered_centimos, self.payable_centimos)


def work_by_record(items: Iterable[OpenAmount], cut_off: str) -> dict[str, int]:
    """What open, unheld items of one payee come to up to a day, by the record that they belong to; recoveries are no
    work.
    """
    return _work(items, cut_off)[0]


def line_of(
    work_centimos: int, recovery_centimos: int, *, up: bool = False, exact: bool = False, recovery_percent: int
) -> DrawnLine | None:
    """The line that so much work makes for one payee, with the sum of the items of recoveries (below zero where there
    is something to recover); it claims no items. None where there is less than the smallest coin to pay.
    """
    gross = work_centimos + max(0, recovery_centimos)
    recovery = max(0, -recovery_centimos)
    recovered = min(recovery, gross * recovery_percent // 100)
    left = gross - recovered
    payable = left if exact else round_cash(left, up=up).handed_centimos
    if payable < SMALLEST_COIN_CENTIMOS:
        return None
    return DrawnLine((), gross, recovery if recovered else 0, recovered, payable)


def draw_line(
    items: Sequence[OpenAmount], cut_off: str, *, up: bool = False, exact: bool = False, recovery_percent: int
) -> DrawnLine | None:
    """The line that open, unheld items of one payee make, or None where there is less than the smallest coin to pay.

    Items of a record whose sum is negative are left alone: somebody was paid too much, and a person decides what
    becomes of that. Recoveries that were decided take at most `recovery_percent` of the line.
    """
    sums, along = _work(items, cut_off)
    recovery = sum(item.centimos for item in items if item.kind == RECOVERY)
    work = sum(centimos for centimos in sums.values() if centimos > 0)
    line = line_of(work, recovery, up=up, exact=exact, recovery_percent=recovery_percent)
    if line is None:
        return None
    takes_recovery = line.recovered_centimos > 0 or recovery >= 0
    claimed = tuple(
        place
        for place, item in enumerate(items)
        if (
            takes_recovery
            if item.kind == RECOVERY
            else (item.happened_on <= cut_off or item.about in along) and sums[item.about] >= 0
        )
    )
    return replace(line, claimed=claimed)


def _work(items: Iterable[OpenAmount], cut_off: str) -> tuple[dict[str, int], set[str]]:
    """Sums by record, and the records of which items after the cut-off go along."""
    sums: dict[str, int] = {}
    later: dict[str, int] = {}
    for item in items:
        if item.kind != RECOVERY:
            part = sums if item.happened_on <= cut_off else later
            part[item.about] = part.get(item.about, 0) + item.centimos
    # A record that was paid under a later day and then moved to an earlier one must not be paid again: what takes
    # the first payment back is dated after the cut-off and counts all the same.
    along = {about for about, centimos in later.items() if centimos < 0 and about in sums}
    for about in along:
        sums[about] += later[about]
    return sums, along


@dataclass(frozen=True, slots=True)
class Rest:
    """What settling a line leaves: `open_centimos` is owed again (or still to be recovered) under `kind`, and the
    items claimed by the line change by `claimed_centimos`, so that they sum to what was handed over.
    """

    kind: Literal["remainder", "recovery", "rounding"]
    claimed_centimos: int
    open_centimos: int


def settle_line(
    gross_centimos: int, recovery_centimos: int, recovered_centimos: int, paid_centimos: int
) -> tuple[Rest, ...]:
    """What is left of a line when `paid_centimos` were handed over; 0 returns all of it and recovers nothing."""
    recovered = recovered_centimos if paid_centimos else 0
    rests = []
    still_to_recover = recovery_centimos - recovered
    if still_to_recover:
        rests.append(Rest("recovery", still_to_recover, -still_to_recover))
    left = gross_centimos - recovered - paid_centimos
    if left > 0:
        rests.append(Rest("remainder", -left, left))
    elif left < 0:
        rests.append(Rest("rounding", -left, 0))
    return tuple(rests)


def hash_of_lines(lines: Iterable[tuple[str, int, int]]) -> SideHash:
    """Hex SHA-256 of the lines as (payee id, gross céntimos, payable céntimos), in the order of the ids."""
    rows = [list(line) for line in sorted(lines)]
    return SideHash(hashlib.sha256(canon.encode(rows)).hexdigest())


def lines_code(lines_hash: str) -> str:
    """What people read, print and type for a hash of lines: its first eight signs, in two groups. Empty for none."""
    shown = lines_hash[:_CODE_SIGNS].upper()
    half = _CODE_SIGNS // 2
    return f"{shown[:half]}-{shown[half:]}" if shown else ""


def is_lines_code(typed: str, lines_hash: str) -> bool:
    """Whether somebody typed the code of these lines: in any case, with gaps or without, and as much more of the hash
    as they like.
    """
    signs = "".join(sign for sign in typed.lower() if sign.isalnum())
    return len(signs) >= _CODE_SIGNS and lines_hash.startswith(signs)


def release_message(programme: str, release: str) -> bytes:
    """What a releasing tablet signs: no other statement of the protocol begins like it."""
    return f"planton/release/1\n{programme}\n{release}".encode()
