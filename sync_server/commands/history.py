"""`put-back` and `moved`: what became of a database that this machine has no note of; only a person can know."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from sync_server.bootstrap import open_here
from sync_server.commands.arguments import Commands, data_options
from sync_server.commands.speaking import tell
from sync_server.settings import MOVED, PUT_BACK, Settings


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    for name in (PUT_BACK, MOVED):
        commands.other(name, _say, [data_options()]).set_defaults(history=name)


def _say(settings: Settings, chosen: Namespace) -> None:
    office = open_here(replace(settings, history=chosen.history))
    try:
        tell(f"state.{chosen.history}", origin=office.origin, folder=office.mark.folder)
    finally:
        office.close()
