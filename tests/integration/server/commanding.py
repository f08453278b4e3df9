"""The command as somebody types it, in this process: what it said, and days of work on tablets for it to pay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Amount, Count
from core.domain.nurseries import Dispatched
from core.domain.payouts import Payout
from core.domain.plantings import Planting
from core.domain.records import RecordId, origin_of_key
from core.fold.money_rows import Payment, SheetLine
from core.fold.rows import Thing
from core.sync.turns.conversation import converse
from core.usecases.own_log import side_row
from core.usecases.tablet.paying import pay
from core.usecases.tablet.record import record_fact
from sync_server.command import main
from tests.sample import copied_server
from tools.sample import SampleServer, SampleTablet, enrol_tablet

BY, BOSS = ("--as", "C01"), ("--as", "C02")
"""A coordinator and an approver of the sample."""
WHY = ("--note", "Hablé con la tesorera")
COUNTER = ("--way", "counter", *BY)
CUT_OFF = ("--cut-off", "2014-12-02")
INK = {"strokes": [[1, 2, 3, 4]]}


@dataclass
class Terminal:
    """A terminal of the office with a database behind it."""

    database: str
    captured: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> str:
        """What a command that works prints."""
        code, out, err = self.typed(*arguments)
        assert (code, err) == (0, ""), (arguments, err)
        return out

    def warned(self, *arguments: str) -> tuple[str, str]:
        """What a command that works prints, and what it warns of."""
        code, out, err = self.typed(*arguments)
        assert code == 0, (arguments, err)
        return out, err

    def refused(self, *arguments: str) -> str:
        """The one sentence with which a command refuses; nothing else is printed."""
        code, out, err = self.typed(*arguments)
        assert (code, out) == (2, ""), (arguments, out)
        sentence = err.removesuffix("\n")
        assert sentence.strip(), arguments
        assert "\n" not in sentence, arguments
        assert "Traceback" not in sentence, arguments
        return sentence

    def typed(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, output and errors; no-break spaces are read as spaces."""
        self.captured.readouterr()
        code = main([*arguments, "--database", self.database])
        said = self.captured.readouterr()
        return code, said.out.replace("\u00a0", " "), said.err.replace("\u00a0", " ")


