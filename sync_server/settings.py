"""What a server is told from outside: where its data lies, where it listens, and how tablets and people reach it.

A command-line flag wins over an environment variable, and that over the default. The server's key is not among them:
it is made by the server and kept in its database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8600
DEFAULT_PROGRAMME = "PIURA"
_LARGEST_PORT = 65_535
MOST_WORKERS = 8
PUT_BACK, MOVED = "put-back", "moved"
"""What a person says of a database that this machine has no note of."""
_TILES = re.compile(r"(https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?)/[A-Za-z0-9/{}._~%?&=@:+-]*\Z")
_YES = ("1", "true", "yes", "on", "si", "sí")


class SettingsError(Exception):
    """A setting is missing or makes no sense; `key` is its sentence in the text table."""

    def __init__(self, key: str, **details: str) -> None:
        super().__init__(key, details)
        self.key = key
        self.details = details


@dataclass(frozen=True, slots=True)
class Settings:
    """`addresses` are the ones that tablets and browsers use, perhaps those of a proxy; port 0 takes a free one.
    `state` is the folder for what this machine knows of its database, and no backup may bring back; `history` is
    PUT_BACK or MOVED where a person says what became of a database of which nothing is known there. `tiles` is where a
    map's background comes from and `tiles_credit` whom to thank for it; both may be empty.
    """

    database: str
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    programme: str = DEFAULT_PROGRAMME
    addresses: tuple[str, ...] = ()
    secure_cookies: bool = False
    state: str = ""
    workers: int = 1
    history: str = ""
    tiles: str = ""
    tiles_credit: str = ""

    @property
    def public_addresses(self) -> tuple[str, ...]:
        return self.addresses or (f"http://{bracketed(self.host)}:{self.port}",)


def read_settings(given: Mapping[str, str | None], environment: Mapping[str, str]) -> Settings:
    """Settings from flags by name and `PLANTON_…` variables. Cookies are secure where an address begins with https."""

    def value(name: str, default: str = "") -> str:
        return given.get(name) or environment.get(f"PLANTON_{name.upper()}") or default

    database = value("database")
    if not database:
        raise SettingsError("settings.database_missing")
    if not database.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError("settings.database_strange", database=database.partition("://")[0])
    port = value("port", str(DEFAULT_PORT))
    if not port.isdecimal() or int(port) > _LARGEST_PORT:
        raise SettingsError("settings.port_strange", port=port)
    addresses = tuple(value("address").replace(",", " ").split())
    for address in addresses:
        if not address.startswith(("http://", "https://")) or "|" in address:
            raise SettingsError("settings.address_strange", address=address)
    secure = value("secure_cookies").casefold() in _YES or any(address.startswith("https://") for address in addresses)
    workers = value("workers", "1")
    if not workers.isdecimal() or not 1 <= int(workers) <= MOST_WORKERS:
        raise SettingsError("settings.workers_strange", workers=workers, most=str(MOST_WORKERS))
    tiles = value("tiles")
    if tiles and tile_host(tiles) is None:
        raise SettingsError("settings.tiles_strange", tiles=tiles)
    host, programme = value("host", DEFAULT_HOST), value("programme", DEFAULT_PROGRAMME)
    return Settings(
        database, host, int(port), programme, addresses, secure, value("state"), int(workers),
        tiles=tiles, tiles_credit=value("tiles_credit"),
    )  # fmt: skip


def tile_host(tiles: str) -> str | None:
    """Scheme, host and port of an address of tiles, as a page's policy names them; None for an address that is none.

    The host is written out: a policy that has to allow exactly one host has no room for a choice of several.
    """
    found = _TILES.match(tiles)
    has_places = all(tiles.count(place) == 1 for place in ("{z}", "{x}", "{y}"))
    return found[1] if found and has_places else None


def bracketed(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host
