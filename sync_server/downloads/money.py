"""Lists of cash and of funds: technicians' trips, their boxes and what moved in them, money that came in."""

from __future__ import annotations

from core.domain.problems import Problem
from core.domain.records import is_record_id
from sync_server.downloads.listing import Asked, Listing, centimos, code, count, day, text
from sync_server.looking.boxes import technicians_in
from sync_server.looking.funds import fund_names, funds_in, grants_in, sales_in

_TRIP = (
    text("trip", lambda one: one.id),
    text("technician", lambda one: one.technician),
    text("technician_name", lambda one: one.technician_name),
    day("opened_on", lambda one: one.opened_on),
    code("state", "trip_state", lambda one: one.state),
    centimos("received", lambda one: one.received_centimos),
    centimos("paid", lambda one: one.paid_centimos),
    centimos("spent", lambda one: one.spent_centimos),
    centimos("handed_over", lambda one: one.handed_over_centimos),
    centimos("returned", lambda one: one.returned_centimos),
    centimos("difference", lambda one: one.difference_centimos),
    centimos("kept", lambda one: one.kept_centimos),
    centimos("balance", lambda one: one.balance_centimos),
    centimos("counted", lambda one: one.counted_centimos),
)


def trips(asked: Asked) -> Listing:
    """All trips, the oldest first: received − all that went = balance."""
    with asked.office.store.reading() as session:
        return Listing("trips", "listing.trips", _TRIP, [session.money().trips()])


_BOX = (
    text("technician", lambda one: one.id),
    text("code", lambda one: one.code),
    text("technician_name", lambda one: one.name),
    centimos("in_hand", lambda one: one.box.in_hand_centimos),
    centimos("under_way", lambda one: one.box.under_way_centimos),
    centimos("owed", lambda one: one.box.owed_centimos),
)


def boxes(asked: Asked) -> Listing:
    """What should lie in each technician's box, and what they owe the programme."""
    with asked.office.store.reading() as session:
        return Listing("boxes", "cash.boxes", _BOX, [technicians_in(session, session.money().trips())])


_MOVE = (
    text("record", lambda one: one.record),
    code("kind", "kind", lambda one: one.kind),
    day("happened_on", lambda one: one.happened_on),
    centimos("", lambda one: one.centimos),
    text("detail", lambda one: one.detail),
    code("state", "state", lambda one: one.state),
)


def moves(asked: Asked) -> Listing:
    """What moved a trip's money, in the order of the history. Raises Problem trip_unknown."""
    trip = asked.path["trip"]
    with asked.office.store.reading() as session:
        money = session.money()
        if not is_record_id(trip) or money.trip(trip) is None:
            raise Problem("trip_unknown", id=trip[:40])
        return Listing("trip-moves", "cash.moves", _MOVE, [money.cash_moves(trip)])


_FUND = (
    text("fund", lambda one: one.id),
    text("code", lambda one: one.fact.code),
    text("name", lambda one: one.fact.name),
    text("funder", lambda one: one.fact.funder),
    centimos("came_in", lambda one: one.sums.came_in_centimos),
    centimos("used", lambda one: one.sums.used_centimos),
    centimos("left", lambda one: one.sums.left_centimos),
)


def funds(asked: Asked) -> Listing:
    """Sources of money with what came in, was used and is left."""
    with asked.office.store.reading() as session:
        return Listing("funds", "fund_page.title", _FUND, [funds_in(session)])


def grants(asked: Asked) -> Listing:
    """Donors' money, the latest first."""
    with asked.office.store.reading() as session:
        found, names = grants_in(session), fund_names(session)
    columns = (
        text("record", lambda one: one.id),
        day("happened_on", lambda one: one.day),
        text("fund", lambda one: one.fact.fund),
        text("fund_name", lambda one: names.get(one.fact.fund, "")),
        centimos("", lambda one: one.fact.centimos),
        text("document", lambda one: one.fact.document),
    )
    return Listing("grants", "fund_page.grants", columns, [found])


def sales(asked: Asked) -> Listing:
    """Carbon that was sold, the latest first; without céntimos where its exchange rate was taken back."""
    with asked.office.store.reading() as session:
        found, names = sales_in(session), fund_names(session)
    columns = (
        text("record", lambda one: one.id),
        day("happened_on", lambda one: one.day),
        text("buyer", lambda one: one.fact.buyer),
        count("tonnes", lambda one: one.fact.tonnes),
        text("currency", lambda one: one.fact.currency),
        count("gross_minor", lambda one: one.fact.gross_minor),
        count("fees_minor", lambda one: one.fact.fees_minor),
        text("upstream_fund_name", lambda one: names.get(one.fact.upstream_fund, "")),
        text("adaptation_fund_name", lambda one: names.get(one.fact.adaptation_fund, "")),
        centimos("gross", lambda one: one.parts.gross_centimos if one.parts else None),
        centimos("fees", lambda one: one.parts.fees_centimos if one.parts else None),
        centimos("upstream", lambda one: one.parts.upstream_centimos if one.parts else None),
        centimos("adaptation", lambda one: one.parts.adaptation_centimos if one.parts else None),
        text("document", lambda one: one.fact.document),
    )
    return Listing("carbon-sales", "fund_page.sales", columns, [found])
