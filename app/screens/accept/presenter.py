"""Taking over a line of a pay sheet that another tablet gave: its code is scanned, or its text brought here otherwise.

Whatever speaks against it is told in a sentence, and what was brought stays in the field. No Kivy here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.desk import Desk, explain
from app.ports import Passing, Scanner
from app.screens.accept.states import Reading
from app.screens.paying.people import letters, spoken_name
from app.screens.paying.states import BACK, Act, News, Page
from app.screens.release.facts import is_known_here, label_of
from app.text.formats import short_date
from app.text.texts import t
from core.domain.problems import Problem
from core.domain.records import UnreadableRecord, decode_record
from core.usecases import notes
from core.usecases.tablet.paying import accept_line
from core.usecases.views.money import PayeeView

SCAN, PASTE, FILE, ACCEPT, PAY, AGAIN = "scan", "paste", "file", "accept", "pay", "again"


class AcceptPresenter:
    """Events: the methods without underscore. `render` takes a Page."""

    def __init__(self, desk: Desk, render: Callable[[Page], None], scanner: Scanner, passing: Passing) -> None:
        self._desk = desk
        self._render = render
        self._scanner = scanner
        self._passing = passing
        self._visit = 0
        self._text = self._problem = ""
        self._accepted: PayeeView | None = None
        self._busy = False

    def enter(self) -> None:
        self._visit += 1
        self._begin()

    def leave(self) -> None:
        self._visit += 1

    def tap(self, key: str) -> None:
        buttons: dict[str, Callable[[], None]] = {
            BACK: self._back,
            SCAN: self._scan,
            PASTE: lambda: self._brought(self._passing.paste(), "accept.nothing_copied"),
            FILE: lambda: self._brought(self._passing.newest(), "accept.no_file"),
            ACCEPT: self._accept,
            PAY: self._pay,
            AGAIN: self._begin,
        }
        if not self._busy:
            buttons[key]()

    def write(self, text: str) -> None:
        self._text, self._problem = text, ""
        self._show()

    def choose(self, key: str) -> None:
        """No page has rows."""

    def search(self, text: str) -> None:
        """No page is searched."""

    def number(self, value: int) -> None:
        """No page asks for a number."""

    def drawn(self, strokes: Sequence[Sequence[int]]) -> None:
        """No page is signed."""

    # --- inside ---

    def _begin(self) -> None:
        self._text = self._problem = ""
        self._accepted, self._busy = None, False
        self._show()

    def _back(self) -> None:
        self._desk.navigator.leave()

    def _pay(self) -> None:
        if self._accepted is not None:
            self._desk.navigator.replace("payee", member=self._accepted.payee, sheet=self._accepted.sheet)

    def _scan(self) -> None:
        visit = self._visit

        def answer(text: str) -> None:
            if visit == self._visit:
                self._brought(text, "accept.nothing_copied")

        self._scanner.scan(answer, self._refuse)

    def _brought(self, text: str, nothing: str) -> None:
        """What was scanned, pasted or read is taken at once: there is nothing to decide about it."""
        self._text = text.strip()
        if self._text:
            self._accept()
        else:
            self._problem = t(nothing)
            self._show()

    def _accept(self) -> None:
        desk, author, text, visit = self._desk, self._desk.author, self._text.strip(), self._visit
        self._busy, self._problem = True, ""

        def work(_task: Any) -> PayeeView:
            giver, sheet, payee = named_in(text)
            with desk.store.reading() as session:
                if sheet and session.money().sheet(sheet, desk.today(), reasons=False) is None:
                    raise _NotHereYet("sheet")
            if giver and not is_known_here(desk, giver):
                raise _NotHereYet("tablet")
            accept_line(desk.store, desk.clock, author, text)
            return _taken(desk, sheet, payee)

        def done(view: PayeeView) -> None:
            desk.tell_changed()
            if visit == self._visit:
                self._busy, self._accepted = False, view
                self._show()

        def failed(failure: Exception) -> None:
            self._busy = False
            if isinstance(failure, _NotHereYet):
                self._problem = t(f"accept.{failure}_unknown")
                self._show()
            elif isinstance(failure, Problem):
                self._refuse(failure)
            else:
                raise failure

        desk.storage_lane.run(work, done, failed)

    def _refuse(self, problem: Problem) -> None:
        """People know tablets by their labels."""
        if problem.code == "release_for_other":
            problem = Problem(problem.code, origin=label_of(self._desk, str(problem.details["origin"])))
        self._problem = explain(problem)
        self._show()

    def _show(self) -> None:
        self._render(self._reading_page() if self._accepted is None else self._accepted_page(self._accepted))

    def _reading_page(self) -> Page:
        ways = [Act(PASTE, "content-paste", t("accept.paste"), "secondary")]
        if self._passing.has_files:
            ways.append(Act(FILE, "file-document-outline", t("accept.file"), "secondary"))
        if self._scanner.can_scan:
            ways.insert(0, Act(SCAN, "qrcode-scan", t("accept.scan"), "primary"))
        body = Reading(
            t("accept.heading"),
            t("accept.detail" if self._scanner.can_scan else "accept.detail_no_camera"),
            tuple(ways),
            t("accept.field"),
            t("accept.field_hint"),
            self._text,
        )
        kind = "secondary" if self._scanner.can_scan else "primary"
        right = Act(
            ACCEPT, "tray-arrow-down", t("accept.do"), kind, enabled=bool(self._text.strip()) and not self._busy
        )
        return Page(t("accept.title"), body, problem=self._problem, left=Act(BACK, "", t("common.back")), right=right)

    def _accepted_page(self, view: PayeeView) -> Page:
        name = spoken_name(view.name)
        sentences = (
            t("accept.now_here", name=name, number=view.sheet_number),
            t("accept.until", day=short_date(date.fromisoformat(view.pay_until))),
        )
        again = Act(AGAIN, "tray-arrow-down", t("accept.again"), "quiet")
        news = News("check-circle", "confirmed", t("accept.done"), sentences=sentences)
        return Page(
            t("accept.title"), news, initials=letters(view.name), acts=(again,), left=Act(BACK, "", t("common.done")),
            right=Act(PAY, "hand-coin", t("accept.pay"), "primary"),
        )  # fmt: skip


class _NotHereYet(Exception):
    """The line's `sheet`, or the `tablet` that gives it, has not come to this tablet yet, so nothing can be said about
    the release.
    """


def named_in(text: str) -> tuple[str, str, str]:
    """Who gives a line, its sheet and its payee; empty where the text is no release, which the rules then say."""
    try:
        record = decode_record(str(json.loads(text)["release"]).encode("utf-8"))
        return record.origin, str(record.body["sheet"]), str(record.body["payee"])
    except (ValueError, KeyError, TypeError, UnreadableRecord):
        return "", "", ""


def _taken(desk: Desk, sheet: str, payee: str) -> PayeeView:
    with desk.store.reading() as session:
        money, own = session.money(), notes.text(session, "own_origin")
        named = (one for one in money.payees(own) if (one.sheet, one.payee) == (sheet, payee))
        return next(named, None) or money.payee(own, payee)
