from dataclasses import replace
from datetime import date

import pytest

from app.screens.history.filters import AUTHOR, MEMBER
from app.screens.history.presenter import HistoryPresenter
from app.screens.history.window import MOST, Window
from app.widgets.dated_list.rows import DayRow
from app.widgets.record_row.rows import RecordRow
from tests.fakes.runner import Waiting
from tests.unit.app.screens.desks import DAY, TODAY_MS, desk_of, line, member


def presenter(number=3, lane=None):
    lines = [line(place, happened_on=DAY if place < 2 else "2014-12-02") for place in range(number)]
    shown = []

    def beside(_chosen, near, limit, *, newer):
        place = lines.index(near)
        return lines[max(0, place - limit) : place] if newer else lines[place + 1 : place + 1 + limit]

    desk = desk_of(
        lane,
        history=lambda _chosen, limit, offset: lines[offset : offset + limit],
        history_beside=beside,
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
        "Unidad 01-3 · Rosa Mena",
        "S/\u00a0320.00",
    )
    assert (rows[1].tone, rows[1].state_word, shown[-1].total) == ("pending", "Por enviar", "Registros: 3")


def test_pages_follow_each_other_to_the_end_and_back():
    number = MOST * 2 + 5
    made, shown, _ = presenter(number)
    made.enter()
    generation = shown[-1].generation
    seen = []
    for _ in range(30):
        seen += [row.key for row in shown[-1].rows if isinstance(row, RecordRow) and row.key not in seen]
        assert len(made._window.lines) <= MOST
        made.more()
    assert seen == [f"AAAAAA-{place}" for place in range(number)]
    for _ in range(30):
        made.earlier()
    assert [line.id for line in made._window.lines] == seen[:MOST]
    assert not made._window.has_newer
    assert made._window.has_older
    assert shown[-1].generation == generation


def test_a_window_in_the_middle_is_read_again_where_it_was():
    made, shown, desk = presenter(MOST + 200)
    made.enter()
    for _ in range(30):
        made.more()
    rows = shown[-1].rows
    desk.tell_changed()
    assert shown[-1].rows == rows
    name, arguments = next(asked for asked in reversed(desk.store.reads.asked) if asked[0].startswith("history_b"))
    assert (name, arguments[1].id, arguments[2]) == ("history_beside", "AAAAAA-199", MOST)


def test_a_window_that_empties_begins_at_the_top_again():
    """What waits to be sent is filtered, scrolled through, and sent meanwhile but for the newest."""
    made, shown, desk = presenter(MOST + 200)
    made.enter()
    for _ in range(30):
        made.more()
    assert made._window.has_newer
    desk.store.reads.answers["history_beside"] = lambda *_question, newer: []  # noqa: ARG005 - how it is asked
    left = [line(place) for place in range(3)]
    desk.store.reads.answers["history"] = lambda _chosen, limit, offset: left[offset : offset + limit]
    desk.store.version += 1
    desk.tell_changed()
    made.earlier()
    made.more()
    assert [row.key for row in shown[-1].rows if isinstance(row, RecordRow)] == ["AAAAAA-0", "AAAAAA-1", "AAAAAA-2"]


def test_another_committee_is_another_list():
    made, shown, desk = presenter(MOST + 200)
    made.enter()
    for _ in range(30):
        made.more()
    generation = shown[-1].generation
    made.leave()
    desk.committee = replace(desk.committee, id="OFFICE-7")
    made.enter()
    assert shown[-1].generation > generation
    assert made._window.lines[0].id == "AAAAAA-0"


def test_a_window_forgets_at_the_end_that_is_left():
    lines = [line(place) for place in range(MOST + 90)]
    window = Window()
    window.begin(lines[:60], 60)
    window.add_older(lines[60:MOST], MOST - 60)
    window.add_older(lines[MOST : MOST + 90], 100)
    assert (window.lines, window.above, window.has_older) == (lines[90:], lines[89], False)
    window.add_newer(lines[30:90], 60)
    assert (window.lines[0], window.above, window.has_older) == (lines[31], lines[30], True)
    window.add_newer(lines[:31], 60)
    assert (window.lines[0], window.has_newer, len(window.lines)) == (lines[0], False, MOST)


@pytest.mark.parametrize(("role", "author", "about"), [(AUTHOR, "T01", ""), (MEMBER, "", "T01")])
def test_a_person_becomes_a_question(role, author, about):
    made, shown, desk = presenter()
    made.choose_who(role, "T01", "Rosa Mena")
    asked = last_filter(desk)
    assert (asked.author, asked.member, shown[-1].who) == (author, about, "Rosa Mena")
    made.choose_who(role, "", "")
    assert last_filter(desk).author == last_filter(desk).member == ""
    assert shown[-1].who == "Persona"


def test_people_are_members_of_what_is_shown_and_all_who_sign():
    answers = []
    desk = desk_of(members_ever=[member(2, "Huamán Neira, Ana")], history_size=0)
    HistoryPresenter(desk, lambda _: None).people(answers.append)
    assert [(row.key, row.title, row.subtitle) for row in answers[0][MEMBER]] == [
        ("OFFICE-2", "Huamán Neira, Ana", "Choco")
    ]
    assert [(row.key, row.title) for row in answers[0][AUTHOR]] == [("T01", "Rosa Mena"), ("office", "la oficina")]


def test_a_number_is_asked_once():
    made, shown, desk = presenter()
    made.search(" 123 ")
    number = len(desk.store.reads.asked)
    made.search("123")
    assert last_filter(desk).text == "123"
    assert len(desk.store.reads.asked) == number
    assert shown[-1].is_filtered


def test_who_changed_a_record_is_said():
    shown = []
    changed = {"changed_by": "T02", "changed_at": TODAY_MS}
    lines = [line(1, **changed), line(2, state="void", **changed), line(3, author="office")]
    HistoryPresenter(desk_of(history=lines, history_size=3), shown.append).enter()
    assert [row.subtitle for row in shown[-1].rows[1:]] == [
        "Unidad 01-3 · corrigió T02, 3 dic 2014",
        "Unidad 01-3 · anuló T02, 3 dic 2014",
        "Unidad 01-3 · la oficina",
    ]


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
    assert not desk.changed
