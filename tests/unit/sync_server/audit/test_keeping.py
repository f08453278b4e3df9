"""Rows that several parts of a package are made of are worked out once, and nothing of them is left."""

from collections.abc import Iterator

from sync_server.audit.keeping import KeptRows

ROWS = [("AAAAAA-1", 7, None, True), ("ñ\ud800", -1, "", False)] * 3_000


class Work:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Iterator[tuple[object, ...]]:
        self.times += 1
        yield from ROWS


def test_what_was_read_to_its_end_is_read_again_from_the_disk() -> None:
    work = Work()
    with KeptRows() as kept:
        assert [list(kept.of("rows", work)) for _ in range(3)] == [ROWS] * 3
        assert work.times == 1
        assert list(kept.of("others", work)) == ROWS
        assert work.times == 2


def test_what_was_read_in_part_is_worked_out_again() -> None:
    work = Work()
    with KeptRows() as kept:
        assert next(kept.of("rows", work)) == ROWS[0]
        assert list(kept.of("rows", work)) == ROWS
    assert work.times == 2


def test_outside_of_a_package_nothing_is_kept() -> None:
    work, kept = Work(), KeptRows()
    assert list(kept.of("rows", work)) == ROWS
    with kept:
        assert list(kept.of("rows", work)) == ROWS
    assert list(kept.of("rows", work)) == ROWS
    assert work.times == 3
