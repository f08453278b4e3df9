"""What settling leaves: pairs of items, one claimed by the line so that its items sum to what was handed over, one
open.

A line of S/ 40.35 for which S/ 40.30 was handed over leaves -5 céntimos claimed by the line and 5 open, for the next
sheet. They belong to the sheet. When a late payout or a void changes what was handed over, the difference is entered;
an open item that another sheet has already claimed is not touched, and the difference waits for a person's decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from core.domain.sheets import RECOVERY, settle_line
from core.fold.money_rows import Claim, Item, Sheet, SheetLine
from core.fold.outcome import Leg
from core.fold.posting import Booking
from core.fold.state import State

Pairs = dict[tuple[str, str], tuple[int, int]]
"""By (payee, kind): céntimos claimed by the record itself, and céntimos open when they were made."""


def settle_lines(
    state: State, sheet: Sheet, lines: Iterable[SheetLine], cause: str, booking: Booking
) -> tuple[Leg, ...]:
    """Bring the rests of a settled sheet's lines up to date; the legs for what was rounded up and recovered."""
    wanted: Pairs = {}
    committees = {}
    legs = []
    returned = _returned(state, sheet.id)
    for line in lines:
        committees[line.payee] = line.committee
        if returned[line.payee] > 0:
            legs += [
                Leg("to_recover", returned[line.payee], line.payee, "", line.committee),
                Leg("payable", -returned[line.payee], line.payee, "", line.committee),
            ]
        rests = settle_line(line.gross_centimos, line.recovery_centimos, line.recovered_centimos, line.paid_centimos)
        for rest in rests:
            wanted[line.payee, rest.kind] = (rest.claimed_centimos, rest.open_centimos)
            if rest.kind == "rounding":
                legs += [
                    Leg("rounding", rest.claimed_centimos, "", "", line.committee),
                    Leg("payable", -rest.claimed_centimos, line.payee, "", line.committee),
                ]
        if line.paid_centimos and line.recovered_centimos:
            legs += [
                Leg("payable", line.recovered_centimos, line.payee, "", line.committee),
                Leg("to_recover", -line.recovered_centimos, line.payee, "", line.committee),
            ]
    bring(state, sheet.id, wanted, committees, sheet.cut_off, cause, booking)
    return tuple(legs)


def _returned(state: State, sheet: str) -> dict[str, int]:
    """By payee what a sheet's lines claim of recoveries: above nothing where more was taken back than had to be, which
    the line gives to the payee like anything else that is owed.
    """
    sums: dict[str, int] = defaultdict(int)
    for claim in state.find(Claim, sheet):
        if claim.kind == RECOVERY and claim.record != sheet:
            for item in state.find(Item, claim.record):
                if (item.posting, item.kind, item.line) == (claim.posting, claim.kind, claim.line):
                    sums[claim.payee] += item.centimos
    return sums


def bring(
    state: State, about: str, wanted: Pairs, committees: dict[str, str], day: str, cause: str, booking: Booking
) -> None:
    """Add items so that those of record `about` come to `wanted`; nothing is added where they already do."""
    items = state.find(Item, about)
    standing: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for item in items:
        claim = state.get(Claim, item.member, about, item.posting, item.kind, item.line)
        side = 0 if claim is not None and claim.claimed_by == about else 1
        standing[item.member, item.kind][side] += item.centimos
    posting = max((item.posting for item in items), default=0) + 1
    line = 0
    for payee, kind in sorted(wanted.keys() | standing.keys()):
        claimed, opened = wanted.get((payee, kind), (0, 0))
        had_claimed, had_opened = standing.get((payee, kind), (0, 0))
        for is_claimed, centimos in ((True, claimed - had_claimed), (False, opened - had_opened)):
            if not centimos:
                continue
            committee = committees.get(payee, "")
            state.add(
                Item(
                    about, posting, kind, line, payee, committee, day, centimos, 0, 0, "", "", "", cause,
                    booking.position,
                )
            )  # fmt: skip
            if is_claimed:
                state.put(Claim(about, posting, kind, line, about, payee))
            line += 1
