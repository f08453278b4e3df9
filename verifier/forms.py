"""Records that are written as others were that have been looked at in full (rules, 1.1 and 1.2).

Nearly all records of a log are like another one but for texts and numbers. So of each kind of writing the first is read
and written again, and of those like it only what may differ is looked at: that each text has no sign that could be
written in two ways, and each number no zero too many. What is left of a record without texts and numbers is its form.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any, NamedTuple

from verifier.canon import LARGEST, LATEST_MS, read_record

_MOST_FORMS = 5_000
_MOST_BEGINNINGS = 100_000
_ONES = bytes(49 if 49 <= byte < 58 else 58 if byte in b",[" else byte for byte in range(256))
_ZEROS = bytes(48 if 49 <= byte < 58 else byte for byte in range(256))
_TOO_LONG = b"0" * 16
_NOT_PLAIN = bytes([*range(32), 92])
"""Control characters and the backslash."""


class Glance(NamedTuple):
    """What a record says of itself."""

    origin: str
    seq: int
    kind: str


class _Form(NamedTuple):
    """Where in a record of this form its keys stand, among the parts between quotation marks; and for each set of keys
    that they were, where the parts stand that a record needs.
    """

    keys: Any
    known: dict[tuple[bytes, ...], Any]


class Forms:
    """The forms that have been seen. What is told of a record is what reading it in full would tell."""

    def __init__(self) -> None:
        self._forms: dict[bytes, _Form] = {}
        self._words: dict[tuple[bytes, ...], tuple[str, str]] = {}
        """Author, day, kind, version and origin of records that are as they should be; origin and kind as texts."""

    def glance(self, data: bytes) -> Glance:
        """What the bytes of a record say of it. Raises NotCanonicalError where they are none."""
        if not data.isascii() or len(data.translate(None, _NOT_PLAIN)) != len(data):
            return _in_full(data)
        # No quotation mark stands inside a text now, so that every second part is a text.
        parts = data.split(b'"')
        said = _form_of(parts)
        form = self._forms.get(said)
        places = form.known.get(form.keys(parts)) if form is not None else None
        if places is None:
            return self._learn(data, parts, said)
        *words, recorded_at, seq = places(parts)
        known = self._words.get(tuple(words))
        if known is None:
            return self._learn(data, parts, said)
        number = int(seq[1:-1])
        if not 1 <= number <= LARGEST or not 0 <= int(recorded_at[1:-1]) <= LATEST_MS:
            return _in_full(data)
        return Glance(known[0], number, known[1])

    def _learn(self, data: bytes, parts: list[bytes], form: bytes) -> Glance:
        record = read_record(data)
        said = Glance(record["origin"], record["seq"], record["kind"])
        if not form or "was" in record:
            return said  # Of what is rare nothing is learned.
        at_keys = [place for place in range(1, len(parts), 2) if parts[place + 1].startswith(b":")]
        keys = tuple(parts[place] for place in at_keys)
        if form not in self._forms and len(self._forms) < _MOST_FORMS:
            self._forms[form] = _Form(itemgetter(*at_keys), {})
        known = self._forms[form].known if form in self._forms else {}
        if keys not in known and len(known) < _MOST_FORMS:
            known[keys] = itemgetter(*_places_of(parts, at_keys))
        if keys in known and len(self._words) < _MOST_BEGINNINGS:
            *words, _, _ = known[keys](parts)
            self._words[tuple(words)] = (said.origin, said.kind)
        return said


def _form_of(parts: list[bytes]) -> bytes:
    """What is left without the texts, with one 0 for each number. Nothing where a text does not end, a number begins
    with a zero too many, or is so long that its size has to be looked at.
    """
    between = b'"'.join(parts[::2])
    ones, zeros = between.translate(_ONES), between.translate(_ZEROS)
    if not len(parts) % 2 or b":00" in ones or b":01" in ones or b"-0" in ones or _TOO_LONG in zeros:
        return b""
    zeros = zeros.replace(b"00000000", b"0").replace(b"0000", b"0")
    return zeros.replace(b"00", b"0").replace(b"00", b"0")


def _in_full(data: bytes) -> Glance:
    record = read_record(data)
    return Glance(record["origin"], record["seq"], record["kind"])


def _places_of(parts: list[bytes], at_keys: list[int]) -> list[int]:
    """Where the words of a record stand, and its two numbers: what is on its outermost level."""
    found: dict[bytes, int] = {}
    depth = 0
    for place, part in enumerate(parts):
        if place % 2:
            if depth == 1 and place in at_keys:
                found[part] = place
        else:
            depth += part.count(b"{") + part.count(b"[") - part.count(b"}") - part.count(b"]")
    texts = [found[name] + 2 for name in (b"author", b"happened_on", b"kind", b"origin")]
    numbers = [found[name] + 1 for name in (b"kind_version", b"recorded_at", b"seq")]
    return [*texts, *numbers]
