from core.domain.epochs import EpochBegan
from core.domain.records import origin_of_key
from tests.fakes.known import FakeKnown, found, planting, subject


def test_a_server_that_was_put_back_stays_a_finding() -> None:
    key = bytes(range(32))
    fact = EpochBegan("AAAAAA", "11" * 32, key.hex(), 1_200, "ab" * 32, "00" * 64)  # type: ignore[arg-type]
    finding = found(subject(fact), FakeKnown())["server_restored"]
    assert finding.action == "warn"
    assert finding.numbers == {
        "size": 1_200, "root": "ab" * 6, "before": "AAAAAA", "origin": origin_of_key(key),
    }  # fmt: skip
    assert "server_restored" not in found(subject(planting()), FakeKnown())
