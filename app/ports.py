"""What the tablet needs from outside the screen: a lane to work on, the office's server, and the sync with it.

Presenters see these and nothing behind them; bootstrap brings the real ones and tests bring fakes. Knows no Kivy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from app.listeners import Listeners
from core.domain.problems import Problem

if TYPE_CHECKING:
    from core.domain.plots import Point
    from core.sync.letting_in.enrolment import Knock, Welcome
    from core.sync.photos.lane import PhotoProgress
    from core.sync.photos.tus import Heading
    from core.sync.restore.epoch_format import Told
    from core.sync.wire.messages import Answer, Request, Unopened


class Runner(Protocol):
    """The one way off the UI thread; see app.background."""

    def run(
        self,
        work: Callable[[Any], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Any: ...


class Transport(Protocol):
    """One way to the office's server. Every method raises Problem for whatever goes wrong on the way."""

    @property
    def traffic_bytes(self) -> int:
        """What has travelled both ways since this was made, heads included."""

    def recognise(self) -> None:
        """Make sure that a Plantón server answers."""

    def enrol(self, asked: Knock) -> Welcome: ...
    def exchange(self, request: Request) -> Answer | Unopened: ...
    def epochs(self, note: str) -> Told:
        """Ask a server that is not what it was which epochs it began."""

    def give_back(self, offer: bytes) -> bool:
        """Let such a server have a part of what it has lost; whether it has what comes before that part."""

    def begin_photo(self, heading: Heading) -> int:
        """How many bytes of a photo the office has."""

    def send_part(self, heading: Heading, offset: int, data: bytes) -> int:
        """How many it has after these."""

    def carry(self, bundle: bytes) -> bytes:
        """Hand over another tablet's file; the reply that goes back to it."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A folder that can be taken out of this machine, and what people call it."""

    name: str
    path: str


class Memories(Protocol):
    """The memories that are plugged in now."""

    def found(self) -> tuple[Memory, ...]: ...


LINKS = ("free", "metered", "roaming", "none")
"""What a network costs: nothing, money by the byte, more money abroad; or there is none."""


@dataclass(frozen=True, slots=True)
class Battery:
    percent: int
    is_charging: bool


class Device(Protocol):
    """What the machine says of itself; see app.platform.device."""

    def link(self) -> str:
        """One of LINKS, as it is now."""

    def battery(self) -> Battery | None:
        """As it is now; None where there is none, or no telling."""


@dataclass(frozen=True, slots=True)
class Handed:
    """How many files of other tablets were handed over; of the last one that was `refused`, whose it is and why."""

    number: int = 0
    refused: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class SyncState:
    """How the sync stands. `left` is what is still to be sent, `feed_left` what is still to come, -1 while not known.

    `by_hand` is whether a person asked for it; what fails by itself is told more quietly. `photos` is how far the lane
    of the photos is, which begins when the records are through; its `problem` is why some of them wait.
    """

    is_running: bool = False
    is_stopping: bool = False
    by_hand: bool = False
    sent: int = 0
    received: int = 0
    left: int = 0
    feed_left: int = -1
    seconds_left: int = 0
    is_done: bool = False
    was_cancelled: bool = False
    problem: Problem | None = None
    handed: Handed = Handed()
    photos: PhotoProgress | None = None


class Synchronising(Protocol):
    """Sync in the background, one at a time. Listeners are called on the UI thread after every change."""

    @property
    def state(self) -> SyncState: ...
    @property
    def listeners(self) -> Listeners: ...
    def start(self, *, by_hand: bool = True) -> None: ...
    def start_when_connected(self) -> None:
        """To be asked again and again: begins where a network has appeared since the last time."""

    def cancel(self) -> None: ...


class Enrolling(Protocol):
    """Lets this tablet in at the office."""

    def enrol(self, code: str, addresses: tuple[str, ...]) -> Any:
        """Off the UI thread: ask, and write down the answer. Raises Problem."""

    def take_over(self, joined: Any) -> None:
        """On the UI thread: from now on the desk works with what `enrol` answered."""


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """The most that a photo may have: pixels on its longer side, and bytes."""

    side: int = 1280
    bytes: int = 120_000


@dataclass(frozen=True, slots=True)
class Fix:
    """One answer of a receiver: millionths of a degree, how many metres it may be off, how old it was when it came."""

    lat_udeg: int
    lon_udeg: int
    accuracy_m: float
    age_ms: int = 0


Every = Callable[[float, Callable[[], None]], Callable[[], None]]
"""Calls something every so many seconds on the UI thread, until what it answers is called."""


