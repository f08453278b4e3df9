"""The photos of records in words: what each shows, when and by whom it was taken, and who has one that is to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.domain.bodies import PHOTO_FIELDS, body_of, photos_named
from core.domain.problems import Language
from core.domain.records import split_record_id
from core.fold.facts import is_office, thing_fact
from core.fold.grants import enrolment_of
from core.storage.reads.photos import NamedPhoto, photos_named_by
from core.storage.session import SqlSession
from core.usecases.views.field import RecordDetail
from sync_server.pages.told.telling import Told
from sync_server.text.texts import day_text, name_of, say

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo on a page: `address` is that of the whole picture and `told` what it shows. Where there is no picture,
    `trouble` says why and the address is empty. `is_past` is whether a correction has taken it out.
    """

    address: str
    told: str
    trouble: str
    is_past: bool


def photos_of(
    session: SqlSession, details: Sequence[RecordDetail], language: Language
) -> dict[str, tuple[ShownPhoto, ...]]:
    """By record id the photos that each record names or named, those in force first."""
    owners = {one.line.id: one for one in details}
    owners |= {step.id: one for one in details for step in one.corrections if step.action == "replace"}
    named = photos_named_by(session.connection, session.programme, owners)
    people = {user.code: user.name for user in session.reads().users()} if named else {}
    shown: dict[str, list[ShownPhoto]] = {one.line.id: [] for one in details}
    for photo in named:
        detail = owners[photo.record]
        shown[detail.line.id].append(_shown(session, detail, photo, people.get(detail.line.author, ""), language))
    return {record: tuple(sorted(photos, key=lambda one: one.is_past)) for record, photos in shown.items()}


def without_photos(told: Iterable[Told]) -> tuple[Told, ...]:
    """What a record says, without the hashes of the photos that are shown beside it."""
    return tuple(one for one in told if one.name not in PHOTO_FIELDS)


def _shown(session: SqlSession, detail: RecordDetail, photo: NamedPhoto, who: str, language: Language) -> ShownPhoto:
    line = detail.line
    fields = {getattr(detail.fact, name, None): name for name in PHOTO_FIELDS}
    field = fields.get(photo.hash, "")
    said = body_of(detail.fact) if detail.fact is not None else dict.fromkeys(PHOTO_FIELDS, photo.hash)
    replaced = said.get("body")
    in_force = photos_named(said) | photos_named(replaced if isinstance(replaced, dict) else {})
    told = say(
        "photos.told", language,
        what=name_of("field", field, language) if field else say("photos.one", language),
        kind=name_of("kind", line.kind, language).lower(), about=_about(line.subject, line.species_name),
        day=day_text(line.happened_on, language), who=f"{line.author} {who}".strip(),
    )  # fmt: skip
    address = f"/records/{photo.record}/photos/{photo.hash}" if photo.is_picture else ""
    return ShownPhoto(address, told, "" if address else _trouble(session, photo, language), photo.hash not in in_force)


def _about(subject: str, species: str) -> str:
    words = [word for word in dict.fromkeys((subject, species)) if word]
    return ", ".join([*words, ""]) if words else ""


def _trouble(session: SqlSession, photo: NamedPhoto, language: Language) -> str:
    if photo.is_here:
        return say("photos.not_a_picture", language)
    origin = split_record_id(photo.record)[0]
    enrolled = enrolment_of(session.state(), origin)
    if is_office(session.state(), origin) or enrolled is None:
        return say("photos.not_here", language)
    label = str(thing_fact(enrolled).label)
    if photo.received:
        percent = photo.received * _HUNDRED // photo.length
        return say("photos.on_its_way", language, tablet=label, percent=percent)
    return say("photos.pending", language, tablet=label)
