"""Taking entries one by one: nothing stops those behind it, and only the office says what is the office's."""

import json

import pytest

from core.domain.people import Member
from core.domain.plantings import Planting
from core.domain.programme import Programme
from core.domain.tablets import TabletEnrolled
from core.fold.fold import Entry
from core.fold.rows import Attendance, Thing
from tests.fakes.programme import BEGAN_ON, SIDE, TODAY, Office, Tablet, Village, found_village, workday
from tests.fakes.state import Follower, MemoryState

THREE_HALVES = [{"member": "OFFICE-9", "half_days": 3}]


def test_a_row_says_who_what_when_and_where(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100))
    row = state.follow().effective(planting)
    assert (row.origin, row.seq, row.kind, row.kind_version) == (village.tablet.origin, 1, "planting", 1)
    assert (row.author, row.recorded_at, row.happened_on) == ("tablet 1", village.tablet.clock.now_ms(), TODAY)
    assert (row.committee, row.subject, row.count) == (village.committee, village.unit, 100)
    assert (row.body_id, row.version, row.status, row.position) == (
        planting,
        planting,
        "live",
        len(village.feed.entries),
    )


def test_the_unsent_tail_has_no_position_and_no_journal(village: Village) -> None:
    offline = Tablet("offline")
    planting = offline.say(village.planting(100, people={village.members[0]: 100}))
    state = MemoryState(keeps_journal=True).load([*village.feed.entries, *offline.said])
    assert state.effective(planting).position is None
    assert [item.position for item in state.items(planting)] == [None]
    assert state.entries() == {}


def test_nursery_records_belong_to_the_committee_of_their_batch(village: Village, state: Follower) -> None:
    accepted = village.tablet.say(village.accepted(100))
    row = state.follow().effective(accepted)
    assert (row.committee, row.subject, row.count) == (village.committee, village.batch, 100)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"{}", b"[1,2]", b'{"seq":1.5}', b"[" * 5000, b"9" * 5000],
    ids=lambda data: repr(data[:8]),
)
def test_unreadable_bytes_do_not_stop_those_behind(village: Village, state: Follower, data: bytes) -> None:
    broken = village.tablet.say_bytes(data)
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    state.follow()
    row = state.effective(broken)
    assert (row.status, row.kind, row.origin, row.seq) == ("unreadable", "unreadable", village.tablet.origin, 1)
    assert state.effective(planting).centimos == 5000


@pytest.mark.parametrize(
    ("kind", "body", "version", "status"),
    [
        ("rain_measured", {"mm": 12}, 1, "unknown"),
        ("planting", {"anything": 1}, Planting.version + 1, "unknown"),
        ("unreadable", {}, 1, "unknown"),
        ("planting", {"count": 3}, 1, "unreadable"),
        ("void", {"target": "x"}, 1, "unreadable"),
        ("workday", {"committee": "OFFICE-3", "activity": "planting", "present": THREE_HALVES}, 1, "unreadable"),
    ],
)
def test_unknown_and_misshapen_records_do_not_stop_those_behind(
    village: Village, state: Follower, kind: str, body: dict[str, object], version: int, status: str
) -> None:
    strange = village.tablet.say_raw(kind, body, version=version)
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    state.follow()
    row = state.effective(strange)
    assert (row.status, row.kind, row.kind_version, row.author) == (status, kind, version, "tablet 1")
    assert state.effective(planting).centimos == 5000


def test_unknown_and_unreadable_records_are_corrected_by_the_office_alone(village: Village, state: Follower) -> None:
    unknown = village.tablet.say_raw("rain_measured", {"mm": 12})
    broken = village.tablet.say_bytes(b"\xff")
    village.tablet.void(unknown)
    village.tablet.void(broken)
    state.follow()
    assert [state.effective(identifier).status for identifier in (unknown, broken)] == ["unknown", "unreadable"]
    village.office.void(unknown)
    village.office.void(broken)
    state.follow()
    assert [state.effective(identifier).status for identifier in (unknown, broken)] == ["void", "void"]


def test_a_replacement_of_an_unknown_kind_stays_unknown_to_us(village: Village, state: Follower) -> None:
    unknown = village.tablet.say_raw("rain_measured", {"mm": 12})
    village.office.replace(unknown, {"mm": 13})
    assert state.follow().effective(unknown).status in ("unknown", "unreadable")
    assert state.find(Thing, "rain_measured") == []


def test_bytes_of_another_origin_or_place_are_unreadable(village: Village, state: Follower) -> None:
    other = Tablet("somebody else")
    for _ in range(2):
        other.say(village.planting(100, people={village.members[0]: 100}))
    state.follow()
    state.load(
        [Entry(village.tablet.origin, 1, 98, other.said[0].data), Entry(other.origin, 1, 99, other.said[1].data)]
    )
    assert state.effective(f"{village.tablet.origin}-1").status == "unreadable"
    assert state.effective(f"{other.origin}-1").status == "unreadable"
    assert state.balances() == {}


