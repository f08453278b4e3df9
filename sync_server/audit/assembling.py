"""The verifier as one readable file: the modules of the package `verifier`, one behind the other.

A module imports from the standard library and, by `from verifier.x import y` alone, from the modules before it. Those
lines fall away, and what is imported from the library stands once on top, so no two modules may define one name.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

_HERE = Path(__file__).parents[2] / "verifier"
_HEAD = '''#!/usr/bin/env python3
"""Plantón: verifies an audit package. Python 3.8 or later, nothing else. Run: python3 -I verify.py PACKAGE"""

from __future__ import annotations
'''
_TAIL = """

if __name__ == "__main__":
    sys.exit(main())
"""
_FUTURE = "__future__"


def verifier(folder: Path = _HERE) -> bytes | None:
    """The file, or None where there is no verifier."""
    modules = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.py")) if path.stem[0] != "_"}
    return _encoded(tuple(modules.items())) if "main" in modules else None


@lru_cache(maxsize=1)
def _encoded(modules: tuple[tuple[str, str], ...]) -> bytes:
    """Reading the modules takes no time; taking them apart takes as long as the rest of a small package."""
    return assembled(dict(modules)).encode("utf-8")


def assembled(modules: Mapping[str, str]) -> str:
    """One file of these modules. Raises ValueError for what cannot stand in one file."""
    imports: set[str] = {"import sys"}
    defined: dict[str, str] = {}
    bodies = []
    trees = {name: ast.parse(text) for name, text in sorted(modules.items())}
    for name in _in_order(trees):
        tree = trees[name]
        dropped: set[int] = set()
        for node in _top_imports(tree):
            dropped |= _lines_of(node)
            imports |= _kept(node, name, modules)
        _keep_names(tree, name, defined)
        bodies.append(_body(name, modules[name], dropped, tree))
    return _HEAD + "\n" + "\n".join(sorted(imports)) + "\n" + "".join(bodies) + _TAIL


def _in_order(trees: Mapping[str, ast.Module]) -> Iterable[str]:
    """Each behind those that it imports, for a file is read from its top."""
    needed = {
        name: sorted({_module_of(node) for node in _top_imports(tree) if _is_own(node)} & trees.keys())
        for name, tree in trees.items()
    }
    try:
        return tuple(TopologicalSorter(needed).static_order())
    except CycleError as error:
        raise ValueError(f"modules of the verifier import each other: {error.args[1]}") from error


def _module_of(node: ast.Import | ast.ImportFrom) -> str:
    """The name of a module of the verifier that is imported from; empty for another way of importing."""
    return node.module.partition(".")[2] if isinstance(node, ast.ImportFrom) and node.module else ""


def _top_imports(tree: ast.Module) -> list[ast.Import | ast.ImportFrom]:
    inner = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) and node.col_offset]
    if any(_is_own(node) for node in inner):
        raise ValueError("a module of the verifier is imported inside a function")
    return [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]


def _is_own(node: ast.Import | ast.ImportFrom) -> bool:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return any(name.split(".")[0] == "verifier" for name in names)


def _kept(node: ast.Import | ast.ImportFrom, name: str, modules: Mapping[str, str]) -> set[str]:
    """What of an import stays, one name a line."""
    if not _is_own(node):
        if isinstance(node, ast.Import):
            return {f"import {_alias(alias)}" for alias in node.names}
        if node.module == _FUTURE:
            return set()
        return {f"from {node.module} import {_alias(alias)}" for alias in node.names}
    if _module_of(node) not in modules or any(alias.asname for alias in node.names):
        raise ValueError(f"{name} imports from the verifier otherwise than by `from verifier.module import name`")
    return set()


def _alias(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _lines_of(node: ast.stmt) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def _keep_names(tree: ast.Module, name: str, defined: dict[str, str]) -> None:
    for one in _names_of(tree.body):
        if defined.setdefault(one, name) != name:
            raise ValueError(f"{one} is defined in {defined[one]} and in {name}")


def _names_of(body: Iterable[ast.stmt]) -> Iterable[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _body(name: str, text: str, dropped: set[int], tree: ast.Module) -> str:
    """A module without its imports; what it says of itself becomes a comment, and its own `__main__` falls away."""
    first = tree.body[0] if tree.body else None
    said = ast.get_docstring(tree) or ""
    if said and first is not None:
        dropped = dropped | _lines_of(first)
    for node in tree.body:
        if isinstance(node, ast.If) and "__name__" in ast.dump(node.test):
            dropped = dropped | _lines_of(node)
    lines = [line for number, line in enumerate(text.splitlines(), start=1) if number not in dropped]
    rest = "\n".join(lines).strip("\n")
    head = "\n".join(f"# {line}".rstrip() for line in [f"--- {name} ---", *said.splitlines()])
    return f"\n\n{head}\n\n{rest}\n"
