"""What speaks for and against a finding: the record it is about beside the others that it names, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.domain.problems import Language
from core.domain.records import is_record_id, split_record_id
from core.storage.session import SqlSession
from core.usecases.views.field import Reads, RecordDetail
from sync_server.land.sites import Site, site_of
from sync_server.pages.told.named import named_detail, origin_name
from sync_server.pages.told.photos import ShownPhoto, photos_of, without_photos
from sync_server.pages.told.telling import Told, Word, tell_fact

_OTHERS = ("other", "others", "record")
"""The figures in which a rule names other records."""
_MOST_OTHERS = 4
_SHOWN_WHOLE = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What one record says in a field: all of it, or how many and those that the records beside it do not have."""

    words: tuple[Word, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """`details` are the record and those beside it, `origins` what brought each (a tablet's label, or the office),
    `rows` what each says, `photos` theirs by record id, `site` where they are about if one of them states a position or
    a border.
    """

    details: tuple[RecordDetail, ...]
    origins: tuple[str, ...]
    rows: tuple[Row, ...]
    photos: Mapping[str, tuple[ShownPhoto, ...]]
    site: Site | None


def evidence_of(
    session: SqlSession, detail: RecordDetail, numbers: Mapping[str, object], language: Language, now_ms: int
) -> Evidence:
    """The record of a finding with up to four others that the rule has named."""
    reads, state = session.reads(), session.state()
    named = [part for key in _OTHERS for part in str(numbers.get(key, "")).split(", ")]
    others = [found for key in named[:_MOST_OTHERS] if (found := _record(reads, key)) is not None]
    details = tuple(named_detail(state, one, language) for one in (detail, *others))
    told = [without_photos(tell_fact(one.fact, one.names, language)) if one.fact else () for one in details]
    site = site_of(state, [one.fact for one in details], now_ms, only_measured=True)
    origins = tuple(origin_name(state, split_record_id(one.line.id)[0], language) for one in details)
    return Evidence(details, origins, tuple(compare(told)), photos_of(session, details, language), site)


def compare(told: Sequence[Sequence[Told]]) -> Iterable[Row]:
    """Every field that one of the records has, in the order in which they come, and whether they say the same."""
    fields = {field.name: field.label for one in told for field in one}
    by_name = [{field.name: field.words for field in one} for one in told]
    for name, label in fields.items():
        said = [one.get(name, ()) for one in by_name]
        texts = [tuple(sorted(word.exact or word.text for word in words)) for words in said]
        differs = len(set(texts)) > 1
        cells = tuple(_cell(words, said[:place] + said[place + 1 :]) for place, words in enumerate(said))
        yield Row(label, cells, differs)


def _cell(words: tuple[Word, ...], beside: Sequence[tuple[Word, ...]]) -> Cell:
    if len(words) <= _SHOWN_WHOLE:
        return Cell(words)
    elsewhere = {word.text for one in beside for word in one}
    return Cell(tuple(word for word in words if beside and word.text not in elsewhere), len(words))


def _record(reads: Reads, identifier: str) -> RecordDetail | None:
    return reads.record(identifier) if is_record_id(identifier) else None
