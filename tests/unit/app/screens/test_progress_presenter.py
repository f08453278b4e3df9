"""What the charts say, as plain code: the message in words, few marks, all figures in the table."""

from dataclasses import replace

from app.screens.progress.presenter import ALL, ProgressPresenter
from app.screens.progress.survival import SurvivalShare, survival_shares, survival_topic
from app.screens.progress.topics import (
    MOST_BARS,
    money_topic,
    month_word,
    months_between,
    percent,
    planted_topic,
    saplings_topic,
)
from core.domain.survival import Share
from core.usecases.views.field import CommitteeMoney, Money, UnitView
from core.usecases.views.monitoring import SurvivalView
from core.usecases.views.progress import MonthView, PlantedView, SeasonView
from tests.fakes.runner import Waiting
from tests.unit.app.screens.desks import COMMITTEE, desk_of

SEASONS = [
    SeasonView("OFFICE-9", "2015-16", "Campaña 2015-16", "2015-06-01", "2016-05-31"),
    SeasonView("OFFICE-8", "2014-15", "Campaña 2014-15", "2014-06-01", "2015-05-31"),
    SeasonView("OFFICE-7", "2013-14", "Campaña 2013-14", "2013-06-01", "2014-05-31"),
]


def unit(code: str, planted: int, target: int) -> UnitView:
    return UnitView(f"OFFICE-{code}", code, "Loma", 10_000, 300, target, planted, 0, "any", ())


def month(number: str, species: str = "PPAT", ready: int = 0, planted: int = 0) -> MonthView:
    return MonthView(f"2014-{number}", species, species.lower(), ready, planted, 3)


def shown_by(lane=None, **answers):
    shown = []
    desk = desk_of(lane, seasons=SEASONS, **answers)
    made = ProgressPresenter(desk, shown.append)
    made.enter()
    return made, shown, desk


def test_the_message_says_what_is_missing_and_where():
    made, shown, _ = shown_by(units=[unit("01-1", 500, 400), unit("01-2", 100, 1_111)])
    state = shown[-1]
    assert state.shown.title == "Faltan plantar 1,011 árboles; ya hay 600"
    assert state.shown.detail == "Donde más falta: 01-2, 1,011 árboles"
    assert [row.cells for row in state.shown.rows] == [
        ("01-1", "500", "400", "0"),
        ("01-2", "100", "1,111", "1,011"),
    ]
    assert (state.scope, state.period) == ("Choco", "")
    made.toggle_scope()


def test_the_whole_programme_goes_by_committee():
    made, shown, _ = shown_by(planted_by_committee=[PlantedView("C", "Cajas", 2, 10, 20, 15)])
    made.toggle_scope()
    assert shown[-1].scope == "Todo el programa"
    assert shown[-1].shown.title == "Faltan plantar 15 árboles; ya hay 10"
    assert shown[-1].shown.plan.bars[0].figure == "10 de 20 · 50 %"


def test_nothing_left_to_plant_is_said():
    assert planted_topic([("a", 10, 10, 0)], "Unidad").title == "No falta plantar nada; hay 10 árboles"


def test_too_many_places_end_in_the_others():
    topic = planted_topic([(f"U{place}", 1, 2, 1) for place in range(40)], "Unidad")
    assert len(topic.plan.bars) == MOST_BARS
    assert topic.plan.bars[-1].name == "Otras 17"
    assert (topic.plan.bars[-1].value, topic.plan.bars[-1].target) == (17, 34)
    assert len(topic.rows) == 40


def test_months_and_species_add_up_to_the_message():
    found = [month("11", ready=100, planted=40), month("12", "AJOR", ready=20), month("11", "PINC", planted=5)]
    topic = saplings_topic(found, months_between("2014-06-01", "2014-12-03"))
    assert topic.title == "Listos: 120 plantones · plantados: 45 árboles"
    assert topic.detail == "De jul 2014 a dic 2014"
    assert topic.plan.months == ("jul", "ago", "set", "oct", "nov", "dic")
    ready, planted = topic.plan.panels
    assert (ready.sums(), planted.sums()) == ([0, 0, 0, 0, 100, 20], [0, 0, 0, 0, 45, 0])
    assert topic.rows[0].cells == ("dic 2014", "ajor", "20", "0", "3")


def test_more_species_than_one_can_tell_apart_are_the_others():
    found = [month("11", f"S{place}", ready=100 - place) for place in range(7)]
    topic = saplings_topic(found, ["2014-11"])
    assert topic.plan.series == ("s0", "s1", "s2", "otras especies")
    assert topic.plan.panels[0].values[-1] == (97 + 96 + 95 + 94,)
    assert len(topic.rows) == 7


def test_money_stays_in_three_parts_and_names_no_person():
    money = [
        CommitteeMoney("A", "Cajas", Money(100, 0, 5)), CommitteeMoney("B", "Choco", Money(900, 50, 0)),
        CommitteeMoney("C", "Chontalí", Money()),
    ]  # fmt: skip
    topic = money_topic(money)
    assert topic.title == "Por el trabajo de los comités: S/\u00a010.00 confirmado"
    assert topic.detail.startswith("Además S/\u00a00.50 solo en esta tableta y S/\u00a00.05 observado.")
    assert [bar.name for bar in topic.plan.bars] == ["Choco", "Cajas"]
    assert topic.rows[0].cells == ("Choco", "S/\u00a09.00", "S/\u00a00.50", "S/\u00a00.00")


