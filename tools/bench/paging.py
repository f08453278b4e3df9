"""The office's pages over a hundred thousand records, as a browser asks for them: whole answers over real HTTP, one
after the other, against a page that asks the database for nothing.
"""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import requests

from sync_server.gate import lists
from sync_server.gate.access import ACCESS
from tools.bench.databases import Database
from tools.bench.office_file import NAME, PASSWORD, Ids, office_database
from tools.bench.row import Row, at_most, percentile
from tools.bench.season import FIRST_DAY
from tools.bench.serving import serving

REPETITIONS = 20
WANTED_MS, WANTED_NEXT_MS = 200, 100
WANTED_FIRST_KB, WANTED_AFTER_KB = 300, 50
_TIMEOUT_S = 120
_KB = 1_000
_WANTED = dict.fromkeys(("desk_next", "search", "search_name", "members_search"), WANTED_NEXT_MS)
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_DOWNLOADS = (".csv", ".pdf", ".xlsx", ".geojson", "/photos/{photo}")
"""What is saved, or a picture, and no page; it may take as long as it is long."""

PAGES: dict[str, tuple[str, str]] = {
    "overview": ("/", "/"),
    "overview_all": ("/", "/?season=all"),
    "months": ("/months", "/months"),
    "month": ("/months/{month}", f"/months/{FIRST_DAY[:7]}"),
    "figures": ("/figures", "/figures"),
    "desk": ("/desk", "/desk"),
    "desk_next": ("/desk/{record}/{rule}", "/desk/{finding}/{rule}"),
    "records": ("/records", "/records"),
    "records_chosen": (
        "/records", f"/records?committee={{committee}}&kind=planting&state=confirmed&from_day={FIRST_DAY}",
    ),
    "records_of_member": ("/records", "/records?member={member}"),
    "records_of_unit": ("/records", "/records?unit={unit}"),
    "records_deep": ("/records", "/records?older_than={deep}"),
    "search": ("/records", "/records?text={deep}"),
    "search_name": ("/records", "/records?text=Nestor Laban Huaman"),
    "record": ("/records/{record}", "/records/{planting}"),
    "record_of_unit": ("/records/{record}", "/records/{unit}"),
    "record_of_rate": ("/records/{record}", "/records/{rate}"),
    "correct": ("/records/{record}/correct", "/records/{planting}/correct"),
    "sheets": ("/sheets", "/sheets"),
    "draft": ("/sheets/{sheet}", "/sheets/{draft}"),
    "draft_line": ("/sheets/{sheet}/lines/{payee}", "/sheets/{draft}/lines/{payee}"),
    "sheet": ("/sheets/{sheet}", "/sheets/{sheet}"),
    "sheet_line": ("/sheets/{sheet}/lines/{payee}", "/sheets/{sheet}/lines/{payee}"),
    "sheet_paper": ("/sheets/{sheet}/paper", "/sheets/{sheet}/paper"),
    "cash": ("/cash", "/cash"),
    "trip": ("/cash/{trip}", "/cash/{trip}"),
    "suspense": ("/suspense", "/suspense"),
    "recoveries": ("/recoveries", "/recoveries"),
    "approvals": ("/approvals", "/approvals"),
    "funds": ("/funds", "/funds"),
    "complaints": ("/complaints", "/complaints"),
    "tablets": ("/tablets", "/tablets"),
    "reference": ("/reference", "/reference"),
    "reference_units": ("/reference/{place}", "/reference/units"),
    "reference_settings": ("/reference/{place}", "/reference/settings"),
    "reference_new": ("/reference/{place}/new", "/reference/members/new"),
    "members": ("/reference/members", "/reference/members"),
    "members_search": ("/reference/members", "/reference/members?text=chukiwanga"),
    "duplicates": ("/reference/members/duplicates", "/reference/members/duplicates"),
    "member": ("/reference/members/{member}", "/reference/members/{member}"),
    "map": ("/map", "/map"),
    "map_units": ("/map.json", "/map.json"),
    "map_plantings": ("/map/plantings.json", "/map/plantings.json?box=-90000000,-180000000,90000000,180000000&zoom=14"),
    "land": ("/land", "/land"),
    "audit": ("/audit", "/audit"),
    "imports": ("/import", "/import"),
    "import_file": ("/import/{file}", "/import/{file}"),
    "accesses": ("/accesses", "/accesses"),
    "account": ("/account", "/account"),
    "accounts": ("/accounts", "/accounts"),
    "api_tokens": ("/api-tokens", "/api-tokens"),
}  # fmt: skip
"""By name: the route, and an address on it with the names of ids in it."""
_OF_A_MAP = ("map", "map_plantings")
"""What comes together when a map is opened."""


