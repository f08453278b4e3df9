"""What a tablet works with until bootstrap has brought the real thing, in practice and on machines that lack it.

Each stands for a port of app.ports and does nothing, or says in a Problem that there is nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from app.listeners import Listeners
from app.ports import LINKS, Battery, Camera, Memory, Passing, PhotoSize, Positioning, Scanner, Speaker, SyncState
from core.domain.problems import Problem


class PlainDevice:
    """A machine with a network that costs nothing and no battery."""

    def link(self) -> str:
        return LINKS[0]

    def battery(self) -> Battery | None:
        return None


class StillHandset:
    """A machine that neither shakes nor ever goes dark."""

    def buzz(self) -> None:
        """Nothing happens."""

    def stay_awake(self) -> None:
        """Nothing happens."""

    def may_sleep(self) -> None:
        """Nothing happens."""


class NoSpace:
    """A machine that says nothing of its room."""

    def free_bytes(self) -> int | None:
        return None

    def file_bytes(self) -> int:
        return 0


class NoSharing:
    """A machine on which nothing can be handed on."""

    can_share = False

    def share(self, name: str, data: bytes, kind: str) -> str:  # noqa: ARG002 - the port
        return ""


class NoGuard:
    """Where nothing is locked."""

    is_locked = False

    def lock(self) -> None:
        """Nothing happens."""

    def touched(self) -> None:
        """Nothing happens."""

    def look(self) -> None:
        """Nothing happens."""


class NoMemories:
    """A machine of which nothing can be taken out."""

    def found(self) -> tuple[Memory, ...]:
        return ()


class NoSync:
    """Where nothing is synced, e.g. in tests of other screens."""

    def __init__(self) -> None:
        self.state = SyncState()
        self.listeners = Listeners()

    def start(self, *, by_hand: bool = True) -> None:
        """Nothing happens."""

    def start_when_connected(self) -> None:
        """Nothing happens."""

    def cancel(self) -> None:
        """Nothing happens."""


class NoCamera:
    """A machine without a camera that this app can ask."""

    can_take = False

    def take(self, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]) -> None:  # noqa: ARG002 - the port
        refuse(Problem("camera_missing"))


class NoReceiver:
    """A machine without a receiver that this app can ask."""

    can_locate = False

    def start(self, heard: Any, refused: Callable[[Problem], None]) -> None:  # noqa: ARG002 - the port
        refused(Problem("position_missing"))

    def stop(self) -> None:
        """There is nothing to stop."""

    def follow(self, ring: Any, *, walking: bool) -> None:
        """Nothing moves."""


class NoSpeaker:
    """A machine without a voice."""

    can_speak = False

    def say(self, clips: Sequence[str], done: Callable[[], None]) -> None:  # noqa: ARG002 - the port
        """Nobody hears anything."""
        done()

    def hush(self) -> None:
        """It is quiet already."""


class NoScanner:
    """A machine that cannot read codes."""

    can_scan = False

    def scan(self, answer: Callable[[str], None], refuse: Callable[[Problem], None]) -> None:  # noqa: ARG002 - the port
        refuse(Problem("camera_missing"))


class NoPassing:
    """A machine with neither a clipboard nor a folder."""

    has_files = False

    def copy(self, text: str) -> None:
        """Nothing is kept."""

    def paste(self) -> str:
        return ""

    def save(self, name: str, text: str) -> str:  # noqa: ARG002 - the port
        return ""

    def newest(self) -> str:
        return ""


class BareMachine:
    """app.ports.Machine without eyes, ears or voice."""

    speaker: Speaker = NoSpeaker()
    scanner: Scanner = NoScanner()
    passing: Passing = NoPassing()

    def camera(self, size: Callable[[], PhotoSize]) -> Camera:  # noqa: ARG002 - the port
        return NoCamera()

    def positioning(self) -> Positioning:
        return Positioning(NoReceiver(), time.monotonic, lambda _seconds, _call: _nothing)


def _nothing() -> None:
    """Nothing was started."""
