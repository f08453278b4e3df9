"""Forms as a browser fills them in: what a page put into them unseen, and what somebody types."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import requests

from tests.fakes.browser import Browser

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def hidden(page: str, action: str) -> dict[str, Any]:
    """What the form with this action carries unseen; LookupError where there is none."""
    form = page.partition(f'method="post" action="{action}"')[2].partition("</form>")[0]
    if not form:
        raise LookupError(f"no form for {action}")
    return dict(_HIDDEN.findall(form))


def sent(who: Browser, page: str, action: str, /, **typed: Any) -> requests.Response:
    """A form of a page, filled in and sent."""
    return who.post(action, hidden(who.get(page).text, action) | typed)


def words(answer: requests.Response) -> str:
    return unescape(answer.text)