def terminal(server: SampleServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal at the sample's office, whose clock is the sample's."""
    monkeypatch.setattr("sync_server.bootstrap.SystemClock", lambda: server.clock)
    monkeypatch.delenv("PLANTON_LANGUAGE", raising=False)
    url = server.store.engine.url.render_as_string(hide_password=False)
    return Terminal(url, capsys)


def record_id_in(text: str) -> str:
    """The first record id that a command has printed."""
    found = re.search(r"[A-Z2-7]{6}-[0-9]+", text)
    assert found, text
    return found[0]


def tablet(server: SampleServer, folder: Path, label: str, committee: str, user: str) -> SampleTablet:
    made = enrol_tablet(server, folder / f"{label}.db", label, (f"committee:{committee}",), (f"user:{user}",))
    meet(server, made)
    return made


def origin_of(made: SampleTablet) -> str:
    return origin_of_key(made.key.public_key)


def meet(server: SampleServer, *tablets: SampleTablet) -> None:
    """The tablets find a network, and again for what the others brought."""
    for _ in range(2):
        for made in tablets:
            converse(made.store, server.clock, made.key, server.exchange)


def plant(
    server: SampleServer, made: SampleTablet, committee: str, unit: str, count: int, people: Iterable[int], day: str
) -> RecordId:
    """A planting by so many of a committee's members, with its minga and its dispatch; the planting's id."""
    ids, clock = server.ids, server.clock
    present = tuple(Presence(ids[f"member:{committee}-{number:03}"], 2) for number in people)
    at, place = ids[f"committee:{committee}"], ids[f"unit:{unit}"]
    batch, species = ids[f"opening_batch:{committee}-2013-1"], ids["species:PPAT"]
    closing = {"closed_by": present[0].member, "closed_with": "signature"}
    minga = record_fact(made.store, clock, "T01", Workday(at, "planting", present, unit=place, **closing), day)
    record_fact(made.store, clock, "T01", Dispatched(batch, Count(count), place), day)
    planting = Planting(at, place, species, batch, Count(count), workdays=(minga,))
    return record_fact(made.store, clock, "T01", planting, day)


def lines_of(server: SampleServer, sheet: str, held_by: str = "") -> list[SheetLine]:
    with server.store.reading() as session:
        lines = session.state().find(SheetLine, sheet)
    return [line for line in lines if not held_by or line.holder == held_by]


def payment(server: SampleServer, identifier: str) -> Payment | None:
    with server.store.reading() as session:
        return session.state().get(Payment, identifier)


def pay_line(server: SampleServer, made: SampleTablet, line: SheetLine, user: str, trip: str) -> RecordId:
    """What a technician does in the school yard, without a network; who is not paid in cash gets a transfer."""
    technician = server.ids[f"user:{user}"]
    if line.exact:
        transfer = Payout(
            RecordId(line.sheet), RecordId(line.payee), Amount(line.payable_centimos), "yape", "paper",
            operation=f"Y-{line.payee}",
        )  # fmt: skip
        return pay(made.store, server.clock, user, transfer)
    fact = Payout(
        RecordId(line.sheet), RecordId(line.payee), Amount(line.payable_centimos), "cash", "strokes", technician,
        RecordId(trip),
    )  # fmt: skip
    return pay(made.store, server.clock, user, fact, sides={"strokes_side": side_row(INK)})


def code_of(server: SampleServer, identifier: str) -> str:
    with server.store.reading() as session:
        thing = session.state().get(Thing, identifier)
    assert thing is not None
    return thing.code


def soles(centimos: int) -> str:
    """An amount as one types it."""
    return f"{centimos // 100}.{centimos % 100:02d}"


@contextmanager
def two_tablets(server: SampleServer, folder: Path) -> Iterator[tuple[SampleTablet, SampleTablet]]:
    """Two tablets with two days of planting, all of it at the office; neither has seen a sheet yet."""
    choco = tablet(server, folder, "choco", "CHO", "T01")
    cajas = tablet(server, folder, "cajas", "CAJ", "T02")
    plant(server, choco, "CHO", "01-3", 640, range(1, 13), "2014-12-01")
    plant(server, cajas, "CAJ", "04-2", 601, range(1, 10), "2014-12-02")
    meet(server, choco, cajas)
    server.settle()
    yield choco, cajas
    for store in (choco.store, cajas.store, server.store):
        store.engine.dispose()


PAYDAY: tuple[tuple[str, ...], ...] = (
    ("fund", "add", "CAFE", "--name", "Fondo Cafédirect", "--funder", "Cafédirect", *BY),
    ("fund", "add", "ADAPT", "--name", "Adaptación", "--funder", "Cafédirect", *BY),
    ("exchange-rate", "--currency", "GBP", "--rate", "4.9", "--day", "2014-12-01", "--source", "SBS", *BY),
    ("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "CHO", "CAJ", *BY),
    ("sheet", "lock", "draft", *BY),
    ("sheet", "approve", "1", *BOSS),
    ("sheet", "assign", "1", "--payee", "CHO-001,CHO-002,CHO-003,CHO-004,CHO-006", "--to", "office", *BY),
    ("sheet", "assign", "1", "--committee", "CHO", "--to", "choco", *BY),
    ("sheet", "assign", "1", "--committee", "CAJ", "--to", "cajas", *BY),
    ("advance", "--technician", "T01", "--amount", "500", "--document", "R-1", *BY),
    ("sheet", "draft", *CUT_OFF, "--fund", "CAFE", "--committee", "AMA", *BY),
)
"""What the office types until sheet 1 is assigned to two tablets and, five lines of it, to itself; T01 has an advance
and has paid nobody, and a draft for another committee is open.
"""


def office_on_payday(template: Path, folder: Path) -> None:
    """Bring the sample's database in a folder to the middle of a payday."""
    server = copied_server(template, folder)
    with two_tablets(server, folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync_server.bootstrap.SystemClock", lambda: server.clock)
        for arguments in PAYDAY:
            assert main([*arguments, "--database", f"sqlite:///{folder / 'server.db'}"]) == 0
