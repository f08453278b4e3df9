"""What the steps of looking after trees show: units, causes, species, the pad, and lines to write. No Kivy here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.screens.monitoring_form.actions import (
    ABOUT,
    CAUSES,
    CHANNELS,
    HOLDERS,
    HOLDING,
    NEXT_DAYS,
    PRODUCTS,
    SUBJECTS,
    CareEntry,
    area_of,
    signed_day,
    years_of,
)
from app.screens.recording.states import (
    ButtonLine,
    ChooseState,
    ColumnState,
    CountState,
    FieldLine,
    Item,
    Options,
    Pad,
    Remark,
    TextLine,
    Tile,
    TilesState,
)
from app.screens.recording.words import capital, finding_sentence
from app.text.telling import named
from app.text.texts import t
from app.widgets.choice.rows import ChoiceRow
from core.domain.checks.finding import warn
from core.domain.money import format_count
from core.usecases.views.monitoring import SpeciesStand, UnitCareView
from core.usecases.words import tidy

NEVER = "never"
MOST_WORDS = 4


class CareForm(Protocol):
    """What these steps need to know of the form that they belong to."""

    entry: CareEntry

    @property
    def is_correction(self) -> bool: ...
    @property
    def can_photograph(self) -> bool: ...
    @property
    def has_photo(self) -> bool: ...
    def view(self) -> UnitCareView | None: ...
    def stand(self) -> SpeciesStand | None: ...
    def standing(self) -> int: ...


def units_state(care: Sequence[UnitCareView], entry: CareEntry, none: str = "") -> ChooseState:
    """The units where something stands first; `none` is the word for no unit in particular."""
    rows = [ChoiceRow("", none, "", "home-group", not entry.unit)] if none else []
    for view in sorted(care, key=lambda one: not one.planted):
        note = t("monitoring.stands", count=format_count(view.standing))
        name = f"{view.unit.code} · {view.unit.area_name}"
        rows.append(ChoiceRow(view.unit.id, name, note, "map-marker", view.unit.id == entry.unit))
    return ChooseState(tuple(rows), (), t("monitoring.no_units"))


def causes_state(entry: CareEntry) -> TilesState:
    return _tiles(CAUSES, "cause", entry.cause)


def about_state(entry: CareEntry) -> TilesState:
    return _tiles(ABOUT, "about", entry.about)


def subject_state(entry: CareEntry) -> TilesState:
    return _tiles(SUBJECTS, "subject", entry.subject)


def species_state(view: UnitCareView | None, entry: CareEntry) -> TilesState:
    """What stands in the unit, what of it is never cut, and below what for."""
    tiles, items = [], []
    for one in view.species if view else ():
        is_never = one.harvest == NEVER
        note = t("monitoring.never_cut") if is_never else _standing(one.stand.standing)
        icon = "leaf" if is_never else "axe"
        tiles.append(Tile(one.species, icon, capital(one.name), one.species == entry.species, note))
        if is_never and one.species == entry.species:
            items.append(Remark("observed", _never_cut(one.name), NEVER))
    if not tiles:
        return TilesState((), (Remark("info", t("monitoring.nothing_stands"), "nothing"),))
    words = tuple((key, capital(named("product", key))) for key in PRODUCTS)
    return TilesState(tuple(tiles), (Options("product", t("monitoring.product"), words, entry.product), *items))


def usual_product(view: UnitCareView | None, species: str) -> str:
    """What a species is thinned for."""
    harvest = next((one.harvest for one in view.species if one.species == species), "") if view else ""
    return harvest if harvest in PRODUCTS else ""


def trees_state(form: CareForm, findings: tuple[Item, ...]) -> CountState:
    entry, view = form.entry, form.view()
    unit, one = view.unit.code if view else "", form.stand()
    left = form.standing() - entry.trees
    line = t("monitoring.left", left=format_count(left))
    if left < 0:
        line = t("monitoring.no_more", standing=format_count(form.standing()))
    caption = t("monitoring.trees_lost", unit=unit)
    if entry.action == "harvest":
        caption = t("monitoring.trees_cut", species=capital(one.name if one else ""), unit=unit)
    pad = Pad(entry.trees, caption, t("recording.trees"), line, "observed" if left < 0 else "neutral")
    items = [*findings, *(_loss_items(form) if entry.action == "loss_event" else ())]
    return CountState(pad, tuple(items))


def _loss_items(form: CareForm) -> list[Item]:
    entry, view, items = form.entry, form.view(), list[Item]()
    found = view.species if view else ()
    if 1 < len(found) < MOST_WORDS:
        words = (*((one.species, capital(one.name)) for one in found), ("", t("monitoring.any_species")))
        items.append(Options("species", t("monitoring.which_species"), words, entry.species))
    unreadable = t("monitoring.area_unreadable") if area_of(entry) is None else ""
    items.append(TextLine("area", t("monitoring.area"), entry.area, unreadable, input_type="number"))
    if not form.is_correction:
        items.append(TextLine("note", t("monitoring.note"), entry.note))
    return [*items, *_photo_items(form)]


def visit_state(entry: CareEntry) -> ColumnState:
    words = tuple((days, t(f"monitoring.next_{days or 'none'}")) for days in NEXT_DAYS)
    return ColumnState(
        (
            TextLine("seen", t("monitoring.seen"), entry.seen, lines=2),
            TextLine("agreed", t("monitoring.agreed"), entry.agreed, hint=t("monitoring.visit_private"), lines=2),
            Options("next_days", t("monitoring.next_visit"), words, entry.next_days),
        )
    )


def complaint_state(entry: CareEntry) -> ColumnState:
    words = tuple((channel, capital(named("channel", channel))) for channel in CHANNELS)
    return ColumnState(
        (
            Remark("info", t("monitoring.complaint_private"), "private"),
            TextLine(
                "words", t("monitoring.complaint_words"), entry.words, hint=t("monitoring.complaint_hint"), lines=4
            ),
            Options("channel", t("monitoring.how"), words, entry.channel),
        )
    )


def paper_state(form: CareForm, problem: str, findings: tuple[Item, ...]) -> ColumnState:
    """Who holds what stands as it usually is; the rest is on the paper."""
    entry, view = form.entry, form.view()
    unsigned = t("monitoring.day_unreadable") if not signed_day(entry) else ""
    endless = t("monitoring.years_unreadable") if years_of(entry) is None else ""
    holders = tuple((holder, capital(named("holder", holder))) for holder in HOLDERS)
    place = view.unit.code if view else t("monitoring.all_land")
    return ColumnState(
        (
            TextLine("code", t("monitoring.code"), entry.code, problem if not tidy(entry.code) else ""),
            TextLine("signed_on", t("monitoring.signed_on"), entry.signed_on, unsigned),
            TextLine("years", t("monitoring.years"), entry.years, endless, input_type="number"),
            *(
                Options(f"{what}_holder", t(f"monitoring.holder_{what}"), holders, getattr(entry, f"{what}_holder"))
                for what in HOLDING
            ),
            FieldLine("place", "map-marker", t("monitoring.unit_or_all"), place),
            *_photo_items(form),
            *findings,
        )
    )


def _photo_items(form: CareForm) -> list[Item]:
    kept = [Remark("info", t("monitoring.photo_kept"), "kept")] if form.entry.photo_side else []
    if not form.can_photograph:
        return [*kept]
    button = ButtonLine(
        "photo", "camera", t("monitoring.photo_again" if form.has_photo else "monitoring.photo"), "quiet"
    )
    taken = [Remark("confirmed", t("monitoring.photo_taken"), "taken")] if form.has_photo else kept
    return [*taken, button]


def _tiles(pictures: Mapping[str, str], group: str, chosen: str) -> TilesState:
    return TilesState(
        tuple(Tile(key, icon, capital(named(group, key)), key == chosen) for key, icon in pictures.items())
    )


def _standing(count: int) -> str:
    return t("monitoring.stands", count=format_count(count))


def _never_cut(name: str) -> str:
    """In the words of the check that will say it, too."""
    return finding_sentence(warn("harvest_never", species=name), {})
