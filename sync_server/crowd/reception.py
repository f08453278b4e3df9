"""Where tablets hand over: what several threads bring at one time is kept in one transaction.

Whoever comes while nobody is at it goes ahead at once; those who come meanwhile wait together, and the first of them
takes all of theirs along. So one tablet alone waits for nobody, and a hundred wait for the disk a few times.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from threading import Event, Lock

from core.domain.problems import Problem
from core.sync.stages.arrivals import Arrival, Kept

MOST_TOGETHER = 64
Outcome = Kept | Problem


class _Ticket:
    """One who waits: woken when the outcome is there, or without one to go ahead for all who wait."""

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.outcome: Outcome | Exception | None = None
        self.woken = Event()


class Reception:
    """`keep_together` keeps arrivals at one go and tells of each what became of it. Used from any thread."""

    def __init__(self, keep_together: Callable[[Sequence[Arrival]], Sequence[Outcome]]) -> None:
        self._keep_together = keep_together
        self._guard = Lock()
        self._waiting: deque[_Ticket] = deque()
        self._is_taken = False

    def keep(self, arrival: Arrival) -> Kept:
        """Raises the Problem for which this arrival was not kept, or whatever kept all of them from it."""
        mine = _Ticket(arrival)
        with self._guard:
            self._waiting.append(mine)
            goes_ahead = not self._is_taken
            self._is_taken = True
        if not goes_ahead:
            mine.woken.wait()
        if mine.outcome is None:
            self._go_ahead()
        if isinstance(mine.outcome, Kept):
            return mine.outcome
        raise mine.outcome or LookupError("an arrival was left behind")

    def _go_ahead(self) -> None:
        """Keep what waits now, one's own first, and let the next of those who have come since go ahead."""
        with self._guard:
            taken = [self._waiting.popleft() for _ in range(min(MOST_TOGETHER, len(self._waiting)))]
        try:
            self._keep(taken)
        finally:
            with self._guard:
                self._is_taken = bool(self._waiting)
                if self._waiting:
                    self._waiting[0].woken.set()
            for ticket in taken:
                ticket.woken.set()

    def _keep(self, taken: Sequence[_Ticket]) -> None:
        try:
            outcomes: Sequence[Outcome | Exception] = self._keep_together([ticket.arrival for ticket in taken])
        except Problem as problem:
            # Of the database or of the whole office: it would meet each of them alone.
            outcomes = [Problem(problem.code, **problem.details) for _ in taken]
        except Exception as error:
            if len(taken) > 1:
                # A mistake of ours over one of them must not keep the others away.
                logging.getLogger("planton").exception("what came together is kept one by one")
                for ticket in taken:
                    self._keep([ticket])
                return
            outcomes = [error]
        for ticket, outcome in zip(taken, outcomes, strict=True):
            ticket.outcome = outcome
