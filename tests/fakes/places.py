"""A receiver, a camera and a time that a test moves by hand."""

from collections.abc import Callable

from app.ports import Fix, Positioning
from core.domain.problems import Problem


class Seconds:
    """app.ports.Every and a clock: `pass_by(3)` lets three seconds go by, with everything that is due in them."""

    def __init__(self) -> None:
        self.now_s = 1_000.0
        self._due: list[list] = []

    def now(self) -> float:
        return self.now_s

    def every(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        entry = [self.now_s + seconds, seconds, call]
        self._due.append(entry)
        return lambda: self._due.remove(entry) if entry in self._due else None

    @property
    def is_waiting(self) -> bool:
        return bool(self._due)

    def pass_by(self, seconds: float) -> None:
        end = self.now_s + seconds
        while due := [entry for entry in self._due if entry[0] <= end]:
            first = min(due, key=lambda entry: entry[0])
            self.now_s = first[0]
            first[0] += first[1]
            first[2]()
        self.now_s = end


class FakeReceiver:
    """app.ports.Receiver: `tell(…)` and `refuse(…)` as a receiver would."""

    can_locate = True

    def __init__(self) -> None:
        self.started = self.stopped = 0
        self.followed: list = []
        self._heard = self._refused = None

    def start(self, heard, refused) -> None:
        self.started += 1
        self._heard, self._refused = heard, refused

    def stop(self) -> None:
        self.stopped += 1
        self._heard = self._refused = None

    def follow(self, ring, *, walking) -> None:
        self.followed.append((tuple(ring), walking))

    @property
    def is_on(self) -> bool:
        return self._heard is not None

    def tell(self, lat_udeg: int, lon_udeg: int, accuracy_m: float = 4.0, age_ms: int = 0) -> None:
        self._heard(Fix(lat_udeg, lon_udeg, accuracy_m, age_ms))

    def refuse(self, code: str) -> None:
        self._refused(Problem(code))


class NoCamera:
    can_take = False

    def take(self, answer, refuse) -> None:
        refuse(Problem("camera_missing"))


class FakeCamera:
    """Answers with the same picture each time."""

    can_take = True
    photo = b"\xff\xd8 a planting \xff\xd9"

    def take(self, answer, refuse) -> None:
        answer(self.photo)


def places(receiver=None, seconds: Seconds | None = None) -> Positioning:
    """`app.platform.position.Positioning` in a test's hands."""
    seconds = seconds or Seconds()
    return Positioning(receiver or FakeReceiver(), seconds.now, seconds.every)
