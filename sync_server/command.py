"""`planton-server`: serves the programme, and does from a terminal what the pages cannot do yet.

Whatever a person can put right is answered with a sentence and exit code 2. Without a subcommand it serves.
"""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module

from core.domain.problems import Problem, sentence
from sync_server.commands.arguments import Commands, Parser
from sync_server.commands.speaking import language, told, warn
from sync_server.settings import Settings, SettingsError, read_settings

COMMANDS = {
    "starting": ("serve", "new-code", "add-account", "load"),
    "sheets": ("sheet",),
    "payouts": ("payout", "suspense", "recovery", "distribution"),
    "approvals": ("approve", "void"),
    "cash": ("advance", "cash-return", "cash-count", "expense", "hand-over", "difference", "repaid"),
    "trips": ("trip",),
    "funds": ("fund", "grant", "exchange-rate", "carbon-sale", "month"),
    "dated": ("setting", "wording", "rate"),
    "books": ("balances", "statement"),
    "totals": ("totals", "in-kind"),
    "tablets": ("tablet", "revoke", "reset-pin"),
    "photos": ("photos",),
    "complaints": ("complaint",),
    "exported": ("export",),
    "bundles": ("bundle",),
    "history": ("put-back", "moved"),
}
"""By module of `sync_server.commands`, the first words of its commands. Only the module of what is typed is loaded: to
load all of them takes longer than most commands.
"""
WRONG_USE = 2
_SETTINGS = (
    "database", "host", "port", "programme", "address", "secure_cookies", "state", "workers", "tiles", "tiles_credit",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given.insert(0, "serve")
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        chosen = _parser(given[0]).parse_args(given)
        settings = read_settings({name: getattr(chosen, name, None) for name in _SETTINGS}, os.environ)
        work: Callable[[Settings, Namespace], None] = chosen.work
        work(settings, chosen)
    except SettingsError as error:
        warn(told(error.key, **error.details))
        return WRONG_USE
    except Problem as problem:
        warn(sentence(problem.code, language(), problem.details))
        return WRONG_USE
    except BrokenPipeError:
        # Whoever read the output has seen enough; what Python would still write at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 0
    return 0


def _parser(first: str) -> Parser:
    """With the commands that begin with this word; with all of them where none does, to say which there are."""
    parser = Parser(prog="planton-server", description=told("help.server")).with_help()
    commands = Commands(parser)
    for name in [name for name, firsts in COMMANDS.items() if first in firsts] or COMMANDS:
        import_module(f"sync_server.commands.{name}").register(commands)
    return parser
