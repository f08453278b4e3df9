"""Every page has a row: a new route without an address among those that are measured fails here."""

from string import Formatter

from sync_server.gate.access import ACCESS
from tools.bench.paging import PAGES, routes_of_pages


def test_every_page_is_measured() -> None:
    measured = {route for route, _ in PAGES.values()}
    assert routes_of_pages() - measured == set()
    assert measured <= {route for method, route in ACCESS if method == "GET"}


def test_an_address_is_one_of_its_route() -> None:
    for name, (route, address) in PAGES.items():
        path = address.partition("?")[0].split("/")
        parts = route.split("/")
        assert len(path) == len(parts), name
        for said, wanted in zip(path, parts, strict=True):
            is_free = any(field for _, field, _, _ in Formatter().parse(wanted))
            assert is_free or said == wanted, name
