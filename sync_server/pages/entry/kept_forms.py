"""A form whose sender was signed in no longer: what was typed goes through the door with them and is sent afterwards.

Nothing is kept here; it stands in the pages themselves. It is believed only where the browser says that the form came
from one of our own pages, and it is sent only by the person, who sees it once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from fastapi import Request

from core.domain.problems import Language, Problem
from core.domain.records import is_record_id
from sync_server.gate.access import is_route
from sync_server.gate.bodies import FORM_TOKEN, LARGEST_FORM_BYTES, LARGEST_FORM_FIELDS, Form, read_body
from sync_server.text.texts import TEXTS, say

_FORM_TYPE = "application/x-www-form-urlencoded"
_NEVER_KEPT = (FORM_TOKEN, "password", "new_password", "new_password_again")
_SEEN = "seen"


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where a form was to be sent and what it says; nothing of both where there is none."""

    path: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        return urlencode(self.fields)

    def words(self, language: Language) -> tuple[str, ...]:
        """What a person has typed or chosen, in words, without the signs that only the server reads."""
        return tuple(
            _chosen(name, value, language)
            for name, value in self.fields
            if value.strip() and not is_record_id(value) and not name.startswith(_SEEN)
        )


def _chosen(name: str, value: str, language: Language) -> str:
    """The words of a choice, whose field is called like the group of its words; what was typed stays as it is."""
    key = f"desk.decide_{value}" if name == "decision" else f"{name}.{value}"
    return say(key, language) if key in TEXTS else value


async def keep_form(request: Request) -> KeptForm:
    """The form of a request that nobody is signed in for; nothing where it did not come from one of our pages."""
    is_form = request.headers.get("content-type", "").partition(";")[0].strip() == _FORM_TYPE
    if request.method != "POST" or not is_form or not _is_from_here(request):
        return KeptForm()
    try:
        body = await read_body(request, LARGEST_FORM_BYTES)
    except Problem:
        return KeptForm()
    return _read(request.url.path, body.decode("utf-8", "replace"))


def kept_form(form: Form) -> KeptForm:
    """What the form at the door carries with it."""
    path = form.get("kept_path")
    return _read(path, form.get("kept")) if is_route("POST", path) else KeptForm()


def _read(path: str, text: str) -> KeptForm:
    try:
        found: Mapping[str, list[str]] = parse_qs(text, max_num_fields=LARGEST_FORM_FIELDS)
    except ValueError:
        return KeptForm()
    fields = tuple((name, value) for name, values in found.items() if name not in _NEVER_KEPT for value in values)
    return KeptForm(path, fields) if fields else KeptForm()


def _is_from_here(request: Request) -> bool:
    """Every browser says where a form comes from; what another site laid out for somebody is not carried on."""
    origin = request.headers.get("origin", "")
    return bool(origin) and origin.partition("://")[2] == request.headers.get("host", "")
