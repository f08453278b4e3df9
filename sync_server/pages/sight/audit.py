"""What the office hands out: audit packages, the paper for an assembly, and one person's own. Forms make them and
give them as downloads; what was handed out before stands below.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.responses import FileResponse

from core.domain.exports import Exported
from core.domain.identity import name_sort_key
from core.domain.problems import Problem
from core.domain.records import is_day
from core.storage.session import SqlSession
from sync_server.audit.catalogue import MADE_FOR
from sync_server.audit.handing import Paper, make_assembly_paper, make_statement
from sync_server.audit.handouts.village import places_of
from sync_server.audit.making import make_package
from sync_server.audit.package import Order
from sync_server.audit.source import Source, Stated
from sync_server.gate.access import may_open, signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.looked import shows_nothing
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame.doing import show
from sync_server.pages.frame.rendering import language_of
from sync_server.pages.frame.typed import chosen, day

router = APIRouter()
_SHOWN = 20
MOST_PEOPLE = 1_000
"""So many can be chosen from a list; of more it would weigh more than the page."""
_ODD = re.compile(r"[^A-Za-z0-9]+")
_EVER = ("0001-01-01", "9999-12-31")


@router.get("/audit")
async def look_at(request: Request) -> Response:
    return await show_audit(request)


@router.post("/audit")
async def make(request: Request) -> Response:
    """Make a package; it is whole before its first byte goes out."""

    def work(office: Office, author: str, form: Form, path: Path) -> None:
        order = Order(
            chosen(form, "profile", MADE_FOR), day(form, "from_day"), day(form, "to_day"), form.get("photos") == "yes"
        )
        make_package(office, author, order, form.get("why"), path)

    return await _download(request, work, "zip")


@router.post("/audit/community")
async def for_assembly(request: Request) -> Response:
    """Make the paper for an assembly."""

    def work(office: Office, author: str, form: Form, path: Path) -> None:
        make_assembly_paper(office, author, form.get("place"), _paper(request, form), path)

    return await _download(request, work, "zip", "community")


@router.post("/audit/person")
async def for_person(request: Request) -> Response:
    """Make one person's own paper."""

    def work(office: Office, author: str, form: Form, path: Path) -> None:
        make_statement(office, author, form.get("member"), _paper(request, form), path)

    return await _download(request, work, "pdf", "person")


def _paper(request: Request, form: Form) -> Paper:
    return Paper(day(form, "from_day"), day(form, "to_day"), form.get("why"), language_of(request))


async def _download(
    request: Request, work: Callable[[Office, str, Form, Path], None], suffix: str, kind: str = ""
) -> Response:
    """What a form asks for, as a file that is gone when it was sent; where it cannot be, the page with the reason."""
    office, visitor = office_of(request), signed_in(request)
    form = await read_form(request, visitor.form_token)
    folder = Path(mkdtemp(prefix="planton-"))
    path = folder / f"{_name(office, form, kind)}.{suffix}"
    try:
        await office.workers.run(work, office, visitor.user_code, form, path)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, Problem):
            return await show_audit(request, error, form)
        raise
    gone = BackgroundTasks()
    gone.add_task(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(path, media_type=f"application/{suffix}", filename=path.name, background=gone)


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The packages and papers that were made last, the newest first; `about` has the code of what each is about alone.
    `places` are the communities and committees that papers can be made for, `people` the members by code and name of
    whom one is chosen: none for whoever may not make a person's paper, nor where there are too many to choose from.
    """

    packages: Sequence[Stated]
    about: dict[str, str]
    places: Sequence[tuple[str, str]]
    people: Sequence[tuple[str, str]]


def handed_out(office: Office, *, with_people: bool) -> HandedOut:
    with office.store.reading() as session:
        source = Source(session, 0, *_EVER)
        found = [one for one in source.stated(Exported.kind) if one.fact is not None]
        last = sorted(found, key=lambda one: one.row.position or 0, reverse=True)[:_SHOWN]
        things = {one.fact.about: source.lookup.thing(one.fact.about) for one in last if one.fact.about}
        about = {key: thing.code if thing else key for key, thing in things.items()}
        return HandedOut(last, about, places_of(source), _people(session) if with_people else ())


def _people(session: SqlSession) -> Sequence[tuple[str, str]]:
    if sum(one.members for one in session.reads().committees()) > MOST_PEOPLE:
        return ()
    people = sorted(session.reference().people(), key=lambda one: name_sort_key(one.name))
    return [(one.code, f"{one.name} · {one.committee_name}") for one in people]


async def show_audit(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    """The page, after a step that could not be taken with the reason and what was typed."""
    with_people = may_open("/audit/person", signed_in(request).role, "POST")
    page = await office_of(request).workers.run(partial(handed_out, office_of(request), with_people=with_people))
    if not page.people:
        shows_nothing(request)
    return show(request, "audit/audit.html", problem, form, page=page, profiles=MADE_FOR)


def _name(office: Office, form: Form, kind: str) -> str:
    """A file's name without its end, which says for whom a package is: an auditor's, with its names, is taken for no
    other. No name of a person and no code stands in it.
    """
    profile = form.get("profile")
    kind = kind or (profile if profile in MADE_FOR else "")
    days = [form.get(name) for name in ("from_day", "to_day") if is_day(form.get(name))]
    parts = ["planton", _ODD.sub("-", office.store.programme).strip("-").lower(), kind, *days]
    return "-".join(part for part in parts if part)
