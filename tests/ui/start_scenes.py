"""The screens before work and their important states, as scenes: the first start, signing in, lock, tour, practice."""

from collections.abc import Iterator

from app.desk import Desk
from app.field_app import ClosedApp
from app.screens.tour.presenter import PAGES as TOUR
from app.text.texts import t
from core.domain.problems import Problem, sentence
from core.sync.trust.sealing import state_sealing_key
from tests.fakes.pins import with_pins
from tests.sample import copied_server
from tests.tablet import code_for, with_server
from tests.ui import starting
from tests.ui.scene import Scene, Stage

PIN = "2580"
ADDRESS = "https://oficina.norandino.pe"


def first_start(stage: Stage) -> Iterator[str]:
    """Enrolling, choosing a person and a PIN."""
    desk, transport = stage.new_tablet(has_language=False)
    file = starting.with_practice(desk, stage.folder)
    stage.mount(desk)
    yield "language"
    stage.touch("start.language_es" if stage.language == "es" else "start.language_en")
    yield "welcome"
    view = stage.root.host.current
    view.ids.address.text, view.ids.code.text = ADDRESS, "ABCD-EFGH-JKMN"
    transport.problem = Problem("server_unreachable", address=ADDRESS)
    stage.touch("entry.enrol")
    yield "unreachable"
    transport.problem = None
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), (ADDRESS,)))
    desk.navigator.go("sign_in")
    stage.harness.frames(4)
    yield "no-data"
    desk.synchroniser.start()
    desk.navigator.go("sign_in")
    stage.harness.frames(4)
    yield "who"
    stage.harness.touch("Rosa Mondragón Peña")
    yield "pin"
    stage.type_pin("1234")
    yield "pin-refused"
    file.close()


def sign_in(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    with_the_offices_key(desk, stage)
    with_pins(desk.store, T01=PIN)
    desk.user = None
    stage.mount(desk)
    yield "pin"
    stage.touch("entry.forgot")
    yield "forgot"
    stage.touch("entry.remembered")
    for _ in range(5):
        stage.type_pin("9999")
    yield "wait"


def with_the_offices_key(desk: Desk, stage: Stage) -> None:
    """So that the office can help whoever forgot their PIN."""
    server = copied_server(stage.sample, stage.folder)
    state_sealing_key(server.store, server.clock, server.origin)
    server.settle()
    with_server(desk, server)
    desk.synchroniser.start()


def let_in(stage: Stage) -> Iterator[str]:
    """A further person, who has no PIN yet."""
    desk, transport = stage.new_tablet()
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), (ADDRESS,)))
    desk.synchroniser.start()
    stage.settle_words(desk)
    with_pins(desk.store, T01=PIN)
    desk.navigator.go("sign_in")
    stage.mount(desk)
    stage.harness.touch("Wilmer Iván Saguma Elera")
    yield "who-lets-in"
    stage.harness.touch("Rosa Mondragón Peña")
    yield "pin-of-another"


def lock(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    with_pins(desk.store, T01=PIN)
    stage.mount(desk)
    desk.guard.lock()
    stage.harness.frames(4)
    yield "locked"


def tour(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    stage.mount(desk)
    desk.show_tour()
    stage.harness.frames(4)
    for page in TOUR:
        yield page
        stage.touch("tour.begin" if page == TOUR[-1] else "common.next")


def practice(stage: Stage) -> Iterator[str]:
    desk = stage.tablet()
    file = starting.with_practice(desk, stage.folder)
    stage.mount(desk)
    stage.go(desk, "more")
    stage.touch("more.practice")
    inner = stage.harness.find(lambda widget: type(widget).__name__ == "PracticeFrame")._desk
    for place in ("today", "paying"):
        inner.navigator.go(place)
        stage.harness.frames(4)
        yield place
    stage.touch("practice.leave")
    yield "leaving"
    file.close()


def closed(stage: Stage) -> Iterator[str]:
    """Of a file that cannot be opened."""
    stage.mount(stage.tablet())
    problem = Problem("storage_damaged", file="planton.db")
    page = ClosedApp(t("shell.cannot_open"), sentence(problem.code, stage.language, problem.details)).build()
    stage.harness.mount(page)
    yield "closed"


SCENES = [Scene(play) for play in (first_start, sign_in, let_in, lock, tour, practice, closed)]
