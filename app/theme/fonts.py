"""The two fonts: Roboto, which ships with Kivy, and the project's own icons. Text never uses a third one.

Importing this module registers the icon font. An icon is asked for by its name; an unknown name is an error of the
programmer and raises, since a missing picture would be seen only by those who cannot read the word beside it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from kivy.core.text import LabelBase

ICON_FONT = "PlantonIcons"
ICON_FOLDER = Path(__file__).resolve().parent.parent.parent / "assets" / "icons"

LabelBase.register(ICON_FONT, str(ICON_FOLDER / "planton-icons.ttf"))


@cache
def icon_names() -> dict[str, str]:
    """Every icon by its name, as the one character that draws it."""
    listed: dict[str, str] = json.loads((ICON_FOLDER / "names.json").read_text("utf-8"))
    return {name: chr(int(code, 16)) for name, code in listed.items()}


def icon(name: str) -> str:
    """The character of an icon; no name, no icon."""
    return icon_names()[name] if name else ""
