"""The list of a payday: whose turn it is on the sheets that this tablet pays, by name and state, and never an amount.

Neighbours look on, so no sum stands here either; those are on the cash box's screen, behind the PIN. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.desk import Desk, explain
from app.preferences import committees_here
from app.screens.paying import asides, sheet_cards
from app.screens.paying.chosen import Chosen, choose, chosen_today
from app.screens.paying.people import Person, everybody, letters, sounds_like, spoken_name
from app.screens.paying.rows import PayeeRow, key_of, parts_of, row_of
from app.screens.paying.sheet_cards import SheetCard
from app.screens.paying.states import BACK, Page
from app.text.texts import t
from core.domain.money import format_count
from core.domain.problems import Problem
from core.usecases import notes
from core.usecases.money_views import PayeeView, SheetSummary, TripView
from core.usecases.paying import return_lines, undo_payout
from core.usecases.ports import Session

TO_PAY, PAID, ALL = "to_pay", "paid", "all"
WAITING = frozenset({"to_pay", "released"})
WITNESS, COMMITTEE, RETURN = "witness", "committee", "return"


@dataclass(frozen=True)
class PayingView:
    """The whole screen; with an `aside` that page is shown in the place of everything else.

    `options` are (key, words) of the filter by state; `committee` is empty where there is only one.
    """

    title: str = ""
    payer: str = ""
    witness: str = ""
    has_witness: bool = False
    sheets: tuple[tuple[str, str], ...] = ()
    card: SheetCard | None = None
    options: tuple[tuple[str, str], ...] = ()
    shown: str = TO_PAY
    committee: str = ""
    placeholder: str = ""
    sought: str = ""
    rows: tuple[PayeeRow, ...] = ()
    notice: str = ""
    undo_text: str = ""
    empty_icon: str = ""
    empty_title: str = ""
    empty_detail: str = ""
    empty_action: str = ""
    aside: Page | None = None


@dataclass(frozen=True)
class Known:
    """What was read in one snapshot; `origin` is this tablet's."""

    origin: str = ""
    sheets: tuple[SheetSummary, ...] = ()
    payees: tuple[PayeeView, ...] = ()
    people: tuple[Person, ...] = ()
    trips: tuple[TripView, ...] = ()
    committees: dict[str, str] = field(default_factory=dict)


