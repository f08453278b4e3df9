"""Walking round a unit with the receiver: corner by corner, with the polygon, its area and the checks as it grows.

A corner is the average of several fixes taken while one stands. Every corner is in the draft at once, so a flat battery
costs the corner one stands on and nothing else. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.desk import Desk, explain
from app.locating import FIXES_OF_A_CORNER, Averaged, Locating
from app.ports import Positioning
from app.screens.border.states import Act, BorderEntry, WalkState
from app.screens.planting.land import here_of, map_of
from app.screens.recording.form_presenter import FormPresenter
from app.screens.recording.states import FactLine, FormState, Item, Remark
from app.screens.recording.words import day_words, finding_remarks
from app.text.formats import area_text, hectares_text
from app.text.texts import t
from app.widgets.unit_map.plots import MapState
from core.domain.bodies import LONGEST_LIST, Count
from core.domain.geometry import first_crossing, line_length_m, ring_area_m2
from core.domain.money import format_count
from core.domain.plots import CORNERS_OF_A_RING, BorderWalked, Point
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.views.field import LandView, Reads, UnitView

WHILE_WALKING = frozenset({"border_area_differs"})
"""What says nothing before the way round is closed."""
SAME_PLACE_M = 2


class BorderPresenter(FormPresenter[BorderEntry]):
    """Steps: walk, review. Entered with the unit, or with a record to correct."""

    form = "border"
    previewed_steps = frozenset({"corners", "review"})
    final_steps = frozenset({"review"})
    units: list[UnitView]

    def __init__(self, desk: Desk, show: Callable[[FormState], None], positioning: Positioning) -> None:
        self._locating = Locating(positioning, self.refresh)
        self._walking = False
        self._hint = ""
        self._map, self.units = MapState(), []
        super().__init__(desk, show)

    def enter(self, correct: str = "", **arguments: Any) -> None:
        self._walking, self._hint = False, ""
        super().enter(correct, **arguments)

    def leave(self) -> None:
        self._pause()
        super().leave()

    def blank(self) -> BorderEntry:
        return BorderEntry(unit=self.arguments.get("unit", ""))

    def filled(self, fact: Any) -> BorderEntry:
        ring = [[corner.lat_udeg, corner.lon_udeg, int(corner.accuracy_m or 0)] for corner in fact.ring]
        return BorderEntry(unit=str(fact.unit), ring=ring)

    def draft_key(self) -> str:
        return self.entry.unit

    def load(self) -> None:
        committee, day = self.desk.committee_id, self.entry.day

        def read(reads: Reads) -> tuple[list[UnitView], LandView, int]:
            return reads.units(committee), reads.land(committee), reads.setting("water_strip_m", day)

        self.units, land, strip_m = self.desk.read(read)
        self._map = map_of(self.units, land, strip_m)

    def steps(self) -> tuple[str, ...]:
        return ("corners", "review")

    def title(self) -> str:
        unit = self._unit()
        return t("land.border_of", unit=unit.code) if unit else t("land.border")

    def onward(self, step: str) -> str:
        return t("land.finish") if step == "corners" else ""

    def is_quiet(self, step: str) -> bool:
        return step == "corners"

    def fact(self) -> BorderWalked | None:
        ring = self._ring()
        if not self.entry.unit or len(ring) < CORNERS_OF_A_RING:
            return None
        return BorderWalked(
            committee=RecordId(self.desk.committee_id),
            unit=RecordId(self.entry.unit),
            ring=ring,
            area_m2=Count(ring_area_m2(ring)),
            accuracy_m=Count(self._worst()),
        )

    def problem_of(self, step: str) -> Problem | None:
        if self._unit() is None:
            return Problem("unit_not_chosen")
        if step == "corners" and len(self.entry.ring) < CORNERS_OF_A_RING:
            return Problem("border_unfinished", corners=len(self.entry.ring))
        return None

    def saved_text(self) -> str:
        unit = self._unit()
        area = hectares_text(ring_area_m2(self._ring()))
        return t("land.saved_border", unit=unit.code if unit else "", area=area)

    # --- what is shown ---

    def body(self, step: str) -> WalkState:
        return self._walk() if step == "corners" else self._review()

    def _walk(self) -> WalkState:
        paused = bool(self.entry.ring) and not self._walking
        main = Act("start", "walk", t("land.carry_on" if paused else "land.start"), "primary")
        if self._walking:
            main = Act("corner", "map-plus", self._corner_words(), "primary", len(self.entry.ring) < LONGEST_LIST)
        acts = (
            Act("pause", "stop", t("land.pause"), can_press=self._walking),
            Act("undo_corner", "undo", t("land.undo_corner"), can_press=bool(self.entry.ring)),
        )
        return WalkState(
            self._land(closed=False),
            self._area(),
            (
                (t("land.corners"), format_count(len(self.entry.ring))),
                (t("land.length"), self._metres(line_length_m(self._ring()))),
                self._accuracy(),
            ),
            self._hint or self._usual_hint(),
            main,
            acts,
            self._findings(WHILE_WALKING),
        )

    def _review(self) -> WalkState:
        ring, unit = self._ring(), self._unit()
        items: list[Item] = [*self._findings(frozenset())]
        if unit is not None and unit.area_m2:
            apart = round(abs(ring_area_m2(ring) - unit.area_m2) * 100 / unit.area_m2)
            known = t("land.area_apart", area=area_text(unit.area_m2), percent=apart)
            items.append(FactLine("known", t("land.area_known"), known))
        items.append(FactLine("day", t("common.day"), day_words(self.entry.day)))
        items.append(Remark("info", t("land.survey"), "survey"))
        return WalkState(
            self._land(closed=True),
            self._area(),
            (
                (t("land.corners"), format_count(len(ring))),
                (t("land.round"), self._metres(line_length_m([*ring, *ring[:1]]))),
                (t("land.worst_corner"), t("land.plus_minus", metres=self._worst())),
            ),
            items=tuple(items),
        )

    def _land(self, *, closed: bool) -> MapState:
        ring = self._ring()
        return replace(
            self._map,
            chosen=self.entry.unit,
            about=(self.entry.unit,),
            here=None if closed else here_of(self._locating.here),
            walk=ring,
            closed=closed,
            wrong=first_crossing(ring) is not None,
        )

    def _area(self) -> str:
        ring = self._ring()
        return area_text(0 if len(ring) < CORNERS_OF_A_RING else ring_area_m2(ring))

    def _corner_words(self) -> str:
        if not self._locating.is_taking:
            return t("land.corner")
        so_far = self._locating.so_far
        if so_far is None:
            return t("land.corner_first")
        return t("land.corner_taking", fixes=so_far.fixes, wanted=self._locating.wanted)

    def _usual_hint(self) -> str:
        if self._locating.problem is not None:
            return explain(self._locating.problem)
        if not self._walking:
            return t("land.paused_hint" if self.entry.ring else "land.start_hint")
        if len(self.entry.ring) >= LONGEST_LIST:
            return t("land.corners_full", most=format_count(LONGEST_LIST))
        if self._locating.is_taking:
            return t("land.corner_wait", number=len(self.entry.ring) + 1)
        return t("land.corner_hint")

    def _accuracy(self) -> tuple[str, str]:
        """Of the receiver while it runs, else of the worst corner."""
        here = self._locating.here
        if here is not None:
            return t("land.accuracy_now"), t("land.plus_minus", metres=round(here.accuracy_m))
        if self._locating.is_on or not self.entry.ring:
            return t("land.accuracy_now"), t("land.unknown")
        return t("land.worst_corner"), t("land.plus_minus", metres=self._worst())

    def _findings(self, without: frozenset[str]) -> tuple[Remark, ...]:
        return finding_remarks(self.preview.findings, {}, without) if self.preview else ()

    # --- what is told ---

    def tap(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "start": self._start,
            "corner": self._corner,
            "pause": self._stand_still,
            "undo_corner": self._undo_corner,
            "survey": self.refresh,
        }
        if key in acts:
            acts[key]()
        else:
            super().tap(key)

    def go_on(self) -> None:
        """Finishing stops the receiver; whoever goes back walks on where they were."""
        if self.step == "corners" and not self.aside and self.problem_of("corners") is None:
            self._pause()
        super().go_on()

    def go_back(self) -> None:
        if not self.aside:
            self._pause()
        super().go_back()

    def _start(self) -> None:
        """The receiver runs from now on; the first corner is where one stands."""
        self._walking, self._hint = True, ""
        unit = self._unit()
        self._locating.follow(unit.border if unit else (), walking=True)
        self._locating.stop()
        self._locating.start()
        if not self.entry.ring:
            self._corner()
        self.refresh()

    def _corner(self) -> None:
        self._hint = self.problem = ""
        if self._locating.is_taking:
            self._locating.settle_for_less()
        elif len(self.entry.ring) < LONGEST_LIST:
            self._locating.take(self._took, FIXES_OF_A_CORNER)

    def _took(self, place: Averaged | None) -> None:
        if place is None:
            self.refresh()
            return
        ring = self._ring()
        if ring and line_length_m((ring[-1], place.point)) < SAME_PLACE_M:
            self._hint = t("land.corner_same")
            self.refresh()
            return
        self.entry.ring = [*self.entry.ring, [place.lat_udeg, place.lon_udeg, place.accuracy_m]]
        self.changed()

    def _stand_still(self) -> None:
        self._pause()
        self.refresh()

    def _undo_corner(self) -> None:
        self._hint = ""
        self.entry.ring = self.entry.ring[:-1]
        self.changed()

    # --- inside ---

    def _pause(self) -> None:
        self._walking, self._hint = False, ""
        self._locating.stop()

    def _ring(self) -> tuple[Point, ...]:
        return tuple(Point(lat, lon, Count(accuracy)) for lat, lon, accuracy in self.entry.ring)

    def _worst(self) -> int:
        return max((accuracy for _, _, accuracy in self.entry.ring), default=0)

    def _unit(self) -> UnitView | None:
        return next((unit for unit in self.units if unit.id == self.entry.unit), None)

    @staticmethod
    def _metres(metres: float) -> str:
        return t("land.metres", metres=format_count(round(metres)))
