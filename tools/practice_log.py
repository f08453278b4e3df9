"""Writes assets/practice/log.json: the sample programme in its planting season, as a tablet would have been told it.

Two technicians have worked for a few days, a pay sheet waits on the tablet and the cash for it is in its boxes. After a
change of the sample or of a kind of record run `python -m tools.practice_log`; never edit the file by hand.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path

from core.domain.calendar import LIMA, instant_ms
from core.domain.records import origin_of_key
from core.sync.letting_in import enrolment
from core.sync.letting_in.prepared_log import PreparedLog, pack_log
from core.sync.turns.conversation import converse
from core.sync.wire import packing
from core.sync.wire.messages import Answer, Request
from tools.payday import Round, prepare_payday, record_work
from tools.sample import SampleServer, SteppingClock, enrol_tablet, make_server, seeded_key

TARGET = Path(__file__).resolve().parent.parent / "assets" / "practice" / "log.json"
PROGRAMME = "PRACTICA"
NOW_MS = instant_ms(datetime(2014, 12, 3, 8, 0, tzinfo=LIMA))
"""Eight in the morning of a Wednesday in the planting season."""
COMMITTEES = ("committee:CHO", "committee:CAJ")
USERS = ("user:T01", "user:T02")
LABEL = "Práctica"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        text = pack_log(prepared(Path(folder)))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET}: {len(text):,} bytes")
    return 0


def prepared(folder: Path) -> PreparedLog:
    """What the tablet would be told, worked out with an office and a second tablet in this folder."""
    clock = SteppingClock(NOW_MS - 3_600_000)
    office = make_server(f"sqlite:///{folder / 'server.db'}", clock, programme=PROGRAMME)
    other = enrol_tablet(office, folder / "other.db", "Otra tableta", COMMITTEES, USERS, ())
    tablet = enrol_tablet(office, folder / "practice.db", LABEL, COMMITTEES, USERS, ())
    converse(other.store, clock, other.key, office.exchange)
    worked_until = record_work(office, other, clock.now_ms())
    converse(other.store, clock, other.key, office.exchange)
    prepare_payday(office, [Round(tablet, COMMITTEES, USERS)], worked_until)
    answers: list[bytes] = []

    def exchange(request: Request) -> Answer:
        answer = office.exchange(request)
        # Without LZMA, which not every tablet has.
        answers.append(packing.pack_answer(answer))
        return answer

    converse(tablet.store, clock, tablet.key, exchange)
    log = PreparedLog(tablet.key.raw, enrolment.pack(_welcome(office)), tuple(answers), NOW_MS)
    for store in (office.store, other.store, tablet.store):
        store.engine.dispose()
    return log


def _welcome(office: SampleServer) -> enrolment.Welcome:
    """What the office answered when it let the tablet in, which it answers again to whoever has the key."""
    key = seeded_key(LABEL)
    committees, users = (tuple(office.ids[ref] for ref in refs) for refs in (COMMITTEES, USERS))
    with office.store.reading() as session:
        epochs = ()
        own = session.note("own_origin") or b""
    return enrolment.Welcome(
        PROGRAMME, origin_of_key(key.public_key), own.decode("ascii"), office.key.public_key.hex(), LABEL,
        committees, users, NOW_MS, epochs,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
