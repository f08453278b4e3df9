"""Which key the office's files are sealed to: the one that the office has stated last in the feed."""

from __future__ import annotations

from core.domain.sealing import SealingKey
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.usecases.ports import Session


def sealing_key_in_force(session: Session) -> bytes:
    """The raw X25519 public key; empty where the office has stated none that is known here."""
    state = session.state()
    found: list[tuple[int, bytes]] = []
    for thing in state.find(Thing, SealingKey.kind):
        fact: SealingKey = thing_fact(thing)
        row = state.get(EffectiveRecord, thing.id)
        if thing.status == "live" and fact.is_plausible and row is not None and row.position is not None:
            found.append((row.position, bytes.fromhex(fact.code)))
    return max(found)[1] if found else b""
