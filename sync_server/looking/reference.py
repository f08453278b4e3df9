"""The lists of what a programme is made up of: which there are, and of what kind the records of each are."""

from __future__ import annotations

from core.domain.problems import Problem

PLACES = {
    "members": "member", "households": "household", "officers": "officer", "users": "user",
    "communities": "community", "committees": "committee", "areas": "area", "units": "unit", "waters": "water_body",
    "cycles": "cycle_opened", "unit-descriptions": "unit_described", "unit-certificates": "unit_certified",
    "species": "species", "seed-lots": "seed_lot", "rates": "rate", "settings": "setting",
    "wordings": "wording", "seasons": "season", "agreements": "agreement", "funds": "fund",
    "exchange-rates": "exchange_rate",
}  # fmt: skip
"""The lists of what a programme is made up of, by their place in an address: the kind of their records."""
_BY_KIND = {kind: place for place, kind in PLACES.items()}


def kind_of(place: str) -> str:
    """The kind of a list's records. Raises Problem page_missing."""
    if place not in PLACES:
        raise Problem("page_missing")
    return PLACES[place]


def place_of(kind: str) -> str:
    """Where a kind is listed; empty where it is not."""
    return _BY_KIND.get(kind, "")
