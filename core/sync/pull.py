"""The feed on its way to a tablet: served in order, checked link by link, and written only when everything fits."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.chain import chain_over
from core.domain.merkle import Tree, grow
from core.domain.problems import Problem
from core.sync.introductions import meet_enrolled, meet_epoch
from core.sync.messages import Echo
from core.usecases.ports import OriginState, Session, Span


def serve_pull(
    session: Session, position: int, end: int, room: int, echo_to: str = ""
) -> tuple[list[Span | Echo], bool]:
    """Server: the spans behind `position` up to `end` that fit into `room` bytes, and whether there is more. Of the
    records of the origin `echo_to` only the place is told.
    """
    if position >= end:
        return [], False
    spans = session.feed(position + 1, end, room)
    reached = spans[-1].first_position + len(spans[-1].records) - 1 if spans else position
    return [_echo(span) if span.origin == echo_to else span for span in spans], reached < end


def _echo(span: Span) -> Echo:
    return Echo(span.first_position, span.first_seq, len(span.records))


def _whole(session: Session, span: Span | Echo, own_origin: str) -> Span:
    """Tablet: a span with its records; raises Problem history_differs where it echoes what was never said here."""
    if isinstance(span, Span):
        return span
    records = session.records(own_origin, span.first_seq, span.first_seq + span.number - 1)
    if not 0 < span.number == len(records):
        raise Problem("history_differs")
    return Span(span.first_position, own_origin, span.first_seq, tuple(records))


def receive_pull(session: Session, spans: Sequence[Span | Echo], own_origin: str, tree: Tree) -> Tree:
    """Tablet: add the spans to log and feed; the tree over them.

    Raises Problem history_differs when a span does not continue what is here; the caller's session is then given up.
    """
    for told in spans:
        span = _whole(session, told, own_origin)
        if span.first_position != tree.size + 1 or not span.records:
            raise Problem("history_differs")
        known = session.origin(span.origin) or meet_epoch(session, span, tree)
        if known is None or span.first_seq != known.seq + 1:
            raise Problem("history_differs")
        _take_span(session, span, known, own=span.origin == own_origin)
        tree = grow(tree, span.records)
    return tree


def _take_span(session: Session, span: Span, known: OriginState, *, own: bool) -> None:
    last = span.first_seq + len(span.records) - 1
    heads = chain_over(known.head, span.records)
    if own:
        if session.records(span.origin, span.first_seq, last) != list(span.records):
            raise Problem("history_differs")
    else:
        # Behind a place from which a restored server went on, some are here already.
        here = session.records(span.origin, span.first_seq, last)
        if here != list(span.records[: len(here)]):
            raise Problem("history_differs")
        new = len(here)
        session.write_records(span.origin, span.first_seq + new, span.records[new:], heads[new:])
    session.put_origin(known.grown(len(heads), heads[-1]))
    session.place_in_feed(span.origin, span.first_seq, len(span.records))
    if known.role == "office":
        meet_enrolled(session, span.records)
