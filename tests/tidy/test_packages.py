"""What is installed, and what of it has to run on a tablet."""

import ast
import configparser
import re
import tomllib
from importlib import metadata
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.bootstrap import VERSION
from tests.tidy.source import ROOT, files, tree

# Compiled packages the tablet may have nevertheless, and why.
ON_THE_TABLET = {
    "cffi": "has a recipe",
    "charset-normalizer": "also published as pure Python",
    "cryptography": "has a recipe",
    "greenlet": "has a recipe; SQLAlchemy only needs it for asyncio",
    "kivy": "has a recipe",
    "markupsafe": "falls back to pure Python when its C part is not built",
    "sqlalchemy": "has a recipe, version 2.0.30",
}
# Kivy names these for its documentation and garden tools; the app imports none of them.
NOT_PACKED = {"docutils", "kivy-garden", "pygments"}
READ_AS_FILES = {"assets", "migrations"}
"""Folders the app takes along without importing them: pictures and sounds, and the revisions that Alembic reads."""


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def declared() -> list[Requirement]:
    groups = [project()["dependencies"], *project()["optional-dependencies"].values()]
    return [Requirement(text) for group in groups for text in group]


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "constraints" / name).read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(package): version for package, version in (entry.split("==") for entry in entries)}


def closure(requirements: list[str]) -> set[str]:
    """Every installed package that the requirements pull in, themselves included."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        extras = requirement.extras or {""}
        if requirement.marker and not any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        name = canonicalize_name(requirement.name)
        if name not in found:
            found.add(name)
            waiting += [Requirement(text) for text in metadata.requires(name) or []]
    return found


def is_pure_python(name: str) -> bool:
    wheel = metadata.distribution(name).read_text("WHEEL") or ""
    tags = re.findall(r"^Tag: (.*)$", wheel, flags=re.MULTILINE)
    return bool(tags) and all(tag.endswith("-none-any") for tag in tags)


def test_the_tablet_can_have_every_package_it_needs() -> None:
    compiled = {name for name in closure(project()["dependencies"]) if not is_pure_python(name)}
    assert compiled - set(ON_THE_TABLET) == set()


def test_the_app_says_the_version_that_is_packed() -> None:
    assert project()["version"] == VERSION


def told_the_packager(name: str) -> list[str]:
    """The items of a list in the packager's settings."""
    spec = configparser.ConfigParser(interpolation=None)
    spec.read(ROOT / "buildozer.spec", encoding="utf-8")
    return spec["app"][name].split(",")


def imported(module: ast.Module) -> set[str]:
    """The topmost names of everything a module imports."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def reached_from_the_app() -> set[str]:
    """The project's folders that the app imports, itself included, whatever they import in turn."""
    found: set[str] = set()
    waiting = imported(tree(ROOT / "main.py"))
    while waiting:
        folder = waiting.pop()
        if folder not in found and (ROOT / folder).is_dir():
            found.add(folder)
            waiting |= {name for path in files(folder, suffix=".py") for name in imported(tree(path))}
    return found


def test_the_packager_is_told_every_package() -> None:
    listed = {canonicalize_name(item.split("==")[0]) for item in told_the_packager("requirements")}
    assert closure(project()["dependencies"]) - NOT_PACKED - listed == set()


def test_what_the_app_does_not_reach_is_not_packed() -> None:
    left_behind = set(told_the_packager("source.exclude_dirs"))
    folders = {path.relative_to(ROOT).parts[0] for path in files() if path.parent != ROOT}
    needed = reached_from_the_app()
    assert needed == {"app", "core"}
    assert folders - left_behind == needed | READ_AS_FILES


def test_the_locked_versions_are_complete_and_allowed() -> None:
    locked = pins("locked.txt")
    wrong = [str(item) for item in declared() if locked.get(canonicalize_name(item.name), "") not in item.specifier]
    assert wrong == []


def test_the_lowest_versions_are_the_ones_declared() -> None:
    lowest = pins("lowest.txt")
    expected = {
        canonicalize_name(item.name): limit.version
        for item in declared()
        for limit in item.specifier
        if limit.operator == ">="
    }
    assert lowest == expected


def test_constraints_name_no_place_to_download_from() -> None:
    entry = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+")
    for path in sorted((ROOT / "constraints").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        strange = [line for line in text.splitlines() if not line.startswith("#") and not entry.fullmatch(line)]
        assert strange == []
