"""Every screen about money and its important states, as scenes: paying, the cash box, lines that move, sums."""

from collections.abc import Iterator
from math import pi, sin
from types import SimpleNamespace

from app.platform.passing import MachinePassing
from app.screens.accept.accept import build as build_accept
from app.screens.box.box import build as build_box
from app.screens.payee.payee import build as build_payee
from app.screens.release.release import build as build_release
from app.widgets.qr_code.qr_code import QrCode
from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.nurseries import Dispatched, PersonCount
from core.domain.plantings import Planting
from tests import cash_days
from tests.fakes.places import FakeCamera
from tests.fakes.voice import Voice
from tests.tablet import user_of
from tests.ui import fieldday
from tests.ui.payday import payable, sign
from tests.ui.scene import Scene, Stage

SIGNATURE = tuple(
    (0.12 + 0.7 * t + 0.05 * sin(10 * pi * t), 0.5 + 0.26 * sin(10 * pi * t + 1) * (1 - t / 2))
    for t in (step / 60 for step in range(61))
)
"""Loops across the pad, as a person writes."""


def paying(stage: Stage) -> Iterator[str]:
    desk = stage.pay_tablet()
    stage.mount(desk)
    page = stage.go(desk, "paying")
    yield "list"
    page.ask_witness()
    yield "witness"
    page.choose(payable(desk, 7).payee)
    cash_days.pay_some(desk, 2)
    desk.tell_changed()
    stage.go(desk, "today")
    page = stage.go(desk, "paying")
    yield "paid"
    page.ask_more()
    yield "more"
    page.choose("return")
    yield "return"


