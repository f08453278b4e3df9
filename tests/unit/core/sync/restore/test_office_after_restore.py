"""An office that goes on under a new origin after a restore is the same office: for its words, members and lines."""

from itertools import count

import pytest

from core.domain.people import Member, MemberConfirmed
from core.domain.problems import Problem
from core.domain.programme import Setting
from core.domain.records import RecordId
from core.domain.sheets import LinesReturned
from core.fold.facts import setting, thing_fact
from core.fold.lines import give_back
from core.fold.money_rows import SheetLine
from core.fold.rows import EffectiveRecord, Thing
from core.usecases.office.opening import state_facts
from core.usecases.own_log import Statement
from core.usecases.tablet.record import record_fact
from tests.fakes.scene import Scene
from tests.fieldwork import Field
from tests.sample import DAY
from tests.unit.core.sync.restore.restoring import Shelf, said_by_office
from tools.sample import SampleServer


def put_back(shelf: Shelf, server: SampleServer, *, is_before: bool) -> SampleServer:
    """Under an origin that stands before the old one, or behind it, in the alphabet."""
    return next(
        new for number in count() if ((new := shelf.put_back(f"office {number}")).origin < server.origin) is is_before
    )


@pytest.mark.parametrize("is_before", [True, False])
def test_of_two_settings_that_start_together_the_one_said_last_counts(
    one: Field, server: SampleServer, shelf: Shelf, is_before: bool
) -> None:
    for value in range(31, 36):
        said_by_office(server, value)
    shelf.back_up()
    new = one.server = put_back(shelf, server, is_before=is_before)
    for value in (36, 37):
        said_by_office(new, value)
    one.sync()
    for store in (one.store, new.store):
        with store.reading() as session:
            assert setting(session.state(), "water_strip_m", DAY) == 37
            assert session.reads().setting("water_strip_m", DAY) == 37


def test_the_largest_count_is_that_of_the_last_word(one: Field, server: SampleServer) -> None:
    """Said eleven times: as text the ninth stands behind the tenth."""
    for value in range(1, 12):
        fact = Setting("largest_count", 100 * value, DAY)  # type: ignore[arg-type]
        state_facts(server.store, server.origin, [Statement(fact, DAY, "C01", server.clock.now_ms())])
    one.sync()
    one.planting(1_100)
    with pytest.raises(Problem, match="count_implausible"):
        one.planting(1_101)


def test_whom_the_office_has_added_since_is_confirmed(one: Field, server: SampleServer, shelf: Shelf) -> None:
    shelf.back_up()
    new = one.server = shelf.put_back()
    known: Member = member_of(one)
    fact = Member(known.committee, "N-01", "F", DAY, known.person_side)  # type: ignore[arg-type]
    state_facts(new.store, new.origin, [Statement(fact, DAY, "C01", new.clock.now_ms())])
    one.sync()
    with one.store.reading() as session:
        views = {view.code: view.confirmed for view in session.reads().members(known.committee, DAY)}
    assert views["N-01"]


def test_a_tablet_does_not_take_back_whom_the_office_has_confirmed(one: Field, server: SampleServer) -> None:
    """Or it would say that it had, while the record has no effect."""
    known: Member = member_of(one)
    fact = Member(known.committee, "N-02", "F", DAY, known.person_side)  # type: ignore[arg-type]
    added = record_fact(one.store, one.clock, "T01", fact, DAY)
    one.sync()
    confirmed = Statement(MemberConfirmed(added), DAY, "C01", server.clock.now_ms())
    state_facts(server.store, server.origin, [confirmed])
    one.sync()
    kept = one.number("own_seq")
    with pytest.raises(Problem, match="office_corrects"):
        one.void(added)
    assert one.number("own_seq") == kept


def member_of(one: Field) -> Member:
    found: Member = thing_fact(one.things("member")[0])
    return found


def test_the_office_gives_back_the_lines_that_it_held_before() -> None:
    scene = Scene()
    sheet = scene.sheet_for(20)
    scene.day.assign(sheet, scene.village.office)
    new = "NEWOFF"
    scene.state.put(Thing("NEWOFF-1", "epoch_began", 1, "", new, "live", "{}"))
    scene.state.terms.clear()  # As the fold does when it takes such a record.
    row = scene.state.get(EffectiveRecord, sheet)
    assert row is not None
    step = EffectiveRecord(**{name: getattr(row, name) for name in row.__slots__} | {"origin": new})
    give_back(scene.state, step, LinesReturned(RecordId(sheet), ()), None)
    assert {line.holder for line in scene.state.find(SheetLine, sheet)} == {""}
