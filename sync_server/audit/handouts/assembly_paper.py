"""What an assembly is shown of its own work, on paper: large type, a picture for every figure, a sun for every day.

Nothing but the foot is smaller than 16 points: it is held up, hung on a wall and read aloud. Names are never made
smaller to fit; they take another line.
"""

from __future__ import annotations

from collections.abc import Callable

from core.domain.money import format_count
from core.domain.problems import Language
from sync_server.audit.handouts.village import Assembly, Part, Unnamed, Worker
from sync_server.audit.papers.pages import LEFT, Pages
from sync_server.exports import field_pictures as pictures
from sync_server.exports.drawing import INK, MM, RULE, Paper, fitting_size, leading, width_of, wrap
from sync_server.exports.sheet_rows import days_text
from sync_server.text.texts import day_text, say

BODY = 16.0
_TITLE, _NUMBER, _WORD, _DAYS = 34.0, 54.0, 22.0, 26.0
_PICTURE, _ROW = 21 * MM, 26 * MM
_SUN, _SMALLEST_SUN, _GAP = 6.2 * MM, 3 * MM, 3 * MM
_NAME_WIDTH = 88 * MM
_LINE = 11.5 * MM
_SMALLEST_TITLE = 22.0
Picture = Callable[[Paper, float, float, float], None]
_FIGURES: tuple[tuple[str, Picture], ...] = (
    ("raised", pictures.sapling), ("planted", pictures.tree), ("replanted", pictures.replanted),
    ("lost", lambda paper, x, y, side: pictures.tree(paper, x, y, side, alive=False)),
)  # fmt: skip
_LEGEND = (("sun", 2), ("half_sun", 1), ("ten_suns", 20))
"""What is told above the names, with the half-days whose suns show it."""


def assembly_pdf(
    assembly: Assembly, programme: str, proof: tuple[int, str], phone: str = "", language: Language = "es"
) -> bytes:
    """The paper; `proof` is how many records the log had, and their root in hex."""
    size, root = proof
    foot = say("assembly.foot", language, programme=programme, records=format_count(size), root=root[:16])
    pages = Pages(f"{say('assembly.title', language)} · {assembly.place}", programme, foot, language)
    drawing = _Drawing(pages, assembly, phone)
    if len(assembly.parts) > 1:
        drawing.summary(assembly.whole, pages.say("assembly.of_all"))
        pages.next_page()
    for place, part in enumerate(assembly.parts):
        if place:
            pages.next_page()
        drawing.summary(part, part.name if part.name != assembly.place else "")
        if part.people:
            pages.next_page()
            drawing.people(part)
        drawing.closing(part)
    return pages.finish()


