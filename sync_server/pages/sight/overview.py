"""The first page after signing in: the campaign at a glance, what needs a person first, where the money stands, what
came last.

Amounts are shown to people who are signed in only. People appear by the code of the user who recorded, never by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from core.domain.calendar import local_day
from core.domain.problems import Language
from core.domain.sheets import PAYABLE_STATES
from core.storage.reads.findings import OpenFinding, open_findings
from core.storage.reads.waiting import Waiting, waiting_steps, what_waits
from core.usecases.office.approvals import NEED_APPROVAL
from core.usecases.office.restores import Restore, restores
from core.usecases.views.field import HistoryFilter, RecordLine
from core.usecases.views.money import Standing
from sync_server.gate.requests import office_of
from sync_server.looking.programme import programme_name
from sync_server.looking.tablets import HeardTablet, heard_tablets
from sync_server.office import Office
from sync_server.pages.frame.rendering import language_of, render
from sync_server.pages.sight.season import SeasonFigures, Span, Step, chosen_span, figures_of_span, spans_of
from sync_server.pages.told.found import Findings
from sync_server.text.texts import say, short_month_text

LATEST = 15
FINDINGS = 8
WORK = (
    "workday", "planting", "replanting", "ready_accepted", "pricked_out", "inventory_counted", "saplings_lost",
    "dispatched", "returned", "transferred", "given_away", "received", "batch_started", "border_walked",
)  # fmt: skip
"""The kinds among the latest records: what was done in the field."""
router = APIRouter()


@dataclass(frozen=True, slots=True)
class FindingLine:
    finding: OpenFinding
    sentence: str


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person: how many of what (the key of a text), and where it is done."""

    key: str
    number: int
    address: str
    holds_money: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page, as of one look at the database. `names` are the committees' names by id; of what was
    accrued `opening_centimos` was owed before the programme kept its books here.
    """

    name: str
    records: int
    spans: tuple[Span, ...]
    season: SeasonFigures
    standing: Standing
    opening_centimos: int
    observed_centimos: int
    needs: tuple[Need, ...]
    latest: tuple[RecordLine, ...]
    latest_of: int
    findings: tuple[FindingLine, ...]
    findings_of: int
    tablets: tuple[HeardTablet, ...]
    names: dict[str, str]
    restores: tuple[Restore, ...]


@router.get("/")
async def show(request: Request) -> Response:
    office, language = office_of(request), language_of(request)
    overview = await office.workers.run(look, office, language, request.query_params.get("season", ""))
    chart = chart_of(overview.season, language)
    return render(request, "overview/overview.html", overview=overview, chart=chart)


def look(office: Office, language: Language, asked: str = "") -> Overview:
    """The overview as it is now, of the campaign that was asked for."""
    today = local_day(office.clock.now_ms())
    with office.store.reading() as session:
        reads = session.reads()
        seasons = reads.seasons()
        spans = spans_of(seasons)
        totals, waiting = reads.totals(), what_waits(session.lookup())
        standing = session.money().standing_apart()
        names = {committee.committee: committee.name for committee in totals.by_committee}
        chosen = HistoryFilter(kinds=WORK)
        findings = open_findings(session.lookup(), FINDINGS)
        tablets = heard_tablets(session, office.contacts, names, today)
        told = Findings(session, language, office.clock.now_ms(), names=False)
        return Overview(
            name=programme_name(session),
            records=totals.records,
            spans=spans,
            season=figures_of_span(reads, seasons, chosen_span(spans, asked, today), today, totals.by_committee),
            standing=standing,
            opening_centimos=standing.accrued_centimos - sum(line.accrued_centimos for line in totals.by_committee),
            observed_centimos=sum(line.held_centimos for line in totals.by_committee),
            needs=needs_of(waiting, tablets, len(waiting_steps(session.lookup(), NEED_APPROVAL))),
            latest=tuple(reads.history(chosen, LATEST, 0)),
            latest_of=reads.history_size(chosen),
            findings=tuple(FindingLine(one, told.says(one.rule, one.numbers, one.committee)) for one in findings),
            findings_of=max(sum(waiting.findings.values()), len(findings)),
            tablets=tablets,
            names=names,
            restores=tuple(restores(session)),
        )


def needs_of(waiting: Waiting, tablets: Sequence[HeardTablet], approvals: int) -> tuple[Need, ...]:
    """What waits for somebody, the most pressing first; what does not wait is left out. `approvals` are steps that
    wait for a second person.
    """
    sheets = waiting.sheets
    needs = (
        Need("hold", waiting.findings.get("hold", 0), "/desk?action=hold", holds_money=True),
        Need("quarantine", waiting.findings.get("quarantine", 0), "/desk?action=quarantine", holds_money=True),
        Need("payments", waiting.payments, "/suspense", holds_money=True),
        Need("recoveries", waiting.recoveries, "/recoveries"),
        Need("approvals", approvals, "/approvals"),
        Need("complaints", waiting.complaints, "/complaints"),
        Need("sheets_locked", sheets.get("locked", 0), "/sheets"),
        Need("sheets_to_pay", sum(sheets.get(state, 0) for state in PAYABLE_STATES), "/sheets"),
        Need("sheets_to_file", sheets.get("settled", 0), "/sheets"),
        Need("sheets_draft", sheets.get("draft", 0), "/sheets"),
        Need("warn", waiting.findings.get("warn", 0), "/desk?action=warn"),
        Need("members", waiting.members, "/reference/members?new=yes"),
        Need("tablets", sum(line.is_quiet for line in tablets), "/tablets"),
    )
    return tuple(need for need in needs if need.number)


def chart_of(season: SeasonFigures, language: Language) -> dict[str, Any]:
    """What the browser draws of a campaign: a place for each step, and for each what its table says as well."""

    def label(step: Step) -> str:
        return (
            short_month_text(step.month, language) if step.month else step.name or say("overview.no_season", language)
        )

    return {
        "labels": [label(step) for step in season.steps],
        "ready": [step.ready or None for step in season.steps],
        "planted": [step.planted or None for step in season.steps],
        "soFar": [step.so_far for step in season.steps],
        "wanted": season.wanted,
        "words": {
            name: say(f"overview.{key}", language)
            for name, key in (
                ("ready", "ready"), ("planted", "planted"), ("soFar", "so_far"),
                ("wanted", "wanted"), ("when", "month"),
            )
        },
    }  # fmt: skip
