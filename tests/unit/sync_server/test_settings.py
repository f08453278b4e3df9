"""Flags, variables and defaults, in that order."""

import pytest

from sync_server.settings import SettingsError, read_settings, tile_host
from sync_server.text.texts import say

DATABASE = {"database": "sqlite:///x.db"}


def test_a_flag_wins_over_a_variable_and_that_over_the_default() -> None:
    environment = {"PLANTON_DATABASE": "sqlite:///y.db", "PLANTON_PORT": "9000"}
    settings = read_settings({"database": "sqlite:///x.db", "port": None}, environment)
    assert (settings.database, settings.port, settings.host) == ("sqlite:///x.db", 9000, "127.0.0.1")


def test_without_addresses_the_listening_one_is_given_out() -> None:
    assert read_settings(DATABASE, {}).public_addresses == ("http://127.0.0.1:8600",)
    assert read_settings({**DATABASE, "host": "::1"}, {}).public_addresses == ("http://[::1]:8600",)


def test_an_address_with_https_makes_cookies_secure() -> None:
    settings = read_settings(DATABASE, {"PLANTON_ADDRESS": "https://a.example, http://10.0.0.2:8600"})
    assert settings.public_addresses == ("https://a.example", "http://10.0.0.2:8600")
    assert settings.secure_cookies
    assert not read_settings({**DATABASE, "address": "http://10.0.0.2"}, {}).secure_cookies
    assert read_settings({**DATABASE, "secure_cookies": "yes"}, {}).secure_cookies


@pytest.mark.parametrize(
    "given",
    [
        {}, {"database": "x.db"}, {**DATABASE, "port": "-1"}, {**DATABASE, "port": "65536"}, {**DATABASE, "port": "x"},
        {**DATABASE, "workers": "0"}, {**DATABASE, "workers": "9"}, {**DATABASE, "workers": "two"},
        {**DATABASE, "address": "ftp://x"}, {**DATABASE, "address": "https://a|b"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(given: dict[str, str | None]) -> None:
    with pytest.raises(SettingsError):
        read_settings(given, {})


@pytest.mark.parametrize(
    ("tiles", "host"),
    [
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
        ("http://127.0.0.1:8080/map/{z}/{y}/{x}?key=a-b", "http://127.0.0.1:8080"),
    ],
)
def test_a_background_of_the_map_names_one_host(tiles: str, host: str) -> None:
    assert tile_host(tiles) == host
    settings = read_settings({"database": "sqlite:///a.db"}, {"PLANTON_TILES": tiles, "PLANTON_TILES_CREDIT": "IGN"})
    assert (settings.tiles, settings.tiles_credit) == (tiles, "IGN")


@pytest.mark.parametrize(
    "tiles",
    [
        "https://tiles.example.org/{z}/{x}.png", "ftp://tiles.example.org/{z}/{x}/{y}", "/tiles/{z}/{x}/{y}",
        "https://{s}.example.org/{z}/{x}/{y}", "https://tiles.example.org; script-src */{z}/{x}/{y}",
        "https://tiles.example.org/{z}/{x}/{y}\n", "https://*/{z}/{x}/{y}", "https://*.example.org/{z}/{x}/{y}",
        "https://a.example.org,b/{z}/{x}/{y}", "https://tiles.example.org/{z}/{z}/{x}/{y}",
    ],
)  # fmt: skip
def test_what_is_no_background_is_refused(tiles: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({"database": "sqlite:///a.db", "tiles": tiles}, {})
    assert refused.value.key == "settings.tiles_strange"
    assert tiles in say("settings.tiles_strange", "es", **refused.value.details)
