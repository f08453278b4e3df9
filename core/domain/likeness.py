"""Whether two names may be those of one person: by how they sound in the Spanish of Peru and how they are spelled.

Our own rules, made for lists that were written by ear: b and v, s and z and soft c, ll and y, the h that nobody hears,
hua and gua, g and j before e and i, and ñ typed as n count as the same letter; one slip of the pen is forgiven in a
longer name. It knows no nicknames (Pancho), no shortened names (Fco.) and no other language, and takes brothers for
two people as long as their given names differ. So it only suggests: a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.domain.people import Person
from core.domain.seeking import plain

_PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y", "da"})
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("ch", "C"),
        ("^hi(?=[aeou])", "y"),
        ("(?:h|g)u(?=[ao])|hu(?=[ei])|gü(?=[ei])|w(?=[aeiou])", "W"),
        ("gu(?=[ei])", "G"),
        ("g(?=[ei])", "j"),
        ("g", "G"),
        ("^x", "j"),
        ("x", "ks"),
        ("h", ""),
        ("ll", "Y"),
        ("y(?=[aeiou])", "Y"),
        ("y", "i"),
        ("v", "b"),
        ("s?c(?=[ei])|z|ç", "s"),
        ("qu(?=[ei])|[ckq]", "k"),
        ("n(?=[bp])", "m"),
        ("(.)\\1+", "\\1"),
    )
)
"""In this order: what is written, and the letter it sounds like. Capitals are sounds that are settled."""
_FORGIVING_FROM, _MORE_FORGIVING_FROM = 5, 9
_DNI_SLIPS = 2
"""Two numbers further apart than this were not meant to be the same."""


@lru_cache(maxsize=16384)
def sound_key(word: str) -> str:
    """How one word sounds: Yovera and Llovera, Chávez and Chabes, Huamán and Guamán have the same key; a word without
    letters has none.
    """
    # The dots on ü are heard; all other marks are not.
    heard = plain(unicodedata.normalize("NFC", word.casefold()).replace("ü", "\x00")).replace("\x00", "ü")
    key = "".join(letter for letter in heard if letter.isalpha())
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key.replace("ü", "u")


def distance(one: str, other: str) -> int:
    """How many letters have to be added, left out, changed, or exchanged with their neighbour to make one of the
    other.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, last, row = row, before, [place]
        for column, sign in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != sign))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == sign:
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
    return row[-1]


@lru_cache(maxsize=65536)
def sounds_alike(one: str, other: str) -> bool:
    """Whether two sound keys may be the same word. María and Mario, Daniel and Daniela are not: their endings are heard
    and meant.
    """
    if one == other:
        return bool(one)
    shorter = min(len(one), len(other))
    slips = 0 if shorter < _FORGIVING_FROM else 1 if shorter < _MORE_FORGIVING_FROM else 2
    return abs(len(one) - len(other)) <= slips and not _differ_in_ending(one, other) and distance(one, other) <= slips


@dataclass(frozen=True, slots=True)
class Heard:
    """A person by the sounds of their surnames and given names, and by their number."""

    surnames: tuple[str, ...]
    given_names: tuple[str, ...]
    dni: str


def heard(person: Person) -> Heard:
    surnames = ("".join(_words(part)) for part in (person.first_surname, person.second_surname or ""))
    return Heard(tuple(key for key in surnames if key), _words(person.given_names), person.dni or "")


def names_alike(one: Heard, other: Heard) -> bool:
    """Whether two names may be one person's: the surnames in either order, one of them left out, and the given names of
    whoever has fewer among those of the other.
    """
    return _fit(one.surnames, other.surnames) and _are_among(one.given_names, other.given_names)


def may_be_same(one: Heard, other: Heard) -> bool:
    """Whether two people who are listed may be one: by the same DNI, or by their names unless they have numbers that
    nobody mistypes for each other.
    """
    both_known = bool(one.dni and other.dni)
    if both_known and one.dni == other.dni:
        return True
    return names_alike(one, other) and not (both_known and distance(one.dni, other.dni) > _DNI_SLIPS)


def pairs_by_dni(people: Iterable[tuple[str, Person]]) -> Iterator[tuple[str, str]]:
    """The ids of those who have the same DNI, the earlier one first, whatever their names."""
    known: dict[str, list[str]] = {}
    for identifier, person in people:
        if person.dni:
            for other in known.setdefault(person.dni, []):
                yield other, identifier
            known[person.dni].append(identifier)


def pairs_by_name(people: Iterable[tuple[str, Person]]) -> Iterator[tuple[str, str]]:
    """The ids of those who may be one person, the earlier one first. Only those with a word of the same sound in their
    names are compared: everybody with everybody would take long.
    """
    by_sound: dict[str, list[tuple[str, Heard]]] = {}
    for identifier, person in people:
        name = heard(person)
        sounds = {*name.surnames, *name.given_names}
        near = dict(one for sound in sorted(sounds) for one in by_sound.get(sound, ()))
        for other, known in near.items():
            if may_be_same(known, name):
                yield other, identifier
        for sound in sounds:
            by_sound.setdefault(sound, []).append((identifier, name))


def _words(text: str) -> tuple[str, ...]:
    """The sounds of a name's words, without the particles between them."""
    words = plain(text).replace("-", " ").split()
    kept = [word for word in words if word not in _PARTICLES] or words
    spelled = {plain(word): word for word in text.replace("-", " ").split()}
    return tuple(sound for word in kept if (sound := sound_key(spelled.get(word, word))))


def _fit(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists of at most two surnames are the same, in any order, or one of them has the other's only one."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    if len(shorter) == 1:
        return any(sounds_alike(shorter[0], surname) for surname in longer)
    first, second = longer
    return (sounds_alike(shorter[0], first) and sounds_alike(shorter[1], second)) or (
        sounds_alike(shorter[0], second) and sounds_alike(shorter[1], first)
    )


def _are_among(one: Sequence[str], other: Sequence[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and all(any(sounds_alike(word, name) for name in longer) for word in shorter)


def _differ_in_ending(one: str, other: str) -> bool:
    """Whether two words are the same but for an a or o at their end."""
    stems = one.rstrip("ao"), other.rstrip("ao")
    return stems[0] == stems[1]
