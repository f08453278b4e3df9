"""Every text of the tablet and of the office is asked for somewhere: what nobody sees is not translated either."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from app.text.texts import TABLE
from core.domain.kinds import KINDS
from sync_server.text.papers import PAPER_TEXTS
from sync_server.text.texts import TEXTS
from tests.tidy.source import files, tree

KEY = r"[a-z][a-z0-9_]*(?:\.[\w.]*)?"
START = re.compile(r"[a-z][a-z0-9_]*[._][\w.]*")
"""How the beginning of a key looks, so that any other text with a gap is not taken for one."""
NAMING = {"named", "name_of", "paper_name"}
"""The functions that look up the word for a code of a group: `name_of("kind", code)`."""


def in_code(module: ast.Module, *, is_table: bool) -> Iterator[tuple[str, str]]:
    """What a module asks for, as ("key", text), ("start", text before the first gap) and ("group", name). What a table
    of texts has as its keys asks for nothing.
    """
    nodes = list(ast.walk(module))
    dicts = [node for node in nodes if isinstance(node, ast.Dict)] if is_table else []
    passed = {id(key) for node in dicts for key in node.keys}
    passed |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield "key", node.value
        elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            yield "start", str(node.values[0].value)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.left, ast.Constant):
            yield "start", str(node.left.value)
        elif isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            named = ast.walk(node.args[0]) if name in NAMING else ()
            yield from (("group", str(part.value)) for part in named if isinstance(part, ast.Constant))


def in_markup(text: str) -> Iterator[tuple[str, str]]:
    """What a template or a kv file asks for, as `in_code`."""
    for words, gap in re.findall(rf"[\"']({KEY})[\"']\s*(~?)", text):
        yield ("start" if gap else "key"), words
    for group in re.findall(rf"\b(?:{'|'.join(sorted(NAMING))})\(([^,]*),", text):
        yield from (("group", name) for name in re.findall(r"[\"'](\w+)[\"']", group))


def asked_in(folder: str, suffix: str) -> dict[str, set[str]]:
    asked: dict[str, set[str]] = {"key": set(), "start": set(), "group": set()}
    for path in files(folder, suffix=".py"):
        for way, words in in_code(tree(path), is_table=path.parent.name == "text"):
            asked[way].add(words)
    for path in files(folder, suffix=suffix):
        for way, words in in_markup(path.read_text(encoding="utf-8")):
            asked[way].add(words)
    return asked


def of_facts() -> set[str]:
    """The names of all kinds, since settings and wordings are told by that, and those of their fields, since a code is
    told by the field that has it.
    """
    found = set(KINDS)
    waiting: list[Any] = [kind.shape for kind in KINDS.values()]
    while waiting:
        shape = waiting.pop()
        waiting += [part for part in get_args(shape) if part is not Ellipsis]
        if is_dataclass(shape) and isinstance(shape, type):
            found |= {field.name for field in fields(shape)}
            waiting += get_type_hints(shape).values()
    return found


def never_asked(keys: Iterable[str], asked: dict[str, set[str]]) -> list[str]:
    starts = tuple(words for words in asked["start"] if START.fullmatch(words))
    groups = asked["group"] | of_facts()
    return [
        key
        for key in keys
        if key not in asked["key"] and not key.startswith(starts) and key.partition(".")[0] not in groups
    ]


ALIKE = ("closed_with.", "method.", "stage.", "to.", "reason.wrong_")
"""The codes that people of the field and of the office speak of to each other."""


def test_tablet_and_office_say_the_same_of_one_code() -> None:
    both = [key for key in TABLE if key in TEXTS and key.startswith(ALIKE)]
    assert {key.partition(".")[0] for key in both} == {"closed_with", "method", "stage", "to", "reason"}
    said = {key: [[text.casefold() for text in table[key]] for table in (TABLE, TEXTS)] for key in both}
    assert {key: words for key, words in said.items() if words[0] != words[1]} == {}


def test_the_tablet_asks_for_every_text_it_has() -> None:
    assert never_asked(TABLE, asked_in("app", ".kv")) == []


def test_the_office_asks_for_every_text_it_has() -> None:
    assert never_asked([*TEXTS, *PAPER_TEXTS], asked_in("sync_server", ".html")) == []


@pytest.mark.parametrize("code", ["t('a.title')", "ROWS = ('x', 'a.title')", "t(f'a.{name}')", "named('a', code)"])
def test_what_code_asks_for_is_noticed(code: str) -> None:
    asked: dict[str, set[str]] = {"key": set(), "start": set(), "group": set()}
    for way, words in in_code(ast.parse(code), is_table=False):
        asked[way].add(words)
    assert never_asked(["a.title", "b.title"], asked) == ["b.title"]


@pytest.mark.parametrize("text", ['{{ t("a.title") }}', '{{ t("a." ~ one) }}', '{{ name_of("a", one) }}'])
def test_what_a_template_asks_for_is_noticed(text: str) -> None:
    asked: dict[str, set[str]] = {"key": set(), "start": set(), "group": set()}
    for way, words in in_markup(text):
        asked[way].add(words)
    assert never_asked(["a.title", "b.title"], asked) == ["b.title"]


def test_a_table_does_not_ask_for_its_own_keys() -> None:
    assert list(in_code(ast.parse("TEXTS = {'a.title': ('x', 'y')}"), is_table=True)) == [("key", "x"), ("key", "y")]
