"""Only what a hash stands for is taken, in a size that is taken."""

import hashlib

import pytest

from core.sync.stages.side_rows import LARGEST_SIDE_ROW_BYTES, belongs
from core.usecases.own_log import side_row
from core.usecases.ports import SideRow


def row(salt: bytes, data: bytes) -> SideRow:
    return SideRow(hashlib.sha256(salt + data).hexdigest(), salt, data)


def test_a_row_that_was_made_here_belongs() -> None:
    assert belongs(side_row({"text": "Ñandú"}))


@pytest.mark.parametrize("size", [0, LARGEST_SIDE_ROW_BYTES])
def test_sizes_up_to_the_largest_belong(size: int) -> None:
    assert belongs(row(b"s" * 16, b"x" * size))


def test_a_larger_row_does_not() -> None:
    assert not belongs(row(b"s" * 16, b"x" * (LARGEST_SIDE_ROW_BYTES + 1)))


def test_other_bytes_do_not() -> None:
    true = side_row({"text": "one"})
    assert not belongs(SideRow(true.hash, true.salt, true.data + b" "))
    assert not belongs(SideRow(true.hash, b"t" * 16, true.data))
    assert not belongs(SideRow(true.hash.upper(), true.salt, true.data))


@pytest.mark.parametrize("border", [0, 1, 15, 17, 20])
def test_the_border_between_salt_and_data_cannot_be_moved(border: int) -> None:
    true = side_row({"text": "one"}, b"s" * 16)
    whole = true.salt + true.data
    assert not belongs(SideRow(true.hash, whole[:border], whole[border:]))
