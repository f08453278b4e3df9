"""The list of a payday: whose turn it is on the sheets that this tablet pays, by name and state, and never an amount.

Neighbours look on, so no sum stands here either; those are on the cash box's screen, behind the PIN. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.desk import Desk, explain
from app.screens.paying.chosen import Chosen, choose, chosen_today
from app.screens.paying.listing import (
    ALL,
    COMMITTEE,
    MORE,
    RETURN,
    TO_PAY,
    WITNESS,
    Known,
    Listing,
    PayingView,
    read_known,
    to_return,
    view_of,
)
from app.screens.paying.rows import parts_of
from app.screens.paying.states import BACK
from app.text.texts import t
from core.domain.money import format_count
from core.domain.problems import Problem
from core.usecases.tablet.paying import return_lines, undo_payout


class PayingPresenter:
    """Events: the methods without underscore. `render` takes a PayingView."""

    def __init__(self, desk: Desk, render: Callable[[PayingView], None]) -> None:
        self._desk = desk
        self._render = render
        self._known: Known | None = None
        self._chosen = Chosen()
        self._sheet = self._committee = self._sought = ""
        self._shown = TO_PAY
        self._aside = self._aside_sought = self._problem = self._done = ""
        self._busy = False

    # --- coming and going ---

    def enter(self) -> None:
        self._desk.changed.add(self._refresh)
        self._sought = self._aside = self._problem = self._done = ""
        self._known, self._busy = None, False
        self._refresh()

    def leave(self) -> None:
        self._desk.changed.drop(self._refresh)

    # --- what is touched in the list ---

    def search(self, text: str) -> None:
        """A part of a name, in the list or on the page that is open."""
        if self._aside:
            self._aside_sought = text
        else:
            self._sought = text
        self._show()

    def show_state(self, key: str) -> None:
        self._shown = key
        self._show()

    def choose_sheet(self, key: str) -> None:
        self._sheet = key
        self._show()

    def open(self, key: str) -> None:
        """A person was touched."""
        sheet, member = parts_of(key)
        self._desk.navigator.go("payee", member=member, sheet=sheet)

    def ask_witness(self) -> None:
        self._open_aside(WITNESS)

    def ask_committee(self) -> None:
        self._open_aside(COMMITTEE)

    def ask_more(self) -> None:
        """What is done once a day: giving back what was not paid, taking over a line, the box."""
        self._open_aside(MORE)

    def show_everybody(self) -> None:
        """What the empty list offers."""
        self._shown, self._committee = ALL, ""
        self._show()

    def undo(self) -> None:
        """Take the last payout back while its payee is still there."""
        payout, desk, author = self._chosen.payout, self._desk, self._desk.author
        if not payout or self._busy:
            return

        def work(_task: Any) -> None:
            undo_payout(desk.store, desk.clock, author, payout)
            choose(desk, payout="", payee="")

        self._run(work, t("pay.undone"))

    # --- what is touched on the page that is open ---

    def tap(self, key: str) -> None:
        if key == BACK and self._aside == RETURN:
            self._open_aside(MORE)
        elif key == BACK:
            self._close_aside()
        elif key in ("accept", "sync"):
            self._desk.navigator.go(key)
        elif key == "no_witness":
            self._choose_witness("")
        elif key == RETURN:
            self._return()

    def choose(self, key: str) -> None:
        if self._aside == WITNESS:
            self._choose_witness(key)
        elif self._aside == COMMITTEE:
            self._committee = key
            self._close_aside()
        elif key == RETURN:
            self._open_aside(RETURN)
        else:
            self._desk.navigator.go(key)

    def write(self, text: str) -> None:
        """No page of the list is written on."""

    def number(self, value: int) -> None:
        """No page of the list asks for a number."""

    def drawn(self, strokes: Sequence[Sequence[int]]) -> None:
        """No page of the list is signed."""

    # --- inside ---

    def _refresh(self) -> None:
        desk = self._desk
        if desk.user is not None:
            desk.storage_lane.run(lambda _task: (read_known(desk), chosen_today(desk)), self._take)

    def _take(self, found: tuple[Known, Chosen]) -> None:
        """The sheet that was looked at stays; else the first with somebody to pay."""
        known, self._chosen = found
        self._known = known
        here = [sheet.id for sheet in known.sheets]
        if self._sheet not in here:
            waiting = {view.sheet for view in known.payees if view.state == "to_pay"}
            self._sheet = next((sheet for sheet in here if sheet in waiting), here[0] if here else "")
        self._show()

    def _open_aside(self, name: str) -> None:
        self._aside, self._aside_sought, self._problem, self._done = name, "", "", ""
        self._show()

    def _close_aside(self) -> None:
        self._aside = self._problem = ""
        self._show()

    def _choose_witness(self, member: str) -> None:
        self._chosen = choose(self._desk, witness=member)
        self._close_aside()

    def _return(self) -> None:
        desk, author, sheet = self._desk, self._desk.author, self._sheet
        if self._busy or self._known is None:
            return
        number = len(to_return(self._known, sheet))

        def work(_task: Any) -> None:
            return_lines(desk.store, desk.clock, author, sheet)

        self._run(work, t("pay.returned", count=format_count(number)))

    def _run(self, work: Callable[[Any], None], done: str) -> None:
        """One act at a time. What came of it is told on the page: a toast would cover what is touched next."""
        self._busy, self._problem = True, ""

        def finished(_: None) -> None:
            self._busy, self._aside, self._done = False, "", done
            self._desk.tell_changed()

        def failed(failure: Exception) -> None:
            self._busy = False
            if not isinstance(failure, Problem):
                raise failure
            self._problem = explain(failure)
            self._refresh()

        self._desk.storage_lane.run(work, finished, failed)

    def _show(self) -> None:
        """Nothing is said before it is known: an empty list would be a lie."""
        if self._known is None:
            return
        user = self._desk.user
        self._render(
            view_of(
                Listing(
                    self._known, self._chosen, self._sheet, self._committee, self._sought, self._shown, self._aside,
                    self._aside_sought, self._problem, self._done, user.name if user else "", self._desk.today(),
                )
            )
        )  # fmt: skip
