"""Who lists the rates is told on which days work has none."""

import pytest

from core.domain.bodies import Count, Day
from core.domain.rates import DatedRate, Rate
from core.domain.records import RecordId
from sync_server.commands.dated import _tell_gaps


def dated(seq: int, starts_on: str, ends_on: str | None = None) -> DatedRate:
    rate = Rate("tree_planted", Count(50), Day(starts_on), Day(ends_on) if ends_on else None)
    return DatedRate(RecordId(f"AAAAAA-{seq}"), rate)


def test_the_days_between_two_rates_and_after_the_last_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    known = [dated(1, "2026-01-01", "2026-01-31"), dated(2, "2026-03-01", "2026-03-31")]
    _tell_gaps(known, "", "2026-04-10")
    first, second = capsys.readouterr().out.strip().splitlines()
    assert "1 feb 2026" in first
    assert "28 feb 2026" in first
    assert "1 abr 2026" in second
    assert "10 abr 2026" in second


@pytest.mark.parametrize("only", ["tree_replanted", "tree_planted"])
def test_where_nothing_is_missing_nothing_is_said(capsys: pytest.CaptureFixture[str], only: str) -> None:
    _tell_gaps([dated(1, "2026-01-01"), dated(2, "2027-01-01")], only, "2026-04-10")
    assert capsys.readouterr().out == ""
