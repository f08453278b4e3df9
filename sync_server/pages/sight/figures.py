"""Figures of the day: one page to send a donor, to print, and as PDF, both from the same look at the database."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from core.domain.calendar import local_day
from core.domain.people import SMALLEST_GROUP
from sync_server.gate.requests import office_of
from sync_server.land.units import unit_cares
from sync_server.looking.day_figures import Figures, figures_of_day
from sync_server.looking.programme import programme_name
from sync_server.looking.tablets import HeardTablet, heard_tablets, last_contacts
from sync_server.office import Office
from sync_server.pages.frame.rendering import language_of, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class FiguresPage:
    figures: Figures
    tablets: tuple[HeardTablet, ...]


@router.get("/figures")
async def show(request: Request) -> Response:
    page = await office_of(request).workers.run(look, office_of(request))
    return render(request, "figures/figures.html", page=page, few=SMALLEST_GROUP)


@router.get("/figures.pdf")
async def as_pdf(request: Request) -> Response:
    from sync_server.exports.figures_paper import figures_pdf  # Drawing takes longer to load than a server to start.

    office, language = office_of(request), language_of(request)

    def work() -> tuple[FiguresPage, bytes]:
        page = look(office)
        return page, figures_pdf(page.figures, last_contacts(page.tablets), language)

    page, content = await office.workers.run(work)
    name = f"planton-{local_day(page.figures.moment_ms)}.pdf"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


def look(office: Office) -> FiguresPage:
    now_ms = office.clock.now_ms()
    with office.store.reading() as session:
        tablets = heard_tablets(session, office.contacts, {}, local_day(now_ms))
        figures = figures_of_day(session, programme_name(session), now_ms, unit_cares(session))
        return FiguresPage(figures, tuple(line for line in tablets if not line.revoked))
