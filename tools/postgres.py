"""A PostgreSQL server of one's own: started in a temporary folder, thrown away at the end.

Tests and benches use it so that nobody has to prepare a database, and several processes may each have one at the same
time. It listens on a socket in its own folder only, never on a port. Do not keep anything in it.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

MISSING = (
    "The PostgreSQL programs initdb and pg_ctl were not found. Install the package postgresql "
    "(Debian, Ubuntu: sudo apt-get install postgresql) or set PLANTON_POSTGRES_BIN to their folder."
)
_PREFIX = "planton-pg-"
_ROLE = "planton"
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}
_UNSAFE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "4GB"}


class PostgresMissingError(RuntimeError):
    """The server's programs are not on this computer."""


def binaries() -> Path:
    """The folder that holds initdb and pg_ctl; the newest version where a system keeps several."""
    if chosen := os.environ.get("PLANTON_POSTGRES_BIN"):
        folders = [Path(chosen)]
    else:
        folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
        for root in ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"):
            folders += sorted(Path(root).glob("*/bin"), key=_version, reverse=True)
        folders += [Path("/usr/pgsql/bin"), Path("/usr/local/pgsql/bin")]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise PostgresMissingError(MISSING)


def _version(folder: Path) -> int:
    digits = "".join(character for character in folder.parent.name if character.isdigit())
    return int(digits) if digits else 0


@contextlib.contextmanager
def throwaway_server(*, is_durable: bool = True) -> Iterator[str]:
    """Start a server, yield the SQLAlchemy URL of its database `postgres`, stop and remove it at the end. One that is
    not durable never waits for the disk: it is quicker, and what it has committed would not outlast a power cut.
    """
    programs = binaries()
    # Root may have a temporary folder that the server's account cannot enter.
    root = Path("/tmp") if os.geteuid() == 0 else Path(tempfile.gettempdir())  # noqa: S108
    _remove_abandoned(programs, root)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root))
    with contextlib.ExitStack() as cleanup:
        cleanup.callback(shutil.rmtree, folder, ignore_errors=True)
        cleanup.enter_context(_held(folder))
        _give_to_server_account(folder)
        data = folder / "data"
        common = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", f"--username={_ROLE}"]
        _call(folder, programs / "initdb", *common, f"--pgdata={data}")
        if not is_durable:
            with (data / "postgresql.conf").open("a", encoding="utf-8") as kept:
                kept.writelines(f"{name} = {value}\n" for name, value in _UNSAFE.items())
        cleanup.callback(_stop, programs, folder)
        _start(programs, folder)
        yield f"postgresql+psycopg://{_ROLE}@/postgres?host={folder}"


def fresh_database(url: str, language: str = "", like: str = "") -> str:
    """Create an empty database on the server that `throwaway_server` gave the URL of, and return its URL. With a
    `language`, such as es-PE, it sorts texts as that language does, which is what an installed PostgreSQL mostly does.
    It is a copy of the database whose URL is `like`, to which nobody may be connected.
    """
    import psycopg
    from psycopg import sql

    name = f"db_{uuid.uuid4().hex}"
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        template = sql.Identifier(like.partition("?")[0].rpartition("/")[2] or "template0")
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template)
        if language:
            made += sql.SQL(" LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(language))
        connection.execute(made)
    return url.replace("/postgres?", f"/{name}?", 1)


def stop_at_once(url: str) -> None:
    """Stop the server behind the URL of one of its databases as a power cut would: whoever is connected loses it."""
    folder = _folder_of(url)
    data = f"--pgdata={folder / 'data'}"
    _call(folder, binaries() / "pg_ctl", "stop", "--mode=immediate", "--wait", "--timeout=60", "--silent", data)


def start_again(url: str) -> None:
    """Start it once more in the same folder; it recovers what was committed."""
    folder = _folder_of(url)
    _start(binaries(), folder)


def _folder_of(url: str) -> Path:
    return Path(url.rpartition("?host=")[2])


def _start(programs: Path, folder: Path) -> None:
    settings = {**_SETTINGS, "unix_socket_directories": str(folder)}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    waiting = ["--wait", "--timeout=120", "--silent", f"--log={folder / 'log'}"]
    _call(folder, programs / "pg_ctl", "start", *waiting, f"--pgdata={folder / 'data'}", f"--options={options}")


# --- the account --------------------------------------------------------------------------------------------
# PostgreSQL refuses to run as root, so there it runs as the account that its package created.


def _server_account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        message = "PostgreSQL does not run as root, and there is no account named postgres for it to run as."
        raise PostgresMissingError(message) from None


def _give_to_server_account(folder: Path) -> None:
    if account := _server_account():
        os.chown(folder, account.pw_uid, account.pw_gid)


def _call(folder: Path, program: Path, *arguments: str) -> None:
    account = _server_account()
    done = subprocess.run(
        [str(program), *arguments],
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        log = folder / "log"
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        raise RuntimeError(f"{program.name} failed: {done.stdout}{done.stderr}{tail}")


# --- the end ------------------------------------------------------------------------------------------------


def _stop(programs: Path, folder: Path) -> None:
    if (folder / "data" / "postmaster.pid").exists():
        data = f"--pgdata={folder / 'data'}"
        _call(folder, programs / "pg_ctl", "stop", "--mode=fast", "--wait", "--timeout=60", "--silent", data)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """While this process lives it holds a lock in the folder; the lock of a killed process is free again."""
    with (folder / "held").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _remove_abandoned(programs: Path, root: Path) -> None:
    """Stop and remove the servers of processes that were killed before they could do it themselves."""
    for folder in root.glob(f"{_PREFIX}*"):
        try:
            with (folder / "held").open("r+") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _stop(programs, folder)
                shutil.rmtree(folder, ignore_errors=True)
        except (OSError, RuntimeError):
            continue  # somebody else's, still in use, or just going away


def main() -> int:
    """`where` prints the programs' folder; `start` keeps a server running until Enter is pressed."""
    try:
        if sys.argv[1:] == ["where"]:
            print(binaries())
            return 0
        if sys.argv[1:] == ["start"]:
            with throwaway_server() as url:
                print(url)
                input("Enter stops the server and removes its data. ")
            return 0
    except PostgresMissingError as problem:
        print(problem, file=sys.stderr)
        return 1
    print("usage: python -m tools.postgres where | start", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
