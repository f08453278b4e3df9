"""A served office in the middle of a payday: two people at their browsers, and the tablets with what they paid."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from core.domain.bodies import Amount
from core.domain.calendar import local_day
from core.domain.payouts import Payout
from core.domain.records import RecordId
from core.fold.money_rows import Sheet, SheetLine, Trip
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.usecases.office.steps import take_step
from core.usecases.office.tablets import shut_out
from core.usecases.own_log import Statement, append_to_tail
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser, form_token
from tests.integration.server.commanding import lines_of, meet, origin_of, pay_line
from tests.integration.server.running import PASSWORD, Served, serving
from tests.sample import copied_server
from tools.sample import PROGRAMME, SampleServer, SampleTablet, seeded_key


@dataclass
class PayOffice:
    """Sheet 1 is in payment: five lines of Choco are the office's, the others those of the tablets choco and cajas;
    T01 has an advance. `oficina` is C01's account, `aprueba` C02's.
    """

    served: Served
    server: SampleServer
    choco: SampleTablet
    cajas: SampleTablet
    coordinator: Browser
    approver: Browser

    @property
    def sheet(self) -> str:
        with self.server.store.reading() as session:
            state = session.state()
            return next(one.id for name in ("assigned", "paying") for one in state.find(Sheet, name))

    def trip(self, user: str = "T01") -> str:
        """The open trip of a technician."""
        with self.server.store.reading() as session:
            return next(
                one.id for one in session.state().find(Trip, self.server.ids[f"user:{user}"]) if one.state == "open"
            )

    def lines(self, made: SampleTablet | None = None) -> list[SheetLine]:
        """The lines that a tablet holds, or else the office."""
        return lines_of(self.server, self.sheet, origin_of(made) if made else self.server.origin)

    def form(self, who: Browser, path: str) -> dict[str, str]:
        """What every form of a page carries."""
        return {"form_token": form_token(who.get(path).text)}

    def pays(self, made: SampleTablet, line: SheetLine, user: str = "T01") -> RecordId:
        """A technician pays a line without a network, out of the trip that they have open."""
        return pay_line(self.server, made, line, user, self.trip(user))

    def sync(self, *tablets: SampleTablet) -> None:
        meet(self.server, *tablets)
        self.served.office.settle()

    def shut_out(self, made: SampleTablet) -> None:
        shut_out(self.server.store, self.server.clock, self.server.origin, "C01", origin_of(made), "lost")
        self.served.office.settle()

    def paid_by_a_stranger(self, operation: str = "Y-000777") -> tuple[SheetLine, RecordId]:
        """A line that the office holds, and the payout by which the tablet choco says to have paid it."""
        line = self.lines()[0]
        fact = Payout(
            RecordId(line.sheet), RecordId(line.payee), Amount(line.payable_centimos), "yape", "paper",
            operation=operation,
        )  # fmt: skip
        now = self.server.clock.now_ms()
        with self.choco.store.writing() as session:
            identifier = append_to_tail(session, Statement(fact, local_day(now), "T01", now))
        self.sync(self.choco)
        return line, identifier

    def typed_as_well(self, line: SheetLine) -> RecordId:
        """The office types from the signed paper that T01 has paid a line in cash; the payout's id."""
        fact = Payout(
            RecordId(line.sheet), RecordId(line.payee), Amount(line.payable_centimos), "cash", "paper",
            self.server.ids["user:T01"], RecordId(self.trip()),
        )  # fmt: skip
        office = self.served.office
        return take_step(office.store, office.clock, office.origin, "C01", fact)


@contextmanager
def paying(template: Path, folder: Path) -> Iterator[PayOffice]:
    server = copied_server(template, folder)
    tablets = [_tablet(template, folder, name) for name in ("choco", "cajas")]
    with serving(server) as served:
        ensure_account(served.office.store, "aprueba", PASSWORD, "approver", "C02")
        people = []
        for name in ("oficina", "aprueba"):
            person = Browser(served.address, requests.Session())
            person.sign_in(name, PASSWORD)
            people.append(person)
        yield PayOffice(served, server, *tablets, *people)
        for person in people:
            person.kept.close()
    for tablet in tablets:
        tablet.store.engine.dispose()


def _tablet(template: Path, folder: Path, name: str) -> SampleTablet:
    path = Path(shutil.copy(template / f"{name}.db", folder))
    key = seeded_key(name)
    made = SampleTablet(SqlStore(open_sqlite(path), PROGRAMME), key, path)
    return SampleTablet(SqlStore(made.store.engine, PROGRAMME, tail_origin=origin_of(made)), key, path)
