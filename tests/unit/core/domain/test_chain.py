import hashlib

from hypothesis import given
from hypothesis import strategies as st

from core.domain.chain import chain_next, chain_over, chain_start

KEY = bytes(range(32))


def test_the_start_binds_programme_and_key() -> None:
    assert chain_start("SP-26", KEY) == hashlib.sha256(b"planton/1\nSP-26\n" + KEY).digest()
    assert chain_start("Ñ", KEY) == hashlib.sha256(b"planton/1\n\xc3\x91\n" + KEY).digest()


def test_a_head_binds_all_before_it() -> None:
    start = chain_start("SP-26", KEY)
    first = hashlib.sha256(start + b"one").digest()
    assert chain_next(start, b"one") == first
    assert chain_over(start, [b"one", b"two"]) == [first, hashlib.sha256(first + b"two").digest()]


def test_nothing_said_leaves_no_head() -> None:
    assert chain_over(chain_start("SP-26", KEY), []) == []


@given(st.lists(st.binary(max_size=8)), st.data())
def test_a_chain_in_two_parts_is_the_same_chain(records: list[bytes], data: st.DataObject) -> None:
    start = chain_start("SP-26", KEY)
    cut = data.draw(st.integers(0, len(records)))
    first = chain_over(start, records[:cut])
    second = chain_over(first[-1] if first else start, records[cut:])
    assert first + second == chain_over(start, records)


@given(st.lists(st.binary(min_size=1, max_size=8), min_size=2, unique=True))
def test_another_order_is_another_chain(records: list[bytes]) -> None:
    start = chain_start("SP-26", KEY)
    assert chain_over(start, records)[-1] != chain_over(start, records[::-1])[-1]
