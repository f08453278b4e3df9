import pytest

from core.domain.bodies import body_of, fact_from
from core.domain.kinds import KINDS, UNCORRECTABLE
from core.domain.sealing import SealingKey


def test_a_key_is_stated_once_by_the_office_and_never_corrected() -> None:
    fact = SealingKey("0a" * 32)
    assert fact_from(SealingKey, body_of(fact)) == fact
    assert (KINDS["sealing_key"].author, KINDS["sealing_key"].is_thing) == ("office", True)
    assert "sealing_key" in UNCORRECTABLE


@pytest.mark.parametrize(("text", "is_key"), [("0A" * 32, True), ("0a" * 31, False), ("0g" * 32, False), ("", False)])
def test_what_is_no_key_is_not_taken_for_one(text: str, is_key: bool) -> None:
    assert SealingKey(text).is_plausible == is_key
    assert SealingKey(text).code == text.lower()
