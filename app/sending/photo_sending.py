"""The photos' turn after a sync: the records come first and how they fared is never hidden by a photo's troubles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from app.desk import Desk
from core.domain.problems import Problem
from core.sync.photos.lane import PhotoProgress, send_photos

if TYPE_CHECKING:
    from app.ports import Transport

Result = TypeVar("Result")


def then_photos(
    records: Callable[[], Result], desk: Desk, transport: Transport, tell: Callable[[PhotoProgress], None],
    is_stopped: Callable[[], bool], may_go: Callable[[], bool],
) -> Result:  # fmt: skip
    """What `records` answers, after the photos were sent, too, if they may go by then. A tablet that was shut out still
    hands over the photos of what it recorded.
    """

    def send() -> None:
        if may_go():
            _send(desk, transport, tell, is_stopped)

    try:
        result = records()
    except Problem as problem:
        if problem.code == "tablet_revoked":
            send()
        raise
    send()
    return result


def _send(
    desk: Desk, transport: Transport, tell: Callable[[PhotoProgress], None], is_stopped: Callable[[], bool]
) -> None:
    last = PhotoProgress()

    def remember(progress: PhotoProgress) -> None:
        nonlocal last
        last = progress
        tell(progress)

    try:
        send_photos(desk.store, desk.clock, desk.signer, transport, remember, is_stopped)
    except Problem as problem:
        tell(replace(last, problem=problem))
