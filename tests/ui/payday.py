"""Desks and helpers for the UI tests of a payday."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from kivy.uix.scrollview import ScrollView

from app.desk import Desk
from app.navigation import Navigator
from app.platform.machine import OwnMachine
from app.screens.payee.payee import build
from app.screens.shell.presenter import ROOTS
from app.widgets.number_pad.number_pad import PadKey
from app.widgets.strokes.strokes import Paper
from core.domain.payouts import Payout
from core.fold.grants import grant_of
from core.fold.money_rows import SheetLine
from core.usecases.office.grants import change_grant
from core.usecases.office.steps import take_step
from tests import cash_days
from tests.fakes.clock import FakeUptime
from tests.fakes.runner import DoneAtOnce
from tests.payday import PAYDAY_MS, ids, payday_server, payday_tablet, the_payday
from tests.tablet import SIZES, committee_of, user_of, whole_app
from tests.ui.handling import draw, middle
from tests.ui.harness import Harness, box
from tests.ui.rules import wrong
from tools.sample import SteppingClock

SIGNATURE = ((0.15, 0.35), (0.25, 0.75), (0.35, 0.3), (0.5, 0.65), (0.6, 0.4), (0.8, 0.6))


def payday_desk(tmp_path: Path, template: Path, name: str = "a", user: str = "T01") -> Desk:
    """A desk over a copy of a payday's tablet; everything is done at once, and what was told is kept."""
    tablet = payday_tablet(template, tmp_path, name)
    signed_in = user_of(tablet.store, user)
    desk = Desk(
        tablet.store, SteppingClock(PAYDAY_MS), tablet.key, Navigator(ROOTS), DoneAtOnce(), DoneAtOnce(),
        user=signed_in, committee=committee_of(tablet.store, ids()["committee:CHO"]), version="0.1.0",
        uptime=FakeUptime(), machine=OwnMachine("linux"),
    )  # fmt: skip
    desk.said, desk.undos = [], []
    desk.say = desk.said.append
    desk.offer_undo = lambda text, undo: desk.undos.append((text, undo))
    return desk


def sign(harness: Harness, within: tuple[tuple[float, float], ...] = SIGNATURE) -> None:
    """A finger writes across the pad: one touch, however long."""
    paper = harness.find(lambda widget: isinstance(widget, Paper))
    left, bottom, right, top = box(paper)
    draw(harness, [(left + x * (right - left), bottom + y * (top - bottom)) for x, y in within])


def tap(harness: Harness, target: Any) -> None:
    """A touch; only what may scroll has to wait and see whether the finger moves."""
    widget = harness.find_text(target) if isinstance(target, str) else target
    parent = widget
    while parent is not None and parent is not parent.parent:
        if isinstance(parent, ScrollView):
            harness.touch(widget)
            return
        parent = parent.parent
    draw(harness, [middle(widget)])
    harness.frames(2)


def lines(desk: Desk) -> dict[str, SheetLine]:
    """The lines of the sheet by payee, as this tablet has them."""
    with desk.store.reading() as session:
        return {line.payee: line for line in session.state().find(SheetLine, the_payday().sheet)}


def view_of(desk: Desk, payee: str) -> Any:
    """core.usecases.views.money.PayeeView of one person."""
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
        return session.money().payee(origin, payee)


def payable(desk: Desk, number: int = 0) -> Any:
    """Somebody of the list who is to be paid here, in the order of names."""
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
        return [view for view in session.money().payees(origin) if view.state == "to_pay"][number]


def fits(harness: Harness, pictures: Path, name: str) -> None:
    """A picture in every size; nothing is cut, outside, upon another text, or too small for a wet finger."""
    try:
        for width, height in SIZES:
            harness.resize(width, height)
            harness.frames(6)
            harness.keep_picture(pictures / f"{name}-{width}x{height}.png")
            found = wrong(harness, (width, height), is_payment=True)
            assert found == [], f"{name} {width}x{height}: {found}"
    finally:
        harness.resize(1280, 800)


class Photos:
    """app.ports.Camera that always takes the same picture."""

    can_take = True

    def take(self, answer: Any, refuse: Any) -> None:
        answer(b"\xff\xd8 a photo of a paper \xff\xd9")


def open_page(harness: Harness, desk: Desk, member: str = "", **ports: Any) -> Any:
    """The page of somebody, by default of the first who is to be paid; the PayeeView is answered."""
    view = view_of(desk, member) if member else payable(desk)
    if not hasattr(desk, "root") or ports:
        desk.root = harness.mount(whole_app(desk))
        desk.root.host._factories["payee"] = lambda: build(desk, **ports)
    desk.navigator.go("paying")
    desk.navigator.go("payee", member=view.payee, sheet=view.sheet)
    harness.frames(6)
    return view


def soles(centimos: int) -> str:
    return f"S/\u00a0{centimos // 100:,d}.{centimos % 100:02d}"


def fact_of(desk: Desk, payee: str) -> Payout:
    """The payout in force of somebody."""
    return desk.read(lambda reads: reads.record(view_of(desk, payee).payout)).fact


def go_back(harness: Harness) -> None:
    tap(harness, harness.find(lambda widget: getattr(widget, "icon", "") == "arrow-left" and hasattr(widget, "hint")))


def keys(harness: Harness, digits: str) -> None:
    """Types on the keys for a smaller amount."""
    for digit in digits:
        tap(harness, harness.find(lambda widget, wanted=digit: isinstance(widget, PadKey) and widget.digits == wanted))


def office(payday: Path, folder: Path, desk: Desk, *facts: Any) -> None:
    """The office takes these steps, and the tablet hears of them."""
    server = payday_server(payday, folder, desk.clock.ms - 7_200_000)
    for fact in facts:
        take_step(server.store, server.clock, server.origin, "C01", fact)
    cash_days.sync(desk, server)
    server.store.engine.dispose()


def let_work(payday: Path, folder: Path, desk: Desk, code: str) -> None:
    """The office lets one more person work on this tablet, which hears of it."""
    server = payday_server(payday, folder, desk.clock.ms - 7_200_000)
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
    with server.store.reading() as session:
        grant = grant_of(session.state(), origin)
    users = (*grant.users, user_of(server.store, code).id)
    change_grant(server.store, server.clock, server.origin, "C01", origin, replace(grant, users=users))
    cash_days.sync(desk, server)
    server.store.engine.dispose()
