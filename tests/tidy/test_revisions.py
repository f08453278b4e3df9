"""Revisions of the database stand alone: what they did on the day of their release they do for ever."""

import ast
import re
import sys

import pytest

from tests.tidy.source import ROOT, files, place, tree

# The rest of the product changes; a revision that called it would change with it. The import linter cannot
# look into these files, because a name that begins with a date is not a module's name.
MAY_IMPORT = {"alembic", "sqlalchemy", "core", "migrations", *sys.stdlib_module_names}
CORE_PARTS = ("core.storage",)


def foreign(module: ast.Module) -> list[ast.AST]:
    found: list[ast.AST] = []
    for node in ast.walk(module):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        wrong_root = any(name.split(".")[0] not in MAY_IMPORT for name in names)
        wrong_part = any(name.split(".")[0] == "core" and not name.startswith(CORE_PARTS) for name in names)
        if wrong_root or wrong_part:
            found.append(node)
    return found


def test_revisions_import_nothing_foreign() -> None:
    paths = files("migrations/versions", suffix=".py")
    assert [place(path, node) for path in paths for node in foreign(tree(path))] == []


def test_revisions_have_telling_names() -> None:
    names = [path for path in files("migrations/versions", suffix=".py") if path.name != "__init__.py"]
    strange = [place(path) for path in names if not re.fullmatch(r"20\d{6}_[a-z][a-z0-9_]{4,}\.py", path.name)]
    assert strange == []
    assert {path.parent.relative_to(ROOT / "migrations" / "versions").as_posix() for path in names} == {
        "device",
        "server",
    }


@pytest.mark.parametrize("code", ["import app.bootstrap", "from core.domain import money", "import kivy"])
def test_foreign_imports_are_noticed(code: str) -> None:
    assert foreign(ast.parse(code)) != []
