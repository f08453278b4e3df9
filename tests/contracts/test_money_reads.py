"""What screens, papers and exports are told about money, on both databases; histories have a file of their own."""

from __future__ import annotations

from dataclasses import replace

from core.domain.bodies import Amount, Count, Day, SideHash, body_of
from core.domain.corrections import Replace
from core.domain.people import Person
from core.domain.programme import Setting
from core.domain.rates import Rate
from core.domain.records import RecordId
from core.domain.sheets import SheetLocked, hash_of_lines
from core.domain.wordings import Wording
from core.fold.drawing import draw
from core.fold.facts import fact_in_force
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases.views.money import LineReason, SheetSummary
from tests.contracts.town import NAMES, Town
from tests.fakes.payday import CUT_OFF, PAY_UNTIL, PAYDAY
from tests.fakes.programme import BEGAN_ON

# Sheets


def test_a_draft_shows_what_locking_would_freeze(town: Town) -> None:
    day = town.payday
    rosa, juana, ana = town.name(*NAMES)
    day.plant({rosa: 100, ana: 20, juana: 30})
    day.accept(1, {town.members[0]: 1})
    day.plant({town.members[1]: 10}, "2026-04-05")
    sheet = day.draft(left_out=(juana,))
    drawn = town.sheet(sheet)
    assert [(line.place, line.name, line.dni, line.code, line.state) for line in drawn.lines] == [
        (1, "M-01", "", "M-01", "drawn"),
        (2, "Ñaupari Peña, Rosa", "47093950", "N-01", "drawn"),
        (3, "Zurita Ríos, Ana", "10117410", "N-03", "drawn"),
    ]
    assert set(drawn.left) == {(juana, "line_left_out"), (town.members[1], "line_after_cut_off")}
    assert drawn.summary == SheetSummary(
        sheet, 0, "draft", CUT_OFF, day.fund, "Bonos de carbono 2025", ("Comité de Choco",), 3, 0, 6020, 0
    )
    day.lock(sheet)
    locked = town.sheet(sheet)
    assert locked.lines == drawn.lines
    assert locked.lines_hash == drawn.lines_hash
    assert locked.lines_hash == hash_of_lines(
        (line.payee, line.gross_centimos, line.payable_centimos) for line in locked.lines
    )
    assert (locked.left, locked.summary) == ((), replace(drawn.summary, number=1, state="locked"))


def test_a_draft_is_drawn_and_worded_as_of_the_day_on_which_somebody_looks(town: Town) -> None:
    """A lock draws as of its own day, whenever anything was recorded last."""
    day, ana = town.payday, town.members[0]
    day.accept(1, {ana: 1})
    sheet = day.draft()
    day.office_says(Setting("round_cash_up", 1, Day("2026-04-09")))
    day.office_says(Wording("sheet_heading", "Planilla de jornales", Day("2026-04-09")))

    def seen(today: str) -> tuple[list[int], str]:
        quick = town.money(lambda money: money.sheet(sheet, today, reasons=False))
        whole = town.money(lambda money: money.sheet(sheet, today))
        assert quick is not None
        assert whole is not None
        assert quick.lines_hash == whole.lines_hash
        return [line.payable_centimos for line in quick.lines], quick.heading

    assert seen("2026-04-08") == ([20], "Planilla de incentivos por plantones")
    assert seen("2026-04-09") == ([30], "Planilla de jornales")
    day.office_says(day.ask(lambda state: lock_of(state, sheet, "2026-04-09")), day="2026-04-09")
    assert seen("2026-04-08") == ([30], "Planilla de jornales"), "a locked sheet is that of its lock"


def lock_of(state: State, sheet: str, day: str) -> SheetLocked:
    """What the office states that locks a draft of Ana's line on this day."""
    row = state.get(EffectiveRecord, sheet)
    assert row is not None
    drawing = draw(state, fact_in_force(state, row), day)
    total = Amount(drawing.payable_centimos)
    return SheetLocked(RecordId(sheet), Count(1), Count(len(drawing.lines)), total, SideHash(drawing.lines_hash))


