"""The heads of tus as one end writes and the other reads them, and rubbish in their place."""

import pytest

from core.domain.problems import Problem
from core.sync.photos import tus
from core.sync.photos.tus import Heading
from tests.photos import heading, picture
from tools.sample import seeded_key

ORIGIN = "ABCDEF"
GOOD = heading(ORIGIN, picture(500), "PIURA", seeded_key("x"))


def test_a_beginning_is_read_as_it_was_written() -> None:
    heads = tus.creation_heads(GOOD)
    assert heads["Tus-Resumable"] == "1.0.0"
    assert tus.read_creation(heads) == GOOD


def test_a_part_says_where_it_begins_and_who_vouches_for_it() -> None:
    heads = tus.part_heads(GOOD, 1_234)
    assert heads["Content-Type"] == "application/offset+octet-stream"
    assert tus.read_number(heads["Upload-Offset"]) == 1_234
    assert tus.read_credential(heads) == (ORIGIN, GOOD.signature)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Upload-Length", None), ("Upload-Length", ""), ("Upload-Length", "-1"), ("Upload-Length", "1.5"),
        ("Upload-Length", "٣"), ("Upload-Length", "1" * 16), ("Upload-Length", "+5"), ("Upload-Metadata", None),
        ("Upload-Metadata", "hash"), ("Upload-Metadata", "hash ???"), ("Upload-Metadata", "hash /w==,salt /w=="),
        ("Upload-Metadata", "x " * 600), ("Upload-Metadata", "\u00f1 \u00f1"), (tus.SIGNATURE_HEAD, None),
        (tus.SIGNATURE_HEAD, ""), (tus.SIGNATURE_HEAD, "ABCDEF ñ"), (tus.SIGNATURE_HEAD, "abcdef AAAA"),
        (tus.SIGNATURE_HEAD, "GHIJKL AAAA"),
    ],
)  # fmt: skip
def test_rubbish_is_told(name: str, value: str | None) -> None:
    heads = tus.creation_heads(GOOD)
    if value is None:
        del heads[name]
    else:
        heads[name] = value
    with pytest.raises(Problem, match="request_unreadable"):
        tus.read_creation(heads)


@pytest.mark.parametrize("hash_text", ["", "a" * 63, "g" * 64, "A" * 64, "../" + "a" * 61])
def test_only_a_hash_is_a_name(hash_text: str) -> None:
    with pytest.raises(Problem, match="request_unreadable"):
        tus.read_creation(tus.creation_heads(Heading(ORIGIN, hash_text, b"s" * 16, 5, b"x")))


def test_a_salt_that_is_no_hex_is_told() -> None:
    heads = tus.creation_heads(GOOD)
    heads["Upload-Metadata"] = heads["Upload-Metadata"].replace("salt ", "salt eHh4,salz ")
    with pytest.raises(Problem, match="request_unreadable"):
        tus.read_creation(heads)


@pytest.mark.parametrize("heads", [{}, {"Upload-Offset": "x"}, {"Upload-Offset": "-3"}])
def test_an_answer_without_an_offset_makes_no_sense(heads: dict[str, str]) -> None:
    with pytest.raises(Problem, match="answer_unreadable"):
        tus.answered_offset(heads)


def test_the_signature_covers_what_is_begun() -> None:
    signed = {
        tus.signed_part(programme, origin, photo, length)
        for programme in ("A", "B")
        for origin in ("ABCDEF", "GHIJKL")
        for photo in ("a" * 64, "b" * 64)
        for length in (1, 2)
    }
    assert len(signed) == 16
