"""All records, as one has chosen to see them, and each with what it says, what it earned whom, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.calendar import local_day
from core.domain.kinds import KINDS
from core.domain.people import Member, MembersCompared, User
from core.domain.problems import Language, Problem
from core.domain.records import is_record_id, split_record_id
from core.domain.tablets import TabletEnrolled
from core.domain.verifications import OUTCOMES, VerifiedOnSite
from core.fold.facts import is_confirmed, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.storage.reads.records import FIELD_KINDS
from core.storage.session import SqlSession
from core.usecases.office.companions import companions_of
from core.usecases.office.entering import REFERENCE_KINDS, may_correct
from core.usecases.views.field import CommitteeView, HistoryFilter, Reads, RecordDetail, RecordLine
from core.usecases.views.people import UserView
from sync_server.audit.on_site import OnSite, on_site
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.land.sites import Site, site_of
from sync_server.looking.reference import place_of
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of, render
from sync_server.pages.frame.voiding import done_void, void_once
from sync_server.pages.told.certifying import UnitTermsPage, unit_terms
from sync_server.pages.told.choosing import PHOTOS, STATES, Choice, read_choice
from sync_server.pages.told.found import Findings
from sync_server.pages.told.history import MASKED_FOR, Step, persons_in, tell_history
from sync_server.pages.told.named import lines_of, named_detail, named_lines
from sync_server.pages.told.photos import ShownPhoto, photos_of, without_photos
from sync_server.pages.told.telling import Told, tell_fact
from sync_server.text.texts import reasons_for

PAGE = 50
_SHOWN = 40
_MONEY = (
    "payout", "cash_advance", "cash_returned", "expense", "cash_count", "hand_over", "technician_repaid",
    "difference_decided", "grant_received", "carbon_sale", "exchange_rate", "distribution",
)  # fmt: skip
_NEVER = frozenset({"complaint", User.kind})
_VOIDABLE = frozenset((*FIELD_KINDS, *_MONEY, *REFERENCE_KINDS, MembersCompared.kind, VerifiedOnSite.kind)) - _NEVER
"""Kinds that a page takes back: work that was recorded, money that moved, and what a programme is made up of unless
something stands on it.
"""
_STOOD_ON = frozenset(REFERENCE_KINDS) - {
    "rate", "setting", "wording", "agreement", "officer", "cycle_opened", "unit_described", "unit_certified",
}  # fmt: skip
_WITHOUT_CODES = frozenset({"setting", "wording"})
"""Things that are called by words, which stand in what they say."""
_STANDING = ("confirmed", "observed")
_KINDS = (*FIELD_KINDS, *(kind for kind in KINDS if kind not in FIELD_KINDS))
router = APIRouter()


@dataclass(frozen=True, slots=True)
class RecordList:
    """A page of the list. `newer` and `older` are the ids from which the pages beside it go on, empty at an end."""

    choice: Choice
    wrong: tuple[str, ...]
    lines: tuple[RecordLine, ...]
    number: int
    newer: str
    older: str
    committees: tuple[CommitteeView, ...]
    users: tuple[UserView, ...]
    names: dict[str, str]
    member_name: str
    unit_code: str
    newcomers: frozenset[str]

    @property
    def people(self) -> dict[str, str]:
        """Who records, by code."""
        return {user.code: user.name for user in self.users}


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record. `code` is what people call a thing by, empty for what is none; `position` is its place in the feed,
    `head` the hash that its tablet's chain ends in behind it, `site` the land it is about; `findings` are the sentences
    of the holds on it, in their order; `companions` would stay behind if it were voided, and were only there for it; of
    each the version that was shown; `unit_terms` are a unit's alone.
    """

    detail: RecordDetail
    code: str
    told: tuple[Told, ...]
    committee_name: str
    tablet: str
    position: int | None
    head: str
    users: dict[str, str]
    site: Site | None
    is_stood_on: bool
    is_newcomer: bool
    on_site: OnSite | None = None
    history: tuple[Step, ...] = ()
    photos: tuple[ShownPhoto, ...] = ()
    findings: tuple[str, ...] = ()
    companions: tuple[RecordLine, ...] = ()
    companion_versions: Mapping[str, str] = field(default_factory=dict)
    unit_terms: UnitTermsPage | None = None


@router.get("/records")
async def show_list(request: Request) -> Response:
    office = office_of(request)
    listed = await office.workers.run(look, office, dict(request.query_params), language_of(request))
    return render(request, "records/list.html", listed=listed, kinds=_KINDS, states=STATES, photos=PHOTOS)


@router.get("/records/{record}")
async def show_one(request: Request, record: str) -> Response:
    return await show_record(request, record)


@router.post("/records/{record}/void")
async def void(request: Request, record: str) -> Response:
    """Take a record back. What keeps it from being taken back is said, with what was chosen still chosen."""

    def work(office: Office, author: str, form: Form) -> bool:
        with office.store.reading() as session:
            row = session.state().get(EffectiveRecord, record) if is_record_id(record) else None
            is_used = row is not None and _is_used(session, row)
            uses = session.reference().uses(record) if is_used else 0
        if row is None or row.kind not in _VOIDABLE:
            raise Problem("not_voided_here")
        if uses:
            raise Problem("thing_in_use", count=uses)
        return void_once(office, author, record, form)

    return await take(request, work, partial(show_record, request, record), f"/records/{record}", done_void)


