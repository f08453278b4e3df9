"""The cash box in plain code: its lock, and its sums in three parts."""

import pytest

from app.screens.box.facts import read_box
from app.screens.box.guard import IDLE_SECONDS
from app.screens.box.states import BoxView, Overview
from app.screens.box.wording import sum_lines
from app.text.texts import set_language
from core.domain.money import parse_soles
from core.usecases.views.money import TripView
from tests import cash_days
from tests.cash_days import OTHER_PIN, PIN, Office, give, spend, sync, with_pins
from tests.fakes.runner import Waiting
from tests.payday import payday_server
from tests.unit.app.screens.boxes import ADVANCE, desk_for, entered, opened


@pytest.fixture
def desk(tmp_path, payday):
    """Rosa's tablet, which Wilmer uses too."""
    made = desk_for(tmp_path, payday)
    with_pins(made)
    yield made
    made.store.engine.dispose()
    set_language("es")


# --- the lock ---


def test_nothing_is_shown_before_the_pin(desk):
    made, shown = entered(desk)
    assert shown.view.page is None
    assert shown.view.locked.name == "Rosa Mondragón Peña"
    made.pin_typed(OTHER_PIN)
    assert shown.view.page is None
    assert "PIN" in shown.view.locked.error
    made.tap("spend")
    made.choose("mule")
    assert all(view.page is None for view in shown)
    made.pin_typed(PIN)
    assert isinstance(shown.body, Overview)


def test_the_pin_is_asked_each_time(desk):
    made, shown = opened(desk)
    made.leave()
    assert (shown.view.page, shown.view.locked) == (None, None)
    made.enter()
    assert shown.view.page is None
    assert shown.view.locked is not None


def test_too_many_tries_make_a_wait_that_goes_on_elsewhere(desk):
    made, shown = entered(desk)
    for _ in range(5):
        made.pin_typed(OTHER_PIN)
    assert shown.view.locked.wait == "0:30"
    made.pin_typed(PIN)
    assert shown.view.page is None
    made.leave()
    desk.uptime.advance(1)
    made.enter()
    assert shown.view.locked.wait == "0:29"
    for _ in range(29):
        made.tick()
    assert shown.view.locked.wait == ""
    desk.clock.ms += 3_600_000
    made.pin_typed(PIN)
    assert shown.view.locked.wait == "0:29"
    desk.uptime.advance(29)
    for _ in range(29):
        made.tick()
    made.pin_typed(PIN)
    assert isinstance(shown.body, Overview)


def test_it_closes_when_nobody_touches_it(desk):
    made, shown = opened(desk)
    desk.clock.ms += (IDLE_SECONDS - 10) * 1000
    made.touched()
    desk.clock.ms += (IDLE_SECONDS - 10) * 1000
    made.tick()
    assert shown.view.page is not None
    desk.clock.ms += 20_000
    made.tick()
    assert shown.view.page is None
    assert shown.view.locked is not None


def test_a_clock_that_goes_back_closes_it_too(desk):
    made, shown = opened(desk)
    desk.clock.ms -= 3_600_000
    made.tick()
    assert shown.view.page is None


def test_an_answer_that_comes_after_leaving_opens_nothing(tmp_path, payday):
    desk = desk_for(tmp_path, payday)
    with_pins(desk)
    lane = desk.storage_lane = Waiting()
    made, shown = entered(desk)
    made.pin_typed(PIN)
    made.leave()
    lane.go()
    lane.go()
    assert all(view.page is None for view in shown)
    made.enter()
    assert shown.view.locked is not None
    desk.store.engine.dispose()


def test_a_sync_is_not_read_into_a_closed_box(desk):
    _made, shown = entered(desk)
    number = len(shown)
    lane = desk.storage_lane = Waiting()
    desk.tell_changed()
    assert (len(shown), lane.calls) == (number, [])


def test_what_is_read_while_it_closes_is_dropped(desk):
    made, shown = opened(desk)
    lane = desk.storage_lane = Waiting()
    desk.tell_changed()
    made.leave()
    number = len(shown)
    lane.go()
    assert len(shown) == number
    assert shown.view == BoxView()


