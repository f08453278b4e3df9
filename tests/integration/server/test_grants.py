"""The office changes whom a tablet works for, over real HTTP, on both databases: names come, and names go again."""

import time
from pathlib import Path

import pytest

from core.domain.bodies import Amount
from core.domain.calendar import local_day
from core.domain.cash import Expense
from core.domain.payouts import Payout
from core.domain.people import Member
from core.domain.records import RecordId
from core.domain.tablets import Grant
from core.fold.rows import Hold
from core.sync.turns.conversation import Watch, next_request
from core.usecases.office.grants import change_grant
from core.usecases.own_log import Statement, append_to_tail, now_ms, side_row
from core.usecases.ports import SideRow
from core.usecases.tablet.grants import own_grant
from tests.integration.server.running import Served, Tablet
from tests.integration.server.village import DAY, plant
from tests.photos import picture

CHOCO, HUACAS = "CHO-001", "LHU-001"


def regrant(served: Served, tablet: Tablet, *committees: str, users: tuple[str, ...] = ("T01",)) -> None:
    ids, office = served.ids, served.office
    grant = Grant(tuple(ids[f"committee:{code}"] for code in committees), tuple(ids[f"user:{code}"] for code in users))
    change_grant(office.store, office.clock, office.origin, "C01", tablet.origin, grant)
    office.settle()


def name_of(tablet: Tablet, member: str) -> str:
    """The name by which the tablet shows a member; the code where it has no name."""
    with tablet.store.reading() as session:
        return str(session.reads()._lookup.person_name(tablet.served.ids[f"member:{member}"]))


def sync_view(tablet: Tablet):
    return tablet.look(lambda reads: reads.sync())


def with_photo(tablet: Tablet, fact: object, photo: SideRow, field: str = "photo_side") -> None:
    with tablet.store.writing() as session:
        now = now_ms(session, tablet.served.office.clock)
        append_to_tail(session, Statement(fact, local_day(now), "T01", now, {field: photo}))
    tablet.store.fold()


def holds(served: Served, record: str) -> list[tuple[str, bool]]:
    with served.office.store.reading() as session:
        return [(hold.rule, bool(hold.released_by)) for hold in session.state().find(Hold, record)]


