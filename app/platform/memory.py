"""Folders that can be taken out of this machine: a memory stick, an SD card. What is in them is sealed already.

On Android they are the app's own folders on the volumes that can be removed, which need no permission and which the
same app on another tablet finds again. PLANTON_MEMORY names them on a desktop; otherwise it is what the system mounts.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.platform import java
from app.ports import Memories, Memory

NAMED = "PLANTON_MEMORY"


class MountedMemories:
    """Those that a desktop has mounted, or that an environment variable names (several with the path separator)."""

    def found(self) -> tuple[Memory, ...]:
        named = os.environ.get(NAMED)
        if named:
            folders: Iterable[Path] = (Path(part).expanduser() for part in named.split(os.pathsep) if part)
        else:
            folders = (folder for base in _bases() for folder in _folders_in(base))
        return tuple(Memory(folder.name, str(folder)) for folder in folders if folder.is_dir())


class AndroidMemories:
    """The removable volumes of a tablet, by the name that Android gives each."""

    def found(self) -> tuple[Memory, ...]:
        try:
            environment = java.java_class("android.os.Environment")
            folders = [folder for folder in java.activity().getExternalFilesDirs(None) if folder is not None]
            paths = [
                str(folder.getAbsolutePath()) for folder in folders if environment.isExternalStorageRemovable(folder)
            ]
        except Exception:  # noqa: BLE001 - whatever Java says, there is then no memory to be had
            return ()
        return tuple(Memory(Path(path).parts[2], path) for path in paths if len(Path(path).parts) > 2)


def memories(platform: str) -> Memories:
    """For a machine, by the name that Kivy gives its platform."""
    return AndroidMemories() if platform == "android" else MountedMemories()


def _bases() -> tuple[Path, ...]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        return ()
    return (Path("/media") / user, Path("/run/media") / user)


def _folders_in(base: Path) -> Iterator[Path]:
    try:
        yield from sorted(base.iterdir())
    except OSError:
        return
