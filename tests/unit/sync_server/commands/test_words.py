"""Every word that a command says stands in the text table, in both languages."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from core.domain.cash import Difference
from core.domain.corrections import REASONS
from core.domain.kinds import KINDS
from core.domain.payouts import SUSPENSE_ACTIONS
from core.domain.sheets import SHEET_STATES, ReassignReason, ReopenReason
from core.usecases.views.money import LineState, PaymentRole
from sync_server.text.texts import TEXTS
from tests.tidy.source import ROOT

COMMANDS = sorted((ROOT / "sync_server" / "commands").glob("*.py"))
SPEAKING = {"told", "tell", "SettingsError", "_unknown"}


def keys_in(path: Path) -> set[str]:
    """The texts that a module asks for by name; those put together from parts are looked at below."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if name in SPEAKING and texts:
                found.add(texts[0])
            if name == "option" and len(texts) > 1:
                found.add(f"help.option.{texts[1]}")
                found.update(f"arguments.{shows}" for shows in texts[2:])
            if name in ("_thing", "_found"):
                found.update(text for text in texts if "." in text)
    return found


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_every_text_is_there(path: Path) -> None:
    assert sorted(keys_in(path) - TEXTS.keys()) == []


def test_the_texts_of_the_commands_are_found() -> None:
    assert "sheet.locked" in keys_in(ROOT / "sync_server" / "commands" / "sheets.py")
    assert "help.option.filed" in keys_in(ROOT / "sync_server" / "commands" / "sheets.py")


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("sheet_state", SHEET_STATES),
        ("line_state", get_args(LineState)),
        ("payment_role", get_args(PaymentRole)),
        ("reason", (*REASONS, *get_args(ReopenReason), *get_args(ReassignReason), *SUSPENSE_ACTIONS)),
        ("reason", get_args(Difference)),
        ("kind", KINDS),
    ],
)
def test_every_code_has_a_word(group: str, codes: tuple[str, ...]) -> None:
    assert [code for code in codes if f"{group}.{code}" not in TEXTS] == []
