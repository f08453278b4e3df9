"""Desks and helpers for the UI tests of a payday."""

from pathlib import Path
from typing import Any

from app.desk import Desk
from app.navigation import Navigator
from app.screens.shell.presenter import ROOTS
from core.fold.rows import SheetLine
from tests.fakes.runner import DoneAtOnce
from tests.payday import PAYDAY_MS, payday_tablet, the_payday
from tests.ui.handling import draw
from tests.ui.harness import Harness, box
from tests.ui.tablet import committee_of, user_of
from tools.sample import SteppingClock

SIGNATURE = ((0.15, 0.35), (0.25, 0.75), (0.35, 0.3), (0.5, 0.65), (0.6, 0.4), (0.8, 0.6))


def payday_desk(tmp_path: Path, template: Path, name: str = "a", user: str = "T01") -> Desk:
    """A desk over a copy of a payday's tablet; everything is done at once, and what was told is kept."""
    tablet = payday_tablet(template, tmp_path, name)
    signed_in = user_of(tablet.store, user)
    with tablet.store.reading() as session:
        chosen = session.reads().committees()[0].id
    desk = Desk(
        tablet.store, SteppingClock(PAYDAY_MS), tablet.key, Navigator(ROOTS), DoneAtOnce(), DoneAtOnce(),
        user=signed_in, committee=committee_of(tablet.store, chosen), version="0.1.0",
    )  # fmt: skip
    desk.said, desk.undos = [], []
    desk.say = desk.said.append
    desk.offer_undo = lambda text, undo: desk.undos.append((text, undo))
    return desk


def sign(harness: Harness, within: tuple[tuple[float, float], ...] = SIGNATURE) -> None:
    """A finger writes across the pad: one touch, however long."""
    from app.widgets.strokes.strokes import Paper

    paper = harness.find(lambda widget: isinstance(widget, Paper))
    left, bottom, right, top = box(paper)
    draw(harness, [(left + x * (right - left), bottom + y * (top - bottom)) for x, y in within])


def lines(desk: Desk) -> dict[str, SheetLine]:
    """The lines of the sheet by payee, as this tablet has them."""
    with desk.store.reading() as session:
        return {line.payee: line for line in session.state().find(SheetLine, the_payday().sheet)}


def view_of(desk: Desk, payee: str) -> Any:
    """core.usecases.money_views.PayeeView of one person."""
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
        return session.money().payee(origin, payee)


def payable(desk: Desk, number: int = 0) -> Any:
    """Somebody of the list who is to be paid here, in the order of names."""
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
        return [view for view in session.money().payees(origin) if view.state == "to_pay"][number]
