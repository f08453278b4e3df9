"""The way through a form: step by step, with a draft behind every touch, a preview beside it and one save at the end.

A form says which steps it has, what each one shows, what is in the way of leaving it, and which fact comes out. What is
the same for all of them is here, and only here: drafts, corrections, the reason, saving once, and undo.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from app.desk import Desk, explain
from app.screens.recording.drafts import DraftKeeper
from app.screens.recording.entries import EntryT, restored
from app.screens.recording.form import Form
from app.screens.recording.preview import Answer, Previewer, Question
from app.screens.recording.saving import Saved, Saving, undo_of
from app.screens.recording.states import REASON, ButtonLine, ColumnState, DayLine, FormState, ReasonState, Remark
from app.screens.recording.words import day_chip
from app.text.telling import named
from app.text.texts import t
from core.domain.corrections import REASONS
from core.domain.problems import Problem
from core.usecases.tablet.record import Preview

RESUME, DAY = "resume", "day"


class FormPresenter(Form[EntryT]):
    """Call `enter` each time the form is shown; it tells `show` a FormState whenever something has changed."""

    def __init__(self, desk: Desk, show: Callable[[FormState], None]) -> None:
        self.desk = desk
        self.preview = None
        self.arguments = {}
        self.aside = ""
        self.step = ""
        self.problem = ""
        self._show = show
        self._saving = Saving(desk, self._saved, self._failed)
        self._drafts = DraftKeeper(desk)
        self._previewer = Previewer(desk, self._previewed)
        self._offered: dict[str, Any] | None = None
        self._target = self._seen = ""
        self._before: tuple[Any, str] | None = None
        self.entry = self.blank()

    # --- coming and going ---

    def enter(self, correct: str = "", **arguments: Any) -> None:
        """Show the form empty, or with the record to correct; what was left unfinished is offered first."""
        self.arguments = arguments
        self.aside = self.problem = ""
        self.preview = None
        self._target, self._seen, self._before = correct, "", None
        self._saving.forget()
        self.entry = self.blank()
        self.entry.day = self.desk.today()
        if correct and not self._open(correct):
            return
        self.load()
        if not correct:
            self.prefill()
        about = f"{self.desk.committee_id}/{correct or self.draft_key()}"
        self._offered = self._drafts.begin(f"{self.form}/{self.desk.author}/{about}")
        if self._offered is not None and self._offered.get("seen", "") != self._seen:
            self._offered = None
        self.draft_begun(self._drafts.name, is_offered=self._offered is not None)
        self.step = self.steps()[0]
        self.aside = RESUME if self._offered is not None else ""
        self._ask()
        self.refresh()

    def leave(self) -> None:
        """The form is no longer shown; its draft stays."""
        self._previewer.ask(None)

    @property
    def is_correction(self) -> bool:
        return bool(self._target)

    @property
    def is_saving(self) -> bool:
        """From the touch that saves until the form is entered anew."""
        return self._saving.busy

    @property
    def target(self) -> str:
        """The record that is corrected; empty for a new one."""
        return self._target

    @property
    def before_fact(self) -> Any | None:
        """What the corrected record says so far."""
        return self._before[0] if self._before else None

    def _open(self, correct: str) -> bool:
        detail = self.desk.read(lambda reads: reads.record(correct))
        if detail is None or detail.fact is None:
            self.desk.say(t("recording.cannot_open"))
            self.desk.navigator.back()
            return False
        self._seen = detail.version
        self.entry = self.filled(detail.fact)
        self.entry.day = detail.line.happened_on
        self._before = (detail.fact, detail.line.happened_on)
        return True

    # --- showing ---

    def refresh(self) -> None:
        steps = self._all_steps()
        at = steps.index(self.step) + 1 if self.step in steps else 1
        place = t("recording.step_of", at=self.behind() + at, of=self.behind() + len(steps))
        is_last = at == len(steps) and not self.aside
        onward = self.onward(self.step) if not self.aside else ""
        usual = t("common.done") if self.aside else t("common.save") if is_last else t("common.next")
        next_text = onward or usual
        shown = self.aside or self.step
        self._show(
            FormState(
                title=t("recording.correcting", what=self.title()) if self.is_correction else self.title(),
                subtitle=f"{place} · {t(f'recording.ask_{shown}')}" if not self.aside else t(f"recording.ask_{shown}"),
                body=self._body(shown),
                back_text=t("recording.leave") if at == 1 and not self.aside else t("common.back"),
                next_text=t("recording.saving") if self._saving.busy else "" if self.aside == RESUME else next_text,
                next_icon="check-bold" if is_last else "",
                next_kind="secondary" if self.is_quiet(shown) else "primary",
                can_go_on=not self._saving.busy,
                day_text="" if self.aside else day_chip(self.entry.day, self.desk.today()),
                problem="" if shown in self.told_beside else self.problem,
            )
        )

    def changed(self) -> None:
        """Something was typed or chosen: keep it, ask what it would mean, show it."""
        self.problem = ""
        self._keep()
        self._ask()
        self.refresh()

    def _all_steps(self) -> tuple[str, ...]:
        return (*self.steps(), REASON) if self.is_correction else self.steps()

    def _body(self, step: str) -> Any:
        if step == RESUME:
            return ColumnState(
                (
                    Remark("info", t("recording.unfinished")),
                    ButtonLine("carry_on", "pencil", t("recording.carry_on"), "primary"),
                    ButtonLine("start_anew", "refresh", t("recording.start_anew")),
                )
            )
        if step == DAY:
            today, chosen = date.fromisoformat(self.desk.today()), date.fromisoformat(self.entry.day)
            return ColumnState((DayLine(DAY, today, chosen),))
        if step == REASON:
            reasons = tuple((key, named("reason", key)) for key in REASONS)
            return ReasonState(reasons, self.entry.reason, t("review.note"), self.entry.reason_note)
        return self.body(step)

    # --- what every step may tell ---

    def go_on(self) -> None:
        if self._saving.busy:
            return
        if self.aside:
            self._end_aside()
            return
        problem = self._problem_of(self.step)
        if problem is not None:
            self._refuse(problem)
            return
        steps = self._all_steps()
        at = steps.index(self.step) + 1
        if at == len(steps):
            self._save()
        else:
            self.step = steps[at]
            self.changed()

    def go_back(self) -> None:
        if self._saving.busy:
            return
        steps = self._all_steps()
        if self.aside and self.aside != RESUME:
            self.aside = ""
            self.changed()
        elif self.step == steps[0] or self.aside:
            self.desk.navigator.leave()
        else:
            self.step = steps[steps.index(self.step) - 1]
            self.changed()

    def tap(self, key: str) -> None:
        if key == "carry_on" and self._offered is not None:
            self._carry_on(self._offered)
        elif key == "start_anew":
            self._drafts.forget()
            self.draft_over()
            self._offered, self.aside = None, ""
            self.refresh()
        elif key == "open_workday":
            self.desk.navigator.go("workday")
        else:
            self.aside = key
            self.problem = ""
            self.refresh()

    def choose(self, key: str) -> None:
        if self.step == REASON and not self.aside:
            self.entry.reason = key
            self.changed()
        else:
            self.chosen(self.aside or self.step, key)

    def write(self, key: str, text: str) -> None:
        if key == REASON:
            self.entry.reason_note = text
            self.changed()
        else:
            self.written(key, text)

    def pick_day(self, day: date) -> None:
        if day.isoformat() > self.desk.today():
            self._refuse(Problem("day_in_future", day=day.isoformat()))
            return
        self.entry.day = day.isoformat()
        self.load()
        self.day_changed()
        self.changed()

    # --- inside ---

    def _end_aside(self) -> None:
        if self.end_aside():
            self.aside = ""
            self.changed()

    def _problem_of(self, step: str) -> Problem | None:
        if step == REASON:
            return None if self.entry.reason else Problem("reason_missing")
        return self.problem_of(step)

    def _refuse(self, problem: Problem) -> None:
        self.problem = explain(problem)
        self.refresh()

    def _carry_on(self, kept: dict[str, Any]) -> None:
        self._offered, self.aside = None, ""
        try:
            self._take_up(kept)
        except (AttributeError, LookupError, TypeError, ValueError):
            # Another version of the app wrote it in a way that is not known here.
            self._drafts.forget()
            self.draft_over()
            self._begin_anew()
            self.problem = t("recording.unfinished_unreadable")
        self._ask()
        self.refresh()

    def _begin_anew(self) -> None:
        """As if nothing had been typed."""
        self.entry = self.filled(self._before[0]) if self._before else self.blank()
        self.entry.day = self._before[1] if self._before else self.desk.today()
        self.load()
        if not self._before:
            self.prefill()
        self.step = self.steps()[0]

    def _take_up(self, kept: dict[str, Any]) -> None:
        """What was kept, and whether it can be shown; raises whatever is wrong with it."""
        self.entry = restored(self.blank(), kept.get("entry"))
        date.fromisoformat(self.entry.day)
        self.load()
        step = kept.get("step", "")
        self.step = step if step in self._all_steps() else self.steps()[0]
        self.title()
        self._body(self.step)
        self.fact()

    def _keep(self) -> None:
        if not self._saving.busy:
            self._drafts.keep({"entry": asdict(self.entry), "step": self.step, "seen": self._seen})

    def _ask(self) -> None:
        fact = self.fact() if self.step in self.previewed_steps and not self.aside else None
        if fact is None:
            self.preview = None
            self._previewer.ask(None)
            return
        refuse = self.step in self.final_steps
        self._previewer.ask(Question(fact, self.entry.day, self._target, self._seen, refuse))

    def _previewed(self, _question: Question, answer: Answer) -> None:
        self.preview = answer if isinstance(answer, Preview) else None
        self.problem = explain(answer) if isinstance(answer, Problem) else self.problem
        self.refresh()

    def _save(self) -> None:
        for step in self._all_steps():
            problem = self._problem_of(step)
            if problem is not None:
                self.step = step
                self._refuse(problem)
                return
        self._drafts.stop()
        self.problem = ""
        self._previewer.ask(None)
        entry, name = self.entry, self._drafts.name
        self._saving.start(
            Saved(
                self.fact(), entry.day, name, self._target, self._seen, entry.reason, entry.reason_note, self.sides()
            )
        )  # fmt: skip
        self.refresh()

    def _saved(self, saved: Saved, identifier: str) -> None:
        self.saved_id = identifier
        self.draft_over()
        text, undo = self.saved_text(), undo_of(self.desk, saved, identifier, self._before)
        self.desk.tell_changed()
        self.desk.handset.buzz()
        self.desk.navigator.leave()
        self.desk.offer_undo(text, undo)

    def _failed(self, problem: Problem) -> None:
        self._keep()
        self._refuse(problem)