def test_without_a_pin_nobody_gets_in(tmp_path, payday):
    desk = desk_for(tmp_path, payday)
    made, shown = entered(desk)
    assert "no tiene PIN" in shown.view.locked.caption
    made.pin_typed("1234")
    assert shown.view.page is None
    made.tap("other")
    assert desk.navigator.current.name == "today"
    desk.store.engine.dispose()


# --- the sums ---


def amounts(parts):
    return [parse_soles(text) for text in (parts.confirmed, parts.pending, parts.observed)]


def test_the_three_parts_and_the_sums_are_what_should_lie_there(desk, tmp_path, payday):
    server = payday_server(payday, tmp_path)
    cash_days.pay_some(desk, 3)
    sync(desk, server)
    paid = cash_days.pay_some(desk, 2)
    spend(desk, 1500)
    give(desk, "user:T02", (5000, 1))
    _made, shown = opened(desk)
    body = shown.body
    confirmed, pending, observed = amounts(body.parts)
    assert (pending, observed) == (-paid - 1500 - 5000, 0)
    assert confirmed + pending + observed == parse_soles(body.amount)
    *lines, left = body.sums
    assert sum(parse_soles(line.amount) for line in lines) == parse_soles(left.amount) == parse_soles(body.amount)
    notes = {line.label: line.note for line in body.sums}
    assert notes["Pagado"] == f"S/\u00a0{paid // 100}.{paid % 100:02d} por enviar"
    assert (notes["Recibido"], notes["Gastado"]) == ("", "S/\u00a015.00 por enviar")
    assert [line.label for line in body.sums if line.quiet] == [
        "Entregado a otros", "Devuelto", "Diferencia anotada", "Guardado para el siguiente",
    ]  # fmt: skip


def test_a_hand_over_under_way_is_known_to_the_office_after_a_sync(desk, tmp_path, payday):
    give(desk, "user:T02", (5000, 1))
    sync(desk, payday_server(payday, tmp_path))
    _made, shown = opened(desk)
    assert amounts(shown.body.parts) == [ADVANCE - 5000, 0, 0]
    assert next(line for line in shown.body.sums if line.label.startswith("Entregado, falta")).note == ""


def test_movements_say_what_they_were_for(desk):
    cash_days.pay_some(desk, 1)
    spend(desk, 800, "fares", "DJ-4")
    _made, shown = opened(desk)
    rows = [row for row in shown.body.moves if hasattr(row, "title")]
    assert [(row.title, row.detail, row.state_word) for row in rows][::2] == [
        ("Pasajes", "Comprobante DJ-4", "Por enviar"), ("Recibido de la oficina", "Recibo 001", "Enviado"),
    ]  # fmt: skip
    assert rows[0].amount == "-S/\u00a08.00"


def test_the_office_s_decisions_are_told_and_what_was_repaid_is_no_longer_owed(desk, tmp_path, payday):
    server = payday_server(payday, tmp_path)
    office = Office(server)
    office.explain("user:T01", 510, "owed")
    office.explain("user:T01", 200, "difference")
    office.explain("user:T01", 7000, "robbery", ())
    sync(desk, server)
    _made, shown = opened(desk)
    assert any("usted debe S/\u00a05.10" in text for text in shown.notices)
    assert not any("robo" in text for text in shown.notices)
    assert parse_soles(shown.body.amount) == ADVANCE - 710
    office.repaid("user:T01", 510)
    sync(desk, server)
    desk.tell_changed()
    assert not any("debe S/" in text for text in shown.notices)


def test_what_another_technician_owes_is_not_told(desk, tmp_path, payday):
    server = payday_server(payday, tmp_path)
    office = Office(server)
    office.explain("user:T02", 510, "owed")
    sync(desk, server)
    assert read_box(desk).owed_centimos == 0
    office.explain("user:T01", 300, "owed")
    office.repaid("user:T02", 510)
    sync(desk, server)
    assert read_box(desk).owed_centimos == 300
    assert read_box(desk).moves.keys() == {cash_days.advance_of()}


def test_all_sums_of_a_trip_add_up():
    trip = TripView("A-1", "U-1", "Rosa", "2014-12-10", "open", 10_000, 3000, 500, 700, 800, 100, 0)
    *lines, left = sum_lines(trip, (), ())
    assert sum(parse_soles(line.amount) for line in lines) == parse_soles(left.amount) == trip.balance_centimos == 4900
