"""Lists of the work and of what is done about it: records, findings, complaints, files that were sent, months, figures,
units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.domain.calendar import local_day
from core.storage.reads.findings import OpenFinding, open_findings
from core.storage.reads.places import Spot, places_of
from core.usecases.office.months import closings
from core.usecases.views.field import HistoryFilter, RecordLine
from sync_server.downloads.listing import (
    AT_ONCE,
    Asked,
    Column,
    Geometry,
    Listing,
    centimos,
    code,
    count,
    day,
    flag,
    moment,
    text,
)
from sync_server.downloads.shapes import point, ring
from sync_server.exports.figures_table import figures_lines
from sync_server.land.units import UnitLine, unit_cares
from sync_server.looking.complaints import complaints_in
from sync_server.looking.day_figures import figures_of_day
from sync_server.looking.programme import programme_name
from sync_server.looking.records import count_and_centimos
from sync_server.looking.tablets import heard_tablets, last_contacts
from sync_server.office import Office
from sync_server.pages.sight import maps
from sync_server.pages.told.choosing import read_choice
from sync_server.pages.told.found import Findings
from sync_server.pages.work import desk

_MOST_FILES = 1_000_000


@dataclass(frozen=True, slots=True)
class _Record:
    line: RecordLine
    committee_name: str
    spot: Spot | None


_RECORD = (
    text("record", lambda one: one.line.id),
    code("kind", "kind", lambda one: one.line.kind),
    day("happened_on", lambda one: one.line.happened_on),
    moment("recorded_at", lambda one: one.line.recorded_at),
    text("author", lambda one: one.line.author),
    text("committee", lambda one: one.line.committee),
    text("subject", lambda one: one.line.subject),
    text("species", lambda one: one.line.species_name),
    count("count", lambda one: count_and_centimos(one.line)[0]),
    centimos("", lambda one: count_and_centimos(one.line)[1]),
    code("state", "state", lambda one: one.line.state),
    text("changed_by", lambda one: one.line.changed_by),
    text("committee_name", lambda one: one.committee_name),
)


def records(asked: Asked) -> Listing:
    """All that are chosen, the newest first; a planting lies where its position was taken."""
    choice, _ = read_choice(asked.query)
    with asked.office.store.reading() as session:
        names = {one.id: one.name for one in session.reads().committees()}
        # What comes in while the file is written is in none of its parts.
        chosen = replace(choice.filter(), up_to=session.folded_position())
    parts = _record_parts(asked.office, chosen, names)
    return Listing("records", "records.title", _RECORD, parts, lambda one: point(one.spot))


def _record_parts(office: Office, chosen: HistoryFilter, names: dict[str, str]) -> Iterator[Sequence[_Record]]:
    """Each look takes up where the last one ended."""
    last: RecordLine | None = None
    while True:
        with office.store.reading() as session:
            reads = session.reads()
            if last is None:
                lines = reads.history(chosen, AT_ONCE, 0)
            else:
                lines = reads.history_beside(chosen, last, AT_ONCE, newer=False)
            spots = {key: place.spot for key, place in places_of(session.lookup(), [line.id for line in lines]).items()}
        yield [_Record(line, names.get(line.committee, ""), spots.get(line.id)) for line in lines]
        if len(lines) < AT_ONCE:
            return
        last = lines[-1]


@dataclass(frozen=True, slots=True)
class _Finding:
    found: OpenFinding
    sentence: str
    committee_name: str


_FINDING = (
    text("record", lambda one: one.found.record),
    code("kind", "kind", lambda one: one.found.kind),
    day("happened_on", lambda one: one.found.happened_on),
    text("committee", lambda one: one.found.committee),
    text("committee_name", lambda one: one.committee_name),
    code("rule", "rule", lambda one: one.found.rule),
    code("action", "action", lambda one: one.found.action),
    text("member", lambda one: one.found.member),
    text("sentence", lambda one: one.sentence),
    count("count", lambda one: count_and_centimos(one.found)[0]),
    centimos("", lambda one: count_and_centimos(one.found)[1]),
    text("author", lambda one: one.found.author),
)


def findings(asked: Asked) -> Listing:
    """What waits of what is chosen, in the order of the queue; `sentence` is in the language of whoever asks."""
    with asked.office.store.reading() as session:
        names = {one.id: one.name for one in session.reads().committees()}
    return Listing("findings", "desk.title", _FINDING, _finding_parts(asked, names))


def _finding_parts(asked: Asked, names: dict[str, str]) -> Iterator[Sequence[_Finding]]:
    chosen, after = desk.read_chosen(asked.query), None
    while True:
        with asked.office.store.reading() as session:
            found = open_findings(session.lookup(), AT_ONCE, chosen, after)
            told = Findings(session, asked.language, asked.office.clock.now_ms())
            part = [
                _Finding(one, told.says(one.rule, one.numbers, one.committee), names.get(one.committee, ""))
                for one in found
            ]
        yield part
        if len(found) < AT_ONCE:
            return
        after = found[-1].place


_COMPLAINT = (
    text("record", lambda one: one.view.id),
    day("happened_on", lambda one: one.view.day),
    text("committee_name", lambda one: one.committee),
    code("about", "about", lambda one: one.view.about),
    code("channel", "channel", lambda one: one.view.channel),
    code("state", "state", lambda one: one.view.state),
    code("outcome", "outcome", lambda one: one.view.answer.outcome if one.view.answer else ""),
    day("answered_on", lambda one: one.view.answer.day if one.view.answer else ""),
)


def complaints(asked: Asked) -> Listing:
    """Those that wait first. Their words stay on the page."""
    with asked.office.store.reading() as session:
        return Listing("complaints", "complaints.title", _COMPLAINT, [complaints_in(session)])


_FILE = (
    text("file", lambda one: one.id),
    code("kind", "kind", lambda one: one.kind),
    text("name", lambda one: one.name),
    text("author", lambda one: one.author),
    moment("sent_at", lambda one: one.uploaded_at),
    moment("entered_at", lambda one: one.entered_at),
    count("lines", lambda one: one.lines),
)


def imported_files(asked: Asked) -> Listing:
    """Every spreadsheet that was sent, the latest first."""
    with asked.office.store.reading() as session:
        files = session.imports().files(_MOST_FILES)
    return Listing("imports", "import.title", _FILE, [files])


_MONTH = (
    text("month", lambda one: one.month),
    text("record", lambda one: one.record),
    day("closed_on", lambda one: one.closed_on),
    text("author", lambda one: one.author),
    flag("stands", lambda one: one.stands),
    count("still_open", lambda one: sum(open_.number for open_ in one.still_open)),
    text("reopening", lambda one: one.reopening),
)


def months(asked: Asked) -> Listing:
    """Every closing of a month, the latest first."""
    with asked.office.store.reading() as session:
        return Listing("months", "months.title", _MONTH, [closings(session.state())])


_FIGURE = (
    text("scope", lambda one: one[0]),
    text("name", lambda one: one[1]),
    text("measure", lambda one: one[2]),
    Column("value", "plain", lambda one: one[3]),
)


def figures(asked: Asked) -> Listing:
    """The figures of the day; what may not be told has no value."""
    office, now_ms = asked.office, asked.office.clock.now_ms()
    with office.store.reading() as session:
        told = figures_of_day(session, programme_name(session), now_ms, unit_cares(session))
        tablets = heard_tablets(session, office.contacts, {}, local_day(now_ms))
    lines = list(figures_lines(told, last_contacts(tablets)))
    return Listing("figures", "figures.title", _FIGURE, [lines])


@dataclass(frozen=True, slots=True)
class _Unit:
    line: UnitLine
    committee_name: str


_UNIT = (
    text("unit", lambda one: one.line.figures.id),
    text("code", lambda one: one.line.figures.code),
    text("committee", lambda one: one.line.figures.committee),
    text("committee_name", lambda one: one.committee_name),
    text("area_name", lambda one: one.line.figures.area_name),
    count("area_m2", lambda one: one.line.figures.area_m2),
    count("target_trees", lambda one: one.line.figures.target),
    count("planted_trees", lambda one: one.line.figures.planted),
    count("replanted_trees", lambda one: one.line.figures.replanted),
    count("lost_trees", lambda one: one.line.figures.lost),
    count("planted_per_mille", lambda one: one.line.figures.planted_part),
    count("survival_per_mille", lambda one: one.line.figures.part("survival")),
    day("counted_on", lambda one: one.line.figures.counted_on),
)


def units(asked: Asked) -> Listing:
    """The units of the map with their figures, each in its border."""
    page = maps.look(asked.office, maps.MapChoice(committee=asked.query.get("committee", "")[:60]))
    lines = [_Unit(line, page.names.get(line.figures.committee, "")) for line in page.lines]

    def border(one: _Unit) -> Geometry | None:
        return ring(one.line.ring)

    return Listing("units", "listing.units", _UNIT, [lines], border)
