"""What went wrong on this tablet of late, as codes of the catalogue with their instants and nothing else.

It is kept for whoever helps from afar, beside the log; no names, no figures, no sentences.
"""

from __future__ import annotations

import json

from core.usecases.ports import Clock, Session, Store

NOTE = "troubles"
KEPT = 20


def keep_trouble(store: Store, clock: Clock, code: str) -> None:
    """Remember one more; the oldest is forgotten."""
    with store.writing() as session:
        kept = [*read_troubles(session), (clock.now_ms(), code)][-KEPT:]
        session.put_note(NOTE, json.dumps(kept).encode("ascii"))


def read_troubles(session: Session) -> list[tuple[int, str]]:
    """(UTC milliseconds, code), the latest last."""
    try:
        kept = json.loads(session.note(NOTE) or b"[]")
        return [(int(instant), str(code)) for instant, code in kept]
    except (ValueError, TypeError):
        return []