async def show_record(
    request: Request, record: str, problem: Problem | None = None, form: Form | None = None
) -> Response:
    """A record's page, after a step that could not be taken with the reason and what was typed."""
    office = office_of(request)
    masked = signed_in(request).role == MASKED_FOR
    page = await office.workers.run(partial(look_at, office, record, language_of(request), masked=masked))
    line = page.detail.line
    may_void = line.state in _STANDING and line.kind in _VOIDABLE and not page.is_stood_on
    can_correct = may_correct(line.kind) and line.state in (*_STANDING, "void")
    return show(
        request, "records/record.html", problem, form, page=page, reasons=reasons_for(line.kind), may_void=may_void,
        can_correct=can_correct, place=place_of(line.kind), is_voiding="void" in request.query_params,
        outcomes=OUTCOMES,
    )  # fmt: skip


def look(office: Office, asked: dict[str, str], language: Language) -> RecordList:
    """The page that an address asks for."""
    choice, wrong = read_choice(asked)
    with office.store.reading() as session:
        reads, state = session.reads(), session.state()
        chosen = choice.filter()
        lines, newer, older = _page_of(reads, chosen, asked.get("newer_than", ""), asked.get("older_than", ""))
        committees = tuple(reads.committees())
        member = reads.record(choice.member) if choice.member else None
        unit = state.get(Thing, choice.unit) if choice.unit else None
        return RecordList(
            choice, wrong, named_lines(state, lines, language), reads.history_size(chosen), newer, older, committees,
            tuple(reads.users()),
            {one.id: one.name for one in committees}, member.line.subject if member else choice.member,
            unit.code if unit else choice.unit, _newcomers(session, lines),
        )  # fmt: skip


def _page_of(
    reads: Reads, chosen: HistoryFilter, newer_than: str, older_than: str
) -> tuple[list[RecordLine], str, str]:
    """The lines beside a record, or the newest, with the ids behind which there are newer and older ones."""
    beside = _record(reads, newer_than or older_than)
    upwards = beside is not None and bool(newer_than)
    if beside is None:
        lines = reads.history(chosen, PAGE + 1, 0)
    else:
        lines = reads.history_beside(chosen, beside.line, PAGE + 1, newer=upwards)
    has_more = len(lines) > PAGE
    lines = lines[-PAGE:] if upwards else lines[:PAGE]
    if not lines:
        return lines, "", ""
    has_newer, has_older = (has_more, True) if upwards else (beside is not None, has_more)
    return lines, lines[0].id if has_newer else "", lines[-1].id if has_older else ""


def look_at(office: Office, record: str, language: Language, *, masked: bool) -> RecordPage:
    """Everything about one record. Raises Problem record_missing."""
    with office.store.reading() as session:
        reads = session.reads()
        detail = _record(reads, record)
        row = session.state().get(EffectiveRecord, record)
        if detail is None or row is None:
            raise Problem("record_missing", id=record[:_SHOWN])
        origin, seq = split_record_id(record)
        committees = {one.id: one.name for one in reads.committees()}
        detail = named_detail(session.state(), detail, language)
        names = detail.names | persons_in(session, detail.fact, masked=masked)
        told = without_photos(tell_fact(detail.fact, names, language)) if detail.fact is not None else ()
        found = Findings(session, language, office.clock.now_ms())
        companions = companions_of(session.state(), record)
        return RecordPage(
            detail, _code(session, record), told, committees.get(detail.line.committee, ""), _label(session, origin),
            row.position, session.head(origin, seq).hex(), {user.code: user.name for user in reads.users()},
            site_of(session.state(), [detail.fact], office.clock.now_ms()), _is_used(session, row),
            bool(_newcomers(session, [detail.line])), on_site(session, record),
            tell_history(session, detail, language, masked=masked), photos_of(session, [detail], language)[record],
            tuple(found.says(hold.rule, hold.numbers, detail.line.committee) for hold in detail.holds),
            lines_of(session, companions, language), {one.id: one.version for one in companions},
            unit_terms(session, row, detail.fact, local_day(office.clock.now_ms()), language),
        )  # fmt: skip


def _newcomers(session: SqlSession, lines: Iterable[RecordLine]) -> frozenset[str]:
    """The people in a list whom a tablet has added and the office has not confirmed yet."""
    state = session.state()
    return frozenset(one.id for one in lines if one.kind == Member.kind and not is_confirmed(state, one.id))


def _is_used(session: SqlSession, row: EffectiveRecord) -> bool:
    """Whether others stand on what a programme is made up of."""
    return row.kind in _STOOD_ON and session.reference().is_used(row.id, row.kind)


def _record(reads: Reads, identifier: str) -> RecordDetail | None:
    return reads.record(identifier) if is_record_id(identifier) else None


def _code(session: SqlSession, record: str) -> str:
    """What a thing is called: by its code, a tablet by its label; empty for what has neither."""
    thing = session.state().get(Thing, record)
    if thing is None or thing.kind in _WITHOUT_CODES:
        return ""
    return str(thing_fact(thing).label) if thing.kind == TabletEnrolled.kind else thing.code


def _label(session: SqlSession, origin: str) -> str:
    """What the tablet is called that a record comes from; empty for the office."""
    for thing in session.state().find(Thing, TabletEnrolled.kind):
        if thing.code == origin:
            return str(thing_fact(thing).label)
    return ""
