"""Short texts that go from one tablet to another without a network and without a camera: copied, or as a file.

What is passed is signed and names its receiver, so it may go through any hands. A file lies in the folder named by
PLANTON_RELEASES, or in `Planton` in the user's own folder; a tablet has no folder of which anybody could take it.
"""

from __future__ import annotations

import os
from pathlib import Path

from app.ports import Passing

FOLDER = "PLANTON_RELEASES"
SUFFIX = ".txt"
LARGEST_BYTES = 20_000


class MachinePassing:
    """The machine's clipboard, and a folder where there is one."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @property
    def has_files(self) -> bool:
        return self._folder is not None

    def copy(self, text: str) -> None:
        from kivy.core.clipboard import Clipboard

        Clipboard.copy(text)

    def paste(self) -> str:
        from kivy.core.clipboard import Clipboard

        return Clipboard.paste() or ""

    def save(self, name: str, text: str) -> str:
        if self._folder is None:
            return ""
        path = self._folder / f"{name}{SUFFIX}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError:
            return ""
        return str(path)

    def newest(self) -> str:
        if self._folder is None:
            return ""
        try:
            found = [path for path in self._folder.iterdir() if path.suffix == SUFFIX and path.is_file()]
            newest = max(found, key=lambda path: (path.stat().st_mtime_ns, path.name))
            return newest.read_bytes()[:LARGEST_BYTES].decode("utf-8", "replace")
        except (OSError, ValueError):
            return ""


def passing(platform: str) -> Passing:
    """For a machine, by the name that Kivy gives its platform."""
    if platform in ("android", "ios"):
        return MachinePassing(None)
    named = os.environ.get(FOLDER)
    return MachinePassing(Path(named).expanduser() if named else Path.home() / "Planton")