class PayingPresenter:
    """Events: the methods without underscore. `render` takes a PayingView."""

    def __init__(self, desk: Desk, render: Callable[[PayingView], None]) -> None:
        self._desk = desk
        self._render = render
        self._known = Known()
        self._chosen = Chosen()
        self._sheet = self._committee = self._sought = ""
        self._shown = TO_PAY
        self._aside = self._aside_sought = self._problem = ""
        self._busy = False

    # --- coming and going ---

    def enter(self) -> None:
        if self._refresh not in self._desk.changed:
            self._desk.changed.append(self._refresh)
        self._sought = self._aside = self._problem = ""
        self._busy = False
        self._refresh()

    def leave(self) -> None:
        if self._refresh in self._desk.changed:
            self._desk.changed.remove(self._refresh)

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

    def ask_return(self) -> None:
        """The end of the payday: what was not paid goes back to the office."""
        self._open_aside(RETURN)

    def act_on_empty(self) -> None:
        """What the empty list offers: look for news from the office, or all states."""
        if self._sheets_here():
            self._sought, self._shown, self._committee = "", ALL, ""
            self._show()
        else:
            self._desk.navigator.go("sync")

    def undo(self) -> None:
        """Take the last payout back while its payee is still there."""
        payout, desk, author = self._chosen.payout, self._desk, self._desk.author
        if not payout or self._busy:
            return

        def work(_task: Any) -> None:
            undo_payout(desk.store, desk.clock, author, payout)
            choose(desk, payout="", payee="")

        self._run(work, lambda: desk.say(t("pay.undone")))

    # --- what is touched on the page that is open ---

    def tap(self, key: str) -> None:
        if key == BACK:
            self._close_aside()
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

    def write(self, text: str) -> None:
        """No page of the list is written on."""

    def number(self, value: int) -> None:
        """No page of the list asks for a number."""

    def drawn(self, strokes: Sequence[Sequence[int]]) -> None:
        """No page of the list is signed."""

    # --- inside ---

    def _refresh(self) -> None:
        desk, user = self._desk, self._desk.user
        if user is None:
            return
        committees = committees_here(desk)

        def question(session: Session) -> Known:
            money, origin = session.money(), notes.text(session, "own_origin")
            payees = tuple(money.payees(origin))
            ours = {view.sheet for view in payees}
            return Known(
                origin,
                tuple(sheet for sheet in money.sheets() if sheet.id in ours),
                payees,
                tuple(everybody(session.reads(), committees, desk.today())),
                tuple(trip for trip in money.trips(user.id) if trip.state == "open"),
                {view.id: view.name for view in committees},
            )

        def read(_task: Any) -> tuple[Known, Chosen]:
            with desk.store.reading() as session:
                known = question(session)
            return known, chosen_today(desk)

        desk.storage_lane.run(read, self._take)

    def _take(self, found: tuple[Known, Chosen]) -> None:
        self._known, self._chosen = found
        here = [sheet.id for sheet in self._sheets_here()]
        if self._sheet not in here:
            waiting = [view.sheet for view in self._known.payees if view.state == "to_pay"]
            self._sheet = next((sheet for sheet in here if sheet in waiting), here[0] if here else "")
        self._show()

    def _sheets_here(self) -> tuple[SheetSummary, ...]:
        return self._known.sheets

    def _of_sheet(self) -> list[PayeeView]:
        return [view for view in self._known.payees if view.sheet == self._sheet]

    def _to_return(self) -> list[PayeeView]:
        return [view for view in self._of_sheet() if view.state == "to_pay"]

    def _open_aside(self, name: str) -> None:
        self._aside, self._aside_sought, self._problem = name, "", ""
        self._show()

    def _close_aside(self) -> None:
        self._aside = self._problem = ""
        self._show()

    def _choose_witness(self, member: str) -> None:
        self._chosen = choose(self._desk, witness=member)
        self._close_aside()

    def _return(self) -> None:
        desk, author, sheet, number = self._desk, self._desk.author, self._sheet, len(self._to_return())
        if self._busy:
            return

        def work(_task: Any) -> None:
            return_lines(desk.store, desk.clock, author, sheet)

        def done() -> None:
            self._aside = ""
            desk.say(t("pay.returned", count=format_count(number)))

        self._run(work, done)

    def _run(self, work: Callable[[Any], None], done: Callable[[], None]) -> None:
        """One act at a time; a Problem is told on the page."""
        self._busy, self._problem = True, ""

        def finished(_: None) -> None:
            self._busy = False
            done()
            self._desk.tell_changed()

        def failed(failure: Exception) -> None:
            self._busy = False
            if not isinstance(failure, Problem):
                raise failure
            self._problem = explain(failure)
            self._refresh()

        self._desk.storage_lane.run(work, finished, failed)

    # --- showing ---

    def _show(self) -> None:
        self._render(self._empty_view() if not self._sheets_here() else self._list_view())

    def _empty_view(self) -> PayingView:
        return PayingView(
            title=t("pay.title"),
            payer=self._payer(),
            empty_icon="hand-coin",
            empty_title=t("pay.nothing_here"),
            empty_detail=t("pay.nothing_here_detail"),
            empty_action=t("pay.fetch"),
        )

    def _list_view(self) -> PayingView:
        views, rows = self._of_sheet(), self._rows()
        waiting = sum(view.state in WAITING for view in views)
        paid = sum(view.state == "paid" for view in views)
        numbers = {TO_PAY: waiting, PAID: paid, ALL: len(views)}
        all_paid = not rows and not self._sought and self._shown == TO_PAY
        empty = "all_paid" if all_paid else "nobody"
        summary = next(sheet for sheet in self._sheets_here() if sheet.id == self._sheet)
        card = sheet_cards.card_of(summary, views, self._known.origin, self._desk.today())
        return PayingView(
            title=t("pay.title"),
            payer=self._payer(),
            witness=self._witness_words(),
            has_witness=bool(self._chosen.witness),
            sheets=tuple((sheet.id, sheet_cards.title_of(sheet)) for sheet in self._sheets_here()),
            card=card,
            options=tuple((key, t(f"pay.show_{key}", count=format_count(numbers[key]))) for key in numbers),
            shown=self._shown,
            committee=self._committee_words(views),
            placeholder=t("pay.search"),
            sought=self._sought,
            rows=rows,
            notice=self._problem or self._notice(),
            undo_text=self._undo_words(),
            empty_icon="check-circle" if all_paid else "magnify",
            empty_title=t(f"pay.{empty}"),
            empty_detail=t(f"pay.{empty}_detail"),
            empty_action=t("pay.show_everybody") if not self._sought else "",
            aside=self._page(),
        )

    def _rows(self) -> tuple[PayeeRow, ...]:
        """Who is shown. A search looks among all, also among those who are on no sheet here."""
        views = [view for view in self._of_sheet() if self._committee in ("", view.committee)]
        if self._sought:
            views = [view for view in views if sounds_like(self._sought, view.name)]
        elif self._shown != ALL:
            wanted = WAITING if self._shown == TO_PAY else {PAID}
            views = [view for view in views if view.state in wanted]
        rows = [
            row_of(key_of(view.sheet, view.payee), view.name, letters(view.name), self._place(view), view.state)
            for view in views
        ]
        return tuple(rows + self._strangers()) if self._sought else tuple(rows)

    def _strangers(self) -> list[PayeeRow]:
        listed = {view.payee for view in self._of_sheet()}
        found = [
            person for person in self._known.people
            if person.id not in listed and sounds_like(self._sought, person.name)
        ]  # fmt: skip
        return [
            row_of(key_of("", person.id), person.name, letters(person.name), person.committee_name, "not_on_sheet")
            for person in found
        ]

    def _place(self, view: PayeeView) -> str:
        """The committee, where there are several."""
        return self._known.committees.get(view.committee, "") if len(self._committees_of(self._of_sheet())) > 1 else ""

    @staticmethod
    def _committees_of(views: Sequence[PayeeView]) -> list[str]:
        return list(dict.fromkeys(view.committee for view in views))

    def _committee_words(self, views: Sequence[PayeeView]) -> str:
        if len(self._committees_of(views)) < 2:
            return ""
        return self._known.committees.get(self._committee, t("pay.all_committees"))

    def _payer(self) -> str:
        return t("pay.payer", name=self._desk.user.name) if self._desk.user else ""

    def _witness_words(self) -> str:
        known = next((person for person in self._known.people if person.id == self._chosen.witness), None)
        return t("pay.witness", name=spoken_name(known.name)) if known else t("pay.choose_witness")

    def _undo_words(self) -> str:
        payee = next((view for view in self._known.payees if view.payout == self._chosen.payout), None)
        if payee is None or not self._chosen.payout:
            return ""
        return t("pay.paid_to", name=spoken_name(payee.name))

    def _notice(self) -> str:
        """Without cash only transfers can be paid; that is told before anybody stands in front of the table."""
        return "" if self._known.trips or not self._to_return() else t("pay.no_advance_list")

    def _page(self) -> Page | None:
        if self._aside == WITNESS:
            return asides.witness_page(self._known.people, self._aside_sought, self._chosen.witness)
        if self._aside == COMMITTEE:
            there = self._committees_of(self._of_sheet())
            names = {key: self._known.committees.get(key, key) for key in there}
            return asides.committee_page(names, self._committee)
        if self._aside == RETURN:
            names_left = [spoken_name(view.name) for view in self._to_return()]
            number = next(sheet.number for sheet in self._sheets_here() if sheet.id == self._sheet)
            return asides.return_page(names_left, number, self._problem)
        return None
