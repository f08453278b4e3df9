"""Colours, type and spacing, each named by what it is for. Widgets take every colour and size from here.

Text colours hold a contrast of 7:1 on the grounds they are meant for (a test computes it): the tablet is read in
the sun. Sizes of text and of rows are in `sp`, so the text-scale setting enlarges both; gaps are in `dp`.
"""

from __future__ import annotations

Colour = tuple[float, float, float, float]


def colour(hexadecimal: str, alpha: float = 1.0) -> Colour:
    """`#RRGGBB` as the four fractions that Kivy takes."""
    digits = hexadecimal.removeprefix("#")
    red, green, blue = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return (red, green, blue, alpha)


CLEAR = colour("#FFFFFF", 0)

# Grounds and lines.
PAPER = colour("#FBFAF5")
SURFACE = colour("#FFFFFF")
LINE = colour("#E0DED4")
BAR = colour("#BDB9A8")
PRESSED = colour("#F0EEE4")
VEIL = colour("#1B1F1A", 0.55)

# Text.
INK = colour("#1B1F1A")
MUTED = colour("#454E45")
ON_FOREST = colour("#FFFFFF")

# The accent, and what is confirmed.
FOREST = colour("#165033")
FOREST_PRESSED = colour("#0D3A24")
FOREST_LIGHT = colour("#E4F1E7")
FOREST_LIGHT_PRESSED = colour("#CFE5D5")

# Not yet safe. The bright amber is for shapes, the dark one for words.
AMBER = colour("#9E6600")
AMBER_TEXT = colour("#6E4700")
AMBER_LIGHT = colour("#FFF1D1")

# Needs a person. The bright red is for shapes, the dark one for words.
RED = colour("#B2261F")
RED_TEXT = colour("#8E1B15")
RED_PRESSED = colour("#6F120D")
RED_LIGHT = colour("#FDE8E6")

# Good to know.
BLUE = colour("#17497A")
BLUE_LIGHT = colour("#E4EEF8")

# Not possible now.
OFF = colour("#ECEAE0")
OFF_TEXT = colour("#5C665C")

# The map. What is planted of a unit rises in it like in a glass; in the strip along water nothing is planted.
MAP_LAND = colour("#EFEDE2")
MAP_UNIT = colour("#FFFFFF")
MAP_PLANTED = colour("#8FC3A0")
MAP_FULL = colour("#5FA97A")
MAP_OVER = colour("#E8A49E")
MAP_WATER = colour("#2B6CA8")
MAP_STRIP = colour("#CDE1F4")
MAP_NEIGHBOUR = colour("#E2DFD0")
MAP_WALKED = colour("#17497A", 0.16)
MAP_WRONG = colour("#B2261F", 0.16)
MAP_NEARNESS = colour("#17497A", 0.18)

# Type.
SMALL = "16sp"
BODY = "18sp"
LABEL = "20sp"
TITLE = "24sp"
HEADING = "32sp"
FIGURE = "50sp"
HERO = "72sp"

ICON_SMALL = "22sp"
ICON = "28sp"
ICON_LARGE = "36sp"
ICON_HERO = "64sp"

# Spacing, in steps of 8.
GAP_TIGHT = "8dp"
GAP = "16dp"
PAGE_PADDING = "24dp"
CARD_PADDING = "20dp"

# Shape.
RADIUS = "18dp"
RADIUS_BUTTON = "14dp"
HAIRLINE = "1.5dp"

# What a finger needs.
TOUCH = "48sp"
TOUCH_PAYMENT = "64sp"
BUTTON = "60sp"
BUTTON_LARGE = "128sp"
ROW = "76sp"

# From this width in dp on there is room for things side by side.
WIDE_DP = 900
# Below this height in sp, which is a small tablet with larger text, heads and figures are smaller.
LOW_SP = 540
