"""Folding after a save: what storage cannot do waits for the next start, and a mistake of ours is heard of."""

from __future__ import annotations

from typing import cast

import pytest

from core.domain.problems import Problem
from core.usecases.ports import Store
from core.usecases.tablet.record import fold_if_possible


class Refusing:
    """A store that does not fold."""

    def __init__(self, code: str) -> None:
        self.code, self.asked = code, 0

    def fold(self) -> None:
        self.asked += 1
        raise Problem(self.code, file="tablet.db")


@pytest.mark.parametrize("code", ["storage_full", "storage_locked", "storage_read_only"])
def test_a_disk_that_takes_nothing_makes_no_saved_record_look_unsaved(code: str) -> None:
    store = Refusing(code)
    fold_if_possible(cast("Store", store))
    assert store.asked == 1


def test_what_is_no_trouble_of_storage_is_not_hidden() -> None:
    with pytest.raises(Problem, match="nothing_changed"):
        fold_if_possible(cast("Store", Refusing("nothing_changed")))
