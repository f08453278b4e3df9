"""Photos of papers. On Android another app takes them, the one that people know; what it wrote is taken away again, so
that no photo of a paper stays among somebody's pictures.

A desktop has no camera of ours: there the newest picture of the folder that PLANTON_PHOTOS names stands for the photo,
or the sample photo, so that the way through the app can be shown and tested.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from app.bare import NoCamera
from app.platform import java, media
from app.ports import Camera, PhotoSize
from core.domain.problems import Problem

PHOTOS = "PLANTON_PHOTOS"
SUFFIXES = (".jpg", ".jpeg", ".png")
SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "sample" / "photo.jpg"
ANY_CAMERA = "android.hardware.camera.any"
WRITE = "android.permission.WRITE_EXTERNAL_STORAGE"
"""Asked for before Android 10 only; the permission for the camera itself is the other app's."""
REQUEST = 3107
NAME = "planton.jpg"


class FolderCamera:
    """Answers with the newest picture in a folder."""

    can_take = True

    def __init__(self, folder: Path, size: Callable[[], PhotoSize] = PhotoSize) -> None:
        self._folder = folder
        self._size = size

    def take(self, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]) -> None:
        _shrink(self._newest, self._size(), answer, refuse)

    def _newest(self) -> Path:
        try:
            found = [path for path in self._folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()]
            return max(found, key=lambda path: (path.stat().st_mtime_ns, path.name))
        except (OSError, ValueError) as error:
            raise Problem("photo_missing", folder=str(self._folder)) from error


class SampleCamera:
    """Answers with the same photo of a paper always."""

    can_take = True

    def __init__(self, size: Callable[[], PhotoSize] = PhotoSize) -> None:
        self._size = size

    def take(self, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]) -> None:
        _shrink(lambda: SAMPLE, self._size(), answer, refuse)


class AndroidCamera:
    """The tablet's own camera app. While it is in front, a second touch asks for nothing."""

    def __init__(self, size: Callable[[], PhotoSize] = PhotoSize) -> None:
        self._size = size
        self._is_away = False

    @property
    def can_take(self) -> bool:
        try:
            return bool(java.activity().getPackageManager().hasSystemFeature(ANY_CAMERA))
        except Exception:  # noqa: BLE001 - whatever Java says, there is then no camera to be had
            return False

    def take(self, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]) -> None:
        if self._is_away:
            return
        self._is_away = True

        def stay(code: str) -> None:
            self._is_away = False
            refuse(Problem(code))

        try:
            if java.api_level() >= media.FREE_FROM_LEVEL:
                self._go(answer, refuse)
            else:
                java.ask_permission(WRITE, lambda: self._go(answer, refuse), lambda: stay("photo_not_allowed"))
        except Exception:  # noqa: BLE001 - as above
            stay("camera_missing")

    def _go(self, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]) -> None:
        def back(is_taken: bool) -> None:
            self._is_away = False
            data = b""
            try:
                if is_taken:
                    data = file.read()
            except Exception:  # noqa: BLE001 - as above
                refuse(Problem("photo_unusable", file=NAME))
                return
            finally:
                with suppress(Exception):
                    file.delete()
            if is_taken:
                _shrink_bytes(data, self._size(), answer, refuse)

        try:
            file = media.CommonFile(media.IMAGES, NAME, "image/jpeg")
            intent = java.java_class("android.content.Intent")("android.media.action.IMAGE_CAPTURE")
            intent.putExtra("output", file.parcel)
            java.start_for_result(intent, REQUEST, back)
        except Exception:  # noqa: BLE001 - as above
            self._is_away = False
            refuse(Problem("camera_missing"))


def camera(platform: str, size: Callable[[], PhotoSize] = PhotoSize) -> Camera:
    """The camera of a machine, by the name that Kivy gives its platform; `size` is asked for each photo."""
    if platform == "android":
        return AndroidCamera(size)
    if platform == "ios":
        return NoCamera()
    folder = os.environ.get(PHOTOS)
    return FolderCamera(Path(folder).expanduser(), size) if folder else SampleCamera(size)


def _shrink(
    find: Callable[[], Path], size: PhotoSize, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]
) -> None:
    from app.platform.photo import small_jpeg

    try:
        photo = small_jpeg(find(), size)
    except Problem as problem:
        refuse(problem)
        return
    answer(photo)


def _shrink_bytes(
    data: bytes, size: PhotoSize, answer: Callable[[bytes], None], refuse: Callable[[Problem], None]
) -> None:
    """Kivy reads pictures from files; where none can be written there is no room."""
    with ExitStack() as stack:
        try:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / NAME
            path.write_bytes(data)
        except OSError:
            refuse(Problem("storage_full"))
            return
        _shrink(lambda: path, size, answer, refuse)
