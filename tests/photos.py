"""Photos for tests: pictures of random bytes, records that name them, and the heading under which one is sent."""

import hashlib
import random
from pathlib import Path

from core.domain.bodies import Amount
from core.domain.calendar import local_day
from core.domain.cash import Expense
from core.domain.records import RecordId
from core.sync.photos.tus import Heading
from core.usecases.own_log import Statement, append_to_tail, now_ms
from core.usecases.ports import Clock, SideRow, Signer, Store

SAMPLE = Path(__file__).resolve().parents[1] / "assets" / "sample" / "photo.jpg"


def picture(size: int = 30_000, seed: int = 1) -> SideRow:
    """A side row over as many bytes as a photo may have; the same for a seed."""
    chance = random.Random(seed)
    salt, data = chance.randbytes(16), chance.randbytes(size)
    return SideRow(hashlib.sha256(salt + data).hexdigest(), salt, data)


def sample_photo(seed: int = 1) -> SideRow:
    """The sample's photo, a real JPEG, as a tablet keeps one that it took; another one for another seed."""
    salt, data = random.Random(seed).randbytes(16), SAMPLE.read_bytes()
    return SideRow(hashlib.sha256(salt + data).hexdigest(), salt, data)


def expense_with(store: Store, clock: Clock, photo: SideRow, field: str = "photo_side") -> RecordId:
    """An expense of this tablet with the photo of its voucher, saved and folded."""
    fact = Expense(RecordId("AAAAAA-1"), RecordId("AAAAAA-2"), Amount(400), "lunch", "R-1")
    with store.writing() as session:
        now = now_ms(session, clock)
        identifier = append_to_tail(session, Statement(fact, local_day(now), "T01", now, {field: photo}))
    store.fold()
    return identifier


def heading(origin: str, photo: SideRow, programme: str, signer: Signer) -> Heading:
    return Heading(origin, photo.hash, photo.salt, len(photo.data)).signed(programme, signer)


def has(store: Store, photo: SideRow) -> bool:
    """Whether a store holds the photo as it was taken."""
    with store.reading() as session:
        return session.side_rows([photo.hash]) == [photo]
