"""Requests that arrive twice or long after, answers that nobody waits for: said twice, it is still said once."""

import random
import time

import pytest

from core.domain.problems import Problem
from tests.e2e.crossing import Crossing, told_instead
from tests.e2e.processes import patient_transport, wait_until
from tools.fault_proxy import Fault, FaultProxy

IMPATIENT_S = 0.5


def test_a_request_that_arrives_twice_counts_once(crossed: Crossing, line: FaultProxy) -> None:
    for repeats in (1, 2, 3):
        crossed.put_back()
        line.usual = Fault(repeats=repeats)
        crossed.sync(line.address)
        crossed.check_end()
    assert len(line.heard) >= 3


def test_every_request_of_a_large_sync_may_arrive_twice(crossed_at_length: Crossing, line: FaultProxy) -> None:
    line.usual = Fault(repeats=1)
    progress = crossed_at_length.sync(line.address)
    crossed_at_length.check_end()
    assert progress.turns >= 2
    assert len(line.heard) == progress.turns


def test_an_answer_that_comes_too_late_is_asked_for_again(crossed: Crossing, line: FaultProxy) -> None:
    line.faults.append(Fault(answer_delay_s=3 * IMPATIENT_S))
    assert told_instead(crossed, line.address, IMPATIENT_S) == "server_unreachable"
    crossed.check_tablet()
    wait_until(crossed.server_has_all)
    # While the late answer is still under way to nobody.
    crossed.sync(line.address)
    crossed.check_end()
    time.sleep(3 * IMPATIENT_S)
    crossed.check_end()


def test_a_late_answer_is_not_taken_for_that_of_another_request(crossed: Crossing, line: FaultProxy) -> None:
    """One transport all the time, as the app keeps it: what comes late must not be read as the next answer."""
    transport = patient_transport(line.address, IMPATIENT_S)
    line.faults.extend(Fault(answer_delay_s=delay) for delay in (3 * IMPATIENT_S, 2 * IMPATIENT_S, 0))
    for _ in range(2):
        with pytest.raises(Problem, match="server_unreachable"):
            crossed.sync_over(transport)
        crossed.check_tablet()
    crossed.sync_over(transport)
    crossed.check_end()
    transport.close()


def test_old_requests_that_arrive_much_later_change_nothing(
    crossed_at_length: Crossing, line: FaultProxy, campaign: bool
) -> None:
    crossed = crossed_at_length
    line.usual = Fault(answer_delay_s=0.001)
    crossed.sync(line.address)
    crossed.check_end()
    end = set(crossed.ends)
    chance = random.Random(36)
    for _ in range(200 if campaign else 8):
        answer = line.say_again(chance.choice(line.heard))
        assert answer.startswith(b"HTTP/1.1 200 ")
    crossed.check_end()
    assert crossed.ends == end
