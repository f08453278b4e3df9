"""`sheet list`, `show` and `print`: a sheet on the terminal, down to the records behind every line, and on paper."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from core.domain.calendar import local_time
from core.domain.money import format_soles
from core.domain.problems import Problem, sentence
from core.domain.sheets import lines_code
from core.domain.words import soles_in_words
from core.fold.rows import EffectiveRecord
from core.usecases.office.breakdown import largest_piece
from core.usecases.views.field import StatementLine
from core.usecases.views.money import LineReason, SheetLineView, SheetStep, SheetSummary, SheetView
from sync_server.commands.arguments import Commands, which_sheet
from sync_server.commands.clerk import clerk_of
from sync_server.commands.files import save
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, named, tell, told, write, write_json
from sync_server.commands.tables import soles_or_blank, table
from sync_server.exports.sheet_rows import days_text, short_committee
from sync_server.settings import Settings, SettingsError
from sync_server.text.papers import paper_name
from sync_server.text.texts import day_text

_INDENT = "    "


def register_shown(sheet: Commands) -> None:
    """Add what only looks at sheets."""
    sheet.reading("list", _list).option("--json", "json", action="store_true")
    one = sheet.reading("show", _show)
    which_sheet(one)
    one.option("--lines", "lines", action="store_true")
    one.option("--reasons", "reasons", action="store_true")
    one.option("--payee", "payees", "code", nargs="+", action="extend")
    one.option("--json", "json", action="store_true")
    one = sheet.reading("print", _print)
    which_sheet(one)
    one.option("--out", "out_pdf", "file", type=Path, required=True)
    one.option("--stubs", "stubs", "file", type=Path)


def sheet_view(names: Names, text: str, today: str, *, reasons: bool) -> SheetView:
    """A whole sheet as it stands today. Raises SettingsError or Problem where there is none."""
    view = names.session.money().sheet(names.sheet(text), today, reasons=reasons)
    if view is None:
        raise Problem("sheet_unknown", id=text)
    return view


def shown_number(summary: SheetSummary) -> str:
    """`N° 12`, and of a draft that was never locked its id."""
    return f"N° {summary.number}" if summary.number else summary.id


def committees_text(summary: SheetSummary) -> str:
    """The committees of a sheet, without the words that all have in common."""
    return ", ".join(short_committee(name, language()) for name in summary.committee_names)


def why_no_line(code: str) -> str:
    """The catalogue's sentence, or the code where the sentence needs figures that are not at hand."""
    try:
        return sentence(code, language(), {})
    except KeyError:
        return code