def test_the_names_of_a_new_committee_come_with_the_next_sync(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1")
    tablet.sync()
    assert (name_of(tablet, HUACAS), name_of(tablet, CHOCO) != CHOCO) == (HUACAS, True)
    regrant(served, tablet, "CHO", "LHU", users=("T01", "T02"))
    progress = tablet.sync()
    assert progress.turns <= 3
    assert name_of(tablet, HUACAS) != HUACAS
    view = sync_view(tablet)
    assert (view.side_rows_missing, view.side_rows_withdrawn) == (0, 0)
    assert set(view.committees) == {served.ids["committee:CHO"], served.ids["committee:LHU"]}
    with tablet.store.reading() as session:
        assert own_grant(session).users == (served.ids["user:T01"], served.ids["user:T02"])
        assert next_request(session, tablet.key, 16_000).misses == ()


def test_a_committee_larger_than_an_answer_comes_in_one_sync(
    served_here: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sync.stages.side_rows.MISSES_AT_ONCE", 7)
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    regrant(served_here, tablet, "CHO", "LHU")
    assert tablet.sync().turns > 3
    assert sync_view(tablet).side_rows_missing == 0


def test_the_names_of_a_withdrawn_committee_go_with_the_next_sync(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1", committees=("CHO", "LHU"))
    tablet.sync()
    name = name_of(tablet, HUACAS)
    assert name != HUACAS
    regrant(served, tablet, "CHO")
    tablet.sync()
    assert (name_of(tablet, HUACAS), name_of(tablet, CHOCO) != CHOCO) == (HUACAS, True)
    assert sync_view(tablet).side_rows_withdrawn == 0
    # And they come back when the office thinks better of it.
    regrant(served, tablet, "CHO", "LHU")
    tablet.sync()
    assert name_of(tablet, HUACAS) == name


def test_nothing_of_a_name_is_left_in_the_file(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1", committees=("CHO", "LHU"))
    tablet.sync()
    ids = served_here.ids
    with tablet.store.reading() as session:
        person = session.reads()._lookup.fact(ids[f"member:{HUACAS}"]).person_side
        row = session.side_rows([person])[0]
    file = Path(tablet.store.engine.url.database or "")
    tablet.store.tidy()
    assert row.data in file.read_bytes()
    regrant(served_here, tablet, "CHO")
    tablet.sync()
    tablet.store.tidy()
    assert row.data not in file.read_bytes()
    tablet.store.engine.dispose()
    assert not file.with_name(f"{file.name}-wal").exists()
    assert row.data not in file.read_bytes()


def test_names_stay_while_anything_recorded_here_is_not_safe(served: Served, tmp_path: Path) -> None:
    """The withdrawal is heard, and the own record not yet acknowledged: cut off in between nothing is erased."""
    tablet = served.enrol(tmp_path, "Choco 1", committees=("CHO", "LHU"))
    tablet.sync()
    regrant(served, tablet, "CHO")
    saved = []

    def save_meanwhile() -> None:
        """Somebody saves while the answer is on its way."""
        if not saved:
            saved.append(added(tablet))

    sync_with(tablet, save_meanwhile, turns=1)
    view = sync_view(tablet)
    assert (view.unsent, view.side_rows_withdrawn > 0, name_of(tablet, HUACAS) != HUACAS) == (1, True, True)
    tablet.sync()
    assert (sync_view(tablet).unsent, sync_view(tablet).side_rows_withdrawn) == (0, 0)
    assert name_of(tablet, HUACAS) == HUACAS
    # The office has the person who was added meanwhile, by name, and waits with what it makes of it.
    with served.office.store.reading() as session:
        assert len(session.side_rows([saved[0].hash])) == 1


def added(tablet: Tablet) -> SideRow:
    """A person whom somebody adds to the committee of Las Huacas; the row with their name."""
    served = tablet.served
    row = side_row({"given_names": "Nelly", "paternal_surname": "Ramos"})
    member = Member(served.ids["committee:LHU"], "LHU-N1", "F", DAY, row.hash)  # type: ignore[arg-type]
    with tablet.store.writing() as session:
        now = now_ms(session, served.office.clock)
        append_to_tail(session, Statement(member, local_day(now), "T01", now, {"person_side": row}))
    tablet.store.fold()
    return row


def sync_with(tablet: Tablet, between: object, turns: int) -> None:
    """Sync for so many turns, with something happening after the request was made."""
    import requests

    from core.sync.turns.conversation import converse
    from core.sync.wire import packing
    from core.sync.wire.messages import Answer, Request

    served, done = tablet.served, []
    with requests.Session() as kept:

        def exchange(request: Request) -> Answer:
            answer = kept.post(f"{served.address}/v1/sync", data=packing.pack_request(request), timeout=30)
            assert answer.status_code == 200, answer.text
            between()
            done.append(True)
            return packing.unpack_answer(answer.content)

        watch = Watch(is_cancelled=lambda: len(done) >= turns)
        converse(tablet.store, served.office.clock, tablet.key, exchange, watch)


def test_a_photo_that_waits_to_be_sent_stays_and_goes_once_it_was(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1", committees=("CHO", "LHU"))
    tablet.sync()
    ids, photo, voucher = served_here.ids, picture(20_000), picture(10_000, seed=2)
    payee = ids[f"member:{HUACAS}"]
    payout = Payout(RecordId("AAAAAA-1"), payee, Amount(100), "counter", "paper")
    with_photo(tablet, payout, photo)
    expense = Expense(RecordId("AAAAAA-1"), RecordId("AAAAAA-2"), Amount(400), "lunch", "R-1")
    with_photo(tablet, expense, voucher)
    regrant(served_here, tablet, "CHO")
    tablet.sync()
    assert held(tablet, photo, voucher) == [True, True]
    assert sync_view(tablet).side_rows_withdrawn == 1
    assert name_of(tablet, HUACAS) == HUACAS
    with tablet.store.writing() as session:
        for one in (photo, voucher):
            session.photos().put_sent(one.hash, 1)
    tablet.sync()
    # The voucher belongs to no committee: who has it may keep it.
    assert held(tablet, photo, voucher) == [False, True]


def held(tablet: Tablet, *rows: SideRow) -> list[bool]:
    with tablet.store.reading() as session:
        return [bool(session.side_rows([row.hash])) for row in rows]


def test_what_was_recorded_before_the_withdrawal_is_not_held_for_it(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1", committees=("CHO", "CAJ"))
    tablet.sync()
    before = plant(tablet, 111, 5, "CAJ", "04-2")
    tablet.sync()
    regrant(served, tablet, "CHO")
    after = plant(tablet, 12, 5, "CAJ", "04-2")
    tablet.sync()
    wait_until(lambda: ("other_committee", False) in holds(served, after), served)
    assert "other_committee" not in [rule for rule, _ in holds(served, before)]
    # Granted once more, what waited for that alone is let go without anybody's doing.
    regrant(served, tablet, "CHO", "CAJ")
    wait_until(lambda: ("other_committee", True) in holds(served, after), served)


def wait_until(is_so: object, served: Served) -> None:
    for _ in range(50):
        served.office.settle()
        if is_so():
            return
        time.sleep(0.02)
    raise AssertionError("it never came to that")


def test_a_first_pull_goes_by_what_the_tablet_was_told_when_it_was_let_in(served: Served, tmp_path: Path) -> None:
    """Its own enrolment is the last thing in the feed: until then there is nothing else to go by."""
    tablet = served.enrol(tmp_path, "Choco 1", committees=("LHU",))
    with tablet.store.reading() as session:
        assert own_grant(session) == Grant((served.ids["committee:LHU"],), (served.ids["user:T01"],))
    tablet.sync()
    assert name_of(tablet, HUACAS) != HUACAS
    assert name_of(tablet, CHOCO) == CHOCO


def test_a_committee_that_the_office_takes_back_is_withdrawn_from_all(served_here: Served, tmp_path: Path) -> None:
    from core.usecases.office.steps import void_as_office

    tablet = served_here.enrol(tmp_path, "Choco 1", committees=("CHO", "LHU"))
    tablet.sync()
    office = served_here.office
    void_as_office(office.store, office.clock, office.origin, "C01", served_here.ids["committee:LHU"], "entered_twice")
    tablet.sync()
    assert (name_of(tablet, HUACAS), name_of(tablet, CHOCO) != CHOCO) == (HUACAS, True)
    assert sync_view(tablet).side_rows_missing == 0


def test_the_rows_of_a_withdrawn_committee_are_not_served_any_more(served: Served, tmp_path: Path) -> None:
    """The server goes by what is in force now, whatever a tablet asks for."""
    from dataclasses import replace

    from core.sync.wire import packing

    tablet = served.enrol(tmp_path, "Choco 1", committees=("CHO", "LHU"))
    tablet.sync()
    with tablet.store.reading() as session:
        person = session.reads()._lookup.fact(served.ids[f"member:{HUACAS}"]).person_side
    request = replace(tablet.request(), misses=(person,))

    def asked() -> list[str]:
        signed = replace(request, signature=tablet.key.sign(request.signed_part()).hex())
        answer = packing.unpack_answer(served.post(packing.pack_request(signed)).content)
        return [row.hash for row in answer.side_rows]

    assert asked() == [person]
    regrant(served, tablet, "CHO")
    assert asked() == []


def test_a_record_of_the_new_committee_is_no_longer_doubted(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    regrant(served_here, tablet, "CHO", "CAJ")
    tablet.sync()
    planting = plant(tablet, 12, 5, "CAJ", "04-2")
    tablet.sync()
    served_here.office.settle()
    assert "other_committee" not in [rule for rule, _ in holds(served_here, planting)]
