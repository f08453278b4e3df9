"""What one person earned and why, and what they were paid: as pictures day by day, to be shown to that person, or in
words item by item.

Nothing of anybody else is shown. The page is large enough to be read across a table, so it opens without amounts and
shows them when the person asks; whoever comes back to it later asks again. What was taken back stays in the list, with
the change that took it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.desk import Desk
from app.listening import Listening, Said, clips_for, listen_look
from app.ports import Speaker
from app.screens.statement.days import DayPictures, day_rows, records_of
from app.screens.statement.sums import SumRow, owed, sums_of
from app.text import telling
from app.text.texts import t
from app.widgets.dated_list.rows import DayRow, EarningRow
from core.domain.money import format_soles
from core.usecases.views.field import CorrectionView, Money, Reads, StatementLine
from core.usecases.views.progress import AttendedView, SeasonView

PICTURES, WORDS = "pictures", "words"
ALL = "all"
SEASONS = 2
"""So many of the last campaigns can be chosen beside all of them."""
_NOT_EARNED = {
    "payout": ("review.paid", "cash"),
    "rounding": ("review.rounded", "cash-multiple"),
    "waived": ("review.waived", "cash-multiple"),
}
"""Lines that are no work: their words and icons by kind of item."""


@dataclass(frozen=True)
class StatementView:
    """The whole page: `days` in pictures, or `rows` in words. `empty_title` is set where there is nothing to show;
    `listen` is icon, word and kind of the button that says the three parts, where there is a voice.
    """

    name: str
    subtitle: str
    ways: tuple[tuple[str, str], ...]
    way: str
    periods: tuple[tuple[str, str], ...]
    period: str
    parts: tuple[str, str, str]
    sums: tuple[SumRow, ...]
    are_shown: bool
    toggle_text: str
    days: tuple[DayPictures, ...]
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
    attended: list[AttendedView] = field(default_factory=list)
    seasons: list[SeasonView] = field(default_factory=list)


class StatementPresenter:
    """Events: the methods without underscore. `render` takes a StatementView. The way is kept while the app runs."""

    def __init__(self, desk: Desk, render: Callable[[StatementView], None], speaker: Speaker) -> None:
        self._desk = desk
        self._render = render
        self._member = ""
        self._way = PICTURES
        self._period = ALL
        self._are_shown = self._looks_behind = False
        self._facts = _Facts("", "", [])
        self._listening = Listening(speaker, self._show)

    def enter(self, member: str) -> None:
        """Amounts are hidden, unless one comes back from a record that was opened here."""
        self._desk.changed.add(self._refresh)
        if member != self._member:
            self._period = ALL
            self._facts = _Facts("", "", [])
        self._are_shown = self._are_shown and self._looks_behind and member == self._member
        self._looks_behind = False
        self._member = member
        self._refresh()

    def leave(self) -> None:
        self._listening.hush()
        self._desk.changed.drop(self._refresh)

    def back(self) -> None:
        self._desk.navigator.back()

    def listen(self) -> None:
        """Say the three parts, or stop."""
        self._listening.touch(spoken_parts(owed(self._facts.lines)))

    def open(self, key: str) -> None:
        """A line was touched; its key begins with the record."""
        self._looks_behind = True
        self._desk.navigator.go("record", id=key.partition("/")[0])

    def records(self, key: str) -> list[tuple[str, str, str]]:
        """(id, icon, words) of the records behind a day's pictures."""
        found = []
        for record in records_of(key):
            line = next((line for line in self._facts.lines if line.record == record), None)
            kind = line.kind if line else "workday"
            said = _said(line) if line else telling.kind_name(kind)
            found.append((record, telling.kind_icon(kind), said))
        return found

    def choose_way(self, way: str) -> None:
        self._way = way
        self._show()

    def choose_period(self, key: str) -> None:
        self._period = key
        self._show()

    def toggle(self) -> None:
        """Hides or shows the amounts."""
        self._are_shown = not self._are_shown
        self._show()

    def _refresh(self) -> None:
        member, day = self._member, self._desk.today()
        first = self._desk.committee.id if self._desk.committee else ""

        def take(facts: _Facts) -> None:
            if member == self._member:
                self._facts = facts
                self._show()

        self._desk.storage_lane.run(lambda _task: self._desk.read(lambda reads: _read(reads, member, first, day)), take)

    def _show(self) -> None:
        facts, today = self._facts, self._desk.today()
        seasons = [season for season in facts.seasons if season.starts_on <= today][:SEASONS]
        period = next((season for season in seasons if season.id == self._period), None)
        lines = [line for line in facts.lines if _lies_in(line.happened_on, period)]
        attended = [one for one in facts.attended if _lies_in(one.happened_on, period)]
        days = day_rows(lines, attended, shows_amounts=self._are_shown) if self._way == PICTURES else ()
        rows = _rows(lines, facts, today, shows_amounts=self._are_shown) if self._way == WORDS else ()
        is_empty = not days and not rows
        said = "nothing_in_season" if period else "nothing_earned"
        can_listen = self._are_shown and bool(facts.lines) and self._listening.can_speak
        self._render(
            StatementView(
                name=facts.name,
                subtitle=" · ".join(part for part in (facts.committee, t("review.statement")) if part),
                ways=((PICTURES, t("review.in_pictures")), (WORDS, t("review.in_words"))),
                way=self._way,
                periods=(*((season.id, season.code) for season in seasons), (ALL, t("review.all_time"))),
                period=self._period if period else ALL,
                parts=(t("states.money_confirmed"), t("review.column_pending"), t("states.money_observed")),
                sums=sums_of(facts.lines, lines, shows_amounts=self._are_shown),
                are_shown=self._are_shown,
                toggle_text=t("review.hide_amounts" if self._are_shown else "review.show_amounts"),
                days=days,
                rows=rows,
                empty_title=t(f"review.{said}") if is_empty else "",
                empty_detail=t(f"review.{said}_detail"),
                listen=listen_look(is_speaking=self._listening.is_speaking) if can_listen else None,
            )
        )


