"""Constructs that look harmless on a computer and fail on the tablet, in money, or in a second language."""

import ast
import re
from pathlib import Path

import pytest

from tests.tidy.source import PRODUCT, ROOT, files, place, tree

MONEY = ("core/domain", "core/fold", "core/usecases", "core/storage", "verifier")
"""Where money is reckoned."""
NOT_MONEY = (
    "core/domain/canon.py", "core/domain/geometry.py", "core/storage/engine.py", "core/storage/estimates.py",
    "core/storage/turns.py", "core/storage/upgrade.py", "verifier/maps.py",
)  # fmt: skip
"""The first has to know what floats are in order to refuse them, the second measures land, those of storage wait and
put paths together, and the last writes the degrees of a map. There are no amounts in any.
"""


def stripped_by_the_packager(module: ast.Module) -> list[ast.AST]:
    """Asserts and docstrings are gone on the tablet, so nothing may depend on them."""
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Assert)
        or (isinstance(node, ast.Attribute) and node.attr == "__doc__")
        or (isinstance(node, ast.Name) and node.id == "__doc__")
        or (isinstance(node, ast.Constant) and node.value == "__doc__")
    ]


def inexact(module: ast.Module) -> list[ast.AST]:
    """Céntimos are integers: no float literal, no float() and no division that makes one."""
    return [
        node
        for node in ast.walk(module)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
        or (isinstance(node, ast.Attribute) and node.attr == "truediv")
    ]


def spoken_in_kv(text: str) -> list[int]:
    """The numbers of the lines that hold words for people; those belong into the text table."""
    literal = re.compile(r"\b(?:text|hint_text|title|markup_text)\s*:.*?([\"'])(?P<words>.*?)\1")
    spoken = []
    for number, line in enumerate(text.splitlines(), start=1):
        code = line.split("#:")[0]
        found = literal.search(code)
        if found and re.search(r"[^\W\d_]", found["words"]) and not _is_key_of_a_call(code, found.start("words")):
            spoken.append(number)
    return spoken


def _is_key_of_a_call(code: str, start: int) -> bool:
    """`text: tr('save')` names an entry of the table, it says nothing itself."""
    return re.search(r"[\w\])][(\[]\s*[\"']$", code[:start]) is not None


def reckoned_in_template(text: str) -> list[int]:
    """The numbers of the lines where a template works out an amount, or takes a written one apart."""
    amount = r"[\w.]*centimos\b"
    sums = rf"{amount}\s*[-+*/]|[\w)]\s*[-+*/]\s*{amount}|sum\(attribute=\"[^\"]*centimos\"|soles\([^()]*\)\["
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if any(re.search(sums, said) for said in re.findall(r"{[{%](.*?)[%}]}", line))
    ]


def money_modules() -> list[Path]:
    found = files(*MONEY, suffix=".py")
    return [path for path in found if path.relative_to(ROOT).as_posix() not in NOT_MONEY]


def test_nothing_depends_on_what_the_packager_strips() -> None:
    paths = files(*PRODUCT, suffix=".py")
    assert [place(path, node) for path in paths for node in stripped_by_the_packager(tree(path))] == []


def test_money_is_exact() -> None:
    assert money_modules() != []
    assert [place(path, node) for path in money_modules() for node in inexact(tree(path))] == []


def test_templates_show_amounts_and_reckon_none() -> None:
    found = [
        f"{place(path)}:{number}"
        for path in files("sync_server", suffix=".html")
        for number in reckoned_in_template(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "{{ soles(line.gross_centimos - line.payable_centimos) }}", "{% set a = b + one.centimos %}",
        '{{ soles(page.people | sum(attribute="box.centimos")) }}', "{{ soles(minor)[3:] }}",
        "{{ soles(one.piece_centimos * one.number) }}",
    ],
)  # fmt: skip
def test_reckoning_in_templates_is_noticed(line: str) -> None:
    assert reckoned_in_template(f"<td>\n{line}\n</td>") == [2]


@pytest.mark.parametrize("line", ["−{{ soles(one.centimos) }}", "{{ soles(-one.centimos) if one.centimos < 0 }}"])
def test_shown_amounts_are_left_alone(line: str) -> None:
    assert reckoned_in_template(line) == []


def test_screens_take_their_words_from_the_text_table() -> None:
    found = [
        f"{place(path)}:{number}"
        for path in files(suffix=".kv")
        for number in spoken_in_kv(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("code", ["assert amount", "print(pay.__doc__)", "getattr(pay, '__doc__')"])
def test_stripped_constructs_are_noticed(code: str) -> None:
    assert stripped_by_the_packager(ast.parse(code)) != []


@pytest.mark.parametrize("code", ["0.1", "float(amount)", "amount / 2", "amount /= 2", "1e3"])
def test_inexact_constructs_are_noticed(code: str) -> None:
    assert inexact(ast.parse(code)) != []


def test_exact_arithmetic_is_left_alone() -> None:
    assert inexact(ast.parse("share, rest = divmod(total_centimos, 3); half = share // 2")) == []


@pytest.mark.parametrize("line", ["text: 'Guardar'", 'text: "Save %d" % 3', "text: 'ñ'", "hint_text: 'Nombre'"])
def test_words_in_kv_are_noticed(line: str) -> None:
    assert spoken_in_kv(f"<Row>:\n    {line}\n") == [2]


@pytest.mark.parametrize(
    "line", ["text: root.title", "text: tr('save')", "text: texts['save']", "text: '–'", "text: ''"]
)
def test_other_kv_lines_are_left_alone(line: str) -> None:
    assert spoken_in_kv(f"<Row>:\n    {line}\n") == []
