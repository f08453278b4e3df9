"""Makes a photo small enough to be sent: at most 1,280 pixels on its longer side and 120 KB as JPEG.

It is always written anew, so that nothing of what a camera adds (place, time, owner) stays in it. Works on the UI
thread, because the graphics card does the shrinking.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from kivy.core.image import Image as CoreImage
from kivy.graphics import Color, Fbo, Rectangle

from core.domain.problems import Problem

LARGEST_SIDE = 1280
LARGEST_BYTES = 120_000
SMALLER_BY = 0.85
LEAST_SIDE = 480
"""Below this nobody reads a voucher any more."""


def small_jpeg(path: Path) -> bytes:
    """The photo in a file as a small JPEG; raises Problem photo_unusable where that cannot be done."""
    try:
        picture = CoreImage.load(str(path), nocache=True).texture
    except Exception as error:  # noqa: BLE001 - each of Kivy's readers has its own way to say that it cannot
        raise Problem("photo_unusable", file=path.name) from error
    longer = max(picture.size)
    side = min(LARGEST_SIDE, longer)
    while side >= min(LEAST_SIDE, longer):
        data = _jpeg(_scaled(picture, side / longer))
        if len(data) <= LARGEST_BYTES:
            return data
        side = int(side * SMALLER_BY)
    raise Problem("photo_unusable", file=path.name)


def _scaled(picture: Any, part: float) -> Any:
    """The picture at a part of its size; halved as often as possible, so that no pixel is skipped."""
    width, height = (max(1, round(side * part)) for side in picture.size)
    while picture.size[0] >= 2 * width and picture.size[1] >= 2 * height:
        picture = _drawn(picture, (picture.size[0] // 2, picture.size[1] // 2))
    return _drawn(picture, (width, height))


def _drawn(picture: Any, size: tuple[int, int]) -> Any:
    canvas = Fbo(size=size)
    with canvas:
        Color(1, 1, 1, 1)
        Rectangle(texture=picture, size=size)
    canvas.draw()
    return canvas.texture


def _jpeg(picture: Any) -> bytes:
    data = BytesIO()
    CoreImage(picture).save(data, fmt="jpg", flipped=True)
    return data.getvalue()
