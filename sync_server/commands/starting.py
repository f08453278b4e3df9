"""`serve`, and what a programme needs before it can: accounts, reference data, and codes for tablets."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path
from typing import get_args

from core.domain.people import UserRole
from sync_server import office_work
from sync_server.bootstrap import ensure_account, open_here
from sync_server.commands.arguments import Commands, Parser, data_options, words
from sync_server.commands.speaking import language, tell, told
from sync_server.gate.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, is_good_password, tidy_name
from sync_server.office import Office
from sync_server.settings import Settings, SettingsError
from sync_server.text.texts import say


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.other("serve", _serve, [data_options(), _addresses()])
    one.option("--workers", "workers", "number")
    one.option("--tiles", "tiles", "url")
    one.option("--tiles-credit", "tiles_credit", "text")
    one.option("--secure-cookies", "secure_cookies", action="store_const", const="yes")

    one = commands.other("new-code", _new_code, [data_options(), _addresses()])
    one.option("--label", "label_of_tablet", "text", type=words, required=True)
    one.option("--committee", "committees", "code", nargs="+", default=[], action="extend")
    one.option("--user", "user_code", "code", nargs="+", default=[], action="extend")

    one = commands.other("add-account", _add_account, [data_options()])
    one.add_argument("name", metavar=told("arguments.name"))
    one.add_argument("--role", required=True, choices=get_args(UserRole))
    one.option("--user", "user_code", "code", required=True)

    one = commands.other("load", _load, [data_options()])
    one.option("folder", "folder", "folder", type=Path)


def _addresses() -> Parser:
    """Where the server is found, for what serves it or writes that on a code."""
    parser = Parser()
    parser.option("--host", "host")
    parser.option("--port", "port")
    parser.option("--address", "address")
    return parser


def _serve(settings: Settings, _: Namespace) -> None:
    from sync_server.serving import serve  # The web framework takes longer to load than most commands to run.

    def on_ready(address: str, office: Office) -> None:
        tell("command.serving", programme=settings.programme, address=address, origin=office.origin)

    serve(settings, on_ready)


def _new_code(settings: Settings, chosen: Namespace) -> None:
    office = open_here(settings)
    payload = office_work.new_code(office, chosen.label, chosen.committee, chosen.user, settings.public_addresses)
    tell("command.code", label=chosen.label, code=payload.code)
    tell("command.payload", payload=payload.text())


def _add_account(settings: Settings, chosen: Namespace) -> None:
    name = tidy_name(chosen.name)
    if not name:
        raise SettingsError("command.name_empty")
    office = open_here(settings)
    office_work.check_user(office, chosen.user)
    password = _password(name)
    if not is_good_password(password):
        lengths = {"shortest": str(SHORTEST_PASSWORD), "longest": str(LONGEST_PASSWORD)}
        raise SettingsError("command.password_short", **lengths)
    ensure_account(office.store, name, password, chosen.role, chosen.user)
    tell("command.account", name=name, role=say(f"role.{chosen.role}", language()))


def _load(settings: Settings, chosen: Namespace) -> None:
    number = office_work.load_folder(open_here(settings), chosen.folder)
    tell("command.loaded", count=f"{number:,d}")


def _password(name: str) -> str:
    """Asked for twice at a terminal, else read as one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(say("command.password", language(), name=name))
    if getpass.getpass(say("command.password_again", language())) != password:
        raise SettingsError("command.passwords_differ")
    return password
