"""What nobody may save about money: amounts that cannot be, payments that are not one's own.

Only what is typed here and now is refused, on a tablet and in the office alike; what arrives is kept and booked.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.domain.bodies import Fact
from core.domain.cash import (
    CashAdvance,
    CashCount,
    CashReturned,
    DifferenceDecided,
    Expense,
    HandOver,
    Pieces,
    TechnicianRepaid,
    are_real,
    sum_of,
)
from core.domain.funds import CarbonSale, ExchangeRate, GrantReceived, sale_parts
from core.domain.money import SMALLEST_COIN_CENTIMOS, format_soles
from core.domain.payouts import CASH_WAYS, PROXY_FOR_AT_MOST, Payout
from core.domain.people import User, is_minor
from core.domain.problems import Problem
from core.domain.programme import Setting
from core.domain.sheets import PAYABLE_STATES
from core.fold.boxes import box_of
from core.fold.cash import check_technician, check_trip
from core.fold.facts import code_of, fact_in_force, is_office, live_thing, setting
from core.fold.lines import held_line, sheet_of
from core.fold.money_rows import Claim, SheetLine
from core.fold.rows import EffectiveRecord, Thing, Total
from core.fold.state import State
from core.usecases.known.births import Births
from core.usecases.mistakes.field import refuse_day
from core.usecases.mistakes.rates import refuse_rate

_ALL_PERCENT = 100


def refuse_payout(state: State, fact: Payout, origin: str, author: str, today: str, births: Births) -> None:
    """Raise the first Problem that keeps this tablet from paying; `today` is never before an instant it has seen."""
    line = held_line(state, origin, fact.sheet, fact.payee)
    if line.released_to:
        raise Problem("line_released_before", name=code_of(state, fact.payee))
    if today > line.pay_until:
        raise Problem("pay_until_over", pay_until=line.pay_until)
    if fact.acknowledged == "strokes" and fact.strokes_side is None:
        raise Problem("strokes_missing")
    _refuse_amount(fact, line)
    _refuse_source(state, fact, author)
    _refuse_people(state, fact, author, today, births)


def refuse_typed_payout(state: State, fact: Payout, paid_on: str, today: str, births: Births) -> None:
    """Raise the first Problem about a payout that the office enters: from signed paper, or paid at its own counter, on
    the day `paid_on`.
    """
    sheet = sheet_of(state, fact.sheet)
    line = state.get(SheetLine, fact.sheet, fact.payee)
    if sheet.state not in PAYABLE_STATES:
        raise Problem(f"sheet_is_{sheet.state}", number=sheet.number)
    if line is None:
        raise Problem("not_on_sheet", number=sheet.number)
    if line.payout:
        raise Problem("line_paid_before", name=code_of(state, fact.payee))
    approval = state.get(EffectiveRecord, sheet.approval)
    if approval is not None and paid_on < approval.happened_on:
        raise Problem("paid_before_approval", number=sheet.number, approved_on=approval.happened_on, day=paid_on)
    _refuse_amount(fact, line)
    if fact.technician is None and line.holder and not is_office(state, line.holder):
        # Nobody's box is named, so the office itself would pay, and whoever holds the line can pay as well.
        name = code_of(state, fact.payee)
        raise Problem("line_held_by_other", number=sheet.number, name=name, holder=line.holder)
    if fact.technician is not None:
        check_technician(state, fact.technician)
        if fact.advance is None:
            raise Problem("box_missing")
    _refuse_operation(state, fact)
    _refuse_people(state, fact, "", today, births)


def refuse_field_cash(state: State, fact: Fact, author: str) -> None:
    """Raise the first Problem about a movement of the author's own box."""
    if isinstance(fact, Expense | CashCount | HandOver):
        _refuse_other_box(state, fact.technician, author)
        check_trip(state, fact.advance, fact.technician)
        _refuse_pieces(getattr(fact, "pieces", ()), fact.centimos)
    if isinstance(fact, Expense | HandOver):
        _refuse_nothing(fact.centimos)
        _refuse_beyond_box(state, fact.technician, fact.centimos)
    if isinstance(fact, Expense) and not fact.voucher.strip():
        raise Problem("voucher_missing")
    if isinstance(fact, HandOver):
        check_technician(state, fact.to)
        if fact.to == fact.technician:
            raise Problem("hand_over_to_self")
        _refuse_no_coins(fact.centimos)


