"""Somebody with a browser: follows the forms of the pages as they are written, and keeps cookies."""

from __future__ import annotations

import re
from typing import Any

import requests

SECONDS = 30
_FORM_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


class Browser:
    """One person's browser on the pages at an address."""

    def __init__(self, address: str, kept: requests.Session) -> None:
        self.address = address
        self.kept = kept

    def get(self, path: str = "/", **options: Any) -> requests.Response:
        return self.kept.get(self.address + path, timeout=SECONDS, **options)

    def post(self, path: str, fields: dict[str, str] | bytes, **options: Any) -> requests.Response:
        return self.kept.post(self.address + path, data=fields, timeout=SECONDS, **options)

    def sign_in(self, name: str, password: str) -> requests.Response:
        """Fill in the form and send it, as it is; the page that comes after."""
        token = form_token(self.get("/sign-in").text)
        return self.post("/sign-in", {"name": name, "password": password, "form_token": token})


def form_token(page: str) -> str:
    found = _FORM_TOKEN.search(page)
    if found is None:
        raise LookupError("the page has no form")
    return found[1]
