"""The list of a payday as it is shown, made from what was read and what is chosen: names and states, and no amounts.

No Kivy here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.desk import Desk
from app.preferences import committees_here
from app.screens.paying import asides, sheet_cards
from app.screens.paying.chosen import Chosen
from app.screens.paying.people import Person, everybody, letters, spoken_name
from app.screens.paying.rows import PayeeRow, key_of, row_of
from app.screens.paying.sheet_cards import SheetCard
from app.screens.paying.states import Page
from app.text.texts import t
from core.domain.money import format_count
from core.domain.seeking import is_sought
from core.usecases import notes
from core.usecases.views.money import PayeeView, SheetSummary, TripView

TO_PAY, PAID, ALL = "to_pay", "paid", "all"
WAITING = frozenset({"to_pay", "released"})
WITNESS, COMMITTEE, MORE, RETURN = "witness", "committee", "more", "return"


@dataclass(frozen=True)
class Known:
    """What was read in one snapshot; `origin` is this tablet's, `trips` the open ones of who is signed in."""

    origin: str = ""
    sheets: tuple[SheetSummary, ...] = ()
    payees: tuple[PayeeView, ...] = ()
    people: tuple[Person, ...] = ()
    trips: tuple[TripView, ...] = ()
    committees: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """What is known, and what is chosen on the screen; `aside` is the page that is open in its place."""

    known: Known
    chosen: Chosen
    sheet: str
    committee: str
    sought: str
    shown: str
    aside: str
    aside_sought: str
    problem: str
    done: str
    payer: str
    today: str

    @property
    def views(self) -> list[PayeeView]:
        """The lines of the sheet that is looked at."""
        return [view for view in self.known.payees if view.sheet == self.sheet]

    @property
    def committees(self) -> dict[str, str]:
        """The committees on this sheet, with their names."""
        there = dict.fromkeys(view.committee for view in self.views)
        return {key: self.known.committees.get(key, key) for key in there}


@dataclass(frozen=True)
class PayingView:
    """The whole screen; with an `aside` that page is shown in the place of everything else.

    `options` are (key, words) of the filter by state; `committee` is empty where there is only one.
    """

    payer: str = ""
    witness: str = ""
    has_witness: bool = False
    sheets: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    card: SheetCard | None = None
    options: tuple[tuple[str, str], ...] = ()
    shown: str = TO_PAY
    committee: str = ""
    rows: tuple[PayeeRow, ...] = ()
    notice: str = ""
    notice_tone: str = "pending"
    undo_text: str = ""
    empty_icon: str = "hand-coin"
    empty_title: str = ""
    empty_detail: str = ""
    empty_action: str = ""
    aside: Page | None = None


def read_known(desk: Desk) -> Known:
    """Everything that the list needs, off the UI thread."""
    committees, user, day = committees_here(desk), desk.user, desk.today()
    with desk.store.reading() as session:
        money, origin = session.money(), notes.text(session, "own_origin")
        payees = tuple(money.payees(origin))
        ours = {view.sheet for view in payees}
        return Known(
            origin,
            tuple(sheet for sheet in money.sheets() if sheet.id in ours),
            payees,
            tuple(everybody(session.reads(), committees, day)),
            tuple(trip for trip in money.trips(user.id) if trip.state == "open") if user else (),
            {view.id: view.name for view in committees},
        )


def to_return(known: Known, sheet: str) -> list[PayeeView]:
    """Whom this tablet could still pay on a sheet."""
    return [view for view in known.payees if view.sheet == sheet and view.state == "to_pay"]


