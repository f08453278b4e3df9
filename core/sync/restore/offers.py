"""What a server that was put back has lost, on its way from a tablet to it: both ends, part by part.

No record of another tablet carries a signature of its own. A part is believed because it stands in a tree that an
earlier server of this programme has signed: with the roots of what stands left and right of it, it comes to the signed
root or it is no part of that tree. So every part proves itself, takes effect when it comes, and may come again; none
can hold anything that was not there. The tablet signs for having brought it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.domain.bodies import Count, UnreadableBody
from core.domain.calendar import local_day
from core.domain.chain import chain_over
from core.domain.epochs import GivenBack
from core.domain.kinds import UnknownKind, fact_of
from core.domain.merkle import Levels, Tree, completed, grow, root
from core.domain.problems import Problem
from core.domain.records import UnreadableRecord, decode_record, read_record
from core.domain.tablets import TabletRevoked
from core.sync.restore.offer_format import MOST_EPOCHS, Offer, Taken, note_of_offer, pack_offer, unpack_offer
from core.sync.stages.push import PRESSED, ROOM_BYTES, TOOK_BACK, sides_of
from core.sync.stages.side_rows import belongs
from core.sync.trust.checkpoints import leaves_of, log_name, read_checkpoint, signer_of
from core.sync.trust.introductions import Epoch, introduce, meet_enrolled, read_epoch
from core.usecases import notes
from core.usecases.own_log import OFFICE_AUTHOR, Statement, append_as_office
from core.usecases.ports import Checkpoint, Clock, OriginState, Session, SideRow, Signer, Span, Store

_WITHOUT_END = 1 << 53

# The server


def is_vouched(session: Session, data: bytes) -> bool:
    """Whether an offer comes under the signature of a server that is known here, as all do but where this one was put
    back twice. Nothing of it is opened for that: a few bytes can hold a great deal. Raises Problem request_damaged.
    """
    try:
        note = note_of_offer(data)
    except Problem as problem:
        if problem.code == "request_damaged":
            raise
        return False
    return _signed_by_former(session, note) is not None


def take_back(store: Store, clock: Clock, data: bytes) -> Taken:
    """Keep what is new of an offer, and on record who brought it and how much.

    Raises Problem request_unreadable, or history_differs for what an earlier server of this programme did not sign, or
    server_busy where the server has just gone on under another name.
    """
    offer, giver = unpack_offer(data)
    with store.writing() as session:
        own = notes.text(session, "own_origin")
        # Locked first, since it is written last: of two tablets that give back at once one waits.
        session.origin(own, lock=True)
        if notes.text(session, "own_origin") != own:
            # While this one waited the server has gone on under another name.
            raise Problem("server_busy")
        signed, former = _proved(session, offer)
        is_last = offer.end == signed.size
        if not _comes_next(session, own, former, offer):
            return Taken(0, is_in_order=False, is_last=is_last, reached=0)
        for origin in sorted({span.origin for span in offer.spans}):
            session.origin(origin, lock=True)
        number = sum(_take_span(session, span) for span in offer.spans)
        named = {name for span in offer.spans for data in span.records for name in sides_of(data)}
        session.put_side_rows(row for row in offer.side_rows if row.hash in named and belongs(row))
        session.put_note(TOOK_BACK, b"1")
        if number:
            now, fact = clock.now_ms(), GivenBack(giver, Count(number), Count(offer.end))
            append_as_office(session, own, [Statement(fact, local_day(now), OFFICE_AUTHOR, now)])
    store.fold()
    return Taken(number, is_in_order=True, is_last=is_last, reached=offer.end)


def _comes_next(session: Session, own: str, former: str, offer: Offer) -> bool:
    """Whether a part begins no later than what is here of the former server's feed; then that goes as far as it. To a
    server that never said it was put back nobody gives anything back.
    """
    told: dict[str, Epoch] = {
        epoch.record.origin: epoch for data in offer.epochs if (epoch := read_epoch(session, data))
    }
    ours, theirs = _line(session, own, {}), _line(session, former, told)
    if len(ours) == 1:
        return False
    del ours[own]
    shared = max((min(end, ours[server]) for server, end in theirs.items() if server in ours), default=0)
    reached = max(shared, notes.number(session, f"reached/{former}"))
    if offer.start > reached:
        return False
    notes.put_number(session, f"reached/{former}", max(reached, offer.end))
    return True


def _line(session: Session, server: str, told: Mapping[str, Epoch]) -> dict[str, int]:
    """A server and those before it, and how far each speaks in the feed of the first: to where the next one began."""
    line: dict[str, int] = {}
    end = _WITHOUT_END
    while server not in line:
        line[server] = end
        first = session.records(server, 1, 1)
        epoch = told.get(server) or (read_epoch(session, first[0]) if first else None)
        if epoch is not None:
            server, end = epoch.fact.before, epoch.fact.size
    return line


def _proved(session: Session, offer: Offer) -> tuple[Checkpoint, str]:
    """The checkpoint of an earlier server in whose tree these records stand where they say, and the server's origin.
    Raises Problem history_differs where they do not.
    """
    for data in offer.epochs:
        # Put back twice, a server may have lost its own last epoch as well.
        epoch = read_epoch(session, data)
        if epoch is not None:
            introduce(session, epoch)
    signed = _signed_by_former(session, offer.note)
    at = offer.start
    for span in offer.spans:
        if span.first_position != at + 1:
            raise Problem("history_differs")
        at += span.number
    if signed is None or len(offer.left) != offer.start.bit_count():
        raise Problem("history_differs")
    tree = grow(Tree(offer.start, offer.left), (data for span in offer.spans for data in span.records))
    try:
        whole = completed(tree, signed.size, offer.right)
    except ValueError as error:
        raise Problem("history_differs") from error
    if root(whole) != signed.root:
        raise Problem("history_differs")
    return signed, signer_of(offer.note)


def _signed_by_former(session: Session, note: str) -> Checkpoint | None:
    """The checkpoint of a note that a server of this programme has signed whose key is known here."""
    former = session.origin(signer_of(note))
    if former is None or former.role != "office":
        return None
    try:
        return read_checkpoint(note, log_name(session.programme, former.origin), former.public_key)
    except Problem:
        return None


def _take_span(session: Session, span: Span) -> int:
    """Keep what is not here yet of records that were here once; how many."""
    known = session.origin(span.origin) or _met_epoch(session, span)
    if known is None or span.first_seq > known.seq + 1:
        return 0
    records = _under_their_own_name(span)
    here = session.records(span.origin, span.first_seq, span.first_seq + len(records) - 1)
    if here != list(records[: len(here)]):
        # Somebody went on here before the loss was noticed; both are signed, and a person has to look.
        session.put_note(f"equivocation/{span.origin}", records[0])
        return 0
    new = records[len(here) :]
    if not new:
        return 0
    heads = chain_over(known.head, new)
    session.write_records(span.origin, known.seq + 1, new, heads)
    session.put_origin(known.grown(len(new), heads[-1]))
    session.place_in_feed(span.origin, known.seq + 1, len(new))
    if known.role == "office":
        meet_enrolled(session, new)
        for data in new:
            _shut_out_again(session, data)
    return len(new)


def _under_their_own_name(span: Span) -> Sequence[bytes]:
    """The records of a span up to the first that gives itself another name or number: the tree says nothing of these,
    and what stands under somebody's would keep out what they have said themselves. What nobody can read has no name.
    """
    for place, data in enumerate(span.records):
        try:
            record = read_record(data)
        except UnreadableRecord:
            continue
        if (record.origin, record.seq) != (span.origin, span.first_seq + place):
            return span.records[:place]
    return span.records


def _met_epoch(session: Session, span: Span) -> OriginState | None:
    """The origin of an epoch that the former server had lost before and been given back: it begins with this record."""
    epoch = read_epoch(session, span.records[0])
    if epoch is None or epoch.record.origin != span.origin:
        return None
    introduce(session, epoch)
    return session.origin(span.origin)


def _shut_out_again(session: Session, data: bytes) -> None:
    if TabletRevoked.kind.encode() in data:
        fact = _fact(data)
        if isinstance(fact, TabletRevoked):
            session.revoke_origin(fact.origin)


def _fact(data: bytes) -> object:
    try:
        return fact_of(decode_record(data))
    except (UnreadableRecord, UnknownKind, UnreadableBody):
        return None


# The tablet


@dataclass(frozen=True, slots=True)
class Giving:
    """What a tablet has to give back to the server of the epoch that `receiver` began: everything behind `start` under
    the last checkpoint of a server before it; with `cut`, of a feed that it has put aside.
    """

    receiver: str
    note: str
    start: int
    levels: Levels
    epochs: tuple[bytes, ...]
    cut: int = 0

    @property
    def end(self) -> int:
        return self.levels.size

    @property
    def former(self) -> str:
        """The origin of the server that has signed it."""
        return signer_of(self.note)

    def reached(self, session: Session) -> int:
        """How far of it the server has said that it has it."""
        noted = notes.text(session, self._name)
        place = int(noted.removeprefix(self._mark)) if noted.startswith(self._mark) else 0
        return min(max(self.start, place), self.end)

    def has_reached(self, session: Session, place: int) -> None:
        """Note it, so that what breaks off goes on there."""
        session.put_note(self._name, f"{self._mark}{place}".encode("ascii"))

    @property
    def _name(self) -> str:
        return f"offered/{self.former}"

    @property
    def _mark(self) -> str:
        return f"{self.receiver}\n{self.end}\n"

    def part(self, session: Session, start: int, limit_bytes: int) -> Offer:
        """The records behind the first `start` with the side rows they name, at least one, in about so many bytes on
        the road.
        """
        rows: dict[str, SideRow] = {}
        spans: list[Span] = []
        size = 0
        for span in session.feed(start + 1, self.end, min(limit_bytes * PRESSED, ROOM_BYTES), self.cut):
            kept: list[bytes] = []
            for data in span.records:
                named = [row for row in _named_rows(session, data) if row.hash not in rows]
                size += len(data) // PRESSED + sum(len(row.data) for row in named)
                if size > limit_bytes and (kept or spans):
                    break
                kept.append(data)
                rows |= {row.hash: row for row in named}
            if kept:
                spans.append(Span(span.first_position, span.origin, span.first_seq, tuple(kept)))
            if len(kept) < span.number:
                break
        end = start + sum(span.number for span in spans)
        left, right = self.levels.left_of(start).frontier, self.levels.right_of(end)
        return Offer(self.note, start, tuple(spans), tuple(rows.values()), left, right, self.epochs)


def giving_for(session: Session, receiver: str, common: int) -> Giving | None:
    """What is to be given back to a server that has the first `common` records of this tablet's feed; None where it has
    lost nothing of it.
    """
    standing = session.checkpoint()
    return _giving(session, receiver, standing, common) if standing else None


def left_aside(session: Session) -> list[Giving]:
    """What this tablet has put aside and not seen again in the feed, all of which it has, oldest first.

    It gave records 101 to 120 back to a server that was put back to 100, and that one was lost as well before the
    tablet saw them again: the server that it follows now has never had them.
    """
    found: dict[str, Giving] = {}
    for cut in session.cuts():
        receiver = notes.text(session, "server_origin")
        giving = _giving(session, receiver, cut.checkpoint, cut.common, cut.number) if cut.unseen else None
        if giving is not None:
            # What one server has signed is one feed, however often it was cut.
            other = found.get(giving.former, giving)
            longer = max(other, giving, key=lambda one: one.end)
            found[giving.former] = replace(longer, start=min(other.start, giving.start))
    return [giving for giving in found.values() if giving.reached(session) < giving.end]


def _giving(session: Session, receiver: str, signed: Checkpoint, start: int, cut: int = 0) -> Giving | None:
    """None where nothing is behind `start`, or where a feed that was put aside is no longer here as it was signed: no
    server would take it, and nothing else would come after it.
    """
    if signed.size <= start:
        return None
    try:
        levels = Levels(leaves_of(session, signed.size, cut=cut))
    except LookupError:
        if not cut:
            raise
        return None
    if cut and root(levels.left_of(signed.size)) != signed.root:
        return None
    return Giving(receiver, signed.note, start, levels, _epochs_until(session, signed.note), cut)


def give_back(
    store: Store, signer: Signer, giving: Giving, give: Callable[[bytes], bool], size_bytes: Callable[[], int]
) -> Iterator[int]:
    """Offer it part by part of about `size_bytes()` on the road; after each part, how far one is. `give` says whether
    the server has what comes before the part; where it has not, it is given everything once more.
    """
    with store.reading() as session:
        at = giving.reached(session)
    was_begun_anew = False
    while at < giving.end:
        with store.reading() as session:
            offer = giving.part(session, at, size_bytes())
        if give(pack_offer(offer, signer)) or was_begun_anew:
            at = offer.end
        else:
            at, was_begun_anew = giving.start, True
        with store.writing() as session:
            giving.has_reached(session, at)
        yield at


def _named_rows(session: Session, data: bytes) -> list[SideRow]:
    return session.side_rows(sides_of(data)) if b'_side"' in data else []


def _epochs_until(session: Session, note: str) -> tuple[bytes, ...]:
    """The records that began the epoch of a checkpoint's server and those before it, oldest first."""
    origin = signer_of(note)
    found: list[bytes] = []
    while len(found) < MOST_EPOCHS:
        first = session.records(origin, 1, 1)
        epoch = read_epoch(session, first[0]) if first else None
        if epoch is None:
            break
        found.insert(0, epoch.data)
        origin = epoch.fact.before
    return tuple(found)
