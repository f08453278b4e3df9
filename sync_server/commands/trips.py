"""`trip`: technicians' trips with all their sums, what moved in one, and its settlement."""

from __future__ import annotations

from argparse import Namespace

from core.domain.cash import TripSettled
from core.domain.money import format_soles
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.money_rows import Trip
from core.usecases.views.money import CashMove, TripView
from sync_server.commands.arguments import Commands, amount_or_nothing
from sync_server.commands.clerk import clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, named, tell, told, write
from sync_server.commands.tables import soles_or_blank, table
from sync_server.settings import Settings
from sync_server.text.papers import paper_name
from sync_server.text.texts import day_text

_SUMS = ("received", "paid", "spent", "handed_over", "returned", "difference", "kept", "balance")


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    trip = commands.group("trip")
    one = trip.reading("list", _list)
    one.option("--technician", "technician", "code")
    one = trip.reading("show", _show)
    one.option("trip", "which_trip", "trip")
    one = trip.writing("settle", _settle)
    one.option("trip", "which_trip", "trip")
    one.option("--keep", "keep", "soles", type=amount_or_nothing, required=True)


def trips_table(names: Names, trips: list[TripView]) -> str:
    """Trips with their sums, which add up from left to right; empty where there are none."""
    columns = [
        (told("column.trip"), False), (told("column.technician"), False), (told("column.day"), False),
        (told("column.state"), False), *((told(f"column.{name}"), True) for name in _SUMS),
        (told("column.counted"), True),
    ]  # fmt: skip
    return table(columns, [_trip_row(names, trip) for trip in trips])


def _trip_row(names: Names, trip: TripView) -> list[str]:
    *parts, last = (getattr(trip, f"{name}_centimos") for name in _SUMS)
    counted = "" if trip.counted_centimos is None else format_soles(trip.counted_centimos)
    return [
        trip.id, f"{names.code(trip.technician)} {trip.technician_name}", day_text(trip.opened_on, language()),
        named("trip_state", trip.state), *map(soles_or_blank, parts), format_soles(last), counted,
    ]  # fmt: skip


def _list(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        technician = names.user(chosen.technician) if chosen.technician else ""
        write(trips_table(names, names.session.money().trips(technician)) or told("trip.none"))


def _show(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        identifier = names.any_trip(chosen.trip)
        money = names.session.money()
        view = money.trip(identifier)
        if view is None:
            raise Problem("trip_unknown", id=identifier)
        write(trips_table(names, [view]))
        moves = money.cash_moves(identifier)
        columns = (
            (told("column.record"), False), (told("column.day"), False), (told("column.step"), False),
            (told("column.about"), False), (told("column.amount"), True),
        )  # fmt: skip
        total = ("", "", told("column.balance"), "", format_soles(sum(move.centimos for move in moves)))
        write()
        write(table(columns, [_move_row(move) for move in moves], total) or told("trip.no_moves"))


def _move_row(move: CashMove) -> tuple[str, ...]:
    first, _, rest = move.detail.partition(" ")
    word = named("reason", first) if move.kind == "difference_decided" else paper_name("pay", first, language())
    detail = f"{word} {rest}".strip() if move.kind in ("expense", "difference_decided") else move.detail
    return (
        move.record, day_text(move.happened_on, language()), named("kind", move.kind), detail,
        format_soles(move.centimos),
    )  # fmt: skip


def _settle(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            identifier = names.any_trip(chosen.trip)
            trip = names.state.get(Trip, identifier)
            if trip is None:
                raise Problem("trip_unknown", id=identifier)
        settled = clerk.take(TripSettled(identifier, RecordId(trip.technician), chosen.keep))
        kept = format_soles(chosen.keep)
        tell("trip.settled_and_kept" if chosen.keep else "trip.settled", id=identifier, kept=kept, next=settled)