@dataclass(frozen=True)
class Shown:
    """What a page took, each time in milliseconds, and how many bytes came over the line."""

    times_ms: list[float]
    size_bytes: int

    @property
    def p95_ms(self) -> float:
        return percentile(self.times_ms, 95)


def bench(database: Database) -> list[Row]:
    missing = routes_of_pages() - {route for route, _ in PAGES.values()}
    if missing:
        raise RuntimeError(f"these pages have no row: {', '.join(sorted(missing))}")
    url, ids = office_database(database)
    with tempfile.TemporaryDirectory() as state, serving(url, Path(state)) as (address, _), requests.Session() as kept:
        bare = _look(kept, f"{address}/sign-in")
        _sign_in(kept, address)
        shown = {name: _look(kept, address + path) for name, path in addresses(ids).items()}
        first = _first_visit(kept, address, shown["overview"])
    sizes = {name: one.size_bytes for name, one in shown.items()}
    sizes["map"] = sum(sizes.pop(name) for name in _OF_A_MAP)
    largest = max(sizes, key=lambda name: sizes[name])
    base = bare.size_bytes / _KB
    return [
        *(
            at_most(f"page_{name}_p95_ms_{database.name}", one.p95_ms, "ms", bare.p95_ms, _WANTED.get(name, WANTED_MS))
            for name, one in shown.items()
        ),
        at_most(f"page_first_visit_kb_{database.name}", first / _KB, "KB", base, WANTED_FIRST_KB),
        *(
            at_most(f"page_{name}_kb_{database.name}", sizes[name] / _KB, "KB", base, WANTED_AFTER_KB)
            for name in sizes
            if name == largest or sizes[name] > WANTED_AFTER_KB * _KB
        ),
    ]


def routes_of_pages() -> set[str]:
    """Every route that somebody who is signed in looks at; lists as files are no pages."""
    files = set(lists.addresses(lists.ALL))
    return {
        route
        for (method, route), rule in ACCESS.items()
        if method == "GET"
        and isinstance(rule, frozenset)
        and not route.endswith(_DOWNLOADS)
        and (method, route) not in files
    }


def addresses(ids: Ids) -> dict[str, str]:
    return {name: path.format_map(ids) for name, (_, path) in PAGES.items()}


def _sign_in(kept: requests.Session, address: str) -> None:
    token = _TOKEN.search(kept.get(f"{address}/sign-in", timeout=_TIMEOUT_S).text)
    fields = {"name": NAME, "password": PASSWORD, "form_token": token[1] if token else ""}
    if "/sign-out" not in kept.post(f"{address}/sign-in", data=fields, timeout=_TIMEOUT_S).text:
        raise RuntimeError("nobody could sign in")


def _look(kept: requests.Session, address: str) -> Shown:
    ask = partial(kept.get, address, timeout=_TIMEOUT_S, headers={"accept-encoding": "gzip"})
    ask()
    times, size = [], 0
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        answer = ask()
        times.append((time.perf_counter() - start) * 1_000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} was answered with {answer.status_code}")
        size = max(size, _bytes_of(answer))
    return Shown(times, size)


def _first_visit(kept: requests.Session, address: str, overview: Shown) -> int:
    """Bytes of the first page with everything that it names."""
    page = kept.get(f"{address}/", timeout=_TIMEOUT_S).text
    files = (kept.get(address + name, timeout=_TIMEOUT_S) for name in sorted(set(_FILE.findall(page))))
    return overview.size_bytes + sum(_bytes_of(file) for file in files)


def _bytes_of(answer: requests.Response) -> int:
    """What came over the line, heads left out: fewer than it says where it is packed."""
    return int(answer.headers.get("content-length", len(answer.content)))
