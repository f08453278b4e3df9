"""Paying on the tablet, without a network: payouts, giving lines away and taking them over, and the technician's cash.

Every act is one record, saved before anything else happens. What this tablet may not do is refused with its sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.domain.bodies import Fact, SideHash
from core.domain.calendar import local_day
from core.domain.corrections import NOTE_SIDE, Void
from core.domain.payouts import Payout
from core.domain.problems import Problem
from core.domain.records import RecordId, split_record_id
from core.domain.sheets import LineAccepted, LineReleased, LinesReturned, release_message
from core.usecases import notes
from core.usecases.known.births import births
from core.usecases.mistakes.money import cash_warning, refuse_field_cash, refuse_payout
from core.usecases.mistakes.trial import try_on_tablet
from core.usecases.own_log import Statement, append_to_tail, now_ms, side_row
from core.usecases.ports import Clock, SideRow, Signer, Store
from core.usecases.tablet.record import fold_if_possible

STROKES_SIDE = "strokes_side"
PHOTO_SIDE = "photo_side"


def pay(
    store: Store, clock: Clock, author: str, fact: Payout, *, sides: Mapping[str, SideRow] | None = None
) -> RecordId:
    """Save that a payee was paid. `sides` are signature strokes and photo by their fields. Raises Problem."""
    sides = sides or {}
    fact = _with_sides(fact, sides)
    with store.writing() as session:
        now = now_ms(session, clock)
        origin = notes.text(session, "own_origin")
        state = session.state()
        refuse_payout(state, fact, origin, author, local_day(now), births(session, state))
        identifier = append_to_tail(session, Statement(fact, local_day(now), author, now, sides))
    fold_if_possible(store)
    return identifier


def warning_before(store: Store, clock: Clock, fact: Payout) -> Problem | None:
    """What a person should know before paying this, without being kept from it."""
    with store.reading() as session:
        day = local_day(now_ms(session, clock))
        if fact.way != "cash":
            return None
        return cash_warning(session.state(), fact.sheet, fact.payee, fact.centimos, day)


def undo_payout(store: Store, clock: Clock, author: str, payout: str) -> RecordId:
    """Take a payout back while its payee is still on the screen and the money on the table."""
    return _step(store, clock, author, Void(RecordId(payout), RecordId(payout), "undone"))


def give_money_back(
    store: Store, clock: Clock, author: str, payout: str, strokes: Sequence[Sequence[int]], witness: str = ""
) -> RecordId:
    """Take a payout back later, with the payee there, who signs or marks before a witness that the money was given
    back.

    Raises Problem payee_needed without either, and those of `void_record`.
    """
    if not strokes and not witness:
        raise Problem("payee_needed")
    note = side_row({"strokes": [list(stroke) for stroke in strokes], "witness": witness})
    fact = Void(RecordId(payout), RecordId(payout), "undone", SideHash(note.hash))
    return _step(store, clock, author, fact, {NOTE_SIDE: note})


def move_cash(
    store: Store, clock: Clock, author: str, fact: Fact, *, sides: Mapping[str, SideRow] | None = None
) -> RecordId:
    """Save an expense, a count or a hand-over of the author's own box, or that a hand-over was received."""
    sides = sides or {}
    fact = _with_sides(fact, sides)
    with store.reading() as session:
        refuse_field_cash(session.state(), fact, author)
    return _step(store, clock, author, fact, sides)


def release_line(
    store: Store, clock: Clock, key: Signer, author: str, sheet: str, payee: str, to: str
) -> tuple[RecordId, str]:
    """Give a line to the tablet with origin `to`; (the record's id, the text for its QR code)."""
    identifier = _step(store, clock, author, LineReleased(RecordId(sheet), RecordId(payee), to))
    return identifier, release_text(store, key, identifier)


def release_text(store: Store, key: Signer, release: str) -> str:
    """The text for the QR code of a release, now or again later."""
    origin, seq = split_record_id(release)
    with store.reading() as session:
        data = session.records(origin, seq, seq)[0].decode("utf-8")
        signature = key.sign(release_message(session.programme, data)).hex()
    return json.dumps({"release": data, "signature": signature}, ensure_ascii=False, separators=(",", ":"))


def accept_line(store: Store, clock: Clock, author: str, text: str) -> RecordId:
    """Take over the line in a scanned QR text. Raises Problem release_unreadable, release_for_other, release_used or
    release_before_sync.
    """
    try:
        content = json.loads(text)
        fact = LineAccepted(str(content["release"]), str(content["signature"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Problem("release_unreadable") from error
    return _step(store, clock, author, fact)


def return_lines(store: Store, clock: Clock, author: str, sheet: str, payees: Sequence[str] = ()) -> RecordId:
    """Give unpaid lines back to the office: these, or all that this tablet holds of the sheet."""
    return _step(store, clock, author, LinesReturned(RecordId(sheet), tuple(RecordId(payee) for payee in payees)))


def _with_sides(fact: Fact, sides: Mapping[str, SideRow]) -> Any:
    return replace(fact, **{name: SideHash(row.hash) for name, row in sides.items()})


def _step(store: Store, clock: Clock, author: str, fact: Fact, sides: Mapping[str, SideRow] | None = None) -> RecordId:
    """Save a record that does something or nothing, unless it would do nothing: then raise why."""
    with store.trying() as session:
        now = now_ms(session, clock)
        statement = Statement(fact, local_day(now), author, now, sides or {})
        try_on_tablet(session, statement)
    with store.writing() as session:
        identifier = append_to_tail(session, statement)
    fold_if_possible(store)
    return identifier
