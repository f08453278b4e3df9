"""What the walk through a messy week is made of: the office at its browser, and tablets in the villages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from core.domain.bodies import Amount
from core.domain.payouts import Payout
from core.domain.people import Member, Person
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.money_rows import Sheet, SheetLine, Trip
from core.usecases.own_log import side_row
from core.usecases.tablet.paying import pay
from core.usecases.tablet.record import record_fact
from tests.fakes.printed import texts
from tests.integration.server.commanding import INK
from tests.integration.server.running import Served, Tablet
from tests.pages.conftest import picture, sign_in

COORDINATOR, APPROVER = "oficina", "aprueba"
DAY_MS = 86_400_000


@dataclass
class Week:
    """The office's browser, which is of whoever has signed in last, and the tablets by their labels."""

    page: Page
    served: Served
    folder: Path
    tablets: dict[str, Tablet] = field(default_factory=dict)
    stations: int = 0

    def station(self, name: str) -> None:
        self.stations += 1
        picture(self.page, f"week-{self.stations:02}-{name}")

    def sits_down(self, name: str) -> None:
        sign_in(self.page, name)

    def next_day(self) -> None:
        """A day goes by; whoever was signed in has to do so again."""
        self.served.pass_by(DAY_MS)

    def sync(self, *labels: str) -> None:
        """These tablets find a network, and again for what the others brought."""
        for _ in range(2):
            for label in labels:
                self.tablets[label].sync()
            self.served.office.settle()

    def goes_to(self, place: str) -> None:
        """Open a place by the bar of places, as somebody does who knows no addresses."""
        bar = self.page.get_by_role("navigation", name="Secciones")
        link = bar.get_by_role("link", name=place, exact=True)
        if not link.is_visible():
            bar.locator("summary").click()
        link.click()

    def opens(self, part: str) -> Locator:
        """A part of the page that is folded together, opened."""
        found = self.page.locator("details").filter(has=self.page.locator("summary", has_text=re.compile(part)))
        found.locator("summary").click()
        return found

    def fills(self, part: str, typed: dict[str, str]) -> None:
        """Open a form, type into its fields and send it."""
        form = self.opens(part)
        for label, text in typed.items():
            form.get_by_label(label).fill(text)
        form.get_by_role("button").click()

    def origin(self, label: str) -> str:
        """The signs of a tablet."""
        return self.tablets[label].origin

    def opens_sheet(self) -> None:
        self.goes_to("Planillas")
        self.page.get_by_role("link", name="N° 1").click()

    def opens_trip(self, name: str) -> None:
        self.goes_to("Caja")
        self.page.get_by_role("link", name=name).first.click()

    def approves(self) -> None:
        """Somebody else lets hold the one thing that waits."""
        self.sits_down(APPROVER)
        self.goes_to("Caja")
        self.page.get_by_role("link", name="Otra firma").click()
        self.page.get_by_role("button", name="Aprobar").click()
        self.is_told("Aprobación anotada.")

    def lets_all_stand(self, why: str) -> None:
        """Everything that is left at the desk is decided together; then the desk is empty."""
        page = self.page
        for box in page.locator("ul.queue").get_by_role("checkbox").all():
            box.check()
        page.get_by_label("Dar por bueno").check()
        page.get_by_label("Por qué").fill(why)
        page.get_by_role("button", name="Ver qué se decidiría").click()
        self.station("together")
        page.get_by_role("button", name="Guardar la decisión").click()
        self.goes_to("Por decidir")
        expect(page.get_by_text("La mesa está limpia.")).to_be_visible()

    def comes_back(self, label: str) -> None:
        """A tablet that was shut out finds a network: it brings what it has, and is told."""
        with pytest.raises(Problem, match="tablet_revoked"):
            self.tablets[label].sync()
        self.served.office.settle()

    def card_of(self, label: str) -> Locator:
        """A tablet on the page of tablets."""
        heading = self.page.get_by_role("heading", name=label, exact=True)
        return self.page.locator("section.tablet").filter(has=heading)

    def voids(self, reason: str) -> None:
        """The record whose page is open."""
        if not self.page.locator("details#void[open]").count():
            self.opens("Anular este registro")
        self.page.get_by_label("Por qué").select_option(reason)
        self.page.get_by_role("button", name="Anular este registro").click()
        expect(self.page.locator(".head").get_by_text("Anulado")).to_be_visible()
        self.served.office.settle()

    def shuts_out(self, label: str, reason: str) -> None:
        """On the page of tablets."""
        card = self.card_of(label)
        card.locator("summary", has_text="Dar de baja").click()
        card.get_by_label("Por qué").select_option(reason)
        card.get_by_role("button", name="Dar de baja").click()
        self.is_told("Tableta retirada.")

    def is_told(self, sentence: str) -> None:
        expect(self.page.get_by_role("status").filter(has_text=sentence)).to_be_visible()

    def control_code(self) -> str:
        """The code beside the sign on the paper of the sheet that is open."""
        link = self.page.get_by_role("link", name="Planilla para firmar (PDF)")
        answer = self.page.request.get(str(link.get_attribute("href")))
        printed = [text for sheet in texts(answer.body()) for text in sheet]
        (code,) = {text for text in printed if re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", text)}
        return code


def adds_member(tablet: Tablet, committee: str, code: str, person: Person, day: str) -> RecordId:
    """A technician adds somebody who is not on the list."""
    row = side_row(person)
    fact = Member(tablet.served.ids[f"committee:{committee}"], code, "M", day, row.hash)  # type: ignore[arg-type]
    return record_fact(tablet.store, tablet.served.office.clock, "T01", fact, day, sides={"person_side": row})


def lines_on(tablet: Tablet) -> list[SheetLine]:
    """What a tablet still has to pay."""
    with tablet.store.reading() as session:
        state = session.state()
        sheets = [one for name in ("assigned", "paying") for one in state.find(Sheet, name)]
        lines = [line for sheet in sheets for line in state.find(SheetLine, sheet.id)]
    return [line for line in lines if line.holder == tablet.origin and not line.payout]


def pays(tablet: Tablet, user: str, line: SheetLine) -> RecordId:
    """The technician pays a line in cash in the school yard, without a network."""
    technician = tablet.served.ids[f"user:{user}"]
    with tablet.store.reading() as session:
        trip = next(one.id for one in session.state().find(Trip, technician) if one.state == "open")
    fact = Payout(
        RecordId(line.sheet), RecordId(line.payee), Amount(line.payable_centimos), "cash", "strokes", technician,
        RecordId(trip),
    )  # fmt: skip
    return pay(tablet.store, tablet.served.office.clock, user, fact, sides={"strokes_side": side_row(INK)})
