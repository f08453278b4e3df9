"""Pushes that came at the same time: written in one transaction, placed in the feed one after the other, under one
signed checkpoint.

The disk is waited for once and the tree grows once, however many tablets hand over. Whatever is wrong with one of
them is its own trouble, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.domain.problems import Problem
from core.sync.stages.push import Push, write_push
from core.sync.trust.checkpoints import make_checkpoint
from core.usecases.ports import Checkpoint, Session, Signer, Span, Store


@dataclass(frozen=True, slots=True)
class Arrival:
    """A push of a tablet that has proved who it is, by this signature over it: its 64 bytes and, behind them, what they
    sign.
    """

    origin: str
    push: Push
    signature: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """Up to which number the tablet's records are here, and the checkpoint that covers them."""

    acked_seq: int
    checkpoint: Checkpoint


Keep = Callable[[Arrival], Kept]


def keep_together(
    store: Store,
    signer: Signer,
    server_origin: str,
    arrivals: Sequence[Arrival],
    also: Callable[[Session], None] = lambda _: None,
) -> list[Kept | Problem]:
    """What became of each: kept, or the Problem chain_broken, request_too_large, request_unreadable or tablet_unknown.
    `also` writes what else belongs into this transaction.

    Raises any other Problem; then nothing of any of them was kept.
    """
    acked: dict[int, int | Problem] = {}
    places: list[tuple[str, int, Sequence[bytes]]] = []
    with store.writing() as session:
        # In one order everywhere, so that no two processes wait for each other's rows.
        for index in sorted(range(len(arrivals)), key=lambda index: arrivals[index].origin):
            arrival = arrivals[index]
            try:
                seq, new = _write(session, arrival)
            except Problem as problem:
                acked[index] = problem
                continue
            acked[index] = seq + len(new)
            if new:
                places.append((arrival.origin, seq + 1, new))
        # From here on others wait for us: the tree and the positions are held until the end.
        session.tree(lock=True)
        newest = [
            Span(session.place_in_feed(origin, first_seq, len(records)), origin, first_seq, tuple(records))
            for origin, first_seq, records in places
        ]
        checkpoint = make_checkpoint(session, signer, server_origin, newest)
        also(session)
    found = [acked[index] for index in range(len(arrivals))]
    return [outcome if isinstance(outcome, Problem) else Kept(outcome, checkpoint) for outcome in found]


def _write(session: Session, arrival: Arrival) -> tuple[int, Sequence[bytes]]:
    """The number up to which the origin's records were here before, and the new ones, which are now."""
    known = session.origin(arrival.origin, lock=True)
    if known is None:
        raise Problem("tablet_unknown")
    return known.seq, write_push(session, replace(known, signature=arrival.signature), arrival.push)
