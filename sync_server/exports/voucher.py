"""Workbooks for the accountant: the monthly voucher (asiento) of the journal, and one pay sheet with its reasons.

The voucher has one row for each account code, committee and activity, debits and credits apart and neither netted
against the other, so that a correction stays visible; it balances, or it is not made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.domain.ledger import ACCOUNTS
from core.domain.problems import Language, sentence_or_code
from core.usecases.views.money import JournalEntryLine, SheetView
from sync_server.exports.planilla import mark_text, number_text
from sync_server.exports.sheet_rows import Block, blocks_of, short_committee
from sync_server.exports.workbooks import CellKind, Column, Value, Workbook
from sync_server.text.papers import long_day_text, month_text, on_paper, paper_name

_Shape = tuple[str, CellKind, int]
_VOUCHER_COLUMNS: tuple[_Shape, ...] = (
    ("account", "text", 10), ("label", "text", 34), ("committee", "text", 20), ("activity", "text", 24),
    ("debit", "amount", 15), ("credit", "amount", 15),
)  # fmt: skip
_JOURNAL_COLUMNS: tuple[_Shape, ...] = (
    ("booked_on", "day", 12), ("happened_on", "day", 12), ("position", "count", 10), ("entry", "count", 9),
    ("account", "text", 10), ("label", "text", 32), ("committee", "text", 12), ("activity", "text", 22),
    ("species", "text", 14), ("party", "text", 16), ("record", "text", 14), ("debit", "amount", 14),
    ("credit", "amount", 14),
)  # fmt: skip
_SHEET_COLUMNS: tuple[_Shape, ...] = (
    ("place", "count", 6), ("code", "text", 11), ("name", "text", 36), ("dni", "text", 11), ("committee", "text", 18),
    ("activity", "text", 26), ("count", "count", 11), ("days", "days", 10), ("rate", "rate", 10),
    ("amount", "amount", 13), ("earlier", "amount", 13), ("recovered", "amount", 13), ("net", "amount", 13),
    ("carried", "amount", 10), ("way", "text", 14),
)  # fmt: skip
_REASON_COLUMNS: tuple[_Shape, ...] = (
    ("place", "count", 6), ("name", "text", 36), ("kind", "text", 22), ("happened_on", "day", 12),
    ("activity", "text", 18), ("species", "text", 16), ("count", "count", 11), ("days", "days", 10),
    ("rate", "rate", 10), ("amount", "amount", 13), ("record", "text", 14), ("cause", "text", 14),
    ("correction", "text", 30),
)  # fmt: skip
_LEFT_COLUMNS: tuple[_Shape, ...] = (("payee", "text", 16), ("why", "text", 80))


def voucher_xlsx(
    lines: Sequence[JournalEntryLine], codes: Mapping[str, str], month: str, language: Language = "es"
) -> bytes:
    """The voucher of a month (YYYY-MM) from its journal lines; `codes` are account codes by account name, and the
    chart's own where one is missing. Raises ValueError for a line booked in another month, and ArithmeticError where
    debits and credits differ.
    """
    strange = [line for line in lines if not line.booked_on.startswith(f"{month}-")]
    if strange:
        raise ValueError(f"position {strange[0].position} is booked on {strange[0].booked_on}, not in {month}")
    if sum(line.centimos for line in lines):
        raise ArithmeticError(f"the journal of {month} does not sum to zero")
    title = on_paper("book.voucher_title", language, month=month_text(month, language))
    book = Workbook(title, "")
    total = on_paper("book.total", language)
    columns = _columns(language, _VOUCHER_COLUMNS)
    book.table(on_paper("book.voucher", language), title, (), columns, _voucher_rows(lines, codes, language), total)
    columns = _columns(language, _JOURNAL_COLUMNS)
    book.table(on_paper("book.journal", language), title, (), columns, _journal_rows(lines, codes, language), total)
    return book.finish()


def sheet_xlsx(view: SheetView, language: Language = "es") -> bytes:
    """A pay sheet: every payee's work, the reasons down to their records, and who got no line and why. Names and whole
    DNI numbers are in it. Raises ValueError where reasons do not add up to their line.
    """
    blocks = blocks_of(view)
    number = number_text(view, language) or mark_text(view, language)
    title = " ".join(part for part in (view.heading, number) if part)
    funds = " · ".join(part for part in (view.summary.fund_name, view.funder) if part)
    notes = (
        view.organisation,
        f"{on_paper('cut_off', language)}: {long_day_text(view.summary.cut_off, language)}",
        f"{on_paper('funds', language)}: {funds}",
    )
    book = Workbook(title, view.organisation)
    total = on_paper("book.total", language)
    rows = [row for block in blocks for row in _block_rows(block, language)]
    book.table(on_paper("book.sheet", language), title, notes, _columns(language, _SHEET_COLUMNS), rows, total)
    reasons = [row for block in blocks for row in _reason_rows(block, language)]
    book.table(on_paper("book.reasons", language), title, (), _columns(language, _REASON_COLUMNS), reasons, total)
    if view.left:
        left = [(payee, sentence_or_code(code, language)) for payee, code in view.left]
        book.table(on_paper("book.left", language), title, (), _columns(language, _LEFT_COLUMNS), left)
    return book.finish()


def _columns(language: Language, shapes: Sequence[_Shape]) -> list[Column]:
    return [Column(on_paper(f"book.{key}", language), kind, width) for key, kind, width in shapes]


def _account(name: str, codes: Mapping[str, str]) -> tuple[str, str]:
    """Code and Spanish label."""
    account = ACCOUNTS[name]
    return codes.get(name, account.code), account.label


def _debit_and_credit(centimos: int) -> tuple[int | None, int | None]:
    return (centimos, None) if centimos >= 0 else (None, -centimos)


def _voucher_rows(
    lines: Sequence[JournalEntryLine], codes: Mapping[str, str], language: Language
) -> list[tuple[Value, ...]]:
    sums: dict[tuple[str, str, str], list[int]] = {}
    labels: dict[str, dict[str, None]] = {}
    for line in lines:
        code, label = _account(line.account, codes)
        labels.setdefault(code, {})[label] = None
        both = sums.setdefault((code, line.committee, line.activity), [0, 0])
        both[line.centimos < 0] += abs(line.centimos)
    return [
        (
            code, " / ".join(labels[code]), committee, _activity(activity, language), debit or None, credit or None,
        )
        for (code, committee, activity), (debit, credit) in sorted(sums.items())
    ]  # fmt: skip


def _journal_rows(
    lines: Sequence[JournalEntryLine], codes: Mapping[str, str], language: Language
) -> list[tuple[Value, ...]]:
    return [
        (
            line.booked_on, line.happened_on, line.position, line.entry, *_account(line.account, codes), line.committee,
            _activity(line.activity, language), line.species, line.party, line.record,
            *_debit_and_credit(line.centimos),
        )
        for line in lines
    ]  # fmt: skip


def _activity(activity: str, language: Language) -> str:
    return paper_name("pay", activity, language) if activity else ""


def _block_rows(block: Block, language: Language) -> list[tuple[Value, ...]]:
    """A row for each kind of work; what concerns the whole line stands on the first, so that columns can be summed."""
    line, sums = block.line, block.sums
    who = (
        line.place, line.code, line.name, line.dni or on_paper("no_dni", language),
        short_committee(line.committee_name, language),
    )  # fmt: skip
    way = paper_name("way", line.way or ("transfer" if line.by_transfer else "cash"), language)
    whole = (sums.earlier_centimos, sums.recovered_centimos, sums.payable_centimos, sums.carried_centimos, way)
    rows: list[tuple[Value, ...]] = []
    for row in block.work:
        activity = f"{_activity(row.activity, language)} {row.species_name}".strip()
        done = (activity, row.count or None, row.half_days or None, row.rate_centimos, row.centimos)
        rows.append((*who, *done, *(whole if not rows else (None,) * len(whole))))
    return rows or [(*who, on_paper("only_earlier", language), None, None, None, None, *whole)]


def _reason_rows(block: Block, language: Language) -> list[tuple[Value, ...]]:
    return [
        (
            block.line.place, block.line.name, paper_name("item", reason.item_kind, language), reason.happened_on,
            _activity(reason.activity, language), reason.species_name, reason.count or None, reason.half_days or None,
            reason.rate_centimos or None, reason.centimos, reason.record, reason.cause, reason.correction_reason,
        )
        for reason in block.reasons
    ]  # fmt: skip