def test_each_topic_says_what_to_do_first():
    made, shown, _ = shown_by()
    said = []
    for topic in ("planted", "saplings", "money", "survival"):
        made.choose_topic(topic)
        said.append(shown[-1].shown.empty)
        assert shown[-1].shown.empty_detail
        assert shown[-1].toggle == ""
    assert said == [
        "Todavía no hay unidades de manejo",
        "En estos meses no hay nada anotado",
        "Todavía no hay trabajo pagado anotado",
        "Todavía no hay conteos de prendimiento",
    ]


def test_the_season_of_today_is_asked_first_and_a_future_one_never():
    made, shown, desk = shown_by()
    made.choose_topic("money")
    assert shown[-1].period == "Campaña 2014-15"
    assert [key for key, _, _ in made.periods()] == ["OFFICE-8", "OFFICE-7", ALL]
    asked = [arguments for name, arguments in desk.store.reads.asked if name == "money_by_committee"]
    assert asked == [("2014-06-01", "2015-05-31")]
    made.choose_period(ALL)
    assert desk.store.reads.asked[-1] == ("money_by_committee", ("", ""))
    made.choose_topic("saplings")
    assert desk.store.reads.asked[-1] == ("saplings_by_month", (COMMITTEE.id, "2014-07", "2014-12"))
    made.choose_period("OFFICE-7")
    assert desk.store.reads.asked[-1] == ("saplings_by_month", (COMMITTEE.id, "2013-06", "2014-05"))


def test_the_table_shows_the_same_without_reading_anew():
    made, shown, desk = shown_by(units=[unit("01-2", 100, 1_111)])
    asked = len(desk.store.reads.asked)
    made.toggle_table()
    assert shown[-1].shows_table
    assert shown[-1].toggle == "Ver el gráfico"
    assert len(desk.store.reads.asked) == asked


def test_an_answer_to_an_older_question_is_dropped():
    lane = Waiting()
    made, shown, _ = shown_by(lane)
    made.choose_topic("money")
    lane.go()
    assert [state.topic for state in shown] == ["money"]


def test_survival_says_how_far_it_may_be_off():
    topic = survival_topic([SurvivalShare("Campaña 2014-15", 240, 197, 48), SurvivalShare("Campaña 2013-14", 0, 0, 0)])
    assert topic.title == "Viven 82 de cada 100 árboles: Campaña 2014-15"
    assert [(share.per_mille, share.figure) for share in topic.plan.shares] == [(821, "82 % ± 5")]


def count(day: str, species: str = "", alive: int = 9, dead: int = 1, where: str = "OFFICE-U1") -> SurvivalView:
    share = Share(1_000 * alive // (alive + dead), 50, alive + dead) if alive + dead else None
    return SurvivalView(f"TABLET-{day}", where, day, species, alive, dead, 1, 5, share, "confirmed")


def counted(*counts: SurvivalView) -> list[tuple[int, int]]:
    """(trees that were looked at, those alive) by season, of counts with the newest first."""
    return [(share.counted, share.alive) for share in survival_shares(counts, SEASONS)]


def test_a_tree_that_was_counted_with_all_and_with_its_species_is_counted_once():
    pines, all_of_them = count("2014-12-02", "PINE", 3, 7), count("2014-12-01", "", 90, 10)
    assert counted(pines, all_of_them) == [(10, 3)]
    assert counted(replace(all_of_them, day="2014-12-03"), pines) == [(100, 90)]


def test_each_species_stands_for_itself_where_single_ones_were_counted():
    newest, other = count("2014-12-03", "PINE", 4, 6), count("2014-12-01", "ALISO", 8, 2)
    counts = (newest, count("2014-12-02", "", 90, 10), other, count("2014-11-01", "PINE", 1, 9))
    assert counted(*counts) == [(20, 12)]


def test_units_and_seasons_are_counted_each_for_itself():
    here, there = count("2014-12-03"), count("2014-12-02", "PINE", 5, 5, "OFFICE-U2")
    assert counted(here, there, count("2013-12-01", "", 7, 3)) == [(20, 14), (10, 7)]


def test_rows_without_trees_stand_in_no_counts_way():
    assert counted(count("2014-12-03", "PINE", 0, 0), count("2014-12-02")) == [(10, 9)]
    assert counted(count("2014-12-03", "", 0, 0)) == []


def test_part_of_a_hundred_and_months():
    assert (percent(999, 1_000), percent(1_000, 1_000), percent(3, 0)) == ("99", "100", "0")
    assert months_between("2014-11-30", "2015-02-01") == ["2014-11", "2014-12", "2015-01", "2015-02"]
    assert month_word("2014-09", with_year=True) == "set 2014"


def test_it_listens_only_while_it_is_shown():
    made, shown, desk = shown_by()
    made.enter()
    made.leave()
    desk.tell_changed()
    assert (len(shown), len(desk.changed)) == (2, 0)
