"""The programme's figures as of one moment, as they are sent to a donor: what they are, and how each is worked out.

They name nobody; of few people it is not said how many are women and how many men. The page, the paper and the
spreadsheet show these same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.domain.calendar import local_day
from core.domain.people import SMALLEST_GROUP, Member, by_sex, is_member_on
from core.domain.plots import HECTARE_M2, Unit, trees_per_hectare
from core.domain.survival import Share, error_in_trees
from core.fold.facts import live_things, thing_fact
from core.fold.rows import Thing
from core.storage.reads.figures import people_by_month, trees_by_unit
from core.storage.session import SqlSession
from core.usecases.views.monitoring import UnitCareView
from core.usecases.views.progress import SeasonView

_FIRST_DAY, _LAST_DAY = "", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Took:
    """People who came to workdays, and how many families they are of; `sexes` are (women, men), None where they are too
    few for it to be told.
    """

    people: int
    sexes: tuple[int, int] | None
    families: int


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """What one campaign came to; `area_m2` is what its trees take up at the spacing of their units."""

    name: str
    planted: int
    replanted: int
    area_m2: int
    took: Took
    accrued_centimos: int
    paid_centimos: int


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee over all campaigns, with its members as of the day."""

    name: str
    planted: int
    alive: int
    planted_m2: int
    area_m2: int
    members: Took


@dataclass(frozen=True, slots=True)
class Alive:
    """`counted` of the trees stand in units with a survival count, by which they are right within `error` as often as
    nine times of ten; of the others only losses are known that somebody has recorded.
    """

    trees: int
    counted: int
    error: int
    units: int
    units_counted: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`records` is how many the office had at `moment_ms`, `root` the sign of exactly these, empty before the first
    signature. What was planted before the programme's first campaign here is `opening_planted`.
    """

    programme: str
    moment_ms: int
    records: int
    root: str
    planted: int
    opening_planted: int
    replanted: int
    alive: Alive
    planted_m2: int
    area_m2: int
    took: Took
    members: Took
    accrued_centimos: int
    opening_centimos: int
    paid_centimos: int
    owed_centimos: int
    waived_centimos: int
    to_recover_centimos: int
    seasons: tuple[SeasonRow, ...]
    committees: tuple[CommitteeRow, ...]


def figures_of_day(
    session: SqlSession, programme: str, moment_ms: int, cares: Mapping[str, Sequence[UnitCareView]]
) -> Figures:
    """Everything as of one look at the database; `cares` are the units of every committee in it."""
    reads = session.reads()
    people, today = _People(session), local_day(moment_ms)
    totals, standing = reads.totals().by_committee, session.money().standing_apart()
    land = {view.committee: view for view in reads.planted_by_committee()}
    checkpoint, size = session.checkpoint(), session.feed_size()
    working = sum(one.accrued_centimos for one in totals)
    members = [people.of(people.on(today, one.committee)) for one in totals]
    told = by_sex([people.sexes(people.on(today, one.committee)) for one in totals])
    committees = tuple(
        CommitteeRow(
            one.name, one.planted + one.opening_planted, sum(care.standing for care in cares.get(one.committee, ())),
            land[one.committee].planted_m2 if one.committee in land else 0,
            land[one.committee].area_m2 if one.committee in land else 0,
            Took(took.people, sexes, took.families),
        )
        for one, took, sexes in zip(totals, members, told, strict=True)
    )  # fmt: skip
    return Figures(
        programme, moment_ms, size, checkpoint.root.hex() if checkpoint and checkpoint.size == size else "",
        sum(one.planted + one.opening_planted for one in totals), sum(one.opening_planted for one in totals),
        sum(one.replanted for one in totals), alive_in([care for found in cares.values() for care in found]),
        sum(view.planted_m2 for view in land.values()), sum(view.area_m2 for view in land.values()),
        people.of(people.who_came(_FIRST_DAY, _LAST_DAY)), people.of(people.on(today)),
        standing.accrued_centimos, standing.accrued_centimos - working, standing.paid_centimos,
        standing.owed_centimos, standing.waived_centimos, standing.to_recover_centimos,
        tuple(_seasons(session, people)), committees,
    )  # fmt: skip


def alive_in(cares: Sequence[UnitCareView]) -> Alive:
    """What stands in units, and how sure that is."""
    counted: list[tuple[int, Share]] = []
    standing = 0
    for care in cares:
        if care.last is None or care.last.share is None:
            continue
        stands = [one.stand for one in care.species if care.last.species in ("", one.species)]
        counted.append((sum(stand.places for stand in stands), care.last.share))
        standing += sum(stand.standing for stand in stands)
    return Alive(
        sum(care.standing for care in cares), standing, min(standing, error_in_trees(counted)), len(cares), len(counted)
    )


def _seasons(session: SqlSession, people: _People) -> Iterable[SeasonRow]:
    """Every campaign in which something was done or paid, the first one first."""
    reads, money = session.reads(), session.money()
    units: dict[str, Unit] = {thing.id: thing_fact(thing) for thing in session.state().find(Thing, Unit.kind)}
    for season in reversed(reads.seasons()):
        totals = reads.totals(season.starts_on, season.ends_on).by_committee
        row = SeasonRow(
            season.name, sum(one.planted for one in totals), sum(one.replanted for one in totals),
            _area(trees_by_unit(session.lookup(), season.starts_on, season.ends_on), units),
            people.of(_came(people, season)),
            sum(one.accrued_centimos for one in totals), money.paid(season.starts_on, season.ends_on),
        )  # fmt: skip
        if row.planted or row.replanted or row.took.people or row.accrued_centimos or row.paid_centimos:
            yield row


def _came(people: _People, season: SeasonView) -> set[str]:
    return people.who_came(season.starts_on, season.ends_on)


def _area(trees: Mapping[str, int], units: Mapping[str, Unit]) -> int:
    area = 0
    for identifier, number in trees.items():
        unit = units.get(identifier)
        fitting = trees_per_hectare(unit.spacing_cm) if unit else 0
        area += number * HECTARE_M2 // fitting if fitting else 0
    return area


class _People:
    """Who is a member, of what sex and family, and who came when."""

    def __init__(self, session: SqlSession) -> None:
        things = live_things(session.state(), Member.kind)
        self._facts: dict[str, Member] = {thing.id: thing_fact(thing) for thing in things}
        self._came = people_by_month(session.lookup())

    def who_came(self, from_day: str, to_day: str) -> set[str]:
        months = (found for month, found in self._came.items() if from_day[:7] <= month <= to_day[:7])
        return set().union(*months) & self._facts.keys()

    def on(self, day: str, committee: str = "") -> set[str]:
        """Whoever is a member on a day, of one committee or of all."""
        return {
            key for key, fact in self._facts.items() if committee in ("", fact.committee) and is_member_on(fact, day)
        }

    def sexes(self, members: Iterable[str]) -> tuple[int, int]:
        found = [self._facts[member].sex for member in members]
        return found.count("F"), found.count("M")

    def of(self, members: set[str]) -> Took:
        families = {self._facts[member].household for member in members} - {None}
        sexes = self.sexes(members) if not members or len(members) >= SMALLEST_GROUP else None
        return Took(len(members), sexes, len(families))
