"""The verifier's own house rules: one file made of many, for any Python from 3.8 on, with nothing but Python."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest

from tests.tidy.source import ROOT
from verifier.shapes import KIND_TABLE

MODULES = sorted((ROOT / "verifier").glob("*.py"))
OLDEST = (3, 8)
NEWER_NAMES = {
    "removeprefix", "removesuffix", "pairwise", "bit_count", "cache", "batched", "TypeAlias", "UTC",
    "is_relative_to", "hexdigest_file", "file_digest", "lcm", "nextafter", "with_stem", "readlink",
}  # fmt: skip
"""What came after 3.8, of what one might reach for."""
NEWER_ARGUMENTS = {"kw_only", "slots"}
GENERIC = {"tuple", "list", "dict", "set", "frozenset", "type", "Callable", "Iterable", "Iterator", "Mapping"}


@pytest.fixture(params=MODULES, ids=lambda path: path.stem)
def module(request: pytest.FixtureRequest) -> ast.Module:
    return parsed(request.param)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path), feature_version=OLDEST)


def executed(node: ast.AST) -> Iterator[ast.AST]:
    """Everything that runs: without annotations, which `from __future__ import annotations` leaves alone."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                yield part
                yield from executed(part)


def test_it_is_written_for_the_oldest_python(module: ast.Module) -> None:
    for node in executed(module):
        line = getattr(node, "lineno", 0)
        assert not (isinstance(node, ast.Attribute) and node.attr in NEWER_NAMES), line
        assert not (isinstance(node, ast.keyword) and node.arg in NEWER_ARGUMENTS), line
        assert not (_is_call_of(node, "zip") and node.keywords), line
        assert not (isinstance(node, ast.alias) and node.name in NEWER_NAMES), line
        is_generic = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in GENERIC
        assert not is_generic, f"line {line}: only typing's own generics can be subscripted where they run"


def _is_call_of(node: ast.AST, name: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def test_it_needs_nothing_but_python(module: ast.Module) -> None:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            assert all(alias.name.partition(".")[0] in sys.stdlib_module_names for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            first = (node.module or "").partition(".")[0]
            assert first in sys.stdlib_module_names | {"verifier"} or first == "cryptography", node.module
            assert node.level == 0
            if first == "verifier":
                assert node in module.body, "the parts are put into one file, where nothing is imported inside"
                assert all(alias.asname is None for alias in node.names)


def test_cryptography_is_only_tried(module: ast.Module) -> None:
    tried = {
        id(inner)
        for node in ast.walk(module) if isinstance(node, ast.Try)
        for part in node.body for inner in ast.walk(part)
    }  # fmt: skip
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cryptography"):
            assert id(node) in tried


def test_no_two_modules_define_one_name() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        for node in parsed(path).body:
            for name in _defined(node):
                places[name].add(path.stem)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def test_its_kinds_are_those_of_the_rule_book_word_for_word() -> None:
    book = (ROOT / "docs" / "rules.md").read_text("utf-8").partition("### 2.2 All kinds")[2]
    assert KIND_TABLE.split() == book.split("```")[1].split()


def test_modules_are_small() -> None:
    assert {path.stem: lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 400} == {}


def test_every_code_has_a_sentence_in_both_languages() -> None:
    from verifier.saying import sentence

    said = set()
    for path in MODULES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                place = {"add": 0, "could_not_look": 0}.get(node.func.attr)
                first = node.args[0] if node.args and place is not None else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and len(node.args) in (1, 2, 4):
                    said.add(first.value)
    assert len(said) > 40
    for code in said:
        assert sentence(code, "en") != code
        assert sentence(code, "es") not in (code, sentence(code, "en"))
