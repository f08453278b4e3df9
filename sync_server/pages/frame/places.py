"""The places that the bar under the head leads to: those of every day, and behind one word those of now and then."""

from __future__ import annotations

from dataclasses import dataclass

from sync_server.gate.access import may_open


@dataclass(frozen=True, slots=True)
class Place:
    """`word` is the key of its name; `also` are the beginnings of other addresses that belong to it."""

    path: str
    word: str
    also: tuple[str, ...] = ()

    def has(self, address: str) -> bool:
        """Whether a page stands in this place."""
        return address == self.path or any(address.startswith(f"{begin}/") or address == begin for begin in self._own)

    @property
    def _own(self) -> tuple[str, ...]:
        return ((self.path,) if self.path != "/" else ()) + self.also


_EVERY_DAY = (
    Place("/", "page.overview"),
    Place("/desk", "desk.title"),
    Place("/sheets", "sheets.title"),
    Place("/cash", "cash.title", ("/suspense", "/recoveries", "/approvals")),
    Place("/complaints", "complaints.title"),
    Place("/records", "records.title"),
    Place("/map", "map.title", ("/land",)),
    Place("/reference", "reference.title"),
)
_NOW_AND_THEN = (
    Place("/months", "months.title"),
    Place("/figures", "figures.title"),
    Place("/audit", "audit.title"),
    Place("/funds", "fund_page.title"),
    Place("/tablets", "overview.tablets"),
    Place("/import", "import.title"),
    Place("/accesses", "accesses.place"),
    Place("/accounts", "account.administer"),
    Place("/api-tokens", "tokens.title"),
)


def place_of_address(path: str) -> Place | None:
    """The place that a page stands in; None for one that stands in none."""
    return next((place for place in (*_EVERY_DAY, *_NOW_AND_THEN) if place.has(path)), None)


def places_for(role: str) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The places that a role may open: those of every day, and the others."""

    def open_ones(places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(place for place in places if may_open(place.path, role))

    return open_ones(_EVERY_DAY), open_ones(_NOW_AND_THEN)
