"""What the page of one record shows, and how it is put together from what was read. No Kivy and no events here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.screens.monitoring.words import share_text
from app.screens.record.facts import RecordFacts
from app.screens.record.fields import FieldRow, change_lines, field_rows
from app.text import telling
from app.text.formats import full_date, long_date
from app.text.money_parts import MoneyParts
from app.text.texts import language, t
from app.widgets.dated_list.rows import EarningRow
from core.domain.complaints import Complaint
from core.domain.money import format_count, format_soles
from core.domain.survival import SurvivalCount, alive_share
from core.domain.texts.findings import FINDING_TEXTS
from core.usecases.views.field import CorrectionView, HoldView, Money, PersonMoney


@dataclass(frozen=True)
class NoticeRow:
    """A sentence about the record; `tone` is one of app.theme.tones."""

    text: str
    tone: str


@dataclass(frozen=True)
class ChangeRow:
    """One correction: what was done, why, by whom and when; `lines` say what it changed and what was noted."""

    title: str
    detail: str
    icon: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Button:
    """What can be done: `key` is `correct`, `void` or `reinstate`."""

    key: str
    text: str
    icon: str
    kind: str


@dataclass(frozen=True)
class RecordView:
    """The whole page. `money` is absent where nobody earns by the record; `nobody` then says why."""

    title: str
    subtitle: str
    icon: str
    tone: str
    state_word: str
    notices: tuple[NoticeRow, ...]
    fields: tuple[FieldRow, ...]
    people_title: str
    reckoning: str
    money: MoneyParts | None
    people: tuple[EarningRow, ...]
    nobody: str
    changes: tuple[ChangeRow, ...]
    recorded: str
    number: str
    buttons: tuple[Button, ...]


def record_view(facts: RecordFacts, mine: tuple[NoticeRow, ...], has_form: bool) -> RecordView:
    """`mine` are sentences about what the person has just tried."""
    detail, line = facts.detail, facts.detail.line
    is_void = line.state == "void"
    state = _state(facts)
    is_ours = not facts.office_corrects and detail.fact is not None
    money = sum((person.money for person in detail.people), Money())
    pays = bool(detail.people) and not is_void
    return RecordView(
        title=telling.title_of(line),
        subtitle=_subtitle(facts),
        icon=telling.VOID_ICON if is_void else telling.kind_icon(line.kind),
        tone=telling.tone_of(state),
        state_word=telling.state_word(state),
        notices=mine + _notices(facts),
        fields=_fields(facts),
        people_title=t("review.came") if facts.presences else t("review.earned"),
        reckoning=_reckoning(facts) if pays else "",
        money=telling.money_parts(money) if pays else None,
        people=_people(facts) if pays else _present(facts),
        nobody="" if pays or facts.presences else _nobody(facts),
        changes=tuple(_change(change, facts) for change in detail.corrections),
        recorded=t(
            "review.recorded_by",
            author=facts.users.get(line.author, line.author),
            moment=telling.moment_of(line.recorded_at),
        ),
        number=t("review.number", id=line.id),
        buttons=_buttons(line.state, has_form) if is_ours else (),
    )


def _state(facts: RecordFacts) -> str:
    """How the record stands: not yet sent as well where only its last correction is not."""
    state = facts.detail.line.state
    has_unsent = any(person.money.pending for person in facts.detail.people)
    return "pending" if state == "confirmed" and has_unsent else state


def explained(hold: HoldView, names: Mapping[str, str]) -> str:
    """The sentence of a finding, with names in the place of codes and ids."""
    texts = FINDING_TEXTS.get(hold.rule)
    if texts is None:
        return t("review.rule_unexplained", rule=hold.rule)
    numbers: dict[str, Any] = {name: _number(name, value, names) for name, value in hold.numbers.items()}
    if hold.member_name:
        numbers["name"] = hold.member_name
    try:
        return texts[language() == "en"].format(**numbers)
    except (KeyError, IndexError):
        return t("review.rule_unexplained", rule=hold.rule)


def _number(name: str, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, int):
        return format_count(value)
    text = str(value)
    if name in ("day", "began_on", "latest", "recorded_on", "workday_day") and len(text) == len("2014-12-03"):
        return full_date(date.fromisoformat(text))
    return ", ".join(names.get(part, part) for part in text.split(", "))


def _notices(facts: RecordFacts) -> tuple[NoticeRow, ...]:
    if facts.detail.fact is None:
        return (NoticeRow(t("review.unreadable"), "observed"),)
    names = {**facts.codes, **facts.names}
    rows = [_answer(facts)] if facts.detail.line.kind == Complaint.kind else []
    for hold in facts.detail.holds:
        if hold.released:
            continue
        said = explained(hold, names)
        rows.append(NoticeRow(t("review.call", sentence=said), "observed" if hold.action == "hold" else "pending"))
    return tuple(sorted(rows, key=lambda row: row.tone))


def _answer(facts: RecordFacts) -> NoticeRow:
    """What the office says to a complaint, once it has come."""
    answer = facts.detail.answer
    if answer is None:
        return NoticeRow(t("review.answer_waits"), "pending")
    said = t(
        "review.answer",
        day=long_date(date.fromisoformat(answer.day)),
        outcome=telling.named("outcome", answer.outcome),
        text=answer.text,
    )
    return NoticeRow(said.strip(), "confirmed")


def _subtitle(facts: RecordFacts) -> str:
    line = facts.detail.line
    place = facts.names.get(line.id, "") if line.kind == "member" else telling.place_of(line)
    day = long_date(date.fromisoformat(line.happened_on))
    return f"{place} · {day}" if place else day


def _fields(facts: RecordFacts) -> tuple[FieldRow, ...]:
    detail = facts.detail
    rows = [FieldRow(t("fields.day"), full_date(date.fromisoformat(detail.line.happened_on)))]
    if detail.fact is not None:
        rows += field_rows(detail.fact, facts.names)
        if detail.line.kind == "member" and detail.line.id in facts.names:
            rows.insert(1, FieldRow(t("fields.name"), facts.names[detail.line.id]))
    if isinstance(detail.fact, SurvivalCount) and facts.rows_total:
        share = share_text(alive_share(detail.fact.rows, facts.rows_total))
        rows.insert(1, FieldRow(t("fields.survival_share"), share))
    for line in facts.workdays:
        said = t(
            "review.workday_named",
            day=long_date(date.fromisoformat(line.happened_on)),
            activity=telling.named("activity", line.subject),
            count=format_count(line.count),
        )
        rows.append(FieldRow(t("fields.workdays"), said))
    if facts.counts:
        rows.append(FieldRow(t("fields.people"), t("review.people_count", count=format_count(len(facts.counts)))))
    return tuple(rows)


def _rate(facts: RecordFacts) -> int:
    return next((line.rate_centimos for line in facts.detail.earnings if line.item_kind != "reversal"), 0)


def _reckoning(facts: RecordFacts) -> str:
    """`640 × S/ 0.50 = S/ 320.00, repartido entre 22 días de trabajo`."""
    rate, centimos = _rate(facts), facts.detail.line.centimos
    if not rate:
        return ""
    count = sum(facts.counts.values()) if facts.counts else centimos // rate
    product = telling.reckoning(count, rate, centimos)
    half_days = sum(facts.half_days.values())
    return t("work.shared", sum=product, work=telling.days_of(half_days)) if half_days else product


def _people(facts: RecordFacts) -> tuple[EarningRow, ...]:
    rows = [_person(person, facts) for person in facts.detail.people]
    return tuple(sorted(rows, key=lambda row: row.title))


def _person(person: PersonMoney, facts: RecordFacts) -> EarningRow:
    money = person.money
    total = money.confirmed + money.pending + money.observed
    if person.member in facts.counts:
        why = telling.reckoning(facts.counts[person.member], _rate(facts), total)
    elif person.member in facts.half_days:
        why = telling.days_of(facts.half_days[person.member])
    else:
        why = ""
    parts = [(name, getattr(money, name)) for name in ("observed", "pending", "confirmed") if getattr(money, name)]
    if len(parts) > 1:
        split = ", ".join(t(f"review.part_{name}", amount=format_soles(part)) for name, part in reversed(parts))
        why = f"{why} · {split}"
    state = parts[0][0] if parts else facts.detail.line.state
    return EarningRow(
        key=person.member,
        title=person.name,
        detail=why,
        amount=format_soles(total),
        tone=telling.tone_of(state),
        state_word=telling.state_word(state),
    )


def _present(facts: RecordFacts) -> tuple[EarningRow, ...]:
    rows = []
    for presence in facts.presences:
        work = telling.days_of(presence.half_days)
        came = facts.names.get(presence.stand_in or "", "")
        if presence.stand_in_other:
            came = t(f"review.stand_in_{presence.stand_in_other}")
        said = t("review.came_in_place", work=work, name=came) if came else work
        name = facts.names.get(presence.member, presence.member)
        icon = "circle-half-full" if presence.half_days == 1 else "checkbox-marked-circle"
        rows.append(EarningRow(presence.member, name, said, "", icon))
    return tuple(sorted(rows, key=lambda row: row.title))


def _buttons(state: str, has_form: bool) -> tuple[Button, ...]:
    if state == "void":
        return (Button("reinstate", t("review.reinstate"), "undo", "primary"),)
    if state in ("no_effect", "waiting", "unreadable"):
        return ()
    void = Button("void", t("common.void"), telling.VOID_ICON, "secondary")
    return (Button("correct", t("common.edit"), "pencil", "primary"), void) if has_form else (void,)


def _nobody(facts: RecordFacts) -> str:
    if facts.detail.line.state == "void":
        return t("review.earned_void")
    waits = facts.detail.line.kind in ("planting", "ready_accepted")
    return t("review.earned_waiting") if waits else t("review.earned_nothing")


def _change(change: CorrectionView, facts: RecordFacts) -> ChangeRow:
    said = t("review.was_voided" if change.action == "void" else "review.was_replaced")
    moment = telling.moment_of(change.recorded_at)
    detail = t(
        "review.reason_and_author",
        reason=telling.named("reason", change.reason),
        author=facts.users.get(change.author, change.author),
        moment=moment,
    )
    lines = change_lines(change.changes, facts.names)
    if change.has_note:
        lines.append(t("review.noted", note=change.note or t("fields.words_elsewhere")))
    if not change.takes_effect:
        return ChangeRow(t("review.was_without_effect", action=said), detail, "close", tuple(lines))
    return ChangeRow(said, detail, telling.VOID_ICON if change.action == "void" else "pencil", tuple(lines))
