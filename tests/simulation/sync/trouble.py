"""What befalls machines between two steps of people: put back, shut out, lost, out of time, out of space."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from core.domain.tablets import Grant
from core.sync.trust.checkpoints import log_name
from core.sync.trust.introductions import read_epochs
from core.usecases import notes
from core.usecases.office import tablets
from core.usecases.office.grants import change_grant
from core.usecases.office.restores import records_of_epochs
from tests.simulation.money.founding import COORDINATOR
from tests.simulation.money.world import DAY_MS, Device
from tests.simulation.sync import faults
from tests.simulation.sync.copies import back_up_tablet, copy_tablet, let_in_new, put_tablet_back
from tests.simulation.sync.power import Death
from tests.simulation.sync.season import SERVER, Season, Weather

YEAR_MS = 365 * DAY_MS
_JUMPS_MS = (YEAR_MS, -YEAR_MS, 30 * DAY_MS, -30 * DAY_MS, DAY_MS // 8, -DAY_MS // 8)
_MOST_BACKUPS = 3
_MOST_ROOM_PAGES = 12
_LATER_ONES_ARE_FOUND = 0.3
_FEWEST_TABLETS = 2


def back_up(season: Season) -> None:
    """Somebody copies the server's file."""
    if season.is_on_files:
        target = season.shelf.folder / f"backup {len(season.backup_holds) % _MOST_BACKUPS}.db"
        season.backups = [path for path in season.backups if path != target] + [season.shelf.take(SERVER, target)]
        with season.server.store.reading() as session:
            size, standing = session.feed_size(), session.checkpoint()
            is_at_rest = season.is_settled and standing is not None and standing.size == size
            season.backup_holds[target] = (size, notes.text(session, "own_origin") if is_at_rest else "")
        season.tell("    the server's file is copied")


def put_back(season: Season) -> None:
    """The server's disk died, and an earlier copy takes its place: it notices at its start, by its note elsewhere."""
    _put_back(season, faults.PUT_BACK)


def put_back_said(season: Season) -> None:
    """The same where that note is gone as well, and the person who put it back says so."""
    _put_back(season, faults.PUT_BACK_SAID)


def put_back_unnoticed(season: Season) -> None:
    """The same where that person thinks that nothing is missing, so that the first tablet which held more has to tell
    it. Unless the season is open to everything, one does at once.
    """
    if season.is_open:
        _put_back(season, faults.PUT_BACK_UNNOTICED)
        return
    teller = _who_can_tell(season)
    if teller is not None:
        season.shelf.free()
        weather, season.weather, season.is_quiet = season.weather, Weather(), True
        _put_back(season, faults.PUT_BACK_UNNOTICED)
        season.sync(teller)
        season.weather, season.is_quiet = weather, False


def _who_can_tell(season: Season) -> Device | None:
    """A tablet with a checkpoint of this very server that its last backup has not. The backup must end in a checkpoint
    and be judged to its end, or the server would go on by itself as it starts, before it is told anything.
    """
    name = log_name(season.server.store.programme, season.server.origin)
    for backup in season.backups[-1:]:
        held, speaker = season.backup_holds[backup]
        for device in season.in_use():
            with device.store.reading() as session:
                standing = session.checkpoint()
            if standing and standing.size > held and standing.note.startswith(name) and speaker == season.server.origin:
                season.backups = [backup]
                return device
    return None


def _put_back(season: Season, kind: str) -> None:
    if not season.backups:
        return
    backup = season.chance.choice(season.backups)
    if not season.is_open and season.backup_holds[backup][0] > _line(season).get(_speaker(backup), -1):
        return
    if season.chance.random() > _LATER_ONES_ARE_FOUND:
        season.backups = season.backups[: season.backups.index(backup) + 1]  # Later ones were on the same disk.
    season.shelf.put(SERVER, backup)
    season.restores += 1
    season.happened[kind] += 1
    season.happened[faults.PUT_BACK_AGAIN] += int(season.restores > 1)
    season.tell(f"    {kind}")
    if kind != faults.PUT_BACK:
        season.mark.forget()
    season.is_said_to_be_put_back = kind != faults.PUT_BACK_UNNOTICED
    try:
        season.daring(lambda: season.open(SERVER))
    except Death as death:
        season.restart(death)


def _speaker(backup: Path) -> str:
    """As whom the server's file speaks."""
    with closing(sqlite3.connect(f"file:{backup}?mode=ro", uri=True)) as connection:
        ((origin,),) = connection.execute("SELECT value FROM note WHERE name = 'own_origin'")
    return bytes(origin).decode("ascii")


