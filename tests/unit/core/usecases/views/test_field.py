"""Money in its three parts: summed from lines, added and taken off part by part."""

from dataclasses import replace

from core.usecases.views.field import Money, StatementLine

LINE = StatementLine("A-1", "planting", "share", "2026-03-06", "01-3", 10, 0, 50, 500, "confirmed")


def test_lines_add_up_in_the_part_of_their_state() -> None:
    lines = [LINE, replace(LINE, centimos=-200), replace(LINE, state="pending"), replace(LINE, state="observed")]
    assert Money.of(lines) == Money(300, 500, 500)
    assert Money.of([]) == Money()


def test_parts_are_added_and_negated_apart() -> None:
    assert sum([Money(1, 2, 3), Money(10, 20, 30)], Money()) == Money(11, 22, 33)
    assert -Money(1, -2, 3) == Money(-1, 2, -3)
