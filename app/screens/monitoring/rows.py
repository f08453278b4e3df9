"""What the lists of the monitoring screen show, and how it is put together from what was read. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.screens.monitoring.words import count_state, last_count, share_text, short_day
from app.screens.recording.words import capital
from app.text.formats import short_date
from app.text.telling import named, state_word, tone_of
from app.text.texts import t
from core.domain.money import format_count
from core.usecases.views.monitoring import AgreementView, ComplaintView, UnitCareView, VisitView

NOTHING = "–"
MOST_LETTERS = 84
"""Of what is quoted in a row: two lines on the narrowest tablet. The whole stands on the record's own page."""


@dataclass(frozen=True)
class UnitRow:
    """A unit with its figures; `share` is that of the last count, `note` says when that was or what to replant."""

    key: str
    title: str
    note: str
    share: str
    planted: str
    standing: str
    lost: str
    replant: str
    has_gaps: bool
    tone: str
    state_word: str


@dataclass(frozen=True)
class SaidRow:
    """A visit, a complaint or an agreement: a title over a line or two, and how it stands."""

    key: str
    icon: str
    title: str
    detail: str
    tone: str
    state_word: str


def unit_row(view: UnitCareView, today: str, due_days: int) -> UnitRow:
    tone, word = count_state(view, today, due_days)
    return UnitRow(
        key=view.unit.id,
        title=f"{view.unit.code} · {view.unit.area_name}",
        note=_replant(view) or (last_count(view) if view.planted else ""),
        share=share_text(view.last.share) if view.last else NOTHING,
        planted=format_count(view.planted),
        standing=format_count(view.standing),
        lost=format_count(view.lost),
        replant=format_count(view.to_replant),
        has_gaps=view.to_replant > 0,
        tone=tone,
        state_word=word,
    )


def _replant(view: UnitCareView) -> str:
    """`Por recalzar: 120 pino pátula, 30 queñoal`, with the day of the count that says so."""
    wanted = [
        t("recording.trees_of", count=format_count(one.stand.to_replant), species=one.name)
        for one in view.species
        if one.stand.to_replant
    ]
    if not wanted:
        return ""
    said = t("monitoring.replant_of", what=", ".join(wanted))
    return f"{said} · {last_count(view)}" if view.last else said


def excerpt(text: str) -> str:
    """The beginning of what somebody wrote, up to the end of a word."""
    words = " ".join(text.split())
    if len(words) <= MOST_LETTERS:
        return words
    return f"{words[:MOST_LETTERS].rpartition(' ')[0] or words[:MOST_LETTERS]}…"


def visit_row(view: VisitView) -> SaidRow:
    where = t("monitoring.unit_title", code=view.unit_code) if view.unit_code else t("monitoring.visit_whole")
    words = t("monitoring.visit_no_words")
    if view.agreed:
        words = t("monitoring.visit_agreed", text=excerpt(view.agreed))
    elif view.seen:
        words = t("monitoring.visit_seen", text=excerpt(view.seen))
    next_on = t("monitoring.visit_next", day=short_date(date.fromisoformat(view.next_on))) if view.next_on else ""
    title = t("monitoring.visit_title", day=short_day(view.day), place=where)
    return SaidRow(view.id, "eye-check-outline", f"{title} · {view.author}", words, "info" if next_on else "", next_on)


def complaint_row(view: ComplaintView) -> SaidRow:
    about = named("about", view.about)
    title = t("monitoring.complaint_title", number=view.id, about=about)
    if view.answer is None:
        is_void = view.state == "void"
        tone, word = (tone_of("void"), state_word("void")) if is_void else ("pending", t("monitoring.complaint_waits"))
        how = t("monitoring.complaint_detail", day=short_day(view.day), channel=named("channel", view.channel))
        return SaidRow(view.id, "chat-alert-outline", title, how, tone, word)
    answer = t("monitoring.complaint_answer", day=short_day(view.answer.day), text=excerpt(view.answer.text) or NOTHING)
    outcome = capital(named("outcome", view.answer.outcome))
    return SaidRow(view.id, "message-text-outline", title, answer, "confirmed", outcome)


def agreement_row(view: AgreementView, today: str) -> SaidRow:
    subject = capital(named("subject", view.subject))
    title = t("monitoring.agreement_title", code=view.code, subject=subject)
    holders = t(
        "monitoring.agreement_holders",
        land=named("holder", view.land_holder),
        timber=named("holder", view.timber_holder),
        carbon=named("holder", view.carbon_holder),
    )
    detail = f"{t('monitoring.unit_title', code=view.place)} · {holders}" if view.place else holders
    if view.ends_on and view.ends_on < today:
        return SaidRow(view.id, "file-sign", title, detail, "neutral", t("monitoring.agreement_over"))
    until = t("monitoring.agreement_until", day=short_day(view.ends_on)) if view.ends_on else ""
    return SaidRow(view.id, "file-sign", title, detail, "confirmed", until or t("monitoring.agreement_open"))