def test_an_unknown_sheet_is_none(town: Town) -> None:
    assert town.money(lambda money: money.sheet("AAAAAA-1", PAYDAY)) is None
    assert town.money(lambda money: money.sheets()) == []


def test_a_sheet_names_its_heading_its_fund_and_its_people(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    town.name_user("K01", Person("Nelly Maribel", "Ojeda", "Zurita"))
    day.plant({ana: 100})
    sheet = day.approved()
    day.office_says(Wording("sheet_heading", "Planilla de jornales", Day("2027-01-01")))
    day.office_says(Wording("office_phone", "969 123 456", Day(BEGAN_ON)))
    view = town.sheet(sheet)
    assert (view.heading, view.organisation) == ("Planilla de incentivos por plantones", "Progreso")
    assert (view.office_phone, view.funder) == ("969 123 456", "Cafédirect")
    assert (view.drafted_by, view.approved_by) == ("Nelly Maribel Ojeda Zurita", ("A01",))


def test_without_being_asked_for_reasons_a_sheet_has_none(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    day.plant({ana: 100})
    sheet = day.approved()
    view = town.money(lambda money: money.sheet(sheet, PAYDAY, reasons=False))
    assert view is not None
    assert [line.reasons for line in view.lines] == [()]
    assert view.lines == tuple(replace(line, reasons=()) for line in town.sheet(sheet).lines)


def test_every_reason_leads_to_its_record(town: Town) -> None:
    day, ana, village = town.payday, town.members[0], town.village
    planting = day.plant({ana: 100}, "2026-03-02")
    sheet = day.draft()
    correction = day.replant(planting, {ana: 90}, "2026-03-03")
    [line] = town.sheet(sheet).lines
    work = ("tree_planted", "U-01", "pino pátula")
    assert line.reasons == (
        LineReason(planting, "reversal", "2026-03-02", *work, 100, 0, 50, -5000, correction, "wrong_count"),
        LineReason(planting, "share", "2026-03-02", *work, 100, 0, 50, 5000, planting),
        LineReason(planting, "share", "2026-03-03", *work, 90, 0, 50, 4500, correction, "wrong_count"),
    )
    day.lock(sheet)
    frozen = town.line(sheet, ana).reasons
    assert set(frozen) == set(line.reasons)
    assert village.committee == town.line(sheet, ana).committee


def test_a_groups_share_is_told_by_half_days(town: Town) -> None:
    day, (ana, bea, *_), village = town.payday, town.members, town.village
    workday = village.tablet.workday(village.committee, {ana: 2, bea: 1})
    village.tablet.say(village.planting(30, workdays=(workday,)))
    [reason] = town.line(day.draft(), bea).reasons
    assert (reason.count, reason.half_days, reason.rate_centimos, reason.centimos) == (0, 1, 50, 500)


def test_a_reason_keeps_the_rate_it_was_made_with(town: Town) -> None:
    """A sheet's amounts are frozen; the rate that was replaced since would no longer explain them."""
    day, ana, rate = town.payday, town.members[0], town.village.planted_rate
    day.plant({ana: 100})
    sheet = day.approved()
    wrong = Rate("tree_planted", Count(60), Day(BEGAN_ON))
    asked = day.office_says(Replace(rate, rate, "other", body_of(wrong), wrong.version))
    late = day.plant({ana: 10})
    day.stand_for(asked)
    assert town.identity(ana).accrued_centimos == 6600
    [reason] = town.line(sheet, ana).reasons
    assert (reason.rate_centimos, reason.centimos) == (50, 5000)
    [line] = town.sheet(day.draft()).lines
    told = {(reason.record == late, reason.item_kind, reason.rate_centimos, reason.centimos) for reason in line.reasons}
    assert told == {
        (False, "reversal", 50, -5000), (False, "share", 60, 6000),
        (True, "share", 50, 500), (True, "reversal", 50, -500), (True, "share", 60, 600),
    }  # fmt: skip


def test_sheets_are_listed_the_newest_first_with_their_sums(town: Town) -> None:
    day, (ana, bea, *_) = town.payday, town.members
    tablet, trip = day.tablet("tablet A"), day.advance(100_000)
    day.plant({ana: 100, bea: 50})
    first = day.approved()
    day.assign(first, tablet)
    day.pay(tablet, first, ana, trip=trip)
    day.pay(tablet, first, bea, 1000, trip=trip)
    abandoned = day.draft()
    day.take_back(day.office, abandoned)
    draft = day.draft()
    summaries = town.money(lambda money: money.sheets())
    assert [(view.id, view.state, view.lines, view.lines_paid) for view in summaries] == [
        (draft, "draft", 0, 0),
        (abandoned, "abandoned", 0, 0),
        (first, "paying", 2, 2),
    ]
    assert (summaries[2].payable_centimos, summaries[2].paid_centimos) == (7500, 6000)
    assert {view.committee_names for view in summaries} == {("Comité de Choco",)}
    assert town.sheet(abandoned).lines == ()


def test_a_line_goes_through_its_states(town: Town) -> None:
    day, (ana, bea, *_) = town.payday, town.members
    tablet, other, trip = day.tablet("Tableta Ñ"), day.tablet("tablet B"), day.advance(100_000)
    day.plant({ana: 100, bea: 50})
    sheet = day.draft()
    seen = [town.line(sheet, ana)]
    day.lock(sheet)
    seen.append(town.line(sheet, ana))
    day.approve(sheet)
    seen.append(town.line(sheet, ana))
    day.assign(sheet, tablet)
    seen.append(town.line(sheet, ana))
    day.release(tablet, sheet, ana, other)
    seen.append(town.line(sheet, ana))
    payout = day.pay(tablet, sheet, bea, trip=trip)
    day.give_back(tablet, sheet)
    day.reassign(sheet, other, ana)
    day.give_back(other, sheet)
    day.settle(sheet)
    seen += [town.line(sheet, ana), town.line(sheet, bea)]
    states = ["drawn", "drawn", "unassigned", "assigned", "released", "returned", "paid"]
    assert [line.state for line in seen] == states
    assert [line.holder for line in seen[:5]] == ["", "", "", tablet.origin, tablet.origin]
    assert (seen[3].holder_label, seen[3].pay_until, seen[4].released_to) == ("Tableta Ñ", PAY_UNTIL, other.origin)
    assert (seen[6].payout, seen[6].way, seen[6].paid_centimos) == (payout, "cash", 2500)


def test_the_steps_of_a_sheet_say_who_did_what_and_what_had_no_effect(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    town.name_user("K01", Person("Nelly Maribel", "Ojeda", "Zurita"))
    tablet, trip = day.tablet("tablet A"), day.advance(100_000)
    day.plant({ana: 100})
    sheet = day.draft()
    day.lock(sheet)
    day.approve(sheet, "K01")
    day.reopen(sheet)
    day.lock(sheet)
    day.approve(sheet)
    day.assign(sheet, tablet)
    day.reassign(sheet, tablet, ana, approver="A02")
    payout = day.pay(tablet, sheet, ana, trip=trip)
    day.settle(sheet)
    void = day.take_back(day.office, payout)
    day.close(sheet)
    view = town.sheet(sheet)
    assert [(step.kind, step.author, step.effective, step.detail) for step in view.steps] == [
        ("pay_sheet", "K01", True, ""),
        ("sheet_locked", "K01", True, ""),
        ("sheet_approved", "K01", False, "approver_drafted"),
        ("sheet_reopened", "K01", True, "wrong_lines"),
        ("sheet_locked", "K01", True, ""),
        ("sheet_approved", "A01", True, ""),
        ("lines_assigned", "K01", True, ""),
        ("lines_reassigned", "K01", True, "tablet_lost"),
        ("approval", "A02", True, ""),
        ("sheet_settled", "K01", True, ""),
        ("void", "K01", False, "undone"),
        ("sheet_closed", "K01", True, ""),
    ]
    assert [step.person for step in view.steps[4:6]] == ["Nelly Maribel Ojeda Zurita", "A01"]
    assert {step.happened_on for step in view.steps} == {PAYDAY}
    assert view.steps[10].record == void
