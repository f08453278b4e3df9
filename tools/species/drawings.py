"""The drawings by which people know the species: how the needles hang or stand, how a leaf is cut, what the bark does.

Each differs from the others in its outline alone, so that it is told apart without its colours. They are our own. No
Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from app.theme.tokens import colour
from tools.species.outlines import Fan, Point, Shape, blade, curve, direction, disc, placed, stroke

TWIG, TWIG_DARK = colour("#7A5636"), colour("#553A22")
GROUNDS = {
    "patula": colour("#E7F1E2"),
    "radiata": colour("#DCEBE6"),
    "aliso": colour("#F3F0D8"),
    "quenoal": colour("#F7E6DD"),
    "sapling": colour("#EEEDE4"),
}


def patula() -> list[Shape]:
    """A twig from which very long needles hang down in threes."""
    back, middle, front = colour("#2C6438"), colour("#468C4B"), colour("#79BA6E")
    twig = curve((6, 71), (26, 99), (62, 99), (88, 83), 20)
    shapes: list[Shape] = []
    tufts = [(3, 66, -0.2), (7, 78, 0.0), (11, 87, 0.2), (15, 84, 0.4), (19, 74, 0.6)]
    for place, length, lean in tufts:
        base = twig[place]
        for shade, spread, longer in ((back, -6.0, 0.88), (middle, 6.0, 0.94), (front, 0.0, 1.0)):
            out = spread + lean * 2
            tip = (base[0] + out * 0.7 - 4, base[1] - length * longer)
            first = (base[0] + out * 1.2 + 2, base[1] + 10)
            second = (base[0] + out * 1.7 + 5, base[1] - length * 0.4)
            shapes.append(stroke(shade, curve(base, first, second, tip), (4.2, 1.2)))
    shapes.append(stroke(TWIG, twig, (6.5, 3.6)))
    shapes += [disc(TWIG_DARK, twig[place], 3.4) for place, *_ in tufts]
    return shapes


def radiata() -> list[Shape]:
    """A shoot that stands up like a brush, with short and dense needles in threes, and a heavy cone at its foot."""
    back, middle, front = colour("#114429"), colour("#1F6E3F"), colour("#47A45F")
    stem = curve((46, 3), (46, 28), (50, 48), (50, 68), 24)
    shapes: list[Shape] = []
    for place in range(4, 25, 2):
        for side in (-1, 1):
            open_by = side * (1.28 - place * 0.031)
            for shade, turn, length in ((back, 0.20, 29.0), (middle, -0.20, 29.0), (front, 0.0, 32.0)):
                angle = open_by + side * turn
                base = stem[place]
                tip = (base[0] + length * sin(angle), base[1] + length * cos(angle))
                shapes.append(stroke(shade, [base, tip], (3.2, 1.5)))
    shapes.append(stroke(TWIG, stem, (6.5, 4)))
    for shade, angle in ((middle, -0.36), (middle, 0.36), (front, -0.18), (front, 0.18), (front, 0.0)):
        shapes.append(stroke(shade, [(50, 64), (50 + 29 * sin(angle), 64 + 29 * cos(angle))], (3.2, 1.6)))
    shapes.append(disc(colour("#B0713F"), (50, 66), 7, 0.62))
    return shapes + _cone((76, 19), 22, 0.55)


def _cone(at: Point, length: float, angle: float) -> list[Shape]:
    """A heavy cone whose scales stand in rows."""
    dark, light = colour("#6A4526"), colour("#9C6B3E")
    body = [(x * length * 0.95, (y - 0.5) * length * 1.5) for x, y in blade(0.46, 0.4)]
    shapes: list[Shape] = [Fan(dark, placed(body, at, angle))]
    for row, wide in enumerate((2, 3, 3, 3, 2)):
        for place in range(wide):
            spot = ((place - (wide - 1) / 2) * length * 0.27, (row - 2.1) * length * 0.23)
            shapes.append(disc(light, placed([spot], at, angle)[0], length * 0.115, 1.1, angle))
    return shapes


def aliso() -> list[Shape]:
    """One broad leaf with teeth and straight veins, and beside it two small woody cones."""
    leaf, shade, vein = colour("#4F9A43"), colour("#3A7D38"), colour("#D3E6B8")
    foot, tip = (18.0, 30.0), (70.0, 97.0)
    angle = direction(foot, tip)
    length = ((tip[0] - foot[0]) ** 2 + (tip[1] - foot[1]) ** 2) ** 0.5
    outline = blade(0.34, 0.42, 11, 0.035)
    half = [point for point in outline if point[0] >= 0]
    shapes: list[Shape] = [stroke(TWIG, [(6, 12), foot], (4.2, 3.2))]
    shapes.append(Fan(leaf, placed(outline, foot, angle, length)))
    shapes.append(Fan(shade, placed(half, foot, angle, length)))
    for number in range(7):
        along = 0.1 + number * 0.115
        for side in (-1, 1):
            reach = 0.31 * sin(pi * (along + 0.12) ** 0.8)
            line = placed([(0, along), (side * reach, along + 0.145)], foot, angle, length)
            shapes.append(stroke(vein, line, (2.0, 0.9)))
    shapes.append(stroke(vein, placed([(0, 0), (0, 0.95)], foot, angle, length), (3.2, 1.2)))
    shapes.append(stroke(TWIG, curve((5, 12), (24, 4), (46, 6), (57, 17)), (3.6, 2.6)))
    shapes.append(stroke(TWIG, curve((34, 7), (56, 0), (78, 6), (82, 22)), (2.8, 2.4)))
    for at, turn in (((62, 22), -0.6), ((84, 31), -0.2)):
        shapes += _catkin(at, turn)
    return shapes


def _catkin(at: Point, angle: float) -> list[Shape]:
    dark, light = colour("#4A3220"), colour("#A27A4F")
    shapes: list[Shape] = [disc(dark, at, 13, 0.7, angle)]
    for row in range(4):
        for side in (-1, 0, 1) if row % 2 else (-0.5, 0.5):
            spot = placed([(side * 5.2, (row - 1.5) * 5.4)], at, angle)[0]
            shapes.append(disc(light, spot, 1.9, 1.25, angle))
    return shapes


def quenoal() -> list[Shape]:
    """A crooked red trunk that peels like paper, and small leaves of three leaflets."""
    bark, dark, pale = colour("#A94E33"), colour("#74301F"), colour("#E9B091")
    flake = colour("#C8714F")
    shapes: list[Shape] = []
    trunk = curve((38, -6), (18, 30), (46, 62), (34, 106), 24)
    shapes.append(stroke(bark, trunk, (30, 26)))
    for place, aside, length in ((2, 7, 22), (7, -7, 26), (12, 5, 24), (17, -5, 22), (19, 7, 17)):
        x, y = trunk[place]
        shapes.append(Fan(flake, placed(blade(0.2, 0.45), (x + aside, y), 0.06, length)))
        shapes.append(stroke(dark, [(x + aside - 3.4, y - 3), (x + aside - 4.2, y + length * 0.7)], (1.0, 2.6)))
    for place, side in ((3, -1), (9, 1), (13, -1), (19, 1), (21, -1)):
        x, y = trunk[place]
        edge = x + side * 12
        peel = curve((edge - side * 3, y + 12), (edge, y + 2), (edge + side * 10, y - 6), (edge + side * 11, y + 4))
        shapes.append(stroke(pale, peel, (7.5, 2.2)))
    twig = curve((34, 44), (52, 50), (62, 60), (68, 66))
    other = curve((30, 34), (48, 28), (58, 26), (67, 27))
    shapes += [stroke(dark, twig, (5, 3)), stroke(dark, other, (5, 3))]
    for at, turn in (((68, 66), -0.35), ((67, 27), -1.3)):
        shapes += _three_leaflets(at, turn)
    return shapes


def _three_leaflets(at: Point, angle: float) -> list[Shape]:
    leaf, shade, vein = colour("#4E8A5A"), colour("#3B7148"), colour("#C9DFC4")
    outline = blade(0.31, 0.6, 5, 0.025)
    half = [point for point in outline if point[0] >= 0]
    shapes: list[Shape] = []
    for turn, length in ((1.25, 24.0), (-1.25, 24.0), (0.0, 29.0)):
        shapes.append(Fan(leaf, placed(outline, at, angle + turn, length)))
        shapes.append(Fan(shade, placed(half, at, angle + turn, length)))
        shapes.append(stroke(vein, placed([(0, 0), (0, 0.85)], at, angle + turn, length), (1.8, 0.9)))
    return shapes


def sapling() -> list[Shape]:
    """Any other plant: two leaves on a stem."""
    leaf, shade = colour("#5C8F55"), colour("#467343")
    outline = blade(0.26, 0.5)
    half = [point for point in outline if point[0] >= 0]
    shapes: list[Shape] = [stroke(TWIG, curve((50, 6), (52, 26), (48, 40), (50, 54)), (5, 3.4))]
    for turn, length in ((0.75, 48.0), (-0.75, 48.0)):
        shapes.append(Fan(leaf, placed(outline, (50, 50), turn, length)))
        shapes.append(Fan(shade, placed(half, (50, 50), turn, length)))
    return shapes


DRAWINGS: dict[str, Callable[[], list[Shape]]] = {
    "patula": patula, "radiata": radiata, "aliso": aliso, "quenoal": quenoal, "sapling": sapling,
}  # fmt: skip
