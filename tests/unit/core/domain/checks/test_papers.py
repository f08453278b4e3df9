from dataclasses import replace
from typing import Any

import pytest

from core.domain.bodies import Count, Day
from core.domain.nurseries import PrickedOut, SeedLot
from tests.fakes.known import (
    BATCH,
    LOT,
    PICKED,
    PINE,
    UNHEARD_OF,
    FakeKnown,
    accepted,
    batch,
    found,
    opening_batch,
    planting,
    subject,
)

FROM_SOWING_ON = [batch(), opening_batch(10, 0, 0, 0), PrickedOut(BATCH, Count(10)), accepted()]


@pytest.mark.parametrize("fact", FROM_SOWING_ON, ids=lambda fact: fact.kind)
def test_seed_without_certificate_warns_and_holds_no_money(fact: Any) -> None:
    known = FakeKnown(lots={LOT: replace(PICKED, certificate=None)})
    findings = found(subject(fact), known)
    assert {name: finding.action for name, finding in findings.items()} == {"seed_certificate_missing": "warn"}
    assert findings["seed_certificate_missing"].numbers["lot"] == "S-01"


@pytest.mark.parametrize("source", ["cutting", "wildling"])
@pytest.mark.parametrize("paper", [{}, {"stand": "Cerro Alto"}, {"collected_on": Day("2025-11-03")}])
def test_cuttings_and_wildlings_need_stand_and_day(source: Any, paper: dict[str, Any]) -> None:
    known = FakeKnown(lots={LOT: SeedLot("S-01", PINE, source, **paper)})
    finding = found(subject(batch()), known)["origin_missing"]
    assert (finding.action, finding.numbers) == ("warn", {"lot": "S-01", "batch": "L-01"})


@pytest.mark.parametrize("source", ["cutting", "wildling"])
def test_with_stand_and_day_nothing_is_missing(source: Any) -> None:
    lot = SeedLot("S-01", PINE, source, stand="Cerro Alto", collected_on=Day("2025-11-03"))
    assert found(subject(batch()), FakeKnown(lots={LOT: lot})) == {}


def test_a_lot_that_is_unknown_warns() -> None:
    finding = found(subject(batch(seed_lot=UNHEARD_OF)), FakeKnown())["seed_lot_unknown"]
    assert (finding.action, finding.numbers) == ("warn", {"lot": UNHEARD_OF})


def test_plantings_do_not_repeat_what_their_batch_is_missing() -> None:
    assert found(subject(planting()), FakeKnown(lots={})) == {}


def test_of_a_batch_that_is_unknown_no_paper_is_asked() -> None:
    assert set(found(subject(PrickedOut(UNHEARD_OF, Count(10))), FakeKnown())) == {"batch_unknown"}
