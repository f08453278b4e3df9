"""Tablets that hand over to an office at the same time."""

from core.domain.chain import chain_over, chain_start
from core.domain.records import Origin
from core.storage.store import SqlStore
from core.sync.stages.arrivals import Arrival
from core.sync.stages.push import Push
from core.sync.trust.introductions import new_origin
from core.usecases.ports import SideRow
from tests.stores import PROGRAMME
from tools.sample import seeded_key

KEY = seeded_key("the office of many")
SIGNATURE = b"s" * 64


class Tablet:
    """An origin that is known here, and what it has said so far."""

    def __init__(self, store: SqlStore, name: str) -> None:
        self.key = seeded_key(name)
        state = new_origin(PROGRAMME, Origin(name), self.key.public_key, "tablet")
        self.origin = name
        self.said: list[bytes] = []
        with store.writing() as session:
            session.put_origin(state)

    def says(self, number: int, *rows: SideRow) -> Arrival:
        """So many records more, in one push."""
        first = len(self.said) + 1
        self.said += [f"{self.origin} {first + index}".encode() for index in range(number)]
        return self.brings(first, *rows)

    def brings(self, first_seq: int, *rows: SideRow) -> Arrival:
        """All that it has said from a number on."""
        head = chain_over(chain_start(PROGRAMME, self.key.public_key), self.said)[-1]
        return Arrival(self.origin, Push(first_seq, tuple(self.said[first_seq - 1 :]), head, rows), SIGNATURE)
