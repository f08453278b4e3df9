"""The way from what has arrived to what it comes to: one thread of this process that folds and checks, behind those who
hand over.

A request waits for it for a moment, so that a tablet usually has the office's verdicts with its answer; where many
come at once, or much has come, it is answered without them and finds them in the feed the next time. Nothing is lost by
that: what has been kept is folded later, by this process or by any other over the same database.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Condition, Event, Thread

PATIENCE_S = 1.0
"""How long a request waits for what it brought."""
LONGEST_DELAY_S = 15.0
"""How long those who hand over may go first."""
_LOOK_AGAIN_S = 0.02
_GOODBYE_S = 5.0
_FIRST_REST_S = 1.0
_LONGEST_REST_S = 300.0


class Settling:
    """`work` settles everything that has arrived and calls what it is given between two pieces of that; `is_crowded`
    tells whether many wait to be answered.

    Used from any thread. The thread is begun with the first arrival and ended by `close`.
    """

    def __init__(
        self, work: Callable[[Callable[[], None]], None], is_crowded: Callable[[], bool], patience_s: float = PATIENCE_S
    ) -> None:
        self._work = work
        self._is_crowded = is_crowded
        self._patience_s = patience_s
        self._changed = Condition()
        self._arrived = 0
        self._settled = 0
        self._closing = Event()
        self._first_until = 0.0
        self._next_look = 0.0
        self._thread: Thread | None = None

    def settle_soon(self) -> None:
        """Something has arrived: have it settled, and wait a moment for that unless others wait to be answered."""
        with self._changed:
            if self._closing.is_set():
                return
            self._arrived += 1
            mine = self._arrived
            if self._thread is None:
                self._thread = Thread(target=self._go_on, name="planton-settling", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            until = time.monotonic() + self._patience_s
            while self._settled < mine and time.monotonic() < until and not self._is_crowded():
                self._changed.wait(_LOOK_AGAIN_S)

    def close(self) -> None:
        """End, after what is being done if that is soon; what is left over is settled by the next start."""
        with self._changed:
            self._closing.set()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_GOODBYE_S)

    def _go_on(self) -> None:
        rest_s = _FIRST_REST_S
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing.is_set() or self._settled < self._arrived)
            self._first_until = time.monotonic() + LONGEST_DELAY_S
            self._give_way()
            with self._changed:
                if self._closing.is_set():
                    return
                until = self._arrived
            went_well = self._try()
            with self._changed:
                self._settled = until
                self._changed.notify_all()
                if went_well:
                    rest_s = _FIRST_REST_S
                    continue
                # Perhaps nobody comes any more today; what is left is tried again also without that.
                self._changed.wait_for(self._closing.is_set, rest_s)
                rest_s = min(2 * rest_s, _LONGEST_REST_S)
                self._arrived += 1

    def _give_way(self) -> None:
        """Wait while others want to hand over, but not longer than they may go first. Asked for every record, it looks
        only now and then.
        """
        if time.monotonic() < self._next_look:
            return
        while self._is_crowded() and time.monotonic() < self._first_until and not self._closing.wait(_LOOK_AGAIN_S):
            pass
        self._next_look = time.monotonic() + _LOOK_AGAIN_S / 4

    def _try(self) -> bool:
        """Whether the work could be done; a full disk or a lost database must not end the thread."""
        try:
            self._work(self._give_way)
        except Exception:
            logging.getLogger("planton").exception("what arrived could not be settled and is tried again")
            return False
        return True
