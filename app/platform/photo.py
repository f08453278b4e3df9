"""Makes a photo small enough to be sent: at most as many pixels and bytes as were chosen, as JPEG.

What a camera adds to a picture (place, time, owner) never stays in it. Works on the UI thread, because the graphics
card does the shrinking. Kivy writes JPEG in its finest quality only, so a detailed photo ends well below 1,280 pixels.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from kivy.core.image import Image as CoreImage
from kivy.graphics import Color, Fbo, Rectangle
from kivy.graphics.opengl import GL_MAX_TEXTURE_SIZE, glGetIntegerv

from app.ports import PhotoSize
from core.domain.problems import Problem

USUAL_SIZE = PhotoSize()
SMALLER_BY = 0.85
LEAST_SIDE = 480
"""Below this nobody reads a voucher any more."""

UPRIGHT = 1
TURNS = {3: 2, 6: 1, 8: 3}
"""By how many corners a picture is turned that the camera was held sideways or upside down for."""

_SCAN = 0xDA
_EXIF, _ORIENTATION = b"Exif\0\0", 0x0112
_ADDED = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""The segments of a JPEG that say something about the picture and are not needed to show it."""


def small_jpeg(path: Path, size: PhotoSize = USUAL_SIZE) -> bytes:
    """The photo in a file as a small JPEG, as it is where it is small already; raises Problem photo_unusable where that
    cannot be done.
    """
    try:
        picture = CoreImage.load(str(path), nocache=True).texture
        data = path.read_bytes()
    except Exception as error:  # each of Kivy's readers has its own way to say that it cannot
        raise Problem("photo_unusable", file=path.name) from error
    bare, turns = bare_jpeg(data), TURNS.get(orientation_of(data), 0)
    longer = max(picture.size)
    if longer > glGetIntegerv(GL_MAX_TEXTURE_SIZE)[0]:
        raise Problem("photo_unusable", file=path.name)
    if bare and not turns and longer <= size.side and len(bare) <= size.bytes:
        return bare
    side = min(size.side, longer)
    while side >= min(LEAST_SIDE, longer):
        small = _jpeg(_turned(_scaled(picture, side / longer), turns))
        if len(small) <= size.bytes:
            return small
        side = int(side * SMALLER_BY)
    raise Problem("photo_unusable", file=path.name)


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG without what was added to its picture; nothing where it is none."""
    if data[:2] != b"\xff\xd8":
        return b""
    kept, place = [data[:2]], 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker, after = data[place + 1], place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == _SCAN:
            return b"".join((*kept, data[place:]))
        if marker not in _ADDED:
            kept.append(data[place:after])
        place = after
    return b""


def orientation_of(data: bytes) -> int:
    """How the camera was held, as it wrote into the JPEG: a number of EXIF, UPRIGHT where it says nothing."""
    start = data.find(_EXIF, 0, 65_536) + len(_EXIF)
    order: dict[bytes, Literal["big", "little"]] = {b"MM": "big", b"II": "little"}
    how = order.get(data[start : start + 2]) if start >= len(_EXIF) else None
    if how is None:
        return UPRIGHT

    def number(place: int, length: int) -> int:
        return int.from_bytes(data[start + place : start + place + length], how)

    table = number(4, 4)
    for entry in range(min(number(table, 2), 100)):
        place = table + 2 + 12 * entry
        if number(place, 2) == _ORIENTATION:
            return number(place + 8, 2)
    return UPRIGHT


def _turned(picture: Any, turns: int) -> Any:
    """The picture turned by so many quarters, clockwise."""
    if not turns:
        return picture
    width, height = picture.size
    corners = list(picture.tex_coords)
    return _drawn(
        picture, (height, width) if turns % 2 else (width, height), corners[2 * turns :] + corners[: 2 * turns]
    )


def _scaled(picture: Any, part: float) -> Any:
    """The picture at a part of its size; halved as often as possible, so that no pixel is skipped."""
    width, height = (max(1, round(side * part)) for side in picture.size)
    while picture.size[0] >= 2 * width and picture.size[1] >= 2 * height:
        picture = _drawn(picture, (picture.size[0] // 2, picture.size[1] // 2))
    return _drawn(picture, (width, height))


def _drawn(picture: Any, size: tuple[int, int], corners: list[float] | None = None) -> Any:
    canvas = Fbo(size=size)
    with canvas:
        Color(1, 1, 1, 1)
        Rectangle(texture=picture, size=size, tex_coords=corners or picture.tex_coords)
    canvas.draw()
    return canvas.texture


def _jpeg(picture: Any) -> bytes:
    data = BytesIO()
    CoreImage(picture).save(data, fmt="jpg", flipped=True)
    return data.getvalue()