class Receiver(Protocol):
    """Where the tablet is. Nothing may depend on a position being there: it may be missing, late or wrong."""

    @property
    def can_locate(self) -> bool: ...
    def start(self, heard: Callable[[Fix], None], refused: Callable[[Problem], None]) -> None:
        """From now on every fix is told on the UI thread, or once why there is none. Asks for permission if need be."""

    def stop(self) -> None:
        """Nothing is told any more, and the battery is spared."""

    def follow(self, ring: Sequence[Point], *, walking: bool) -> None:
        """Where a simulator is to be: somewhere in this ring, or going round it. Real receivers do not listen."""


@dataclass(frozen=True)
class Positioning:
    """A receiver with the time that goes with it: `now` in seconds, and something to be called every so often."""

    receiver: Receiver
    now: Callable[[], float]
    every: Every


class Camera(Protocol):
    """Photos of papers: JPEG, no larger than was chosen, nothing but the picture. `can_take` says whether there is a
    camera.
    """

    @property
    def can_take(self) -> bool: ...
    def take(self, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]) -> None:
        """Calls one of the two, at once or later, on the UI thread; neither where the person goes back."""


class Handset(Protocol):
    """What the machine does for the hand that holds it. Nothing may depend on it."""

    def buzz(self) -> None:
        """Shake shortly, where it can: something was saved."""

    def stay_awake(self) -> None:
        """Keep the screen lit until it may sleep again."""

    def may_sleep(self) -> None:
        """The screen goes dark as always."""


class Sharing(Protocol):
    """Files that are handed to somebody by another app. `can_share` says whether this machine can."""

    @property
    def can_share(self) -> bool: ...
    def share(self, name: str, data: bytes, kind: str) -> str:
        """Hand on a file of that media type; answers where it lies, or nothing where that could not be done."""


class Chance(Protocol):
    """Numbers that nobody chooses and nobody can foresee."""

    def number(self, most: int) -> int:
        """From 1 to `most`, each as likely as the others."""


class Speaker(Protocol):
    """A voice, asked for by a person and never used otherwise. Nothing may depend on it being there."""

    @property
    def can_speak(self) -> bool: ...
    def say(self, clips: Sequence[str], done: Callable[[], None]) -> None:
        """Plays clips of core.domain.spoken one after another; what was being said is broken off. `done` is called once
        on the UI thread, when it has been said or was broken off.
        """

    def hush(self) -> None:
        """Break off what is being said, if anything is."""


class Scanner(Protocol):
    """Reads a QR code from another tablet's screen. `can_scan` says whether this machine can."""

    @property
    def can_scan(self) -> bool: ...
    def scan(self, answer: Callable[[str], None], refuse: Callable[[Problem], None]) -> None:
        """Calls one of the two, at once or later, on the UI thread; neither where the person goes back."""


class Passing(Protocol):
    """Short texts that go to another tablet without a camera. `has_files` says whether there is a folder for them."""

    @property
    def has_files(self) -> bool: ...
    def copy(self, text: str) -> None: ...
    def paste(self) -> str:
        """What was copied last, anywhere on this machine; empty where that is no text."""

    def save(self, name: str, text: str) -> str:
        """Write the text into the folder; answers where, or nothing where that could not be done."""

    def newest(self) -> str:
        """The text of the file that was put into the folder last; empty where there is none that can be read."""


NEARLY_FULL_BYTES = 200_000_000
"""With less room than this left a person is warned; saving goes on as long as anything fits."""


class Space(Protocol):
    """The room where this tablet keeps its file."""

    def free_bytes(self) -> int | None:
        """What is left, or None where there is no telling."""

    def file_bytes(self) -> int:
        """What the file takes by now, with what is still beside it."""


class Guarding(Protocol):
    """Locks the screen; see app.locking."""

    @property
    def is_locked(self) -> bool: ...
    def lock(self) -> None:
        """At once, where somebody is signed in."""

    def touched(self) -> None:
        """Somebody is here."""

    def look(self) -> None:
        """To be asked again and again: locks where nobody was here for long."""


class Practising(Protocol):
    """A tablet of its own to practise with, which reaches nobody; see app.practice.practising."""

    def open(self) -> Any:
        """Off the UI thread: its desk. Raises Problem."""

    def throw_away(self) -> None:
        """Everything that was practised is gone; the next time begins anew."""


class Machine(Protocol):
    """The eyes, ears and voice of what the app runs on. Nothing of it is made before somebody asks."""

    def camera(self, size: Callable[[], PhotoSize]) -> Camera:
        """A camera for one screen; `size` is asked for each photo."""

    def positioning(self) -> Positioning:
        """A receiver for one screen."""

    @property
    def speaker(self) -> Speaker:
        """The one voice: whatever is said breaks off the rest."""

    @property
    def scanner(self) -> Scanner: ...
    @property
    def passing(self) -> Passing: ...
