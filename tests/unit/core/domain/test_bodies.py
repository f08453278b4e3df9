from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Optional

import pytest

from core.domain.bodies import (
    LARGEST_CENTIMOS,
    LARGEST_COUNT,
    Centimos,
    Count,
    Day,
    SideHash,
    UnreadableBody,
    body_of,
    fact_from,
    photos_named,
)
from core.domain.records import RecordId

NO_COUNT, NOTHING = Count(0), Centimos(0)


@dataclass(frozen=True)
class Leaf:
    name: str
    number: int = 0


@dataclass(frozen=True)
class Sample:
    kind: ClassVar[str] = "sample"

    text: str
    number: int = 0
    count: Count = NO_COUNT
    amount: Centimos = NOTHING
    who: RecordId | None = None
    day: Day | None = None
    side: SideHash | None = None
    colour: Literal["red", "green"] = "red"
    weight: Literal[1, 2] = 1
    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    free: dict[str, Any] | None = None
    old_style: Optional[str] = None  # noqa: UP045 - both ways of writing it have to be understood


FULL = {
    "text": "aliso",
    "number": -12,
    "count": 3,
    "amount": -50,
    "who": "7KQ2MX-123",
    "day": "2026-02-28",
    "side": "0123456789abcdef" * 4,
    "colour": "green",
    "weight": 2,
    "leaf": {"name": "a", "number": 1},
    "leaves": [{"name": "b", "number": 2}, {"name": "c", "number": 3}],
    "free": {"anything": [1, "two", {}]},
    "old_style": "x",
}


def test_a_full_body_is_read_and_written_back() -> None:
    fact = fact_from(Sample, FULL)
    assert fact == Sample(
        "aliso", -12, Count(3), Centimos(-50), RecordId("7KQ2MX-123"), Day("2026-02-28"),
        SideHash("0123456789abcdef" * 4), "green", 2, Leaf("a", 1), (Leaf("b", 2), Leaf("c", 3)),
        {"anything": [1, "two", {}]}, "x",
    )  # fmt: skip
    assert body_of(fact) == FULL


def test_what_is_absent_is_not_written() -> None:
    assert body_of(Sample("x")) == {
        "text": "x", "number": 0, "count": 0, "amount": 0, "colour": "red", "weight": 1,
    }  # fmt: skip


def test_defaults_may_be_left_out() -> None:
    assert fact_from(Sample, {"text": "x"}) == Sample("x")


def test_an_empty_object_is_written() -> None:
    assert fact_from(Sample, body_of(Sample("x", free={}))) == Sample("x", free={})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", 1),
        ("text", None),
        ("number", "1"),
        ("number", True),
        ("number", 1.0),
        ("count", -1),
        ("count", LARGEST_COUNT + 1),
        ("count", True),
        ("count", "3"),
        ("amount", LARGEST_CENTIMOS + 1),
        ("amount", -LARGEST_CENTIMOS - 1),
        ("amount", False),
        ("who", "7KQ2MX-0"),
        ("who", "7kq2mx-1"),
        ("who", 7),
        ("day", "2026-02-29"),
        ("day", "2026-2-28"),
        ("day", 20260228),
        ("side", "0123456789ABCDEF" * 4),
        ("side", "00"),
        ("side", 0),
        ("colour", "blue"),
        ("colour", 1),
        ("colour", ["red"]),
        ("weight", 3),
        ("weight", 0),
        ("weight", True),
        ("weight", "1"),
        ("weight", [1]),
        ("leaf", "a"),
        ("leaf", []),
        ("leaf", {}),
        ("leaf", {"name": "a", "colour": "red"}),
        ("leaves", []),
        ("leaves", {"name": "b"}),
        ("leaves", "b"),
        ("leaves", ["b"]),
        ("leaves", [{"number": 1}]),
        ("free", []),
        ("free", "x"),
        ("old_style", 0),
    ],
)
def test_a_misshapen_field_is_unreadable(field: str, value: Any) -> None:
    with pytest.raises(UnreadableBody):
        fact_from(Sample, {**FULL, field: value})


@pytest.mark.parametrize(("field", "value"), [("count", 0), ("count", LARGEST_COUNT), ("amount", -LARGEST_CENTIMOS)])
def test_limits_themselves_are_allowed(field: str, value: int) -> None:
    assert getattr(fact_from(Sample, {**FULL, field: value}), field) == value


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(UnreadableBody, match=r"^height is not known here$"):
        fact_from(Sample, {**FULL, "height": 3})


def test_a_missing_field_is_named() -> None:
    with pytest.raises(UnreadableBody, match=r"^text is missing$"):
        fact_from(Sample, {})


def test_the_message_names_the_field_that_is_wrong() -> None:
    with pytest.raises(UnreadableBody, match=r"^colour is none of red, green$"):
        fact_from(Sample, {**FULL, "colour": "blue"})


def test_photos_are_found_by_the_names_of_their_fields() -> None:
    photo, scan, note = "a" * 64, "b" * 64, "c" * 64
    assert photos_named({"photo_side": photo, "scan_side": scan, "note_side": note}) == {photo, scan}
    assert photos_named({"photo_side": "no hash", "scan_side": [photo]}) == set()
    assert photos_named({}) == set()
