"""What charts, days and the filtered history are told, on both databases: the same as what records and items say."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pytest
from sqlalchemy import func, select

from core.domain.bodies import Count, Day, SideHash
from core.domain.calendar import add_days
from core.domain.nurseries import Dispatched, OpeningBatch, PrickedOut, ReadyAccepted
from core.domain.people import Member, Person
from core.domain.plots import CycleOpened
from core.domain.programme import Season
from core.storage.reads import searching
from core.storage.reads.reads import ITEMS
from core.storage.reads.records import RECORDS
from core.storage.store import SqlStore
from core.usecases.own_log import side_row
from core.usecases.ports import SideRow
from core.usecases.views.field import HistoryFilter, Money
from core.usecases.views.progress import AttendedView, ExpectedView, NurseryMove
from tests.fakes.programme import BEGAN_ON, TODAY, Village, found_village, people_counts, workday
from tests.stores import PROGRAMME, append_entries, random_history

DAY, LATER = "2026-03-01", "2026-04-06"


@pytest.fixture
def village() -> Village:
    return found_village()


def told(store: SqlStore, village: Village, question: Any) -> Any:
    append_entries(store, village.feed.entries)
    store.fold()
    with store.reading() as session:
        return question(session.reads())


def test_planted_against_target(store: SqlStore, village: Village) -> None:
    day = village.tablet.say(workday(village.committee, village.everyone()), DAY)
    village.tablet.say(village.planting(400, workdays=(day,)), DAY)
    [view] = told(store, village, lambda reads: reads.planted_by_committee())
    assert (view.committee, view.units, view.planted) == (village.committee, 1, 400)
    assert view.missing == view.target - 400


def test_trees_for_which_a_unit_has_no_room_fill_nothing_that_was_missing(store: SqlStore, village: Village) -> None:
    ana, *_ = village.members
    [empty] = told(store, village, lambda reads: reads.planted_by_committee())
    for day, trees in ((DAY, empty.target - 20), (LATER, 50)):
        village.tablet.say(village.planting(trees, people={ana: trees}), day)
    gone = village.tablet.say(village.planting(7, people={ana: 7}), LATER)
    village.tablet.void(gone)
    [view] = told(store, village, lambda reads: reads.planted_by_committee())
    with store.reading() as session:
        since = {day: session.reads().filled_since(day)[village.committee] for day in (DAY, LATER, "2026-05-01")}
    assert (view.missing, view.planted - view.target) == (0, 30)
    assert since == {DAY: view.target, LATER: 20, "2026-05-01": 0}


def test_a_unit_that_is_planted_anew_begins_at_nothing(store: SqlStore, village: Village) -> None:
    """Its trees are given up; what is planted from then on counts against the whole target again."""
    day = village.tablet.say(workday(village.committee, village.everyone()), DAY)
    village.tablet.say(village.planting(400, workdays=(day,)), DAY)
    village.tablet.say(village.replanting(30, (day,)), DAY)
    gone = village.tablet.say(village.planting(70, workdays=(day,)), LATER)
    village.tablet.say(village.planting(50, workdays=(day,)), LATER)
    village.office.say(CycleOpened(village.unit, Day("2026-03-20"), "fire"))
    village.tablet.void(gone)
    [view] = told(store, village, lambda reads: reads.planted_by_committee())
    with store.reading() as session:
        [unit] = session.reads().units(village.committee)
        [care] = session.monitoring().units(village.committee)
    assert (view.planted, view.missing) == (50, view.target - 50)
    assert (unit.planted, unit.replanted) == (50, 0)
    assert (care.unit, care.planted) == (unit, 50)


def test_months_by_species_follow_corrections(store: SqlStore, village: Village) -> None:
    day = village.tablet.say(workday(village.committee, village.everyone()), DAY)
    village.tablet.say(ReadyAccepted(village.batch, Count(900), (day,)), DAY)
    first = village.tablet.say(village.planting(400, workdays=(day,)), DAY)
    village.tablet.say(village.planting(50, workdays=(day,)), LATER)
    village.tablet.replace(first, village.planting(300, workdays=(day,)), day=DAY)
    found = told(store, village, lambda reads: reads.saplings_by_month(village.committee, "2026-01", "2026-12"))
    assert [(view.month, view.species, view.ready, view.planted) for view in found] == [
        ("2026-03", village.species, 900, 300),
        ("2026-04", village.species, 0, 50),
    ]
    with store.reading() as session:
        assert session.reads().saplings_by_month("", "2026-04", "2026-04") == found[1:]
        assert session.reads().saplings_by_month("AAAAAA-1", "2026-01", "2026-12") == []


def test_money_of_a_span_of_days_leaves_out_what_was_owed_before(store: SqlStore, village: Village) -> None:
    ana, *_ = village.members
    village.office.opening_balance(village.committee, ana, 1250)
    for day in (DAY, LATER):
        village.tablet.say(village.planting(10, people={ana: 10}), day)
    held = village.tablet.say(village.planting(20, people={ana: 20}), LATER)
    village.office.verdict(held, "hold")
    [view] = told(store, village, lambda reads: reads.money_by_committee("", ""))
    with store.reading() as session:
        [of_march] = session.reads().money_by_committee("2026-03-01", "2026-03-31")
        [of_april] = session.reads().money_by_committee("2026-04-01", "")
    assert view.money == Money(1000, 0, 1000)
    assert (of_march.money, of_april.money) == (Money(500, 0, 0), Money(500, 0, 1000))


def test_sums_of_a_span_are_those_of_its_days(store: SqlStore, village: Village) -> None:
    ana, *_ = village.members
    for day, trees in ((DAY, 10), (LATER, 30)):
        village.tablet.say(village.planting(trees, people={ana: trees}), day)
    village.office.opening_balance(village.committee, ana, 1250)
    [whole] = told(store, village, lambda reads: reads.totals().by_committee)
    with store.reading() as session:
        [of_march] = session.reads().totals("2026-03-01", "2026-03-31").by_committee
        [since] = session.reads().totals("2026-03-31").by_committee
        assert session.reads().filled_since("2026-03-31") == {village.committee: 30}
        [land] = session.reads().planted_by_committee()
    assert (whole.planted, of_march.planted, since.planted) == (40, 10, 30)
    assert (whole.accrued_centimos, of_march.accrued_centimos, since.accrued_centimos) == (2000, 500, 1500)
    assert land.planted_m2 == land.area_m2 * 40 // land.target


@pytest.mark.parametrize("seed", range(6))
def test_kept_sums_are_those_of_the_items_and_records(store: SqlStore, tablet_store: SqlStore, seed: int) -> None:
    entries = random_history(seed, steps=120)
    for one in (store, tablet_store):
        append_entries(one, entries)
        one.fold()
        with one.reading() as session:
            reads = session.reads()
            money = {view.committee: view.money for view in reads.money_by_committee("", "")}
            by_item = select(ITEMS.c.committee, func.sum(ITEMS.c.centimos)).where(
                ITEMS.c.programme == PROGRAMME, ITEMS.c.kind.in_(("share", "reversal")), ITEMS.c.activity != "opening"
            )
            wanted = {row[0]: int(row[1]) for row in session.connection.execute(by_item.group_by(ITEMS.c.committee))}
            found = {key: parts.confirmed + parts.pending + parts.observed for key, parts in money.items()}
            assert {key: value for key, value in found.items() if value} == {
                key: value for key, value in wanted.items() if value and key in found
            }
            totals = {view.committee: view for view in reads.totals().by_committee}
            assert {key: parts.observed for key, parts in money.items()} == {
                key: view.held_centimos for key, view in totals.items()
            }
            months: dict[str, int] = defaultdict(int)
            for view in reads.saplings_by_month("", "1900-01", "2999-12"):
                months["ready"] += view.ready
                months["planted"] += view.planted
                months["replanted"] += view.replanted
            assert months["planted"] == sum(_counted(session, "committee", "planted"))
            assert months["replanted"] == sum(_counted(session, "committee", "replanted"))


def _counted(session: Any, scope: str, measure: str) -> list[int]:
    """What the records in force say that they add to a sum."""
    query = select(RECORDS.c.contributions).where(RECORDS.c.programme == PROGRAMME, RECORDS.c.contributions != "")
    rows = [row for text in session.connection.execute(query).scalars() for row in json.loads(text)]
    return [value for found, _, name, value in rows if (found, name) == (scope, measure)]


def test_a_batchs_moves_and_what_is_expected(store: SqlStore, village: Village) -> None:
    ana, *_ = village.members
    village.office.setting("nursery_days", 100)
    village.office.setting("nursery_days:PP", 30, "2026-03-10")
    village.tablet.say(PrickedOut(village.batch, Count(500)), DAY)
    village.tablet.say(PrickedOut(village.batch, Count(200)), "2026-03-15")
    village.tablet.say(ReadyAccepted(village.batch, Count(350), people=people_counts({ana: 350})), LATER)
    village.tablet.say(Dispatched(village.batch, Count(40)), LATER)
    void = village.tablet.say(PrickedOut(village.batch, Count(9)), DAY)
    village.tablet.void(void)
    moves, expected = told(
        store,
        village,
        lambda reads: (
            moves := reads.nursery_moves(village.committee),
            reads.expected_ready(reads.batches(village.committee), moves),
        ),
    )
    mine = [move for move in moves if move.batch == village.batch]
    assert mine[:2] == [
        NurseryMove(village.batch, "pricked_out", DAY, 500),
        NurseryMove(village.batch, "pricked_out", "2026-03-15", 200),
    ]
    assert {(move.kind, move.count) for move in mine[2:]} == {("ready_accepted", 350), ("dispatched", 40)}
    assert [one for one in expected if one.batch == village.batch][-2:] == [
        ExpectedView(village.batch, "2026-03-15", "2026-04-14", 200),
        ExpectedView(village.batch, DAY, "2026-06-09", 150),
    ]


def test_what_was_there_before_is_no_work_of_the_day_of_its_record(store: SqlStore, village: Village) -> None:
    """Ten thousand that were pricked out at some time before: of no month, and expected on no day but a last one."""
    village.office.setting("nursery_days", 100)
    batch = village.office.say(
        OpeningBatch(
            village.committee, village.species, village.lot, "OLD-1", Count(10_000), Count(6_000), Count(2_000),
            Count(500),
        ),
        DAY,
    )  # fmt: skip
    village.tablet.say(PrickedOut(batch, Count(300)), LATER)
    moves, expected, months, [view] = told(
        store,
        village,
        lambda reads: (
            moves := reads.nursery_moves(village.committee),
            reads.expected_ready(reads.batches(village.committee), moves),
            reads.saplings_by_month(village.committee, "1900-01", "2999-12"),
            [one for one in reads.batches(village.committee) if one.id == batch],
        ),
    )
    assert (view.was_there, view.stock.pricked_out, view.stock.growing) == (True, 10_300, 3_800)
    assert [move for move in moves if move.batch == batch] == [NurseryMove(batch, "pricked_out", LATER, 300)]
    assert [one for one in expected if one.batch == batch] == [
        ExpectedView(batch, "", add_days(DAY, 100), 3_500),
        ExpectedView(batch, LATER, add_days(LATER, 100), 300),
    ]
    assert months == []


def test_days_on_which_somebody_came(store: SqlStore, village: Village) -> None:
    ana, bea, _ = village.members
    first = village.tablet.say(workday(village.committee, {ana: 2, bea: 1}), DAY)
    second = village.tablet.say(workday(village.committee, {bea: 2}, "assembly"), LATER)
    gone = village.tablet.say(workday(village.committee, {bea: 2}), LATER)
    village.tablet.void(gone)
    assert told(store, village, lambda reads: reads.attended(bea)) == [
        AttendedView(second, LATER, "assembly", 2),
        AttendedView(first, DAY, "planting", 1),
    ]


def test_the_last_season_comes_first(store: SqlStore, village: Village) -> None:
    for code, starts_on in (("2025-26", "2025-06-01"), ("2026-27", "2026-06-01")):
        village.office.say(Season(code, f"Campaña {code}", Day(starts_on), Day("2027-05-31")), BEGAN_ON)
    assert [view.code for view in told(store, village, lambda reads: reads.seasons())] == ["2026-27", "2025-26"]


def test_a_history_by_person_author_and_number(store: SqlStore, village: Village) -> None:
    ana, bea, carla = village.members
    day = village.tablet.say(workday(village.committee, {ana: 2, bea: 2}), DAY)
    alone = village.tablet.say(village.planting(10, people={carla: 10}), DAY)
    shared = village.tablet.say(village.planting(10, workdays=(day,)), DAY, author="T09")
    asked = {
        "ana": HistoryFilter(member=ana),
        "carla": HistoryFilter(member=carla, kinds=("planting",)),
        "author": HistoryFilter(author="T09"),
        "number": HistoryFilter(text=alone.partition("-")[2], kinds=("planting",)),
        "id": HistoryFilter(text=f" {alone.lower()}"),
        "nothing": HistoryFilter(text="%"),
    }
    found = told(
        store,
        village,
        lambda reads: {name: (reads.history(one, 50, 0), reads.history_size(one)) for name, one in asked.items()},
    )
    assert all(len(lines) == size for lines, size in found.values())
    ids = {name: {line.id for line in lines} for name, (lines, _) in found.items()}
    assert {day, shared} <= ids["ana"]
    assert alone not in ids["ana"]
    assert ids["carla"] == {alone}
    assert ids["author"] == {shared}
    assert alone in ids["number"]
    assert ids["id"] >= {alone}
    assert ids["nothing"] == set()


@pytest.mark.parametrize("one_by_one", [0, 500])
def test_a_part_of_a_name_means_the_same_however_many_records_it_means(
    store: SqlStore, village: Village, monkeypatch: pytest.MonkeyPatch, one_by_one: int
) -> None:
    monkeypatch.setattr(searching, "_MOST_FOUND", one_by_one)
    person = side_row(Person("María Ñusta", "Huamán", "O'Pelayo"))
    photo = SideRow("f" * 64, b"", b"\xff\xd8 no person")
    maria, pictured = (
        village.office.say(Member(village.committee, code, "F", Day(BEGAN_ON), SideHash(row.hash)), BEGAN_ON)
        for code, row in (("M-91", person), ("M-92", photo))
    )
    came = village.tablet.say(workday(village.committee, {maria: 2}), DAY)
    lost = village.tablet.say(workday(village.committee, {pictured: 2}), DAY)
    planted = village.tablet.say(village.planting(10, people={pictured: 10}), DAY)
    append_entries(store, village.feed.entries)
    with store.writing() as session:
        session.put_side_rows([person, photo])
    store.fold()

    def means(text: str) -> set[str]:
        with store.reading() as session:
            reads, chosen = session.reads(), HistoryFilter(text=text, kinds=("workday", "planting", "member"))
            lines = reads.history(chosen, 50, 0)
            assert len(lines) == reads.history_size(chosen)
            return {line.id for line in lines}

    for text in ("nusta huaman o'p", "HUAMÁN O'Pelayo, maría", "m-91"):
        assert means(text) == {maria, came}, text
    assert means("M-92") == {pictured, lost, planted}
    assert means("u-0") == {planted}
    assert means("nobody") == set()
    assert planted in means(planted[:4])


def test_pages_beside_a_line_lose_and_double_nothing(store: SqlStore, village: Village) -> None:
    for number in range(1, 24):
        village.tablet.say(PrickedOut(village.batch, Count(number)), DAY if number % 3 else TODAY)
    chosen = HistoryFilter(kinds=("pricked_out",))
    whole = told(store, village, lambda reads: reads.history(chosen, 100, 0))
    assert len(whole) == 23
    with store.reading() as session:
        reads = session.reads()
        down = whole[:4]
        while more := reads.history_beside(chosen, down[-1], 5, newer=False):
            down += more
        up = [whole[-1]]
        while more := reads.history_beside(chosen, up[0], 5, newer=True):
            up = more + up
    assert down == up == whole


def test_the_last_change_and_its_author_are_told(store: SqlStore, village: Village) -> None:
    record = village.tablet.say(PrickedOut(village.batch, Count(7)), DAY)
    village.tablet.replace(record, PrickedOut(village.batch, Count(8)))
    [line] = told(store, village, lambda reads: reads.history(HistoryFilter(kinds=("pricked_out",)), 9, 0))
    assert (line.count, line.author, line.changed_by) == (8, village.tablet.name, village.tablet.name)
    assert line.changed_at >= line.recorded_at > 0
