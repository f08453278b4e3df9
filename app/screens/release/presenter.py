"""Giving a line of a pay sheet to another tablet: which one, are you sure, and the code that the other one reads.

The code can be shown again at any time until the line has arrived there. No amount is shown. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.desk import Desk, explain
from app.ports import Passing
from app.screens.paying.people import letters, spoken_name
from app.screens.paying.states import BACK, Act, News, Page, Pick
from app.screens.release.facts import ReleaseFacts, Tablet, read_release
from app.screens.release.states import Code
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from core.domain.problems import Problem
from core.usecases.tablet.paying import release_line, release_text

RELEASE, COPY, SAVE = "release", "copy", "save"
SEARCH_FROM = 8
"""From so many tablets on there is a field to search them."""


class ReleasePresenter:
    """Events: the methods without underscore. `render` takes a Page."""

    def __init__(self, desk: Desk, render: Callable[[Page], None], passing: Passing) -> None:
        self._desk = desk
        self._render = render
        self._passing = passing
        self._facts: ReleaseFacts | None = None
        self._sheet = self._payee = self._to = self._text = self._problem = self._sought = ""
        self._busy = False

    def enter(self, sheet: str, payee: str) -> None:
        self._sheet, self._payee = sheet, payee
        self._facts = None
        self._to = self._text = self._problem = self._sought = ""
        self._busy = False
        self._desk.changed.add(self._refresh)
        self._desk.handset.stay_awake()
        self._refresh()

    def leave(self) -> None:
        self._desk.handset.may_sleep()
        self._desk.changed.drop(self._refresh)
        self._text = ""

    def choose(self, key: str) -> None:
        """A tablet was touched."""
        self._to, self._problem = key, ""
        self._show()

    def search(self, text: str) -> None:
        self._sought = text
        self._show()

    def write(self, text: str) -> None:
        """No page asks for words."""

    def number(self, value: int) -> None:
        """No page asks for a number."""

    def drawn(self, strokes: Sequence[Sequence[int]]) -> None:
        """No page is signed."""

    def tap(self, key: str) -> None:
        buttons: dict[str, Callable[[], None]] = {
            BACK: self._back,
            RELEASE: self._release,
            COPY: self._copy,
            SAVE: self._save,
        }
        if not self._busy:
            buttons[key]()

    # --- inside ---

    def _back(self) -> None:
        if self._to and not self._text:
            self._to, self._problem = "", ""
            self._show()
        else:
            self._desk.navigator.leave()

    def _refresh(self) -> None:
        desk, sheet, payee = self._desk, self._sheet, self._payee

        def read(_task: Any) -> tuple[ReleaseFacts, str]:
            facts = read_release(desk, sheet, payee)
            return facts, release_text(desk.store, desk.signer, facts.release) if facts.release else ""

        def take(found: tuple[ReleaseFacts, str]) -> None:
            if (sheet, payee) == (self._sheet, self._payee):
                self._facts, self._text = found
                self._show()

        if not self._busy:
            desk.storage_lane.run(read, take)

    def _release(self) -> None:
        desk, author, sheet, payee, to = self._desk, self._desk.author, self._sheet, self._payee, self._to
        self._busy, self._problem = True, ""

        def work(_task: Any) -> None:
            release_line(desk.store, desk.clock, desk.signer, author, sheet, payee, to)

        def done(_: None) -> None:
            self._busy = False
            desk.tell_changed()

        def failed(failure: Exception) -> None:
            self._busy = False
            if not isinstance(failure, Problem):
                raise failure
            self._problem = explain(failure)
            self._show()

        desk.storage_lane.run(work, done, failed)

    def _copy(self) -> None:
        self._passing.copy(self._text)
        self._desk.say(t("release.copied"))

    def _save(self) -> None:
        where = self._passing.save(self._facts.release if self._facts else "", self._text)
        self._desk.say(t("release.saved", where=where) if where else t("release.not_saved"))

    # --- showing ---

    def _show(self) -> None:
        facts = self._facts
        if facts is None:
            return
        if self._text:
            self._render(self._code_page(facts))
        elif facts.view.state != "to_pay":
            self._render(self._why_not_page(facts))
        elif self._to:
            self._render(self._sure_page(facts))
        else:
            self._render(self._which_page(facts))

    def _page(self, facts: ReleaseFacts, body: object, **parts: Any) -> Page:
        view = facts.view
        numbered = t("pay.sheet", number=view.sheet_number) if view.sheet_number else ""
        return Page(
            title=spoken_name(view.name), body=body, subtitle=numbered, initials=letters(view.name),
            problem=self._problem, **parts,
        )  # fmt: skip

    def _which_page(self, facts: ReleaseFacts) -> Page:
        rows = tuple(
            ChoiceRow(tablet.origin, tablet.label, _about(tablet), "cellphone")
            for tablet in facts.tablets
            if self._sought.casefold() in f"{tablet.label} {' '.join(tablet.people)}".casefold()
        )
        pick = Pick(
            rows, t("release.search") if len(facts.tablets) >= SEARCH_FROM else "", self._sought,
            t("release.which"), t("release.no_tablet"), t("release.no_tablet_detail"),
        )  # fmt: skip
        return self._page(facts, pick, left=_back_act())

    def _sure_page(self, facts: ReleaseFacts) -> Page:
        name, label = spoken_name(facts.view.name), facts.label(self._to)
        sentences = (t("release.sure_here", name=name), t("release.sure_there", label=label))
        news = News("swap-horizontal", "info", t("release.sure", name=name, label=label), sentences=sentences)
        give = Act(RELEASE, "swap-horizontal", t("release.do"), "primary", enabled=not self._busy)
        return self._page(facts, news, left=_back_act(), right=give)

    def _code_page(self, facts: ReleaseFacts) -> Page:
        label = facts.label(facts.to)
        acts = [Act(COPY, "content-copy", t("release.copy"), "secondary")]
        if self._passing.has_files:
            acts.append(Act(SAVE, "export-variant", t("release.save"), "secondary"))
        steps = (t("release.step_open", label=label), t("release.step_read"), t("release.step_done"))
        code = Code(self._text, t("release.state", label=label), steps, t("release.note"), tuple(acts))
        return self._page(facts, code, right=Act(BACK, "check-bold", t("common.done"), "primary"))

    def _why_not_page(self, facts: ReleaseFacts) -> Page:
        view = facts.view
        problem = Problem(view.why_not, name=spoken_name(view.name), number=view.sheet_number) if view.why_not else None
        sentence = explain(problem) if problem else ""
        news = News("information", "pending", t("release.cannot"), sentences=(sentence,))
        return self._page(facts, news, left=_back_act())


def _about(tablet: Tablet) -> str:
    """Who works with it; and a warning where it does not know the payee's name."""
    people = ", ".join(tablet.people) or t("release.nobody")
    return people if tablet.knows else f"{people} · {t('release.other_committee')}"


def _back_act() -> Act:
    return Act(BACK, "", t("common.back"))
