"""Lists of people and things that are read together, on both databases: the same as read one by one."""

from __future__ import annotations

from core.domain.bodies import Day
from core.domain.people import Member, MembersCompared
from core.domain.records import RecordId
from core.storage.store import SqlStore
from tests.fakes.programme import BEGAN_ON, SIDE, TODAY, Village, found_village
from tests.integration.stores import append_entries

MORE_THAN_A_STATEMENT = 501


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
