"""What one person earned and why, item by item, and what they were paid, so that a technician can turn the tablet to
them.

Nothing of anybody else is shown. What was taken back stays in the list, with the change that took it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.desk import Desk
from app.listening import Listening, Said, clips_for, listen_look
from app.ports import Speaker
from app.text import telling
from app.text.texts import t
from app.widgets.dated_list.rows import DayRow, EarningRow
from app.widgets.money_parts.parts import MoneyParts
from core.domain.money import format_soles
from core.usecases.views import CorrectionView, Money, Reads, StatementLine

_NOT_EARNED = {
    "payout": ("review.paid", "cash"),
    "rounding": ("review.rounded", "cash-multiple"),
    "waived": ("review.waived", "cash-multiple"),
}
"""Lines that are no work: their words and icons by kind of item."""


@dataclass(frozen=True)
class StatementView:
    """The whole page. `empty_title` is set where nothing has been earned yet; `listen` is icon, word and kind of the
    button that says the three parts, where there is a voice.
    """

    name: str
    subtitle: str
    money: MoneyParts
    rows: tuple[EarningRow | DayRow, ...]
    empty_title: str
    empty_detail: str
    listen: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class _Facts:
    """`changes` are the corrections of the records of which something was taken back."""

    name: str
    committee: str
    lines: list[StatementLine]
    changes: Mapping[str, tuple[CorrectionView, ...]] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)


class StatementPresenter:
    """Events: the methods without underscore. `render` takes a StatementView."""

    def __init__(self, desk: Desk, render: Callable[[StatementView], None], speaker: Speaker) -> None:
        self._desk = desk
        self._render = render
        self._member = ""
        self._facts: _Facts | None = None
        self._listening = Listening(speaker, self._show)

    def enter(self, member: str) -> None:
        if self._refresh not in self._desk.changed:
            self._desk.changed.append(self._refresh)
        self._member, self._facts = member, None
        self._refresh()

    def leave(self) -> None:
        self._listening.hush()
        if self._refresh in self._desk.changed:
            self._desk.changed.remove(self._refresh)

    def back(self) -> None:
        self._desk.navigator.back()

    def listen(self) -> None:
        """Say the three parts, or stop."""
        if self._facts is not None:
            self._listening.touch(spoken_parts(_money(self._facts.lines)))

    def open(self, key: str) -> None:
        """A line was touched; its key begins with the record."""
        self._desk.navigator.go("record", id=key.partition("/")[0])

    def _refresh(self) -> None:
        member, day = self._member, self._desk.today()
        first = self._desk.committee.id if self._desk.committee else ""

        def take(facts: _Facts) -> None:
            if member == self._member:
                self._facts = facts
                self._show()

        self._desk.storage_lane.run(lambda _task: self._desk.read(lambda reads: _read(reads, member, first, day)), take)

    def _show(self) -> None:
        facts = self._facts
        if facts is None:
            return
        today = self._desk.today()
        rows: list[EarningRow | DayRow] = []
        last = ""
        for place, line in enumerate(facts.lines):
            if line.happened_on != last:
                rows.append(DayRow(telling.day_heading(line.happened_on, today)))
                last = line.happened_on
            rows.append(_row(line, place, facts))
        self._render(
            StatementView(
                name=facts.name,
                subtitle=" · ".join(part for part in (facts.committee, t("review.statement")) if part),
                money=telling.money_parts(_money(facts.lines)),
                rows=tuple(rows),
                empty_title="" if rows else t("review.nothing_earned"),
                empty_detail=t("review.nothing_earned_detail"),
                listen=listen_look(is_speaking=self._listening.is_speaking)
                if rows and self._listening.can_speak
                else None,
            )
        )


def spoken_parts(money: Money) -> tuple[str, ...]:
    """Each part with its word, those that are nothing left out; they are never added."""
    parts = (("confirmado", money.confirmed), ("solo en esta tableta", money.pending), ("observado", money.observed))
    said: list[Said] = [part for part in parts if part[1]]
    return clips_for(said or [parts[0]])


def _read(reads: Reads, member: str, first: str, day: str) -> _Facts:
    """The statement, and the name of the person in whichever committee they are; the chosen one is looked at first."""
    lines = reads.statement(member)
    changes: dict[str, tuple[CorrectionView, ...]] = {}
    for line in lines:
        if line.item_kind == "reversal" and line.record not in changes:
            detail = reads.record(line.record)
            changes[line.record] = detail.corrections if detail else ()
    users = {view.code: view.name for view in reads.users()}
    for committee in sorted(reads.committees(), key=lambda view: view.id != first):
        names = {view.id: view.name for view in reads.members(committee.id, day)}
        if member not in names:
            names |= {person.member: person.name for person in reads.people_money(committee.id)}
        if member in names:
            return _Facts(names[member], committee.name, lines, changes, users)
    return _Facts(member, "", lines, changes, users)


def _row(line: StatementLine, place: int, facts: _Facts) -> EarningRow:
    if line.item_kind in _NOT_EARNED:
        return _other_row(line, place)
    is_reversal = line.item_kind == "reversal"
    kind = telling.kind_name(line.kind)
    said = t("review.reversed", kind=kind) if is_reversal else kind
    if line.kind in telling.PLANTING_KINDS:
        said = f"{said} · {t('said.unit', code=line.subject)}"
    elif line.kind in telling.NURSERY_KINDS:
        said = f"{said} · {t('said.batch', code=line.subject)}"
    return EarningRow(
        key=f"{line.record}/{place}",
        title=said,
        detail=_because(line, facts) if is_reversal else _reckoning(line),
        amount=format_soles(line.centimos),
        icon="undo" if is_reversal else telling.kind_icon(line.kind),
        tone=telling.tone_of(line.state),
        state_word=telling.state_word(line.state),
    )


def _other_row(line: StatementLine, place: int) -> EarningRow:
    """A payout, or what rounding or the programme's patience has given. There is no page behind it."""
    key, icon = _NOT_EARNED[line.item_kind]
    return EarningRow(
        key=f"{line.record}/{place}",
        title=t(key),
        detail=t("review.of_sheet", number=line.subject) if line.item_kind != "waived" and line.subject else "",
        amount=format_soles(line.centimos),
        icon=icon,
        tone=telling.tone_of(line.state),
        state_word=telling.state_word(line.state),
        quiet=True,
    )


def _reckoning(line: StatementLine) -> str:
    if line.half_days:
        work = telling.days_of(line.half_days)
        return t("work.per_tree", work=work, rate=format_soles(line.rate_centimos)) if line.rate_centimos else work
    return telling.reckoning(line.count, line.rate_centimos, line.centimos) if line.count else ""


def _because(line: StatementLine, facts: _Facts) -> str:
    """The last change of the record that took effect; another record, where the record itself was never changed."""
    made = [change for change in facts.changes.get(line.record, ()) if change.takes_effect]
    if not made:
        return t("review.reversed_unknown")
    change = made[-1]
    return t(
        "review.reversed_because",
        change=t("review.was_voided" if change.action == "void" else "review.was_replaced"),
        reason=telling.named("reason", change.reason),
        author=facts.users.get(change.author, change.author),
        moment=telling.moment_of(change.recorded_at),
    )


def _money(lines: list[StatementLine]) -> Money:
    """The three parts of what is owed. Money that was handed over is owed no longer, whether or not it was sent."""

    def part(state: str) -> int:
        return sum(
            line.centimos for line in lines if ("confirmed" if line.item_kind in _NOT_EARNED else line.state) == state
        )

    return Money(part("confirmed"), part("pending"), part("observed"))
