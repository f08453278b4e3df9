"""The rooms of the house: which folders there are and how big a file may become."""

import ast
import re
from collections import Counter

from tests.tidy.source import PRODUCT, ROOT, files, lines, place, tree

CORE = {"domain", "fold", "usecases", "storage", "sync"}
MAIN_LINES = 10
KV_LINES = 120
PYTHON_LINES = 450
FILE_BYTES = 1_000_000


def test_the_core_has_no_other_children() -> None:
    found = {path.relative_to(ROOT / "core").parts[0] for path in files("core")}
    assert found - {"__init__.py", "py.typed"} == CORE


def test_main_only_starts_the_app() -> None:
    assert lines(ROOT / "main.py") <= MAIN_LINES


def test_kv_files_are_short() -> None:
    long = {place(path): lines(path) for path in files(suffix=".kv") if lines(path) >= KV_LINES}
    assert long == {}


def test_python_files_are_short() -> None:
    long = {place(path): lines(path) for path in files(suffix=".py") if lines(path) >= PYTHON_LINES}
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    silent = []
    for path in files(*PRODUCT, suffix=".py"):
        module = tree(path)
        is_bare_package = path.name == "__init__.py" and not module.body
        if not is_bare_package and not ast.get_docstring(module):
            silent.append(place(path))
    assert silent == []


def test_no_file_is_big() -> None:
    big = {place(path): path.stat().st_size for path in files() if path.stat().st_size > FILE_BYTES}
    assert big == {}


def test_a_rule_in_a_kv_file_is_for_one_class() -> None:
    """Kivy finds rules by a class's bare name: of two classes of one name, the other's rule would be put on both."""
    ruled = {
        name.strip().partition("@")[0]
        for path in files("app", suffix=".kv")
        for names in re.findall(r"^<([^>]+)>:", path.read_text(encoding="utf-8"), re.MULTILINE)
        for name in names.split(",")
    }
    classes = Counter(
        node.name
        for path in files("app", suffix=".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and node.bases and not node.decorator_list
    )
    assert {name: classes[name] for name in ruled if classes[name] > 1} == {}
