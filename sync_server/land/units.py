"""All units with their figures and borders, as the map shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.domain.plots import Point
from core.storage.session import SqlSession
from core.usecases.views.monitoring import UnitCareView
from sync_server.land.measures import UnitFigures, figures_of


@dataclass(frozen=True, slots=True)
class UnitLine:
    figures: UnitFigures
    ring: tuple[Point, ...]


def unit_cares(session: SqlSession) -> dict[str, list[UnitCareView]]:
    """The units of every committee, by code, with what became of their trees."""

    def work() -> dict[str, list[UnitCareView]]:
        reads = session.monitoring()
        return {one.id: reads.units(one.id) for one in session.reads().committees()}

    return session.once_folded("unit_cares", work)


def unit_lines(cares: Iterable[UnitCareView], committee: str) -> list[UnitLine]:
    """A committee's units as the map shows them."""
    return [UnitLine(figures_of(care, committee), care.unit.border) for care in cares]
