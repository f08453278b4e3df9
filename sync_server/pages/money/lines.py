"""One line of a sheet: the records that its amount comes from, and how a committee that was paid as one divided it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.people import Committee, Officer
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.domain.sheets import DistributedAmount, Distribution
from core.fold.facts import live_thing, thing_fact
from core.fold.money_rows import Payment
from core.fold.rows import Thing
from core.storage.session import SqlSession
from core.usecases.office.distributions import distribute, distribution_of
from core.usecases.views.field import MemberView
from core.usecases.views.money import SheetLineView, SheetView
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.requests import office_of
from sync_server.looking.sheets import found_sheet
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import show, take

_SHARE = "share_"
_LARGEST_ACTA, _MOST_PEOPLE = 100_000, 1_000
"""A committee has more people than an ordinary form has fields."""
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who holds or held an office of the committee."""

    member: str
    name: str
    role: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class Acta:
    """What a committee was paid. `fact` says who got what of it, and `record` is where that stands; before it is
    entered both are empty and `people` and `signers` are those who can be named. `names` are people's names by id.
    """

    paid_centimos: int
    record: str
    fact: Distribution | None
    people: tuple[MemberView, ...]
    signers: tuple[Signer, ...]
    names: Mapping[str, str]
    today: str

    @property
    def given_centimos(self) -> int:
        """What the people of the acta got together; 0 before it is entered."""
        return sum(one.centimos for one in self.fact.people) if self.fact else 0


@dataclass(frozen=True, slots=True)
class LinePage:
    """`acta` is for a line that was paid to a committee as one."""

    view: SheetView
    line: SheetLineView
    acta: Acta | None


@router.get("/sheets/{sheet}/lines/{payee}")
async def show_one(request: Request, sheet: str, payee: str) -> Response:
    return await _show(request, sheet, payee)


@router.post("/sheets/{sheet}/lines/{payee}/distribution")
async def enter(request: Request, sheet: str, payee: str) -> Response:
    """Enter the signed list of who got what; the line's page afterwards."""

    def work(office: Office, author: str, form: Form) -> None:
        page = look(office, sheet, payee)
        if page.acta is None:
            raise Problem("payout_unknown", id=page.line.payout or payee[:40])
        people = tuple(
            DistributedAmount(RecordId(name.removeprefix(_SHARE)), typed.soles(form, name))
            for name in form.fields
            if name.startswith(_SHARE) and is_record_id(name.removeprefix(_SHARE)) and form.get(name).strip()
        )
        officers = tuple(dict.fromkeys(form.all("officer")))
        if not people or not all(map(is_record_id, officers)):
            raise Problem("form_incomplete")
        if not officers:
            raise Problem("distribution_needs_officers")
        document, day = typed.words(form, "document"), typed.day(form)
        fact = Distribution(RecordId(page.line.payout), people, tuple(map(RecordId, officers)), document)
        distribute(office.store, office.clock, office.origin, author, fact, day)

    read = partial(read_form, largest=_LARGEST_ACTA, most_fields=_MOST_PEOPLE)
    again, back = partial(_show, request, sheet, payee), f"/sheets/{sheet}/lines/{payee}"
    return await take(request, work, again, back, "acta.done", read)


def look(office: Office, sheet: str, payee: str) -> LinePage:
    """Raises Problem sheet_unknown or record_missing."""
    today = office.today()
    with office.store.reading() as session:
        view = found_sheet(session, sheet, today, reasons=True, payee=payee)
        line = next((one for one in view.lines if one.payee == payee), None)
        if line is None:
            raise Problem("record_missing", id=payee[:40])
        is_divided = bool(line.payout) and live_thing(session.state(), payee, Committee.kind) is not None
        return LinePage(view, line, _acta(session, line, today) if is_divided else None)


def _acta(session: SqlSession, line: SheetLineView, today: str) -> Acta:
    state, reads = session.state(), session.reads()
    record = distribution_of(state, line.payout)
    detail = reads.record(record) if record else None
    fact = detail.fact if detail is not None and isinstance(detail.fact, Distribution) else None
    names = {one.id: one.name for one in reads.members_ever(line.payee, today)}
    people = tuple(one for one in reads.members_ever(line.payee, today) if not one.minor) if fact is None else ()
    offices = [one for one in state.find(Thing, Officer.kind) if one.committee == line.payee and one.status == "live"]
    terms = [thing_fact(one) for one in offices]
    payment = state.get(Payment, line.payout)
    signers = tuple(
        Signer(one.member, names.get(one.member, one.member), one.role, one.starts_on, one.ends_on or "")
        for one in sorted(terms, key=lambda one: (one.ends_on or "9", one.starts_on), reverse=True)
    )
    return Acta(payment.centimos if payment else line.paid_centimos, record, fact, people, signers, names, today)


async def _show(
    request: Request, sheet: str, payee: str, problem: Problem | None = None, form: Form | None = None
) -> Response:
    page = await office_of(request).workers.run(look, office_of(request), sheet, payee)
    return show(request, "sheets/line.html", problem, form, page=page)
