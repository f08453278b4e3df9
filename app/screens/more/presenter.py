"""The places that are needed now and then, as large tiles; the lock is one of them, since it is needed in a hurry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.desk import Desk
from app.text.texts import t

LOCK, PRACTICE = "lock", "practice"
PLACES = (
    ("progress", "chart-bar"), ("history", "history"), ("sync", "cloud-upload-outline"), ("settings", "cog"),
    ("help", "lifebuoy"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoreTile:
    """One place, or one thing to do."""

    key: str
    icon: str
    title: str
    note: str


class MorePresenter:
    """Event: `open`."""

    def __init__(self, desk: Desk, render: Callable[[tuple[MoreTile, ...]], None]) -> None:
        self._desk = desk
        self._render = render

    def enter(self) -> None:
        places = tuple(_tile(key, icon) for key, icon in PLACES)
        if self._desk.is_practice:
            self._render((*places, MoreTile(PRACTICE, "logout", t("practice.leave_title"), t("more.leave_note"))))
        else:
            self._render((*places, _tile(PRACTICE, "account-school"), _tile(LOCK, "lock")))

    def open(self, key: str) -> None:
        if key == LOCK:
            self._desk.guard.lock()
        elif key == PRACTICE:
            self._desk.practise()
        else:
            self._desk.navigator.go(key)


def _tile(key: str, icon: str) -> MoreTile:
    return MoreTile(key, icon, t(f"more.{key}"), t(f"more.{key}_note"))