def test_office_records_from_a_tablet_have_no_effect(village: Village, state: Follower) -> None:
    said = [
        village.tablet.say_raw(kind, body, BEGAN_ON)
        for kind, body in {
            "opening_balance": {
                "committee": village.committee, "member": village.members[0], "centimos": 999, "document": "x",
            },
            "member_confirmed": {"member": village.members[0]},
            "committee": {"code": "CR-09", "name": "x", "community": village.community},
            "setting": {"name": "water_strip_m", "value": 1, "starts_on": BEGAN_ON},
        }.items()
    ]  # fmt: skip
    before = state.totals()
    state.follow()
    assert {state.effective(identifier).status for identifier in said} == {"no_effect"}
    assert [state.get(Thing, identifier) for identifier in said] == [None] * 4
    assert state.balances() == {}
    assert state.totals() == before


def test_a_second_programme_has_no_effect(village: Village, state: Follower) -> None:
    again = village.office.say(Programme("SP-27", "Otra", BEGAN_ON))
    intruder = Office(village.feed, "intruder")
    rate = intruder.rate("tree_planted", 5000)
    state.follow()
    assert [state.effective(identifier).status for identifier in (again, intruder.programme, rate)] == ["no_effect"] * 3


def test_a_void_programme_leaves_the_office_the_office(village: Village, state: Follower) -> None:
    village.office.void(village.office.programme)
    intruder = Office(village.feed, "intruder")
    rate = village.office.rate("tree_planted", 60)
    state.follow()
    assert state.effective(intruder.programme).status == "no_effect"
    assert state.effective(rate).status == "live"


def test_a_programme_that_had_no_effect_makes_no_second_office(village: Village, state: Follower) -> None:
    """The office may correct the record of an intruder, but that never hands the programme over."""
    intruder = Office(village.feed, "intruder")
    village.office.replace(intruder.programme, Programme("SP-26", "Sierra Piura", BEGAN_ON))
    rate = intruder.rate("tree_planted", 5000)
    assert state.follow().effective(rate).status == "no_effect"


def test_before_any_programme_nobody_is_the_office() -> None:
    tablet = Tablet("early")
    rate = tablet.say_raw("rate", {"activity": "tree_planted", "centimos": 50, "starts_on": BEGAN_ON})
    assert MemoryState().load(tablet.said).effective(rate).status == "no_effect"


def test_a_member_added_on_a_tablet_earns_at_once(village: Village, state: Follower) -> None:
    newcomer = village.tablet.member(village.committee, "M-99")
    planting = village.tablet.say(village.planting(100, people={newcomer: 100}))
    assert state.follow().paid(planting) == {newcomer: 5000}
    assert state.total("member", newcomer, "confirmed") == 0


def test_things_are_kept_with_the_body_in_force(village: Village, state: Follower) -> None:
    member = village.members[0]
    corrected = Member(village.committee, "M-77", "M", BEGAN_ON, SIDE, left_on=TODAY)
    village.office.replace(member, corrected)
    thing = state.follow().get(Thing, member)
    assert thing is not None
    assert (thing.kind, thing.committee, thing.code, thing.status) == ("member", village.committee, "M-77", "live")
    assert json.loads(thing.body)["left_on"] == TODAY
    village.office.void(member)
    thing = state.follow().get(Thing, member)
    assert thing is not None
    assert (thing.status, thing.code) == ("void", "M-77")


def test_a_tablet_is_found_by_its_origin(village: Village, state: Follower) -> None:
    fact = TabletEnrolled(village.tablet.origin, "00" * 32, "Tableta 1", (village.committee,), (village.members[0],))
    enrolled = village.office.say(fact)
    thing = state.follow().get(Thing, enrolled)
    assert thing is not None
    assert thing.code == village.tablet.origin


def test_attendance_follows_the_workday(village: Village, state: Follower) -> None:
    ana, bea, carla = village.members
    day = village.tablet.workday(village.committee, {ana: 2, bea: 1}, "2026-03-05")
    rows = state.follow().find(Attendance, day)
    assert rows == sorted(
        [
            Attendance(day, ana, village.committee, "planting", "2026-03-05", 2),
            Attendance(day, bea, village.committee, "planting", "2026-03-05", 1),
        ],
        key=lambda row: row.member,
    )
    village.tablet.replace(day, workday(village.committee, {carla: 2}, "holes"), day="2026-03-04")
    assert state.follow().find(Attendance, day) == [Attendance(day, carla, village.committee, "holes", "2026-03-04", 2)]
    village.tablet.void(day)
    assert state.follow().find(Attendance, day) == []


def test_the_count_of_a_workday_is_its_people(village: Village, state: Follower) -> None:
    ana, bea, _ = village.members
    day = village.tablet.workday(village.committee, {ana: 2, bea: 1})
    assert state.follow().effective(day).count == 2


def test_a_tablet_keeps_no_journal() -> None:
    village = found_village()
    village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    server, tablet = MemoryState(keeps_journal=True), MemoryState(keeps_journal=False)
    left, right = server.load(village.feed.entries).dump(), tablet.load(village.feed.entries).dump()
    assert right.pop("JournalLine") == []
    assert len(left.pop("JournalLine")) == 4
    assert left == right


def test_a_count_beyond_reason_is_unreadable_and_not_an_overflow(village: Village, state: Follower) -> None:
    dispatched = village.tablet.say_raw("dispatched", {"batch": village.batch, "count": 2**53 - 1})
    assert state.follow().effective(dispatched).status == "unreadable"
    assert state.total("batch", village.batch, "dispatched") == 0
