"""A tablet that was restored from a backup, or copied, has another origin than before: what it had not sent it records
again, naming what each record was, so that it counts once even if the first one comes as well.

Done once it has seen the whole feed, for much of it may have arrived before the tablet was restored.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from core.domain.records import Origin, UnreadableRecord, read_record, record_id
from core.usecases import notes
from core.usecases.own_log import append_record
from core.usecases.ports import Store


def record_again(store: Store) -> int:
    """Record what was set aside and is not in the feed; how many records."""
    with store.reading() as session:
        if not session.tail_aside():
            return 0
    with store.writing() as session:
        own = Origin(notes.text(session, "own_origin"))
        anew: dict[str, str] = {}
        for origin, seq, data in session.tail_aside():
            known = session.origin(origin)
            # What the office lost again is still in the log here, and no longer in the feed.
            if known is not None and seq <= known.seq and session.records(origin, seq, seq) == [data]:
                continue
            try:
                record = read_record(data)
            except UnreadableRecord:
                continue
            number = notes.number(session, "own_seq") + 1
            # What had been recorded again before stays what it was at first, or it would count beside that.
            was = record.was or f"{record_id(origin, seq)} {hashlib.sha256(data).hexdigest()}"
            body = _renamed(record.body, anew)
            append_record(session, replace(record, origin=own, seq=number, body=body, was=was))
            anew[record_id(origin, seq)] = record_id(own, number)
        session.drop_tail_aside()
    store.fold()
    return len(anew)


def _renamed(value: Any, anew: dict[str, str]) -> Any:
    """The same with the new ids of records that were recorded again before."""
    if isinstance(value, str):
        return anew.get(value, value)
    if isinstance(value, list):
        return [_renamed(inner, anew) for inner in value]
    if isinstance(value, dict):
        return {name: _renamed(inner, anew) for name, inner in value.items()}
    return value
