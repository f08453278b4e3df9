"""The three things that write: paying, undoing at once, and giving back later. One at a time, off the UI thread.

Only Problems come back to the page; anything else is a fault of the program and is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from app.desk import Desk
from app.screens.paying.chosen import choose
from app.screens.paying.sides import ink_row, photo_row
from core.domain.payouts import Payout
from core.domain.problems import Problem
from core.usecases.ports import SideRow
from core.usecases.tablet.paying import PHOTO_SIDE, STROKES_SIDE, give_money_back, pay, undo_payout

Result = TypeVar("Result")


class Acts:
    """`busy` from the touch until the answer; a touch in between does nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.busy = False

    def pay(
        self,
        fact: Payout,
        strokes: Sequence[Sequence[int]],
        photo: bytes,
        done: Callable[[str], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """Save a payout and remember that it can be undone."""
        desk, author = self._desk, self._desk.author
        sides: dict[str, SideRow] = {}
        if strokes and fact.acknowledged != "paper":
            sides[STROKES_SIDE] = ink_row(strokes)
        if photo and fact.acknowledged == "paper":
            sides[PHOTO_SIDE] = photo_row(photo)

        def work(_task: Any) -> str:
            payout = pay(desk.store, desk.clock, author, fact, sides=sides)
            # The payment stands even if there is no room left to remember that it can be undone.
            with suppress(Problem):
                choose(desk, payout=payout, payee=fact.payee)
            return payout

        self._run(work, done, failed)

    def undo(self, payout: str, done: Callable[[None], None], failed: Callable[[Problem], None]) -> None:
        """Take back what was just paid."""
        desk, author = self._desk, self._desk.author

        def work(_task: Any) -> None:
            undo_payout(desk.store, desk.clock, author, payout)
            choose(desk, payout="", payee="")

        self._run(work, done, failed)

    def give_back(
        self,
        payout: str,
        strokes: Sequence[Sequence[int]],
        witness: str,
        done: Callable[[str], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """Take back what was paid before, acknowledged by the payee."""
        desk, author = self._desk, self._desk.author

        def work(_task: Any) -> str:
            return give_money_back(desk.store, desk.clock, author, payout, strokes, witness)

        self._run(work, done, failed)

    def _run(
        self, work: Callable[[Any], Result], done: Callable[[Result], None], failed: Callable[[Problem], None]
    ) -> None:
        if self.busy:
            return
        self.busy = True

        def finished(result: Result) -> None:
            self.busy = False
            done(result)

        def broken(failure: Exception) -> None:
            self.busy = False
            if not isinstance(failure, Problem):
                raise failure
            failed(failure)

        self._desk.storage_lane.run(work, finished, broken)
