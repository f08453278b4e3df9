"""The way from what has arrived to what it comes to: one thread of this process that folds and checks, behind those who
hand over.

A request waits for it for a moment, so that a tablet usually has the office's verdicts with its answer; where many
come at once, or much has come, it is answered without them and finds them in the feed the next time. Nothing is lost by
that: what has been kept is folded later, by this process or by any other over the same database.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Condition, Thread

PATIENCE_S = 1.0
"""How long a request waits for what it brought."""
LONGEST_DELAY_S = 15.0
"""How long those who hand over may go first."""
_LOOK_AGAIN_S = 0.02
_GOODBYE_S = 5.0
_FIRST_REST_S = 1.0
_LONGEST_REST_S = 300.0


class Settling:
    """`work` settles everything that has arrived; `is_crowded` tells whether many wait to be answered.

    Used from any thread. The thread is begun with the first arrival and ended by `close`.
    """

    def __init__(
        self, work: Callable[[], None], is_crowded: Callable[[], bool], patience_s: float = PATIENCE_S
    ) -> None:
        self._work = work
        self._is_crowded = is_crowded
        self._patience_s = patience_s
        self._changed = Condition()
        self._arrived = 0
        self._settled = 0
        self._is_closing = False
        self._thread: Thread | None = None

    def settle_soon(self) -> None:
        """Something has arrived: have it settled, and wait a moment for that unless others wait to be answered."""
        with self._changed:
            if self._is_closing:
                return
            self._arrived += 1
            mine = self._arrived
            if self._thread is None:
                self._thread = Thread(target=self._go_on, name="planton-settling", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            left_s = self._patience_s
            while self._settled < mine and left_s > 0 and not self._is_crowded():
                self._changed.wait(_LOOK_AGAIN_S)
                left_s -= _LOOK_AGAIN_S

    def close(self) -> None:
        """End, after what is being done if that is soon; what is left over is settled by the next start."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_GOODBYE_S)

    def _go_on(self) -> None:
        rest_s = _FIRST_REST_S
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closing or self._settled < self._arrived)
                left_s = LONGEST_DELAY_S
                while self._is_crowded() and left_s > 0 and not self._is_closing:
                    self._changed.wait(_LOOK_AGAIN_S)
                    left_s -= _LOOK_AGAIN_S
                if self._is_closing:
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
                self._changed.wait_for(lambda: self._is_closing, rest_s)
                rest_s = min(2 * rest_s, _LONGEST_REST_S)
                self._arrived += 1

    def _try(self) -> bool:
        """Whether the work could be done; a full disk or a lost database must not end the thread."""
        try:
            self._work()
        except Exception:
            logging.getLogger("planton").exception("what arrived could not be settled and is tried again")
            return False
        return True
