"""Signs on a map are sums that the database makes: the same as somebody would make who looks at every single spot."""

from __future__ import annotations

import random

import pytest

from core.fold.rows import EffectiveRecord, PlantedSpot, SideReference
from core.storage.reads.places import PlantedPlace, planted_places
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from sync_server.land.points import CLOSEST_ZOOM, MOST_SIGNS, SQUARE_PX, Sign, View, signs

WORLD = (-90_000_000, -180_000_000, 90_000_000, 180_000_000)
_ROUND_THE_WORLD_UDEG, _TILE_PX = 360_000_000, 256


def put_places(session: SqlSession, places: list[PlantedPlace]) -> None:
    state = session.state()
    for number, place in enumerate(places, start=1):
        state.put(
            EffectiveRecord(
                place.record, "AAAAAA", number, number, place.kind, 1, "", 0, place.happened_on, place.committee,
                place.unit, place.trees, place.record, place.record, number, "live", 0, 0, int(place.is_held), "",
            )
        )  # fmt: skip
        if place.spot is not None:
            state.put(PlantedSpot(place.record, place.committee, *place.spot, place.trees))
        for photo in range(photos_of(place)):
            state.put(SideReference(place.record, f"{photo}{number:063d}", place.committee, 0, number, 1))
        state.put(SideReference(place.record, f"f{number:063d}", place.committee, 0, number, 0))
    state.flush()


def photos_of(place: PlantedPlace) -> int:
    """Every fifth has one and every tenth two."""
    number = int(place.record.partition("-")[2])
    return int(number % 5 == 0) + int(number % 10 == 0)


def some_places(seed: int, number: int, spread: int) -> list[PlantedPlace]:
    """On both sides of the equator and of Greenwich, and some of which nobody knows where."""
    dice = random.Random(seed)

    def spot() -> tuple[int, int] | None:
        return None if dice.random() < 0.1 else (dice.randint(-spread, spread), dice.randint(-spread, spread))

    return [
        PlantedPlace(
            f"AAAAAA-{place}", dice.choice(("planting", "replanting")), f"2014-12-{dice.randint(1, 28):02d}",
            dice.choice(("BBBBBB-1", "BBBBBB-2")), "BBBBBB-3", dice.randint(1, 500), dice.random() < 0.2, spot(),
        )
        for place in range(1, number + 1)
    ]  # fmt: skip


def one_by_one(places: list[PlantedPlace], view: View, committee: str) -> list[Sign]:
    """The signs as somebody makes them who has every place in their hands."""
    side = max(1, _ROUND_THE_WORLD_UDEG * SQUARE_PX // (_TILE_PX << view.zoom))
    seen = [
        (place.spot, place)
        for place in places
        if place.spot is not None and committee in ("", place.committee)
        and view.south <= place.spot[0] <= view.north and view.west <= place.spot[1] <= view.east
    ]  # fmt: skip
    while len({(lat // side, lon // side) for (lat, lon), _ in seen}) > MOST_SIGNS:
        side *= 2
    together: dict[tuple[int, int], list[PlantedPlace]] = {}
    for (lat, lon), place in seen:
        together.setdefault((lat // side, lon // side), []).append(place)
    return [_sign(together[square]) for square in sorted(together)]


def _sign(together: list[PlantedPlace]) -> Sign:
    number, spots = len(together), [place.spot for place in together if place.spot is not None]
    lat, lon = (sum(spot[axis] for spot in spots) // number for axis in (0, 1))
    photographed = sum(photos_of(one) > 0 for one in together)
    trees = sum(one.trees for one in together)
    return Sign((lat, lon), number, trees, together[0] if number == 1 else None, photographed)


@pytest.mark.parametrize("zoom", [0, 8, 13, 16, CLOSEST_ZOOM])
@pytest.mark.parametrize("committee", ["", "BBBBBB-2"])
def test_signs_are_those_of_single_spots(store: SqlStore, zoom: int, committee: str) -> None:
    for seed, spread in ((1, 40_000), (2, 80_000_000), (3, 3)):
        with store.trying() as session:
            places = some_places(seed, 1_500, spread)
            put_places(session, places)
            for box in (WORLD, (-20_000, -1, 9_999, 30_000), (0, 0, 0, 0)):
                view = View(*box, zoom)
                assert signs(session, view, committee) == one_by_one(places, view, committee)


def test_all_places_are_told_in_their_order_with_what_is_known_of_where(store: SqlStore) -> None:
    with store.trying() as session:
        places = some_places(7, 50, 40_000)
        put_places(session, places)
        wanted = sorted(places, key=lambda place: (place.happened_on, place.record))
        assert planted_places(session.lookup(), "") == wanted
        assert planted_places(session.lookup(), "BBBBBB-1") == [one for one in wanted if one.committee == "BBBBBB-1"]


def test_many_become_few(store: SqlStore) -> None:
    with store.trying() as session:
        state = session.state()
        for step in range(20_000):
            state.put(PlantedSpot(f"AAAAAA-{step}", "BBBBBB-1", step % 300 * 500, step // 300 * 500, 1))
        state.flush()
        found = signs(session, View(*WORLD, CLOSEST_ZOOM))
    assert 0 < len(found) <= MOST_SIGNS
    assert sum(sign.number for sign in found) == 20_000
