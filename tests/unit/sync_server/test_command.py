"""Which module of the terminal's commands has which first words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

import pytest

from sync_server import commands
from sync_server.command import COMMANDS
from sync_server.commands.arguments import Commands, Parser

MODULES = [name for _, name, _ in iter_modules(commands.__path__)]


class Words(Commands):
    """Keeps the first words that are registered."""

    def __init__(self) -> None:
        super().__init__(Parser(prog="planton-server"))
        self.known: list[str] = []

    def _made(self, name: str, parents: Iterable[Parser]) -> Parser:
        self.known.append(name)
        return super()._made(name, parents)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_has_the_first_words_that_are_told_of_it(name: str) -> None:
    module, found = import_module(f"sync_server.commands.{name}"), Words()
    if hasattr(module, "register"):
        module.register(found)
    assert tuple(found.known) == COMMANDS.get(name, ())


_LOOK = """
import sys
from contextlib import suppress
from sync_server.command import main
with suppress(SystemExit):
    main(["totals", "--help"])
print(*(name for name in sys.modules if name.startswith("sync_server.commands.")))
"""


def test_a_command_does_not_load_the_others() -> None:
    said = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, check=True).stdout
    loaded = said.splitlines()[-1].split()
    assert "sync_server.commands.totals" in loaded
    assert "sync_server.commands.exported" not in loaded
