"""The progress page: four topics, each as a chart for the wall of a meeting room and, one touch away, as a table.

Everything is read on the storage lane from totals that the fold keeps; an answer to an older question is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.desk import Desk
from app.screens.progress.states import ProgressState, Topic
from app.screens.progress.survival import survival_shares, survival_topic
from app.screens.progress.topics import money_topic, months_between, planted_topic, saplings_topic
from app.text.texts import t
from core.domain.calendar import add_days
from core.usecases.ports import Session
from core.usecases.views.field import Reads
from core.usecases.views.progress import SeasonView

TOPICS = ("planted", "saplings", "money", "survival")
WITH_SCOPE = ("planted", "saplings", "survival")
WITH_PERIOD = ("saplings", "money")
SEASONS_OFFERED = 3
ALL = "all"
_LAST_MONTHS_DAYS = 150


@dataclass(frozen=True)
class Chosen:
    """`season` is its id, ALL, or empty for the one of today."""

    topic: str = TOPICS[0]
    whole_programme: bool = False
    season: str = ""
    as_table: bool = False


@dataclass(frozen=True)
class Period:
    """A span of days and the word for it; empty days are all of them."""

    key: str
    word: str
    first: str = ""
    last: str = ""


class ProgressPresenter:
    """Events: the methods without underscore. `render` takes a ProgressState."""

    def __init__(self, desk: Desk, render: Callable[[ProgressState], None]) -> None:
        self._desk = desk
        self._render = render
        self._chosen = Chosen()
        self._periods: list[Period] = []
        self._topic = Topic()

    def enter(self) -> None:
        self._desk.changed.add(self._refresh)
        self._refresh()

    def leave(self) -> None:
        self._desk.changed.drop(self._refresh)

    def choose_topic(self, topic: str) -> None:
        self._choose(replace(self._chosen, topic=topic))

    def toggle_scope(self) -> None:
        """The committee, or the whole programme."""
        self._choose(replace(self._chosen, whole_programme=not self._chosen.whole_programme))

    def choose_period(self, key: str) -> None:
        self._choose(replace(self._chosen, season=key))

    def toggle_table(self) -> None:
        """The same figures as a picture or as a table; nothing is read anew."""
        self._chosen = replace(self._chosen, as_table=not self._chosen.as_table)
        self._show()

    def periods(self) -> list[tuple[str, str, bool]]:
        """(key, word, whether it is chosen) of what can be chosen."""
        chosen = self._period().key
        return [(period.key, period.word, period.key == chosen) for period in self._periods]

    def _choose(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._refresh()

    def _refresh(self) -> None:
        chosen, committee, today = self._chosen, self._desk.committee, self._desk.today()
        near = "" if committee is None or chosen.whole_programme else committee.id

        def question(_task: Any) -> tuple[list[Period], Topic]:
            with self._desk.store.reading() as session:
                reads = session.reads()
                periods = _periods(reads.seasons(), today)
                if chosen.topic == "survival":
                    return periods, _survival(session, near)
                return periods, _topic(reads, chosen.topic, near, _period_of(periods, chosen.season), today)

        def take(answer: tuple[list[Period], Topic]) -> None:
            if chosen == replace(self._chosen, as_table=chosen.as_table) and committee == self._desk.committee:
                self._periods, self._topic = answer
                self._show()

        self._desk.storage_lane.run(question, take)

    def _period(self) -> Period:
        return _period_of(self._periods, self._chosen.season)

    def _show(self) -> None:
        chosen, committee = self._chosen, self._desk.committee
        has_picture = self._topic.plan is not None
        name = committee.name if committee and not chosen.whole_programme else t("progress.whole")
        toggle = t("progress.show_picture" if chosen.as_table else "progress.show_numbers")
        self._render(
            ProgressState(
                topic=chosen.topic,
                topics=tuple((topic, t(f"progress.topic_{topic}")) for topic in TOPICS),
                scope=name if chosen.topic in WITH_SCOPE and committee else "",
                period=self._period().word if chosen.topic in WITH_PERIOD and len(self._periods) > 1 else "",
                shows_table=chosen.as_table and has_picture,
                toggle=toggle if has_picture else "",
                shown=self._topic,
            )
        )


def _periods(seasons: list[SeasonView], today: str) -> list[Period]:
    """The last seasons that have begun, the latest first, and all of them."""
    begun = [season for season in seasons if season.starts_on <= today][:SEASONS_OFFERED]
    found = [Period(season.id, season.name, season.starts_on, season.ends_on) for season in begun]
    return [*found, Period(ALL, t("progress.period_all"))]


def _period_of(periods: list[Period], key: str) -> Period:
    """The chosen one; of nothing chosen, or of what is gone, the first."""
    found = [period for period in periods if period.key == key] or periods
    return found[0] if found else Period(ALL, t("progress.period_all"))


def _topic(reads: Reads, topic: str, committee: str, period: Period, today: str) -> Topic:
    if topic == "planted":
        return _planted(reads, committee)
    if topic == "money":
        return money_topic(reads.money_by_committee(period.first, period.last))
    last = min(period.last or today, today)
    first = period.first or add_days(last, -_LAST_MONTHS_DAYS)
    months = months_between(first, last)
    return saplings_topic(reads.saplings_by_month(committee, months[0], months[-1]), months)


def _survival(session: Session, committee: str) -> Topic:
    """Of one committee, or of all that this tablet works for with an empty one."""
    reads, care = session.reads(), session.monitoring()
    committees = [committee] if committee else [view.id for view in reads.committees()]
    counts = [one for each in committees for one in care.survival_counts(each)]
    return survival_topic(survival_shares(counts, reads.seasons()))


def _planted(reads: Reads, committee: str) -> Topic:
    """Unit by unit of one committee, committee by committee of all."""
    if not committee:
        views = reads.planted_by_committee()
        places = [(view.name, view.planted, view.target, view.missing) for view in views]
        return planted_topic(places, t("progress.head_committee"))
    units = [
        (view.code, view.planted, view.target_trees, max(0, view.target_trees - view.planted))
        for view in reads.units(committee)
    ]
    return planted_topic(units, t("progress.head_unit"))