def paying_nothing(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    stage.mount(desk)
    stage.go(desk, "paying")
    yield "nothing"


def _payee(stage: Stage, desk, number: int):
    """The page of somebody who is to be paid."""
    view = payable(desk, number)
    desk.navigator.go("paying")
    return stage.go(desk, "payee", member=view.payee, sheet=view.sheet)


def payee(stage: Stage) -> Iterator[str]:
    desk = stage.pay_tablet()
    stage.mount(desk, payee=lambda desk: build_payee(desk, FakeCamera(), Voice()))
    to = _payee(stage, desk, 9)
    yield "hand"
    to.tap("why")
    yield "why"
    to.tap("back")
    to.tap("other")
    yield "other"
    to.choose("less")
    to.number(404)
    yield "less"
    to.tap("back")
    to.choose("transfer")
    to.choose("yape")
    yield "transfer"
    to.tap("back")
    to.choose("usual")
    to.tap("other")
    to.choose("proxy")
    yield "proxy"
    to.choose(payable(desk, 2).payee)
    yield "reason"
    to.choose("ill")
    yield "hand-proxy"
    to.tap("yes")
    stage.harness.frames(4)
    sign(stage.harness, SIGNATURE)
    yield "sign"
    to.choose("mark")
    yield "mark"
    to.tap("witness")
    yield "witness"
    to.tap("back")
    to.choose("paper")
    to.tap("photo")
    yield "paper"
    to.choose("strokes")
    to.tap("confirm")
    yield "done"
    to.tap("next")


def payee_paid(stage: Stage) -> Iterator[str]:
    """Of somebody who was paid before, and gives it back."""
    desk = stage.pay_tablet()
    view = payable(desk)
    cash_days.pay_some(desk, 1)
    stage.mount(desk)
    desk.navigator.go("paying")
    to = stage.go(desk, "payee", member=view.payee, sheet=view.sheet)
    yield "paid"
    to.tap("void")
    yield "void"


def box(stage: Stage) -> Iterator[str]:
    """The cash box, its count, an expense, and what goes to another technician."""
    desk = stage.pay_tablet()
    cash_days.pay_some(desk, 5)
    cash_days.spend(desk, 1500)
    stage.mount(desk, box=lambda desk: build_box(desk, FakeCamera()))
    case = stage.go(desk, "box")
    yield "locked"
    stage.type_pin(cash_days.PIN)
    yield "overview"
    stage.touch("box.do_spend")
    yield "category"
    case.choose("mule")
    case.number(155)
    yield "expense"
    case.tap("back")
    case.tap("count")
    for piece, number in ((20000, 2), (10000, 3), (5000, 1), (100, 2)):
        case.counted(piece, number)
    yield "count"
    case.ask(5000)
    yield "piece"
    case.tap("back")
    case.tap("compare")
    yield "compared"
    case.tap("back")
    case.tap("back")
    stage.touch("box.do_give")
    yield "whom"
    case.choose(cash_days.ids()["user:T02"])
    case.counted(10000, 2)
    case.counted(500, 1)
    yield "giving"
    stage.touch("common.next")
    yield "check"
    stage.touch("box.handed_over")
    yield "given"
    case.tap("back")
    stage.touch("box.do_bring")
    yield "bring"


def box_received(stage: Stage) -> Iterator[str]:
    desk = stage.pay_tablet()
    cash_days.give(desk, "user:T02", (10000, 2), (500, 1))
    desk.user = user_of(desk.store, "T02")
    stage.mount(desk)
    stage.go(desk, "box")
    stage.type_pin(cash_days.OTHER_PIN)
    yield "waiting"
    stage.touch("box.receive")
    yield "receive"


def box_office(stage: Stage) -> Iterator[str]:
    """What the office booked, and a trip that is settled."""
    desk = stage.pay_tablet()
    office = cash_days.Office(stage.pay_office())
    office.take_in("user:T01", 50_000)
    office.explain("user:T01", 510, "owed")
    cash_days.sync(desk, office.server)
    stage.mount(desk)
    stage.go(desk, "box")
    stage.type_pin(cash_days.PIN)
    yield "booked"
    office.take_in("user:T01", 115_710 - 50_000 - 510)
    office.settle("user:T01", 0)
    cash_days.sync(desk, office.server)
    desk.tell_changed()
    stage.go(desk, "today")
    stage.go(desk, "box")
    stage.type_pin(cash_days.PIN)
    yield "settled"


def release(stage: Stage) -> Iterator[str]:
    """A line goes from one tablet to another."""
    desk = stage.pay_tablet()
    passing = MachinePassing(stage.folder)
    stage.mount(desk, release=lambda desk: build_release(desk, passing))
    person = payable(desk)
    desk.navigator.go("paying")
    to = stage.go(desk, "release", sheet=person.sheet, payee=person.payee)
    yield "which"
    stage.harness.touch("b")
    yield "sure"
    stage.touch("release.do")
    yield "code"
    text = stage.harness.find(lambda widget: isinstance(widget, QrCode)).text
    to.tap("back")
    other = stage.pay_tablet("b", "T02")
    reader = SimpleNamespace(can_scan=True, scan=lambda answer, _refuse: answer(text))
    stage.mount(other, accept=lambda desk: build_accept(desk, reader, passing))
    other.navigator.go("paying")
    to = stage.go(other, "accept")
    yield "accept"
    to.tap("scan")
    yield "accepted"


def earnings(stage: Stage) -> Iterator[str]:
    desk = stage.busy_tablet()
    day = _months(desk)
    stage.mount(desk)
    page = stage.go(desk, "earnings")
    yield "hidden"
    page.toggle()
    yield "shown"
    page.search("zzz")
    yield "nobody"
    statement = stage.go(desk, "statement", member=day.members[0])
    yield "statement"
    statement.choose_way("words")
    yield "statement-words"
    statement.toggle()
    yield "statement-hidden"


def _months(desk):
    """Half a year of somebody's work, of several kinds."""
    day = fieldday.golden_day(desk)
    fieldday.accept_more(desk, day.workday, 230)
    for turn, when in enumerate(("2014-05-20", "2014-09-02", "2014-10-14", "2014-11-27")):
        presences = (Presence(day.members[0], 1 if turn == 2 else 2),)
        fieldday.keep(desk, Workday(desk.committee_id, "maintenance", presences), when)
        if turn % 2:
            batch = fieldday.best_batch(desk)
            people = (PersonCount(day.members[0], Count(37 + turn)),)
            fieldday.keep(desk, Dispatched(batch.id, Count(80)), when)
            unit = desk.read(lambda reads: reads.units(desk.committee_id))[2]
            count = Count(37 + turn)
            fact = Planting(desk.committee_id, unit.id, batch.species, batch.id, count, people=people)
            fieldday.keep(desk, fact, when)
    return day


SCENES = [
    *(Scene(play, is_payment=True) for play in (paying, payee, payee_paid, box, box_received, box_office, release)),
    Scene(paying_nothing), Scene(earnings),
]  # fmt: skip