def _list(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        sheets = names.session.money().sheets()
        if chosen.json:
            write_json(sheets)
            return
        columns = (
            (told("column.sheet"), False), (told("column.state"), False), (told("column.cut_off"), False),
            (told("column.fund"), False), (told("column.committees"), False), (told("column.lines"), True),
            (told("column.paid_lines"), True), (told("column.net"), True), (told("column.paid"), True),
        )  # fmt: skip
        rows = [
            (
                shown_number(sheet), named("sheet_state", sheet.state), day_text(sheet.cut_off, language()),
                sheet.fund_name, committees_text(sheet), f"{sheet.lines:,d}", f"{sheet.lines_paid:,d}",
                format_soles(sheet.payable_centimos), format_soles(sheet.paid_centimos),
            )
            for sheet in sheets
        ]  # fmt: skip
        write(table(columns, rows) or told("sheet.none"))


def _show(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        view = sheet_view(names, chosen.sheet, clerk.today(), reasons=chosen.reasons or chosen.json)
        if chosen.payee:
            wanted = set(names.payees(chosen.payee))
            if wanted - {line.payee for line in view.lines}:
                raise Problem("not_on_sheet", number=view.summary.number)
            view = replace(view, lines=tuple(line for line in view.lines if line.payee in wanted))
        if chosen.json:
            write_json(view)
            return
        _write_head(view)
        if chosen.lines or chosen.reasons or chosen.payee:
            write()
            _write_lines(view.lines, names.office_origins(), with_reasons=chosen.reasons)
        if view.left and not chosen.payee:
            write()
            rows = [(names.code(payee), why_no_line(code)) for payee, code in view.left]
            write(table(((told("column.payee"), False), (told("column.no_line"), False)), rows))
        if view.steps and not chosen.payee:
            write()
            write(table(_step_columns(), [_step_row(names, step) for step in view.steps]))


def _print(settings: Settings, chosen: Namespace) -> None:
    from sync_server.exports.planilla import planilla_pdf  # Drawing takes longer to load than other commands to run.
    from sync_server.exports.stub import stubs_pdf

    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            view = sheet_view(names, chosen.sheet, clerk.today(), reasons=True)
            largest = largest_piece(names.session, clerk.today())
        if not view.lines:
            raise SettingsError("sheet.nothing_to_print")
        if chosen.stubs and chosen.stubs == chosen.out:
            raise SettingsError("sheet.same_file", path=str(chosen.out))
        save(chosen.out, planilla_pdf(view))
        tell("sheet.printed", path=str(chosen.out), lines=f"{len(view.lines):,d}")
        if chosen.stubs:
            save(chosen.stubs, stubs_pdf(view, largest))
            tell("sheet.stubs_printed", path=str(chosen.stubs), lines=f"{len(view.lines):,d}")


def _write_head(view: SheetView) -> None:
    summary = view.summary
    title = told("sheet.title" if summary.number else "sheet.title_draft", number=shown_number(summary))
    write(f"{title} · {named('sheet_state', summary.state)}")
    facts = [
        (told("sheet.heading"), " · ".join(part for part in (view.organisation, view.heading) if part)),
        (told("column.cut_off"), day_text(summary.cut_off, language())),
        (told("column.fund"), " · ".join(part for part in (summary.fund_name, view.funder) if part)),
        (told("column.committees"), committees_text(summary)),
        (told("sheet.drafted_by"), view.drafted_by),
        (told("sheet.approved_by"), ", ".join(view.approved_by)),
        (told("column.lines"), f"{summary.lines:,d}"),
        (told("column.net"), format_soles(summary.payable_centimos)),
        ("", soles_in_words(summary.payable_centimos)),
        (told("column.paid"), f"{format_soles(summary.paid_centimos)} ({summary.lines_paid:,d}/{summary.lines:,d})"),
        (told("sheet.control_code"), lines_code(view.lines_hash)),
    ]
    width = max(len(name) for name, _ in facts)
    for name, text in facts:
        if text:
            write(f"{name:<{width}}  {text}")


def _write_lines(lines: Sequence[SheetLineView], offices: Sequence[str], *, with_reasons: bool) -> None:
    columns = (
        (told("column.place"), True), (told("column.code"), False), (told("column.name"), False),
        (told("column.committee"), False), (told("column.gross"), True), (told("column.recovered"), True),
        (told("column.net"), True), (told("column.carried"), True), (told("column.paid"), True),
        (told("column.state"), False), (told("column.holder"), False), (told("column.payout"), False),
    )  # fmt: skip
    rows = [_line_row(line, offices) for line in lines]
    total = [
        "", "", told("column.total"), "", format_soles(sum(line.gross_centimos for line in lines)),
        soles_or_blank(sum(line.recovered_centimos for line in lines)),
        format_soles(sum(line.payable_centimos for line in lines)),
        soles_or_blank(sum(line.carried_centimos for line in lines)),
        soles_or_blank(sum(line.paid_centimos for line in lines)),
        "", "", "",
    ]  # fmt: skip
    text = table(columns, rows, total)
    if not with_reasons:
        write(text)
        return
    heading, rule, *printed = text.splitlines()
    write(f"{heading}\n{rule}")
    for line, row in zip(lines, printed, strict=False):
        write(row)
        for reason in _reason_lines(line.reasons):
            write(f"{_INDENT}{reason}")
    write("\n".join(printed[len(lines) :]))


def _line_row(line: SheetLineView, offices: Sequence[str]) -> list[str]:
    holder = told("word.office") if line.holder in offices else line.holder_label or line.holder
    committee = short_committee(line.committee_name, language())
    way = paper_name("way", line.way, language()) if line.way else ""
    state = named("line_state", line.state)
    return [
        f"{line.place:,d}", line.code, line.name, committee, format_soles(line.gross_centimos),
        soles_or_blank(line.recovered_centimos), format_soles(line.payable_centimos),
        soles_or_blank(line.carried_centimos), soles_or_blank(line.paid_centimos),
        f"{state} · {way}" if way else state, holder, line.payout,
    ]  # fmt: skip


def _reason_lines(reasons: Iterable[LineReason]) -> Iterator[str]:
    rows = [
        (
            day_text(reason.happened_on, language()), named("item_kind", reason.item_kind),
            _work(reason), reason.subject, quantity(reason),
            format_soles(reason.rate_centimos) if reason.rate_centimos else "", format_soles(reason.centimos),
            reason.record,
            "" if reason.cause == reason.record else " ".join(part for part in (reason.cause, _why(reason)) if part),
        )
        for reason in reasons
    ]  # fmt: skip
    columns = (
        (told("column.day"), False), (told("column.item"), False), (told("column.work"), False),
        (told("column.where"), False), (told("column.count"), True), (told("column.rate"), True),
        (told("column.amount"), True), (told("column.record"), False), (told("column.cause"), False),
    )  # fmt: skip
    yield from table(columns, rows).splitlines()


def _work(reason: LineReason) -> str:
    work = paper_name("pay", reason.activity, language()) if reason.activity else ""
    return f"{work} {reason.species_name}".strip()


def quantity(work: LineReason | StatementLine) -> str:
    """Pieces, or days; nothing for what counts neither."""
    if work.count:
        return f"{work.count:,d}"
    return told("sheet.days", days=days_text(work.half_days)) if work.half_days else ""


def _why(reason: LineReason) -> str:
    return named("reason", reason.correction_reason) if reason.correction_reason else ""


_NO_EFFECT = {False: "sheet.without_effect", True: "sheet.step_waits"}


def _step_columns() -> tuple[tuple[str, bool], ...]:
    names = ("when", "step", "person", "record", "detail")
    return tuple((told(f"column.{name}"), False) for name in names)


def _step_row(names: Names, step: SheetStep) -> tuple[str, ...]:
    row = names.state.get(EffectiveRecord, step.record)
    is_waiting = row is not None and row.status == "waiting"
    moment = local_time(step.recorded_at)
    kind = named("kind", step.kind)
    return (
        f"{day_text(moment.date().isoformat(), language())} {moment:%H:%M}",
        kind if step.effective else told(_NO_EFFECT[is_waiting], step=kind), step.person or step.author, step.record,
        _detail(step.detail),
    )  # fmt: skip


def _detail(code: str) -> str:
    """The word for a reason or a decision, the sentence for what kept a step from taking effect."""
    word = named("reason", code) if code else ""
    return why_no_line(code) if code and word == code else word
