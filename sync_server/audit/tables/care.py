"""Tables of what becomes of planted trees, and of what certifiers ask about every management unit."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from core.domain.agreements import Agreement
from core.domain.nurseries import BatchStarted, OpeningBatch, SeedLot, Species
from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.domain.plots import Area, BorderWalked, Unit, trees_per_hectare
from core.domain.stands import Harvest, LossEvent
from core.domain.survival import SurvivalCount, SurvivalDrawn, alive_share
from core.fold.rows import EffectiveRecord, Thing
from core.usecases.views.monitoring import UnitCareView
from sync_server.audit.source import Source, Stated
from sync_server.audit.tables.donor import seasons_of
from sync_server.audit.tables.log import HAPPENED, RECORD, STATUS
from sync_server.audit.tables.reference import COMMITTEE, listed
from sync_server.audit.tables.schema import Row, Table, day, number, record, text
from sync_server.audit.tables.terms import certification_column, plantable_column, terms_columns
from sync_server.audit.tables.work import head, said
from sync_server.looking.unit_terms import certification_text, excluded_text, stated_terms, terms_values

COUNTED = (OpeningPlanted.kind, Planting.kind, Replanting.kind, LossEvent.kind, Harvest.kind)
MEASURES = ("opening", "planted", "replanted", "lost", "harvested")
SUBJECTS = ("land", "timber", "carbon_rights")
_HOLDERS = "community member cooperative ngo"
_AUTHOR = text("author", "Who recorded it.")


def _agreements(source: Source) -> Iterator[Row]:
    for one in source.stated(Agreement.kind):
        fact = one.fact
        if isinstance(fact, Agreement):
            yield (
                one.row.id, one.row.status, one.row.happened_on, one.row.position, one.row.author, fact.committee,
                fact.code, fact.subject, fact.land_holder, fact.timber_holder, fact.carbon_holder, fact.signed_on,
                fact.ends_on, fact.unit, fact.area, fact.photo_side,
            )  # fmt: skip


def _losses(source: Source) -> Iterator[Row]:
    for one in source.stated(Harvest.kind, LossEvent.kind, period=True):
        fact = one.fact
        if fact is not None:
            others = said(fact, "species", "cause", "product", "trees", "area_m2", "photo_side")
            yield *head(one), one.row.author, one.row.committee, fact.unit, *others


def _walks(source: Source) -> Iterator[Row]:
    for one in source.stated(BorderWalked.kind):
        fact = one.fact
        if isinstance(fact, BorderWalked):
            yield (
                one.row.id, one.row.status, one.row.happened_on, one.row.author, fact.committee, fact.unit,
                fact.area_m2, fact.accuracy_m, len(fact.ring),
            )  # fmt: skip


def _survival(source: Source) -> Iterator[Row]:
    draws = {thing.id: fact for _, thing, fact in source.things(SurvivalDrawn.kind)}
    for one in source.stated(SurvivalCount.kind):
        fact, draw = one.fact, draws.get(getattr(one.fact, "drawn", ""))
        if not isinstance(fact, SurvivalCount):
            continue
        share = alive_share(fact.rows, draw.rows_total) if draw else None
        yield (
            one.row.id, one.row.status, one.row.happened_on, one.row.author, fact.committee, fact.drawn,
            *said(draw, "unit"), fact.species, *said(draw, "every", "first_row", "rows_total"),
            listed(f"{row.row}:{row.alive}:{row.dead}" for row in fact.rows), sum(row.alive for row in fact.rows),
            sum(row.dead for row in fact.rows), *said(share, "per_mille", "margin"),
        )  # fmt: skip


def _stands(source: Source) -> Iterator[Row]:
    for care in _cares(source):
        for one in care.species:
            stand = one.stand
            sums = [getattr(stand.sums, name) for name in MEASURES[1:]]
            counted = [stand.alive, stand.dead, *(getattr(stand.since, name) for name in MEASURES[1:])]
            yield care.unit.id, one.species, *sums, *counted, stand.places, stand.to_replant, stand.standing


def _monitoring(source: Source) -> Iterable[Row]:
    return source.once("monitoring", lambda: _sums_by_season(source))


def _sums_by_season(source: Source) -> Iterator[Row]:
    seasons, found = seasons_of(source), counted(source).by_season
    stated = stated_terms(source.session)
    areas = {thing.id: fact.area_m2 for _, thing, fact in source.things(Unit.kind)}
    for key in sorted(found, key=lambda key: tuple(part.encode() for part in key)):
        terms = stated.on(key[0], seasons.last_day(key[1], source.to_day))
        plantable = terms.plantable_m2(areas[key[0]]) if key[0] in areas else None
        yield *key, *(found[key][measure] for measure in MEASURES), plantable, certification_text(terms)


def counted(source: Source) -> Counted:
    """What the records come to in trees."""
    return source.once("counted", lambda: [Counted(source)])[0]


def by_species(contributions: list[tuple[str, str, str, int]]) -> Iterator[tuple[tuple[str, str], str, int]]:
    """((unit, species), measure, trees) of one record; of whatever it names no species for, under an empty one."""
    named = [one for one in contributions if one[0] == "unit_species"]
    for _, key, measure, trees in named or [one for one in contributions if one[0] == "unit"]:
        unit, _, species = key.partition("/")
        yield (unit, species), measure, trees


def _cares(source: Source) -> Iterator[UnitCareView]:
    """Every unit that stands, by id."""
    found = [care for cares in source.cares.values() for care in cares]
    yield from sorted(found, key=lambda care: care.unit.id)


def _certification(source: Source) -> Iterable[Row]:
    return source.once("certification", lambda: _units_certified(source))


def _units_certified(source: Source) -> Iterator[Row]:
    cares = {care.unit.id: care for care in _cares(source)}
    areas = {thing.id: thing.code for _, thing, _ in source.things(Area.kind)}
    walks, planted, stated = _last_walks(source), counted(source).planted, stated_terms(source.session)
    agreements = [one for one in source.stated(Agreement.kind) if one.row.status == "live" and one.fact is not None]
    for row, thing, fact in sorted(source.things(Unit.kind), key=lambda one: one[1].id):
        if thing.status != "live" or thing.id not in cares:
            continue
        care, version = cares[thing.id], source.whole.records([row.version])[row.version]
        walk, terms = walks.get(thing.id), stated.on(thing.id, source.to_day)
        share = care.last.share if care.last else None
        rights = [_in_force(agreements, subject, thing, fact, source.to_day) for subject in SUBJECTS]
        yield (
            thing.id, fact.code, fact.committee, fact.area, areas.get(fact.area), fact.area_m2, fact.spacing_cm,
            trees_per_hectare(fact.spacing_cm), fact.target_trees, fact.soil, len(fact.border), version.id,
            version.happened_on, version.author, *_walked(walk), planted.first.get(thing.id),
            planted.last.get(thing.id), planted.species_of(thing.id), planted.lots_of(thing.id),
            planted.certificates_of(thing.id), care.planted, sum(one.stand.sums.replanted for one in care.species),
            care.lost, care.harvested, care.to_replant, care.standing, *said(care.last, "id", "day"),
            *said(share, "per_mille", "margin", "counted"),
            *(part for right, subject in zip(rights, SUBJECTS, strict=True) for part in _right(right, subject)),
            terms.description_id or None, excluded_text(terms.description), *terms_values(terms, fact.area_m2),
        )  # fmt: skip


def _walked(walk: Stated | None) -> tuple[str | int | None, ...]:
    if walk is None:
        return (None,) * 5
    return walk.row.id, walk.row.happened_on, walk.row.author, *said(walk.fact, "area_m2", "accuracy_m")


def _right(right: Stated | None, subject: str) -> tuple[str | None, str | None]:
    if right is None:
        return None, None
    return right.row.id, getattr(right.fact, f"{subject.partition('_')[0]}_holder")


def _last_walks(source: Source) -> dict[str, Stated]:
    live = (one for one in source.stated(BorderWalked.kind) if one.row.status == "live" and one.fact is not None)
    return {one.fact.unit: one for one in sorted(live, key=lambda one: (one.row.happened_on, one.row.position or 0))}


def _in_force(agreements: list[Stated], subject: str, thing: Thing, unit: Unit, on: str) -> Stated | None:
    """The agreement about a unit on a day: the most particular, and of these the last that was signed."""

    def particular(one: Stated) -> int:
        if one.fact.unit or one.fact.area:
            return 2 * (one.fact.unit == thing.id) or int(not one.fact.unit and one.fact.area == unit.area)
        return 0

    def holds(one: Stated) -> bool:
        about = one.fact.committee == unit.committee and (particular(one) > 0 or not (one.fact.unit or one.fact.area))
        return about and one.fact.subject == subject and one.fact.signed_on <= on <= (one.fact.ends_on or on)

    def order(one: Stated) -> tuple[int, str, int]:
        return particular(one), one.fact.signed_on, one.row.position or 0

    return max(filter(holds, agreements), key=order, default=None)


class Counted:
    """What all records come to in trees, gone through once: by (unit, season, species); by unit with what it is planted
    from; and by the committee of the record, `before` until the last day of the period, the others in the period.
    """

    def __init__(self, source: Source) -> None:
        self.by_season: dict[tuple[str, str, str], dict[str, int]] = defaultdict(_no_trees)
        self.planted = _Planted(source)
        self.before: Counter[str] = Counter()
        self.by_species: dict[tuple[str, str], dict[str, int]] = defaultdict(_no_trees)
        self.by_month: Counter[tuple[str, str]] = Counter()
        seasons, columns = seasons_of(source), ("committee", "happened_on", "contributions")
        for kind in COUNTED:
            for committee, on, said_of in source.whole.rows(
                EffectiveRecord, ("happened_on", "id"), of={"kind": kind}, filled="contributions", only=columns
            ):
                contributions = json.loads(said_of)
                named = list(by_species(contributions))
                self.planted.take(on, {key for scope, key, _, _ in contributions if scope == "batch"}, named)
                season = seasons.code(on)
                for (unit, species), measure, trees in named:
                    self.by_season[unit, season, species][measure] += trees
                if on <= source.to_day:
                    self._add(committee, on, named, in_period=on >= source.from_day)

    def _add(
        self, committee: str, on: str, named: list[tuple[tuple[str, str], str, int]], *, in_period: bool
    ) -> None:  # fmt: skip
        for (_, species), measure, trees in named:
            self.before[committee] += trees if measure in ("opening", "planted") else 0
            if in_period:
                self.by_species[committee, species][measure] += trees
                self.by_month[committee, on[:7]] += trees if measure == "planted" else 0


def _no_trees() -> dict[str, int]:
    return dict.fromkeys(MEASURES, 0)


class _Planted:
    """What was planted in each unit, of what and from which seed."""

    def __init__(self, source: Source) -> None:
        self.first: dict[str, str] = {}
        self.last: dict[str, str] = {}
        self._trees: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._batches: dict[str, set[str]] = defaultdict(set)
        self._codes = {thing.id: thing.code for _, thing, _ in source.things(Species.kind)}
        self._lots = {thing.id: fact for _, thing, fact in source.things(SeedLot.kind)}
        batches = [*source.things(BatchStarted.kind), *source.things(OpeningBatch.kind)]
        self._lot_of = {thing.id: fact.seed_lot for _, thing, fact in batches}

    def take(self, on: str, batches: set[str], named: list[tuple[tuple[str, str], str, int]]) -> None:
        """A record of a day, with what `by_species` says of it and the batches that it names."""
        for (unit, species), measure, trees in named:
            if measure in ("planted", "opening", "replanted"):
                if measure != "replanted":
                    self._trees[unit][species] += trees
                self._batches[unit] |= batches
            if measure in ("planted", "replanted"):
                self.first[unit] = min(on, self.first.get(unit, on))
                self.last[unit] = max(on, self.last.get(unit, on))

    def species_of(self, unit: str) -> str:
        named = {self._codes.get(species, species): trees for species, trees in self._trees[unit].items()}
        return listed(f"{code}:{named[code]}" for code in sorted(named))

    def lots_of(self, unit: str) -> str:
        return listed(sorted({lot.code for lot in self._lots_of(unit)}))

    def certificates_of(self, unit: str) -> str:
        return "; ".join(sorted({lot.certificate for lot in self._lots_of(unit) if lot.certificate}))

    def _lots_of(self, unit: str) -> list[SeedLot]:
        names = {self._lot_of.get(batch, "") for batch in self._batches[unit]}
        return [self._lots[name] for name in names if name in self._lots]


_UNIT = text("unit", "The unit (id).")
_TREES = "trees"
_SPECIES_SUMS = (
    number("planted", "First plantings, and what stood there before.", _TREES),
    number("replanted", "In the place of dead ones.", _TREES),
    number("lost", "Lost, those of which nobody said the species laid upon the species as they were planted.", _TREES),
    number("harvested", "Cut to be used.", _TREES),
)

CARE_TABLES = (
    Table(
        "agreements", "Signed agreements about land, timber and carbon.", ("record",),
        ("happened_on", "record"),
        (
            RECORD, STATUS, HAPPENED, number("position", "Its place in the log."), _AUTHOR, COMMITTEE,
            text("code", "What stands on the paper."), text("subject", "What it is about.", " ".join(SUBJECTS)),
            text("land_holder", "Who holds the land.", _HOLDERS),
            text("timber_holder", "Who holds the timber.", _HOLDERS),
            text("carbon_holder", "Who holds the carbon.", _HOLDERS), day("signed_on", "The day it was signed."),
            day("ends_on", "Its last day.", optional=True),
            text("unit", "Only this unit (id).", optional=True), text("area", "Only this area (id).", optional=True),
            text("photo_side", "The hash of its photo.", optional=True),
        ), _agreements,
    ),
    Table(
        "losses", "Trees that died at once (`loss_event`) or were cut to be used (`harvest`).", ("record",),
        ("kind", "happened_on", "record"),
        (
            RECORD, STATUS, text("kind", "The kind of the record.", "harvest loss_event"), HAPPENED, _AUTHOR,
            COMMITTEE, _UNIT, text("species", "The species (id); empty where nobody said it.", optional=True),
            text("cause", "Of a loss.", "fire cattle frost drought pest theft other", optional=True),
            text("product", "Of a harvest.", "poles firewood timber", optional=True),
            number("trees", "How many.", _TREES), number("area_m2", "On how much land.", "m²", optional=True),
            text("photo_side", "The hash of its photo.", optional=True),
        ), _losses, "period",
    ),
    Table(
        "walks", "Borders that somebody walked with a receiver; corners are in evidence/log.jsonl.", ("record",),
        ("happened_on", "record"),
        (
            RECORD, STATUS, HAPPENED, _AUTHOR, COMMITTEE, _UNIT, number("area_m2", "What the ring encloses.", "m²"),
            number("accuracy_m", "That of the worst corner.", "m", optional=True), number("corners", "How many."),
        ), _walks,
    ),
    Table(
        "survival", "Survival counts: drawn rows of a unit, with what stood in them.", ("record",),
        ("happened_on", "record"),
        (
            RECORD, STATUS, HAPPENED, _AUTHOR, COMMITTEE, text("drawn", "The draw, stated before the count."),
            text("unit", "The unit (id).", optional=True),
            text("species", "The species (id); empty where all trees were counted.", optional=True),
            number("every", "Every how manyth row was drawn.", optional=True),
            number("first_row", "From which row on.", optional=True),
            number("rows_total", "How many rows the unit has.", optional=True),
            text("rows", "row:alive:dead with a space between.", optional=True),
            number("alive", "In these rows.", _TREES), number("dead", "In these rows.", _TREES),
            number("per_mille", "Of the trees looked at, alive; to the nearest.", "per mille", optional=True),
            number("margin", "What to add and take away for nine counts in ten (Cochran's ratio estimator, Student's"
                   " t, rounded up); empty where one row alone cannot tell.", "per mille", optional=True),
        ), _survival,
    ),
    Table(
        "stands", "Every species of every unit by the last position, in the unit's present cycle.",
        ("unit", "species"), ("unit", "species"),
        (
            _UNIT, text("species", "The species (id)."), *_SPECIES_SUMS,
            number("alive", "By the last count of it.", _TREES), number("dead", "By the last count of it.", _TREES),
            *(number(f"{name}_since", "Since that count.", _TREES) for name in MEASURES[1:]),
            number("places", "planted − harvested, at least 0.", _TREES),
            number("to_replant", "Dead by the last count, and lost since, less replanted since.", _TREES),
            number("standing", "places − to_replant.", _TREES),
        ), _stands,
    ),
    Table(
        "monitoring", "The monitoring report: what records that count add up to, by unit, season and species.",
        ("unit", "season", "species"), ("unit", "season", "species"),
        (
            _UNIT, text("season", "The season (code) that the day lies in; empty for none, and where two overlap the"
                        " one that began later.", optional=True),
            text("species", "The species (id); empty where nobody said it.", optional=True),
            number("opening", "What stood there before.", _TREES), number("planted", "Planted.", _TREES),
            number("replanted", "Replanted.", _TREES), number("lost", "Lost.", _TREES),
            number("harvested", "Cut to be used.", _TREES),
            plantable_column("What of the unit is to be planted, by what holds on the last day of the season, or of the"
                             " period where that is sooner or there is no season; empty where nobody has described"
                             " it."),
            certification_column("on that day"),
        ), _monitoring,
    ),
    Table(
        "certification", "What certifiers ask about each unit that stands. Cells that the log says nothing about are"
        " empty; sums are of the present cycle.", ("unit",), ("unit",),
        (
            _UNIT, text("code", "Its code."), COMMITTEE, text("area", "The area (id)."),
            text("area_code", "Its code.", optional=True), number("area_m2", "As stated.", "m²"),
            number("spacing_cm", "From tree to tree.", "cm"),
            number("target_density", "100,000,000 ÷ spacing_cm², rounded down.", "trees per hectare"),
            number("target_trees", "Trees that fit.", _TREES), text("soil", "Its soil.", "moist dry"),
            number("corners", "Corners of its border."),
            record("stated_in", "The record that has it as it stands."), day("stated_on", "The day of that."),
            text("stated_by", "Who stated it."), text("walk", "The last walk round it.", optional=True),
            day("walked_on", "The day.", optional=True), text("walked_by", "Who walked.", optional=True),
            number("walked_m2", "What the walk encloses.", "m²", optional=True),
            number("accuracy_m", "That of its worst corner.", "m", optional=True),
            day("first_planted_on", "First planting or replanting.", optional=True),
            day("last_planted_on", "Last planting or replanting.", optional=True),
            text("species", "code:trees planted, with a space between, of all cycles.", optional=True),
            text("seed_lots", "Codes, with a space between.", optional=True),
            text("certificates", "Of these lots, with a semicolon between.", optional=True),
            number("planted", "First plantings, and what stood there before.", _TREES),
            number("replanted", "Replanted.", _TREES), number("lost", "Lost.", _TREES),
            number("harvested", "Cut.", _TREES), number("to_replant", "Places to replant.", _TREES),
            number("standing", "Should be alive today.", _TREES),
            text("survival", "Its last survival count.", optional=True), day("survival_on", "The day.", optional=True),
            number("survival_per_mille", "Alive.", "per mille", optional=True),
            number("survival_margin", "± at 90 %.", "per mille", optional=True),
            number("survival_counted", "Trees looked at.", _TREES, optional=True),
            *(
                column
                for subject in SUBJECTS
                for column in (
                    text(f"{subject}_agreement", "The agreement about it on the last day of the period: the most"
                         " particular (unit, area, all land), then the last signed.", optional=True),
                    text(f"{subject}_holder", "Who holds it by that.", _HOLDERS, optional=True),
                )
            ),
            record("description", "The record of unit_descriptions that holds on the last day of the period.",
                   optional=True),
            text("excluded", "`reason:m²` of each part that is not to be planted, by that.", optional=True),
            *terms_columns("on that day"),
        ), _certification,
    ),
)  # fmt: skip