def _line(season: Season) -> dict[str, int]:
    """The servers that today's goes on from, each with how much of its feed is today's as well. A file of another one,
    or of more than that, may be put back whole: it lacks nothing that it knows of, and its tablets have gone elsewhere;
    that is known to be open.
    """
    with season.server.store.reading() as session:
        epochs = read_epochs(session, records_of_epochs(session))
        size = session.feed_size()
    return {**{epoch.fact.before: epoch.fact.size for epoch in epochs}, season.server.origin: size}


def shut_out(season: Season) -> None:
    """The office shuts a tablet out: by preference one that is lost."""
    lost = [device for device in season.devices if device.where == "lost" and not device.is_revoked]
    chosen = lost or (season.in_use() if len(season.in_use()) > _FEWEST_TABLETS else [])
    if chosen:
        device, server = season.chance.choice(chosen), season.server
        season.attempt(
            "revoke", f"the office shuts {device.slot} out",
            lambda: tablets.shut_out(server.store, server.clock, server.origin, COORDINATOR, device.origin, "lost"),
        )  # fmt: skip
        if season.is_shut_out(device) and not device.is_revoked:
            device.is_revoked = True
            season.happened[faults.SHUT_OUT] += 1


def regrant(season: Season) -> None:
    """The office lets a tablet work for other committees from now on: some names are to go there, others to leave."""
    device, server, village = season.chance.choice(season.in_use()), season.server, season.village
    committees = season.chance.choice((village.committees, *((committee,) for committee in village.committees)))
    users = tuple(village.users[code] for code in device.users)
    done = season.attempt(
        "regrant", f"{device.slot} is to work for {committees}",
        lambda: change_grant(
            server.store, server.clock, server.origin, COORDINATOR, device.origin, Grant(committees, users)
        ),
    )  # fmt: skip
    season.happened[faults.REGRANTED] += int(done is not None)


def lose(season: Season) -> None:
    """A tablet is gone for good, with everything that it has not sent."""
    if len(season.in_use()) > _FEWEST_TABLETS:
        device = season.chance.choice(season.in_use())
        device.where = "lost"
        season.happened[faults.LOST] += 1
        season.tell(f"    {device.slot} is lost")


def try_again(season: Season) -> None:
    """A tablet that was shut out tries to meet the server all the same."""
    outside = [device for device in season.devices if device.where == "shut out"]
    if outside:
        season.sync(season.chance.choice(outside))


def jump(season: Season) -> None:
    """A tablet's clock jumps by up to a year, and never is more than a year wrong."""
    device, by = season.chance.choice(season.devices), season.chance.choice(_JUMPS_MS)
    device.clock.offset_ms = max(-YEAR_MS, min(YEAR_MS, device.clock.offset_ms + by))
    season.happened[faults.CLOCK_JUMPED] += 1
    season.tell(f"    the clock of {device.slot} is wrong by {device.clock.offset_ms / DAY_MS:.1f} days")


def jump_there(season: Season) -> None:
    by = season.chance.choice(_JUMPS_MS)
    season.server_clock.offset_ms = 0 if season.server_clock.offset_ms else by
    season.happened[faults.SERVER_CLOCK_JUMPED] += 1
    season.tell(f"    the server's clock is wrong by {season.server_clock.offset_ms / DAY_MS:.1f} days")


def fill(season: Season) -> None:
    """Somebody fills the disk of a tablet, or of the server."""
    names = [device.slot for device in season.in_use()]
    machine = SERVER if season.is_on_files and season.chance.random() < 0.3 else season.chance.choice(names)
    room_pages = season.chance.randrange(_MOST_ROOM_PAGES)
    if machine == SERVER:
        room_pages //= 4  # It makes room where it can; with more it would rarely be full before there is room again.
    season.shelf.fill(machine, room_pages)
    season.tell(f"    the disk of {machine} takes {room_pages} pages more")


def free(season: Season) -> None:
    season.shelf.free()
    season.tell("    there is room again")


TROUBLES: dict[str, tuple[int, Callable[[Season], None]]] = {
    "back up": (5, back_up), "put back": (3, put_back), "put back, said": (1, put_back_said),
    "put back unnoticed": (2, put_back_unnoticed), "shut out": (1, shut_out), "lose": (1, lose),
    "regrant": (3, regrant), "try again": (2, try_again), "clock": (4, jump), "server's clock": (1, jump_there),
    "fill": (4, fill), "free": (6, free), "back up tablet": (3, back_up_tablet),
    "tablet put back": (3, put_tablet_back), "tablet copied": (2, copy_tablet), "let in": (2, let_in_new),
}  # fmt: skip
"""How often each is chosen among all troubles, and what it does."""
