"""A server that was put back, on the road without a network: both ends.

The office's reply tells the tablet that it was put back, the tablet's next bundle gives back what was lost, and with
the reply to that the tablet goes over. Each step may be taken twice, and what did not fit goes with the next bundle.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.problems import Problem
from core.sync.alarms import contradicts
from core.sync.bundle_body import Crossing
from core.sync.epochs import cross, lost_here, new_epoch, pack_told, tell, unpack_told
from core.sync.messages import LARGEST_REQUEST_BYTES
from core.sync.offer_format import pack_offer
from core.sync.offers import giving, take_back
from core.usecases.office import records_of_epochs
from core.usecases.ports import Checkpoint, Clock, Session, Signer, Store

_TOLD = "epoch_told"
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
    """What the office has said that it lost, as many parts as fit, and how many records that is; nothing where it has
    said no such thing.
    """
    told = session.note(_TOLD)
    epoch = new_epoch(session, unpack_told(told).epochs) if told else None
    all_of_it = giving(session, epoch) if epoch else None
    offers: list[bytes] = []
    if all_of_it is None:
        return offers, 0
    first = at = all_of_it.reached(session)
    size = 0
    while at < all_of_it.end and size < limit_bytes:
        offer = all_of_it.part(session, at, _PART_BYTES)
        offers.append(pack_offer(offer, signer))
        at, size = offer.end, size + len(offers[-1])
    return offers, at - first


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
        epoch = new_epoch(session, crossing.told.epochs)
        all_of_it = giving(session, epoch) if epoch else None
        differs = contradicts(session, crossing.told.checkpoint)
    if epoch is None:
        raise Problem("history_differs" if differs else "reply_past")
    left = max(0, all_of_it.end - max(all_of_it.start, crossing.reached)) if all_of_it else 0
    with store.writing() as session:
        session.put_note(_TOLD, pack_told(crossing.told) if left else b"")
        if all_of_it is not None and left:
            all_of_it.has_reached(session, all_of_it.end - left)
    if not left:
        cross(store, epoch)
    return left
