"""Cash boxes, the journal and its sums, and people's statements, as screens and exports are told, on both databases."""

from __future__ import annotations

from pathlib import Path

from core.fold.money_rows import JournalLine
from core.storage.compare import wrong_balances
from core.storage.store import SqlStore
from core.usecases.views.field import Money
from core.usecases.views.money import AccountBalance
from tests.contracts.town import Town
from tests.fakes.payday import PAYDAY
from tests.fakes.programme import TODAY
from tests.stores import PROGRAMME, append_entries, opened, sqlite_url

# Cash


def test_a_trip_and_everything_that_moved_in_it(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, other = day.tablet("tablet A"), day.tablet("tablet B")
    trip, second = day.advance(20_000), day.advance(1000, "T02")
    day.advance(5000, tops_up=trip)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.pay(tablet, sheet, ana, trip=trip)
    mule = day.spend(tablet, trip, 1500)
    mistake = day.spend(tablet, trip, 700)
    day.take_back(tablet, mistake, "T01")
    given = day.hand_over(tablet, trip, 3000)
    assert town.money(lambda money: money.box(day.staff["T01"])).booked_centimos == 18_500
    day.receive(other, given, second)
    day.count(tablet, trip, 15_000)
    wrong = day.count(tablet, trip, 15_400)
    day.bring_back(trip, 10_000)
    difference = day.explain(trip, 100, "difference")
    view = town.money(lambda money: money.trip(trip))
    assert view is not None
    assert (view.counted_centimos, view.difference_centimos, view.balance_centimos) == (15_400, 0, 5500)
    day.stand_for(difference)
    day.take_back(tablet, wrong, "T01")
    kept = day.settle_trip(trip, 5400)
    view = town.money(lambda money: money.trip(trip))
    assert view is not None
    assert (view.state, view.received_centimos, view.paid_centimos, view.spent_centimos) == (
        "settled", 25_000, 5000, 1500,
    )  # fmt: skip
    assert (view.handed_over_centimos, view.returned_centimos, view.difference_centimos) == (3000, 10_000, 100)
    assert (view.kept_centimos, view.counted_centimos, view.balance_centimos) == (5400, 15_000, 0)
    moves = town.money(lambda money: money.cash_moves(trip))
    assert [(move.kind, move.centimos, move.detail) for move in moves] == [
        ("cash_advance", 20_000, "Recibo 001"),
        ("cash_advance", 5000, "Recibo 003"),
        ("payout", -5000, "M-01"),
        ("expense", -1500, "mule B-4"),
        ("hand_over_received", -3000, "T01 → T02"),
        ("cash_returned", -10_000, "Recibo 006"),
        ("difference_decided", -100, "difference Denuncia 12"),
        ("trip_settled", -5400, ""),
    ]
    assert moves[3].record == mule
    assert [view.id for view in town.money(lambda money: money.trips(day.staff["T01"]))] == [trip, kept]
    assert [view.id for view in town.money(lambda money: money.trips())] == [trip, second, kept]
    [opened] = town.money(lambda money: money.cash_moves(kept))
    assert (opened.record, opened.centimos) == (kept, 5400)
    assert town.money(lambda money: money.box(day.staff["T01"])).booked_centimos == 5400
    assert town.money(lambda money: money.box(day.staff["T02"])).booked_centimos == 4000


def test_a_trip_that_was_taken_back_is_none(town: Town) -> None:
    day = town.payday
    trip = day.advance(20_000)
    day.take_back(day.office, trip)
    assert town.money(lambda money: money.trip(trip)) is None
    assert town.money(lambda money: money.trips()) == []


# The books


def test_the_journal_is_read_by_days_with_codes(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    planting = day.plant({ana: 100}, "2026-03-02")
    advance = day.advance(20_000)
    lines = town.money(lambda money: money.journal())
    assert lines == town.session(lambda session: list(session.money().journal_lines()))
    told = [
        (line.account, line.party, line.committee, line.species, line.centimos)
        for line in lines
        if line.record == planting and not line.account.startswith("in_kind")
    ]
    assert told == [
        ("expense", "", "CR-01", "PP", 5000),
        ("payable", "M-01", "CR-01", "PP", -5000),
    ]
    march = town.money(lambda money: money.journal("2026-03-01", "2026-03-31"))
    april = town.money(lambda money: money.journal("2026-04-01"))
    assert march + april == lines
    assert town.money(lambda money: money.journal("", "2026-03-31")) == march
    assert {line.record for line in april} == {advance}
    assert [line.party for line in april] == ["T01", ""]


def test_two_things_with_one_code_stay_two_parties(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    twin = day.office.member(town.village.committee, "M-01")
    day.plant({ana: 10, twin: 20})
    parties = {line.party for line in town.money(lambda money: money.journal()) if line.account == "payable"}
    assert parties == {f"M-01 {ana}", f"M-01 {twin}"}


def test_balances_are_in_the_order_of_the_chart(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    planting = day.plant({ana: 100})
    day.unplant(planting)
    day.grant(70_000)
    day.advance(20_000)
    assert [balance for balance in town.money(lambda money: money.balances()) if "in_kind" not in balance.account] == [
        AccountBalance("bank", "", 70_000, 20_000),
        AccountBalance("cash_box", "", 20_000, 0),
        AccountBalance("payable", "", 5000, 5000),
        AccountBalance("fund", "", 0, 70_000),
        AccountBalance("expense", "", 5000, 5000),
    ]
    by_party = town.money(lambda money: money.balances(by_party=True))
    assert AccountBalance("cash_box", day.staff["T01"], 20_000, 0) in by_party
    assert AccountBalance("payable", ana, 5000, 5000) in by_party


def test_balances_are_kept_line_by_line_and_come_out_the_same_when_the_log_is_folded_again(town: Town) -> None:
    day, (ana, juana, *_) = town.payday, town.members
    planting = day.plant({ana: 100})
    day.grant(70_000)
    day.advance(20_000)
    before = town.money(lambda money: money.balances(by_party=True))
    # What is only tried leaves no trace in them.
    with town.store.trying() as session:
        state = session.state()
        state.add(JournalLine(1_000, 0, 0, PAYDAY, PAYDAY, "expense", "", "", "", "", planting, 5))
        state.flush()
        assert session.money().balances(by_party=True) != before
    assert town.money(lambda money: money.balances(by_party=True)) == before
    day.replant(planting, {juana: 80})
    day.advance(1000, "T02")
    stepped = town.money(lambda money: money.balances(by_party=True))
    town.store.refold()
    assert town.money(lambda money: money.balances(by_party=True)) == stepped
    assert {balance for balance in stepped if balance.account in ("payable", "cash_box")} == {
        AccountBalance("cash_box", day.staff["T01"], 20_000, 0),
        AccountBalance("cash_box", day.staff["T02"], 1000, 0),
        AccountBalance("payable", ana, 5000, 5000),
        AccountBalance("payable", juana, 0, 4000),
    }


def test_a_kept_balance_that_is_not_the_sum_of_its_lines_is_found(town: Town) -> None:
    day, (ana, juana, *_) = town.payday, town.members
    day.plant({ana: 100, juana: 30})
    town.arrive()
    change = f"UPDATE balance SET credit_centimos = {{}} WHERE programme = '{town.store.programme}' AND party = '{ana}'"
    with town.store.writing() as session:
        session.connection.exec_driver_sql(change.format(4999))
    assert wrong_balances(town.store) == [("payable", ana)]
    with town.store.writing() as session:
        session.connection.exec_driver_sql(change.format(5000))
    assert wrong_balances(town.store) == []


def test_somebody_who_earned_nothing_has_an_identity_and_is_not_listed(town: Town) -> None:
    assert town.money(lambda money: money.identities()) == []
    ana = town.members[0]
    assert town.identity(ana).holds
    assert town.identity(ana).accrued_centimos == 0
    assert town.identity(ana).payee == ana


# What a statement shows


def test_a_statement_shows_payments_and_none_of_the_pairs_that_a_sheet_makes(town: Town) -> None:
    day, (ana, *_) = town.payday, town.members
    tablet, trip = day.tablet("tablet A"), day.advance(100_000)
    planting = day.plant({ana: 100})
    day.accept(333, {ana: 333}, "2026-03-05")
    sheet = day.approved()
    day.assign(sheet, tablet)
    payout = day.pay(tablet, sheet, ana, trip=trip)
    day.settle(sheet)
    day.replant(planting, {ana: 80})
    day.recover(ana, planting)
    lines = town.statement(ana)
    assert [(line.item_kind, line.kind, line.happened_on, line.centimos) for line in lines] == [
        ("payout", "payout", PAYDAY, -13_320),
        ("share", "planting", TODAY, 4000),
        ("reversal", "planting", TODAY, -5000),
        ("share", "planting", TODAY, 5000),
        ("share", "ready_accepted", "2026-03-05", 8325),
    ]
    assert (lines[0].record, lines[0].subject, lines[0].state) == (payout, "1", "confirmed")
    assert town.people()[ana].confirmed == -995
    detail = town.session(lambda session: session.reads().record(sheet))
    assert detail is not None
    assert (detail.earnings, detail.people) == ((), ())


def test_a_statement_shows_what_was_rounded_and_waived(town: Town) -> None:
    day, (ana, *_) = town.payday, town.members
    tablet, trip = day.tablet("tablet A"), day.advance(100_000)
    accepted = day.accept(333, {ana: 333})
    sheet = day.approved(leaving=(ana,))
    day.assign(sheet, tablet)
    day.pay(tablet, sheet, ana, trip=trip)
    assert town.people()[ana].confirmed == -5
    day.settle(sheet)
    assert town.people()[ana].confirmed == 0
    town.village.tablet.void(accepted)
    day.waive(ana, accepted)
    granted = [line for line in town.statement(ana) if line.item_kind in ("rounding", "waived")]
    assert [(line.item_kind, line.kind, line.subject, line.centimos, line.happened_on) for line in granted] == [
        ("rounding", "pay_sheet", "1", 5, PAYDAY),
        ("waived", "recovery_decided", "L-01", 8325, PAYDAY),
    ]


def test_a_days_wage_stands_in_the_statement(town: Town) -> None:
    day, (ana, *_), village = town.payday, town.members, town.village
    day.set("pay_days_planting", 1)
    village.office.rate("day_wage", 1500)
    workday = village.tablet.workday(village.committee, {ana: 1})
    [line] = town.statement(ana)
    assert (line.record, line.half_days, line.centimos) == (workday, 1, 750)


# On a tablet


def test_a_tablet_counts_what_it_has_not_sent_yet(tmp_path: Path) -> None:
    with opened(sqlite_url(tmp_path / "server.db")) as engine, opened(sqlite_url(tmp_path / "t.db"), "device") as own:
        town = Town(SqlStore(engine, PROGRAMME))
        day, (ana, bea, *_) = town.payday, town.members
        tablet, trip = day.tablet("tablet A"), day.advance(100_000)
        day.accept(666, {ana: 333, bea: 333})
        sheet = day.approved()
        day.assign(sheet, tablet)
        day.pay(tablet, sheet, ana, trip=trip)
        day.offline(tablet)
        unsent = day.pay(tablet, sheet, bea, trip=trip)
        store = SqlStore(own, PROGRAMME, tail_origin=tablet.origin)
        append_entries(store, town.village.feed.entries)
        with store.writing() as session:
            session.write_records(tablet.origin, 2, [tablet.said[-1].data], [b"head"])
            session.put_note("own_seq", (2).to_bytes(8, "big"))
        store.fold()
        with store.reading() as session:
            money, reads = session.money(), session.reads()
            assert [(view.id, view.position) for view in money.payments()][1:] == [(unsent, None)]
            assert [view.state for view in money.payees(tablet.origin)] == ["paid", "paid"]
            identities = money.identities()
            assert [(identity.holds, identity.paid_centimos) for identity in identities] == [(True, 8320)] * 2
            assert {view.money for view in reads.people_money(town.village.committee)} == {Money(confirmed=5)}
            line = reads.statement(bea)[0]
            assert (line.record, line.centimos, line.state) == (unsent, -8320, "pending")
            assert [move.state for move in money.cash_moves(trip)] == ["confirmed", "confirmed", "pending"]
            assert money.box(day.staff["T01"]).booked_centimos == 83_360
            assert (money.balances(), money.journal()) == ([], [])
