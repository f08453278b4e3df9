"""Photos of papers. A desktop has no camera of ours: there the newest picture of a folder stands for the photo, so that
the way through the app can be shown and tested.

The folder is named by PLANTON_PHOTOS. On a tablet there is no camera yet, and it says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from app.ports import Camera, PhotoSize
from core.domain.problems import Problem

PHOTOS = "PLANTON_PHOTOS"
SUFFIXES = (".jpg", ".jpeg", ".png")


class FolderCamera:
    """Answers with the newest picture in a folder."""

    can_take = True

    def __init__(self, folder: Path, size: Callable[[], PhotoSize] = PhotoSize) -> None:
        self._folder = folder
        self._size = size

    def take(self, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]) -> None:
        from app.platform.photo import small_jpeg

        try:
            photo = small_jpeg(self._newest(), self._size())
        except Problem as problem:
            refuse(problem)
            return
        answer(photo)

    def _newest(self) -> Path:
        try:
            found = [path for path in self._folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()]
            return max(found, key=lambda path: (path.stat().st_mtime_ns, path.name))
        except (OSError, ValueError) as error:
            raise Problem("photo_missing", folder=str(self._folder)) from error


class NoCamera:
    """A machine without a camera that this app can ask."""

    can_take = False

    def take(self, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]) -> None:  # noqa: ARG002 - the port
        refuse(Problem("camera_missing"))


def camera(platform: str, size: Callable[[], PhotoSize] = PhotoSize) -> Camera:
    """The camera of a machine, by the name that Kivy gives its platform; `size` is asked for each photo."""
    folder = os.environ.get(PHOTOS)
    return NoCamera() if platform in ("android", "ios") or not folder else FolderCamera(Path(folder).expanduser(), size)
