"""The published rule book (docs/rules.md) lists what there is: kinds with their fields, settings, accounts, rules of
the checks and modules. Whoever changes one of these reads it again.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from typing import Any

from core.domain import bodies
from core.domain.checks.finding import RULE_VERSIONS
from core.domain.kinds import KINDS, UNCORRECTABLE, Kind
from core.domain.ledger import ACCOUNTS
from core.domain.programme import SETTING_DEFAULTS
from core.domain.records import RecordId
from core.fold import FOLD_VERSION
from tests.tidy.source import ROOT

BOOK = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
SCALARS: dict[Any, str] = {
    str: "text",
    int: "int",
    bodies.Count: "count",
    bodies.Centimos: "centimos",
    bodies.Amount: "amount",
    RecordId: "id",
    bodies.Day: "day",
    bodies.SideHash: "side",
}
STATED_BY = {"office": "O", "tablet": "T", "both": "B"}
LONGEST_LINE = 200


def part(number: int) -> str:
    return BOOK.partition(f"\n## {number}. ")[2].partition("\n## ")[0]


def type_text(hint: Any, shapes: dict[str, type[Any]]) -> str:
    """How the book writes a field's type; dataclasses that it names are added to `shapes`."""
    if hint in SCALARS:
        return SCALARS[hint]
    outer, inner = typing.get_origin(hint), typing.get_args(hint)
    if outer in (types.UnionType, typing.Union):
        return type_text(next(one for one in inner if one is not type(None)), shapes)
    if outer is tuple:
        return f"[{type_text(inner[0], shapes)}]"
    if outer is dict:
        return "object"
    if outer is typing.Literal:
        return f"({'|'.join(map(str, inner))})"
    shapes[hint.__name__] = hint
    return str(hint.__name__)


def fields_text(shape: type[Any], shapes: dict[str, type[Any]]) -> str:
    hints, since = typing.get_type_hints(shape), getattr(shape, "since", {})
    texts = []
    for field in dataclasses.fields(shape):
        text = f"{field.name}:{type_text(hints[field.name], shapes)}"
        if field.default is not dataclasses.MISSING:
            text += "?" if field.default in (None, ()) else f"={field.default}"
        texts.append(text + (f"@{since[field.name]}" if field.name in since else ""))
    return " ".join(texts)


def kind_text(kind: Kind, shapes: dict[str, type[Any]]) -> str:
    flags = STATED_BY[kind.author] + "t" * kind.is_thing + "!" * (kind.name in UNCORRECTABLE)
    head = f"{kind.name} {kind.shape.version} {flags} {kind.subject or '-'}/{kind.figure or '-'} : "
    return head + fields_text(kind.shape, shapes)


def test_the_book_lists_every_kind_with_its_fields_and_types() -> None:
    [block] = re.findall(r"```\n(.*?)```", part(2), re.DOTALL)
    shapes: dict[str, type[Any]] = {}
    wanted = [kind_text(kind, shapes) for kind in KINDS.values()]
    wanted += [f"{name} = {fields_text(shape, shapes)}" for name, shape in dict(shapes).items()]
    assert re.sub(r"\n {3}", " ", block).splitlines() == wanted


def test_the_book_lists_every_setting_with_its_default() -> None:
    table = part(3).partition("### 3.9")[2]
    said = {name: int(value.replace(",", "")) for name, value in re.findall(r"\| `(\w+)` \| ([\d,]+) ", table)}
    assert said == SETTING_DEFAULTS


def test_the_book_lists_every_account_with_type_and_code() -> None:
    said = set(re.findall(r"\| `(\w+)` \| (\w+) \| (\d{4}) ", part(6)))
    assert said == {(account.name, account.type, account.code) for account in ACCOUNTS.values()}


def test_the_book_lists_every_rule_of_the_checks_with_its_version() -> None:
    book = part(8)
    assert {rule for rule in RULE_VERSIONS if f"`{rule}`" not in book} == set()
    raised = {rule: int(version) for rule, version in re.findall(r"`(\w+)` \((\d+)\)", book)}
    assert raised == {rule: version for rule, version in RULE_VERSIONS.items() if version > 1}


def test_the_book_names_modules_that_exist_and_the_version_of_the_fold() -> None:
    named = re.findall(r"`(core/[\w/.]+)`", BOOK)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert f"the fold's version {FOLD_VERSION} " in BOOK
    assert max(map(len, BOOK.splitlines())) <= LONGEST_LINE
