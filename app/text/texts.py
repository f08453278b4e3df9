"""The text table: `t(key, **values)` answers the words of the language that is set. Every key has every language.

The words live in one module per group, as `{key: (Spanish, English)}`; a key is `group.name`. Texts have no plural
forms: write them so that they are right for one and for many. A key that is missing is an error of the programmer.
"""

from __future__ import annotations

from app.text import (
    box,
    carry,
    common,
    entry,
    helping,
    land,
    monitoring,
    names,
    pay,
    photos,
    places,
    progress,
    recording,
    review,
    shell,
    start,
    states,
    tablet,
)

LANGUAGES = ("es", "en")
Group = dict[str, tuple[str, str]]


class _Chosen:
    """The language that is set; Spanish until somebody asks for another."""

    index = 0


def merged(*groups: Group) -> Group:
    """All groups as one table; a key that occurs twice is an error."""
    table: Group = {}
    for group in groups:
        twice = table.keys() & group.keys()
        if twice:
            raise ValueError(f"these texts are defined twice: {sorted(twice)}")
        table.update(group)
    return table


TABLE = merged(
    box.TEXTS,
    carry.TEXTS,
    common.TEXTS,
    entry.TEXTS,
    helping.TEXTS,
    land.TEXTS,
    monitoring.TEXTS,
    names.TEXTS,
    pay.TEXTS,
    photos.TEXTS,
    places.TEXTS,
    progress.TEXTS,
    recording.TEXTS,
    review.TEXTS,
    shell.TEXTS,
    start.TEXTS,
    states.TEXTS,
    tablet.TEXTS,
)


def set_language(language: str) -> None:
    """`es` or `en`; screens that are built keep their words until the host rebuilds them."""
    _Chosen.index = LANGUAGES.index(language)


def language() -> str:
    return LANGUAGES[_Chosen.index]


def t(key: str, **values: object) -> str:
    """The words for `key`, with `{name}` replaced by the value of that name. Raises KeyError for an unknown key."""
    words = TABLE[key][_Chosen.index]
    return words.format(**values) if values else words
