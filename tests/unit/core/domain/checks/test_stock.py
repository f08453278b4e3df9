from typing import Any

import pytest

from core.domain.bodies import Count
from core.domain.nurseries import (
    BatchStock,
    CountPart,
    Dispatched,
    GivenAway,
    InventoryCounted,
    Received,
    Returned,
    SaplingsLost,
    Transferred,
)
from core.domain.plantings import Replanting
from tests.fakes.known import (
    ALISO,
    BATCH,
    COMMITTEE,
    OPENING,
    PINE,
    UNHEARD_OF,
    UNIT,
    WORKDAY,
    FakeKnown,
    accepted,
    batch,
    found,
    opening_batch,
    planting,
    subject,
)

STOCK = BatchStock(
    pricked_out=2000,
    ready=1240,
    dispatched=1000,
    planted=700,
    dead=160,
    dead_ready=60,
    returned=50,
    received=30,
)


@pytest.fixture
def known() -> FakeKnown:
    return FakeKnown(stocks={BATCH: STOCK, OPENING: STOCK}, batches={BATCH: batch(), OPENING: batch(code="L-00")})


def test_ready_is_at_most_what_was_pricked_out_and_lived(known: FakeKnown) -> None:
    assert found(subject(accepted(1900)), known) == {}
    finding = found(subject(accepted(1901)), known)["ready_above_pricked_out"]
    assert (finding.action, finding.numbers) == ("hold", {"total": 1901, "pricked_out": 2000, "dead": 100})


def test_saplings_from_outside_do_not_raise_what_may_be_accepted() -> None:
    known = FakeKnown(stocks={BATCH: BatchStock(pricked_out=100, received=900, transferred_in=900)})
    known.accepted_totals = {}
    assert set(found(subject(accepted(101)), known)) == {"ready_above_pricked_out"}


@pytest.mark.parametrize("shape", [planting, lambda count: Replanting(COMMITTEE, UNIT, PINE, BATCH, count, (WORKDAY,))])
def test_planted_is_at_most_what_is_in_the_field(shape: Any, known: FakeKnown) -> None:
    assert found(subject(shape(250)), known) == {}
    finding = found(subject(shape(251)), known)["planted_above_dispatched"]
    assert (finding.action, finding.numbers) == ("hold", {"count": 251, "available": 250})


def test_too_much_is_the_fault_of_what_was_planted_later(known: FakeKnown) -> None:
    known.later[BATCH] = 40
    assert found(subject(planting(290)), known) == {}
    assert found(subject(planting(291)), known)["planted_above_dispatched"].numbers == {"count": 291, "available": 290}


def test_what_is_missing_already_is_shown_as_nothing_left(known: FakeKnown) -> None:
    known.stocks[BATCH] = BatchStock(dispatched=100, planted=130)
    assert found(subject(planting(10)), known)["planted_above_dispatched"].numbers == {
        "count": 10,
        "available": 0,
    }


TAKING = [
    lambda count: Dispatched(BATCH, count),
    lambda count: GivenAway(BATCH, count, "families"),
    lambda count: Transferred(BATCH, OPENING, count),
    lambda count: SaplingsLost(BATCH, count, "ready", "frost"),
]


@pytest.mark.parametrize("shape", TAKING)
def test_nothing_is_taken_that_does_not_stand_there_ready(shape: Any, known: FakeKnown) -> None:
    assert found(subject(shape(STOCK.standing_ready)), known) == {}
    finding = found(subject(shape(261)), known)["taken_above_ready"]
    assert (finding.action, finding.numbers) == ("warn", {"count": 261, "available": 260})


def test_no_more_comes_back_than_is_in_the_field(known: FakeKnown) -> None:
    assert found(subject(Returned(BATCH, Count(250))), known) == {}
    finding = found(subject(Returned(BATCH, Count(251))), known)["returned_above_dispatched"]
    assert (finding.action, finding.numbers) == ("warn", {"count": 251, "available": 250})


def test_no_more_die_than_were_growing(known: FakeKnown) -> None:
    assert STOCK.growing == 660
    assert found(subject(SaplingsLost(BATCH, Count(660), "growing", "pest")), known) == {}
    finding = found(subject(SaplingsLost(BATCH, Count(661), "growing", "pest")), known)["dead_above_growing"]
    assert (finding.action, finding.numbers) == ("warn", {"count": 661, "available": 660})


def test_what_arrives_has_no_limit(known: FakeKnown) -> None:
    assert found(subject(Received(BATCH, Count(40_000))), known) == {}


@pytest.mark.parametrize("fact", [planting(batch=UNHEARD_OF), accepted(batch=UNHEARD_OF)])
def test_of_a_batch_that_is_unknown_no_sums_are_asked(fact: Any, known: FakeKnown) -> None:
    known.accepted_totals = {}
    assert set(found(subject(fact), known)) == {"batch_unknown"}


def test_the_sums_of_an_opening_batch_hold_among_themselves(known: FakeKnown) -> None:
    assert found(subject(opening_batch(1000, 900, 900, 100)), known) == {}
    findings = found(subject(opening_batch(1000, 900, 901, 101)), known)
    assert {name: finding.action for name, finding in findings.items()} == {
        "opening_above_pricked_out": "warn",
        "opening_above_ready": "warn",
    }
    assert findings["opening_above_pricked_out"].numbers == {"ready": 900, "dead": 101, "pricked_out": 1000}
    assert findings["opening_above_ready"].numbers == {"dispatched": 901, "ready": 900}


def test_the_parts_of_an_inventory_give_its_count(known: FakeKnown) -> None:
    parts = (CountPart("tray", Count(4), Count(50), Count(7)), CountPart("bed", Count(1), Count(300)))
    assert found(subject(InventoryCounted(BATCH, Count(507), parts)), known) == {}
    assert found(subject(InventoryCounted(BATCH, Count(507))), known) == {}
    finding = found(subject(InventoryCounted(BATCH, Count(508), parts)), known)["parts_count_differs"]
    assert (finding.action, finding.numbers) == ("warn", {"parts": 507, "count": 508})


def test_the_species_is_that_of_the_batch(known: FakeKnown) -> None:
    finding = found(subject(planting(species=ALISO)), known)["batch_species_differs"]
    assert finding.action == "hold"
    assert finding.numbers == {"batch": "L-01", "batch_species": "pino pátula", "species": "aliso"}


def test_of_a_batch_that_nobody_knows_another_rule_speaks(known: FakeKnown) -> None:
    taken = subject(GivenAway(UNHEARD_OF, Count(10_000), "school"))
    assert set(found(taken, known)) == {"batch_unknown"}
