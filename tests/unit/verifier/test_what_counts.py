"""Which records count, what corrections make of them, and what the books say at the end."""

from __future__ import annotations

import hashlib

import pytest

from tests.unit.verifier.story import OTHER_TABLET, TABLET, Story, adds_up, items_of
from verifier.model import Entry
from verifier.shapes import KINDS


def test_the_first_correction_of_a_version_wins() -> None:
    story = Story()
    member = story.member()
    record = story.accepted(400, member)
    body = {"batch": story.batch, "total": 300, "people": [{"member": member, "count": 1}]}
    gone = story.voided(record, record)
    late = story.replaced(record, record, body, day="2014-03-05")
    again = story.replaced(record, gone, body, day="2014-03-06")
    books = story.books()
    state = books.states[record]
    assert (state.status, state.version, state.happened_on) == ("live", again, "2014-03-06")
    assert (books.states[late].status, books.states[late].why) == ("no_effect", "version_superseded")
    assert [one[3] for one in items_of(books, record)] == [10_000, -10_000, 7_500]


def test_a_wrong_rate_is_replaced_by_two_people_and_turns_what_was_earned() -> None:
    story = Story()
    rate = "OFFICE-10"
    member = story.member()
    record = story.planting(story.unit(), 10, people=[{"member": member, "count": 1}])
    body = {"activity": "tree_planted", "centimos": 60, "starts_on": "2013-01-01"}
    waiting = story.replaced(rate, rate, body, author="one", day="2013-01-01")
    own = story.say("approval", author="one", target=waiting)
    books = story.books()
    assert books.states[waiting].status == "waiting"
    assert books.states[own].status == "no_effect"
    approval = story.say("approval", author="two", target=waiting)
    books = story.books()
    assert books.states[waiting].status == "live"
    assert [(one.centimos, one.cause) for one in books.items if one.record == record][1:] == [
        (-500, approval), (600, approval)
    ]  # fmt: skip
    assert adds_up(books)


def test_a_tablet_corrects_neither_the_office_nor_another_committee() -> None:
    story = Story()
    elsewhere = story.say("committee", code="K2", name="Cajas", community=story.community)
    member = story.member()
    other = story.say(
        "member", origin=OTHER_TABLET, committee=elsewhere, code="X", sex="M", joined_on="2014-01-01",
        person_side="ab" * 32,
    )  # fmt: skip
    one = story.voided(member, member, origin=TABLET)
    two = story.voided(other, other, origin=TABLET)
    own = story.voided(other, other, origin=OTHER_TABLET)
    states = story.books().states
    assert [states[name].why for name in (one, two, own)] == ["office_only", "other_committee", ""]


def test_what_was_recorded_again_counts_once() -> None:
    story = Story()
    member = story.member()
    unit = story.unit()
    more = {"people": [{"member": member, "count": 1}], "author": "T01", "recorded_at": 1_400_000_001_000}
    first = story.planting(unit, 10, origin=TABLET, **more)
    digest = hashlib.sha256(story.entries[-1].data).hexdigest()
    again = story.planting(unit, 10, origin=OTHER_TABLET, was=f"{first} {digest}", **more)
    different = story.planting(unit, 11, origin=OTHER_TABLET, was=f"{first} {digest}", **more)
    gone = story.voided(again, first)
    books = story.books()
    assert (books.states[again].status, books.states[again].counts_as) == ("no_effect", first)
    assert books.states[different].status == "live"
    # From its place on its id stands for the one that it counts as.
    assert (books.states[gone].subject, books.states[first].status) == (first, "void")


def test_a_hold_may_be_of_one_share_and_a_warning_holds_nothing() -> None:
    story = Story()
    held, free = story.member(1), story.member(2)
    record = story.planting(story.unit(), 10, people=[{"member": one, "count": 1} for one in (held, free)])
    story.say("verdict", target=record, action="hold", rule="under_18", rule_version=1, member=held)
    story.say("verdict", target=record, action="warn", rule="outside_unit", rule_version=1)
    nothing = story.say("verdict", target=record, action="release", rule="person_twice", rule_version=1)
    books = story.books()
    assert (books.identities[held].held, books.identities[free].held) == (250, 0)
    assert books.states[nothing].status == "no_effect"


