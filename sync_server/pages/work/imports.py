"""Spreadsheets in: templates, sending one, what it would come to with every error by its cell, entering it as one step,
and undoing that step. Nothing is written before somebody has seen what it would be and confirmed it.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.calendar import MS_PER_HOUR
from core.domain.problems import Language, Problem, sentence
from core.storage.side_references import number_here
from core.usecases.office.imports.entering import Entered, enter, keep_file, look_at_entered, preview, undo
from core.usecases.office.imports.looking import (
    IMPORTED_KINDS,
    OPENING_KINDS,
    PAPER_KINDS,
    WHOLE_LINE,
    Preview,
    Seen,
)
from core.usecases.ports import ImportedFile
from sync_server.exports.spreadsheets import SPREADSHEET_MARK, csv_line
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.gate.uploads import LARGEST_FILE_BYTES, read_upload
from sync_server.imports.cells import LARGEST_ROWS, letter_of
from sync_server.imports.columns import Sheet, columns_of, label_of, read_sheet
from sync_server.imports.keeping import packed, unpacked
from sync_server.imports.templates import csv_template, known_codes, xlsx_template
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import language_of
from sync_server.text.texts import finding_sentence, say, spoken

KEPT_MS = 24 * MS_PER_HOUR
_ID_BYTES = 8
_LISTED = 50
_SHOWN = 200
_SHOWN_ROWS = 12
_MB = 1_000_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one cell, or with a row where `cell` is empty."""

    row: int
    cell: str
    column: str
    said: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Remark:
    row: int
    action: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file that waits: how many of its lines are new, there or wrong, and the first of each to look at."""

    file: ImportedFile
    new: int
    there: tuple[tuple[int, str], ...]
    wrong: int
    troubles: tuple[Trouble, ...]
    more_troubles: int
    observed: int
    remarks: tuple[Remark, ...]
    more_remarks: int
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class EnteredPage:
    """A file that was entered, with what keeps lines from being undone."""

    file: ImportedFile
    lines: tuple[Entered, ...]
    standing: int
    can_be_undone: int
    stays: tuple[tuple[int, str, str], ...]


@router.get("/import")
async def show_all(request: Request) -> Response:
    return await _show(request)


@router.get("/import/{kind}/template.xlsx")
async def template_xlsx(request: Request, kind: str) -> Response:
    office = office_of(request)
    data = await office.workers.run(_template, office, _known_kind(kind), language_of(request))
    return _file(data, _XLSX, f"planton-{kind}.xlsx")


@router.get("/import/{kind}/template.csv")
async def template_csv(request: Request, kind: str) -> Response:
    data = csv_template(_known_kind(kind), language_of(request)).encode("utf-8")
    return _file(data, "text/csv; charset=utf-8", f"planton-{kind}.csv")


@router.post("/import")
async def send(request: Request) -> Response:
    """Keep a file until it is confirmed. Only what keeps it from being read at all is said here."""
    language = language_of(request)

    def work(office: Office, author: str, form: Form) -> str:
        upload, kind = form.files.get("file"), form.get("kind")
        if upload is None or not upload.data or kind not in IMPORTED_KINDS:
            raise Problem("import_file_missing")
        if len(upload.data) > LARGEST_FILE_BYTES:
            raise Problem("file_large", largest=LARGEST_FILE_BYTES // _MB)
        sheet = read_sheet(upload.data, kind, language, office.store.programme)
        now = office.clock.now_ms()
        identifier = secrets.token_hex(_ID_BYTES)
        name = upload.name or kind
        file = ImportedFile(identifier, kind, name, author, now, 0, len(sheet.lines), packed(sheet))
        keep_file(office.store, file, now - KEPT_MS)
        return identifier

    try:
        return await take(request, work, partial(_show, request), lambda file: f"/import/{file}", read=read_upload)
    except Problem as problem:
        if problem.code != "file_large":
            raise
        response = await _show(request, problem)
        response.headers["connection"] = "close"
        return response


@router.get("/import/{file}")
async def show_file(request: Request, file: str) -> Response:
    return await _show_file(request, file)


@router.get("/import/{file}/errors.csv")
async def errors(request: Request, file: str) -> Response:
    """Every error of a file, for whoever mends it in the spreadsheet."""
    office, language = office_of(request), language_of(request)
    author = signed_in(request).user_code

    def lines() -> str:
        _, sheet, seen = _seen(office, author, file, language)
        head = [say(f"import.{name}", language) for name in ("row", "cell", "column", "said", "error")]
        rows = [(one.row, one.cell, one.column, one.said, one.sentence) for one in _troubles(sheet, seen, language)]
        return SPREADSHEET_MARK + "".join(csv_line(row) for row in (head, *rows))

    data = (await office.workers.run(lines)).encode("utf-8")
    return _file(data, "text/csv; charset=utf-8", "planton-errors.csv")


@router.post("/import/{file}/enter")
async def confirm(request: Request, file: str) -> Response:
    """Enter what is new in a file, if it is what its page has shown."""
    language = language_of(request)

    def work(office: Office, author: str, form: Form) -> None:
        kept = _kept(office, file)
        if kept.entered_at:
            raise Problem("import_entered_before")
        expected = form.get("new")
        number = int(expected) if expected.isascii() and expected.isdecimal() and len(expected) < 8 else 0
        lines = unpacked(kept.data).lines
        enter(office.store, office.clock, office.origin, author, kept, lines, spoken(language), number)

    return await take(request, work, partial(_show_file, request, file), f"/import/{file}", "import.done_entered")


@router.post("/import/{file}/undo")
async def take_back(request: Request, file: str) -> Response:
    def work(office: Office, author: str, _: Form) -> None:
        kept = _kept(office, file)
        if not kept.entered_at:
            raise Problem("import_nothing_to_undo")
        undo(office.store, office.clock, office.origin, author, file)

    return await take(request, work, partial(_show_file, request, file), f"/import/{file}", "import.done_undone")


def look(office: Office) -> tuple[ImportedFile, ...]:
    """The files that were sent lately."""
    with office.store.reading() as session:
        return tuple(session.imports().files(_LISTED))


def look_at(office: Office, author: str, file: str, language: Language) -> FilePage | EnteredPage:
    """What a file would come to, or what came of it. Raises Problem import_missing."""
    if _kept(office, file).entered_at:
        return _entered_page(office, file, language)
    kept, sheet, seen = _seen(office, author, file, language)
    troubles = list(_troubles(sheet, seen, language))
    remarks = list(_remarks(seen, language))
    columns, rows = _first_rows(sheet, seen, language)
    return FilePage(
        file=kept,
        new=len(seen.new),
        there=tuple((one.line.number, one.record) for one in seen.seen if one.record),
        wrong=len(seen.wrong),
        troubles=tuple(troubles[:_SHOWN]),
        more_troubles=max(0, len(troubles) - _SHOWN),
        observed=sum(bool(one.findings) for one in seen.seen),
        remarks=tuple(remarks[:_SHOWN]),
        more_remarks=max(0, len(remarks) - _SHOWN),
        columns=columns,
        rows=rows,
    )


def _remarks(seen: Preview, language: Language) -> Iterator[Remark]:
    for one in seen.seen:
        for finding in one.findings:
            words = finding_sentence(finding.rule, dict(finding.numbers), language)
            yield Remark(one.line.number, finding.action, words)


def _first_rows(
    sheet: Sheet, seen: Preview, language: Language
) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[str, ...]], ...]]:
    """The names of the columns that the sheet has, and its first rows under them."""
    specs = sorted(
        (spec for spec in columns_of(seen.kind) if spec.name in sheet.columns),
        key=lambda spec: sheet.columns[spec.name],
    )
    lines = [one.line for one in seen.seen[:_SHOWN_ROWS]]
    rows = [(line.number, tuple(line.cells.get(spec.name, "") for spec in specs)) for line in lines]
    return tuple(label_of(spec, language) for spec in specs), tuple(rows)


def _entered_page(office: Office, file: str, language: Language) -> EnteredPage:
    lines = tuple(look_at_entered(office.store, file))
    stays = tuple(
        (one.number, one.record, sentence(one.why_not.code, language, one.why_not.details))
        for one in lines
        if one.why_not is not None
    )
    states = Counter(one.is_void for one in lines)
    return EnteredPage(
        _kept(office, file), lines, states[False], sum(one.can_be_undone for one in lines), stays[:_SHOWN]
    )


def _seen(office: Office, author: str, file: str, language: Language) -> tuple[ImportedFile, Sheet, Preview]:
    kept = _kept(office, file)
    sheet = unpacked(kept.data) if kept.data else Sheet({}, ())
    office.store.fold()
    with office.store.reading() as session:
        position = session.folded_position()
        # A restored server is given names without anything to fold, and a line may name a person or take their DNI.
        names = number_here(session.connection, session.programme)
    seen = office.previews.of(
        (file, author, language, office.today(), names), position,
        lambda: preview(office.store, office.clock, office.origin, author, kept.kind, sheet.lines, spoken(language)),
    )  # fmt: skip
    return kept, sheet, seen


def _kept(office: Office, file: str) -> ImportedFile:
    with office.store.reading() as session:
        kept = session.imports().file(file)
    if kept is None:
        raise Problem("import_missing")
    return kept


def _troubles(sheet: Sheet, seen: Preview, language: Language) -> Iterator[Trouble]:
    labels = {spec.name: label_of(spec, language) for spec in columns_of(seen.kind)}
    for one in seen.seen:
        for name, problem in one.problems.items():
            yield _trouble(one, name, problem, sheet.columns, labels, language)


def _trouble(
    one: Seen, name: str, problem: Problem, columns: Mapping[str, int], labels: Mapping[str, str], language: Language
) -> Trouble:
    words = sentence(problem.code, language, problem.details)
    if name == WHOLE_LINE:
        return Trouble(one.line.number, "", "", "", words)
    place = columns.get(name)
    cell = f"{letter_of(place)}{one.line.number}" if place is not None else ""
    return Trouble(one.line.number, cell, labels.get(name, name), one.line.cells.get(name, ""), words)


def _template(office: Office, kind: str, language: Language) -> bytes:
    with office.store.reading() as session:
        codes = known_codes(session)
    return xlsx_template(kind, language, codes, office.store.programme)


def _known_kind(kind: str) -> str:
    if kind not in IMPORTED_KINDS:
        raise Problem("page_missing")
    return kind


def _file(data: bytes, media_type: str, name: str) -> Response:
    return Response(data, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})


async def _show(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    office = office_of(request)
    files = await office.workers.run(look, office)
    groups = (("import.opening", OPENING_KINDS), ("import.paper", PAPER_KINDS))
    return show(
        request, "imports/list.html", problem, form, files=files, groups=groups, largest=LARGEST_FILE_BYTES // _MB,
        rows=LARGEST_ROWS,
    )  # fmt: skip


async def _show_file(
    request: Request, file: str, problem: Problem | None = None, form: Form | None = None
) -> Response:  # fmt: skip
    office, language = office_of(request), language_of(request)
    page = await office.workers.run(look_at, office, signed_in(request).user_code, file, language)
    template = "imports/entered.html" if isinstance(page, EnteredPage) else "imports/file.html"
    return show(request, template, problem, form, page=page)
