"""Whether a data file belongs to this installation: a token lies beside it in a place that backups do not take.

A file that comes from a backup or another tablet has another token than this place, or this place has none. It must not
go on under the same origin, for the tablet that it was may do so as well; it enrols anew and loses nothing by it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from app.sending.enrolling import PENDING_KEY
from core.usecases.ports import Store

_NOTE = "installation"
_TOKEN_BYTES = 16


def is_copied(store: Store, folder: Path) -> bool:
    """Whether an enrolled tablet's file in this folder is a copy of another installation's."""
    with store.reading() as session:
        token = session.note(_NOTE)
    return token is not None and _token_here(folder) != token


def belongs_here(store: Store, folder: Path) -> None:
    """From now on the file in this folder is this installation's."""
    token = secrets.token_hex(_TOKEN_BYTES).encode("ascii")
    path = _place(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(token)
    with store.writing() as session:
        session.put_note(_NOTE, token)


def forget_key(copied: Store, empty: Store) -> None:
    """Do not ask the office with the key of the tablet that a copied file comes from."""
    with copied.reading() as session:
        key = session.note("own_key")
    with empty.writing() as session:
        if session.note(PENDING_KEY) == key:
            session.put_note(PENDING_KEY, b"")


def is_marked(store: Store) -> bool:
    """Whether the file was ever said to belong to an installation."""
    with store.reading() as session:
        return session.note(_NOTE) is not None


def _token_here(folder: Path) -> bytes:
    try:
        return _place(folder).read_bytes()
    except OSError:
        return b""


def _place(folder: Path) -> Path:
    """Android keeps a folder of every app out of its backups; elsewhere it is where programs keep their state."""
    if os.environ.get("ANDROID_PRIVATE"):
        return Path(os.environ["ANDROID_PRIVATE"]).parent / "no_backup" / "installation"
    state = os.environ.get("PLANTON_STATE") or os.environ.get("XDG_STATE_HOME")
    base = Path(state) if state else Path.home() / ".local" / "state"
    return base / "planton" / hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
