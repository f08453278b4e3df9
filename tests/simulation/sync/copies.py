"""Tablets that are let in later: new ones, and such as are put back from a backup, or copied.

Those notice, as their app does, and go on under another key; what their file held that had not arrived is recorded
again once they have seen the whole feed. Both may be in use then.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from core.domain.records import read_record, record_id
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.usecases import notes
from core.usecases.office.grants import committees_of_tablet
from core.usecases.ports import Session
from tests.simulation.money.world import Device, OffsetClock
from tests.simulation.sync import faults
from tests.simulation.sync.season import Season
from tools.sample import PROGRAMME, seeded_key

_MOST_ANEW = 3


def back_up_tablet(season: Season) -> None:
    """Somebody copies a tablet's file."""
    device = season.chance.choice(season.in_use())
    device.backup = season.shelf.take(device.slot, season.shelf.folder / f"{device.slot}.backup")
    season.tell(f"    the file of {device.slot} is copied")


def put_tablet_back(season: Season) -> None:
    """A tablet comes back from its backup, or another one does in its place."""
    backed_up = [device for device in season.devices if device.backup and device.where in ("in use", "lost")]
    if backed_up and _may_begin(season):
        device = season.chance.choice(backed_up)
        device.where = "lost"
        if device.backup is not None:
            _begin_anew(season, device, device.backup, faults.TABLET_PUT_BACK)


def copy_tablet(season: Season) -> None:
    """Somebody takes a tablet's file over to another one and goes on with both."""
    if _may_begin(season):
        device = season.chance.choice(season.in_use())
        source = season.shelf.take(device.slot, season.shelf.folder / "copied.db")
        _begin_anew(season, device, source, faults.TABLET_COPIED)


def let_in_new(season: Season) -> None:
    """A tablet that nobody had before is let in, perhaps by a server that was put back since the programme began."""
    if _may_begin(season):
        slot, users = f"anew{len(season.set_aside) + 1}", season.chance.choice(season.in_use()).users
        season.set_aside[slot] = {}
        _start(season, slot, users, _empty(season), season.village.committees, OffsetClock(season.clock))
        season.happened[faults.LET_IN_LATER] += 1


def _empty(season: Season) -> Path:
    """The file of a tablet that has just been installed."""
    path = season.shelf.folder / "empty.db"
    if not path.exists():
        engine = open_sqlite(path)
        open_ready(engine, "device")
        engine.dispose()
    return path


def _may_begin(season: Season) -> bool:
    return len(season.set_aside) < _MOST_ANEW


def _begin_anew(season: Season, former: Device, source: Path, kind: str) -> None:
    slot = f"anew{len(season.set_aside) + 1}"
    with SqlStore(season.shelf.put(slot, source), PROGRAMME).reading() as session:
        season.set_aside[slot] = _not_seen(session)
    with season.server.store.reading() as session:
        # A server that was put back may have forgotten the tablet; whoever lets it in knows whom it works for.
        committees = committees_of_tablet(session, former.origin) or tuple(season.village.committees)
    _start(season, slot, former.users, source, committees, OffsetClock(season.clock, former.clock.offset_ms))
    season.happened[kind] += 1
    season.tell(f"    {kind}: the file of {former.slot} is {slot}")


def _start(
    season: Season, slot: str, users: tuple[str, ...], source: Path, committees: tuple[str, ...], clock: OffsetClock
) -> None:
    """Let a tablet in that has this file, and take it into use."""
    engine, key = season.shelf.put(slot, source), seeded_key(f"{slot} of {len(season.devices)}")
    origin = season.let_in(slot, SqlStore(engine, PROGRAMME), key, committees, users)
    store = SqlStore(engine, PROGRAMME, tail_origin=origin)
    store.fold()
    season.devices.append(Device(slot, slot, users, store, key, origin, clock))
    season.promises.is_shown(season.devices[-1])
    season.tell(f"    {slot} is let in as {origin}")


def _not_seen(session: Session) -> dict[str, bytes]:
    """What stands in a file and was not seen in the feed: what each record is to be recorded again as."""
    origin = notes.text(session, "own_origin")
    known = session.origin(origin)
    first = (known.seq if known else 0) + 1
    own = enumerate(session.records(origin, first, notes.number(session, "own_seq")), start=first)
    tail = [(origin, seq, data) for seq, data in own]
    return {record_id(place, seq): data for place, seq, data in (*session.tail_aside(), *tail)}  # type: ignore[arg-type]


def was_of(identifier: str, data: bytes) -> str:
    """What a record says that was recorded again from this one."""
    return read_record(data).was or f"{identifier} {hashlib.sha256(data).hexdigest()}"