def test_what_comes_after_the_closing_is_booked_in_the_first_open_month() -> None:
    story = Story()
    member = story.member()
    record = story.accepted(400, member, day="2014-02-10")
    story.say("month_closed", day="2014-03-05", version=2, month="2014-02-01")
    too_early = story.say("month_closed", day="2014-03-31", version=2, month="2014-03-01")
    story.voided(record, record, day="2014-03-10")
    books = story.books()
    assert books.states[too_early].status == "no_effect"
    assert books.closed_through == "2014-02-28"
    days = [(line.booked_on, line.happened_on) for line in books.journal if line.record == record]
    assert days == [("2014-02-10", "2014-02-10")] * 4 + [("2014-03-01", "2014-02-10")] * 4


def test_ten_of_a_hundred_go_to_the_adaptation_fund() -> None:
    story = Story()
    adaptation = story.say("fund", code="F2", name="Adaptation", funder="Norandino")
    rate = story.exchange_rate("USD", 31_250)
    sale = {"buyer": "B", "tonnes": 1_111, "currency": "USD", "fees_minor": 0, "exchange_rate": rate,
            "upstream_fund": story.fund, "adaptation_fund": adaptation, "document": "D"}  # fmt: skip
    story.say("carbon_sale", gross_minor=1_200_000, **sale)
    balances = story.books().balances()
    assert balances["bank", ""] == 3_750_000
    assert balances["fund", adaptation] == -375_000
    assert balances["fund", story.fund] == -3_375_000


def test_the_series_of_sales_adds_up() -> None:
    story = Story()
    adaptation = story.say("fund", code="F2", name="Adaptation", funder="Norandino")
    rate = story.exchange_rate("GBP", 10_000)
    for tonnes, pounds in ((1_111, 12), (1_018, 11), (926, 10), (833, 9), (741, 8), (463, 5)):
        story.say(
            "carbon_sale", buyer="Cafédirect", tonnes=tonnes, currency="GBP", gross_minor=pounds * 100_000,
            fees_minor=0, exchange_rate=rate, upstream_fund=story.fund, adaptation_fund=adaptation, document="D",
        )  # fmt: skip
    books = story.books()
    assert books.balances()["bank", ""] == 5_500_000
    assert books.balances()["fund", adaptation] == -550_000
    assert sum(one.body["tonnes"] for one in books.states.values() if one.kind == "carbon_sale" and one.body) == 5_092


def test_a_trip_is_settled_when_it_adds_up_and_what_is_kept_opens_the_next() -> None:
    story = Story()
    technician = story.technician
    advance = story.say("cash_advance", technician=technician, centimos=10_000, document="R1")
    more = {"advance": advance, "technician": technician}
    story.say("expense", author="T01", origin=TABLET, centimos=1_200, category="mule", voucher="V1", **more)
    story.say("cash_returned", centimos=5_000, document="R2", **more)
    wrong = story.say("trip_settled", kept_centimos=3_000, **more)
    settled = story.say("trip_settled", kept_centimos=3_800, **more)
    books = story.books()
    assert books.states[wrong].status == "no_effect"
    assert books.trips[advance].state == "settled"
    assert books.trips[settled].sums == {"received": 3_800}
    assert books.boxes[technician] == (3_800, 0)
    assert books.balances()["cash_box", technician] == 3_800


def test_what_stands_of_a_unit() -> None:
    story = Story()
    unit = story.unit()
    story.planting(unit, 1_000, people=[{"member": story.member(), "count": 1}])
    draw = story.say(
        "survival_drawn", committee=story.committee, unit=unit, every=5, first_row=1, rows_total=20, day="2014-06-01"
    )
    rows = [{"row": 1, "alive": 90, "dead": 10}]
    story.say("survival_count", committee=story.committee, drawn=draw, rows=rows, day="2014-06-02")
    story.say("loss_event", committee=story.committee, unit=unit, cause="fire", trees=20, day="2014-06-03")
    stand = story.books().stands[unit, story.species]
    assert (stand["places"], stand["to_replant"], stand["standing"]) == (1_000, 120, 880)


