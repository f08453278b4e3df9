"""Help for one screen in three steps, and the ways to the tour, to practice and to the help for other screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.desk import Desk
from app.screens.help.topics import GENERAL, STEPS, TOPICS
from app.text.texts import t


@dataclass(frozen=True, slots=True)
class HelpStep:
    number: str
    icons: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class HelpState:
    """`others` are (topic, word) of further help; empty where that was not asked for."""

    title: str = ""
    steps: tuple[HelpStep, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    can_practise: bool = True


class HelpPresenter:
    """Events: `show_tour`, `practise`, `open_topic`, `back`."""

    def __init__(self, desk: Desk, render: Callable[[HelpState], None]) -> None:
        self._desk = desk
        self._render = render

    def enter(self, topic: str = GENERAL) -> None:
        known = topic if topic in TOPICS else GENERAL
        icons = TOPICS[known]
        others = () if known != GENERAL else tuple((key, _name(key)) for key in TOPICS if key != GENERAL)
        self._render(
            HelpState(
                title=t("help.about", place=_name(known)) if known != GENERAL else t("help.title"),
                steps=tuple(HelpStep(str(number), icons[number - 1], t(f"help.{known}_{number}")) for number in STEPS),
                others=others,
                can_practise=not self._desk.is_practice,
            )
        )

    def open_topic(self, topic: str) -> None:
        self._desk.navigator.go("help", topic=topic)

    def show_tour(self) -> None:
        self._desk.show_tour()

    def practise(self) -> None:
        self._desk.practise()

    def back(self) -> None:
        self._desk.navigator.leave()


def _name(topic: str) -> str:
    return t(f"help.name_{topic}")
