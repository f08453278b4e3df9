"""The desk: everything that waits for somebody's decision, one after the other, with what speaks for and against it.

A decision is a record with a reason, in the name of whoever takes it; what was decided can be decided anew. Who looked
at an older state is told so, and nothing is overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response

from core.domain.problems import Language, Problem, sentence
from core.domain.records import is_day, is_record_id
from core.fold.rows import Hold
from core.storage.reads.findings import (
    FindingFilter,
    OpenFinding,
    Place,
    findings_by_rule,
    findings_number,
    open_findings,
)
from core.storage.session import SqlSession
from core.usecases.office.companions import companions_of
from core.usecases.office.findings import (
    DECISIONS,
    Decision,
    FindingKey,
    decide_finding,
    stand_of,
    waits_in_suspense,
)
from core.usecases.views.field import CommitteeView, RecordDetail, RecordLine
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.requests import office_of
from sync_server.looking.records import count_and_centimos
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of, render
from sync_server.pages.told.evidence import Evidence, evidence_of
from sync_server.pages.told.found import Findings
from sync_server.pages.told.named import lines_of

PAGE = 25
_ACTIONS = ("hold", "quarantine", "warn")
_BETWEEN = "~"
_DOUBLE = "duplicate_suspect"
_PARTS_OF_PLACE, _PARTS_OF_SEEN = 5, 4
router = APIRouter()


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A finding in the queue. `token` is what a form says to mean it as it stood when it was shown; empty for one that
    is decided by saying what a payout was.
    """

    finding: OpenFinding
    sentence: str
    token: str
    address: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`number` wait in all that is chosen; `rules` says how many of each rule there are; `next_query` leads to the
    next page, empty at the end.
    """

    chosen: FindingFilter
    lines: tuple[DeskLine, ...]
    number: int
    rules: Mapping[str, int]
    committees: tuple[CommitteeView, ...]
    names: Mapping[str, str]
    next_query: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding with its evidence. `seen` is the verdict that stands; `decided_why` what the last person to decide
    wrote, and `decided_at` when (UTC milliseconds), 0 where nobody has. One that is `of_suspense` is decided where it
    is said what its payout was. Of a possible double, `companions` are what each of the records would leave behind.
    """

    key: FindingKey
    seen: str
    action: str
    released: bool
    decided_by: str
    sentence: str
    member_name: str
    decided_at: int
    decided_why: str
    detail: RecordDetail
    evidence: Evidence
    waiting: int
    of_suspense: bool
    companions: tuple[tuple[RecordLine, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one of several findings that were decided together; `trouble` is empty where it worked."""

    token: str
    record: str
    trouble: str


@router.get("/desk")
async def show_queue(request: Request) -> Response:
    office = office_of(request)
    page = await office.workers.run(look, office, dict(request.query_params), language_of(request))
    return render(request, "desk/queue.html", desk=page, actions=_ACTIONS)


@router.get("/desk/{record}/{rule}")
async def show_one(request: Request, record: str, rule: str) -> Response:
    key = FindingKey(record, rule, request.query_params.get("member", ""))
    return await _one(request, key, read_chosen(request.query_params))


@router.post("/desk/{record}/{rule}")
async def decide(request: Request, record: str, rule: str) -> Response:
    """Decide one, and go on with the next."""

    def work(office: Office, author: str, form: Form) -> str:
        _decide(office, author, FindingKey(record, rule, form.get("member")), form, form.get("seen"))
        return _following(office, _chosen_in(form), form.get("place"))

    async def again(problem: Problem, form: Form) -> Response:
        return await _one(request, FindingKey(record, rule, form.get("member")), _chosen_in(form), problem, form)

    return await take(request, work, again, str, "desk.is_done")


@router.post("/desk/together")
async def decide_together(request: Request) -> Response:
    """Several at once: first what would be decided, and when that has been confirmed what became of each."""
    office, visitor = office_of(request), signed_in(request)
    form = await read_form(request, visitor.form_token)
    tokens = tuple(dict.fromkeys(form.all("finding")))
    language = language_of(request)
    lines = await office.workers.run(_lines_of, office, tokens, language)
    trouble = _what_is_missing(tokens, lines, form, language)
    done: tuple[Done, ...] = ()
    if form.get("confirmed") and not trouble:
        done = await office.workers.run(_decide_all, office, visitor.user_code, tokens, form, language)
    return render(
        request, "desk/together.html", lines=lines, decided=done, trouble=trouble,
        troubles={one.token: one.trouble for one in done}, decision=_decision(form), reason=form.get("reason"),
        sum_centimos=sum(count_and_centimos(line.finding)[1] for line in lines),
    )  # fmt: skip


def _chosen_in(form: Form) -> FindingFilter:
    """What was chosen of the queue from which a finding was opened."""
    return FindingFilter(form.get("in_committee"), form.get("in_rule"), form.get("in_action"))


def read_chosen(asked: Mapping[str, str]) -> FindingFilter:
    """What an address chooses of the queue."""
    action = asked.get("action", "")
    return FindingFilter(asked.get("committee", ""), asked.get("rule", ""), action if action in _ACTIONS else "")


def look(office: Office, asked: Mapping[str, str], language: Language) -> DeskPage:
    """A page of the queue."""
    chosen, after = read_chosen(asked), _read_place(asked.get("after", ""))
    with office.store.reading() as session:
        found = open_findings(session.lookup(), PAGE + 1, chosen, after)
        committees = tuple(session.reads().committees())
        has_more = len(found) > PAGE
        told = Findings(session, language, office.clock.now_ms())
        return DeskPage(
            chosen, tuple(_line(session, told, one, chosen) for one in found[:PAGE]),
            findings_number(session.lookup(), chosen),
            findings_by_rule(session.lookup()), committees, {one.id: one.name for one in committees},
            _query(chosen, after=_written(found[PAGE - 1].place)) if has_more else "",
        )  # fmt: skip


async def _one(
    request: Request, key: FindingKey, chosen: FindingFilter, problem: Problem | None = None, form: Form | None = None
) -> Response:
    """The page of one finding, with what was typed there if it could not be done."""
    office = office_of(request)
    page = await office.workers.run(_look_at, office, key, chosen, language_of(request))
    return show(
        request, "desk/finding.html", problem, form, page=page, chosen=chosen, place=_place_of(page),
        queue=f"/desk?{_query(chosen)}".rstrip("?"),
    )  # fmt: skip


def _look_at(office: Office, key: FindingKey, chosen: FindingFilter, language: Language) -> FindingPage:
    """Raises Problem finding_missing."""
    with office.store.reading() as session:
        hold = session.state().get(Hold, key.record, key.rule, key.member) if is_record_id(key.record) else None
        detail = session.reads().record(key.record) if hold is not None else None
        if hold is None or detail is None:
            raise Problem("finding_missing")
        numbers, now = json.loads(hold.numbers), office.clock.now_ms()
        member = session.reads().record(key.member) if key.member else None
        verdict = session.reads().record(stand_of(hold)) if hold.decided_by else None
        why = getattr(verdict.fact, "reason_side", None) if verdict else None
        evidence = evidence_of(session, detail, numbers, language, now)
        says = Findings(session, language, now).says(key.rule, numbers, detail.line.committee)
        return FindingPage(
            key, stand_of(hold), hold.action, bool(hold.released_by), hold.decided_by,
            says, member.line.subject if member else "",
            verdict.line.recorded_at if verdict else 0, verdict.names.get(why, "") if verdict and why else "", detail,
            evidence, findings_number(session.lookup(), chosen),
            waits_in_suspense(session.state(), key), _companions(session, key, evidence, language),
        )  # fmt: skip


def _companions(
    session: SqlSession, key: FindingKey, evidence: Evidence, language: Language
) -> tuple[tuple[RecordLine, ...], ...]:
    if key.rule != _DOUBLE:
        return ()
    state = session.state()
    return tuple(lines_of(session, companions_of(state, one.line.id), language) for one in evidence.details)


def _decide(office: Office, author: str, key: FindingKey, form: Form, seen: str) -> None:
    reason = form.get("reason")
    decide_finding(office.store, office.clock, office.origin, author, key, seen, _decision(form), reason)


def _decide_all(office: Office, author: str, tokens: Sequence[str], form: Form, language: Language) -> tuple[Done, ...]:
    """Each by itself: what one of them meets keeps no other from being decided."""
    done = []
    for token in tokens:
        record, rule, member, seen = _read_token(token)
        try:
            _decide(office, author, FindingKey(record, rule, member), form, seen)
            done.append(Done(token, record, ""))
        except Problem as problem:
            done.append(Done(token, record, sentence(problem.code, language, problem.details)))
    office.settle()
    return tuple(done)


def _following(office: Office, chosen: FindingFilter, place: str) -> str:
    """The address of the finding behind a place, or of the queue where there is none."""
    with office.store.reading() as session:
        found = open_findings(session.lookup(), 1, chosen, _read_place(place)) or open_findings(
            session.lookup(), 1, chosen
        )
    return _address(found[0], chosen) if found else f"/desk?{_query(chosen)}".rstrip("?")


def _lines_of(office: Office, tokens: Sequence[str], language: Language) -> tuple[DeskLine, ...]:
    """The findings that a form means, as far as they still stand there undecided or are known at all."""
    wanted = {_read_token(token)[:3]: token for token in tokens}
    with office.store.reading() as session:
        found = {
            (one.record, one.rule, one.member_id): one
            for record in {key[0] for key in wanted}
            for one in open_findings(session.lookup(), PAGE, FindingFilter(record=record))
        }
        told = Findings(session, language, office.clock.now_ms())
        return tuple(
            replace(_line(session, told, found[key], FindingFilter()), token=token)
            for key, token in wanted.items()
            if key in found
        )


def _line(session: SqlSession, told: Findings, one: OpenFinding, chosen: FindingFilter) -> DeskLine:
    token = _BETWEEN.join((one.record, one.rule, one.member_id, one.verdict))
    if waits_in_suspense(session.state(), FindingKey(one.record, one.rule, one.member_id)):
        token = ""
    return DeskLine(one, told.says(one.rule, one.numbers, one.committee), token, _address(one, chosen))


def _address(one: OpenFinding, chosen: FindingFilter) -> str:
    query = _query(chosen, member=one.member_id)
    return f"/desk/{quote(one.record)}/{quote(one.rule)}" + (f"?{query}" if query else "")


def _query(chosen: FindingFilter, **more: str) -> str:
    said = {"committee": chosen.committee, "rule": chosen.rule, "action": chosen.action} | more
    return urlencode({name: value for name, value in said.items() if value})


def _place_of(page: FindingPage) -> str:
    line = page.detail.line
    rank = int(page.action == "warn")
    return _written((rank, line.happened_on, page.key.record, page.key.rule, page.key.member))


def _written(place: Place) -> str:
    return _BETWEEN.join(str(part) for part in place)


def _read_place(text: str) -> Place | None:
    parts = text.split(_BETWEEN)
    if len(parts) != _PARTS_OF_PLACE or parts[0] not in ("0", "1") or not is_day(parts[1]):
        return None
    rank, day, record, rule, member = parts
    return int(rank), day, record, rule, member


def _read_token(text: str) -> tuple[str, str, str, str]:
    parts = text.split(_BETWEEN)
    if len(parts) != _PARTS_OF_SEEN:
        raise Problem("request_unreadable")
    return cast(tuple[str, str, str, str], tuple(parts))


def _decision(form: Form) -> Decision:
    """Raises Problem request_unreadable for one that our forms do not have."""
    asked = form.get("decision")
    for decision in DECISIONS:
        if decision == asked:
            return decision
    raise Problem("request_unreadable")


def _what_is_missing(tokens: Sequence[str], lines: Sequence[DeskLine], form: Form, language: Language) -> str:
    """The sentence of what keeps several from being decided together; empty where nothing does."""
    if not tokens:
        return sentence("findings_not_chosen", language, {})
    if not lines:
        return sentence("finding_changed", language, {"id": _read_token(tokens[0])[0]})
    return "" if form.get("reason").strip() else sentence("decision_reason_missing", language, {})
