"""The line is cut at any byte, in either direction: nothing is lost or doubled, and the next sync makes it whole."""

import random
from collections.abc import Iterable

import pytest

from tests.e2e.crossing import CUT_OFF, Crossing, told_instead
from tools.fault_proxy import Carried, Fault, FaultProxy, cut_at, cuts

SAMPLE = 9
"""How many places are cut in a usual run, for each direction and each kind of end."""


def places(size: int, *, campaign: bool, seed: int) -> Iterable[int]:
    """Every byte, or the first, the last, those beside them and some between."""
    if campaign:
        return range(size + 1)
    between = random.Random(seed).sample(range(2, size - 1), SAMPLE - 4)
    return sorted({0, 1, size - 1, size, *between})


@pytest.mark.parametrize("is_abrupt", [True, False], ids=["reset", "orderly"])
@pytest.mark.parametrize("is_up", [True, False], ids=["up", "down"])
def test_a_small_sync_may_be_cut_at_every_byte(
    crossed: Crossing, line: FaultProxy, campaign: bool, is_up: bool, is_abrupt: bool
) -> None:
    # A server states a key of its own making when it starts, which is in no other try.
    crossed.put_back()
    turns = crossed.sync(line.address).turns
    crossed.check_end()
    size = sum(carried.up if is_up else carried.down for carried in line.carried)
    told = []
    for place in places(size, campaign=campaign, seed=size):
        crossed.put_back()
        line.faults.append(cut_at(place, is_up=is_up, is_abrupt=is_abrupt))
        told.append((place, told_instead(crossed, line.address)))
        assert not line.faults
        crossed.check_tablet()
        crossed.check_server()
        crossed.sync(line.address)
        crossed.check_end()
    print(f"{len(told)} cuts of {size} bytes, {len(crossed.refolded)} states, {len(crossed.ends)} end")  # noqa: T201
    codes = [code for _, code in told]
    assert set(codes) <= CUT_OFF | {""}
    # Only a cut behind the last byte of an answer goes without a word.
    assert codes.count("") <= turns
    assert len(crossed.ends) == 1


def test_a_large_sync_is_cut_again_and_again(crossed_at_length: Crossing, line: FaultProxy, campaign: bool) -> None:
    crossed = crossed_at_length
    crossed.sync(line.address)
    crossed.check_end()
    whole = Carried(sum(carried.up for carried in line.carried), sum(carried.down for carried in line.carried))
    needed = whole.up + whole.down
    chance = random.Random(35)
    cut: list[bool] = []
    for number in range(100 if campaign else 1):
        crossed.put_back()
        line.carried.clear()
        line.faults.extend(cuts(chance, 8, whole))
        tries = crossed.sync_until_through(line.address)
        line.faults.clear()
        crossed.check_end()
        cut.append(tries > 1)
        carried = sum(carried.up + carried.down for carried in line.carried)
        print(f"{number}: {tries} tries, {carried} bytes where {needed} were needed")  # noqa: T201
    # A place is drawn from all the bytes there may be; now and then it lies behind the last.
    assert sum(cut) * 10 >= len(cut) * 9


def test_a_slow_line_is_only_slow(crossed: Crossing, line: FaultProxy) -> None:
    line.faults.append(Fault(latency_s=0.35, bytes_per_s=6_250))
    crossed.sync(line.address)
    crossed.check_end()


def test_a_server_that_is_not_there_is_told_and_met_later(crossed: Crossing, line: FaultProxy) -> None:
    with line.refusing():
        assert told_instead(crossed, line.address) == "server_unreachable"
        crossed.check_tablet()
    crossed.sync(line.address)
    crossed.check_end()
