"""A desk over answers made up for a test: no storage, no window."""

from contextlib import contextmanager
from types import SimpleNamespace

from app.desk import Desk
from app.navigation import Navigator
from core.usecases.views.field import CommitteeView, MemberView, RecordDetail, RecordLine
from core.usecases.views.people import UserView
from tests.fakes.runner import DoneAtOnce

TODAY_MS = 1_417_615_200_000
"""Nine in the morning in Lima on 3 December 2014."""
DAY = "2014-12-03"
COMMITTEE = CommitteeView("OFFICE-1", "CHO", "Choco", 2)


class Answers:
    """core.usecases.views.field.Reads, as far as a test gives answers; everything else is empty."""

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []

    def __getattr__(self, name):
        def answer(*arguments, **named):
            self.asked.append((name, arguments))
            found = self.answers.get(name, [])
            return found(*arguments, **named) if callable(found) else found

        return answer


class FakeStore:
    """core.usecases.ports.Store for reading."""

    version = 0

    def __init__(self, reads):
        self.reads = reads

    @contextmanager
    def reading(self):
        yield SimpleNamespace(reads=lambda: self.reads, monitoring=lambda: self.reads, note=lambda _name: None)


def desk_of(lane=None, **answers) -> Desk:
    """T01 of Choco, with the answers that the test gives."""
    answers = {"committees": [COMMITTEE], "users": [UserView("U-1", "T01", "Rosa Mena", "technician", True)]} | answers
    clock = SimpleNamespace(now_ms=lambda: TODAY_MS)
    lane = lane or DoneAtOnce()
    user = UserView("U-1", "T01", "Rosa Mena", "technician", True)
    return Desk(FakeStore(Answers(**answers)), clock, None, Navigator(), lane, lane, user=user, committee=COMMITTEE)


def line(number=1, **changes) -> RecordLine:
    """A planting of 640 on the day."""
    fields = {
        "id": f"AAAAAA-{number}", "kind": "planting", "author": "T01", "recorded_at": TODAY_MS, "happened_on": DAY,
        "committee": COMMITTEE.id, "subject": "01-3", "species_name": "pino pátula", "count": 640,
        "centimos": 32_000, "state": "pending",
    }  # fmt: skip
    return RecordLine(**fields | changes)


def detail(**changes) -> RecordDetail:
    """A record with nothing around it."""
    fields = {
        "line": line(), "version": "AAAAAA-1", "fact": None, "names": {}, "earnings": (), "people": (), "holds": (),
        "corrections": (),
    }  # fmt: skip
    return RecordDetail(**fields | changes)


def member(number: int, name: str) -> MemberView:
    return MemberView(f"OFFICE-{number}", f"CHO-{number}", name, name, "F", False, True)
