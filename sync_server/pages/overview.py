"""The first page after signing in: how much was done and earned by committee, what came last, what waits for a
person.

Amounts are shown to people who are signed in only. People appear by the code of the user who recorded, never by name.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from core.domain.problems import Language
from core.domain.programme import Programme
from core.domain.tablets import TabletEnrolled
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.findings import OpenFinding, open_findings
from core.storage.session import SqlSession
from core.usecases.restores import Restore, restores
from core.usecases.views import CommitteeTotals, HistoryFilter, RecordLine
from sync_server.contacts import Contacts
from sync_server.office import Office
from sync_server.pages.rendering import language_of, render
from sync_server.requests import office_of
from sync_server.text import finding_sentence

LATEST = 25
FINDINGS = 15
WORK = (
    "workday", "planting", "replanting", "ready_accepted", "pricked_out", "inventory_counted", "saplings_lost",
    "dispatched", "returned", "transferred", "given_away", "received", "batch_started", "border_walked",
)  # fmt: skip
"""The kinds among the latest records: what was done in the field."""
_SUMS = ("ready", "planted", "replanted", "opening_planted", "attendances", "accrued_centimos", "held_centimos")
router = APIRouter()


@dataclass(frozen=True, slots=True)
class TabletLine:
    """`records` are those of this tablet that have arrived; `last_contact` is UTC milliseconds."""

    origin: str
    label: str
    committees: tuple[str, ...]
    last_contact: int | None
    records: int
    revoked: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    finding: OpenFinding
    sentence: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page, as of one look at the database. `names` are the committees' names by id."""

    name: str
    records: int
    committees: tuple[CommitteeTotals, ...]
    sums: dict[str, int]
    latest: tuple[RecordLine, ...]
    latest_of: int
    findings: tuple[FindingLine, ...]
    findings_of: int
    tablets: tuple[TabletLine, ...]
    names: dict[str, str]
    restores: tuple[Restore, ...]


@router.get("/")
async def show(request: Request) -> Response:
    office = office_of(request)
    overview = await office.workers.run(look, office, language_of(request))
    return render(request, "overview/overview.html", overview=overview)


def look(office: Office, language: Language) -> Overview:
    """The overview as it is now."""
    with office.store.reading() as session:
        reads = session.reads()
        totals = reads.totals()
        names = {committee.committee: committee.name for committee in totals.by_committee}
        chosen = HistoryFilter(kinds=WORK)
        findings = open_findings(session, FINDINGS)
        return Overview(
            name=_programme_name(session),
            records=totals.records,
            committees=totals.by_committee,
            sums={name: sum(getattr(line, name) for line in totals.by_committee) for name in _SUMS},
            latest=tuple(reads.history(chosen, LATEST, 0)),
            latest_of=reads.history_size(chosen),
            findings=tuple(FindingLine(one, finding_sentence(one.rule, one.numbers, language)) for one in findings),
            findings_of=max(totals.findings, len(findings)),
            tablets=_tablets(session, office.contacts, names),
            names=names,
            restores=tuple(restores(session)),
        )


def _programme_name(session: SqlSession) -> str:
    things = session.state().find(Thing, Programme.kind)
    return str(thing_fact(things[0]).name) if things else session.programme


def _tablets(session: SqlSession, contacts: Contacts, names: dict[str, str]) -> tuple[TabletLine, ...]:
    """Every tablet that was let in, those in use first, then by label."""
    lines = []
    for thing in session.state().find(Thing, TabletEnrolled.kind):
        fact = thing_fact(thing)
        known = session.origin(fact.origin)
        if known is None:
            continue
        committees = tuple(names.get(committee, committee) for committee in fact.committees)
        last = contacts.last(session, known.origin)
        lines.append(TabletLine(known.origin, fact.label, committees, last, known.seq, known.revoked))
    return tuple(sorted(lines, key=lambda line: (line.revoked, line.label, line.origin)))
