import dataclasses
import types
import unicodedata
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain import canon
from core.domain.bodies import (
    LARGEST_CENTIMOS,
    LARGEST_COUNT,
    Amount,
    Centimos,
    Count,
    Day,
    SideHash,
    UnreadableBody,
    body_of,
    version_of,
)
from core.domain.kinds import KINDS, UNCORRECTABLE, UnknownKind, fact_of, fact_or_none, read_fact
from core.domain.records import Origin, Record, RecordId

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=6).map(
    lambda text: unicodedata.normalize("NFC", text)
)
NUMBERS = st.integers(-canon.LARGEST_INTEGER, canon.LARGEST_INTEGER)
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: NUMBERS,
    Count: st.integers(0, LARGEST_COUNT),
    Centimos: st.integers(-LARGEST_CENTIMOS, LARGEST_CENTIMOS),
    Amount: st.integers(0, LARGEST_CENTIMOS),
    RecordId: st.from_regex(r"[A-Z2-7]{6}-[1-9][0-9]{0,5}", fullmatch=True),
    Day: st.dates().map(lambda day: day.isoformat()),
    SideHash: st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
}


def facts(shape: type[Any]) -> st.SearchStrategy[Any]:
    """Any fact of this shape, by its annotations."""
    hints = get_type_hints(shape)
    fields = {
        field.name: _values(hints[field.name], 0 if field.default == () else 1) for field in dataclasses.fields(shape)
    }
    return st.builds(shape, **fields)


def _values(hint: Any, least: int) -> st.SearchStrategy[Any]:
    if hint in SCALARS:
        return SCALARS[hint]
    outer = get_origin(hint)
    if outer in (types.UnionType, Union):
        return st.one_of(st.none() if inner is type(None) else _values(inner, least) for inner in get_args(hint))
    if outer is tuple:
        return st.lists(_values(get_args(hint)[0], 1), min_size=least, max_size=3).map(tuple)
    if outer is dict:
        return st.dictionaries(TEXTS, TEXTS | NUMBERS, max_size=2)
    if outer is Literal:
        return st.sampled_from(get_args(hint))
    return facts(hint)


@pytest.mark.parametrize("name", sorted(KINDS))
@given(data=st.data())
def test_every_fact_of_every_kind_comes_back_from_its_bytes(name: str, data: st.DataObject) -> None:
    fact = data.draw(facts(KINDS[name].shape))
    body = canon.decode(canon.encode(body_of(fact)))
    assert read_fact(name, fact.version, body) == fact


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_is_described_by_fields_that_it_has(name: str) -> None:
    kind = KINDS[name]
    fields = {field.name for field in dataclasses.fields(kind.shape)}
    assert kind.name == name == kind.shape.kind
    assert {kind.subject, kind.figure} - {""} <= fields
    assert kind.shape.version >= 1


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_refuses_a_field_that_it_does_not_know(name: str) -> None:
    with pytest.raises(UnreadableBody):
        read_fact(name, 1, {"no_such_field": 1})


def test_only_the_office_says_what_things_cost_and_who_is_held() -> None:
    office = {name for name, kind in KINDS.items() if kind.author == "office"}
    assert {"programme", "setting", "rate", "verdict", "opening_batch", "opening_balance", "member_confirmed"} <= office
    assert not office & {"planting", "workday", "ready_accepted", "member", "void", "replace"}


def test_corrections_verdicts_and_steps_are_not_corrected() -> None:
    assert set(KINDS) >= UNCORRECTABLE > {"programme", "void", "replace", "verdict", "sheet_locked", "approval"}
    assert not UNCORRECTABLE & {"pay_sheet", "payout", "expense", "cash_advance", "rate", "planting", "month_closed"}


@pytest.mark.parametrize(("kind", "version"), [("no_such_kind", 1), ("workday", 2), ("", 1)])
def test_what_a_later_version_wrote_is_unknown(kind: str, version: int) -> None:
    with pytest.raises(UnknownKind):
        read_fact(kind, version, {})


def test_there_is_no_version_zero() -> None:
    with pytest.raises((UnknownKind, UnreadableBody)):
        read_fact("dispatched", 0, {"batch": "OFFICE-3", "count": 1})


def test_the_fact_of_a_record() -> None:
    record = Record(Origin("TABLET"), 1, "returned", 1, "ana", 0, "2026-03-06", {"batch": "OFFICE-3", "count": 4})
    assert fact_of(record) == KINDS["returned"].shape(RecordId("OFFICE-3"), 4)


def test_where_there_is_no_fact_none_is_given() -> None:
    body = {"batch": "OFFICE-3", "count": 4}
    assert fact_or_none("returned", 1, body) == KINDS["returned"].shape(RecordId("OFFICE-3"), 4)
    assert fact_or_none("returned", 99, body) is None
    assert fact_or_none("returned", 1, {"batch": 7}) is None


PLANTED = {"committee": "OFFICE-1", "unit": "OFFICE-6", "species": "OFFICE-3", "batch": "OFFICE-10", "count": 40}
PHOTO = {"photo_side": "0" * 64}


@pytest.mark.parametrize("kind", ["planting", "replanting"])
def test_a_record_is_stated_under_the_lowest_version_that_knows_its_fields(kind: str) -> None:
    shape = KINDS[kind].shape
    assert (version_of(shape, PLANTED), version_of(shape, PLANTED | PHOTO), shape.version) == (1, 2, 2)
    assert read_fact(kind, 1, PLANTED) == read_fact(kind, 2, PLANTED)
    assert read_fact(kind, 2, PLANTED | PHOTO).photo_side == "0" * 64


def test_a_version_does_not_know_what_came_later() -> None:
    with pytest.raises(UnreadableBody):
        read_fact("planting", 1, PLANTED | PHOTO)
    with pytest.raises(UnknownKind):
        read_fact("planting", 3, PLANTED)


def test_a_kind_without_later_fields_has_its_own_version() -> None:
    assert version_of(KINDS["workday"].shape, {"photo_side": "0" * 64}) == KINDS["workday"].shape.version
