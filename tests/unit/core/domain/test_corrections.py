from typing import get_args

from core.domain.bodies import Count, body_of, fact_from
from core.domain.corrections import REASONS, Reason, Replace, Void
from core.domain.records import RecordId


def test_people_choose_among_every_reason_but_the_one_of_the_undo_button() -> None:
    assert set(get_args(Reason)) - set(REASONS) == {"undone"}
    assert len(REASONS) == len(set(REASONS))


def test_a_void_is_written_in_full() -> None:
    void = Void(RecordId("OFFICE-3"), RecordId("TABLET-9"), "undone")
    assert body_of(void) == {"target": "OFFICE-3", "seen": "TABLET-9", "reason": "undone"}
    assert fact_from(Void, body_of(void)) == void


def test_a_replacement_carries_any_body() -> None:
    body = {"count": 3, "of": [{"deep": "x"}]}
    replace = Replace(RecordId("OFFICE-3"), RecordId("OFFICE-3"), "wrong_count", body, Count(2))
    assert fact_from(Replace, body_of(replace)) == replace
