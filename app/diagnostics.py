"""A report on this tablet for whoever helps from afar: versions, counts, instants and codes of errors.

No names, amounts, records, labels or addresses are in it: it may be sent by any way and to anybody. Whoever adds a line
adds a number, a code of ours or a version; a test looks for every text of every side row in it.
"""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata

from app.desk import Desk
from app.preferences import read_preferences
from app.troubles import read_troubles
from core.usecases import notes
from core.usecases.ports import Session
from core.usecases.tablet.traffic import traffic_bytes

PACKAGES = ("kivy", "sqlalchemy", "cryptography", "requests", "alembic")
UNKNOWN = "?"
MS_PER_SECOND = 1000


def report_name(desk: Desk) -> str:
    """The file\'s name: which tablet and when."""
    with desk.store.reading() as session:
        origin = notes.text(session, "own_origin")
    moment = datetime.fromtimestamp(desk.clock.now_ms() / MS_PER_SECOND, UTC)
    return f"planton-{origin or 'nueva'}-{moment:%Y%m%d-%H%M}.txt"


def report(desk: Desk) -> str:
    """The whole text, a line a figure, in English: it is read by whoever looks after the program."""
    today = desk.today()
    with desk.store.reading() as session:
        lines = [*_machine(desk), *_tablet(session), *_counts(desk, session, today), *_chosen(session)]
        troubles = [f"error {_instant(instant)} {code}" for instant, code in read_troubles(session)]
    return "\n".join(("Planton report 1", *(f"{name}: {value}" for name, value in lines), *troubles)) + "\n"


def _machine(desk: Desk) -> Iterator[tuple[str, object]]:
    battery = desk.device.battery()
    yield "made_at", _instant(desk.clock.now_ms())
    yield "app", desk.version
    yield "python", platform.python_version()
    yield "system", f"{sys.platform} {platform.machine()}"
    yield "sqlite", sqlite3.sqlite_version
    for package in PACKAGES:
        yield package, _version(package)
    yield "start_ms", desk.start_ms or UNKNOWN
    yield "link", desk.device.link()
    yield "battery_percent", battery.percent if battery else UNKNOWN
    yield "free_bytes", _known(desk.space.free_bytes())
    yield "file_bytes", desk.space.file_bytes()


def _tablet(session: Session) -> Iterator[tuple[str, object]]:
    yield "programme", session.programme or UNKNOWN
    yield "origin", notes.text(session, "own_origin") or UNKNOWN
    yield "server_origin", notes.text(session, "server_origin") or UNKNOWN
    yield "clock_skew_ms", notes.text(session, "clock_skew_ms") or UNKNOWN
    yield "addresses", len(notes.text(session, "addresses").split())


def _counts(desk: Desk, session: Session, today: str) -> Iterator[tuple[str, object]]:
    reads = session.reads()
    sync = reads.sync()
    yield "last_sync", _instant(sync.last_success_at) if sync.last_success_at else "never"
    yield "alarm", sync.alarm or "none"
    yield "feed_size", sync.feed_size
    yield "folded", session.folded_position()
    yield "own_records", notes.number(session, "own_seq")
    yield "unsent", sync.unsent
    yield "unsafe", sync.unsafe
    yield "side_rows_missing", sync.side_rows_missing
    yield "side_rows_withdrawn", sync.side_rows_withdrawn
    yield "given_back", sync.given_back
    yield "photos_to_send", len(session.photos().to_send())
    yield "drafts", len(session.drafts())
    yield "committees", len(sync.committees)
    yield "users", len(sync.users)
    yield "traffic_bytes_this_month", traffic_bytes(session, today)
    yield "signed_in", "yes" if desk.user is not None else "no"


def _chosen(session: Session) -> Iterator[tuple[str, object]]:
    kept = read_preferences(session)
    yield "language", kept.language
    yield "text_scale", kept.text_scale
    yield "sound", kept.sound
    yield "lock_minutes", kept.lock_minutes
    yield "photo_size", kept.photo_size
    yield "photos", kept.photos
    yield "over_metered", kept.frugality.metered
    yield "over_roaming", kept.frugality.roaming


def _known(number: int | None) -> object:
    return UNKNOWN if number is None else number


def _instant(instant_ms: int) -> str:
    return f"{datetime.fromtimestamp(instant_ms / MS_PER_SECOND, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _version(package: str) -> str:
    """On a tablet the packager leaves out what says so."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return UNKNOWN
