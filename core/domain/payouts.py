"""Payouts: money put into somebody's hand or account, and how they acknowledged it.

A payout names the sheet and the payee, and that pair is its key: entered twice, from the tablet and from signed paper,
it is one payment to be confirmed. Money that left a box and pays no line waits in suspense for a person's decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Amount, SideHash
from core.domain.records import RecordId

Way = Literal["cash", "yape", "plin", "bim", "bank", "counter"]
WAYS: tuple[Way, ...] = ("cash", "yape", "plin", "bim", "bank", "counter")
CASH_WAYS: frozenset[str] = frozenset({"cash", "counter"})
"""The ways by which notes and coins change hands: out of a technician's box, or at the office."""
WALLETS: frozenset[str] = frozenset({"yape", "plin", "bim"})
Acknowledgement = Literal["strokes", "mark", "paper"]
"""Own signature on the tablet, a mark (cross or fingerprint) before a witness, or the signed paper list."""
ProxyReason = Literal["ill", "away", "old_age", "child_care", "other"]
PROXY_FOR_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Payout:
    """`centimos` handed to the payee. `technician` (a user) and `advance` are the cash box and trip it came from,
    absent for transfers and the office counter; `operation` is the number of a transfer.

    `witness` stands by a mark: a member who is neither payee nor proxy. `proxy` is the member who took the money for
    the payee.
    """

    kind: ClassVar[str] = "payout"
    version: ClassVar[int] = 1

    sheet: RecordId
    payee: RecordId
    centimos: Amount
    way: Way
    acknowledged: Acknowledgement
    technician: RecordId | None = None
    advance: RecordId | None = None
    operation: str | None = None
    witness: RecordId | None = None
    proxy: RecordId | None = None
    proxy_reason: ProxyReason | None = None
    strokes_side: SideHash | None = None
    photo_side: SideHash | None = None


SuspenseAction = Literal["same_payment", "paid", "payee_owes", "technician_owes", "loss"]
SUSPENSE_ACTIONS: tuple[SuspenseAction, ...] = ("same_payment", "paid", "payee_owes", "technician_owes", "loss")


@dataclass(frozen=True, slots=True)
class SuspenseDecided:
    """What a payout in suspense was: the one already booked (`same_payment`), the payment of its line (`paid`), too
    much for the payee or the technician to give back, or a loss.
    """

    kind: ClassVar[str] = "suspense_decided"
    version: ClassVar[int] = 1

    payout: RecordId
    action: SuspenseAction
    reason_side: SideHash | None = None


RecoveryAction = Literal["recover", "waive"]
RECOVERY_ACTIONS: tuple[RecoveryAction, ...] = ("recover", "waive")


@dataclass(frozen=True, slots=True)
class RecoveryDecided:
    """What becomes of money that `payee` was paid for record `about` and that a correction took back: it is recovered
    from later lines, or waived (condonado).
    """

    kind: ClassVar[str] = "recovery_decided"
    version: ClassVar[int] = 1

    payee: RecordId
    about: RecordId
    action: RecoveryAction
    reason_side: SideHash | None = None
