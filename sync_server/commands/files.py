"""Writing a file that leaves the office: whole or not at all, and a sentence where that cannot be."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sync_server.settings import SettingsError


def save(path: Path, content: bytes | Iterable[str]) -> None:
    """Put the content where the path says, over what was there. Raises SettingsError."""
    if not path.name:
        raise SettingsError("command.file_trouble", path=str(path), cause=os.strerror(errno.EISDIR))
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.writelines([content] if isinstance(content, bytes) else (line.encode("utf-8") for line in content))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        cause = error.strerror or str(error)
        raise SettingsError("command.file_trouble", path=str(path), cause=cause) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
