"""Records as they are really written: an office's opening and a committee's season."""

from __future__ import annotations

from functools import cache

from core.domain.records import encode_record
from core.usecases.own_log import as_record
from tools.bench.opening import make_opening
from tools.bench.season import Writer, season
from tools.bench.world import days_for

OFFICE = "OFFICE"


@cache
def _opening() -> tuple[bytes, ...]:
    """Reference data, members, opening stocks and balances: everything an office states at the start."""
    statements = make_opening(OFFICE, 3).statements
    return tuple(encode_record(as_record(OFFICE, seq, said)) for seq, said in enumerate(statements, start=1))


def opening_records() -> list[bytes]:
    return list(_opening())


@cache
def _season(number: int) -> tuple[bytes, ...]:
    writer = Writer("AAAAAA", "T01")
    (mine, *_) = season(make_opening(OFFICE, 3), [writer])
    said = [statement for day in range(days_for(number, 1)) for statement in mine.day(day)]
    return tuple(encode_record(as_record("AAAAAA", seq, one)) for seq, one in enumerate(said, start=1))[:number]


def season_records(number: int) -> list[bytes]:
    """A committee's first records of the season, as one tablet writes them."""
    return list(_season(number))
