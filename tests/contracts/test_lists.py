"""Lists of people and things that are read together, on both databases: the same as read one by one."""

from __future__ import annotations

import random
import sqlite3
from itertools import takewhile
from typing import Any

import pytest
from sqlalchemy import select

from core.domain.bodies import Day
from core.domain.kinds import KINDS
from core.domain.people import Member, MembersCompared
from core.domain.records import RecordId, split_record_id
from core.storage.reads.records import FIELD_KINDS, RECORDS, state_of
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from core.usecases.views.field import HistoryFilter, RecordLine
from tests.fakes.programme import BEGAN_ON, SIDE, TODAY, Village, found_village
from tests.stores import PROGRAMME, append_entries, opened, random_history
from tools.postgres import fresh_database

MORE_THAN_A_STATEMENT = 501
PART = 7


def arrive(store: SqlStore, village: Village) -> None:
    append_entries(store, village.feed.entries)
    store.fold()


def test_members_of_several_committees_are_those_of_each(store: SqlStore) -> None:
    village = found_village(members=3)
    other = village.office.committee(village.community, "CR-02")
    empty = village.office.committee(village.community, "CR-03")
    newcomers = [village.office.member(other, code) for code in ("B-02", "A-01")]
    village.office.say(Member(other, "C-03", "M", Day(BEGAN_ON), SIDE, left_on=Day(BEGAN_ON)), BEGAN_ON)
    arrive(store, village)
    with store.reading() as session:
        reads = session.reads()
        together = reads.members_of((other, village.committee, empty), TODAY)
        apart = [one for key in (other, village.committee, empty) for one in reads.members(key, TODAY)]
    assert {one.id for one in together} == {*newcomers, *village.members}
    assert sorted(together, key=lambda one: one.code) == sorted(apart, key=lambda one: one.code)
    assert [one.name for one in together] == sorted(one.name for one in together)


def test_of_somebody_who_is_in_two_committees_the_entry_that_stands_is_listed(store: SqlStore) -> None:
    village = found_village(members=1)
    other = village.office.committee(village.community, "CR-02")
    again = village.office.member(other, "B-01")
    (first,) = village.members
    village.office.say(MembersCompared(RecordId(first), RecordId(again), "same_person"))
    arrive(store, village)
    with store.reading() as session:
        listed = session.reads().members_of((village.committee, other), TODAY)
    assert [one.id for one in listed] == [first]


def test_more_things_than_a_statement_takes_are_known_at_once(store: SqlStore) -> None:
    village = found_village(members=0)
    members = [village.office.member(village.committee, f"N-{number}") for number in range(MORE_THAN_A_STATEMENT)]
    arrive(store, village)
    with store.reading() as session:
        lookup = session.lookup()
        lookup.know_things([*members, "AAAAAA-1"])
        codes = [thing.code for key in members if (thing := lookup.thing(key)) is not None]
        rows = lookup.rows([*members, "AAAAAA-1"])
    assert codes == [f"N-{number}" for number in range(MORE_THAN_A_STATEMENT)]
    assert rows.keys() == set(members)


def chosen_by_hand(rows: list[Any], chosen: HistoryFilter) -> list[str]:
    """What a filter means, record by record."""
    kinds = chosen.kinds or FIELD_KINDS
    found = [
        row
        for row in rows
        if row.kind in kinds
        and chosen.committee in ("", row.committee)
        and chosen.state in ("", state_of(row))
        and chosen.from_day <= row.happened_on
        and (not chosen.to_day or row.happened_on <= chosen.to_day)
        and chosen.author in ("", row.author)
    ]
    found.sort(key=lambda row: row.id)
    found.sort(key=lambda row: (row.happened_on, row.recorded_at, split_record_id(row.id)[1]), reverse=True)
    return [row.id for row in found]


