"""Recording a loss, a harvest, a visit, a complaint or an agreement: few steps each, most of them one touch.

No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.desk import Desk
from app.ports import Camera
from app.screens.monitoring_form import choices
from app.screens.monitoring_form.actions import (
    STEPS,
    CareEntry,
    area_of,
    entry_of,
    fact_of_entry,
    signed_day,
    typed_day,
    words_of,
    years_of,
)
from app.screens.paying.sides import photo_row
from app.screens.recording.form_presenter import FormPresenter
from app.screens.recording.photo_draft import PhotoDraft
from app.screens.recording.states import FormState, Item
from app.screens.recording.words import finding_remarks
from app.text.texts import t
from core.domain.money import format_count
from core.domain.problems import Problem
from core.usecases.ports import SideRow
from core.usecases.views.monitoring import SpeciesStand, UnitCareView
from core.usecases.words import tidy

PHOTO = "photo"
PHOTO_SIDE = "photo_side"
ONE_TOUCH = ("unit", "tree_cause", "unit_optional", "about", "subject")
"""Steps that are over with the touch that chooses."""
CHOSEN = {"unit": "unit", "tree_cause": "cause", "about": "about", "subject": "subject", "species_cut": "species"}
"""The field that a step fills and that may not stay empty."""


class CareFormPresenter(FormPresenter[CareEntry]):
    """`action` in the arguments says which act it is; a unit in them leaves out the step for it."""

    form = "monitoring"
    previewed_steps = frozenset({"trees", "paper"})
    final_steps = frozenset({"trees", "paper"})
    told_beside = frozenset({"paper"})
    care: list[UnitCareView]

    def __init__(self, desk: Desk, show: Callable[[FormState], None], camera: Camera) -> None:
        self._camera = camera
        self._photo = PhotoDraft(desk)
        super().__init__(desk, show)

    def blank(self) -> CareEntry:
        action = self.arguments.get("action", "")
        return CareEntry(action=action if action in STEPS else "visit", unit=self.arguments.get("unit", ""))

    def filled(self, fact: Any) -> CareEntry:
        return entry_of(fact)

    def draft_key(self) -> str:
        return f"{self.entry.action}/{self.entry.unit}"

    def load(self) -> None:
        committee = self.desk.committee_id
        self.care = self.desk.look(lambda session: session.monitoring().units(committee))

    def prefill(self) -> None:
        if not self.entry.signed_on:
            self.entry.signed_on = typed_day(self.entry.day)

    def steps(self) -> tuple[str, ...]:
        steps = STEPS[self.entry.action]
        return steps[1:] if self.arguments.get("unit") and steps[0].startswith("unit") else steps

    def title(self) -> str:
        act = t(f"monitoring.act_{self.entry.action}")
        view = self.view()
        return f"{act} · {view.unit.code}" if view else act

    def fact(self) -> Any | None:
        return fact_of_entry(self.entry, self.desk.committee_id)

    def sides(self) -> Mapping[str, SideRow]:
        photo = {PHOTO_SIDE: photo_row(self._photo.photo)} if self._photo.photo else {}
        return {**words_of(self.entry), **photo}

    def draft_begun(self, name: str, *, is_offered: bool) -> None:
        self._photo.begin(name, is_offered=is_offered)

    def draft_over(self) -> None:
        self._photo.forget()

    def saved_text(self) -> str:
        entry, view = self.entry, self.view()
        return t(
            f"monitoring.saved_{entry.action}",
            count=format_count(entry.trees),
            unit=view.unit.code if view else "",
            number=self.saved_id,
            code=tidy(entry.code),
        )

    def problem_of(self, step: str) -> Problem | None:
        entry = self.entry
        if step in CHOSEN and not getattr(entry, CHOSEN[step]):
            return Problem("text_missing", field=t(f"recording.ask_{step}"))
        if step == "species_cut" and not entry.product:
            return Problem("text_missing", field=t("monitoring.product"))
        if step == "trees":
            missing = Problem("text_missing", field=t("monitoring.area")) if area_of(entry) is None else None
            return missing if entry.trees else Problem("count_missing")
        if step == "visit" and not tidy(entry.seen) and not tidy(entry.agreed):
            return Problem("text_missing", field=t("monitoring.agreed"))
        if step == "complaint" and not tidy(entry.words):
            return Problem("text_missing", field=t("monitoring.complaint_words"))
        return self._paper_problem() if step == "paper" else None

    def _paper_problem(self) -> Problem | None:
        entry = self.entry
        if not tidy(entry.code):
            return Problem("text_missing", field=t("monitoring.code"))
        if not signed_day(entry):
            return Problem("text_missing", field=t("monitoring.signed_on"))
        return Problem("text_missing", field=t("monitoring.years")) if years_of(entry) is None else None

    # --- what is shown ---

    def body(self, step: str) -> Any:
        bodies: dict[str, Callable[[], Any]] = {
            "unit": lambda: choices.units_state(self.care, self.entry),
            "unit_optional": lambda: choices.units_state(self.care, self.entry, t("monitoring.visit_whole")),
            "place": lambda: choices.units_state(self.care, self.entry, t("monitoring.all_land")),
            "tree_cause": lambda: choices.causes_state(self.entry),
            "species_cut": lambda: choices.species_state(self.view(), self.entry),
            "trees": lambda: choices.trees_state(self, self._findings()),
            "visit": lambda: choices.visit_state(self.entry),
            "about": lambda: choices.about_state(self.entry),
            "complaint": lambda: choices.complaint_state(self.entry),
            "subject": lambda: choices.subject_state(self.entry),
            "paper": lambda: choices.paper_state(self, self.problem, self._findings()),
        }
        return bodies[step]()

    @property
    def can_photograph(self) -> bool:
        return self._camera.can_take

    @property
    def has_photo(self) -> bool:
        return bool(self._photo.photo)

    def view(self) -> UnitCareView | None:
        return next((view for view in getattr(self, "care", ()) if view.unit.id == self.entry.unit), None)

    def stand(self) -> SpeciesStand | None:
        """That of the species at hand; None where none is chosen."""
        view = self.view()
        found = view.species if view else ()
        return next((one for one in found if one.species == self.entry.species), None)

    def standing(self) -> int:
        """What should stand without this record."""
        view, one = self.view(), self.stand()
        standing = one.stand.standing if one else view.standing if view else 0
        before = self.before_fact
        is_same = before is not None and before.unit == self.entry.unit
        return standing + (int(before.trees) if is_same and before is not None else 0)

    # --- what is told ---

    def chosen(self, step: str, key: str) -> None:
        entry = self.entry
        if step in ("unit", "unit_optional", "place"):
            entry.species = entry.species if key == entry.unit else ""
            entry.unit = key
        elif step == "species_cut":
            entry.species = key
            entry.product = choices.usual_product(self.view(), key)
        else:
            setattr(entry, CHOSEN[step], key)
        if step == "place":
            self.aside = ""
        self.changed()
        if step in ONE_TOUCH and not self.aside:
            self.go_on()

    def option(self, group: str, key: str) -> None:
        setattr(self.entry, group, key)
        self.changed()

    def written(self, key: str, text: str) -> None:
        setattr(self.entry, key, text)
        self.changed()

    def number(self, value: int) -> None:
        self.entry.trees = value
        self.changed()

    def tap(self, key: str) -> None:
        if key == PHOTO:
            self._camera.take(self._photographed, self._refuse)
        else:
            super().tap(key)

    # --- inside ---

    def _photographed(self, photo: bytes) -> None:
        self._photo.keep(photo)
        self.changed()

    def _findings(self) -> tuple[Item, ...]:
        return finding_remarks(self.preview.findings, {}) if self.preview else ()
