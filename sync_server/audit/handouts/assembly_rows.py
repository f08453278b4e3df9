"""The rows of the assembly's paper for whoever keeps them in a spreadsheet: the same sums, names and days."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.problems import Language
from sync_server.audit.handouts.village import Assembly, Part, Worker
from sync_server.exports.spreadsheets import SPREADSHEET_MARK, csv_line
from sync_server.exports.workbooks import Column, Workbook
from sync_server.text.texts import day_text, say

COLUMNS = ("committee", "name", "measure", "value")
_UNNAMED = ("nameless", "minors")
Sum = tuple[str, int]


def sums_of_part(part: Part) -> list[Sum]:
    """(measure, number) in the order of the paper; what was not counted is left out."""
    share = part.survival
    counted: list[Sum] = []
    if share is not None:
        counted = [("survival_per_mille", share.per_mille), ("survival_trees", share.counted)]
        counted[1:1] = [("survival_margin", share.margin)] if share.margin is not None else []
    return [
        ("raised", part.raised), ("planted", part.planted), ("replanted", part.replanted), ("lost", part.lost),
        *counted, ("people", part.people), ("half_days", part.half_days),
    ]  # fmt: skip


def listed_people(part: Part, language: Language) -> list[Worker]:
    """Everybody as the paper lists them, those without a name in one line."""
    rows = list(part.workers)
    for kind in _UNNAMED:
        them = getattr(part, kind)
        if them.people:
            key = f"assembly.{kind}_one" if them.people == 1 else f"assembly.{kind}"
            more = {} if them.people == 1 else {"people": them.people}
            rows.append(Worker(say(key, language, **more), them.half_days, them.days_by_name))
    return rows


def assembly_csv(assembly: Assembly, language: Language = "es") -> str:
    """Committee, name, measure, value; a sum has no name, and the sums of all committees no committee."""
    return SPREADSHEET_MARK + csv_line(COLUMNS) + "".join(csv_line(row) for row in _rows(assembly, language))


def _rows(assembly: Assembly, language: Language) -> Iterator[tuple[str | int, ...]]:
    if len(assembly.parts) > 1:
        yield from (("", "", measure, number) for measure, number in sums_of_part(assembly.whole))
    for part in assembly.parts:
        yield from ((part.name, "", measure, number) for measure, number in sums_of_part(part))
        for worker in listed_people(part, language):
            yield part.name, worker.name, "half_days", worker.half_days
            if worker.days_by_name:
                yield part.name, worker.name, "days_by_name", worker.days_by_name


def assembly_xlsx(assembly: Assembly, programme: str, language: Language = "es") -> bytes:
    """Two worksheets: the sums, and the people with their days."""

    def word(key: str, **details: object) -> str:
        return say(f"assembly.{key}", language, **details)

    first, last = (day_text(day, language) for day in (assembly.from_day, assembly.to_day))
    notes = [assembly.place, word("period", first=first, last=last)]
    book = Workbook(f"{word('title')} · {assembly.place}", programme)
    committee = Column(say("column.committee", language), "text", 34)
    sums = [committee, Column(word("what"), "text", 34), Column(word("number"), "count", 14)]
    parts = [(part.name, part) for part in assembly.parts]
    if len(parts) > 1:
        parts.insert(0, (word("of_all"), assembly.whole))
    rows = [
        (name, word(f"row.{measure}"), number) for name, part in parts for measure, number in sums_of_part(part)
    ]  # fmt: skip
    book.table(word("sheet_sums"), word("title"), notes, sums, rows)
    people = [
        committee, Column(word("name"), "text", 44), Column(word("days_column"), "days", 10),
        Column(word("by_name_column"), "count", 22),
    ]  # fmt: skip
    book.table(
        word("sheet_people"), word("who"), [*notes, word("lists")], people,
        [
            (part.name, worker.name, worker.half_days, worker.days_by_name or None)
            for part in assembly.parts
            for worker in listed_people(part, language)
        ],
    )  # fmt: skip
    return book.finish()
