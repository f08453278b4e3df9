"""The cash box in plain code: its lock, its sums in three parts, what is refused, and what a draft keeps."""

import pytest

from app.desk import Desk
from app.navigation import Navigator
from app.screens.box.facts import read_box
from app.screens.box.guard import IDLE_SECONDS
from app.screens.box.presenter import BoxPresenter
from app.screens.box.states import BoxView, Counting, NoTrip, Overview, Spending
from app.screens.recording.states import Remark
from app.text.texts import set_language
from core.domain.money import parse_soles
from core.usecases.money_views import TripView
from tests import cash_days
from tests.cash_days import OTHER_PIN, PIN, Office, count, give, receive, spend, sync, with_pins
from tests.fakes.runner import DoneAtOnce, Waiting
from tests.payday import PAYDAY_MS, ids, payday_server, payday_tablet, payday_template
from tools.sample import SteppingClock

ADVANCE = 115_710


class NoPhotos:
    can_take = False

    def take(self, answer, refuse):
        raise AssertionError("no photo was asked for")


class OnePhoto:
    can_take = True

    def take(self, answer, refuse):
        answer(b"\xff\xd8 a voucher")


@pytest.fixture(scope="session")
def payday(tmp_path_factory):
    return payday_template(tmp_path_factory)


def desk_for(folder, payday, user="T01", name="a", lane=None):
    folder.mkdir(exist_ok=True)
    tablet = payday_tablet(payday, folder, name)
    with tablet.store.reading() as session:
        signed_in = next(view for view in session.reads().users() if view.code == user)
    desk = Desk(
        tablet.store, SteppingClock(PAYDAY_MS), tablet.key, Navigator(("today", "sign_in")), lane or DoneAtOnce(),
        DoneAtOnce(), user=signed_in,
    )  # fmt: skip
    desk.said, desk.undos = [], []
    desk.say = desk.said.append
    desk.offer_undo = lambda text, undo: desk.undos.append((text, undo))
    desk.navigator.go("today")
    desk.navigator.go("box")
    return desk


@pytest.fixture
def desk(tmp_path, payday):
    """Rosa's tablet, which Wilmer uses too."""
    made = desk_for(tmp_path, payday)
    with_pins(made)
    yield made
    made.store.engine.dispose()
    set_language("es")


class Shown(list):
    """What was rendered; the last page, body or notice."""

    @property
    def view(self):
        return self[-1]

    @property
    def body(self):
        return self.view.page.body

    @property
    def notices(self):
        return [item.text for item in self.body.notices if isinstance(item, Remark)]


def entered(desk, camera=None):
    shown = Shown()
    made = BoxPresenter(desk, shown.append, camera or NoPhotos())
    made.enter()
    return made, shown


def opened(desk, camera=None, pin=PIN):
    made, shown = entered(desk, camera)
    made.pin_typed(pin)
    return made, shown


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
    made.enter()
    assert shown.view.locked.wait.startswith("0:2")
    for _ in range(30):
        made.tick()
    assert shown.view.locked.wait == ""
    desk.clock.ms += 30_000
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
    from app.screens.box.wording import sum_lines

    *lines, left = sum_lines(trip, (), ())
    assert sum(parse_soles(line.amount) for line in lines) == parse_soles(left.amount) == trip.balance_centimos == 4900


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
    from core.domain.money import format_soles

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
        held = session.money().box_centimos(ids()["user:T02"])
    office.take_in("user:T02", held)
    office.settle("user:T02", 0)
    sync(desk, server)
    give(desk, "user:T02", (5000, 1))
    desk.user = next(view for view in users(desk) if view.code == "T02")
    _made, shown = opened(desk, pin=OTHER_PIN)
    assert isinstance(shown.body, NoTrip)
    (notice,) = shown.body.notices
    assert (notice.action, "pídalo a la oficina" in notice.text) == ("", True)


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
