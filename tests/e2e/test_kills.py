"""Either side is killed at random moments of a large sync and started again, until everything is through."""

import random
from collections import Counter

from tests.crashing import Child, moment
from tests.e2e.crossing import CUT_OFF, Crossing
from tests.e2e.processes import Serving, sync_until_through
from tools.fault_proxy import Fault, FaultProxy

LONGEST_S = 0.7
SLOW = Fault(bytes_per_s=12_000)
"""So slow that a large sync takes longer than it takes somebody to die."""
MOST_CHILDREN = 200


def test_whoever_dies_in_a_large_sync_the_rest_comes_through(
    crossed_at_length: Crossing, server: Serving, line: FaultProxy, campaign: bool
) -> None:
    crossed, chance = crossed_at_length, random.Random(37)
    killed: Counter[str] = Counter()
    for number in range(50):
        # Which of the two dies is chance; a usual run goes on until each has.
        if number >= (25 if campaign else 1) and killed["tablet"] and killed["server"]:
            break
        crossed.put_back()
        line.usual = SLOW
        killed += _come_through(crossed, server, line, chance)
        crossed.check_end()
        crossed.sync(line.address)
        crossed.check_end()
    print(f"killed: {dict(killed)}")  # noqa: T201
    assert killed["tablet"]
    assert killed["server"]


def _come_through(crossed: Crossing, server: Serving, line: FaultProxy, chance: random.Random) -> Counter[str]:
    """Kill one of them after a while, look at what is there, start it again; until a tablet says that it is through."""
    killed: Counter[str] = Counter()
    told: list[str] = []
    tablet = Child(sync_until_through, crossed.folder / "a.db", line.address)
    for _ in range(MOST_CHILDREN):
        moment(chance, LONGEST_S)
        whom = chance.choice(("tablet", "server"))
        is_through = not tablet.is_alive
        if whom == "tablet" or is_through:
            told += tablet.kill()
            crossed.check_tablet()
            if is_through:
                break
            tablet = Child(sync_until_through, crossed.folder / "a.db", line.address)
        else:
            server.kill()
            crossed.check_server()
            moment(chance, LONGEST_S / 4)
            server.start()
            line.upstream = server.address
        killed[whom] += 1
        # Nobody is killed for ever: the line becomes faster, and at last they are left in peace.
        line.usual = Fault(bytes_per_s=line.usual.bytes_per_s + 15_000)
    assert told[-1] == "through"
    # Whoever was through may be killed before its process has ended; then the next one is through as well.
    assert set(told[:-1]) <= CUT_OFF | {"server_busy", "through"}
    return killed
