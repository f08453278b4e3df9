"""A survival count: which unit, the draw of its rows, each row as it is walked, and what that says of the whole unit.

The draw is a record of its own, written before anybody counts; a draw that waits for its count is taken up again and
never made anew. What was counted is kept with it, row by row. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.desk import Desk
from app.ports import Chance
from app.screens.monitoring.words import count_state, last_count, share_text
from app.screens.recording.entries import restored
from app.screens.recording.form_presenter import RESUME, FormPresenter
from app.screens.recording.states import (
    ChooseState,
    CountState,
    FactLine,
    FormState,
    Item,
    NamedRow,
    Options,
    Pad,
    Remark,
    ReviewState,
)
from app.screens.recording.words import capital, day_words, finding_remarks
from app.screens.survival.states import ALIVE, DEAD, Counter, RowState, RowTile, SurvivalEntry, WalkState
from app.text.formats import hectares_text
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from core.domain.bodies import Count
from core.domain.money import format_count
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.survival import (
    MOST_ROWS,
    RowCount,
    Share,
    SurvivalCount,
    SurvivalDrawn,
    alive_share,
    row_step,
)
from core.usecases.ports import Session
from core.usecases.tablet.record import record_fact
from core.usecases.views.monitoring import DrawView, UnitCareView

MOST_IN_ROW = 9_999
MOST_WORDS = 4
WAY = ("unit", "rows", "walk", "counting", "review")


class SurvivalPresenter(FormPresenter[SurvivalEntry]):
    """Steps: unit (unless one is named on entering), rows (until they are drawn), walk, counting, review."""

    form = "survival"
    previewed_steps = frozenset({"review"})
    final_steps = frozenset({"review"})
    care: list[UnitCareView]

    def __init__(self, desk: Desk, show: Callable[[FormState], None], chance: Chance) -> None:
        self._chance = chance
        self._draw: DrawView | None = None
        self._drawing = False
        self._from_list = False
        self._due_days = 0
        super().__init__(desk, show)

    def enter(self, correct: str = "", **arguments: Any) -> None:
        """What was counted of the rows that are drawn is simply there again; what was typed for others is over."""
        self._draw, self._from_list = None, bool(arguments.pop("from_list", False))
        super().enter(correct, **arguments)
        if self.aside == RESUME:
            kept = restored(self.blank(), (self._offered or {}).get("entry"))
            self.tap("carry_on" if kept.drawn == self._drawn_id() else "start_anew")

    def blank(self) -> SurvivalEntry:
        return SurvivalEntry(unit=self.arguments.get("unit", ""))

    def filled(self, fact: Any) -> SurvivalEntry:
        raise LookupError(f"a {fact.kind} is voided and counted again, never typed over")

    def draft_key(self) -> str:
        return str(self.arguments.get("unit", ""))

    def load(self) -> None:
        committee, day = self.desk.committee_id, self.entry.day

        def read(session: Session) -> None:
            self.care = session.monitoring().units(committee)
            self._due_days = session.reads().setting("survival_due_days", day)

        self.desk.look(read)
        view = self._view()
        if view is not None and view.draw is not None:
            self._draw = view.draw
        if self._draw is not None:
            self.entry.drawn, self.entry.rows_total = self._draw.id, self._draw.rows_total

    def steps(self) -> tuple[str, ...]:
        return WAY[self.behind() :]

    def behind(self) -> int:
        """A unit that was chosen stays, and so do rows that were drawn."""
        if not self.entry.unit:
            return 0
        return WAY.index("walk") if self._draw else WAY.index("rows")

    def title(self) -> str:
        view = self._view()
        return t("survival.title_of", unit=view.unit.code) if view else t("survival.title")

    def onward(self, step: str) -> str:
        if step == "rows":
            return t("survival.draw")
        if step == "walk":
            following = self._next_row(0)
            return t("survival.start", row=following) if following else t("survival.finish")
        if step == "counting":
            following = self._next_row(self.entry.at)
            return t("survival.next_row", row=following) if following else t("survival.finish")
        return ""

    def fact(self) -> SurvivalCount | None:
        if self._draw is None or self._waiting():
            return None
        species = RecordId(self.entry.species) if self.entry.species else None
        return SurvivalCount(RecordId(self.desk.committee_id), RecordId(self._draw.id), tuple(self._rows()), species)

    def saved_text(self) -> str:
        return t("survival.saved", unit=self._unit_code(), share=share_text(self._share()))

    def problem_of(self, step: str) -> Problem | None:
        entry = self.entry
        if step == "unit" and not entry.unit:
            return Problem("text_missing", field=t("recording.unit"))
        if step == "rows" and not entry.rows_total:
            return Problem("count_missing")
        if step == "rows" and entry.rows_total > MOST_ROWS:
            return Problem("count_implausible", count=entry.rows_total, largest=MOST_ROWS)
        return Problem("rows_not_counted") if step == "review" and self._waiting() else None

    # --- what is shown ---

    def body(self, step: str) -> Any:
        bodies: dict[str, Callable[[], Any]] = {
            "unit": self._units, "rows": self._rows_total, "walk": self._walk, "counting": self._row,
            "review": self._review,
        }  # fmt: skip
        return bodies[step]()

    def _units(self) -> ChooseState:
        today = self.desk.today()
        rows = []
        for view in sorted(self.care, key=lambda one: not one.planted):
            tone, word = count_state(view, today, self._due_days)
            last = f"{last_count(view)}, {share_text(view.last.share)}" if view.last else word
            icon = "check-circle" if tone == "confirmed" else "binoculars" if view.planted else "circle-outline"
            rows.append(ChoiceRow(view.unit.id, f"{view.unit.code} · {view.unit.area_name}", last, icon))
        return ChooseState(tuple(rows), (), t("monitoring.no_units"))

    def _rows_total(self) -> CountState:
        view, entry = self._view(), self.entry
        area = view.unit.area_m2 if view else 0
        step = self._step_rows(area)
        check = t("survival.rows_check", count=-(-entry.rows_total // step)) if entry.rows_total else ""
        pad = Pad(entry.rows_total, t("survival.rows_caption", unit=self._unit_code()), t("survival.rows"), check)
        items: list[Item] = [
            FactLine("area", t("survival.area"), hectares_text(area)),
            FactLine("every", t("survival.every"), t("survival.every_rows", every=step)),
            Remark("info", t("survival.why_draw"), "why"),
        ]
        return CountState(pad, tuple(items))

    def _walk(self) -> WalkState:
        draw, entry = self._draw, self.entry
        if draw is None:
            return WalkState("", "", 0, ())
        tiles = tuple(RowTile(str(row), format_count(row), self._row_note(row), row in entry.done) for row in draw.rows)
        done = len(draw.rows) - len(self._waiting())
        every, first, total = draw.every, draw.first_row, draw.rows_total
        return WalkState(
            t("survival.walk_from", every=every, first=first, total=total),
            t("survival.walked", done=done, all=len(draw.rows)),
            done / len(draw.rows) if draw.rows else 0,
            tiles,
            self._species_items(),
        )

    def _species_items(self) -> tuple[Item, ...]:
        """Where several species stand together, whether all of them are counted."""
        view = self._view()
        if view is None or not 1 < len(view.species) < MOST_WORDS:
            return ()
        words = (("", t("survival.all_species")), *((one.species, capital(one.name)) for one in view.species))
        return (Options("species", t("survival.which_species"), words, self.entry.species),)

    def _row_note(self, row: int) -> str:
        if row not in self.entry.done:
            return t("survival.row_waits")
        alive, dead = self.entry.count(row)
        return t("survival.row_counted", alive=format_count(alive), dead=format_count(dead))

    def _row(self) -> RowState:
        entry = self.entry
        alive, dead = entry.count(entry.at)

        def counter(part: str, number: int) -> Counter:
            more, less = t(f"survival.one_more_{part}"), t(f"survival.one_less_{part}")
            return Counter(part, t(f"survival.{part}"), format_count(number), more, less, entry.part == part)

        title = t("survival.row", row=format_count(entry.at))
        typed = alive if entry.part == ALIVE else dead
        return RowState(title, counter(ALIVE, alive), counter(DEAD, dead), typed)

    def _review(self) -> ReviewState:
        rows, share = self._rows(), self._share()
        seen = share.counted if share else 0
        items: list[Item] = [
            FactLine("unit", t("recording.unit"), self._unit_code()),
            FactLine("rows", t("survival.rows_walked"), format_count(len(rows))),
            FactLine("trees", t("survival.trees_seen"), format_count(seen)),
            FactLine("day", t("common.day"), day_words(self.entry.day)),
        ]
        if share is not None:
            words = "survival.share_alone" if share.margin is None else "survival.share_note"
            items.append(Remark("info", t(words), "margin"))
        items += finding_remarks(self.preview.findings, {}) if self.preview else ()
        lines = tuple(
            NamedRow(str(row.row), "", t("survival.row", row=format_count(row.row)), "", self._row_note(row.row))
            for row in rows
        )
        return ReviewState(tuple(items), lines, t("survival.share_label"), share_text(share))

    # --- what is told ---

    def chosen(self, step: str, key: str) -> None:
        if step == "unit":
            # The unit belongs to the place: whoever is interrupted is led back to its count.
            self.desk.navigator.replace(self.form, unit=key, from_list=True)
        elif step == "walk":
            self._count_row(int(key))

    def option(self, group: str, key: str) -> None:
        if group == "part":
            self.entry.part = key
        elif group == "species":
            self.entry.species = key
        self.changed()

    def number(self, value: int) -> None:
        if self.step == "rows":
            self.entry.rows_total = value
        elif self.step == "counting":
            self.entry.set_count(self.entry.at, self.entry.part, min(value, MOST_IN_ROW))
        self.changed()

    def tap(self, key: str) -> None:
        act, _, part = key.partition("/")
        if act in ("more", "less"):
            entry = self.entry
            entry.part = part
            before = entry.count(entry.at)[0 if part == ALIVE else 1]
            entry.set_count(entry.at, part, min(MOST_IN_ROW, before + (1 if act == "more" else -1)))
            self.changed()
        else:
            super().tap(key)

    def go_on(self) -> None:
        if self.aside or self._drawing or self.step not in ("rows", "walk", "counting"):
            if not self._drawing:
                super().go_on()
        elif self.step == "rows":
            self._draw_rows()
        elif self.step == "walk":
            self._go_to_row(self._next_row(0))
        else:
            self._end_row()

    def go_back(self) -> None:
        if not self.aside and self.step in ("counting", "review"):
            self.step = "walk"
            self.changed()
        elif not self.aside and self._from_list and self.step == self.steps()[0]:
            self.desk.navigator.replace(self.form)
        else:
            super().go_back()

    # --- inside ---

    def _draw_rows(self) -> None:
        """The draw is written down before it is shown: whoever has seen it can no longer be without it."""
        view, entry = self._view(), self.entry
        problem = self.problem_of("rows")
        if problem is not None or view is None:
            self._refuse(problem or Problem("text_missing", field=t("recording.unit")))
            return
        step = self._step_rows(view.unit.area_m2)
        first = self._chance.number(min(step, entry.rows_total))
        fact = SurvivalDrawn(
            RecordId(self.desk.committee_id), RecordId(view.unit.id), Count(step), Count(first), Count(entry.rows_total)
        )
        desk, author, day = self.desk, self.desk.author, self.desk.today()
        self._drawing = True
        desk.storage_lane.run(
            lambda _task: record_fact(desk.store, desk.clock, author, fact, day), self._drawn, self._not_drawn
        )

    def _drawn(self, _identifier: str) -> None:
        self._drawing = False
        self.load()
        self.step = "walk"
        self.changed()
        self.desk.tell_changed()

    def _not_drawn(self, failure: Exception) -> None:
        self._drawing = False
        if not isinstance(failure, Problem):
            raise failure
        self._refuse(failure)

    def _count_row(self, row: int) -> None:
        self.entry.at, self.entry.part, self.entry.empty = row, ALIVE, 0
        self.step = "counting"
        self.changed()

    def _go_to_row(self, row: int) -> None:
        if row:
            self._count_row(row)
        else:
            self.step = "review"
            self.changed()

    def _end_row(self) -> None:
        entry = self.entry
        if not any(entry.count(entry.at)) and entry.empty != entry.at:
            entry.empty = entry.at
            self._refuse(Problem("row_is_empty", row=entry.at))
            return
        if entry.at not in entry.done:
            entry.done.append(entry.at)
        self._go_to_row(self._next_row(entry.at))

    def _next_row(self, after: int) -> int:
        """The first row behind this one that waits, else the first that waits at all; 0 where none does."""
        waiting = [row for row in self._waiting() if row != after]
        return next((row for row in waiting if row > after), waiting[0] if waiting else 0)

    def _waiting(self) -> list[int]:
        return [row for row in self._draw.rows if row not in self.entry.done] if self._draw else []

    def _rows(self) -> list[RowCount]:
        rows = []
        for row in self._draw.rows if self._draw else ():
            alive, dead = self.entry.count(row)
            rows.append(RowCount(Count(row), Count(alive), Count(dead)))
        return rows

    def _share(self) -> Share | None:
        return alive_share(self._rows(), self._draw.rows_total) if self._draw else None

    def _step_rows(self, area_m2: int) -> int:
        day = self.desk.today()
        return self.desk.read(lambda reads: row_step(area_m2, lambda name: reads.setting(name, day)))

    def _view(self) -> UnitCareView | None:
        return next((view for view in getattr(self, "care", ()) if view.unit.id == self.entry.unit), None)

    def _drawn_id(self) -> str:
        return self._draw.id if self._draw else ""

    def _unit_code(self) -> str:
        view = self._view()
        return view.unit.code if view else ""
