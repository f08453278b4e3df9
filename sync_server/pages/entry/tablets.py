"""Tablets: who has them, when they were last heard, whom they work for; letting one in, and shutting one out.

The code that lets a tablet in is shown once, on the page that made it, as signs to type and as a picture to scan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import segno
from fastapi import APIRouter, Request, Response

from core.domain.people import Committee, User
from core.domain.problems import Problem
from core.domain.tablets import REVOCATION_REASONS
from core.fold.facts import live_things
from core.fold.grants import grant_of
from core.storage.session import SqlSession
from core.sync.letting_in.enrolment import Payload, issue_code
from core.usecases.office import tablets
from core.usecases.office.grants import change_grant
from core.usecases.office.tablets import label_for
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.requests import office_of
from sync_server.looking.tablets import Tablets, tablets_in
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ForWhom:
    """For whom a code is: a tablet's label, the committees it works for and the people who work on it, by name."""

    label: str
    committees: tuple[str, ...]
    users: tuple[str, ...]


@router.get("/tablets")
async def show_all(request: Request) -> Response:
    return await _show(request)


@router.post("/tablets")
async def let_in(request: Request) -> Response:
    """Make a code for one tablet, and show it."""
    office, form = office_of(request), await read_form(request, signed_in(request).form_token)

    def work() -> tuple[Payload, ForWhom]:
        with office.store.writing() as session:
            label = label_for(session, form.get("label"))
            committees, users = _chosen(session, form)
            payload = Payload(issue_code(session, office.clock, label, committees, users), office.addresses)
        with office.store.reading() as session:
            return payload, _named(session, label, committees, users)

    try:
        payload, named = await office.workers.run(work)
    except Problem as problem:
        return await _show(request, problem, form)
    picture = segno.make(payload.text(), error="m", micro=False)
    svg = picture.svg_inline(
        scale=6, border=4, dark="#1b1f1a", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return render(request, "tablets/code.html", payload=payload, svg=svg, named=named)


@router.post("/tablets/{origin}/grant")
async def grant(request: Request, origin: str) -> Response:
    """Say whom a tablet works for, and who works on it, from now on."""

    def work(office: Office, author: str, form: Form) -> None:
        with office.store.reading() as session:
            committees, users = _chosen(session, form)
            standing = grant_of(session.state(), origin)
        if standing is None:
            raise Problem("tablet_not_here", origin=origin)
        wanted = replace(standing, committees=committees, users=users)
        change_grant(office.store, office.clock, office.origin, author, origin, wanted)

    return await take(request, work, partial(_show, request), "/tablets", "tablets.done_grant")


@router.post("/tablets/{origin}/revoke")
async def shut_out(request: Request, origin: str) -> Response:
    """Shut a tablet out, at once."""

    def work(office: Office, author: str, form: Form) -> None:
        reason = typed.chosen(form, "reason", REVOCATION_REASONS, "reason_missing")
        tablets.shut_out(office.store, office.clock, office.origin, author, origin, reason)

    return await take(request, work, partial(_show, request), "/tablets", "tablets.done_revoke")


def look(office: Office) -> Tablets:
    with office.store.reading() as session:
        return tablets_in(session, office.contacts)


async def _show(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    page = await office_of(request).workers.run(look, office_of(request))
    return show(request, "tablets/list.html", problem, form, page=page, reasons=REVOCATION_REASONS)


def _chosen(session: SqlSession, form: Form) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The committees and the users that a form has ticked."""
    return _known(session, Committee.kind, form.all("committee")), _known(session, User.kind, form.all("user"))


def _named(session: SqlSession, label: str, committees: Sequence[str], users: Sequence[str]) -> ForWhom:
    reads = session.reads()
    return ForWhom(
        label,
        tuple(f"{one.name} ({one.code})" for one in reads.committees() if one.id in committees),
        tuple(f"{one.name} ({one.code})" for one in reads.users() if one.id in users),
    )


def _known(session: SqlSession, kind: str, chosen: Sequence[str]) -> tuple[str, ...]:
    """Those of the chosen ids that are things of this kind."""
    live = {thing.id for thing in live_things(session.state(), kind)}
    return tuple(one for one in dict.fromkeys(chosen) if one in live)
