"""Audit packages: what was handed out before, and a form that makes one and gives it as a download."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.responses import FileResponse

from core.domain.exports import Exported
from core.domain.problems import Problem
from core.domain.records import is_day
from sync_server.audit.catalogue import MADE_FOR
from sync_server.audit.making import make_package
from sync_server.audit.package import Order
from sync_server.audit.source import Source, Stated
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame.doing import show
from sync_server.pages.frame.typed import chosen, day

router = APIRouter()
_SHOWN = 20
_ODD = re.compile(r"[^A-Za-z0-9]+")
_EVER = ("0001-01-01", "9999-12-31")


@router.get("/audit")
async def look_at(request: Request) -> Response:
    return await show_audit(request)


@router.post("/audit")
async def make(request: Request) -> Response:
    """Make a package; it is whole before its first byte goes out."""
    office, visitor = office_of(request), signed_in(request)
    form = await read_form(request, visitor.form_token)
    folder = Path(mkdtemp(prefix="planton-"))
    path = folder / _name(office, form)

    def work() -> None:
        order = Order(
            chosen(form, "profile", MADE_FOR), day(form, "from_day"), day(form, "to_day"), form.get("photos") == "yes"
        )
        make_package(office, visitor.user_code, order, form.get("why"), path)

    try:
        await office.workers.run(work)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, Problem):
            return await show_audit(request, error, form)
        raise
    gone = BackgroundTasks()
    gone.add_task(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(path, media_type="application/zip", filename=path.name, background=gone)


def handed_out(office: Office) -> Sequence[Stated]:
    """The packages that were made last, the newest first."""
    with office.store.reading() as session:
        found = [one for one in Source(session, 0, *_EVER).stated(Exported.kind) if one.fact is not None]
    return sorted(found, key=lambda one: one.row.position or 0, reverse=True)[:_SHOWN]


async def show_audit(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    """The page, after a step that could not be taken with the reason and what was typed."""
    packages = await office_of(request).workers.run(handed_out, office_of(request))
    return show(request, "audit/audit.html", problem, form, packages=packages, profiles=MADE_FOR)


def _name(office: Office, form: Form) -> str:
    days = [form.get(name) for name in ("from_day", "to_day") if is_day(form.get(name))]
    return "-".join(["planton", _ODD.sub("-", office.store.programme).strip("-").lower(), *days]) + ".zip"
