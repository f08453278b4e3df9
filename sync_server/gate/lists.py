"""The lists that are given as files: the address of each without its ending, what it can end in, whose names leave by
it, and what has places to draw.
"""

from __future__ import annotations

FORMATS = ("csv", "xlsx", "json")
"""What every list comes as."""
GEOJSON = "geojson"
PLACED = frozenset({"/records", "/reference/{place}", "/map/units"})
"""Lists whose lines lie somewhere: these come as GeoJSON too."""
OPEN_TO_STAFF = (
    "/approvals", "/cash", "/cash/boxes", "/cash/{trip}/moves", "/complaints", "/desk", "/figures", "/funds",
    "/funds/grants", "/funds/sales", "/map/units", "/months", "/payouts", "/records", "/recoveries",
    "/reference/members", "/reference/members/duplicates", "/reference/members/{member}/statement",
    "/reference/{place}", "/sheets", "/sheets/{sheet}/lines", "/suspense", "/tablets",
)  # fmt: skip
"""For whoever may see the pages that have them."""
OF_DECIDERS = ("/import",)
OF_ADMINISTRATORS = ("/accounts", "/api-tokens")
NAMELESS = frozenset(
    {
        "/api-tokens", "/figures", "/funds", "/funds/grants", "/funds/sales", "/import", "/map/units", "/months",
        "/sheets",
    }
)  # fmt: skip
"""Lists of things; by all others people's names leave, and whoever takes one is written down."""
ALL = (*OPEN_TO_STAFF, *OF_DECIDERS, *OF_ADMINISTRATORS)


def endings(path: str) -> tuple[str, ...]:
    """What a list comes as."""
    return (*FORMATS, GEOJSON) if path in PLACED else FORMATS


def addresses(paths: tuple[str, ...] | frozenset[str]) -> list[tuple[str, str]]:
    """The routes of these lists."""
    return [("GET", f"{path}.{ending}") for path in paths for ending in endings(path)]
