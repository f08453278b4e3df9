"""A restored server takes what a tablet says before others have given back a lost sheet: its lock then no longer fits.

The lines are paid already; that money is booked in suspense and a person says what it was. Nothing is lost or doubled.
"""

from core.domain.records import RecordId
from core.fold.fold import Entry
from core.fold.rows import EffectiveRecord, Refusal
from tests.fakes.scene import ADVANCE_CENTIMOS, Scene
from tests.fakes.state import Follower, in_feed_order


def reordered(scene: Scene, first_lost: RecordId, said_first: RecordId) -> Follower:
    """The feed as if `said_first` had come before everything from `first_lost` on."""
    entries = list(scene.village.feed.entries)
    [early] = [entry for entry in entries if f"{entry.origin}-{entry.seq}" == said_first]
    rest = [entry for entry in entries if entry is not early]
    [place] = [index for index, entry in enumerate(rest) if f"{entry.origin}-{entry.seq}" == first_lost]
    order: list[Entry] = in_feed_order([*rest[:place], early, *rest[place:]])
    scene.village.feed.entries[:] = order
    return Follower(scene.village.feed.entries)


def box(scene: Scene) -> int:
    return scene.account("cash_box", scene.day.staff["T01"])


def test_what_a_lost_sheet_paid_waits_in_suspense_where_its_lock_fits_no_more() -> None:
    scene = Scene()
    day = scene.day
    sheet = scene.sheet_for(20, 30)
    day.assign(sheet, scene.one)
    paid = [day.pay(scene.one, sheet, payee, trip=scene.trip) for payee in (scene.ana, scene.bea)]
    late = day.plant({scene.carla: 40})
    assert [scene.payment(payout).role for payout in paid] == ["paid", "paid"]
    assert box(scene) == ADVANCE_CENTIMOS - 2_500
    assert late

    scene._follower = reordered(scene, sheet, late)
    state = scene.state
    lock = next(row for row in state.rows(EffectiveRecord) if row.kind == "sheet_locked")
    refusal = state.get(Refusal, lock.id)
    assert refusal is not None
    assert refusal.code == "sheet_lines_differ"
    assert scene.sheet(sheet).state == "draft"
    assert [scene.payment(payout).role for payout in paid] == ["suspense", "suspense"]
    # The cash has left the box once, and stands where a person has to look.
    assert box(scene) == ADVANCE_CENTIMOS - 2_500
    assert scene.account("suspense") == 2_500
    assert sum(line.centimos for lines in state.entries().values() for line in lines) == 0

    # The office locks the same draft anew and says that those were its payments.
    day.lock(sheet)
    day.approve(sheet)
    for payout in paid:
        assert scene.status(day.decide(payout, "paid")) == "live"
    assert [scene.payment(payout).role for payout in paid] == ["paid", "paid"]
    assert scene.account("suspense") == 0
    assert box(scene) == ADVANCE_CENTIMOS - 2_500
    assert [scene.line(sheet, payee).paid_centimos for payee in (scene.ana, scene.bea)] == [1_000, 1_500]
    assert scene.line(sheet, scene.carla).payout == ""
