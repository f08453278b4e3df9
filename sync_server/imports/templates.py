"""The templates to fill in: a table with the names of the columns, drop-down lists where a list is closed, and a sheet
that explains each column with an example. The CSV has the names of the columns alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from core.domain.problems import Language
from core.fold.facts import live_things
from core.storage.session import SqlSession
from core.usecases.office.imports.looking import DAY_FIELD
from core.usecases.office.written.fields import FieldSpec
from sync_server.exports.spreadsheets import SPREADSHEET_MARK, csv_line
from sync_server.imports.columns import columns_of, label_of
from sync_server.imports.xlsx_file import PROGRAMME_MARK
from sync_server.text.texts import TEXTS, name_of, say

_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FILLED_IN = 2_000
"""So many rows have the drop-down lists."""
_LISTED_KINDS = ("committee", "species", "unit", "area", "batch_started", "opening_batch", "seed_lot", "household")
"""Things whose codes go into a list: none of them is a person."""
_LONGEST_LIST = 2_000
_WIDEST = 34
_TEXT_FORMAT = "@"


def known_codes(session: SqlSession) -> dict[str, tuple[str, ...]]:
    """The codes of what a sheet may name, by kind; members are left out."""
    state = session.state()
    return {
        kind: tuple(sorted({thing.code for thing in live_things(state, kind) if thing.code})) for kind in _LISTED_KINDS
    }


def csv_template(kind: str, language: Language) -> str:
    return SPREADSHEET_MARK + csv_line([label_of(spec, language) for spec in columns_of(kind)])


def xlsx_template(kind: str, language: Language, codes: Mapping[str, Sequence[str]], programme: str) -> bytes:
    """The workbook, which says of which programme it is; the same programme gives the same bytes."""
    made = BytesIO()
    book: Any = xlsxwriter.Workbook(made, {"in_memory": True})
    mark = PROGRAMME_MARK + programme
    book.set_properties({"title": name_of("kind", kind, language), "category": mark, "created": _MADE_AT})
    base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    heading = book.add_format(base | {"bold": True, "bg_color": "#DDEBE0", "bottom": 1, "text_wrap": True})
    table = book.add_worksheet(name_of("kind", kind, language)[:31])
    explained = book.add_worksheet(say("import.help_sheet", language))
    lists = book.add_worksheet(say("import.list_sheet", language))
    text, wrapped = book.add_format(base | {"num_format": _TEXT_FORMAT}), book.add_format(base | {"text_wrap": True})
    listed = _write_lists(lists, heading, kind, language, codes)
    for place, spec in enumerate(columns_of(kind)):
        label = label_of(spec, language)
        table.set_column(place, place, min(_WIDEST, max(14, len(label) + 4)), text)
        table.write_string(0, place, f"{label} *" if spec.required else label, heading)
        if spec.name in listed:
            source = f"='{say('import.list_sheet', language)}'!{listed[spec.name]}"
            rule = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
            table.data_validation(1, place, _FILLED_IN, place, rule)
    table.freeze_panes(1, 0)
    _write_help(explained, (heading, wrapped), kind, language, codes)
    book.close()
    return made.getvalue()


def allowed_values(spec: FieldSpec, language: Language, codes: Mapping[str, Sequence[str]]) -> list[str]:
    """What can stand in a column that has a closed list, or names things of the programme; none for others."""
    if spec.codes:
        return [name_of(spec.name, code, language) for code in spec.codes]
    return [code for kind in spec.kinds for code in codes.get(kind, ())][:_LONGEST_LIST]


def example_of(spec: FieldSpec, language: Language, codes: Mapping[str, Sequence[str]]) -> str:
    """One thing that can be typed there."""
    values = allowed_values(spec, language, codes)
    if spec.what in ("code", "codes", "reference") and values:
        return values[0]
    return _said("import.example", (spec.name, spec.what), language)


def _write_lists(
    sheet: Any, heading: Any, kind: str, language: Language, codes: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Each closed list in a column of its own; where it lies, by field name."""
    where = {}
    place = 0
    for spec in columns_of(kind):
        values = allowed_values(spec, language, codes) if spec.what in ("code", "reference") else []
        if not values:
            continue
        sheet.set_column(place, place, 20)
        sheet.write_string(0, place, label_of(spec, language), heading)
        for row, value in enumerate(values, start=1):
            sheet.write_string(row, place, value)
        letter = xlsxwriter.utility.xl_col_to_name(place)
        where[spec.name] = f"${letter}$2:${letter}${len(values) + 1}"
        place += 1
    return where


def _write_help(
    sheet: Any, formats: tuple[Any, Any], kind: str, language: Language, codes: Mapping[str, Sequence[str]]
) -> None:
    heading, wrapped = formats
    titles = (
        "import.help_column",
        "import.help_needed",
        "import.help_how",
        "import.help_example",
        "import.help_values",
    )
    for place, (key, width) in enumerate(zip(titles, (26, 12, 50, 34, 60), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, say(key, language), heading)
    for row, spec in enumerate(columns_of(kind), start=1):
        cells = (
            label_of(spec, language),
            say("import.needed" if spec.required else "import.not_needed", language),
            how_of(spec, language),
            example_of(spec, language, codes),
            ", ".join(allowed_values(spec, language, codes)[:60]),
        )
        for place, text in enumerate(cells):
            sheet.write_string(row, place, text, wrapped)
    sheet.freeze_panes(1, 1)


def how_of(spec: FieldSpec, language: Language) -> str:
    """How a column is written, in words."""
    name = "opening_day" if spec.name == DAY_FIELD and not spec.required else spec.name
    return _said("import.how", (name, spec.what), language)


def _said(group: str, names: Sequence[str], language: Language) -> str:
    """What the table says about the first of these names that it knows."""
    return next((name_of(group, name, language) for name in names if f"{group}.{name}" in TEXTS), "")
