import dataclasses

from core.domain.plantings import OpeningPlanted, Planting, Replanting


def test_a_replanting_says_the_same_as_a_planting_and_is_another_kind() -> None:
    assert [field.name for field in dataclasses.fields(Planting)] == [
        field.name for field in dataclasses.fields(Replanting)
    ]
    assert len({Planting.kind, Replanting.kind, OpeningPlanted.kind}) == 3
