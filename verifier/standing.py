"""What stands at the end of the log: boxes and trips, increases, and of every payee what was earned, paid and is owed
(rules, 5.11 and 6.7). It is worked out once, when the last record was taken.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from verifier.desk import Desk, Posting
from verifier.force import is_held
from verifier.model import Identity
from verifier.money import TRIP_SUMS
from verifier.stands import keep_stands
from verifier.totals import keep_totals

LINES_STAND_IN = ("locked", "approved", "assigned", "paying")
ACCRUED = ("share", "reversal", "opening")
LESS_THAN_A_COIN = 10


def close_books(desk: Desk) -> None:
    """What stands when the last record was taken."""
    desk.boxes = {technician: (cash, owed) for technician, (cash, owed) in desk.box.items()}
    for trip in desk.trips.values():
        trip.sums = {name: desk.sums[trip.id][name] for name in TRIP_SUMS if desk.sums[trip.id][name]}
    desk.increases = {row.id: row.increase for row in desk.of_kind["ready_accepted"] if row.status == "live"}
    keep_totals(desk)
    keep_identities(desk)
    keep_stands(desk)


class Owed:
    """What is known of a payee's items while all postings are gone through."""

    __slots__ = ("accrued", "owed", "recovery", "rounding", "to_recover", "together", "waived")

    def __init__(self) -> None:
        self.accrued = 0
        self.rounding = 0
        self.waived = 0
        self.owed = 0
        self.to_recover = 0
        self.recovery = 0
        self.together: list[Posting] = []
        """Open items of records that have more than one posting, or of which something may be held."""


def keep_identities(desk: Desk) -> None:
    """Of every payee: accrued + rounding + waived = paid + owed − to recover."""
    of: dict[str, Owed] = defaultdict(Owed)
    for posting in desk.postings:
        row = desk.rows[posting.record]
        alone = posting.kind == "share" and row.posting == 1 and row.standing is posting
        if alone and posting.claimed is None and row.id not in desk.standing:
            for member, centimos in zip(posting.members, posting.centimos):
                one = of[member]
                one.accrued += centimos
                one.owed += centimos
        else:
            count_posting(posting, of)
    for payout in desk.payouts.values():
        of[payout.payee].accrued += 0
    for line in desk.lines.values():
        if desk.sheets[line.sheet].state in LINES_STAND_IN:
            recovered = line.recovered if line.paid > 0 else 0
            of[line.payee].owed += line.gross - recovered - line.paid
            of[line.payee].to_recover += line.recovery - recovered
    for payee, one in of.items():
        paid = sum(
            payout.paid + (payout.surplus if payout.decision == "payee_owes" else 0)
            for payout in map(desk.payouts.__getitem__, desk.payouts_to.get(payee, ()))
        )
        sums = open_sums(desk, payee, one.together)
        owed = one.owed + sums.owed + max(0, one.recovery)
        to_recover = one.to_recover + sums.to_recover + max(0, -one.recovery)
        desk.identities[payee] = Identity(
            one.accrued, one.rounding, one.waived, paid, owed, sums.carried, sums.held, to_recover
        )


def count_posting(posting: Posting, of: dict[str, Owed]) -> None:
    """A posting that has to be looked at item by item."""
    kind = posting.kind
    for i, member in enumerate(posting.members):
        one, centimos = of[member], posting.centimos[i]
        if kind in ACCRUED:
            one.accrued += centimos
        elif kind == "rounding":
            one.rounding += centimos
        elif kind == "waived":
            one.waived += centimos
        if posting.claimed is None or not posting.claimed[i]:
            if kind == "recovery":
                one.recovery += centimos
            else:
                one.together.append(posting)


class OpenSums(NamedTuple):
    """Of a payee's open items, added up by their records."""

    owed: int
    to_recover: int
    held: int
    carried: int


def open_sums(desk: Desk, payee: str, postings: list[Posting]) -> OpenSums:
    """What these open items come to, record by record."""
    by_record: dict[str, int] = defaultdict(int)
    remainders: dict[str, int] = defaultdict(int)
    committees: dict[str, str] = {}
    for posting in postings:
        centimos = posting.of(payee)
        by_record[posting.record] += centimos
        committees[posting.record] = posting.committee
        if posting.kind == "remainder":
            remainders[posting.record] += centimos
    owed = sum(centimos for centimos in by_record.values() if centimos > 0)
    held = sum(
        centimos for record, centimos in by_record.items()
        if centimos > 0 and is_held(desk, record, payee, committees[record])
    )  # fmt: skip
    carried = sum(centimos for centimos in remainders.values() if 0 < centimos < LESS_THAN_A_COIN)
    return OpenSums(owed, owed - sum(by_record.values()), held, carried)
