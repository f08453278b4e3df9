"""Which record may be the first of a server's new origin, whoever has signed it."""

from dataclasses import replace

import pytest

from core.domain.bodies import Count
from core.domain.epochs import EpochBegan, GivenBack, epoch_message, is_plausible
from core.domain.records import Origin, Record, origin_of_key

OLD, NEW = "11" * 32, "22" * 32
FACT = EpochBegan(origin_of_key(bytes.fromhex(OLD)), OLD, NEW, Count(7), "ab" * 32, "cd" * 64)
RECORD = Record(origin_of_key(bytes.fromhex(NEW)), 1, "epoch_began", 1, "office", 1, "2014-12-03", {})


def test_the_first_record_of_the_key_it_names_is_plausible() -> None:
    assert FACT.code == RECORD.origin
    assert is_plausible(RECORD, FACT)


@pytest.mark.parametrize(
    "fact",
    [
        replace(FACT, before_key="11" * 31),
        replace(FACT, before_key="zz" * 32),
        replace(FACT, public_key="AB" * 32),
        replace(FACT, root=""),
        replace(FACT, signature="cd" * 63),
        replace(FACT, before="AAAAAA"),
        replace(FACT, public_key=OLD),
        replace(FACT, before=RECORD.origin, before_key=NEW),
    ],
)
def test_anything_misshapen_or_of_another_key_is_not(fact: EpochBegan) -> None:
    assert not is_plausible(RECORD, fact)


def test_nor_is_a_later_record_or_one_of_somebody_else() -> None:
    assert not is_plausible(replace(RECORD, seq=2), FACT)
    assert not is_plausible(replace(RECORD, origin=Origin("AAAAAA")), FACT)


def test_what_is_signed_names_programme_key_size_and_root() -> None:
    said = {
        epoch_message(*parts)
        for parts in (
            ("P", NEW, 7, "ab"),
            ("Q", NEW, 7, "ab"),
            ("P", OLD, 7, "ab"),
            ("P", NEW, 8, "ab"),
            ("P", NEW, 7, "cd"),
        )
    }
    assert len(said) == 5
    assert epoch_message("P", "k", 7, "r") == b"planton-epoch\nP\nk\n7\nr\n"


def test_what_was_given_back_goes_by_the_tablet_that_gave_it() -> None:
    assert GivenBack("AAAAAA", 12, 80).code == "AAAAAA"  # type: ignore[arg-type]


def test_a_key_that_is_no_hex_names_no_origin() -> None:
    assert replace(FACT, public_key="0" * 11).code == ""
