"""Which drawing a species has, by the names that people and botanists give it, and how large a picture is taken."""

import pytest

from app.widgets.species_picture.faces import NAMES, SAPLING, SIDES, drawing_of, picture_for, picture_path


@pytest.mark.parametrize(
    ("names", "drawing"),
    [
        (("pino pátula",), "patula"), (("Pinus patula",), "patula"), (("Pino radiata",), "radiata"),
        (("pino insigne", "Pinus insignis"), "radiata"), (("aliso",), "aliso"), (("Alnus jorullensis",), "aliso"),
        (("queñoal",), "quenoal"), (("QUEÑUAL",), "quenoal"), (("quinual",), "quenoal"), (("queñua",), "quenoal"),
        (("árbol de papel", "Polylepis incana"), "quenoal"), (("pino",), "radiata"), (("cedro de altura",), SAPLING),
        (("",), SAPLING), ((), SAPLING),
    ],
)  # fmt: skip
def test_a_species_is_drawn_by_any_of_its_names(names: tuple[str, ...], drawing: str) -> None:
    assert drawing_of(*names) == drawing


def test_every_drawing_is_there_in_every_size() -> None:
    for drawing in {*NAMES.values(), SAPLING}:
        for side in SIDES:
            assert picture_path(drawing, side).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_picture_is_never_enlarged_while_there_is_a_larger_one() -> None:
    for wanted, side in ((1, 48), (48, 48), (49, 64), (112, 128), (256, 256), (900, 256)):
        assert picture_for("aliso", wanted).endswith(f"aliso-{side}.png")
