"""The sample that is checked on the ground: drawn by a number that is printed with it, so that anybody draws the same.

Of units, batches and payouts that count each gets the SHA-256 of the number, a line feed and its id; they are sorted by
that, and the first so many are drawn. Nobody can pick, and whoever has the package can draw again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from core.domain.geometry import spot_inside
from core.domain.nurseries import BatchStarted, OpeningBatch
from core.domain.payouts import Payout
from core.domain.people import Committee
from core.domain.plots import CORNERS_OF_A_RING, Point, Unit
from core.domain.problems import Problem
from core.fold.money_rows import Payment
from core.fold.rows import EffectiveRecord
from core.usecases.views.monitoring import UnitCareView
from sync_server.audit.source import Source
from sync_server.audit.tables.work import stock_of

What = Literal["plots", "batches", "payouts"]
MOST = 200
"""Of each; more nobody walks to."""
_SEED = re.compile(r"[0-9A-Za-z-]{1,40}\Z")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many of each, drawn by which number; payouts of the days of the source."""

    seed: str
    plots: int = 0
    batches: int = 0
    payouts: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing to check. `stated` is what the log says (trees that should live, saplings that should be there, or
    céntimos that were handed over), `by` the codes of those who recorded or paid it, who are not to check it. `person`
    says who was paid: by their code, or by name where identities were opened.
    """

    what: What
    id: str
    code: str
    committee: str
    stated: int
    day: str
    by: tuple[str, ...]
    spot: Point | None = None
    detail: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """`numbers` are (drawn, out of how many) of each kind of thing."""

    wanted: Wanted
    size: int
    root: str
    numbers: tuple[tuple[What, int, int], ...]
    drawn: tuple[Drawn, ...]


def rank(seed: str, identifier: str) -> bytes:
    """By what things are sorted."""
    return hashlib.sha256(f"{seed}\n{identifier}".encode()).digest()


def draw(seed: str, identifiers: Iterable[str], number: int) -> list[str]:
    """So many of these ids; all of them where there are fewer."""
    return sorted(identifiers, key=lambda identifier: (rank(seed, identifier), identifier))[:number]


def sample_of(source: Source, wanted: Wanted, root: str, *, with_names: bool = False) -> Sample:
    """Draw. Raises Problem sample_empty where nothing is asked for, and number_unreadable for what is no seed."""
    if not _SEED.match(wanted.seed):
        raise Problem("number_unreadable", text=wanted.seed[:40])
    if (
        not wanted.plots + wanted.batches + wanted.payouts > 0
        or max(wanted.plots, wanted.batches, wanted.payouts) > MOST
    ):
        raise Problem("sample_empty")
    parts = (_plots(source, wanted), _batches(source, wanted), _payouts(source, wanted, with_names=with_names))
    kinds: tuple[What, ...] = ("plots", "batches", "payouts")
    numbers = tuple((what, len(drawn), of) for what, (drawn, of) in zip(kinds, parts, strict=True))
    return Sample(wanted, source.size, root, numbers, tuple(one for drawn, _ in parts for one in drawn))


def stated_of(source: Source, identifier: str) -> int:
    """What the log says of something that is checked: trees, saplings or céntimos."""
    row = source.whole.records([identifier]).get(identifier)
    if row is None:
        raise Problem("record_missing", id=identifier)
    if row.kind == Payout.kind:
        return row.count
    if row.kind == Unit.kind:
        return next((care.standing for care in _cares(source, row.committee) if care.unit.id == identifier), 0)
    stock = stock_of(source, identifier)
    return stock.growing + stock.standing_ready


def recorders(source: Source, row: EffectiveRecord) -> set[str]:
    """The codes of those who stated something about a thing, or paid it."""
    found = {row.author} | source.whole.authors_about(row.id)
    stated = next(source.facts_of([row]))
    if isinstance(stated.fact, Payout) and stated.fact.technician:
        thing = source.lookup.thing(stated.fact.technician)
        found |= {thing.code} if thing is not None else set()
    return found - {"", "office"}


def _plots(source: Source, wanted: Wanted) -> tuple[Sequence[Drawn], int]:
    things = {thing.id: (row, fact) for row, thing, fact in source.things(Unit.kind) if thing.status == "live"}
    cares = {care.unit.id: care for one in source.session.reads().committees() for care in _cares(source, one.id)}
    drawn = []
    for identifier in draw(wanted.seed, things, wanted.plots):
        row, fact = things[identifier]
        care = cares.get(identifier)
        spot = spot_inside(fact.border) if len(fact.border) >= CORNERS_OF_A_RING else None
        drawn.append(
            Drawn(
                "plots", identifier, fact.code, _committee(source, fact.committee), care.standing if care else 0,
                row.happened_on, tuple(sorted(recorders(source, row))), spot, care.unit.area_name if care else "",
            )
        )  # fmt: skip
    return drawn, len(things)


def _batches(source: Source, wanted: Wanted) -> tuple[Sequence[Drawn], int]:
    found = [*source.things(BatchStarted.kind), *source.things(OpeningBatch.kind)]
    things = {thing.id: (row, fact) for row, thing, fact in found if thing.status == "live"}
    drawn = []
    for identifier in draw(wanted.seed, things, wanted.batches):
        row, fact = things[identifier]
        species = source.lookup.readable(fact.species)
        drawn.append(
            Drawn(
                "batches", identifier, fact.code, _committee(source, fact.committee), stated_of(source, identifier),
                row.happened_on, tuple(sorted(recorders(source, row))), detail=species,
            )
        )  # fmt: skip
    return drawn, len(things)


def _payouts(source: Source, wanted: Wanted, *, with_names: bool) -> tuple[Sequence[Drawn], int]:
    state = source.session.state()
    found = {}
    for one in source.stated(Payout.kind, period=True):
        payment = state.get(Payment, one.row.id)
        if one.row.status == "live" and isinstance(one.fact, Payout) and payment is not None and payment.role == "paid":
            found[one.row.id] = one
    drawn = []
    for identifier in draw(wanted.seed, found, wanted.payouts):
        one = found[identifier]
        payee = source.lookup.thing(one.fact.payee)
        committee = "" if payee is None else payee.id if payee.kind == Committee.kind else payee.committee
        drawn.append(
            Drawn(
                "payouts", identifier, payee.code if payee else one.fact.payee, _committee(source, committee),
                int(one.fact.centimos), one.row.happened_on, tuple(sorted(recorders(source, one.row))),
                detail=one.fact.way, person=_name(source, one.fact.payee) if with_names else "",
            )
        )  # fmt: skip
    return drawn, len(found)


def _name(source: Source, payee: str) -> str:
    """Who somebody is, name and whole DNI: this is what is opened of those who were drawn."""
    person = source.lookup.person_of(payee)
    if person is None:
        return ""
    return f"{person.listed_name} · DNI {person.dni}" if person.dni else person.listed_name


def _committee(source: Source, identifier: str) -> str:
    return source.lookup.readable(identifier) if identifier else ""


def _cares(source: Source, committee: str) -> list[UnitCareView]:
    return source.session.monitoring().units(committee)
