"""Makes the pictures of assets/species from the drawings beside this file, in each size that a tablet may need.

Run it after a drawing was changed: `SDL_VIDEODRIVER=offscreen python -m tools.species.make`. Pictures are made once and
not on the tablet, where painting one takes as long as opening a screen.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

from app.widgets.painting.brush import Brush, painted
from app.widgets.species_picture.faces import SIDES, picture_path
from tools.species.drawings import DRAWINGS, GROUNDS
from tools.species.outlines import Fan

UNITS, CORNER = 100, 18


def picture_of(drawing: str, side: int) -> Any:
    """The texture of a drawing on its ground, a square with round corners."""

    def paint(oversize: int) -> None:
        brush = Brush(side * oversize / UNITS, 0)
        brush.box(GROUNDS[drawing], (0, 0, UNITS, UNITS), CORNER)
        for shape in DRAWINGS[drawing]():
            if isinstance(shape, Fan):
                brush.shape(shape.colour, shape.points)
            else:
                brush.band(shape.colour, shape.points)

    return painted((side, side), GROUNDS[drawing], paint, halvings=3)


def write_png(path: Path, side: int, pixels: bytes) -> None:
    """RGBA from the bottom row up, as a PNG."""
    rows = [pixels[row * side * 4 : (row + 1) * side * 4] for row in reversed(range(side))]
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)), (b"IEND", b""))
    data = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(data))


def main() -> None:
    from kivy.core.window import Window  # noqa: F401 - it opens the window that painting needs

    for drawing in DRAWINGS:
        for side in SIDES:
            path = picture_path(drawing, side)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_png(path, side, picture_of(drawing, side).pixels)
            print(f"{path.name:20} {path.stat().st_size:7,d} bytes")


if __name__ == "__main__":
    main()
