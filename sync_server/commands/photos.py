"""`photos missing`: the records whose photos have not come, which tablet has them, and for how many days."""

from __future__ import annotations

from argparse import Namespace

from core.domain.calendar import MS_PER_HOUR
from core.usecases.views.field import PhotoView
from sync_server.commands.arguments import Commands
from sync_server.commands.clerk import clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import named, tell, told, write
from sync_server.commands.tables import table
from sync_server.settings import Settings

_MS_PER_DAY = 24 * MS_PER_HOUR
_HUNDRED = 100


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.group("photos").reading("missing", _missing)
    one.option("--committee", "committees", "code", nargs="+", default=[], action="extend")


def _missing(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        wanted = names.committees(chosen.committee)
        found = [photo for photo in names.session.photos().missing() if not wanted or photo.committee in wanted]
        now = clerk.office.clock.now_ms()
        rows = [_row(photo, names, now) for photo in found]
    if not rows:
        tell("photos.none_missing")
        return
    columns = [(told(f"photos.{name}"), name in ("days", "arrived")) for name in _COLUMNS]
    write(table(columns, rows))


_COLUMNS = ("record", "kind", "committee", "tablet", "days", "arrived")


def _row(photo: PhotoView, names: Names, now: int) -> tuple[str, ...]:
    days = max(0, now - photo.recorded_at) // _MS_PER_DAY
    arrived = f"{photo.received * _HUNDRED // photo.bytes} %" if photo.bytes else ""
    committee = names.code(photo.committee) if photo.committee else ""
    kind = named("kind", photo.kind)
    return photo.record, kind, committee, names.holder_label(photo.origin), f"{days:,d}", arrived
