"""One's own statement on paper, to be handed to that person alone: three parts side by side and never added up, every
day with its reckoning, and what to do where something is wrong.

The type is large enough to be read without glasses. Amounts stand at the right, so that a finger can follow a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.domain.attendance import HALF_DAYS_IN_A_DAY
from core.domain.calendar import local_day
from core.domain.money import format_count, format_soles
from core.domain.problems import Language
from core.domain.rates import wage_for
from core.usecases.views.field import Money
from sync_server.audit.handouts.own import OwnDay, OwnLine, OwnStatement
from sync_server.audit.papers.pages import LEFT, Pages
from sync_server.exports import field_pictures as pictures
from sync_server.exports.drawing import FILL, INK, MM, RULE, SOFT, fitting_size, leading, wrap
from sync_server.exports.sheet_rows import days_text
from sync_server.text.texts import day_text, finding_sentence, name_of, reason_text, say

BODY, SMALL = 12.0, 10.0
_TITLE, _NAME, _DAY, _AMOUNT = 24.0, 18.0, 13.0, 13.0
_WORDS = 132 * MM
"""How wide the words of a line are, left of its amount."""
_SUN = 6 * MM
_UNITS = ("planting", "replanting")
_BATCHES = ("ready_accepted", "pricked_out")
_WORKDAY = "workday"


def statement_pdf(
    statement: OwnStatement, programme: str, proof: tuple[int, str], phone: str = "", language: Language = "es"
) -> bytes:
    """The paper; `proof` is how many records the log had, and their root in hex."""
    size, root = proof
    foot = say("own.foot", language, programme=programme, records=format_count(size), root=root[:16])
    pages = Pages(say("own.title", language), programme, foot, language)
    drawing = _Drawing(pages, statement)
    drawing.heading()
    drawing.parts()
    drawing.days()
    drawing.help(phone)
    return pages.finish()


class _Drawing:
    def __init__(self, pages: Pages, statement: OwnStatement) -> None:
        self._pages, self._statement = pages, statement
        self._right = LEFT + pages.width

    def heading(self) -> None:
        pages, own = self._pages, self._statement
        pages.y += 3 * MM
        pages.note(pages.say("own.title"), size=_TITLE, bold=True, grey=INK)
        pages.note(own.name, size=_NAME, bold=True, grey=INK)
        codes = ", ".join(own.codes)
        pages.note(pages.say("own.codes", committee=own.committee, codes=codes), size=BODY, grey=INK)
        first, last = (day_text(day, pages.language) for day in (own.from_day, own.to_day))
        pages.note(pages.say("own.period", first=first, last=last), size=BODY, grey=INK)
        pages.note(pages.say("own.only", name=own.name), size=BODY, bold=True, grey=INK)
        pages.y += 3 * MM

    def parts(self) -> None:
        """Earned, received, to be paid: a row each, in three columns without a sum."""
        own = self._statement
        rows = [("earned", own.earned)]
        rows += [("granted", own.granted)] if own.granted != Money() else []
        rows += [("paid", own.paid), ("owed", replace(own.owed, confirmed=max(0, own.owed.confirmed)))]
        self._columns()
        for name, money in rows:
            self._row(name, money, strong=name == "owed")
        if own.owed.confirmed < 0:
            self._row("too_much", Money(-own.owed.confirmed), strong=True, alone=True)
        self._pages.y += 3 * MM
        self._pages.note(self._pages.say("own.parts"), size=BODY, grey=INK)

    def days(self) -> None:
        pages = self._pages
        pages.y += 4 * MM
        pages.chapter(pages.say("own.days"))
        if not self._statement.days:
            pages.note(pages.say("own.nothing"), size=BODY, grey=INK)
        for day in self._statement.days:
            self._day(day)

    def help(self, phone: str) -> None:
        """How to check the paper, and how to complain."""
        pages = self._pages
        pages.y += 4 * MM
        pages.chapter(pages.say("own.check"))
        for number in range(1, 5):
            pages.note(f"{number}. {pages.say(f'own.check_{number}')}", size=BODY, grey=INK)
        pages.y += 2 * MM
        pages.chapter(pages.say("own.complain"))
        pages.note(pages.say("own.complain_1"), size=BODY, grey=INK)
        if phone:
            pages.room(16 * MM)
            pages.y += 4 * MM
            pages.note(pages.say("own.phone", phone=phone), size=_NAME, bold=True, grey=INK)

    def _columns(self) -> None:
        pages, top = self._pages, self._pages.y - 4 * MM
        heads = [
            wrap(pages.say(f"own.{key}"), SMALL, 38 * MM, bold=True) for key in ("confirmed", "observed", "pending")
        ]
        height = leading(SMALL) * max(map(len, heads)) + 3 * MM
        pages.paper.box(LEFT, top, pages.width, height, fill=FILL, line=None)
        for edge, lines in zip(self._edges(), heads, strict=True):
            pages.paper.lines(edge, pages.y, lines, SMALL, bold=True, align="right")
        pages.y += height + 3 * MM

    def _row(self, name: str, money: Money, *, strong: bool, alone: bool = False) -> None:
        """A row of the three parts; the third has no figure where the office knows none. `alone` is the first one."""
        pages = self._pages
        lines = wrap(pages.say(f"own.{name}"), BODY, 58 * MM, bold=strong)
        pages.paper.lines(LEFT + 1 * MM, pages.y, lines, BODY, bold=strong)
        amounts = [format_soles(money.confirmed)]
        if not alone:
            amounts += [format_soles(money.observed), format_soles(money.pending) if money.pending else ""]
        for edge, amount in zip(self._edges(), amounts, strict=False):
            said = amount or pages.say("own.unknown")
            size = fitting_size(said, _AMOUNT if amount else SMALL, 38 * MM, bold=strong)
            grey, bold = (INK, strong) if amount else (SOFT, False)
            pages.paper.text(edge, pages.y, said, size, bold=bold, align="right", grey=grey)
        pages.y += max(8 * MM, leading(BODY) * len(lines) + 3 * MM)
        pages.paper.rule(LEFT, pages.y - 5.6 * MM, self._right, pages.y - 5.6 * MM, grey=RULE)

    def _edges(self) -> Sequence[float]:
        return [self._right - 1 * MM - place * 41 * MM for place in (2, 1, 0)]

    def _day(self, day: OwnDay) -> None:
        """A day with a sun for each day of work, then its lines."""
        pages = self._pages
        pages.room(24 * MM)
        pages.y += 2 * MM
        pages.paper.box(LEFT, pages.y - 5.4 * MM, pages.width, 8 * MM, fill=FILL, line=None)
        pages.paper.text(LEFT + 2 * MM, pages.y, day_text(day.day, pages.language), _DAY, bold=True)
        if pictures.suns_width(day.half_days, _SUN) < 60 * MM:
            pictures.suns(pages.paper, LEFT + 50 * MM, pages.y - 4.4 * MM, day.half_days, _SUN)
        pages.y += 9 * MM
        paid_for = {one.line.record for one in day.lines}
        for one in day.lines:
            self._line(one)
        for view in day.attended:
            if view.workday not in paid_for:
                activity = name_of("activity", view.activity, pages.language)
                words = pages.say("own.came", activity=activity, days=self._days(view.half_days))
                self._entry(words, [], "", view.workday)

    def _line(self, one: OwnLine) -> None:
        line, language = one.line, self._pages.language
        if line.item_kind == "payout":
            key = "own.payout" if line.subject else "own.payout_plain"
            words = self._pages.say(key, number=line.subject) if line.subject else self._pages.say(key)
            self._entry(words, [], format_soles(-line.centimos), line.record)
            return
        if line.item_kind in ("rounding", "waived"):
            self._entry(self._pages.say(f"own.{line.item_kind}"), [], format_soles(line.centimos), line.record)
            return
        what = self._what(one)
        if line.item_kind == "reversal":
            self._entry(
                self._pages.say("own.taken_back", what=what), [self._because(one)], format_soles(line.centimos),
                line.record,
            )  # fmt: skip
            return
        notes = self._reckoning(one)
        held = line.state == "observed"
        if held:
            said = [
                finding_sentence(rule, dict(numbers), language) for rule, numbers in one.held_by if self._own(numbers)
            ]
            notes += said or [self._pages.say("own.held_unsaid")]
        self._entry(what, notes, format_soles(line.centimos), line.record, held=held)

    def _own(self, numbers: object) -> bool:
        """Whether what a finding says is about nobody else."""
        named = numbers.get("name") if isinstance(numbers, dict) else None
        return named is None or named in self._statement.codes

    def _what(self, one: OwnLine) -> str:
        line, language = one.line, self._pages.language
        kind = name_of("kind", line.kind, language)
        if line.item_kind == "opening" or line.kind == "opening_balance":
            return self._pages.say("own.opening")
        if line.kind in _UNITS:
            return self._pages.say("own.unit", kind=kind, code=line.subject)
        if line.kind in _BATCHES:
            return self._pages.say("own.batch", kind=kind, code=line.subject)
        if line.kind == _WORKDAY:
            return self._pages.say("own.activity", kind=kind, activity=name_of("activity", line.subject, language))
        return kind

    def _because(self, one: OwnLine) -> str:
        change, language = one.change, self._pages.language
        if change is None:
            return self._pages.say("own.depends")
        key = "own.was_voided" if change.action == "void" else "own.was_replaced"
        return self._pages.say(
            key, author=change.author, day=day_text(local_day(change.recorded_at), language),
            reason=reason_text(one.line.kind, change.reason, language),
        )  # fmt: skip

    def _reckoning(self, one: OwnLine) -> list[str]:
        """How the amount comes about: count × rate, or the group's and what it was shared by."""
        line, say_ = one.line, self._pages.say
        rate, amount = format_soles(line.rate_centimos), format_soles(line.centimos)
        if line.kind == _WORKDAY and line.half_days:
            if wage_for(line.rate_centimos, line.half_days) == line.centimos:
                return [say_("own.days_times", days=self._days(line.half_days), rate=rate, amount=amount)]
            return [self._days(line.half_days)]
        if line.count and not line.half_days and line.count * line.rate_centimos == line.centimos:
            return [say_("own.times", count=format_count(line.count), rate=rate, amount=amount)]
        group = one.group
        if group is None or not (line.half_days or line.count):
            return []
        whole, pieces = format_soles(group.centimos), group.centimos // line.rate_centimos if line.rate_centimos else 0
        is_exact = bool(pieces) and pieces * line.rate_centimos == group.centimos
        first = (
            say_("own.group", count=format_count(pieces), rate=rate, amount=whole)
            if is_exact
            else say_("own.group_sum", amount=whole)
        )
        if line.half_days:
            mine, together = days_text(line.half_days), days_text(group.half_days)
            return [f"{first} {say_('own.share_days', all=together, mine=mine)}"]
        counts = {"all": format_count(group.count), "mine": format_count(line.count)}
        return [f"{first} {say_('own.share_counts', **counts)}"]

    def _days(self, half_days: int) -> str:
        if half_days == 1:
            return self._pages.say("own.day_half")
        if half_days == HALF_DAYS_IN_A_DAY:
            return self._pages.say("own.day_one")
        return self._pages.say("own.day_many", days=days_text(half_days))

    def _entry(self, words: str, notes: Sequence[str], amount: str, record: str, *, held: bool = False) -> None:
        """A line: what, below it how, at the right how much, and the number of its record."""
        pages = self._pages
        first = wrap(words, BODY, _WORDS)
        rest = [line for note in notes for line in wrap(note, SMALL + 1, _WORDS)]
        height = leading(BODY) * len(first) + leading(SMALL + 1) * len(rest) + leading(SMALL) + 2.4 * MM
        pages.room(height)
        if held:
            mark = pages.say("own.held")
            pages.paper.text(self._right, pages.y + leading(_AMOUNT), mark, SMALL, bold=True, align="right")
        pages.paper.text(self._right, pages.y, amount, fitting_size(amount, _AMOUNT, 44 * MM), bold=True, align="right")
        y = pages.paper.lines(LEFT + 2 * MM, pages.y, first, BODY)
        y = pages.paper.lines(LEFT + 2 * MM, y, rest, SMALL + 1)
        pages.paper.text(LEFT + 2 * MM, y, pages.say("own.record", id=record), 8, grey=SOFT)
        pages.y += height
