"""Survival by season: the one place where counts of it come into the charts. No Kivy.

Until the log has a kind for survival counts there are none, and the page says what to do first. Whoever brings them
answers them in `survival_shares`; chart, table and sentence follow.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.screens.progress.states import Topic, table
from app.text.texts import t
from app.widgets.chart.shares import Share, Shares
from core.domain.money import format_count
from core.usecases.views import Reads

PER_PERCENT = 10


@dataclass(frozen=True)
class SurvivalShare:
    """What was counted of a season's trees, and how many of them lived; the margin is that of a 95 % interval."""

    season: str
    counted: int
    alive: int
    margin_per_mille: int


def survival_shares(_reads: Reads, _committee: str) -> list[SurvivalShare]:
    """The last season first; of one committee, or of all with an empty one."""
    return []


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