def refuse_office_mistakes(state: State, fact: Fact, happened_on: str, today: str, births: Births) -> None:
    """Raise the first Problem about what a person of the office is about to state."""
    refuse_day(state, happened_on, today)
    _refuse_office_cash(state, fact)
    if isinstance(fact, GrantReceived):
        _refuse_unknown_fund(state, fact.fund)
    if isinstance(fact, CarbonSale):
        _refuse_sale(state, fact, happened_on)
    if isinstance(fact, Payout):
        refuse_typed_payout(state, fact, happened_on, today, births)
    if isinstance(fact, Expense | CashCount | HandOver):
        refuse_field_cash(state, fact, code_of(state, fact.technician))
    if isinstance(fact, Setting) and fact.starts_on < today:
        raise Problem("setting_in_the_past", day=fact.starts_on, today=today)
    refuse_rate(state, fact, today)


def _refuse_office_cash(state: State, fact: Fact) -> None:
    """What the office hands out and takes in, and what it says about a box."""
    if isinstance(fact, CashAdvance | CashReturned | TechnicianRepaid | GrantReceived):
        _refuse_nothing(fact.centimos)
        if not fact.document.strip():
            raise Problem("text_missing", field="documento")
        _refuse_pieces(getattr(fact, "pieces", ()), fact.centimos)
    if isinstance(fact, CashAdvance | CashReturned | TechnicianRepaid | DifferenceDecided):
        check_technician(state, fact.technician)
    if isinstance(fact, CashAdvance | CashReturned):
        _refuse_no_coins(fact.centimos)
    if isinstance(fact, TechnicianRepaid):
        _refuse_more_than_owed(state, fact)
    if isinstance(fact, CashAdvance | CashReturned | DifferenceDecided):
        _refuse_trip(state, fact)
    if isinstance(fact, DifferenceDecided):
        _refuse_difference(state, fact)


def cash_warning(state: State, sheet: str, payee: str, centimos: int, day: str) -> Problem | None:
    """The warning for large sums in cash to one person, also when several payments of one obligation add up to it."""
    together = centimos + _cash_before(state, sheet, payee)
    limit = setting(state, "cash_warning_centimos", day)
    return Problem("cash_large", amount=format_soles(limit)) if together >= limit else None


def _cash_before(state: State, sheet: str, payee: str) -> int:
    """What the payee got in cash on earlier sheets of which the rest stands on this one."""
    rests = [claim for claim in state.find(Claim, sheet) if claim.payee == payee and claim.kind == "remainder"]
    paid = 0
    for earlier in sorted({claim.record for claim in rests} - {sheet}):
        line = state.get(SheetLine, earlier, payee)
        row = state.get(EffectiveRecord, line.payout) if line and line.payout else None
        payout = fact_in_force(state, row) if row else None
        if line is not None and isinstance(payout, Payout) and payout.way in CASH_WAYS:
            paid += line.paid_centimos
        paid += _cash_before(state, earlier, payee)
    return paid


def _refuse_amount(fact: Payout, line: SheetLine) -> None:
    _refuse_nothing(fact.centimos)
    if fact.centimos > line.payable_centimos:
        raise Problem("payout_above_line", line=format_soles(line.payable_centimos))
    if fact.way in CASH_WAYS:
        _refuse_no_coins(fact.centimos)


def _refuse_source(state: State, fact: Payout, author: str) -> None:
    if fact.way != "cash":
        _refuse_operation(state, fact)
        return
    if fact.technician is None or fact.advance is None:
        raise Problem("box_missing")
    _refuse_other_box(state, fact.technician, author)
    check_trip(state, fact.advance, fact.technician)
    _refuse_beyond_box(state, fact.technician, fact.centimos)


def _refuse_operation(state: State, fact: Payout) -> None:
    if fact.way in CASH_WAYS:
        return
    operation = (fact.operation or "").strip()
    if not operation:
        raise Problem("operation_missing")
    used = state.get(Total, "operation", f"{fact.way}/{operation}", "used")
    if used is not None and used.value > 0:
        raise Problem("operation_reused", operation=operation)


