"""One record: what it says, what it earned whom and why, what was found and changed, and the ways to change it.

A record may change while one looks at it. What a person does names the version that was shown, so nothing is lost:
the sentence says what happened and the page shows the record as it is now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.desk import Desk, explain
from app.screens.record.facts import RecordFacts, read_facts
from app.screens.record.view import NoticeRow, RecordView, record_view
from app.screens.recording.drafts import DraftKeeper
from app.text import telling
from app.text.texts import t
from core.domain.corrections import REASONS, Reason
from core.domain.problems import Problem
from core.usecases.tablet.correct import Change, replace_record, void_record

CARE_FORMS = ("loss_event", "harvest")
FORMS = (*telling.PLANTING_KINDS, *telling.NURSERY_KINDS, "workday", telling.BORDER, *CARE_FORMS)


@dataclass(frozen=True)
class MissingView:
    """The record is not on this tablet."""

    title: str
    detail: str


@dataclass(frozen=True)
class Question:
    """The sheet that asks for a reason."""

    title: str
    detail: str
    missing: str
    note_label: str
    confirm: str
    cancel: str
    kind: str
    reasons: tuple[tuple[Reason, str], ...]
    chosen: str = ""
    note: str = ""


class RecordPresenter:
    """Events: the methods without underscore. `render` takes a RecordView or a MissingView."""

    def __init__(self, desk: Desk, render: Callable[[RecordView | MissingView], None]) -> None:
        self._desk = desk
        self._render = render
        self._identifier = ""
        self._facts: RecordFacts | None = None
        self._drafts = DraftKeeper(desk)
        self._mine: tuple[NoticeRow, ...] = ()

    def enter(self, identifier: str) -> None:
        self._desk.changed.add(self._refresh)
        self._identifier, self._mine = identifier, ()
        self._refresh()

    def leave(self) -> None:
        self._desk.changed.drop(self._refresh)

    def back(self) -> None:
        self._desk.navigator.back()

    def open_person(self, member: str) -> None:
        self._desk.navigator.go("statement", member=member)

    def correct(self) -> None:
        """Goes to the form that records such facts, with this record in it."""
        if self._facts is None:
            return
        line, go = self._facts.detail.line, self._desk.navigator.go
        if line.kind in telling.PLANTING_KINDS:
            go("planting", correct=line.id, kind=line.kind)
        elif line.kind == "workday":
            go("workday", correct=line.id)
        elif line.kind in CARE_FORMS:
            go("monitoring_form", action=line.kind, correct=line.id)
        elif line.kind == telling.BORDER:
            go("border", correct=line.id)
        elif line.kind in FORMS:
            batch = getattr(self._facts.detail.fact, "batch", line.id)
            go("nursery_form", action=line.kind, correct=line.id, batch=batch)

    def question(self, action: str) -> Question:
        """What to ask before `void` or `reinstate`, with what was typed there before and never confirmed."""
        kept = self._drafts.begin(f"reason/{self._desk.author}/{self._identifier}/{action}") or {}
        title = telling.title_of(self._facts.detail.line) if self._facts else ""
        is_void = action == "void"
        return Question(
            title=t(f"review.{action}_title"),
            detail=t(f"review.{action}_detail", title=title),
            missing=explain(Problem("reason_missing")),
            note_label=t("review.note"),
            confirm=t("common.void" if is_void else "review.reinstate"),
            cancel=t("common.cancel"),
            kind="danger" if is_void else "primary",
            reasons=tuple((reason, telling.named("reason", reason)) for reason in REASONS),
            chosen=kept["chosen"] if kept.get("chosen") in REASONS else "",
            note=str(kept.get("note", "")),
        )

    def typed(self, chosen: str, note: str) -> None:
        """A reason was touched, or something written beside it."""
        self._drafts.keep({"chosen": chosen, "note": note})

    def void(self, reason: Reason, note: str) -> None:
        facts = self._facts
        if facts is None:
            return
        desk, detail = self._desk, facts.detail

        def work() -> None:
            void_record(desk.store, desk.clock, desk.author, Change(detail.line.id, detail.version, reason, note))

        self._write(work, lambda: desk.offer_undo(t("review.voided"), self._undo_void))

    def reinstate(self, reason: Reason, note: str) -> None:
        """Lets a void record count again with the body it had."""
        desk = self._desk
        self._write(
            lambda: self._replace_with_same(reason, note),
            lambda: desk.offer_undo(t("review.reinstated"), self._undo_reinstate),
        )

    def _undo_reinstate(self) -> None:
        """Void again, in the version that the reinstating made."""
        facts = self._facts
        if facts is None:
            return
        desk, detail = self._desk, facts.detail

        def work() -> None:
            void_record(desk.store, desk.clock, desk.author, Change(detail.line.id, detail.version, "undone"))

        self._write(work, lambda: desk.say(t("review.voided")))

    def _undo_void(self) -> None:
        self._write(lambda: self._replace_with_same("undone", ""), lambda: self._desk.say(t("review.reinstated")))

    def _replace_with_same(self, reason: Reason, note: str) -> None:
        if self._facts is None:
            return
        desk, detail = self._desk, self._facts.detail
        change = Change(detail.line.id, detail.version, reason, note)
        replace_record(desk.store, desk.clock, desk.author, change, detail.fact, detail.line.happened_on)

    def _write(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        """Does it on the storage lane; a Problem becomes a sentence on the page, which then shows what is true now."""
        self._mine = ()

        def take(_: object) -> None:
            self._drafts.forget()
            self._desk.tell_changed()
            done()

        def fail(problem: Exception) -> None:
            if not isinstance(problem, Problem):
                raise problem
            self._mine = (NoticeRow(explain(problem), "observed"),)
            self._refresh()

        self._desk.storage_lane.run(lambda _task: work(), take, fail)

    def _refresh(self) -> None:
        identifier = self._identifier

        def take(facts: RecordFacts | None) -> None:
            if identifier == self._identifier:
                self._facts = facts
                self._show()

        self._desk.storage_lane.run(lambda _task: self._desk.read(lambda reads: read_facts(reads, identifier)), take)

    def _show(self) -> None:
        if self._facts is None:
            self._render(MissingView(t("review.missing"), t("review.missing_detail")))
        else:
            self._render(record_view(self._facts, self._mine, self._facts.detail.line.kind in FORMS))
