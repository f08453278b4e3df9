"""Land: borders out of a file, typed, drawn or walked, judged beside what is known, and stated when somebody says so.

Between the looking and the saving nothing is kept here: the borders travel in the form, and are judged anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.people import Community
from core.domain.plots import Area, Unit
from core.domain.problems import Problem, sentence
from core.domain.records import RecordId, is_record_id
from core.domain.surveys import survey_of
from core.fold.facts import live_things, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State
from core.storage.session import SqlSession
from core.usecases.office.land import programme_region, state_area, state_plots
from core.usecases.views.field import CommitteeView
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.requests import office_of
from sync_server.gate.uploads import read_upload
from sync_server.land.files import LARGEST_FILE, Found, ReadFile, read_land
from sync_server.land.plan import Plan
from sync_server.land.previewing import Walked, judged_rows, plan_of, row_of, row_of_walked, walked_borders
from sync_server.land.rows import (
    LARGEST_BYTES,
    MOST_FIELDS,
    SOILS,
    JudgedRow,
    Row,
    plot_of,
    positions_in,
    rows_in,
    version_text,
)
from sync_server.land.shapes import tidy_name
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of

_MOST_WALKED = 50
_FOR_ALL = ("committee", "area", "spacing", "soil")
router = APIRouter()


@dataclass(frozen=True, slots=True)
class LandChoice:
    """`value` is what the form sends: an id, or a unit in the version that is seen."""

    value: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class LandPage:
    committees: tuple[CommitteeView, ...]
    communities: tuple[LandChoice, ...]
    areas: tuple[LandChoice, ...]
    walked: tuple[Walked, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """`ignored` things of a file were no borders."""

    rows: tuple[JudgedRow, ...]
    ignored: int
    committees: tuple[CommitteeView, ...]
    areas: tuple[LandChoice, ...]
    units: tuple[LandChoice, ...]
    plan: Plan | None


@router.get("/land")
async def show_forms(request: Request) -> Response:
    return await _show(request)


@router.post("/land/areas")
async def add_area(request: Request) -> Response:
    """State an area."""

    def work(office: Office, author: str, form: Form) -> None:
        code, name, community = tidy_name(form.get("code")), tidy_name(form.get("name")), form.get("community")
        if not (code and name and is_record_id(community)):
            raise Problem("form_incomplete")
        state_area(office.store, office.clock, office.origin, author, Area(code, name, RecordId(community)))

    return await take(request, work, partial(_show, request, about="area"), "/land", "land.done_area")


@router.post("/land/preview")
async def preview(request: Request) -> Response:
    """Show what a file, corners that were typed or drawn, or a walked border would become. Nothing is kept of it."""
    office, visitor = office_of(request), signed_in(request)
    try:
        sent = await read_upload(request, visitor.form_token, LARGEST_FILE)
    except Problem as problem:
        if problem.code != "file_large":
            raise
        return await _show(request, problem)
    try:
        page = await office.workers.run(look_at_sent, office, sent)
    except Problem as problem:
        return await _show(request, problem, sent, about=sent.get("way"))
    return await _show_preview(request, page)


@router.post("/land")
async def state(request: Request) -> Response:
    """State what is ticked: all of it, or nothing."""

    def work(office: Office, author: str, form: Form) -> None:
        rows = [row for row in rows_in(form.get) if row.take]
        if not rows:
            raise Problem("land_nothing_ticked")
        state_plots(office.store, office.clock, office.origin, author, [plot_of(row) for row in rows])

    async def again(problem: Problem, form: Form) -> Response:
        page = await office_of(request).workers.run(look_at_rows, office_of(request), rows_in(form.get))
        return await _show_preview(request, page, problem)

    read = partial(read_form, largest=LARGEST_BYTES, most_fields=MOST_FIELDS)
    return await take(request, work, again, "/map", "land.done_units", read)


def look(office: Office) -> LandPage:
    with office.store.reading() as session:
        state = session.state()
        return LandPage(
            tuple(session.reads().committees()), _choosable(state, Community), _choosable(state, Area),
            tuple(walked_borders(state, _MOST_WALKED)),
        )  # fmt: skip


def look_at_sent(office: Office, sent: Form) -> PreviewPage:
    """The borders in what somebody sent. Raises the Problem for which there is nothing to look at."""
    with office.store.reading() as session:
        state = session.state()
        if sent.get("way") == "walked":
            return _preview(office, session, [row_of_walked(state, sent.get("walked"))])
        file = _read(state, sent)
        chosen = {name: sent.get(name) for name in _FOR_ALL}
        rows = [row_of(state, found, chosen) for found in file.found]
        return _preview(office, session, rows, file.found, file.ignored)


def look_at_rows(office: Office, rows: Sequence[Row]) -> PreviewPage:
    """Rows that somebody sent back, judged as things stand now."""
    with office.store.reading() as session:
        return _preview(office, session, rows)


def _read(state: State, sent: Form) -> ReadFile:
    region = programme_region(state)
    if sent.get("way") != "corners":
        return read_land(sent.file("file"), region)
    survey = survey_of(positions_in(sent.get("corners")), region)
    # Whoever types or draws corners does not write the first one twice, and need not hear that it was closed.
    notes = tuple(note for note in survey.notes if note.code != "land_was_open")
    return ReadFile((Found(tidy_name(sent.get("name")), {}, survey, None, notes),), 0)


def _preview(
    office: Office, session: SqlSession, rows: Sequence[Row], found: Sequence[Found] = (), ignored: int = 0
) -> PreviewPage:
    state, now_ms = session.state(), office.clock.now_ms()
    judged = judged_rows(state, rows, found, now_ms)
    return PreviewPage(
        tuple(judged), ignored, tuple(session.reads().committees()), _choosable(state, Area), _units(state),
        plan_of(state, judged, now_ms),
    )  # fmt: skip


def _choosable(state: State, shape: type[Area | Community]) -> tuple[LandChoice, ...]:
    things = live_things(state, shape.kind)
    found = [LandChoice(thing.id, thing.code, str(thing_fact(thing).name)) for thing in things]
    return tuple(sorted(found, key=lambda one: one.code))


def _units(state: State) -> tuple[LandChoice, ...]:
    found = []
    for thing in state.find(Thing, Unit.kind):
        row = state.get(EffectiveRecord, thing.id)
        if thing.status == "live" and row is not None:
            found.append(LandChoice(version_text(thing.id, row.version), thing.code, ""))
    return tuple(sorted(found, key=lambda one: one.code))


async def _show(
    request: Request, problem: Problem | None = None, form: Form | None = None, about: str = ""
) -> Response:
    page = await office_of(request).workers.run(look, office_of(request))
    tiles = {"tiles": office_of(request).tiles, "tiles_credit": office_of(request).tiles_credit}
    return show(request, "land/land.html", problem, form, page=page, about=about, soils=SOILS, **tiles)


async def _show_preview(request: Request, page: PreviewPage, problem: Problem | None = None) -> Response:
    language = language_of(request)
    return show(
        request, "land/preview.html", problem, None, page=page, soils=SOILS,
        told=lambda one: sentence(one.code, language, one.details),
    )  # fmt: skip
