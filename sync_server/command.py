"""`planton-server`: serves the programme, and does from a terminal what the pages cannot do yet.

Whatever a person can put right is answered with a sentence and exit code 2. Without a subcommand it serves.
"""

from __future__ import annotations

import getpass
import logging
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from core.domain.people import UserRole
from core.domain.problems import LANGUAGES, Language, Problem, sentence
from sync_server import office_work
from sync_server.bootstrap import ensure_account, open_here
from sync_server.office import Office
from sync_server.office_work import REASONS
from sync_server.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, is_good_password, tidy_name
from sync_server.serving import serve
from sync_server.settings import Settings, SettingsError, read_settings
from sync_server.text import DEFAULT_LANGUAGE, say

WRONG_USE = 2
_SETTINGS = ("database", "host", "port", "programme", "address", "secure_cookies")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given.insert(0, "serve")
    chosen = _parser().parse_args(given)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        settings = read_settings({name: getattr(chosen, name, None) for name in _SETTINGS}, os.environ)
        work: Callable[[Settings, Namespace], None] = chosen.work
        work(settings, chosen)
    except SettingsError as error:
        print(say(error.key, _language(), **error.details), file=sys.stderr)
        return WRONG_USE
    except Problem as problem:
        print(sentence(problem.code, _language(), problem.details), file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="planton-server", description="The sync server of Plantón.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = ArgumentParser(add_help=False)
    common.add_argument("--database", help="sqlite:///FILE or postgresql+psycopg://… (or PLANTON_DATABASE)")
    common.add_argument("--programme", help="the programme's code (or PLANTON_PROGRAMME)")
    common.add_argument("--host", help="where to listen; 127.0.0.1 unless told")
    common.add_argument("--port", help="the port; 8600 unless told, 0 for a free one")
    common.add_argument("--address", help="the address that tablets use, several with commas (or PLANTON_ADDRESS)")

    one = commands.add_parser("serve", parents=[common], help="serve tablets and pages")
    one.add_argument("--secure-cookies", action="store_const", const="yes", help="cookies over https only")
    one.set_defaults(work=_serve)

    one = commands.add_parser("new-code", parents=[common], help="a one-time code to enrol a tablet")
    one.add_argument("--label", required=True, help="what the tablet is called")
    one.add_argument("--committee", nargs="+", default=[], metavar="CODE", action="extend")
    one.add_argument("--user", nargs="+", default=[], metavar="CODE", action="extend")
    one.set_defaults(work=_new_code)

    one = commands.add_parser("revoke", parents=[common], help="shut a tablet out")
    one.add_argument("origin", help="the tablet's six signs")
    one.add_argument("--reason", required=True, choices=REASONS)
    one.set_defaults(work=_revoke)

    one = commands.add_parser(
        "add-account", parents=[common], help="let a person into the pages, or give a new password"
    )
    one.add_argument("name")
    one.add_argument("--role", required=True, choices=get_args(UserRole))
    one.add_argument("--user", required=True, metavar="CODE", help="the user's code in the programme")
    one.set_defaults(work=_add_account)

    one = commands.add_parser("load", parents=[common], help="state the entries of a folder into an empty programme")
    one.add_argument("folder", type=Path)
    one.set_defaults(work=_load)
    return parser


def _serve(settings: Settings, _: Namespace) -> None:
    def on_ready(address: str, office: Office) -> None:
        _tell("command.serving", programme=settings.programme, address=address, origin=office.origin)

    serve(settings, on_ready)


def _new_code(settings: Settings, chosen: Namespace) -> None:
    office = open_here(settings)
    payload = office_work.new_code(office, chosen.label, chosen.committee, chosen.user, settings.public_addresses)
    _tell("command.code", label=chosen.label, code=payload.code)
    _tell("command.payload", payload=payload.text())


def _revoke(settings: Settings, chosen: Namespace) -> None:
    is_new = office_work.revoke_tablet(open_here(settings), chosen.origin, chosen.reason)
    _tell("command.revoked" if is_new else "command.revoked_before", origin=chosen.origin)


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
    _tell("command.account", name=name, role=chosen.role)


def _load(settings: Settings, chosen: Namespace) -> None:
    number = office_work.load_folder(open_here(settings), chosen.folder)
    _tell("command.loaded", count=f"{number:,d}")


def _password(name: str) -> str:
    """Asked for twice at a terminal, else read as one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(say("command.password", _language(), name=name))
    if getpass.getpass(say("command.password_again", _language())) != password:
        raise SettingsError("command.passwords_differ")
    return password


def _tell(key: str, **details: str) -> None:
    print(say(key, _language(), **details), flush=True)


def _language() -> Language:
    """Spanish, unless PLANTON_LANGUAGE says otherwise."""
    asked = os.environ.get("PLANTON_LANGUAGE", "")
    return next((language for language in LANGUAGES if language == asked), DEFAULT_LANGUAGE)
