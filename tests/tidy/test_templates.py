"""What a template of the office's pages takes from another one, it uses."""

import re
from collections.abc import Iterator

import pytest

from tests.tidy.source import files, place

TAKES = re.compile(r"""\{%-?\s*from\s+"[^"]+"\s+import\s+(.+?)\s*-?%\}""")
CONTEXT = re.compile(r"\s+with(?:out)?\s+context$")


def taken_in_vain(text: str) -> Iterator[str]:
    """Names that a template imports and does not use."""
    rest = TAKES.sub("", text)
    for names in TAKES.findall(text):
        for name in re.split(r"\s*,\s*", CONTEXT.sub("", names)):
            if not re.search(rf"\b{name}\b", rest):
                yield name


def test_templates_use_what_they_take() -> None:
    templates = files("sync_server/templates", suffix=".html")
    assert {place(path): found for path in templates if (found := [*taken_in_vain(path.read_text("utf-8"))])} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{% from "signs.html" import chip, sign %}{{ sign("warn") }}', ["chip"]),
        ('{% from "bars.html" import part_of with context %}', ["part_of"]),
        ('{% from "bars.html" import part_of with context %}{{ part_of(1, 2) }}', []),
    ],
)
def test_what_is_taken_in_vain_is_noticed(text: str, found: list[str]) -> None:
    assert list(taken_in_vain(text)) == found
