"""Complaints: those that wait for an answer first, in the words in which they came; one that came by another way than a
tablet is entered here, also without a name.

The words are read here and go nowhere else; an answer goes to the committee's tablets, so it should name nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import get_args

from fastapi import APIRouter, Request, Response

from core.domain.complaints import About, Channel, Complaint, Outcome
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.usecases.office.complaints import answer_complaint
from core.usecases.office.steps import take_step
from core.usecases.views.field import CommitteeView
from core.usecases.words import tidy, words_row
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.looking.complaints import MOST_OF_A_COMMITTEE, ComplaintLine, complaints_in
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take

OUTCOMES, ABOUT = get_args(Outcome), get_args(About)
CHANNELS = tuple(channel for channel in get_args(Channel) if channel != "tablet")
router = APIRouter()


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    waiting: tuple[ComplaintLine, ...]
    answered: tuple[ComplaintLine, ...]
    committees: tuple[CommitteeView, ...]


@router.get("/complaints")
async def show_all(request: Request) -> Response:
    return await _show(request)


@router.post("/complaints")
async def enter(request: Request) -> Response:
    """Enter a complaint that came to the office."""

    def work(office: Office, author: str, form: Form) -> None:
        about = next((one for one in ABOUT if one == form.get("about")), None)
        channel = next((one for one in CHANNELS if one == form.get("channel")), None)
        words = words_row(form.get("words"))
        if about is None or channel is None or words is None:
            raise Problem("form_incomplete")
        if not is_record_id(committee := form.get("committee")):
            raise Problem("committee_missing")
        with office.store.reading() as session:
            views = session.monitoring().complaints(committee, MOST_OF_A_COMMITTEE)
            waiting = [view for view in views if view.answer is None]
            if any(one.text == tidy(form.get("words")) for one in waiting):
                return  # The same form once more: the complaint is there and waits.
        fact = Complaint(RecordId(committee), about, channel)
        take_step(office.store, office.clock, office.origin, author, fact, sides={"office_side": words})

    return await take(request, work, partial(_show, request), "/complaints", "complaints.entered")


@router.post("/complaints/{complaint}")
async def answer(request: Request, complaint: str) -> Response:
    """Answer one. What has been said in the village already is not said otherwise by another page."""

    def work(office: Office, author: str, form: Form) -> None:
        outcome = next((one for one in OUTCOMES if one == form.get("outcome")), None)
        words = form.get("words")
        if outcome is None or not words.strip():
            raise Problem("form_incomplete")
        answer_complaint(office.store, office.clock, office.origin, author, complaint, outcome, words)

    again = partial(_show, request, about=complaint)
    return await take(request, work, again, "/complaints", "complaints.was_answered")


def look(office: Office) -> ComplaintsPage:
    with office.store.reading() as session:
        lines = complaints_in(session)
        return ComplaintsPage(
            tuple(line for line in lines if line.view.answer is None),
            tuple(line for line in lines if line.view.answer is not None),
            tuple(session.reads().committees()),
        )


async def _show(
    request: Request, problem: Problem | None = None, form: Form | None = None, about: str = ""
) -> Response:
    page = await office_of(request).workers.run(look, office_of(request))
    return show(
        request, "complaints/list.html", problem, form, page=page, about=about, outcomes=OUTCOMES, channels=CHANNELS,
        abouts=ABOUT,
    )  # fmt: skip
