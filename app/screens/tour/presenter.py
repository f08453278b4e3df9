"""The tour: six pages of one picture and one sentence, in two minutes; it can be left at any page and seen again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.text.texts import t

PAGES = ("record", "money", "send", "pay", "undo", "trouble")


@dataclass(frozen=True, slots=True)
class TourState:
    """`page` is one of PAGES, the `at`-th of `of`."""

    page: str = PAGES[0]
    at: int = 1
    of: int = len(PAGES)
    title: str = ""
    sentence: str = ""
    back_text: str = ""
    next_text: str = ""
    skip_text: str = ""


class TourPresenter:
    """Events: `go_on`, `go_back`, `skip`. `done` is called once, when it is over."""

    def __init__(self, render: Callable[[TourState], None], done: Callable[[], None]) -> None:
        self._render = render
        self._done = done
        self._at = 0

    def enter(self) -> None:
        self._at = 0
        self._show()

    def go_on(self) -> None:
        if self._at + 1 == len(PAGES):
            self._done()
        else:
            self._at += 1
            self._show()

    def go_back(self) -> bool:
        """The system\'s way back as well: from the first page it leaves the tour."""
        if self._at:
            self._at -= 1
            self._show()
        else:
            self._done()
        return True

    def skip(self) -> None:
        self._done()

    def _show(self) -> None:
        page, is_last = PAGES[self._at], self._at + 1 == len(PAGES)
        self._render(
            TourState(
                page=page,
                at=self._at + 1,
                title=t(f"tour.{page}"),
                sentence=t(f"tour.{page}_sentence"),
                back_text=t("common.back") if self._at else "",
                next_text=t("tour.begin") if is_last else t("common.next"),
                skip_text="" if is_last else t("tour.skip"),
            )
        )
