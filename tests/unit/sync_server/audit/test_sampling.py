"""A sample can be drawn again by anybody: with nothing but SHA-256, the number and the ids."""

import hashlib
import random

from sync_server.audit.sampling import draw

IDS = [f"7KQ2MX-{number}" for number in range(1, 301)]


def test_it_is_the_first_by_the_hash_of_number_and_id() -> None:
    by_hand = sorted(IDS, key=lambda one: hashlib.sha256(b"2015\n" + one.encode()).hexdigest())
    assert draw("2015", IDS, 7) == by_hand[:7]
    # sha256sum of the two lines, worked out in a terminal.
    assert hashlib.sha256(b"2015\n7KQ2MX-1").hexdigest().startswith(GOLDEN)


GOLDEN = "b9ea1f89882b"


def test_the_order_in_which_they_are_known_does_not_matter() -> None:
    mixed = IDS[:]
    random.Random(5).shuffle(mixed)
    assert draw("2015", mixed, 9) == draw("2015", IDS, 9)


def test_another_number_draws_others_and_a_larger_sample_begins_with_the_smaller() -> None:
    assert draw("2015", IDS, 20) != draw("2016", IDS, 20)
    assert draw("2015", IDS, 40)[:20] == draw("2015", IDS, 20)


def test_there_are_no_more_than_there_are() -> None:
    assert sorted(draw("1", IDS[:3], 10)) == IDS[:3]
    assert draw("1", [], 10) == []


def test_over_many_numbers_everything_is_drawn_about_as_often() -> None:
    times = dict.fromkeys(IDS[:20], 0)
    for seed in range(2_000):
        for one in draw(str(seed), IDS[:20], 5):
            times[one] += 1
    assert all(400 < number < 600 for number in times.values())
