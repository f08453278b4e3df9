from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import Count
from core.domain.nurseries import BatchStock, CountPart, counted


def part(containers: int, each: int, loose: int = 0) -> CountPart:
    return CountPart("tray", Count(containers), Count(each), Count(loose))


def test_trays_and_loose_ones_add_up() -> None:
    assert counted((part(12, 50, 17), part(3, 40))) == 737
    assert counted(()) == 0


def test_a_batch_from_bag_to_field() -> None:
    stock = BatchStock(pricked_out=2000, ready=1240, dispatched=700, planted=640, dead=90, dead_ready=30, returned=20)
    assert stock.growing == 2000 - 1240 - 60
    assert stock.standing_ready == 1240 + 20 - 700 - 30
    assert stock.in_the_field == 700 - 20 - 640


def test_saplings_from_elsewhere_are_ready_and_never_grew_here() -> None:
    stock = BatchStock(received=100, transferred_in=50, given_away=10, transferred_out=5)
    assert (stock.growing, stock.standing_ready, stock.in_the_field) == (0, 135, 0)


@given(st.builds(BatchStock, *(st.integers(0, 10_000) for _ in BatchStock.__dataclass_fields__)))
def test_every_sapling_is_somewhere(stock: BatchStock) -> None:
    came = stock.pricked_out + stock.received + stock.transferred_in
    left = stock.planted + stock.dead + stock.given_away + stock.transferred_out
    assert stock.growing + stock.standing_ready + stock.in_the_field == came - left
