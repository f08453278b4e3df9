from datetime import date

from app.screens.history.presenter import PAGE, HistoryPresenter
from app.widgets.dated_list.rows import DayRow
from tests.fakes.runner import Waiting
from tests.unit.app.screens.desks import DAY, desk_of, line


def presenter(number=3, lane=None):
    lines = [line(place, happened_on=DAY if place < 2 else "2014-12-02") for place in range(number)]
    shown = []
    desk = desk_of(
        lane,
        history=lambda _chosen, limit, offset: lines[offset : offset + limit],
        history_size=lambda _chosen: number,
    )
    return HistoryPresenter(desk, shown.append), shown, desk


def last_filter(desk):
    return next(arguments[0] for name, arguments in reversed(desk.store.reads.asked) if name == "history")


def test_records_stand_under_the_heading_of_their_day():
    made, shown, _ = presenter()
    made.enter()
    rows = shown[-1].rows
    assert [row.heading for row in rows if isinstance(row, DayRow)] == [
        "Hoy, miércoles 3 de diciembre",
        "Ayer, martes 2 de diciembre",
    ]
    assert (rows[1].title, rows[1].subtitle, rows[1].amount) == (
        "640 pino pátula plantados",
        "Unidad 01-3",
        "S/\u00a0320.00",
    )
    assert (rows[1].tone, rows[1].state_word, shown[-1].total) == ("pending", "Por enviar", "Registros: 3")


def test_pages_follow_each_other_until_the_end():
    made, shown, desk = presenter(PAGE * 2 + 5)
    made.enter()
    generation = shown[-1].generation
    for _ in range(4):
        made.more()
    keys = [row.key for row in shown[-1].rows if row.key]
    assert len(keys) == len(set(keys)) == PAGE * 2 + 5
    assert shown[-1].generation == generation
    assert sum(name == "history" for name, _ in desk.store.reads.asked) == 3


def test_an_answer_to_an_older_question_is_dropped():
    lane = Waiting()
    made, shown, _ = presenter(lane=lane)
    made.enter()
    made.choose_group("planting")
    lane.go()
    assert len(shown) == 1
    assert shown[0].group == "planting"


def test_filters_become_a_question():
    made, shown, desk = presenter()
    made.enter()
    made.choose_group("attendance")
    made.choose_state("observed")
    made.choose_days("week")
    asked = last_filter(desk)
    assert (asked.kinds, asked.state, asked.from_day, asked.to_day) == (("workday",), "observed", "2014-11-27", DAY)
    assert asked.committee == desk.committee.id
    assert [option.key for option in made.days_options() if option.chosen] == ["week"]
    made.toggle_committee()
    made.choose_range(date(2014, 12, 1), date(2014, 11, 3))
    asked = last_filter(desk)
    assert (asked.committee, asked.from_day, asked.to_day) == ("", "2014-11-03", "2014-12-01")
    assert (shown[-1].days, shown[-1].committee) == ("3 nov 2014 a 1 dic 2014", "Todos los comités")
    made.show_all()
    assert last_filter(desk).kinds == ()


def test_void_records_carry_their_sign_and_no_amount():
    shown = []
    desk = desk_of(history=[line(state="void")], history_size=1)
    HistoryPresenter(desk, shown.append).enter()
    row = shown[-1].rows[1]
    assert (row.icon, row.amount, row.state_word) == ("delete-outline", "", "Anulado")


def test_it_listens_only_while_it_is_shown():
    made, shown, desk = presenter()
    made.enter()
    made.enter()
    desk.tell_changed()
    assert len(shown) == 3
    made.leave()
    assert desk.changed == []
