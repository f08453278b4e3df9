"""A planting or a replanting: where, from which batch, how many, by whom, and who would earn what. No Kivy here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.desk import Desk, explain
from app.locating import Averaged
from app.ports import Camera, Positioning
from app.screens.paying.sides import photo_row
from app.screens.planting.choices import SHAPES, PlantingEntry, UnitsState, batches_state, of_target, units_state
from app.screens.planting.whereabouts import Whereabouts, position_words
from app.screens.recording.crew import WORKDAYS, crew_of, crew_state
from app.screens.recording.form_presenter import FormPresenter
from app.screens.recording.photo_draft import PhotoDraft
from app.screens.recording.states import (
    CountState,
    CrewState,
    FactLine,
    FieldLine,
    FormState,
    Item,
    Pad,
    Remark,
    ReviewState,
)
from app.screens.recording.stock import Standing, standing
from app.screens.recording.words import day_words, finding_remarks, share_rows
from app.text.texts import t
from app.widgets.species_picture.faces import drawing_of
from core.domain.attendance import PLANTING_ACTIVITIES
from core.domain.bodies import Count, SideHash
from core.domain.calendar import add_days
from core.domain.money import format_count, format_soles
from core.domain.nurseries import BatchStock
from core.domain.plantings import Planting, Replanting
from core.domain.plots import Point
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.ports import SideRow
from core.usecases.tablet.paying import PHOTO_SIDE
from core.usecases.views.field import BatchView, MemberView, Reads, UnitView, WorkdayView

DAYS_BEFORE = 14
OF_A_LATER_STEP = frozenset({"work_of_nobody"})


class PlantingPresenter(FormPresenter[PlantingEntry]):
    """Steps: unit, batch, count, crew, review."""

    form = "planting"
    previewed_steps = frozenset({"count", "crew", "review"})
    final_steps = frozenset({"review"})
    members: dict[str, MemberView]
    units: list[UnitView]
    batches: list[BatchView]
    workdays: list[WorkdayView]

    def __init__(self, desk: Desk, show: Callable[[FormState], None], positioning: Positioning, camera: Camera) -> None:
        self.units = []
        self._where = Whereabouts(positioning, self._moved)
        self._camera = camera
        self._photo = PhotoDraft(desk)
        self._standing = Standing(BatchStock(), 0, 0)
        super().__init__(desk, show)

    def enter(self, correct: str = "", **arguments: Any) -> None:
        self._where.lists_others = False
        super().enter(correct, **arguments)

    def leave(self) -> None:
        self._where.locating.stop()
        super().leave()

    def blank(self) -> PlantingEntry:
        kind = self.arguments.get("kind", "planting")
        return PlantingEntry(kind=kind if kind in SHAPES else "planting")

    def filled(self, fact: Any) -> PlantingEntry:
        place = fact.position
        position = [place.lat_udeg, place.lon_udeg, place.accuracy_m or 0] if place else []
        return PlantingEntry(
            kind=fact.kind, unit=str(fact.unit), batch=str(fact.batch), count=int(fact.count), crew=crew_of(fact),
            position=position, photo_side=str(fact.photo_side or ""),
        )  # fmt: skip

    def draft_key(self) -> str:
        return self.entry.kind

    def load(self) -> None:
        committee, day = self.desk.committee_id, self.entry.day

        def read(reads: Reads) -> None:
            self.members = {member.id: member for member in reads.members(committee, day)}
            self.units = reads.units(committee)
            self.batches = sorted(reads.batches(committee), key=lambda batch: batch.stock.in_the_field <= 0)
            self.workdays = reads.workdays(committee, PLANTING_ACTIVITIES, add_days(day, -DAYS_BEFORE), day)
            self._where.read(reads, committee, day, self.units)

        self.desk.read(read)
        self._read_stock()

    def prefill(self) -> None:
        """The planting workdays of the day itself are ticked; holes were dug before and are for people to tick."""
        of_the_day = (one.id for one in self.workdays if one.day == self.entry.day and one.activity == "planting")
        self.entry.crew.workdays = list(of_the_day)

    def day_changed(self) -> None:
        if not self.is_correction:
            self.prefill()

    def steps(self) -> tuple[str, ...]:
        return ("unit", "plants", "count", "crew", "review")

    def title(self) -> str:
        return t(f"recording.{self.entry.kind}")

    def fact(self) -> Planting | Replanting | None:
        entry, batch = self.entry, self._batch()
        if not entry.unit or batch is None or not entry.count:
            return None
        return SHAPES[entry.kind](
            committee=RecordId(self.desk.committee_id),
            unit=RecordId(entry.unit),
            species=RecordId(batch.species),
            batch=RecordId(batch.id),
            count=Count(entry.count),
            position=self._point(),
            photo_side=SideHash(entry.photo_side) if entry.photo_side else None,
            **entry.crew.stated(),
        )

    def sides(self) -> Mapping[str, SideRow]:
        """A correction without a new photo keeps the one there is."""
        return {PHOTO_SIDE: photo_row(self._photo.photo)} if self._photo.photo else {}

    def draft_begun(self, name: str, *, is_offered: bool) -> None:
        self._photo.begin(name, is_offered=is_offered)

    def draft_over(self) -> None:
        self._photo.forget()

    def saved_text(self) -> str:
        return t("recording.saved_planting", what=self._what(), unit=self._unit_code())

    def problem_of(self, step: str) -> Problem | None:
        entry = self.entry
        if step == "unit" and not entry.unit:
            return Problem("text_missing", field=t("recording.unit"))
        if step == "plants" and self._batch() is None:
            return Problem("text_missing", field=t("recording.batch"))
        if step == "count":
            if not entry.count:
                return Problem("count_missing")
            if entry.count > self._standing.largest:
                return Problem("count_implausible", count=entry.count, largest=self._standing.largest)
        return entry.crew.problem(entry.count) if step == "crew" else None

    # --- what is shown ---

    def body(self, step: str) -> Any:
        bodies: dict[str, Callable[[], Any]] = {
            "unit": self._units,
            "plants": lambda: batches_state(self.entry, self.batches),
            "count": self._count,
            "crew": self._crew,
            "review": self._review,
        }
        return bodies[step]()

    def _count(self) -> CountState:
        left = self._standing.stock.in_the_field - self.entry.count
        line = t("recording.left_in_field", left=format_count(left))
        if left < 0:
            line = t("recording.missing_in_field", missing=format_count(-left))
        pad = Pad(
            self.entry.count,
            t("recording.trees_at", species=self._species(), unit=self._unit_code()),
            t("recording.trees"),
            line,
            "observed" if left < 0 else "neutral",
        )
        items: list[Item] = [
            FactLine("unit_sum", t("recording.in_the_unit"), self._unit_sum()),
            FieldLine("position", "crosshairs-gps", t("land.position"), self._position_words()),
        ]
        if self._where.locating.problem is not None and not self.entry.position:
            items.append(Remark("info", explain(self._where.locating.problem), "no_fix"))
        if self._camera.can_take:
            there = "land.photo_kept" if self.entry.photo_side else "land.photo_none"
            taken = t("land.photo_taken" if self._photo.photo else there)
            items.append(FieldLine("photo", "camera", t("land.photo"), taken))
        return CountState(pad, (*items, *self._findings(OF_A_LATER_STEP)))

    def _crew(self) -> CrewState:
        shares: tuple[Item, ...] = ()
        fits = self.entry.crew.problem(self.entry.count) is None
        if fits and self.preview is not None and self.preview.shares:
            people, total = len(self.preview.shares), format_soles(self.preview.centimos)
            shares = (Remark("confirmed", t("recording.shares_short", people=people, total=total), "shares"),)
        return crew_state(self.entry.crew, self.workdays, self.members, self.entry.count, shares)

    def _review(self) -> ReviewState:
        items: list[Item] = [
            FactLine("what", t("recording.what"), self._what(), drawing_of(self._species())),
            FactLine("unit", t("recording.unit"), self._unit_code()),
            FactLine("unit_sum", t("recording.in_the_unit"), self._unit_sum()),
            FactLine("day", t("common.day"), day_words(self.entry.day)),
        ]
        if self.entry.position:
            items.append(FactLine("position", t("fields.position"), self._position_words()))
        if self._photo.photo or self.entry.photo_side:
            is_new = self._photo.photo and self.entry.photo_side
            said = t("land.photo_is_new" if is_new else "land.photo_is_there")
            items.append(FactLine("photo", t("fields.photo_side"), said))
        items += self._findings(frozenset())
        shares = self.preview.shares if self.preview else ()
        return ReviewState(
            tuple(items),
            share_rows(shares, self.members),
            t("recording.earned_by", people=format_count(len(shares))),
            format_soles(self.preview.centimos if self.preview else 0),
            "" if shares else t("recording.no_shares"),
        )

    def names_by_code(self) -> dict[str, str]:
        return {member.code: member.name for member in self.members.values()}

    # --- what is told ---

    def chosen(self, step: str, key: str) -> None:
        if step == "unit":
            if key != self.entry.unit:
                self.entry.position, self.entry.fixes = [], 0
                self._where.locating.problem = None
            self.entry.unit, self._where.lists_others = key, False
        elif step == "plants":
            self.entry.batch = key
            self._read_stock()
        elif step == "crew":
            self.entry.crew.choose(key)
        self.changed()

    def option(self, group: str, key: str) -> None:
        if group == "kind":
            self.entry.kind = key
        elif group == "crew_way":
            self.entry.crew.way = key
        elif group == "way":
            self._where.way, self._where.lists_others = key, False
        self.changed()

    def number(self, value: int) -> None:
        if self.step == "crew":
            self.entry.crew.count(value)
        else:
            self.entry.count = value
        self.changed()

    def tap(self, key: str) -> None:
        if key == "position":
            self._where.take(self._unit(), self._positioned)
        elif key == "photo":
            self._camera.take(self._photographed, self._refuse)
        elif key == "stands_in":
            unit = self._where.stands_in()
            if unit is not None:
                self.choose(unit.id)
        elif key == "other_unit":
            self._where.lists_others = True
            self.refresh()
        elif key == "border":
            self.desk.navigator.go("border", unit=self.entry.unit)
        elif key != "water":
            super().tap(key)

    def refresh(self) -> None:
        self._where.look(self._unit(), is_seen=self.step == "unit" and not self.aside)
        super().refresh()

    # --- where one is ---

    def _units(self) -> UnitsState:
        state = units_state(self.entry, self.units, can_choose_kind=not self.is_correction)
        return self._where.shown_on(state, self._unit())

    def _moved(self) -> None:
        """The receiver says something new. What was typed stays as it is, so nothing is kept or asked."""
        self.refresh()

    def _positioned(self, place: Averaged | None) -> None:
        if place is not None:
            self.entry.position = [place.lat_udeg, place.lon_udeg, place.accuracy_m]
            self.entry.fixes = place.fixes
        self.changed()

    def _position_words(self) -> str:
        metres = self.entry.position[2] if self.entry.position else None
        return position_words(self._where.locating, metres, self.entry.fixes)

    # --- inside ---

    def _photographed(self, photo: bytes) -> None:
        self._photo.keep(photo)
        self.changed()

    def _read_stock(self) -> None:
        self._standing = standing(self.desk, self.entry.batch, self.entry.day, self.target)

    def _point(self) -> Point | None:
        if not self.entry.position:
            return None
        lat, lon, accuracy = self.entry.position
        return Point(lat, lon, Count(accuracy))

    def _findings(self, hidden: frozenset[str]) -> tuple[Remark, ...]:
        if self.preview is None:
            return ()
        if self.entry.crew.way == WORKDAYS and not self.entry.crew.workdays:
            hidden = hidden | OF_A_LATER_STEP
        return finding_remarks(self.preview.findings, self.names_by_code(), hidden)

    def _batch(self) -> BatchView | None:
        return next((batch for batch in self.batches if batch.id == self.entry.batch), None)

    def _unit(self) -> UnitView | None:
        return next((unit for unit in self.units if unit.id == self.entry.unit), None)

    def _unit_code(self) -> str:
        unit = self._unit()
        return unit.code if unit else ""

    def _species(self) -> str:
        batch = self._batch()
        return batch.species_name if batch else ""

    def _what(self) -> str:
        return t("recording.trees_of", count=format_count(self.entry.count), species=self._species())

    def _unit_sum(self) -> str:
        unit = self._unit()
        if unit is None:
            return ""
        before = unit.planted
        if self.is_correction and self.before_fact is not None and self.before_fact.unit == unit.id:
            before -= int(self.before_fact.count) if self.before_fact.kind == "planting" else 0
        planted = before + (self.entry.count if self.entry.kind == "planting" else 0)
        return of_target(planted, unit.target_trees)
