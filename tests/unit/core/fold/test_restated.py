"""What is recorded again under a new origin counts once, and nobody can keep another's record from counting by it."""

import hashlib
from dataclasses import replace
from itertools import permutations

import pytest

from core.domain.people import Community
from core.domain.records import RecordId, encode_record, read_record, record_id
from core.fold.rows import Refusal, Restated
from tests.fakes.programme import BEGAN_ON, Tablet, Village
from tests.fakes.scene import Scene
from tests.histories import T02, again, folded, let_in, status


def planting(village: Village, tablet: Tablet, count: int = 10) -> RecordId:
    return tablet.say(village.planting(count, people={village.members[0]: count}), author="T01")


@pytest.mark.parametrize("first", ["old", "new"])
def test_the_same_counts_once_whichever_comes_first(village: Village, first: str) -> None:
    old, new = let_in(village, "old"), let_in(village, "new")
    said = planting(village, old)
    repeated = again(new, old, 1)
    order = (old, new) if first == "old" else (new, old)
    state = folded(village, *(entry for tablet in order for entry in tablet.said))
    assert state.balances() == {village.members[0]: 500}
    statuses = [status(state, said), status(state, repeated)]
    assert statuses == (["live", "no_effect"] if first == "old" else ["no_effect", "live"])
    later = repeated if first == "old" else said
    refusal = state.get(Refusal, later)
    assert refusal == Refusal(later, "recorded_again", f'{{"id":"{said if first == "old" else repeated}"}}')


@pytest.mark.parametrize("first", ["claim", "original"])
@pytest.mark.parametrize(
    "changes",
    [
        {"author": "T02"}, {"happened_on": "2026-03-05"}, {"recorded_at": 1}, {"kind": "replanting"},
        {"kind": "of_the_future"}, {"kind_version": 99}, {"body": {}}, {"body": {"committee": "AAAAAA-1"}},
    ],
)  # fmt: skip
def test_what_says_something_else_takes_nothing_away(village: Village, changes: dict[str, object], first: str) -> None:
    """Each counts as what it is: the claim for itself, as if nothing had been claimed."""
    old, thief = let_in(village, "old"), let_in(village, "thief")
    said = planting(village, old)
    data = old.said[0].data
    was = f"{said} {hashlib.sha256(data).hexdigest()}"
    lie = replace(read_record(data), origin=thief.origin, was=was, **changes)  # type: ignore[arg-type]
    claim = thief.say_bytes(encode_record(lie))
    order = (thief, old) if first == "claim" else (old, thief)
    state = folded(village, *(entry for tablet in order for entry in tablet.said))
    assert status(state, said) == "live"
    assert state.get(Refusal, claim) is None or state.get(Refusal, claim).code != "recorded_again"
    honest = folded(village, *old.said)
    assert state.balances()[village.members[0]] >= honest.balances()[village.members[0]] == 500


def test_a_tablet_of_another_person_cannot_put_its_own_in_anothers_place(village: Village) -> None:
    """After a restore it might: it has read what the server has lost."""
    old, thief = let_in(village, "old"), let_in(village, "thief", T02)
    said = planting(village, old)
    claim = again(thief, old, 1)
    state = folded(village, *thief.said, *old.said)
    assert (status(state, said), status(state, claim)) == ("live", "live")


def test_the_offices_word_cannot_be_claimed_by_a_tablet(village: Village) -> None:
    thief = let_in(village, "thief")
    office = village.office
    lost = office.say(Community("C-02", "Cajas", "2004100006", -5_103_800, -79_678_900), BEGAN_ON)
    entry = village.feed.entries.pop()
    was = f"{lost} {hashlib.sha256(entry.data).hexdigest()}"
    claim = replace(read_record(entry.data), origin=thief.origin, seq=1, was=was)
    thief.say_bytes(encode_record(claim))
    state = folded(village, *thief.said, entry)
    assert status(state, lost) == "live"
    assert status(state, record_id(thief.origin, 1)) == "no_effect"


def test_the_office_is_never_said_to_have_said_it_before(village: Village) -> None:
    """Whatever a record of the office names in `was`, it counts."""
    old = let_in(village, "old")
    said = planting(village, old)
    was = f"{said} {hashlib.sha256(old.said[0].data).hexdigest()}"
    office = village.office
    own = replace(read_record(old.said[0].data), origin=office.origin, seq=len(office.said) + 1, was=was)
    office.feed = None
    stated = office.say_bytes(encode_record(own))
    state = folded(village, *old.said, office.said[-1])
    assert (status(state, said), status(state, stated)) == ("live", "live")


def test_only_who_holds_a_line_gives_it_back_and_saying_so_again_takes_nothing_from_that() -> None:
    scene = Scene()
    day = scene.day
    sheet = scene.sheet_for(20)
    day.assign(sheet, scene.one)
    scene.one.feed = scene.two.feed = None
    returned = day.give_back(scene.one, sheet)
    again(scene.two, scene.one, len(scene.one.said))
    day.feed.deliver(scene.two)
    assert scene.line(sheet, scene.ana).holder == scene.one.origin
    day.feed.deliver(scene.one)
    assert scene.status(returned) == "live"
    assert scene.line(sheet, scene.ana).holder == ""


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_is_recorded_again_twice_counts_once_in_any_order(village: Village, order: tuple[int, ...]) -> None:
    first, second, third = (let_in(village, name) for name in ("first", "second", "third"))
    planting(village, first)
    again(second, first, 1)
    again(third, second, 1)
    tablets = (first, second, third)
    state = folded(village, *(entry for place in order for entry in tablets[place].said))
    assert state.balances() == {village.members[0]: 500}
    live = [tablet for tablet in tablets if status(state, record_id(tablet.origin, 1)) == "live"]
    assert live == [tablets[order[0]]]


@pytest.mark.parametrize("order", [(0, 2, 3, 1), (0, 2, 1, 3), (2, 0, 1, 3), (2, 0, 3, 1), (2, 3, 0, 1), (0, 1, 2, 3)])
def test_what_was_taken_back_stays_taken_back_however_the_two_are_mixed(
    village: Village, order: tuple[int, ...]
) -> None:
    """The old tablet sends a planting and its taking back, the copy both again, and they come between each other."""
    old, new = let_in(village, "old"), let_in(village, "new")
    said = planting(village, old)
    old.void(said)
    again(new, old, 1)
    again(new, old, 2)
    entries = [*old.said, *new.said]
    state = folded(village, *(entries[place] for place in order))
    assert state.balances() == {}


def test_what_the_old_tablet_said_after_it_was_copied_reaches_what_counts(village: Village) -> None:
    old, new = let_in(village, "old"), let_in(village, "new")
    said = planting(village, old)
    again(new, old, 1)
    void = old.void(said)
    state = folded(village, *new.said, *old.said)
    assert status(state, void) == "live"
    assert state.balances() == {}


def test_claims_on_one_record_are_bounded(village: Village) -> None:
    old, thief = let_in(village, "old"), let_in(village, "thief", T02)
    said = planting(village, old)
    for number in range(30):
        again(thief, old, 1, recorded_at=number)
    state = folded(village, *thief.said, *old.said)
    assert status(state, said) == "live"
    assert len(state.rows(Restated)) == 8
