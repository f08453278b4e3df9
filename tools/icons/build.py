"""Makes the app's icon font: the few Material Design Icons the tablet draws, cut out of the full font.

Needs npm and fontTools (`pip install fonttools` in a throw-away environment). Run it only to add an icon: put the
name into chosen.txt, run `python tools/icons/build.py`, and keep the three files it writes below assets/icons.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "@mdi/font@7.4.47"
HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "assets" / "icons"
FAMILY = "Planton Icons"


def chosen_names() -> list[str]:
    """The icon names of chosen.txt, in its order, without remarks."""
    lines = (line.split("#")[0].strip() for line in (HERE / "chosen.txt").read_text("utf-8").splitlines())
    return [line for line in lines if line]


def unpack(folder: Path) -> Path:
    """Fetches the published package into `folder` and answers the directory it unpacks to."""
    packed = subprocess.run(
        ["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True, capture_output=True, text=True
    )
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def codepoints(package: Path) -> dict[str, int]:
    """Every icon name of the package with its code point, read from its style sheet."""
    sheet = (package / "css" / "materialdesignicons.css").read_text("utf-8")
    found = re.findall(r'\.mdi-([a-z0-9-]+)::before\s*{\s*content:\s*"\\([0-9A-Fa-f]+)"', sheet)
    return {name: int(code, 16) for name, code in found}


def write_font(source: Path, wanted: dict[str, int]) -> None:
    """Cuts the wanted glyphs out of `source`; the name table keeps the licence and tells it is a subset."""
    from fontTools import subset  # type: ignore[import-not-found]
    from fontTools.ttLib import TTFont  # type: ignore[import-not-found]

    font = TTFont(source)
    options = subset.Options()
    options.name_IDs = ["*"]
    options.hinting = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted.values())
    cutter.subset(font)
    # The package's glyphs claim to begin at 0; once their bounds are computed anew, the side bearing has to follow,
    # or every icon is drawn at the left edge of its square.
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = FAMILY
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(TARGET / "planton-icons.ttf")


def main() -> int:
    names = chosen_names()
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        package = unpack(Path(scratch))
        known = codepoints(package)
        unknown = [name for name in names if name not in known]
        if unknown:
            print("Not in the package:", ", ".join(unknown), file=sys.stderr)
            return 1
        wanted = {name: known[name] for name in names}
        write_font(package / "fonts" / "materialdesignicons-webfont.ttf", wanted)
        (TARGET / "LICENSE").write_bytes((package / "LICENSE").read_bytes())
    listed = {name: f"{code:X}" for name, code in sorted(wanted.items())}
    (TARGET / "names.json").write_text(json.dumps(listed, indent=1) + "\n", "utf-8")
    print(f"{len(wanted)} icons")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
