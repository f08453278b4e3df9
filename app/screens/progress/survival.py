"""Survival by season: what was last counted in each unit, all of it together, no tree twice. No Kivy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.screens.progress.states import Topic, table
from app.text.texts import t
from app.widgets.chart.shares import Share, Shares
from core.domain import survival
from core.domain.money import format_count
from core.usecases.views.monitoring import SurvivalView
from core.usecases.views.progress import SeasonView

PER_PERCENT = 10
ALL_SPECIES = ""
"""In place of a species, where whatever stands was counted."""


@dataclass(frozen=True)
class SurvivalShare:
    """What was counted of a season and how many trees lived; nine of ten such counts are within the margin."""

    season: str
    counted: int
    alive: int
    margin_per_mille: int


def survival_shares(counts: Iterable[SurvivalView], seasons: Sequence[SeasonView]) -> list[SurvivalShare]:
    """In the order of the seasons; those without any count are left out. `counts` come with the newest first."""
    newest = list(counts)
    found = (_share(season, newest) for season in seasons)
    return [share for share in found if share is not None]


def _share(season: SeasonView, counts: Sequence[SurvivalView]) -> SurvivalShare | None:
    inside = (one for one in counts if season.starts_on <= one.day <= season.ends_on)
    known = [(one.alive, one.share) for one in _last_of_each(inside) if one.share is not None]
    whole = survival.together(known)
    if whole is None:
        return None
    return SurvivalShare(season.name, whole.counted, sum(alive for alive, _ in known), whole.margin or 0)


def _last_of_each(counts: Iterable[SurvivalView]) -> Iterator[SurvivalView]:
    """Of a unit its last count of everything; or, where single species were counted after it, the last count of each
    of these, for nobody can tell which of their trees are in that of everything.
    """
    found: dict[str, dict[str, SurvivalView]] = {}
    for one in counts:
        of_unit = found.setdefault(one.unit, {})
        goes_along = not of_unit or (one.species != ALL_SPECIES and ALL_SPECIES not in of_unit)
        if one.share is not None and goes_along:
            of_unit.setdefault(one.species, one)
    for of_unit in found.values():
        yield from of_unit.values()


def survival_topic(shares: list[SurvivalShare]) -> Topic:
    counted = [share for share in shares if share.counted]
    if not counted:
        return Topic(
            empty=t("progress.no_survival"),
            empty_detail=t("progress.no_survival_detail"),
            empty_icon="eye-check-outline",
        )
    points = [Share(share.season, _per_mille(share), share.margin_per_mille, _figure(share)) for share in counted]
    rows = [(share.season, format_count(share.counted), format_count(share.alive), _figure(share)) for share in counted]
    return Topic(
        title=t("progress.survival_message", alive=_percent(_per_mille(counted[0])), name=counted[0].season),
        detail=t("progress.survival_detail"),
        plan=Shares(tuple(points)),
        head=(
            t("progress.head_season"), t("progress.head_counted"), t("progress.head_alive"),
            t("progress.topic_survival"),
        ),
        rows=table(rows),
    )  # fmt: skip


def _per_mille(share: SurvivalShare) -> int:
    return (1_000 * share.alive + share.counted // 2) // share.counted


def _percent(per_mille: int) -> str:
    return str((per_mille + PER_PERCENT // 2) // PER_PERCENT)


def _figure(share: SurvivalShare) -> str:
    margin = -(-share.margin_per_mille // PER_PERCENT)
    return t("progress.share", percent=_percent(_per_mille(share)), margin=margin)
