"""Which drawing belongs to a species, by any of its names, and which file of it is large enough. No Kivy here."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "species"
SIDES = (48, 64, 96, 128, 192, 256)
"""The pictures there are, in pixels; a tablet shows the next larger one."""

SAPLING = "sapling"
NAMES = {
    "patula": "patula",
    "radiata": "radiata",
    "insignis": "radiata",
    "aliso": "aliso",
    "alnus": "aliso",
    "quenoa": "quenoal",
    "quenua": "quenoal",
    "quinua": "quenoal",
    "polylepis": "quenoal",
    "pino": "radiata",
    "pinus": "radiata",
}
"""Parts of local and Latin names, as people of different valleys write them; the first that is found counts."""


def drawing_of(*names: str) -> str:
    """The drawing for a species; a plain sapling for one that has none of its own."""
    plain = normalize("NFD", " ".join(names).lower()).encode("ascii", "ignore").decode("ascii")
    return next((drawing for part, drawing in NAMES.items() if part in plain), SAPLING)


def picture_path(drawing: str, side: int) -> Path:
    return FOLDER / f"{drawing}-{side}.png"


def picture_for(drawing: str, side_pixels: float) -> str:
    """The smallest picture that need not be enlarged."""
    side = next((side for side in SIDES if side >= side_pixels), SIDES[-1])
    return str(picture_path(drawing, side))
