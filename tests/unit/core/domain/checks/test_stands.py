from dataclasses import replace
from typing import Any

import pytest

from core.domain.agreements import Agreement
from core.domain.bodies import Count, Day
from core.domain.nurseries import Species
from core.domain.stands import Harvest, LossEvent
from tests.fakes.known import ALISO, COMMITTEE, DAY, DAY_AFTER, PINE, UNHEARD_OF, UNIT, FakeKnown, found, subject


def loss(trees: int, **changes: Any) -> LossEvent:
    return replace(LossEvent(COMMITTEE, UNIT, "fire", Count(trees)), **changes)


def harvest(trees: int, **changes: Any) -> Harvest:
    return replace(Harvest(COMMITTEE, UNIT, PINE, "poles", Count(trees)), **changes)


def woods() -> FakeKnown:
    """Where pines are thinned for poles."""
    known = FakeKnown(stands=STANDS)
    known.all_species[PINE] = replace(known.all_species[PINE], harvest="poles")
    return known


STANDS = {(UNIT, ""): 500, (UNIT, PINE): 300, (UNIT, ALISO): -4}


def test_what_stands_can_be_lost_and_cut() -> None:
    known = woods()
    assert found(subject(loss(500)), known) == {}
    assert found(subject(loss(300, species=PINE)), known) == {}
    assert found(subject(harvest(300)), known) == {}


@pytest.mark.parametrize(
    ("fact", "rule", "standing"),
    [
        (loss(501), "lost_above_standing", 500),
        (loss(301, species=PINE), "lost_above_standing", 300),
        (loss(1, species=ALISO), "lost_above_standing", 0),
        (harvest(301), "harvest_above_standing", 300),
    ],
)
def test_more_than_stood_there_is_told(fact: Any, rule: str, standing: int) -> None:
    finding = found(subject(fact), woods())[rule]
    assert finding.action == "warn"
    assert finding.numbers == {"unit": "U-01", "trees": int(fact.trees), "standing": standing}


def test_of_a_unit_that_is_not_known_only_that_is_told() -> None:
    assert found(subject(loss(1, unit=UNHEARD_OF)), FakeKnown()).keys() == {"unit_unknown"}


def test_a_species_that_is_never_cut() -> None:
    known = woods()
    known.all_species[PINE] = Species("PI", "Polylepis incana", "queñoal", "native", ("cutting",), harvest="never")
    assert found(subject(harvest(1)), known)["harvest_never"].numbers == {"species": "queñoal"}
    assert found(subject(loss(1, species=PINE)), known) == {}


def test_a_species_that_is_not_known_is_only_that() -> None:
    known = FakeKnown(stands=STANDS | {(UNIT, UNHEARD_OF): 9})
    assert found(subject(harvest(1, species=UNHEARD_OF)), known).keys() == {"species_unknown"}


def agreement(ends_on: str | None) -> Agreement:
    end = Day(ends_on) if ends_on else None
    return Agreement(COMMITTEE, "C-1", "carbon_rights", "community", "community", "cooperative", Day(DAY), ends_on=end)


def test_an_agreement_ends_after_it_was_signed() -> None:
    assert found(subject(agreement(None)), FakeKnown()) == {}
    assert found(subject(agreement(DAY_AFTER)), FakeKnown()) == {}
    numbers = found(subject(agreement(DAY)), FakeKnown())["agreement_ends_early"].numbers
    assert numbers == {"signed_on": DAY, "ends_on": DAY}
