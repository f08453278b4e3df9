"""A server that was put back, on the road without a network: both ends.

The office's reply tells the tablet that it was put back, the tablet's next bundle gives back what was lost, and with
the reply to that the tablet goes over. Each step may be taken twice, and what did not fit goes with the next bundle.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.problems import Problem
from core.sync.carried.bundle_body import Crossing
from core.sync.restore.epoch_format import pack_told, unpack_told
from core.sync.restore.epochs import TOLD, Way, cross, giving_over, lost_here, tell, way_over
from core.sync.restore.offer_format import pack_offer
from core.sync.restore.offers import left_aside, take_back
from core.sync.trust.alarms import contradicts
from core.sync.wire.messages import LARGEST_REQUEST_BYTES
from core.usecases.office.restores import records_of_epochs
from core.usecases.ports import Checkpoint, Clock, Session, Signer, Store

_PART_BYTES = 500_000


class PutBackError(Exception):
    """A bundle shows a checkpoint that this server has signed and no longer has: it has to go on under a new origin
    before it reads that bundle.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__(checkpoint)
        self.checkpoint = checkpoint


# The tablet writes


def gather_offers(session: Session, signer: Signer, limit_bytes: int) -> tuple[list[bytes], int]:
    """What the office has said that it lost, or what it gives no sign of having, as many parts as fit, and how many
    records that is.
    """
    way = _way(session)
    giving = giving_over(session, way) if way else next(iter(left_aside(session)), None)
    offers: list[bytes] = []
    if giving is None:
        return offers, 0
    first = at = giving.reached(session)
    size = 0
    while at < giving.end and size < limit_bytes:
        offer = giving.part(session, at, _PART_BYTES)
        offers.append(pack_offer(offer, signer))
        at, size = offer.end, size + len(offers[-1])
    return offers, at - first


def has_to_go_over(session: Session) -> bool:
    """Whether the office has said that it was put back, and takes nothing else before it has everything again."""
    return _way(session) is not None


def _way(session: Session) -> Way | None:
    told = session.note(TOLD)
    return way_over(session, unpack_told(told).epochs) if told else None


# The office reads and replies


def refuse_where_put_back(session: Session, note: str) -> None:
    """Raises PutBackError where this server has signed that checkpoint and no longer has it."""
    try:
        lost = lost_here(session, note)
    except Problem as problem:
        raise Problem("bundle_unreadable") from problem
    if lost is not None:
        raise PutBackError(lost)


def take_offers(store: Store, clock: Clock, offers: Sequence[bytes]) -> tuple[int, int]:
    """Keep what is new of them; how many records were, and how far what was lost is here by that (0 where the tablet
    has to begin anew). Raises Problem.
    """
    records = reached = 0
    for data in offers:
        if len(data) > LARGEST_REQUEST_BYTES:
            raise Problem("bundle_unreadable")
        try:
            taken = take_back(store, clock, data)
        except Problem as problem:
            if problem.code.startswith("request_"):
                raise Problem("bundle_unreadable") from problem
            raise
        records += taken.records
        if not taken.is_in_order:
            return records, 0
        reached = taken.reached
    return records, reached


def crossing_for(session: Session, reached: int) -> Crossing | None:
    """What a tablet has to hear that sees another past than this office; None where it was never put back."""
    epochs = records_of_epochs(session)
    return Crossing(tell(session, epochs), reached) if epochs else None


# The tablet reads the reply


def hear_crossing(store: Store, crossing: Crossing) -> int:
    """Go over where the office has everything again, or remember what it said; how many records are still to be given
    back. Raises Problem history_differs where the office's past is not this tablet's, or reply_past where this tablet
    went over meanwhile.
    """
    with store.reading() as session:
        way = way_over(session, crossing.told.epochs)
        giving = giving_over(session, way) if way else None
        differs = contradicts(session, crossing.told.checkpoint)
    if way is None:
        raise Problem("history_differs" if differs else "reply_past")
    left = max(0, giving.end - max(giving.start, crossing.reached)) if giving else 0
    with store.writing() as session:
        session.put_note(TOLD, pack_told(crossing.told) if left else b"")
        if giving is not None and left:
            giving.has_reached(session, giving.end - left)
    if not left:
        cross(store, way)
    return left
