"""A column of texts in the fewest bytes: days, hashes and record ids as the numbers that they are, other texts by
their first appearance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from core.sync.wire.octets import Reader, Writer, easiest
from core.sync.wire.shapes import TooLarge

BY_WORDS, BY_IDS, BY_DAYS, BY_HASHES, BY_KNOWN_IDS = range(5)
_RECORD_ID = re.compile(rb"([A-Z2-7]{6})-([1-9][0-9]{0,15})\Z")
_HASH = re.compile(rb"[0-9a-f]{64}\Z")
_HASH_BYTES, _DAY_LETTERS, _ORIGIN_LETTERS = 32, 10, 6
_REPEATED = 3
"""Where a text comes so many times, it is not asked whether saying each of them would be shorter."""
_LEAST_ID_LETTERS = _ORIGIN_LETTERS + 2


def write_texts(writer: Writer, words: Sequence[bytes], indexes: Sequence[int]) -> None:
    """The texts that `indexes` picks from the different `words`, which stand in the order of their first appearance."""
    if all(map(_RECORD_ID.match, words)):
        ways = [_by_known_ids(words, indexes)]
        if len(indexes) < _REPEATED * len(words):
            ways.append(_by_ids(words, indexes))
        writer.raw(ways[easiest(ways)])
    elif all(map(_HASH.match, words)):
        writer.number(BY_HASHES)
        writer.raw(b"".join(bytes.fromhex(words[index].decode("ascii")) for index in indexes))
    elif all(days := [_day_number(word) for word in words]):
        writer.number(BY_DAYS)
        writer.numbers([days[index] for index in indexes])
    else:
        writer.number(BY_WORDS)
        writer.blob(b"\x00".join(words))
        writer.numbers(indexes)


def read_texts(reader: Reader, number: int, largest: int) -> list[bytes]:
    """So many texts, a number that the caller has bounded. Raises TooLarge where they come to more than `largest`
    bytes, ValueError for what are no texts.
    """
    texts = _WAYS[way_of_texts(reader)](reader, number, largest)
    if sum(map(len, texts)) > largest:
        raise TooLarge
    return texts


def way_of_texts(reader: Reader) -> int:
    """How the texts are written that stand next."""
    return reader.number(len(_WAYS) - 1)


def _by_ids(words: Sequence[bytes], indexes: Sequence[int]) -> bytes:
    writer = Writer()
    writer.number(BY_IDS)
    _write_ids(writer, words, indexes)
    return writer.bytes()


def _by_known_ids(words: Sequence[bytes], indexes: Sequence[int]) -> bytes:
    writer = Writer()
    writer.number(BY_KNOWN_IDS)
    writer.number(len(words))
    _write_ids(writer, words, range(len(words)))
    writer.numbers(indexes)
    return writer.bytes()


def _write_ids(writer: Writer, words: Sequence[bytes], indexes: Sequence[int]) -> None:
    origins: dict[bytes, int] = {}
    pairs = [word.split(b"-") for word in words]
    origin_places = [origins.setdefault(origin, len(origins)) for origin, _ in pairs]
    seqs = [int(seq) for _, seq in pairs]
    writer.number(len(origins))
    writer.raw(b"".join(origins))
    writer.numbers([origin_places[index] for index in indexes])
    writer.numbers([seqs[index] for index in indexes])


def _read_words(reader: Reader, number: int, largest: int) -> list[bytes]:
    said = reader.blob()
    if said.count(b"\x00") >= number:
        raise ValueError("more words than texts")
    if len(said) > largest + number:
        raise TooLarge
    return _picked(said.split(b"\x00"), reader.numbers(number))


def _read_ids(reader: Reader, number: int, largest: int) -> list[bytes]:
    if number * _LEAST_ID_LETTERS > largest:
        raise TooLarge
    letters = reader.raw(reader.number(number) * _ORIGIN_LETTERS)
    origins = [letters[start : start + _ORIGIN_LETTERS] for start in range(0, len(letters), _ORIGIN_LETTERS)]
    names = _picked(origins, reader.numbers(number))
    return [b"%b-%d" % pair for pair in zip(names, reader.numbers(number), strict=True)]


def _read_days(reader: Reader, number: int, largest: int) -> list[bytes]:
    if number * _DAY_LETTERS > largest:
        raise TooLarge
    days = reader.numbers(number)
    texts = {day: _day_text(day) for day in set(days)}
    return [texts[day] for day in days]


def _read_hashes(reader: Reader, number: int, largest: int) -> list[bytes]:
    if number * 2 * _HASH_BYTES > largest:
        raise TooLarge
    return [reader.raw(_HASH_BYTES).hex().encode("ascii") for _ in range(number)]


def _read_known_ids(reader: Reader, number: int, largest: int) -> list[bytes]:
    words = _read_ids(reader, reader.number(number), largest)
    return _picked(words, reader.numbers(number))


_WAYS: tuple[Callable[[Reader, int, int], list[bytes]], ...] = (
    _read_words, _read_ids, _read_days, _read_hashes, _read_known_ids,
)  # fmt: skip


def _picked(words: Sequence[bytes], indexes: Sequence[int]) -> list[bytes]:
    if indexes and not 0 <= min(indexes) <= max(indexes) < len(words):
        raise ValueError("no such word")
    return [words[index] for index in indexes]


def _day_text(number: int) -> bytes:
    try:
        return date.fromordinal(number).isoformat().encode("ascii")
    except OverflowError as error:
        raise ValueError("no day") from error


def _day_number(word: bytes) -> int:
    """A day as a number above nothing; 0 for what is no day, or not written as days are."""
    try:
        number = date.fromisoformat(word.decode("ascii")).toordinal()
    except ValueError:
        return 0
    return number if _day_text(number) == word else 0
