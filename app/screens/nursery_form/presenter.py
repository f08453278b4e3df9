"""An act in the nursery: which one, on which batch, how many, and for an acceptance who earns what. No Kivy here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.screens.nursery_form.actions import ACTIONS, METHOD_OF, NurseryEntry, entry_from_fact, fact_from_entry
from app.screens.nursery_form.choices import Choices
from app.screens.nursery_form.figures import check_line, count_problem
from app.screens.nursery_form.parts import add_part, drop_part, parts_state, type_figure
from app.screens.recording.closing import close_state
from app.screens.recording.crew import PEOPLE, WORKDAYS, crew_state
from app.screens.recording.form_presenter import FormPresenter
from app.screens.recording.states import (
    CountState,
    CrewState,
    FactLine,
    FieldLine,
    Item,
    Options,
    Pad,
    Remark,
    ReviewState,
)
from app.screens.recording.stock import Standing, standing
from app.screens.recording.words import day_words, finding_remarks, share_rows
from app.text.telling import kind_name
from app.text.texts import t
from app.widgets.species_picture.faces import drawing_of
from core.domain.money import format_count, format_soles
from core.domain.nurseries import BatchStock
from core.domain.problems import Problem
from core.usecases.views.field import MemberView, WorkdayView

WITH_PARTS = ("inventory_counted", "ready_accepted")
OF_A_LATER_STEP = frozenset({"work_of_nobody", "not_closed"})
CHOOSING = ("action", "batch", "species", "seed_lot", "to_batch", "to", "unit", "cause")


class NurseryFormPresenter(FormPresenter[NurseryEntry]):
    """The steps follow from the action; asides are parts and unit."""

    form = "nursery_form"
    told_beside = frozenset({"code"})
    previewed_steps = frozenset({"count", "crew", "review", "close", "code"})
    final_steps = frozenset({"review", "close"})
    members: dict[str, MemberView]
    workdays: list[WorkdayView]
    choices: Choices
    _standing = Standing(BatchStock(), 0, 0)

    def blank(self) -> NurseryEntry:
        return NurseryEntry(action=self.arguments.get("action", ""), batch=self.arguments.get("batch", ""))

    def filled(self, fact: Any) -> NurseryEntry:
        return entry_from_fact(fact)

    def draft_key(self) -> str:
        return f"{self.arguments.get('action', '')}/{self.arguments.get('batch', '')}"

    def load(self) -> None:
        committee, day = self.desk.committee_id, self.entry.day
        self.choices = Choices.read(self.desk)
        self.members = {one.id: one for one in self.desk.read(lambda reads: reads.members(committee, day))}
        self._read_batch()

    def steps(self) -> tuple[str, ...]:
        first = () if self.arguments.get("action") or self.is_correction else ("action",)
        if not self.entry.action:
            return ("action", "count")
        needs_batch = (
            self.entry.action != "batch_started" and not self.arguments.get("batch") and not self.is_correction
        )
        return (*first, *(("batch",) if needs_batch else ()), *ACTIONS[self.entry.action].steps)

    def title(self) -> str:
        if not self.entry.action:
            return t("recording.nursery_act")
        act = kind_name(self.entry.action)
        batch = self.choices.batch(self.entry.batch)
        return f"{act} · {batch.code}" if batch else act

    def fact(self) -> Any | None:
        return fact_from_entry(self.entry, self.desk.committee_id)

    def saved_text(self) -> str:
        if self.entry.action == "batch_started":
            return t("recording.saved_batch", code=self.entry.code.strip())
        return t("recording.saved_act", act=self.title(), count=format_count(self.entry.count))

    def problem_of(self, step: str) -> Problem | None:
        entry = self.entry
        if step in CHOOSING and not getattr(entry, step):
            return Problem("text_missing", field=t(f"recording.ask_{step}"))
        if step == "code" and not entry.code.strip():
            return Problem("text_missing", field=t("recording.code"))
        if step == "code" and self.choices.is_taken(entry.code.strip(), self.target):
            return Problem("code_taken", taken=entry.code.strip())
        if step == "count":
            return count_problem(entry, self._standing)
        if step == "crew" and entry.action == "ready_accepted":
            return entry.crew.problem(entry.count - self._standing.accepted)
        return None

    # --- what is shown ---

    def body(self, step: str) -> Any:
        entry, choices = self.entry, self.choices
        if step in CHOOSING or step == "code":
            warnings = self._findings(frozenset()) if step == "code" else ()
            return choices.state(step, entry, warnings, self.problem if step == "code" else "")
        bodies: dict[str, Callable[[], Any]] = {
            "parts": lambda: parts_state(entry),
            "count": self._count,
            "crew": self._crew,
            "review": self._review,
            "close": self._close,
        }
        return bodies[step]()

    def _count(self) -> CountState:
        entry = self.entry
        line, tone = check_line(entry, self._standing)
        caption = t("recording.total_ready" if entry.action == "ready_accepted" else "recording.how_many")
        items: list[Item] = [Remark(*self._meaning(), "meaning")]
        if entry.action == "saplings_lost":
            stages = tuple((key, t(f"recording.stage_{key}")) for key in ("growing", "ready"))
            items.append(Options("stage", t("recording.stage"), stages, entry.stage))
        if entry.action == "dispatched":
            where = self.choices.unit_name(entry.unit) or t("recording.no_unit")
            items.append(FieldLine("unit", "map-marker", t("recording.unit_optional"), where))
        if entry.action in WITH_PARTS:
            value = t("recording.parts_counted", sum=format_count(entry.counted)) if entry.parts else ""
            items.append(
                FieldLine("parts", "calculator", t("recording.count_by_parts"), value or t("recording.parts_none"))
            )
            if entry.parts and entry.action == "ready_accepted" and self._standing.away:
                items.append(FactLine("away", t("recording.parts_away"), format_count(self._standing.away)))
        pad = Pad(entry.count, caption, t("recording.saplings"), line, tone)
        return CountState(pad, (*items, *self._findings(OF_A_LATER_STEP)))

    def _meaning(self) -> tuple[str, str]:
        """In one sentence whether this pays, which is what people ask first."""
        pays = self.entry.action == "ready_accepted"
        return ("confirmed" if pays else "neutral", t("recording.this_pays" if pays else "recording.this_does_not_pay"))

    def _crew(self) -> CrewState:
        pays = self.entry.action == "ready_accepted"
        count = self.entry.count - self._standing.accepted if pays else self.entry.count
        remarks: tuple[Item, ...] = ()
        fits = pays and self.entry.crew.problem(count) is None
        if fits and self.preview is not None and self.preview.shares:
            people, total = len(self.preview.shares), format_soles(self.preview.centimos)
            remarks = (Remark("confirmed", t("recording.shares_short", people=people, total=total), "shares"),)
        elif not pays:
            remarks = (Remark("info", t("recording.only_for_pace"), "pace"), *self._findings(OF_A_LATER_STEP))
        return crew_state(self.entry.crew, self.workdays, self.members, count, remarks, with_people=pays)

    def _review(self) -> ReviewState:
        entry, accepted = self.entry, self._standing.accepted
        items: list[Item] = [
            FactLine("batch", t("recording.batch"), self.choices.batch_name(entry.batch), self._drawing()),
            FactLine("before", t("recording.accepted_before"), format_count(accepted)),
            FactLine("total", t("recording.in_total"), format_count(entry.count)),
            FactLine("new", t("recording.new_ones"), format_count(max(0, entry.count - accepted))),
            FactLine("day", t("common.day"), day_words(entry.day)),
        ]
        items += self._findings(frozenset({"not_closed"}))
        shares = self.preview.shares if self.preview else ()
        return ReviewState(
            tuple(items),
            share_rows(shares, self.members),
            t("recording.earned_by", people=format_count(len(shares))),
            format_soles(self.preview.centimos if self.preview else 0),
            "" if shares else t("recording.no_shares"),
        )

    def _drawing(self) -> str:
        batch = self.choices.batch(self.entry.batch)
        return drawing_of(batch.species_name) if batch else ""

    def _close(self) -> Any:
        shares = self.preview.shares if self.preview else ()
        caption = t("recording.read_aloud", count=format_count(len(shares)))
        rows = tuple(replace(row, amount="") for row in share_rows(shares, self.members))
        new = format_count(max(0, self.entry.count - self._standing.accepted))
        extra: tuple[Item, ...] = (FactLine("new", t("recording.new_ones"), new),)
        return close_state(self.entry.closing, caption, rows, list(self.members.values()), extra)

    def names_by_code(self) -> dict[str, str]:
        return {member.code: member.name for member in self.members.values()}

    # --- what is told ---

    def chosen(self, step: str, key: str) -> None:
        entry = self.entry
        if step == "crew":
            entry.crew.choose(key)
        elif step in CHOOSING:
            setattr(entry, step, key)
            if step == "unit":
                self.aside = ""
            self._follow(step)
        self.changed()
        if step == "action":
            self.go_on()

    def option(self, group: str, key: str) -> None:
        entry = self.entry
        if group == "closed_with":
            entry.closing.way = key
        elif group == "crew_way":
            entry.crew.way = key
        elif group == "container":
            entry.part.container = key
        elif group == "figure":
            entry.part.at = key
        elif group in ("stage", "method"):
            setattr(entry, group, key)
        self.changed()

    def number(self, value: int) -> None:
        if self.aside == "parts":
            type_figure(self.entry, value)
        elif self.step == "crew":
            self.entry.crew.count(value)
        elif value != self.entry.count:
            self.entry.count, self.entry.parts = value, []
        self.changed()

    def written(self, key: str, text: str) -> None:
        if key == "code":
            self.entry.code = text
        self.changed()

    def pick_officer(self, key: str) -> None:
        self.entry.closing.pick(key)
        self.changed()

    def tap(self, key: str) -> None:
        if key == "add_part":
            add_part(self.entry)
            self.changed()
        elif key.startswith("part/"):
            drop_part(self.entry, key)
            self.changed()
        else:
            super().tap(key)

    def end_aside(self) -> bool:
        """A part that was typed and not added counts too: nothing typed is lost."""
        if self.aside == "parts":
            add_part(self.entry)
            if self.entry.parts:
                away = self._standing.away if self.entry.action == "ready_accepted" else 0
                self.entry.count = max(0, self.entry.counted + away)
        return True

    def day_changed(self) -> None:
        if not self.is_correction:
            self._preselect()

    # --- inside ---

    def prefill(self) -> None:
        self._preselect()

    def _follow(self, step: str) -> None:
        """What a choice brings with it."""
        entry = self.entry
        if step in ("action", "batch"):
            self._read_batch()
            self._preselect()
        elif step == "species":
            entry.seed_lot = ""
            entry.code = entry.code or self.choices.suggested_code(entry.day)
        elif step == "seed_lot":
            entry.method = METHOD_OF[self.choices.lot_source(entry.seed_lot)]

    def _read_batch(self) -> None:
        """The batch's sums without this record, and the nursery workdays that may have a share in it."""
        entry, committee = self.entry, self.desk.committee_id
        self._standing = standing(self.desk, entry.batch, entry.day, self.target)
        batch = self.choices.batch(entry.batch)
        first = entry.day
        if batch is not None and entry.action == "ready_accepted":
            first = min(batch.began_on if self.is_correction else batch.last_day, entry.day)

        self.workdays = self.desk.read(lambda reads: reads.workdays(committee, ("nursery",), first, entry.day))

    def _preselect(self) -> None:
        if self.entry.action in ("ready_accepted", "pricked_out"):
            self.entry.crew.workdays = [workday.id for workday in self.workdays]

    def _findings(self, hidden: frozenset[str]) -> tuple[Remark, ...]:
        if self.preview is None:
            return ()
        crew = self.entry.crew
        if not crew.workdays if crew.way == WORKDAYS else crew.way == PEOPLE and not crew.people:
            hidden = hidden | OF_A_LATER_STEP
        return finding_remarks(self.preview.findings, self.names_by_code(), hidden)
