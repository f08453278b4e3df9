"""The parts of a day by touch that are about money: paying, a line for another tablet, the box, and its settlement."""

from pathlib import Path

from app.platform.passing import MachinePassing
from app.screens.accept.accept import build as build_accept
from app.text.texts import t
from app.widgets.pieces.counting import CountLine, CountNumber
from app.widgets.qr_code.qr_code import QrCode
from core.domain.cash import CashCount, Expense, HandOver
from core.domain.money import break_down, format_soles
from core.domain.payouts import Payout
from tests import cash_days
from tests.payday import ids
from tests.ui.boxes import ADVANCE, WILMER, add, facts_of, in_box, type_figure
from tests.ui.payday import payable, sign, view_of
from tests.ui.starting import type_pin
from tests.ui.test_release import OneCamera
from tests.ui.touring import OTHER_PIN, PIN, Day


def pay(day: Day, name: str) -> None:
    day.look(f"payee-{name}")
    day.touch("common.yes")
    day.look(f"sign-{name}")
    sign(day.harness)
    day.look(f"signed-{name}")
    day.touch("pay.confirm")
    day.look(f"handed-over-{name}")


def pay_somebody(day: Day) -> None:
    """With the money on the table the tablet is turned to the payee, and locks."""
    day.go("places.pay")
    day.look("sheet")
    day.touch_row(payable(day.desk).name)
    day.turn()
    day.leave_alone()
    pay(day, "here")
    (payout,) = facts_of(day.desk, Payout)
    assert payout.centimos > 0
    day.touch("pay.next")


def release(day: Day, wilmer) -> tuple[str, str]:
    """Somebody lives on Wilmer's way: their line goes to his tablet. Payee and text of the code."""
    day.go("places.pay")
    person = payable(day.desk)
    day.touch_row(person.name)
    day.touch("pay.other")
    day.look("another-way")
    day.touch("pay.do_release")
    day.look("release-which")
    day.touch_text("b")
    day.look("release-sure")
    day.touch("release.do")
    day.look("release-code")
    code = day.harness.find(lambda widget: isinstance(widget, QrCode))
    assert code.is_readable
    day.touch("common.done")
    assert view_of(day.desk, person.payee).state == "released"
    return person.payee, code.text


def accept(day: Day, wilmer, released: tuple[str, str], folder: Path) -> None:
    """Wilmer's tablet has not heard of the new one yet; then it reads the code and pays."""
    payee, text = released
    day.take_up(wilmer)
    day.root.host._factories["accept"] = lambda: build_accept(wilmer, OneCamera(text), MachinePassing(folder))
    day.sign_in(WILMER, OTHER_PIN)
    day.go("places.pay")
    day.touch("pay.more")
    day.look("pay-more")
    day.touch("pay.accept")
    day.look("accept-line")
    day.touch("accept.scan")
    day.look("accept-unknown")
    assert day.reads("accept.tablet_unknown")
    day.sync("fetched-there")
    day.go("places.pay")
    day.touch("pay.more")
    day.touch("pay.accept")
    day.touch("accept.scan")
    day.look("line-accepted")
    day.touch("accept.pay")
    pay(day, "there")
    assert view_of(wilmer, payee).state == "paid"
    day.sync("sent-there")


def open_box(day: Day, pin: str = PIN) -> None:
    day.go("places.pay")
    day.touch("pay.more")
    day.touch("pay.box")
    type_pin(day.harness, pin)
    day.harness.frames(4)


def spend(day: Day) -> None:
    open_box(day)
    day.look("box")
    day.touch("box.do_spend")
    day.look("expense")
    day.touch("box.expense_mule")
    type_figure(day.harness, 155)
    day.write(t("box.voucher"), "B001-77")
    day.turn()
    day.look("expense-typed")
    day.touch("box.save_expense")
    (fact,) = facts_of(day.desk, Expense)
    assert (fact.centimos, fact.voucher) == (1_550, "B001-77")


def count_the_box(day: Day) -> None:
    """Note by note; the battery falls out in the middle of it."""
    day.touch("box.do_count")
    day.look("count")
    pieces = break_down(in_box(day.desk))
    for piece, number in pieces[:2]:
        count_piece(day, piece, number)
    day.kill()
    type_pin(day.harness, PIN)
    day.harness.frames(4)
    day.touch("box.do_count")
    for piece, number in pieces[2:]:
        count_piece(day, piece, number)
    day.look("counted")
    day.touch("box.compare")
    day.look("compared")
    assert day.reads("box.count_fits")
    day.touch("box.save_count")
    (fact,) = facts_of(day.desk, CashCount)
    assert fact.centimos == in_box(day.desk)


def count_piece(day: Day, piece: int, number: int) -> None:
    line = day.harness.find(lambda widget: isinstance(widget, CountLine) and widget.piece == piece)
    day.harness.touch(next(part for part in day.harness.visible(line) if isinstance(part, CountNumber)))
    type_figure(day.harness, number)
    day.touch("common.done")


def hand_over(day: Day) -> None:
    before = in_box(day.desk)
    day.touch("box.do_give")
    day.look("whom")
    day.touch_text(WILMER)
    add(day.harness, 5000, 2)
    day.look("giving")
    day.touch("common.next")
    day.look("giving-check")
    day.touch("box.handed_over")
    day.look("given")
    (fact,) = facts_of(day.desk, HandOver)
    assert (fact.centimos, fact.to) == (10_000, ids()["user:T02"])
    assert in_box(day.desk) == before
    day.sync("sent-gift")


def receive(day: Day, wilmer) -> None:
    day.take_up_again(wilmer, OTHER_PIN)
    day.sync("heard-there")
    before = in_box(wilmer, "user:T02")
    open_box(day, OTHER_PIN)
    day.look("box-there")
    day.touch("box.receive")
    day.look("receive")
    day.touch("box.received_yes")
    day.look("received")
    assert in_box(wilmer, "user:T02") == before + 10_000
    day.sync("sent-receipt")


def settle(day: Day) -> None:
    """Everything is sent, what is left goes back to the office, and the office settles the trip."""
    day.sync("sent-all")
    left = in_box(day.desk)
    open_box(day)
    day.touch("box.do_bring")
    day.look("bring")
    assert day.harness.reads(format_soles(left))
    office = cash_days.Office(day.server)
    office.take_in("user:T01", left)
    office.settle("user:T01", 0)
    day.server.settle()
    day.sync("settled-fetched")
    open_box(day)
    day.look("box-settled")
    assert day.reads("box.no_trip")
    for sums in (("received", ADVANCE), ("spent", 1_550), ("handed_over", 10_000), ("returned", left)):
        assert day.harness.reads(f"{t(f'box.sum_{sums[0]}').lower()} {format_soles(sums[1])}")
    assert in_box(day.desk) == 0
