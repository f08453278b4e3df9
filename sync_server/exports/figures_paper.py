"""The figures of the day on paper: a page of A4, two where there are many campaigns, for whoever is sent them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4

from core.domain.calendar import local_time
from core.domain.money import format_count, format_soles
from core.domain.people import SMALLEST_GROUP
from core.domain.plots import format_hectares
from core.domain.problems import Language
from sync_server.exports.drawing import FILL, MM, SOFT, Align, Paper, fitting_size, leading, wrap
from sync_server.looking.day_figures import Figures, Took
from sync_server.text.texts import day_text, say

_LEFT, _TOP, _FOOT = 15 * MM, 16 * MM, 14 * MM
_ROW = 5 * MM
_CELL, _HEAD, _NOTE = 7.6, 6.6, 6.8
_FACTS_BESIDE = 4


def figures_pdf(figures: Figures, tablets: Sequence[tuple[str, int | None]], language: Language = "es") -> bytes:
    """`tablets` are labels with the instant of their last contact, None where there was none."""
    return _Sheet(figures, tablets, language).draw()


@dataclass
class _Sheet:
    figures: Figures
    tablets: Sequence[tuple[str, int | None]]
    language: Language

    def __post_init__(self) -> None:
        title = f"{self._say('figures.title')} · {self._moment(self.figures.moment_ms)}"
        self._paper = Paper(A4, title, self.figures.programme)
        self._width = self._paper.width - 2 * _LEFT
        self._y = _TOP

    def draw(self) -> bytes:
        self._head()
        self._facts()
        self._seasons()
        self._committees()
        self._heard()
        self._proof()
        return self._paper.finish()

    def _head(self) -> None:
        paper, figures = self._paper, self.figures
        paper.text(_LEFT, self._y, self._say("figures.title"), 19, bold=True)
        self._y += 6 * MM
        text = f"{figures.programme} · {self._say('figures.moment', moment=self._moment(figures.moment_ms))}"
        paper.text(_LEFT, self._y, text, fitting_size(text, 9.5, self._width), grey=SOFT)
        self._y += 3 * MM
        paper.rule(_LEFT, self._y, _LEFT + self._width, self._y, thick=1)
        self._y += 6 * MM

    def _facts(self) -> None:
        """The figures in all, four beside each other, each with what it means."""
        gap = 5 * MM
        width = (self._width - gap * (_FACTS_BESIDE - 1)) / _FACTS_BESIDE
        facts = self._told()
        for start in range(0, len(facts), _FACTS_BESIDE):
            lowest = self._y
            for place, (name, value, means) in enumerate(facts[start : start + _FACTS_BESIDE]):
                x, y = _LEFT + place * (width + gap), self._y
                self._paper.text(x, y, name, fitting_size(name, 8, width), grey=SOFT)
                y += 6.4 * MM
                self._paper.text(x, y, value, fitting_size(value, 16, width, bold=True), bold=True)
                y = self._paper.lines(x, y + 4 * MM, wrap(means, _NOTE, width), _NOTE, grey=SOFT)
                lowest = max(lowest, y)
            self._y = lowest + 3 * MM

    def _told(self) -> list[tuple[str, str, str]]:
        figures, say_ = self.figures, self._say
        opening = format_count(figures.opening_planted)
        return [
            (say_("figures.planted"), format_count(figures.planted), say_("figures.planted_means", opening=opening)),
            (say_("figures.alive"), format_count(figures.alive.trees), self._surely()),
            (
                say_("figures.hectares"), format_hectares(figures.planted_m2),
                say_("figures.hectares_means", of=format_hectares(figures.area_m2)),
            ),
            (say_("figures.replanted"), format_count(figures.replanted), say_("figures.replanted_means")),
            self._of_people("figures.members", figures.members),
            self._of_people("figures.took_part", figures.took),
            (
                say_("figures.accrued"), format_soles(figures.accrued_centimos),
                say_("figures.accrued_means", opening=format_soles(figures.opening_centimos)),
            ),
            (
                say_("figures.paid"), format_soles(figures.paid_centimos),
                self._after_paid(),
            ),
        ]  # fmt: skip

    def _after_paid(self) -> str:
        """What is owed beside what was paid, and what was paid too much, without which the two are more than earned."""
        figures, words = self.figures, [self._say("figures.paid_means", owed=format_soles(self.figures.owed_centimos))]
        if figures.waived_centimos or figures.to_recover_centimos:
            waived, to_recover = format_soles(figures.waived_centimos), format_soles(figures.to_recover_centimos)
            words.append(self._say("figures.too_much", waived=waived, to_recover=to_recover))
        return " ".join(words)

    def _surely(self) -> str:
        """How what is alive was estimated."""
        alive = self.figures.alive
        if not alive.units_counted:
            return self._say("figures.alive_uncounted")
        means = self._say(
            "figures.alive_means", units=format_count(alive.units_counted), of=format_count(alive.units),
            counted=format_count(alive.counted), error=format_count(alive.error),
        )  # fmt: skip
        return f"{means} {self._say('figures.alive_rest')}" if alive.units_counted < alive.units else means

    def _of_people(self, key: str, took: Took) -> tuple[str, str, str]:
        if took.sexes is None:
            sexes = self._say("figures.too_few")
        else:
            women, men = map(format_count, took.sexes)
            sexes = self._say("figures.sexes", women=women, men=men)
        means = self._say(f"{key}_means", sexes=sexes, families=format_count(took.families))
        return self._say(key), format_count(took.people), means

    def _seasons(self) -> None:
        figures = self.figures
        heads = (
            "figures.season", "overview.planted", "figures.replanted", "figures.area", "figures.people",
            "figures.women", "figures.men", "figures.families", "figures.accrued", "figures.paid_then",
        )  # fmt: skip
        rows: list[tuple[str, ...]] = [
            (
                row.name, _number(row.planted), _number(row.replanted), format_hectares(row.area_m2),
                *_people(row.took), format_soles(row.accrued_centimos), format_soles(row.paid_centimos),
            )
            for row in figures.seasons
        ]  # fmt: skip
        if figures.opening_planted or figures.opening_centimos:
            opening = format_soles(figures.opening_centimos) if figures.opening_centimos else "—"
            before = (self._say("figures.before"), _number(figures.opening_planted), *[""] * 6, opening, "")
            rows.insert(0, before)
        total = (
            self._say("figures.in_all"), _number(figures.planted), _number(figures.replanted),
            format_hectares(figures.planted_m2), *_people(figures.took), format_soles(figures.accrued_centimos),
            format_soles(figures.paid_centimos),
        )  # fmt: skip
        self._table("figures.by_season", heads, (31, 17, 13, 17, 14, 14, 14, 14, 22, 26), rows, total)
        self._note(f"{self._say('figures.season_means')} {self._say('figures.season_people')}")

    def _committees(self) -> None:
        figures = self.figures
        heads = (
            "figures.committee", "overview.planted", "figures.alive", "figures.area", "figures.members",
            "figures.women", "figures.men", "figures.families",
        )  # fmt: skip
        rows = [
            (row.name, _number(row.planted), _number(row.alive), self._part(row.planted_m2, row.area_m2),
             *_people(row.members))
            for row in figures.committees
        ]  # fmt: skip
        total = (
            self._say("figures.in_all"), _number(figures.planted), _number(figures.alive.trees),
            self._part(figures.planted_m2, figures.area_m2), *_people(figures.members),
        )  # fmt: skip
        self._table("figures.by_committee", heads, (44, 20, 22, 30, 20, 15, 15, 14), rows, total)
        self._note(self._say("figures.few_means", least=SMALLEST_GROUP))

    def _heard(self) -> None:
        self._heading("figures.tablets")
        told = [
            f"{label}: {self._moment(last) if last else self._say('overview.never')}" for label, last in self.tablets
        ]
        self._note(" · ".join(told) or self._say("overview.no_tablets"))
        self._note(self._say("figures.not_in"))

    def _proof(self) -> None:
        figures = self.figures
        records = format_count(figures.records)
        text = (
            self._say("figures.proof", records=records, root=figures.root[:16])
            if figures.root
            else self._say("figures.no_proof", records=records)
        )
        self._paper.text(_LEFT, self._paper.height - 9 * MM, f"Plantón · {text}", _NOTE, grey=SOFT)

    def _table(
        self, title: str, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]],
        total: Sequence[str],
    ) -> None:  # fmt: skip
        """A heading, what stands above the columns, the rows and their total; its head again on every new page."""
        scale = self._width / sum(widths)
        edges = [_LEFT + scale * sum(widths[: place + 1]) for place in range(len(widths))]

        def head() -> None:
            self._heading(title)
            self._row([self._say(key) for key in heads], edges, size=_HEAD, fill=FILL)

        self._room(4)
        head()
        for row in rows:
            self._room(2, head)
            self._row(row, edges)
        self._paper.rule(_LEFT, self._y - 3.6 * MM, _LEFT + self._width, self._y - 3.6 * MM, thick=0.8, grey=0)
        self._row(total, edges, bold=True)

    def _row(
        self, cells: Sequence[str], edges: Sequence[float], *, size: float = _CELL, bold: bool = False,
        fill: float | None = None,
    ) -> None:  # fmt: skip
        if fill is not None:
            self._paper.box(_LEFT, self._y - 3.6 * MM, self._width, _ROW, fill=fill, line=None)
        left = _LEFT
        for place, (cell, edge) in enumerate(zip(cells, edges, strict=True)):
            room = edge - left - 1.2 * MM
            fitting = fitting_size(cell, size, room, bold=bold)
            align: Align = "right" if place else "left"
            self._paper.text(
                edge - 0.6 * MM if place else left + 0.6 * MM, self._y, cell, fitting, bold=bold, align=align
            )
            left = edge
        self._y += _ROW

    def _heading(self, key: str) -> None:
        self._room(3)
        self._y += 3 * MM
        self._paper.text(_LEFT, self._y, self._say(key), 10.5, bold=True)
        self._y += 6 * MM

    def _note(self, text: str) -> None:
        lines = wrap(text, _NOTE, self._width)
        self._y = self._paper.lines(_LEFT, self._y, lines, _NOTE, grey=SOFT) + leading(_NOTE) * 0.3

    def _room(self, rows: int, again: Callable[[], None] | None = None) -> None:
        """Go on on another page where so many rows do not fit on this one."""
        if self._y + rows * _ROW > self._paper.height - _FOOT:
            self._paper.next_page()
            self._y = _TOP
            if again is not None:
                again()

    def _part(self, area_m2: int, whole_m2: int) -> str:
        return f"{format_hectares(area_m2)} {self._say('figures.of_hectares', count=format_hectares(whole_m2))}"

    def _moment(self, instant_ms: int) -> str:
        moment = local_time(instant_ms)
        return f"{day_text(moment.date().isoformat(), self.language)}, {moment:%H:%M}"

    def _say(self, key: str, **details: object) -> str:
        return say(key, self.language, **details)


def _number(value: int) -> str:
    return format_count(value) if value else "—"


def _people(took: Took) -> tuple[str, str, str, str]:
    women, men = map(format_count, took.sexes) if took.sexes else (f"< {SMALLEST_GROUP}", "")
    return format_count(took.people), women, men, format_count(took.families)
