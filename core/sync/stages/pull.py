"""The feed on its way to a tablet: served in order, checked link by link, and written only when everything fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.domain.chain import chain_over
from core.domain.merkle import Tree, grow
from core.domain.problems import Problem
from core.sync.trust.introductions import meet_enrolled, meet_epoch
from core.usecases.ports import Echo, OriginState, Session, Span


def serve_pull(
    session: Session, position: int, end: int, room: int, echo_to: str = ""
) -> tuple[list[Span | Echo], bool]:
    """Server: the spans behind `position` up to `end` that fit into `room` bytes, and whether there is more. Of the
    records of the origin `echo_to` only the place is told.

    Raises Problem history_differs where the record that comes next is not here, which the checkpoint covers.
    """
    if position >= end:
        return [], False
    spans = session.feed_for(echo_to, position + 1, end, room)
    if not spans:
        raise Problem("history_differs")
    reached = spans[-1].first_position + spans[-1].number - 1
    return spans, reached < end


def receive_pull(session: Session, spans: Sequence[Span | Echo], own_origin: str, tree: Tree) -> Tree:
    """Tablet: add the spans to log and feed; the tree over them.

    Raises Problem history_differs when a span does not continue what is here; the caller's session is then given up.
    """
    taking = _Taking(session, spans, own_origin)
    for span in spans:
        if span.first_position != tree.size + 1 or not span.number:
            raise Problem("history_differs")
        tree = grow(tree, taking.take(span, tree))
    taking.keep()
    return tree


class _Origin:
    """One origin while its part of an answer is taken: how far it was and is, and what of it is here already."""

    def __init__(self, known: OriginState, here: Sequence[bytes]) -> None:
        self.before = known
        self.heads: list[bytes] = []
        self.records: list[bytes] = []
        self._here = here

    @property
    def seq(self) -> int:
        return self.before.seq + len(self.records)

    @property
    def head(self) -> bytes:
        return self.heads[-1] if self.heads else self.before.head

    def here(self, number: int) -> Sequence[bytes]:
        """Of the next so many records, those that are in the log."""
        return self._here[len(self.records) : len(self.records) + number]

    def add(self, records: Sequence[bytes]) -> None:
        self.heads += chain_over(self.head, records)
        self.records += records

    def keep(self, session: Session) -> None:
        new = len(self._here)
        session.write_records(self.before.origin, self.before.seq + new + 1, self.records[new:], self.heads[new:])
        session.put_origin(self.before.grown(len(self.records), self.head))


class _Taking:
    """An answer's spans, looked up and written an origin at a time: one by one would cost as much as all the rest."""

    def __init__(self, session: Session, spans: Sequence[Span | Echo], own_origin: str) -> None:
        self._session = session
        self._own_origin = own_origin
        self._numbers = Counter[str]()
        for span in spans:
            self._numbers[self._origin_of(span)] += span.number
        self._origins: dict[str, _Origin] = {}
        self._places: list[tuple[str, int, int]] = []

    def take(self, span: Span | Echo, tree: Tree) -> Sequence[bytes]:
        """The records of a span that continues what is here."""
        name = self._origin_of(span)
        origin = self._origins.get(name) or self._meet(span, name, tree)
        if span.first_seq != origin.seq + 1:
            raise Problem("history_differs")
        # Behind a place from which a restored server went on, some are here already; the tablet's own always are.
        here = origin.here(span.number)
        records = span.records if isinstance(span, Span) else here
        if (len(here) < span.number and name == self._own_origin) or tuple(here) != tuple(records[: len(here)]):
            raise Problem("history_differs")
        origin.add(records)
        self._places.append((name, span.first_seq, span.number))
        if origin.before.role == "office":
            meet_enrolled(self._session, records)
        return records

    def keep(self) -> None:
        for origin in self._origins.values():
            origin.keep(self._session)
        if self._places:
            self._session.place_all_in_feed(self._places)

    def _origin_of(self, span: Span | Echo) -> str:
        return span.origin if isinstance(span, Span) else self._own_origin

    def _meet(self, span: Span | Echo, name: str, tree: Tree) -> _Origin:
        known = self._session.origin(name)
        if known is None and isinstance(span, Span):
            known = meet_epoch(self._session, span, tree)
        if known is None:
            raise Problem("history_differs")
        here = self._session.records(name, known.seq + 1, known.seq + self._numbers[name])
        found = self._origins[name] = _Origin(known, here)
        return found
