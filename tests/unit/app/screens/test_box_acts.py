"""What is said about a cash box, in plain code: what is saved, what is refused, and what a draft keeps."""

import pytest

from app.screens.box.facts import read_box
from app.screens.box.states import Counting, NoTrip, Overview, Spending
from app.text.texts import set_language
from core.domain.money import format_soles, parse_soles
from tests import cash_days
from tests.cash_days import OTHER_PIN, PIN, Office, count, give, receive, sync, with_pins
from tests.fakes.runner import Waiting
from tests.payday import ids, payday_server
from tests.unit.app.screens.boxes import ADVANCE, OnePhoto, desk_for, opened


@pytest.fixture
def desk(tmp_path, payday):
    """Rosa's tablet, which Wilmer uses too."""
    made = desk_for(tmp_path, payday)
    with_pins(made)
    yield made
    made.store.engine.dispose()
    set_language("es")


# --- what is said ---


def test_an_expense_needs_its_voucher_and_keeps_to_the_box(desk):
    made, shown = opened(desk)
    made.tap("spend")
    made.choose("mule")
    made.number(ADVANCE // 10 + 1)
    made.tap("save_expense")
    assert isinstance(shown.body, Spending)
    assert shown.body.voucher_error
    assert "no alcanza" in shown.view.page.problem
    made.number(250)
    made.write("B-1")
    assert (shown.body.voucher_error, shown.view.page.problem, shown.body.photo) == ("", "", None)
    made.tap("save_expense")
    assert isinstance(shown.body, Overview)
    assert parse_soles(shown.body.amount) == ADVANCE - 2500
    made.tap("spend")
    assert "Tiles" in type(shown.body).__name__


def test_a_blank_voucher_is_none(desk):
    made, shown = opened(desk)
    made.tap("spend")
    made.choose("mule")
    made.number(10)
    made.write("   ")
    made.tap("save_expense")
    assert shown.body.voucher_error
    assert parse_soles(read_text(desk)) == ADVANCE


def read_text(desk):
    return format_soles(read_box(desk).in_box_centimos(cash_days.advance_of()))


def test_one_photo_belongs_to_one_expense(desk):
    made, shown = opened(desk, OnePhoto())
    made.tap("spend")
    made.choose("lunch")
    assert shown.body.photo.text == "Foto del comprobante"
    made.tap("photo")
    assert shown.body.photo.text == "Otra foto"
    made.number(100)
    made.write("R-1")
    made.tap("save_expense")
    made.tap("spend")
    made.choose("lunch")
    assert shown.body.photo.text == "Foto del comprobante"


def test_two_trips_have_two_accounts(desk, tmp_path, payday):
    server = payday_server(payday, tmp_path)
    Office(server).advance("user:T01", 3000)
    sync(desk, server)
    made, shown = opened(desk)
    assert shown.body.amount == "S/\u00a030.00"
    made.tap("spend")
    made.choose("other")
    made.number(500)
    made.write("X")
    made.tap("save_expense")
    assert "En la caja hay S/\u00a030.00" in shown.view.page.problem
    made.tap("back")
    made.option("trip", cash_days.advance_of())
    assert parse_soles(shown.body.amount) == ADVANCE
    made.tap("spend")
    made.tap("save_expense")
    assert parse_soles(shown.body.amount) == ADVANCE - 5000


def test_a_count_is_compared_only_afterwards(desk):
    made, shown = opened(desk)
    give(desk, "user:T02", (5000, 1))
    desk.tell_changed()
    made.tap("count")
    assert isinstance(shown.body, Counting)
    made.counted(20000, 5)
    made.ask(10)
    made.number(7)
    made.tap("use_number")
    made.tap("compare")
    news = shown.body
    assert news.title == "Faltan S/\u00a0106.40"
    assert [line.amount for line in news.lines] == ["S/\u00a01,000.70", "S/\u00a01,107.10", "-S/\u00a0106.40"]
    assert "S/\u00a050.00" in news.lines[1].note
    made.tap("back")
    assert isinstance(shown.body, Counting)
    made.counted(10000, 2)
    made.tap("compare")
    assert shown.body.title == "Sobran S/\u00a093.60"
    made.tap("save_count")
    assert read_box(desk).counts[cash_days.advance_of()].centimos == 120_070


def test_the_last_count_of_a_trip_is_the_one_told(desk):
    count(desk, 100)
    count(desk, 200)
    made, shown = opened(desk)
    made.tap("bring")
    facts = {item.key: item.value for item in shown.body.items if hasattr(item, "value")}
    assert facts["count"] == "S/\u00a02.00, el 11 dic"


def test_what_is_under_way_cannot_be_given_or_spent_again(desk):
    give(desk, "user:T02", (20000, 5))
    made, shown = opened(desk)
    made.tap("give")
    assert [row.title for row in shown.body.rows] == ["Wilmer Iván Saguma Elera"]
    made.choose(ids()["user:T02"])
    made.tap("check_gift")
    assert "mayor que cero" in shown.view.page.problem
    made.counted(20000, 1)
    assert shown.body.check == "En la caja no hay tanto"
    made.tap("check_gift")
    assert "En la caja hay S/\u00a0157.10" in shown.view.page.problem
    made.counted(20000, 0)
    made.counted(10000, 1)
    made.tap("check_gift")
    made.tap("save_gift")
    assert shown.body.title == "Falta que Wilmer Iván Saguma Elera lo reciba"
    made.tap("back")
    assert parse_soles(shown.body.amount) == ADVANCE - 110_000


def test_a_hand_over_received_elsewhere_can_no_longer_be_taken_back(desk, tmp_path, payday):
    wilmer = desk_for(tmp_path / "b", payday, "T02", "b")
    server = payday_server(payday, tmp_path)
    hand_over = give(desk, "user:T02", (5000, 1))
    made, shown = opened(desk)
    made.tap(f"given/{hand_over}")
    sync(desk, server)
    sync(wilmer, server)
    receive(wilmer, hand_over, cash_days.advance_of("user:T02"))
    sync(wilmer, server)
    sync(desk, server)
    desk.tell_changed()
    assert isinstance(shown.body, Overview)
    made.tap("take_back")
    assert parse_soles(shown.body.amount) == ADVANCE - 5000
    assert shown.notices == []
    wilmer.store.engine.dispose()


def test_who_has_no_trip_is_told_to_ask_for_one_before_receiving(desk, tmp_path, payday):
    server = payday_server(payday, tmp_path)
    office = Office(server)
    with server.store.reading() as session:
        held = session.money().box(ids()["user:T02"]).booked_centimos
    office.take_in("user:T02", held)
    office.settle("user:T02", 0)
    sync(desk, server)
    give(desk, "user:T02", (5000, 1))
    desk.user = next(view for view in users(desk) if view.code == "T02")
    _made, shown = opened(desk, pin=OTHER_PIN)
    assert isinstance(shown.body, NoTrip)
    notice, settled = shown.body.notices
    assert (notice.action, "pídalo a la oficina" in notice.text) == ("", True)
    amount = format_soles(held)
    assert settled.text == f"La oficina rindió su último fondo: recibido {amount}, devuelto {amount}."


def users(desk):
    return desk.read(lambda reads: reads.users())


def test_changing_the_person_closes_the_box(desk):
    hand_over = give(desk, "user:T02", (5000, 1))
    made, shown = opened(desk)
    made.tap(f"given/{hand_over}")
    made.tap("switch")
    assert (desk.user, desk.navigator.current.name) == (None, "sign_in")
    made.leave()
    assert shown.view.page is None


def test_a_draft_is_for_one_day_and_one_person(desk):
    made, shown = opened(desk)
    made.tap("count")
    made.counted(5000, 3)
    made.leave()
    made.enter()
    made.pin_typed(PIN)
    made.tap("count")
    assert shown.body.pieces == ((5000, 3),)
    made.leave()
    desk.user = next(view for view in users(desk) if view.code == "T02")
    made.enter()
    made.pin_typed(OTHER_PIN)
    made.tap("count")
    assert shown.body.pieces == ()
    made.leave()
    desk.user = next(view for view in users(desk) if view.code == "T01")
    desk.clock.ms += 86_400_000
    made.enter()
    made.pin_typed(PIN)
    made.tap("count")
    assert shown.body.pieces == ()


def test_what_is_under_way_is_not_saved_twice(tmp_path, payday):
    desk = desk_for(tmp_path, payday)
    with_pins(desk)
    made, shown = opened(desk)
    made.tap("spend")
    made.choose("mule")
    made.number(100)
    made.write("B-1")
    lane = desk.storage_lane = Waiting()
    made.tap("save_expense")
    made.tap("save_expense")
    assert not shown.view.page.right.enabled
    lane.go()
    lane.go()
    assert len(read_box(desk).moves[cash_days.advance_of()]) == 2
    desk.store.engine.dispose()


def test_in_english(desk):
    set_language("en")
    _made, shown = opened(desk)
    assert shown.view.page.title == "My cash box"
    assert shown.body.sums[-1].label == "Should be there"
