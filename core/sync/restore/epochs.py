"""When the office's server was put back to an earlier state: both ends of how nothing is lost by it.

The server goes on under a new origin, whose first record names the size and root that the feed had. A tablet that
holds more compares them with its own past, offers back everything behind them (`offers`), and then follows the new
feed. What it held before is kept aside. Any other difference is an alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.domain.calendar import local_day
from core.domain.epochs import EpochBegan, epoch_message
from core.domain.merkle import Tree, grow, root
from core.domain.problems import Problem
from core.domain.records import Origin
from core.sync.restore.epoch_format import Told
from core.sync.restore.offers import Giving, give_back, giving_for
from core.sync.trust.awaited_replies import forget_all
from core.sync.trust.checkpoints import keep_checkpoint, leaves_of, log_name, read_checkpoint, signer_of, tree_at
from core.sync.trust.introductions import Epoch, go_over, introduce, new_origin, read_epoch, read_epochs
from core.sync.trust.keys import PrivateKey
from core.sync.trust.own_past import CHANGED
from core.usecases import notes
from core.usecases.own_log import OFFICE_AUTHOR, Statement, append_as_office
from core.usecases.ports import Checkpoint, Clock, Session, Signer, Store

TOLD = "epoch_told"
"""What an office has said of its epochs by a file, until the tablet has gone over or hears something else."""
_READ_BYTES = 4_000_000

# The server


def begin_epoch(store: Store, clock: Clock, key: PrivateKey, before: str) -> Origin:
    """Go on under a new origin, instead of `before`, from where the feed is now; the origin. The old key signs for the
    new one and is gone. Where another process has gone on already, its origin.
    """
    with store.writing() as session:
        session.origin(before, lock=True)
        now_own = notes.text(session, "own_origin")
        if now_own != before:
            return Origin(now_own)
        old = PrivateKey(session.note("own_key") or b"")
        # What is just being kept has its places before the epoch, which has to begin where it says.
        session.tree(lock=True)
        size = session.feed_size()
        tree = tree_at(session, size)
        session.put_tree(tree)
        if size and session.checkpoint_of(size) is None:
            # The backup may be from the moment before this was signed. Whoever has confirmed it must find it here.
            keep_checkpoint(session, old, before, tree)
        said = (key.public_key.hex(), size, root(tree).hex())
        signature = old.sign(epoch_message(session.programme, *said)).hex()
        fact = EpochBegan(before, old.public_key.hex(), *said, signature)  # type: ignore[arg-type]
        origin = Origin(fact.code)
        session.put_origin(new_origin(session.programme, origin, key.public_key, "office"))
        session.put_note("own_origin", origin.encode("ascii"))
        session.put_note("own_key", key.raw)
        now = clock.now_ms()
        append_as_office(session, origin, [Statement(fact, local_day(now), OFFICE_AUTHOR, now)])
    store.fold()
    return origin


def lost_here(session: Session, note: str) -> Checkpoint | None:
    """The checkpoint of a note, where this server has signed it and no longer has it. Raises Problem request_unreadable
    for one that this server has not signed though it says so. What was changed by hand was not put back.
    """
    if session.note(CHANGED):
        return None
    own = notes.text(session, "own_origin")
    known = session.origin(own)
    name = log_name(session.programme, own)
    if known is None or not note.startswith(f"{name}\n"):
        return None
    try:
        claimed = read_checkpoint(note, name, known.public_key)
    except Problem as problem:
        raise Problem("request_unreadable") from problem
    standing = session.checkpoint_of(claimed.size)
    return claimed if standing is None or standing.root != claimed.root else None


def tell(session: Session, epochs: Sequence[bytes]) -> Told:
    """What a server tells a tablet that sees another past than it."""
    standing = session.checkpoint()
    return Told(tuple(epochs), standing.note if standing else "")


# The tablet


@dataclass(frozen=True, slots=True)
class Way:
    """How a tablet goes over to a server: over the `first` epoch that it does not follow yet, to the `last` that the
    server has begun. The first `common` records of its feed are the server's as well. It `is_behind` where that server
    goes on from a place that it has not reached.

    A tablet holds 120 records, and the server was put back to 100: `common` is 100. Another holds 90: it is behind.
    """

    told: tuple[Epoch, ...]
    first: Epoch
    common: int
    is_behind: bool

    @property
    def last(self) -> Epoch:
        return self.told[-1]


def follow(
    store: Store, signer: Signer, told: Sequence[bytes], give: Callable[[bytes], bool],
    size_bytes: Callable[[], int], is_cancelled: Callable[[], bool] = lambda: False,
) -> bool:  # fmt: skip
    """Go over to a server that was put back, after giving it what it has lost in parts of about `size_bytes()` on the
    road; False where it tells of no epoch that this tablet does not follow already. A person may cancel in between: the
    next time it goes on from there.

    Raises Problem history_differs where the server's past is not this tablet's.
    """
    with store.reading() as session:
        way = way_over(session, told)
        giving = giving_over(session, way) if way else None
    if way is None:
        return False
    for _ in give_back(store, signer, giving, give, size_bytes) if giving else ():
        if is_cancelled():
            return True
    cross(store, way)
    return True


def way_over(session: Session, told: Sequence[bytes]) -> Way | None:
    """None where this tablet follows the server already. Raises Problem history_differs where the server went on from
    another past than this tablet's.
    """
    epochs = read_epochs(session, told)
    names = [epoch.record.origin for epoch in epochs]
    followed = notes.text(session, "server_origin")
    # What led to the one that is followed has been met by that, even where its record has yet to come.
    later = epochs[names.index(Origin(followed)) + 1 :] if followed in names else epochs
    first = next((epoch for epoch in later if not _stands_here(session, epoch)), None)
    return Way(epochs, first, *_meeting(session, first.fact)) if first else None


def giving_over(session: Session, way: Way) -> Giving | None:
    """What the server is to be given back before this tablet goes over to it."""
    return giving_for(session, way.last.record.origin, way.common)


def _meeting(session: Session, began: EpochBegan) -> tuple[int, bool]:
    """How much of this tablet's feed a new epoch's server has as well, and whether this tablet is behind the place from
    which that goes on. Raises Problem history_differs.

    The past it goes on from may be one that this tablet has left for another server, which was then lost in its turn.
    """
    size = began.size
    if size <= session.feed_size() and root(tree_at(session, size)).hex() == began.root:
        return size, False
    shared = _spoken_here(session, began.before)
    differs = size <= shared
    for cut in session.cuts():
        there = _root_of_cut(session, cut.number, size) if size <= cut.size else ""
        if there == began.root:
            return min(size, cut.common), False
        is_signed = size <= cut.checkpoint.size and signer_of(cut.checkpoint.note) == began.before
        differs = differs or (is_signed and there != "")
    if differs:
        raise Problem("history_differs")
    return shared, True


def _spoken_here(session: Session, server: str) -> int:
    """How much of this tablet's feed comes from that server and those before it: all, unless an epoch stands there that
    somebody else began after it.
    """
    at, here = 0, session.feed_size()
    while spans := session.feed(at + 1, here, _READ_BYTES):
        for span in spans:
            epoch = read_epoch(session, span.records[0]) if span.first_seq == 1 else None
            if epoch is not None and epoch.fact.before == server and _stands_here(session, epoch):
                return epoch.fact.size
            at += span.number
    return here


def _stands_here(session: Session, epoch: Epoch) -> bool:
    """Whether an epoch began where it stands in this tablet's feed. One that was lost by a later restore and given back
    stands somewhere else, and its server's past is not this one.
    """
    place = epoch.fact.size + 1
    found = session.feed(place, place, 1)
    return [(span.origin, span.first_seq) for span in found] == [(epoch.record.origin, 1)]


def _root_of_cut(session: Session, cut: int, size: int) -> str:
    """The root as hex; empty where some of it is no longer here."""
    try:
        return root(grow(Tree(), leaves_of(session, size, cut=cut))).hex()
    except LookupError:
        return ""


def cross(store: Store, way: Way) -> None:
    """Go over to a server that has everything from here that it had lost. Whoever is behind the place from which it
    goes on believes it at once: the record that begins its epoch may be many answers away, and none of them could be
    read.
    """
    with store.writing() as session:
        standing = session.checkpoint()
        given = max(0, standing.size - way.common) if standing else 0
        goes_back = not way.is_behind or way.common < session.feed_size()
        if goes_back:
            _go_back_to(session, way.common)
        if way.is_behind:
            for epoch in way.told:
                introduce(session, epoch)
        go_over(session, way.last if way.is_behind else way.first)
        forget_all(session)
        if given or not way.is_behind:
            notes.put_number(session, "given_back", given)
            session.put_note("restored_on", way.first.record.happened_on.encode("ascii"))
    if goes_back:
        store.refold()


def _go_back_to(session: Session, size: int) -> None:
    tree = tree_at(session, size)
    session.cut_feed(size)
    session.put_tree(tree)
    own = session.origin(notes.text(session, "own_origin"))
    notes.put_number(session, "acked_seq", own.seq if own else 0)
