"""The sample that is checked on the ground: its form as a download, and what was found, on the page of each record."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.merkle import root
from core.domain.payouts import Payout
from core.domain.problems import Language, Problem
from core.domain.records import is_day
from core.domain.verifications import OUTCOMES
from core.fold.rows import EffectiveRecord
from sync_server.audit.on_site import Found, write_down
from sync_server.audit.papers.sample_form import sample_pdf
from sync_server.audit.sampling import Wanted, sample_of
from sync_server.audit.source import Source
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame.doing import take
from sync_server.pages.frame.rendering import language_of
from sync_server.pages.frame.typed import chosen, day, number, soles_or_nothing
from sync_server.pages.sight.audit import show_audit
from sync_server.pages.work.records import show_record

router = APIRouter()


@router.get("/audit/sample.pdf")
async def sample(request: Request) -> Response:
    """Draw a sample and give its form."""
    office, asked = office_of(request), dict(request.query_params)
    try:
        found = await office.workers.run(drawn, office, asked, language_of(request))
    except Problem as problem:
        return await show_audit(request, problem, Form({name: (text,) for name, text in asked.items()}))
    headers = {"content-disposition": f'attachment; filename="planton-sample-{asked["seed"]}.pdf"'}
    return Response(found, media_type="application/pdf", headers=headers)


@router.post("/records/{record}/checked")
async def checked(request: Request, record: str) -> Response:
    """Write down what somebody found."""

    def work(office: Office, author: str, form: Form) -> None:
        with office.store.reading() as session:
            row = session.state().get(EffectiveRecord, record)
        is_money = row is not None and row.kind == Payout.kind
        found = soles_or_nothing(form, "found") if is_money else number(form.get("found"))
        verdict = chosen(form, "verdict", OUTCOMES)
        said = Found(
            record, int(found), verdict, form.get("checked_by"), form.get("seed"), form.get("words"), day(form)
        )
        write_down(office, author, said)

    return await take(request, work, partial(show_record, request, record), f"/records/{record}", "found.saved")


def drawn(office: Office, asked: dict[str, str], language: Language) -> bytes:
    """The form of the sample that an address asks for. Raises Problem day_missing, number_unreadable, sample_empty or
    package_days_turned.
    """
    first, last = asked.get("from_day", ""), asked.get("to_day", "")
    if not is_day(first) or not is_day(last):
        raise Problem("day_missing")
    if first > last:
        raise Problem("package_days_turned", first=first, last=last)
    wanted = Wanted(
        asked.get("seed", ""), *(number(asked.get(name) or "0") for name in ("plots", "batches", "payouts"))
    )
    with office.store.reading() as session:
        source = Source(session, session.feed_size(), first, last)
        sample = sample_of(source, wanted, root(session.tree()).hex(), with_names=asked.get("names") == "yes")
        return sample_pdf(sample, source.programme, language)
