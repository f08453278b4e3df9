"""Members: found by name as it sounds, each with what they earned and what changed, and entries that look like one
person side by side.

Whoever may not see a whole DNI sees its last four digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from core.domain.calendar import local_time
from core.domain.identity import mask_dni
from core.domain.people import MembersCompared
from core.domain.problems import Language, Problem
from core.domain.records import RecordId, is_record_id, split_record_id
from core.storage.reads.reference import set_aside
from core.storage.session import SqlSession
from core.usecases.office.members import compare_members, confirm_member
from core.usecases.office.steps import void_as_office
from core.usecases.own_log import OFFICE_AUTHOR
from core.usecases.views.field import CommitteeView, RecordDetail, StatementLine
from core.usecases.views.reference import Comparison, PersonEntry, Suspects
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.looking.members import chosen_people, searched
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of, moment_text
from sync_server.pages.told.evidence import Row, compare
from sync_server.pages.told.history import MASKED_FOR, Step, tell_history
from sync_server.pages.told.named import origin_name
from sync_server.pages.told.telling import Told, Word
from sync_server.text.texts import day_text, say

PAGE = 50
PAIRS = 20
LATEST = 12
_SHOWN = 40
router = APIRouter()


@dataclass(frozen=True, slots=True)
class MemberList:
    """`only_new` leaves out whom the office has confirmed; `following` is the address of the next page, empty on the
    last one.
    """

    text: str
    committee: str
    only_new: bool
    people: tuple[PersonEntry, ...]
    number: int
    following: str
    is_first: bool
    committees: tuple[CommitteeView, ...]


@dataclass(frozen=True, slots=True)
class Earned:
    """Céntimos of one person, whichever of their entries has them, and the latest lines."""

    confirmed: int
    observed: int
    paid: int
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class MemberPage:
    """`stands_for` is the entry that this one was joined to, `joined` those that were joined to it, each with the
    comparison that says so.
    """

    entry: PersonEntry
    told: tuple[Told, ...]
    detail: RecordDetail
    earned: Earned
    stands_for: PersonEntry | None
    joined: tuple[tuple[PersonEntry, str], ...]
    undo: str
    history: tuple[Step, ...]
    alike: tuple[PersonEntry, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    suspects: Suspects
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DuplicatesPage:
    """`decided` are comparisons with the names of both, the latest first."""

    number: int
    pairs: tuple[Pair, ...]
    decided: tuple[tuple[Comparison, str, str], ...]


@router.get("/reference/members")
async def show_list(request: Request) -> Response:
    page = await office_of(request).workers.run(look, office_of(request), dict(request.query_params))
    return show(request, "members/list.html", None, None, page=page)


@router.get("/reference/members/duplicates")
async def show_duplicates(request: Request) -> Response:
    return await _show_duplicates(request)


@router.get("/reference/members/{member}")
async def show_one(request: Request, member: str) -> Response:
    return await _show_one(request, member)


@router.post("/reference/members/compare")
async def decide(request: Request) -> Response:
    """Say of two entries that they are one person, or two."""

    def work(office: Office, author: str, form: Form) -> None:
        compared = _compared(form.get("one"), form.get("other"), form.get("found"))
        compare_members(office.store, office.clock, office.origin, author, compared)

    again = partial(_show_duplicates, request)
    return await take(request, work, again, "/reference/members/duplicates", "members.done_compared")


@router.post("/reference/members/{member}/confirm")
async def confirm(request: Request, member: str) -> Response:
    """Let somebody whom a tablet has added be paid."""

    def work(office: Office, author: str, _: Form) -> None:
        confirm_member(office.store, office.clock, office.origin, author, member[:_SHOWN])

    again = partial(_show_one, request, member)
    return await take(request, work, again, f"/reference/members/{member}", "members.done_confirmed")


@router.post("/reference/members/{member}/separate")
async def separate(request: Request, member: str) -> Response:
    """Take back that this entry is of the same person as another, or is of another person than it."""

    def work(office: Office, author: str, form: Form) -> None:
        comparison = form.get("comparison")
        with office.store.reading() as session:
            found = session.reference().comparisons()
        aside = set_aside(found)
        mine = [one.id for one in found if member in (one.member, one.other, aside.get(one.other))]
        if comparison not in mine:
            raise Problem("already_void")
        void_as_office(office.store, office.clock, office.origin, author, comparison, "undone", seen=comparison)

    again = partial(_show_one, request, member)
    return await take(request, work, again, f"/reference/members/{member}", "members.done_undone")


def look(office: Office, asked: dict[str, str]) -> MemberList:
    """The members that an address asks for, by surname."""
    text, committee, only_new = searched(asked)
    with office.store.reading() as session:
        people = chosen_people(session, asked)
        committees = tuple(session.reads().committees())
    places = [place for place, one in enumerate(people, 1) if one.id == asked.get("after")]
    start = places[0] if places else 0
    shown = people[start : start + PAGE]
    more = (
        {"text": text, "committee": committee, "new": "yes" if only_new else "", "after": shown[-1].id}
        if start + PAGE < len(people)
        else {}
    )
    following = urlencode({key: word for key, word in more.items() if word})
    return MemberList(text, committee, only_new, tuple(shown), len(people), following, start == 0, committees)


def look_at(office: Office, member: str, language: Language, *, masked: bool) -> MemberPage:
    """One person. Raises Problem record_missing."""
    with office.store.reading() as session:
        reads, reference = session.reads(), session.reference()
        detail = reads.record(member) if is_record_id(member) else None
        by_id = {one.id: one for one in reference.people()}
        if detail is None or member not in by_id:
            raise Problem("record_missing", id=member[:_SHOWN])
        entry = by_id[member]
        same = {one.other: one.id for one in reference.comparisons() if one.verdict == "same_person"}
        joined = [(one, same[one.id]) for one in by_id.values() if one.same_as == member]
        alike = [
            other
            for pair in reference.suspects_of(member, by_id.values())
            for one, other in ((pair.one, pair.other), (pair.other, pair.one))
            if one.id == member
        ]
        return MemberPage(
            entry, tell_person(entry, language, masked=masked), detail,
            _earned(session, [member, *(one.id for one, _ in joined)]), by_id.get(entry.same_as), tuple(joined),
            same.get(member, ""),
            tell_history(session, detail, language, masked=masked), tuple(alike),
        )  # fmt: skip


def _earned(session: SqlSession, entries: Sequence[str]) -> Earned:
    lines = [line for entry in entries for line in session.reads().statement(entry)]
    lines.sort(key=lambda line: line.happened_on, reverse=True)
    work = [line for line in lines if line.item_kind != "payout"]
    return Earned(
        sum(line.centimos for line in work if line.state == "confirmed"),
        sum(line.centimos for line in work if line.state == "observed"),
        -sum(line.centimos for line in lines if line.item_kind == "payout"),
        tuple(lines[:LATEST]),
    )


def tell_person(entry: PersonEntry, language: Language, *, masked: bool) -> tuple[Told, ...]:
    """What an entry says, field by field."""
    person = entry.person
    dni = person.dni if person and person.dni else ""
    birth = person.birth if person and person.birth else ""
    said = (
        ("name", entry.name if person else say("members.nameless", language)),
        ("dni", (mask_dni(dni) if masked else dni) or say("members.without_dni", language)),
        ("birth", day_text(birth, language) if "-" in birth else birth),
        ("mobile", (person.mobile or "") if person else ""),
        ("sex", say(f"members.sex_{entry.sex}", language)),
        ("committee", entry.committee_name),
        ("household", entry.household),
        ("joined", day_text(entry.joined_on, language)),
        ("left", day_text(entry.left_on, language) if entry.left_on else ""),
    )
    return tuple(Told(name, say(f"members.{name}", language), (Word(text),)) for name, text in said if text)


def look_for_duplicates(office: Office, language: Language, *, masked: bool) -> DuplicatesPage:
    with office.store.reading() as session:
        reference = session.reference()
        suspects = reference.suspects()
        names = {one.id: f"{one.name} ({one.code})" for one in reference.people()}
        pairs = [Pair(one, tuple(_rows(session, one, language, masked=masked))) for one in suspects[:PAIRS]]
        decided = [
            (one, names.get(one.member, one.member), names.get(one.other, one.other))
            for one in reversed(reference.comparisons())
        ]
        return DuplicatesPage(len(suspects), tuple(pairs), tuple(decided))


def _rows(session: SqlSession, suspects: Suspects, language: Language, *, masked: bool) -> Iterable[Row]:
    return compare(
        [
            (*tell_person(entry, language, masked=masked), _entered(session, entry, language))
            for entry in (suspects.one, suspects.other)
        ]
    )


def _entered(session: SqlSession, entry: PersonEntry, language: Language) -> Told:
    """Who entered it, when and where."""
    detail = session.reads().record(entry.id)
    text = ""
    if detail is not None:
        line = detail.line
        person = "" if line.author == OFFICE_AUTHOR else f" · {line.author}"
        from_where = origin_name(session.state(), split_record_id(entry.id)[0], language)
        text = f"{moment_text(local_time(line.recorded_at), language)}{person} · {from_where}"
    return Told("entered", say("members.entered", language), (Word(text),))


def _compared(one: str, other: str, choice: str) -> MembersCompared:
    """`choice` is the entry that stays, or `two` people. Raises Problem form_incomplete."""
    if not (is_record_id(one) and is_record_id(other)) or choice not in (one, other, "two"):
        raise Problem("form_incomplete")
    if choice == "two":
        return MembersCompared(RecordId(one), RecordId(other), "two_people")
    aside = other if choice == one else one
    return MembersCompared(RecordId(choice), RecordId(aside), "same_person")


def _is_masked(request: Request) -> bool:
    return signed_in(request).role == MASKED_FOR


async def _show_one(
    request: Request, member: str, problem: Problem | None = None, form: Form | None = None
) -> Response:
    look_once = partial(look_at, office_of(request), member, language_of(request), masked=_is_masked(request))
    page = await office_of(request).workers.run(look_once)
    return show(request, "members/member.html", problem, form, page=page)


async def _show_duplicates(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    look_once = partial(look_for_duplicates, office_of(request), language_of(request), masked=_is_masked(request))
    page = await office_of(request).workers.run(look_once)
    return show(request, "members/duplicates.html", problem, form, page=page)
