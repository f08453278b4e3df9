"""Under which day, and for which record, the books take what a pay sheet does: its approval's and its settlement's."""

import pytest

from core.domain.bodies import Day, SideHash
from core.domain.funds import MonthClosed
from core.domain.records import RecordId
from core.domain.sheets import PaySheet, SheetApproved, SheetReopened, SheetSettled
from core.fold.money_rows import JournalLine
from tests.fakes.scene import Scene
from tests.fakes.state import Follower

WORKED, DRAFTED, APPROVED, SETTLED = "2026-02-20", "2026-02-28", "2026-04-07", "2026-05-04"
Told = tuple[str, str, str, int]


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    scene.day.plant({scene.ana: 101, scene.bea: 60}, WORKED)
    return scene


def drafted(scene: Scene) -> RecordId:
    """A draft of February, locked on the day of the approval."""
    day = scene.day
    committees = (scene.village.committee,)
    sheet = day.office_says(PaySheet(Day(DRAFTED), day.fund, committees), day=DRAFTED)
    day.lock(sheet)
    return sheet


def approve(scene: Scene, sheet: RecordId, author: str = "A01") -> RecordId:
    return scene.day.office_says(SheetApproved(sheet, SideHash(scene.sheet(sheet).lines_hash)), author, APPROVED)


def told(scene: Scene, *accounts: str) -> list[Told]:
    """(account, booked on, record, céntimos) in the order of the journal."""
    lines = sorted(scene.state.rows(JournalLine), key=lambda line: (line.position, line.entry, line.line))
    return [(line.account, line.booked_on, line.record, line.centimos) for line in lines if line.account in accounts]


def is_rebuilt_alike(scene: Scene) -> bool:
    return Follower(scene.village.feed.entries).follow().dump() == scene.state.dump()


def test_the_fund_is_applied_under_the_day_of_the_approval(scene: Scene) -> None:
    sheet = drafted(scene)
    approval = approve(scene, sheet)
    assert told(scene, "fund", "funds_applied") == [
        ("fund", APPROVED, approval, 8_050), ("funds_applied", APPROVED, approval, -8_050),
    ]  # fmt: skip
    assert is_rebuilt_alike(scene)


def test_of_two_approvals_the_one_that_was_needed_last_applies_the_fund(scene: Scene) -> None:
    scene.day.set("two_approvers_from_centimos", 1)
    sheet = drafted(scene)
    approve(scene, sheet)
    assert told(scene, "fund") == []
    second = approve(scene, sheet, "A02")
    assert told(scene, "fund") == [("fund", APPROVED, second, 8_050)]


def test_what_was_not_handed_over_is_taken_back_under_the_day_of_the_settlement(scene: Scene) -> None:
    day, sheet = scene.day, drafted(scene)
    approval = approve(scene, sheet)
    day.assign(sheet, scene.one)
    day.pay(scene.one, sheet, scene.ana, trip=scene.trip)
    day.give_back(scene.one, sheet)
    settlement = day.office_says(SheetSettled(sheet), day=SETTLED)
    assert told(scene, "fund") == [("fund", APPROVED, approval, 8_050), ("fund", SETTLED, settlement, -3_000)]
    assert told(scene, "funds_applied")[-1] == ("funds_applied", SETTLED, settlement, 3_000)
    assert is_rebuilt_alike(scene)


def test_a_settlement_of_which_all_was_paid_adds_nothing_to_the_fund(scene: Scene) -> None:
    day, sheet = scene.day, drafted(scene)
    approval = approve(scene, sheet)
    day.assign(sheet, scene.one)
    for payee in (scene.ana, scene.bea):
        day.pay(scene.one, sheet, payee, trip=scene.trip)
    day.office_says(SheetSettled(sheet), day=SETTLED)
    assert told(scene, "fund") == [("fund", APPROVED, approval, 8_050)]


def test_rounding_up_is_booked_with_the_settlement(scene: Scene) -> None:
    day = scene.day
    day.set("round_cash_up", 1)
    day.accept(1_111, {scene.carla: 1_111}, WORKED)
    sheet = drafted(scene)
    approve(scene, sheet)
    day.assign(sheet, scene.one)
    for payee in (scene.ana, scene.bea, scene.carla):
        day.pay(scene.one, sheet, payee, trip=scene.trip)
    settlement = day.office_says(SheetSettled(sheet), day=SETTLED)
    assert told(scene, "rounding") == [("rounding", SETTLED, settlement, 5)]


def test_a_payout_taken_back_after_the_settlement_reverses_the_settlements_entry_alone(scene: Scene) -> None:
    day, sheet = scene.day, drafted(scene)
    approval = approve(scene, sheet)
    day.assign(sheet, scene.one)
    paid = day.pay(scene.one, sheet, scene.ana, trip=scene.trip)
    day.give_back(scene.one, sheet)
    settlement = day.office_says(SheetSettled(sheet), day=SETTLED)
    day.office_says(MonthClosed(Day("2026-05-01")), day="2026-06-15")
    day.take_back(day.office, paid)
    day.stand_for(RecordId(f"{day.office.origin}-{len(day.office.said)}"))
    assert told(scene, "fund") == [
        ("fund", APPROVED, approval, 8_050),
        ("fund", SETTLED, settlement, -3_000),
        ("fund", "2026-06-01", settlement, 3_000),
        ("fund", "2026-06-01", settlement, -8_050),
    ]
    assert is_rebuilt_alike(scene)


def test_reopening_takes_the_approvals_entry_back_and_the_next_approval_has_its_own(scene: Scene) -> None:
    day, sheet = scene.day, drafted(scene)
    first = approve(scene, sheet)
    day.office_says(MonthClosed(Day("2026-04-01")), day="2026-05-02")
    day.office_says(SheetReopened(sheet, "wrong_lines"), day="2026-05-02")
    assert scene.sheet(sheet).approval == ""
    assert scene.account("fund") == 0
    day.lock(sheet)
    second = scene.day.office_says(SheetApproved(sheet, SideHash(scene.sheet(sheet).lines_hash)), "A01", SETTLED)
    assert told(scene, "fund") == [
        ("fund", APPROVED, first, 8_050), ("fund", "2026-05-01", first, -8_050), ("fund", SETTLED, second, 8_050),
    ]  # fmt: skip
    assert is_rebuilt_alike(scene)
