"""The feed on its way to a tablet: served in order, checked link by link, and written only when everything fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.domain.chain import chain_over
from core.domain.merkle import Tree, grow
from core.domain.problems import Problem
from core.domain.records import UnreadableRecord, origin_of_key, read_record
from core.domain.tablets import TabletEnrolled
from core.sync.messages import Echo
from core.sync.push import new_origin
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
        known = session.origin(span.origin)
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
        session.write_records(span.origin, span.first_seq, span.records, heads)
    session.put_origin(replace(known, seq=last, head=heads[-1]))
    session.place_in_feed(span.origin, span.first_seq, len(span.records))
    if known.role == "office":
        _meet_enrolled(session, span.records)


def _meet_enrolled(session: Session, records: Sequence[bytes]) -> None:
    """Learn the keys of tablets that the office lets in, so that their records can be checked when they come."""
    for data in records:
        if TabletEnrolled.kind.encode() not in data:
            continue
        try:
            record = read_record(data)
            public_key = bytes.fromhex(record.body["public_key"])
        except (UnreadableRecord, KeyError, TypeError, ValueError):
            continue
        origin = origin_of_key(public_key)
        if record.kind == TabletEnrolled.kind and session.origin(origin) is None:
            session.put_origin(new_origin(session.programme, origin, public_key, "tablet"))
