"""`bundle`: reading what tablets without a network have written into files, and the replies that go back to them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from core.domain.problems import Problem, sentence
from core.sync.carried.bundle_files import lying_in, read_file, write_file
from core.sync.carried.bundles import Heard
from sync_server.bootstrap import open_here
from sync_server.commands.arguments import Commands
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, tell, told, warn
from sync_server.office import Office
from sync_server.office_work import hear_bundle
from sync_server.settings import Settings, SettingsError


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    bundle = commands.group("bundle")
    one = bundle.reading("read", _read)
    one.option("files", "bundles", "file", nargs="+", type=Path)
    one.option("--reply-to", "reply_to", "folder", type=Path)


def _read(settings: Settings, chosen: Namespace) -> None:
    paths = [path for given in chosen.files for path in _bundles_in(given)]
    if not paths:
        raise SettingsError("bundle.none", place=", ".join(map(str, chosen.files)))
    office = open_here(settings)
    try:
        refused = sum(not _read_one(office, path, chosen.reply_to or path.parent) for path in paths)
    finally:
        office.close()
    if refused:
        raise SettingsError("bundle.some_refused", refused=str(refused), all=str(len(paths)))


def _bundles_in(given: Path) -> Iterable[Path]:
    if not given.is_dir():
        return [given]
    return [given / each.bundle_name for each in lying_in(given) if each.has_bundle]


def _read_one(office: Office, path: Path, folder: Path) -> bool:
    try:
        heard = hear_bundle(office, read_file(path))
        write_file(folder / heard.name, heard.reply)
    except Problem as problem:
        warn(told("bundle.refused", file=path.name, reason=sentence(problem.code, language(), problem.details)))
        return False
    with office.store.reading() as session:
        tablet = Names(session).holder_label(heard.origin)
    count = f"{heard.given_back if heard.is_ahead else heard.records:,d}"
    tell(_outcome(heard), file=path.name, tablet=tablet, count=count, reply=folder / heard.name)
    return True


def _outcome(heard: Heard) -> str:
    if heard.is_shut_out:
        return "bundle.shut_out"
    if heard.is_ahead:
        return "bundle.ahead"
    return "bundle.known" if heard.was_known and not heard.records else "bundle.taken"