def spoken_parts(money: Money) -> tuple[str, ...]:
    """Each part with its word, those that are nothing left out; they are never added."""
    parts = (("confirmado", money.confirmed), ("solo en esta tableta", money.pending), ("observado", money.observed))
    said: list[Said] = [part for part in parts if part[1]]
    return clips_for(said or [parts[0]])


def _lies_in(day: str, season: SeasonView | None) -> bool:
    return season is None or season.starts_on <= day <= season.ends_on


def _rows(
    lines: Sequence[StatementLine], facts: _Facts, today: str, *, shows_amounts: bool
) -> tuple[EarningRow | DayRow, ...]:
    """Item by item under the days; a reckoning is an amount as well, and hidden with it."""
    rows: list[EarningRow | DayRow] = []
    last = ""
    for place, line in enumerate(lines):
        if line.happened_on != last:
            last = line.happened_on
            rows.append(DayRow(telling.day_heading(last, today)))
        row = _row(line, place, facts)
        rows.append(row if shows_amounts else replace(row, amount="", detail=""))
    return tuple(rows)


def _read(reads: Reads, member: str, first: str, day: str) -> _Facts:
    """The statement, and the name of the person in whichever committee they are; the chosen one is looked at first."""
    lines = reads.statement(member)
    changes: dict[str, tuple[CorrectionView, ...]] = {}
    for line in lines:
        if line.item_kind == "reversal" and line.record not in changes:
            detail = reads.record(line.record)
            changes[line.record] = detail.corrections if detail else ()
    users = {view.code: view.name for view in reads.users()}
    attended, seasons = reads.attended(member), reads.seasons()
    for committee in sorted(reads.committees(), key=lambda view: view.id != first):
        names = {view.id: view.name for view in reads.members(committee.id, day)}
        if member not in names:
            names |= {person.member: person.name for person in reads.people_money(committee.id)}
        if member in names:
            return _Facts(names[member], committee.name, lines, changes, users, attended, seasons)
    return _Facts(member, "", lines, changes, users, attended, seasons)


def _row(line: StatementLine, place: int, facts: _Facts) -> EarningRow:
    if line.item_kind in _NOT_EARNED:
        return _other_row(line, place)
    is_reversal = line.item_kind == "reversal"
    return EarningRow(
        key=f"{line.record}/{place}",
        title=_said(line),
        detail=_because(line, facts) if is_reversal else _reckoning(line),
        amount=format_soles(line.centimos),
        icon="undo" if is_reversal else telling.kind_icon(line.kind),
        tone=telling.tone_of(line.state),
        state_word=telling.state_word(line.state),
    )


def _said(line: StatementLine) -> str:
    """The kind of work and its place; of what was taken back, that it was."""
    kind = telling.kind_name(line.kind)
    said = t("review.reversed", kind=kind) if line.item_kind == "reversal" else kind
    if line.kind in telling.PLANTING_KINDS:
        return f"{said} · {t('said.unit', code=line.subject)}"
    return f"{said} · {t('said.batch', code=line.subject)}" if line.kind in telling.NURSERY_KINDS else said


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
