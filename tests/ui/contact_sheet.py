"""All pictures of the screens at one glance: sheets of thumbnails as PNG, and a page for the browser."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw

COLUMNS, ROWS = 4, 4
WIDTH, CAPTION, GAP = 480, 24, 16
"""In pixels; every thumbnail is as wide."""
GROUND, INK = "#E0DED4", "#1B1F1A"


@dataclass(frozen=True)
class Shot:
    """One picture: of a state of a scene, in a size, a language and a size of text."""

    scene: str
    state: str
    size: tuple[int, int]
    language: str
    text_scale: str

    @property
    def way(self) -> str:
        letters = "largest" if self.text_scale == "1.3" else "usual"
        return f"{self.size[0]}x{self.size[1]}-{self.language}-{letters}"

    @property
    def name(self) -> str:
        return f"{self.scene}-{self.state}-{self.way}.png"


def write_contact_sheet(folder: Path, shots: Sequence[Shot]) -> None:
    """Sheets for each way of seeing the app, and an index.html that shows every state in all of them."""
    ways = defaultdict(list)
    for shot in shots:
        ways[shot.way].append(shot)
    for way, seen in ways.items():
        for number, page in enumerate(_in_parts(seen, COLUMNS * ROWS), start=1):
            _sheet(folder, page).save(folder / f"contact-{way}-{number:02d}.png", optimize=True)
    (folder / "index.html").write_text(_page(shots), "utf-8")


def _sheet(folder: Path, shots: Sequence[Shot]) -> Image.Image:
    rows = _in_parts(shots, COLUMNS)
    height = round(WIDTH * shots[0].size[1] / shots[0].size[0])
    step = (WIDTH + GAP, height + CAPTION + GAP)
    sheet = Image.new("RGB", (GAP + COLUMNS * step[0], GAP + len(rows) * step[1]), GROUND)
    pen = ImageDraw.Draw(sheet)
    for row, line in enumerate(rows):
        for column, shot in enumerate(line):
            left, top = GAP + column * step[0], GAP + row * step[1]
            pen.text((left, top + 4), f"{shot.scene} · {shot.state}", INK)
            with Image.open(folder / shot.name) as picture:
                sheet.paste(picture.resize((WIDTH, height), Image.Resampling.LANCZOS), (left, top + CAPTION))
    return sheet


def _in_parts(shots: Sequence[Shot], number: int) -> list[Sequence[Shot]]:
    return [shots[start : start + number] for start in range(0, len(shots), number)]


def _page(shots: Sequence[Shot]) -> str:
    states = defaultdict(list)
    for shot in shots:
        states[f"{shot.scene} · {shot.state}"].append(shot)
    parts = []
    for state, seen in states.items():
        cells = "".join(
            f'<a href="{escape(shot.name)}"><img loading="lazy" src="{escape(shot.name)}"><br>{escape(shot.way)}</a>'
            for shot in sorted(seen, key=lambda shot: shot.way)
        )
        parts.append(f"<h2>{escape(state)}</h2><div>{cells}</div>")
    style = "body{font:16px sans-serif;background:#E0DED4}div{display:flex;flex-wrap:wrap;gap:12px}img{width:300px}"
    head = f'<!doctype html><meta charset="utf-8"><title>Plantón: every screen</title><style>{style}</style>'
    return f"{head}<h1>{len(shots)} pictures of {len(states)} states</h1>{''.join(parts)}"