class _Drawing:
    """The pages of one paper on their way."""

    def __init__(self, pages: Pages, assembly: Assembly, phone: str) -> None:
        self._pages, self._assembly, self._phone = pages, assembly, phone
        self._right = LEFT + pages.width

    def summary(self, part: Part, below: str) -> None:
        """What was done, a picture and a large number for each; figures of which there are none are left out."""
        self._heading(below)
        if part.is_empty:
            self._pages.y += 9 * MM
            self._say(self._pages.say("assembly.nothing"), _WORD, bold=True)
            self._pages.y += 3 * MM
            return
        for name, picture in _FIGURES:
            number = getattr(part, name)
            if number:
                self._figure(picture, number, self._pages.say(f"assembly.{name}"))
        self._survival(part)
        if part.people:
            self._work(part)

    def people(self, part: Part) -> None:
        """Everybody with the days, by surname; below them who is counted and not named."""
        self._list_head(part)
        for worker in part.workers:
            more = self._by_name(worker.days_by_name)
            self._person(worker.name, worker, more)
        for kind, them in (("nameless", part.nameless), ("minors", part.minors)):
            if them.people:
                self._person(self._of(kind, them.people), them, self._by_name(them.days_by_name))
        self._pages.room(2 * _LINE)
        self._pages.paper.rule(LEFT, self._pages.y - 7 * MM, self._right, self._pages.y - 7 * MM, thick=1.6, grey=INK)
        self._pages.y += 4 * MM
        total = (
            f"{self._pages.say('assembly.in_all')}: {format_count(part.people)} {self._pages.say('assembly.people')}"
        )
        self._pages.paper.text(LEFT, self._pages.y, total, fitting_size(total, _WORD, 150 * MM, bold=True), bold=True)
        days = days_text(part.half_days)
        self._pages.paper.text(self._right, self._pages.y, days, _DAYS, bold=True, align="right")
        self._pages.y += _LINE

    def closing(self, part: Part) -> None:
        """What these days are, and what to do where somebody or something is missing."""
        self._pages.y += 2 * MM
        if part.people:
            self._say(self._pages.say("assembly.lists"))
        key = "assembly.wrong" if self._phone else "assembly.wrong_no_phone"
        self._say(self._pages.say(key, phone=self._phone) if self._phone else self._pages.say(key), bold=True)

    def _heading(self, below: str) -> None:
        pages, assembly = self._pages, self._assembly
        pages.y += 6 * MM
        size = max(_SMALLEST_TITLE, fitting_size(assembly.place, _TITLE, pages.width, bold=True))
        self._say(assembly.place, size, bold=True)
        pages.y -= 4 * MM
        if below:
            self._say(below, _WORD, bold=True)
        pages.y += 1 * MM
        self._say(self._period(), 18)
        pages.paper.rule(LEFT, pages.y - 3 * MM, self._right, pages.y - 3 * MM, thick=1.6, grey=INK)
        pages.y += 3 * MM

    def _period(self) -> str:
        first, last = (day_text(day, self._pages.language) for day in (self._assembly.from_day, self._assembly.to_day))
        return self._pages.say("assembly.period", first=first, last=last)

    def _figure(self, picture: Picture, number: int, word: str) -> None:
        self._pages.room(_ROW)
        picture(self._pages.paper, LEFT + 2 * MM, self._pages.y - 3 * MM, _PICTURE)
        self._number(format_count(number), word)
        self._pages.y += _ROW

    def _number(self, number: str, word: str) -> None:
        """A number beside its picture, and what it counts."""
        paper, x = self._pages.paper, LEFT + _PICTURE + 9 * MM
        y = self._pages.y + 14 * MM
        paper.text(x, y, number, _NUMBER, bold=True)
        left = x + width_of(number, _NUMBER, bold=True) + 5 * MM
        lines = wrap(word, _WORD, self._right - left)
        paper.lines(left, y - leading(_WORD) * (len(lines) - 1), lines, _WORD)

    def _survival(self, part: Part) -> None:
        """Ten trees, of which as many live as of all that were looked at."""
        pages, share = self._pages, part.survival
        if share is None:
            if part.planted or part.replanted:
                self._say(pages.say("assembly.not_counted"))
                pages.y += 3 * MM
            return
        pages.room(_ROW + 12 * MM)
        living = of_ten(share.per_mille)
        side = 10.4 * MM
        pictures.of_ten(pages.paper, LEFT, pages.y + 2 * MM, side, living)
        words = pages.say("assembly.survival", living=living)
        left = LEFT + 10 * side + 5 * MM
        size = fitting_size(words, 30, self._right - left, bold=True)
        pages.paper.text(left, pages.y + 11 * MM, words, size, bold=True)
        pages.y += 20 * MM
        margin = -(-share.margin // 10) if share.margin is not None else 0
        key = "assembly.survival_margin" if margin else "assembly.survival_exact"
        self._say(pages.say(key, share=_of_hundred(share.per_mille), margin=margin, trees=format_count(share.counted)))
        pages.y += 4 * MM

    def _work(self, part: Part) -> None:
        """How many people, and how many days."""
        self._pages.room(_ROW)
        self._figure(pictures.person, part.people, self._pages.say("assembly.people"))
        self._pages.room(_ROW)
        pictures.sun(self._pages.paper, LEFT + 2 * MM, self._pages.y - 3 * MM, _PICTURE)
        self._number(days_text(part.half_days), self._pages.say("assembly.days"))
        self._pages.y += _ROW

    def _list_head(self, part: Part) -> None:
        pages = self._pages
        pages.y += 4 * MM
        title = f"{pages.say('assembly.who')} · {part.name}"
        self._say(title, 24, bold=True)
        self._say(self._period())
        pages.y += 2 * MM
        x = LEFT
        for key, half_days in _LEGEND:
            pictures.suns(pages.paper, x, pages.y - 5.4 * MM, half_days, _SUN)
            words = pages.say(f"assembly.{key}")
            pages.paper.text(x + 11 * MM, pages.y, words, BODY)
            x += 19 * MM + width_of(words, BODY)
        pages.y += 9 * MM
        self._columns()

    def _columns(self) -> None:
        """What stands above the names, on every page."""
        pages = self._pages
        pages.y += 2 * MM
        pages.paper.text(LEFT, pages.y, pages.say("assembly.name"), BODY, bold=True)
        pages.paper.text(self._right, pages.y, pages.say("assembly.days_column"), BODY, bold=True, align="right")
        pages.paper.rule(LEFT, pages.y + 2.4 * MM, self._right, pages.y + 2.4 * MM, thick=1.6, grey=INK)
        pages.y += 11 * MM

    def _person(self, name: str, work: Worker | Unnamed, more: str) -> None:
        """A row: the name on as many lines as it takes, the suns where they have room, and the number."""
        pages = self._pages
        lines = wrap(name, BODY, _NAME_WIDTH)
        notes = wrap(more, BODY, pages.width) if more else []
        height = max(_LINE, leading(BODY) * (len(lines) + len(notes)) + 4.2 * MM)
        pages.room(height, self._columns)
        y = pages.paper.lines(LEFT, pages.y, lines, BODY)
        pages.paper.lines(LEFT, y, notes, BODY)
        if work.half_days:
            self._days(work.half_days)
        pages.y += height
        pages.paper.rule(LEFT, pages.y - 7 * MM, self._right, pages.y - 7 * MM, grey=RULE, thick=0.5)

    def _days(self, half_days: int) -> None:
        """The number at the right, and left of it the suns: smaller where they are many, none where they are too many
        to be told apart.
        """
        pages, number = self._pages, days_text(half_days)
        pages.paper.text(self._right, pages.y + 0.8 * MM, number, _DAYS, bold=True, align="right")
        left = LEFT + _NAME_WIDTH + _GAP
        room = self._right - width_of(number, _DAYS, bold=True) - _GAP - left
        side = min(_SUN, _SUN * room / pictures.suns_width(half_days, _SUN))
        if side >= _SMALLEST_SUN:
            pictures.suns(pages.paper, left, pages.y - 1.9 * MM - side / 2, half_days, side)

    def _by_name(self, days: int) -> str:
        if not days:
            return ""
        key = "assembly.by_name_one" if days == 1 else "assembly.by_name"
        return self._pages.say(key) if days == 1 else self._pages.say(key, days=format_count(days))

    def _of(self, kind: str, people: int) -> str:
        if people == 1:
            return self._pages.say(f"assembly.{kind}_one")
        return self._pages.say(f"assembly.{kind}", people=format_count(people))

    def _say(self, text: str, size: float = BODY, *, bold: bool = False) -> None:
        self._pages.note(text, size=size, bold=bold, grey=INK)


def of_ten(per_mille: int) -> int:
    """How many of ten trees stand for a share: all only where all live, none only where none does."""
    if per_mille in (0, 1_000):
        return per_mille // 100
    return min(9, max(1, (per_mille + 50) // 100))


def _of_hundred(per_mille: int) -> int:
    """The same of a hundred."""
    if per_mille in (0, 1_000):
        return per_mille // 10
    return min(99, max(1, (per_mille + 5) // 10))
