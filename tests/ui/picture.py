"""Writes what the window shows as a PNG, with nothing but the standard library."""

import struct
import zlib
from pathlib import Path


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def write_png(path: Path, width: int, height: int, pixels: bytes) -> None:
    """`pixels` are rows of RGB from the bottom up, the way the graphics card hands them out."""
    stride = width * 3
    rows = (pixels[row * stride : (row + 1) * stride] for row in reversed(range(height)))
    body = b"".join(b"\0" + row for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(body, 6))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png + _chunk(b"IEND", b""))
