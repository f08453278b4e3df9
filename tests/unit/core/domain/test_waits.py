"""How long one waits after wrong tries."""

from __future__ import annotations

from core.domain.waits import TRIES_BEFORE_WAIT, WAITS_SECONDS, seconds_after


def test_one_waits_longer_every_time_and_never_beyond_the_longest() -> None:
    assert [seconds_after(failures) for failures in range(TRIES_BEFORE_WAIT)] == [0] * TRIES_BEFORE_WAIT
    after = [seconds_after(TRIES_BEFORE_WAIT + more) for more in range(len(WAITS_SECONDS))]
    assert tuple(after) == WAITS_SECONDS
    assert seconds_after(1_000) == WAITS_SECONDS[-1]
