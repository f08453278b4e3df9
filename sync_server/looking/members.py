"""Members as people look for them: by committee, by what they are called or how that sounds, by code or DNI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.domain.identity import name_sort_key
from core.domain.likeness import sound_key
from core.domain.seeking import plain
from core.storage.session import SqlSession
from core.usecases.views.reference import PersonEntry

LONGEST_SEARCH = 60
_DNI_DIGITS = 8


def chosen_people(session: SqlSession, asked: Mapping[str, str]) -> list[PersonEntry]:
    """All members that an address asks for, by surname."""
    text, committee, only_new = searched(asked)
    people = [one for one in session.reference().people() if committee in ("", one.committee)]
    people = [one for one in people if not (only_new and one.confirmed)]
    return sorted(found(people, text), key=lambda one: (name_sort_key(one.name), one.id))


def searched(asked: Mapping[str, str]) -> tuple[str, str, bool]:
    """The words, the committee, and whether only those whom the office has not confirmed."""
    text = " ".join(asked.get("text", "").split())[:LONGEST_SEARCH]
    return text, asked.get("committee", ""), asked.get("new") == "yes"


def found(people: Iterable[PersonEntry], text: str) -> list[PersonEntry]:
    """Those whose name, code or DNI has every word that was typed, as it is spelled or as it sounds."""
    words = [(plain(word), sound_key(word)) for word in text.split()]
    return [one for one in people if all(_has(one, spelled, sound) for spelled, sound in words)]


def _has(entry: PersonEntry, spelled: str, sound: str) -> bool:
    if spelled in plain(entry.name) or spelled in plain(entry.code):
        return True
    person = entry.person
    if person is not None and len(spelled) == _DNI_DIGITS and spelled == person.dni:
        return True
    return bool(sound) and any(sound_key(word) == sound for word in entry.name.replace(",", " ").split())