def in_parts(session: SqlSession, chosen: HistoryFilter) -> list[str]:
    """The whole list, each part asked for by the last line of the one before."""
    reads = session.reads()
    part, found = reads.history(chosen, PART, 0), list[RecordLine]()
    while part:
        found += part
        part = reads.history_beside(chosen, part[-1], PART, newer=False)
    if found:
        middle = found[len(found) // 2]
        before = takewhile(lambda one: one.id != middle.id, found)
        assert reads.history_beside(chosen, middle, len(found), newer=True) == list(before)
    return [line.id for line in found]


@pytest.mark.parametrize("seed", range(3))
def test_a_filtered_history_is_what_the_filter_means_also_of_rare_kinds(store: SqlStore, seed: int) -> None:
    append_entries(store, random_history(seed, steps=90))
    store.fold()
    chance = random.Random(seed)
    with store.reading() as session:
        rows = sorted(session.connection.execute(select(RECORDS)), key=lambda row: row.id)
        everything = HistoryFilter(kinds=(*KINDS, "unreadable"))
        assert in_parts(session, everything) == chosen_by_hand(rows, everything)
        for _ in range(25):
            days = sorted(chance.choices(["", *sorted({row.happened_on for row in rows})], k=2))
            chosen = HistoryFilter(
                committee=chance.choice(["", chance.choice(rows).committee]),
                kinds=chance.choice([(), tuple(KINDS), tuple(row.kind for row in chance.choices(rows, k=3))]),
                state=chance.choice(["", "", state_of(chance.choice(rows))]),
                from_day=chance.choice(["", days[0]]),
                to_day=chance.choice(["", days[1]]),
                author=chance.choice(["", "", chance.choice(rows).author]),
            )
            wanted = chosen_by_hand(rows, chosen)
            assert in_parts(session, chosen) == wanted, chosen
            assert session.reads().history_size(chosen) == len(wanted)


CODES = ("b-1", "B-2", "a-3", "Á-4", "A 5", "A-6", "10", "9", "ñ-7", "n-8", "~", "_")


@pytest.mark.parametrize("language", ["", "es-PE", "en-US"])
def test_things_stand_by_the_signs_of_their_codes_however_they_are_asked_for(postgres_url: str, language: str) -> None:
    """Whatever a database sorts by, and whether they were read for one committee, for several, or for all."""
    village = found_village(members=0)
    for code in CODES:
        village.office.member(village.committee, code)
    with opened(fresh_database(postgres_url, language)) as engine:
        store = SqlStore(engine, PROGRAMME)
        arrive(store, village)
        found = []
        for committees in ((village.committee,), (), (village.committee, village.committee)):
            with store.reading() as session:
                lookup = session.lookup()
                lookup.things_of(Member.kind, committees)
                found.append([thing.code for thing in lookup.things(Member.kind, village.committee)])
                found.append([thing.code for thing in lookup.things(Member.kind)])
    assert found == [sorted(CODES)] * len(found)


def test_any_number_of_ids_is_asked_for_at_once(store: SqlStore) -> None:
    """Also of an SQLite that takes no more values than most are made for, as a tablet's."""
    village = found_village(members=3)
    arrive(store, village)
    many = [f"AAAAAA-{number}" for number in range(1, 40_001)]
    with store.reading() as session:
        lookup, driver = session.lookup(), session.connection.connection.dbapi_connection
        if isinstance(driver, sqlite3.Connection):
            driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)

        def among(ids: list[str]) -> list[str]:
            query = select(RECORDS.c.id).where(lookup.among(RECORDS.c.id, ids))
            return sorted(session.connection.execute(query).scalars())

        members = sorted(village.members)
        assert among([*many, *members, *members]) == among([*members, *members]) == members
        assert among([]) == []
        lookup.know_things([*many, *members, *members])
        assert [lookup.thing(one) is not None for one in (*members, many[0])] == [True, True, True, False]
        assert lookup.things_of(Member.kind, ()) == []
        assert lookup.rows([*many, *members]).keys() == set(members)
