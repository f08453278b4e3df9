"""The box at one look, and what its technician brings to the office in the end. No Kivy here."""

from __future__ import annotations

from app.screens.box.case import Case, back, page
from app.screens.box.states import NoTrip, Overview
from app.screens.box.wording import day_of, move_rows, parts_of, settled_words, split_expense, sum_lines
from app.screens.paying.states import Act, Page
from app.screens.recording.states import FactLine, Item, NamedRow, Options, Remark, ReviewState
from app.text.texts import t
from core.domain.money import format_count, format_soles

SPEND, COUNT, GIVE, BRING = "spend", "count", "give", "bring"
SYNC = "sync"
ACTS = (
    (SPEND, "receipt-text-outline"),
    (COUNT, "counter"),
    (GIVE, "swap-horizontal"),
    (BRING, "clipboard-check-outline"),
)
TRIPS_SIDE_BY_SIDE = 4


def overview_page(case: Case) -> Page:
    """What should lie in the box and why."""
    trip = case.trip
    if trip is None:
        settled = case.facts.settled
        last = (Remark("confirmed", settled_words(settled), "settled"),) if settled else ()
        none = NoTrip(t("box.no_trip"), t("box.no_trip_detail"), t("box.fetch"), (*notices(case), *last))
        return page(case, t("box.title"), none)
    given = case.facts.given_from(trip.id)
    opened = t("box.opened", name=case.facts.name, day=day_of(trip.opened_on, case.facts.today))
    body = Overview(
        caption=t("box.in_box"),
        amount=format_soles(case.in_box_centimos),
        parts=parts_of(case.moves, given),
        sums=sum_lines(trip, case.moves, given),
        moves=move_rows(case.moves, case.facts.today),
        moves_title=t("box.moves", count=format_count(len(case.moves))),
        no_moves=t("box.no_moves"),
        acts=tuple(Act(key, icon, t(f"box.do_{key}"), "secondary") for key, icon in ACTS),
        notices=notices(case),
        trips=_trips(case),
    )
    return page(case, t("box.title"), body, subtitle=opened)


def notices(case: Case) -> tuple[Item, ...]:
    """What waits for this person, and what the office has booked against them."""
    facts = case.facts
    found: list[Item] = []
    for one in facts.to_receive:
        words = t("box.receive_ask", name=one.giver_name, amount=format_soles(one.centimos))
        if facts.trips:
            found.append(Remark("info", words, f"receive/{one.id}", t("box.receive")))
        else:
            found.append(Remark("info", f"{words} {t('box.receive_needs_trip')}", f"receive/{one.id}"))
    for one in facts.given:
        words = t("box.given_waits", name=one.receiver_name, amount=format_soles(one.centimos))
        found.append(Remark("pending", words, f"given/{one.id}", t("box.look")))
    if facts.owed_centimos > 0:
        found.append(Remark("observed", t("box.owed", amount=format_soles(facts.owed_centimos)), "owed"))
    for place, (centimos, document) in enumerate(facts.robberies):
        words = t("box.robbery", amount=format_soles(centimos), document=document)
        found.append(Remark("neutral", words, f"robbery/{place}"))
    return tuple(found)


def bring_page(case: Case) -> Page:
    """What goes back to the office for the settlement; the office counts it again and records it."""
    facts, trip = case.facts, case.trip
    vouchers = [move for move in case.moves if move.kind == "expense"]
    payouts = [move for move in case.moves if move.kind == "payout"]
    spent = -sum(move.centimos for move in vouchers)
    items: list[Item] = [
        FactLine("cash", t("box.bring_cash"), format_soles(case.in_box_centimos)),
        FactLine("count", t("box.bring_count"), _last_count(case)),
        FactLine("vouchers", t("box.bring_vouchers"), _number_and_sum(len(vouchers), spent)),
        FactLine("payouts", t("box.bring_payouts"), _number_and_sum(len(payouts), trip.paid_centimos if trip else 0)),
    ]
    under_way = facts.given_from(case.trip_id)
    given = sum(one.centimos for one in under_way)
    if given:
        items.append(Remark("pending", t("box.bring_under_way", amount=format_soles(given)), "given"))
    unsent = sum(move.state == "pending" for move in case.moves) + sum(not one.is_sent for one in under_way)
    if unsent:
        items.append(Remark("pending", t("box.bring_unsent", count=format_count(unsent)), SYNC, t("box.send")))
    items.append(Remark("info", t("box.bring_office"), "office"))
    rows = []
    for number, move in enumerate(vouchers, start=1):
        word, voucher = split_expense(move.detail)
        note = t("box.voucher_of", voucher=voucher, day=day_of(move.happened_on, facts.today))
        rows.append(NamedRow(move.record, str(number), word, note, format_soles(-move.centimos)))
    body = ReviewState(
        tuple(items), tuple(rows), t("box.vouchers"), format_soles(spent), "" if rows else t("box.no_vouchers")
    )
    count = Act(COUNT, "counter", t("box.do_count"), "primary")
    return page(case, t("box.do_bring"), body, left=back(), right=count)


def _last_count(case: Case) -> str:
    last = case.facts.counts.get(case.trip_id)
    if last is None:
        return t("box.never_counted")
    return t("box.counted_on", amount=format_soles(last.centimos), day=day_of(last.day, case.facts.today))


def _number_and_sum(number: int, centimos: int) -> str:
    return t("box.number_and_sum", count=format_count(number), amount=format_soles(centimos))


def _trips(case: Case) -> Options | None:
    """Several advances may be open; each has its own account, and each is settled for itself."""
    trips = case.facts.trips[-TRIPS_SIDE_BY_SIDE:]
    if len(trips) < 2:
        return None
    words = tuple((trip.id, t("box.trip_of", day=day_of(trip.opened_on, case.facts.today))) for trip in trips)
    same_day = len({word for _key, word in words}) < len(words)
    if same_day:
        words = tuple((key, f"{word} ({place})") for place, (key, word) in enumerate(words, start=1))
    return Options("trip", "", words, case.trip_id)