def view_of(listing: Listing) -> PayingView:
    payer = t("pay.payer", name=listing.payer) if listing.payer else ""
    known = listing.known
    if not known.sheets:
        return PayingView(payer, aside=asides.nothing_page())
    views, rows = listing.views, _rows(listing)
    numbers = {
        TO_PAY: sum(view.state in WAITING for view in views),
        PAID: sum(view.state == "paid" for view in views),
        ALL: len(views),
    }
    all_paid = not rows and not listing.sought and listing.shown == TO_PAY and not listing.committee
    empty = "all_paid" if all_paid else "nobody"
    summary = next(sheet for sheet in known.sheets if sheet.id == listing.sheet)
    card = sheet_cards.card_of(summary, views, known.origin, listing.today)
    notice, tone = _notice(listing, card)
    return PayingView(
        payer,
        _witness_words(listing),
        bool(listing.chosen.witness),
        tuple((sheet.id, sheet_cards.title_of(sheet)) for sheet in known.sheets),
        listing.sheet,
        card,
        tuple((key, t(f"pay.show_{key}", count=format_count(number))) for key, number in numbers.items()),
        listing.shown,
        listing.committees.get(listing.committee, t("pay.all_committees")) if len(listing.committees) > 1 else "",
        rows,
        notice,
        tone,
        _undo_words(listing),
        "check-circle" if all_paid else "magnify",
        t(f"pay.{empty}"),
        t(f"pay.{empty}_detail"),
        "" if listing.sought else t("pay.show_everybody"),
        _aside(listing),
    )


def _rows(listing: Listing) -> tuple[PayeeRow, ...]:
    """Who is shown. A search looks among all, also among those who are on no sheet here."""
    views = [view for view in listing.views if listing.committee in ("", view.committee)]
    if listing.sought:
        views = [view for view in listing.views if is_sought(view.name, listing.sought)]
    elif listing.shown != ALL:
        wanted = WAITING if listing.shown == TO_PAY else {PAID}
        views = [view for view in views if view.state in wanted]
    places = listing.committees if len(listing.committees) > 1 else {}
    rows = [
        row_of(
            key_of(view.sheet, view.payee), view.name, letters(view.name), places.get(view.committee, ""), view.state
        )
        for view in views
    ]
    return tuple(rows + _strangers(listing)) if listing.sought else tuple(rows)


def _strangers(listing: Listing) -> list[PayeeRow]:
    """Members who have no line on this sheet: whoever asks is told why."""
    listed = {view.payee for view in listing.views}
    return [
        row_of(key_of("", person.id), person.name, letters(person.name), person.committee_name, "not_on_sheet")
        for person in listing.known.people
        if person.id not in listed and is_sought(person.name, listing.sought)
    ]


def _witness_words(listing: Listing) -> str:
    witness = next((person for person in listing.known.people if person.id == listing.chosen.witness), None)
    return t("pay.witness", name=spoken_name(witness.name)) if witness else t("pay.choose_witness")


def _undo_words(listing: Listing) -> str:
    payout = listing.chosen.payout
    payee = next((view for view in listing.known.payees if payout and view.payout == payout), None)
    return t("pay.paid_to", name=spoken_name(payee.name)) if payee else ""


def _notice(listing: Listing, card: SheetCard) -> tuple[str, str]:
    """What is in the way of paying, told before anybody stands in front of the table."""
    if listing.problem or card.over:
        return listing.problem or card.over, "observed"
    if not listing.known.trips and to_return(listing.known, listing.sheet):
        return t("pay.no_advance_list"), "pending"
    return listing.done, "confirmed"


def _aside(listing: Listing) -> Page | None:
    if listing.aside == WITNESS:
        return asides.witness_page(listing.known.people, listing.aside_sought, listing.chosen.witness)
    if listing.aside == COMMITTEE:
        return asides.committee_page(listing.committees, listing.committee)
    if listing.aside == MORE:
        return asides.more_page(len(to_return(listing.known, listing.sheet)))
    if listing.aside == RETURN:
        left: Sequence[PayeeView] = to_return(listing.known, listing.sheet)
        number = next(sheet.number for sheet in listing.known.sheets if sheet.id == listing.sheet)
        return asides.return_page([spoken_name(view.name) for view in left], number, listing.problem)
    return None
