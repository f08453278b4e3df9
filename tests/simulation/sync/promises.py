"""What machines have told people: that something was saved, and that it is safe. At the end all of it must be true."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from core.domain.records import RecordId, is_record_id, record_id, split_record_id
from core.storage.session import SqlSession
from core.usecases import notes
from tests.simulation.money.world import Device

if TYPE_CHECKING:
    from tests.simulation.sync.season import Season


class Promises:
    """`saved` are the bytes of a tablet's records that it called saved, by number; `office` what the office's pages
    called saved, with how often the server had been put back by then; `confirmed` how far a tablet held each origin's
    records under a checkpoint that it had recomputed; `receipts` how many of its own records a tablet last called safe,
    and how often the server had been put back by then.
    """

    def __init__(self) -> None:
        self.saved: dict[str, dict[int, bytes]] = defaultdict(dict)
        self.office: list[tuple[RecordId, int]] = []
        self.confirmed: dict[str, dict[str, int]] = defaultdict(dict)
        self.receipts: dict[str, tuple[int, int]] = {}
        self._looked_at: dict[str, str] = {}

    def were_made(self, season: Season, wrote: set[str], result: Any) -> None:
        """An act has come to its end, and these machines have committed something in it."""
        for device in season.devices:
            if device.slot in wrote:
                self.is_shown(device)
        if isinstance(result, str) and is_record_id(result) and split_record_id(result)[0] == season.server.origin:
            self.office.append((RecordId(result), season.restores))

    def kept_in_silence(self, season: Season, wrote: set[str]) -> str:
        """A record that stays on a tablet though the person was told that it was not saved; "" without."""
        for device in season.devices:
            if device.slot in wrote:
                with device.store.reading() as session:
                    end = notes.number(session, "own_seq")
                if end > max(self.saved[device.slot], default=0):
                    return str(record_id(device.origin, end))
        return ""

    def is_shown(self, device: Device) -> None:
        """What is on a tablet now is shown there as saved."""
        said = self.saved[device.slot]
        with device.store.reading() as session:
            first, end = max(said, default=0) + 1, notes.number(session, "own_seq")
            said.update(enumerate(session.records(device.origin, first, end), start=first))

    def has_confirmed(self, season: Season, device: Device) -> None:
        """Note what a tablet can call safe after it has met the server, and since which restore it does."""
        with device.store.reading() as session:
            standing = session.checkpoint()
            if standing is None or self._looked_at.get(device.slot) == standing.note:
                return
            self._looked_at[device.slot] = standing.note
            reached = reached_at(session, standing.size)
        self.receipts[device.slot] = (reached.get(device.origin, 0), season.restores)
        confirmed = self.confirmed[device.slot]
        for origin, seq in reached.items():
            confirmed[origin] = max(seq, confirmed.get(origin, 0))


def reached_at(session: SqlSession, size: int) -> dict[str, int]:
    """The last record of each origin within the first so many of the feed."""
    places = session.connection.exec_driver_sql(
        f"SELECT origin, first_seq, number, first_position FROM feed WHERE first_position <= {size}"
    )
    reached: dict[str, int] = {}
    for origin, seq, number, position in places:
        last = seq + min(number, size - position + 1) - 1
        reached[origin] = max(last, reached.get(origin, 0))
    return reached
