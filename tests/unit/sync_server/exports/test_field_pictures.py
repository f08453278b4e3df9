"""Suns: as many as there were days, in the room that they say they take."""

from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from sync_server.exports import field_pictures
from sync_server.exports.field_pictures import half_sun, sun, suns, suns_width


@dataclass
class Drawn:
    """What was drawn: (days, left edge, right edge) of each sun; half a day is 0 days."""

    suns: list[tuple[int, float, float]] = field(default_factory=list)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    found = Drawn()
    monkeypatch.setattr(
        field_pictures, "sun", lambda _paper, x, _y, side, days=1: found.suns.append((days, x, x + side))
    )
    monkeypatch.setattr(field_pictures, "half_sun", lambda _paper, x, _y, side: found.suns.append((0, x, x + side)))
    return found


@pytest.mark.parametrize("half_days", [0, 1, 2, 3, 10, 11, 12, 19, 20, 21, 39, 44, 241])
def test_suns_add_up_to_the_days_and_stay_in_their_room(drawn: Drawn, half_days: int) -> None:
    suns(None, 100.0, 0.0, half_days, 18.0)  # type: ignore[arg-type]
    assert sum(2 * days or 1 for days, _, _ in drawn.suns) == half_days
    assert all(left >= 100 for _, left, _ in drawn.suns)
    right = max((right for _, _, right in drawn.suns), default=100)
    assert right == pytest.approx(100 + suns_width(half_days, 18.0), abs=18.0 * 0.1)
    assert right <= 100 + suns_width(half_days, 18.0)
    edges = sorted((left, right) for _, left, right in drawn.suns)
    assert all(one[1] <= other[0] + 1e-9 for one, other in pairwise(edges))


def test_a_whole_sun_is_no_half_one() -> None:
    assert sun is not half_sun