def _refuse_people(state: State, fact: Payout, author: str, today: str, births: Births) -> None:
    birth = births([fact.payee]).get(fact.payee)
    if birth is not None and is_minor(birth, today):
        raise Problem("payee_under_18", name=code_of(state, fact.payee))
    if fact.acknowledged == "mark" and fact.witness is None:
        raise Problem("witness_missing")
    if fact.witness is not None:
        is_recorder = code_of(state, fact.witness) == author and live_thing(state, fact.witness, User.kind) is not None
        if is_recorder or fact.witness in (fact.payee, fact.proxy, fact.technician):
            raise Problem("witness_is_party")
    if fact.proxy is not None:
        _refuse_proxy(state, fact)


def _refuse_proxy(state: State, fact: Payout) -> None:
    proxy = fact.proxy or ""
    if proxy == fact.payee:
        raise Problem("proxy_is_payee")
    if fact.proxy_reason is None:
        raise Problem("proxy_reason_missing")
    for_others = 0
    for line in state.find(SheetLine, fact.sheet):
        row = state.get(EffectiveRecord, line.payout) if line.payout else None
        payout = fact_in_force(state, row) if row else None
        for_others += isinstance(payout, Payout) and payout.proxy == proxy
    if for_others >= PROXY_FOR_AT_MOST:
        raise Problem("proxy_for_too_many", name=code_of(state, proxy), payees=for_others)


def _refuse_other_box(state: State, technician: str, author: str) -> None:
    thing = state.get(Thing, technician)
    if thing is None or thing.kind != User.kind:
        raise Problem("user_unknown", id=technician)
    if thing.code != author:
        raise Problem("trip_of_other")


def _refuse_beyond_box(state: State, technician: str, centimos: int) -> None:
    box = box_of(state, technician).in_hand_centimos
    if centimos > box:
        raise Problem("payout_above_box", box=format_soles(box), amount=format_soles(centimos))


def _refuse_no_coins(centimos: int) -> None:
    if centimos % SMALLEST_COIN_CENTIMOS:
        raise Problem("cash_not_in_coins", amount=format_soles(centimos))


def _refuse_more_than_owed(state: State, fact: TechnicianRepaid) -> None:
    owed = box_of(state, fact.technician).owed_centimos
    if fact.centimos > owed:
        raise Problem("technician_owes_less", amount=format_soles(owed))


def _refuse_pieces(pieces: Iterable[Pieces], centimos: int) -> None:
    pieces = tuple(pieces)
    if not are_real(pieces):
        raise Problem("pieces_unreal")
    if pieces and sum_of(pieces) != centimos:
        raise Problem("pieces_do_not_add_up", pieces=format_soles(sum_of(pieces)), amount=format_soles(centimos))


def _refuse_nothing(centimos: int) -> None:
    if centimos <= 0:
        raise Problem("amount_not_positive")


def _refuse_unknown_fund(state: State, fund: str) -> None:
    if live_thing(state, fund, "fund") is None:
        raise Problem("fund_unknown", id=fund)


def _refuse_trip(state: State, fact: CashAdvance | CashReturned | DifferenceDecided) -> None:
    trip = fact.tops_up if isinstance(fact, CashAdvance) else fact.advance
    if trip is not None:
        check_trip(state, trip, fact.technician)
    if isinstance(fact, CashReturned):
        _refuse_beyond_box(state, fact.technician, fact.centimos)


def _refuse_difference(state: State, fact: DifferenceDecided) -> None:
    if fact.centimos == 0:
        raise Problem("difference_zero")
    if fact.explained == "robbery":
        if not (fact.document or "").strip():
            raise Problem("police_report_missing")
        _refuse_nothing(fact.centimos)  # Nobody robs a box by putting money into it.
    if fact.centimos > 0:
        _refuse_beyond_box(state, fact.technician, fact.centimos)  # No more is missing than there should be.


def _refuse_sale(state: State, fact: CarbonSale, happened_on: str) -> None:
    _refuse_nothing(fact.gross_minor)
    for fund in (fact.upstream_fund, fact.adaptation_fund):
        _refuse_unknown_fund(state, fund)
    if fact.upstream_fund == fact.adaptation_fund:
        raise Problem("funds_the_same")
    rate = live_thing(state, fact.exchange_rate, ExchangeRate.kind)
    if rate is None or rate.currency != fact.currency:
        raise Problem("exchange_rate_unknown")
    percent = setting(state, "adaptation_percent", happened_on)
    parts = sale_parts(fact.gross_minor, fact.fees_minor, rate.soles_scaled, percent)
    if parts.fees_centimos > parts.upstream_centimos:
        raise Problem("fees_large", percent=_ALL_PERCENT - percent)