@pytest.mark.parametrize(
    ("kind", "body", "reads"),
    [
        ("void", {"target": "AAAAAA-1", "seen": "AAAAAA-1", "reason": "undone"}, True),
        ("void", {"target": "AAAAAA-01", "seen": "AAAAAA-1", "reason": "undone"}, False),
        ("void", {"target": "AAAAAA-1", "seen": "AAAAAA-1", "reason": "whim"}, False),
        ("void", {"target": "AAAAAA-1", "seen": "AAAAAA-1", "reason": "undone", "more": 1}, False),
        ("approval", {}, False),
        ("lines_returned", {"sheet": "AAAAAA-1", "payees": []}, False),
        ("expense", {"advance": "AAAAAA-1", "technician": "AAAAAA-1", "centimos": 1_000_000_001, "category": "mule",
                     "voucher": "1"}, False),
        ("setting", {"name": "x" * 301, "value": 1, "starts_on": "2014-01-01"}, False),
        ("setting", {"name": "x", "value": 1, "starts_on": "2014-02-30"}, False),
    ],
)  # fmt: skip
def test_a_body_has_its_fields_and_nothing_else(kind: str, body: dict[str, object], reads: bool) -> None:
    assert KINDS[kind].reads(body, 1) is reads


def test_a_field_of_version_two_is_misshapen_in_version_one() -> None:
    body = dict.fromkeys(("committee", "unit", "species", "batch"), "AAAAAA-1")
    body |= {"count": 1, "photo_side": "ab" * 32}  # type: ignore[dict-item]
    assert not KINDS["planting"].reads(body, 1)
    assert KINDS["planting"].reads(body, 2)


def test_what_was_said_again_and_cannot_be_read_has_no_body() -> None:
    story = Story()
    more = {"author": "T01", "recorded_at": 1_400_000_001_000}
    first = story.said("dispatched", {"batch": story.batch}, origin=TABLET, **more)
    digest = hashlib.sha256(story.entries[-1].data).hexdigest()
    again = story.said("dispatched", {"batch": story.batch}, origin=OTHER_TABLET, was=f"{first} {digest}", **more)
    states = story.books().states
    assert (states[first].status, states[first].body) == ("unreadable", None)
    assert (states[again].status, states[again].counts_as, states[again].body) == ("no_effect", first, None)


def test_bytes_that_are_no_record_mean_nothing_and_are_in_nobodys_way() -> None:
    story = Story()
    story.entries.append(Entry(len(story.entries) + 1, TABLET, 1, b"", b"\xff", None))
    gone = story.voided("TABLET-1", "TABLET-1")
    late = story.voided("TABLET-2", "TABLET-2")
    states = story.books().states
    assert (states["TABLET-1"].kind, states["TABLET-1"].body) == ("unreadable", None)
    assert (states[gone].status, states[late].why) == ("live", "target_unknown")


def test_a_batch_that_was_made_unreadable_still_has_its_committee_and_its_day() -> None:
    story = Story()
    story.say("setting", name="produced_when_pricked_out", value=1, starts_on="2014-02-01")
    story.replaced(story.batch, story.batch, {"nothing": 1}, day="2014-01-05")
    record = story.accepted(10, story.member())
    books = story.books()
    assert books.states[story.batch].status == "unreadable"
    # It began before the setting, by the day of its correction: so what is accepted of it is paid.
    assert books.states[record].committee == story.committee
    assert [one[3] for one in items_of(books, record)] == [250]


def test_a_live_exchange_rate_is_kept_for_its_sales() -> None:
    story = Story()
    rate = story.exchange_rate("USD", 31_250)
    story.say(
        "carbon_sale", buyer="B", tonnes=1, currency="USD", gross_minor=100, fees_minor=0, exchange_rate=rate,
        upstream_fund=story.fund, adaptation_fund=story.fund, document="D",
    )  # fmt: skip
    refused = [story.voided(rate, rate), story.replaced(rate, rate, {"nothing": 1})]
    states = story.books().states
    assert [states[one].why for one in refused] == ["sale_names_it", "sale_names_it"]
    assert states[rate].status == "live"


def test_a_setting_of_wages_turns_its_own_activity_alone() -> None:
    story = Story()
    present = [{"member": story.member(), "half_days": 2}]
    holes, nursery = (
        story.say("workday", committee=story.committee, activity=activity, present=present)
        for activity in ("holes", "nursery")
    )
    story.say("setting", name="pay_days_holes", value=1, starts_on="2014-01-01")
    books = story.books()
    assert [len(items_of(books, one)) for one in (holes, nursery)] == [1, 0]
