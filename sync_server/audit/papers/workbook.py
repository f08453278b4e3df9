"""`workbook.xlsx` of a package: what the tables and the log come to, for people who read spreadsheets.

Its rows are those of the tables, with codes in place of ids and soles in place of céntimos. It names members by their
code alone, and is written row by row into a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from core.domain.calendar import last_of_month
from core.domain.exports import Profile
from core.domain.ledger import ACCOUNTS
from core.domain.money import format_count
from core.domain.problems import Language
from sync_server.audit.papers.book import (
    TABLES,
    Book,
    certification_words,
    excluded_words,
    finding_text,
    lacking,
    money_of,
    preparation_words,
    rate_text,
    right_words,
    work_words,
)
from sync_server.audit.papers.sums import PackageSums
from sync_server.audit.source import Source
from sync_server.audit.tables.donor import seasons_of
from sync_server.exports.workbooks import CellKind, Column, Value, Workbook
from sync_server.looking.unit_terms import stated_terms
from sync_server.text.texts import day_text, name_of, say

MOST_JOURNAL_LINES = 100_000
"""Of more lines than these nobody looks through a worksheet, and it takes minutes to write: then it has the sums of
each month, and the lines are in tables/journal.csv alone.
"""
_Shape = tuple[str, CellKind, int]
_Rows = Iterator[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """`only_for` are the profiles whose workbook has it; `sums` whether its amounts are added up below; `means` says
    what it shows, where that is not always the same.
    """

    name: str
    columns: tuple[_Shape, ...]
    rows: Callable[[Book], _Rows]
    sums: bool = False
    only_for: tuple[Profile, ...] = ()
    means: Callable[[Book], str] | None = None


def write_workbook(
    file: IO[bytes], source: Source, sums: PackageSums, profile: Profile, root: str, language: Language = "es"
) -> None:
    """Write it into an open file."""
    book, shown = Book(source, sums, language), Workbook(say("report.title", language), source.programme, file)
    period = book.say(
        "report.period", first=day_text(source.from_day, language), last=day_text(source.to_day, language)
    )
    notes = [f"{source.programme} · {period}", book.say("report.log", records=f"{source.size:,d}", root=root)]
    for sheet in _SHEETS:
        if sheet.only_for and profile not in sheet.only_for:
            continue
        columns = [Column(book.say(f"report.column.{key}"), kind, width) for key, kind, width in sheet.columns]
        said = [*notes, sheet.means(book) if sheet.means else book.say(f"report.sheet.{sheet.name}.means")]
        total = book.say("figures.in_all") if sheet.sums else ""
        title = book.say(f"report.sheet.{sheet.name}")
        shown.table(title, title, said, columns, sheet.rows(book), total)
    shown.finish()


def _summary(book: Book) -> _Rows:
    sums, say_ = book.sums, book.say
    for measure in ("planted", "replanted", "lost", "harvested", "opening"):
        yield say_(f"report.trees.{measure}"), sums.trees(measure), None, say_(f"report.trees.{measure}.means")
    yield say_("report.ready"), sums.total("ready"), None, say_("report.ready.means")
    yield say_("report.before"), sums.total("before"), None, say_("report.before.means")
    yield say_("report.standing"), sums.alive.trees, None, say_("report.standing.means")
    if sums.alive.units_counted:
        yield say_("report.counted"), sums.alive.counted, None, say_("report.counted.means")
        yield say_("report.error"), sums.alive.error, None, say_("report.error.means")
    yield say_("report.area"), sums.total("area_m2"), None, say_("report.area.means")
    yield say_("report.planted_area"), sums.total("planted_m2"), None, say_("report.planted_area.means")
    for key, centimos in money_of(sums):
        yield say_(f"report.money.{key}"), None, centimos, say_(f"report.money.{key}.means")
    days = sums.total("half_days")
    yield say_("report.kind.days"), days // 2, None, say_("report.kind.days.means", half=days % 2)
    for key in ("labour", "in_kind"):
        yield say_(f"report.kind.{key}"), None, sums.total(f"{key}_centimos"), say_(f"report.kind.{key}.means")
    for place, name in enumerate(("standing", "corrected", "released")):
        number = sum(getattr(one, name) for one in sums.findings)
        yield say_(f"report.findings.{name}"), number, None, say_("report.findings.means") if not place else ""


def _committees(book: Book) -> _Rows:
    for one in book.sums.committees:
        yield (
            one.code, one.name, one.members, one.units, one.area_m2, one.planted_m2, one.target, one.before,
            one.standing, one.ready, one.trees["planted"], one.trees["replanted"], one.trees["lost"],
            one.trees["harvested"], one.accrued_centimos, one.paid_centimos, one.owed_centimos, one.held_centimos,
            one.half_days, one.labour_centimos, one.in_kind_centimos,
        )  # fmt: skip


def _trees_of_committees(book: Book) -> _Rows:
    """The same without what people earned: of a committee that may be one person."""
    return (row[:_WITHOUT_MONEY] for row in _committees(book))


def _units(book: Book) -> _Rows:
    stated, language = stated_terms(book.source.session), book.language
    agreements = {row["record"]: row for row in book.table("agreements")}
    for row in sorted(book.table("certification"), key=lambda row: (row["code"], row["unit"])):
        terms = stated.on(row["unit"], book.source.to_day)
        rights = (right_words(row, right, agreements, language) for right in ("land", "timber", "carbon_rights"))
        yield (
            row["code"], book.code(row["committee"]), row["area_code"], row["area_m2"], row["spacing_cm"],
            row["target_trees"], row["planted"], row["replanted"], row["lost"], row["harvested"], row["to_replant"],
            row["standing"], row["species"], row["seed_lots"], row["certificates"], row["first_planted_on"],
            row["last_planted_on"], row["walked_on"], row["walked_by"], row["walked_m2"], row["accuracy_m"],
            row["survival_on"], _per_mille(row["survival_per_mille"]), _per_mille(row["survival_margin"]),
            row["survival_counted"], *rights,
            name_of("previous_use", row["previous_use"], language) if row["previous_use"] else None,
            preparation_words(terms, language), excluded_words(terms, language), row["excluded_m2"],
            row["plantable_m2"], certification_words(terms, language),
            book.say("report.comma").join(lacking(row, language)),
        )  # fmt: skip


def _per_mille(value: int | None) -> int | None:
    """Per mille in tenths of a per cent, as the kind `rate` shows hundredths: 878 is 87.80."""
    return None if value is None else value * 10


def _monitoring(book: Book) -> _Rows:
    stated, seasons = stated_terms(book.source.session), seasons_of(book.source)
    rows = []
    for row in book.table("monitoring"):
        terms = stated.on(row["unit"], seasons.last_day(row["season"], book.source.to_day))
        rows.append(
            (
                book.code(row["unit"]), row["season"], book.code(row["species"]), row["opening"], row["planted"],
                row["replanted"], row["lost"], row["harvested"], row["plantable_m2"],
                certification_words(terms, book.language),
            )
        )  # fmt: skip
    yield from sorted(rows, key=lambda row: (row[0], row[1] or "", row[2]))


def _sheets(book: Book) -> _Rows:
    paid: dict[str, int] = {}
    for line in book.table("sheet_lines"):
        paid[line["sheet"]] = paid.get(line["sheet"], 0) + line["paid_centimos"]
    for row in book.table("sheets"):
        yield (
            row["number"] or None, name_of("sheet_state", row["state"], book.language), row["cut_off"],
            book.code(row["fund"]), row["drafted_by"], row["approved_by"], row["lines"], row["centimos"],
            paid.get(row["id"], 0), row["id"],
        )  # fmt: skip


def _lines(book: Book) -> _Rows:
    numbers = {row["id"]: row["number"] for row in book.table("sheets")}
    for row in book.table("sheet_lines"):
        yield (
            numbers.get(row["sheet"]), book.code(row["payee"]), book.code(row["committee"]), row["gross_centimos"],
            row["recovered_centimos"], row["payable_centimos"], row["paid_centimos"], row["payout"],
        )  # fmt: skip


def _funds(book: Book) -> _Rows:
    for one in book.sums.funds:
        fact = book.source.lookup.fact(one.id)
        yield (
            fact.code if fact else one.id, fact.name if fact else "", fact.funder if fact else "",
            one.opening_centimos, one.came_in_centimos, one.used_centimos, one.left_centimos,
        )  # fmt: skip


def _sales(book: Book) -> _Rows:
    for row in book.table("carbon_sales"):
        yield (
            row["happened_on"], row["buyer"], row["tonnes"], row["currency"], row["gross_minor"],
            rate_text(row["soles_scaled"]), row["gross_centimos"], row["adaptation_centimos"],
            row["upstream_centimos"], row["fees_centimos"], book.code(row["upstream_fund"]),
            book.code(row["adaptation_fund"]), row["record"],
        )  # fmt: skip


def _findings(book: Book) -> _Rows:
    for row in book.table("findings"):
        ended = row["released_by"] or row["action"] == "release"
        state = "release" if ended else row["action"]
        yield (
            row["target"], name_of("rule", row["rule"], book.language), finding_text(row, book.language),
            name_of("action", state, book.language), row["decided_by"], row["released_by"], row["verdict"],
        )  # fmt: skip


def _checks(book: Book) -> _Rows:
    for row in book.table("verifications"):
        is_money = row["target_kind"] == "payout"
        numbers = (None, None) if is_money else (row["stated"], row["found"])
        soles = (row["stated"], row["found"]) if is_money else (None, None)
        yield (
            row["happened_on"], book.code(row["target"]), name_of("kind", row["target_kind"] or "", book.language),
            *numbers, *soles, name_of("verdict", row["verdict"], book.language), row["checked_by"], row["seed"],
            row["author"], name_of("state", "void" if row["status"] == "void" else "confirmed", book.language),
            row["record"],
        )  # fmt: skip


def _uses(book: Book) -> _Rows:
    for row in book.table("carbon_uses"):
        yield (
            book.code(row["fund"]), row["sheet_number"], work_words(row["activity"], book.language),
            book.code(row["species"]), row["count"], row["centimos"], row["sheet"],
        )  # fmt: skip


def _journal(book: Book) -> _Rows:
    return _lines_of_journal(book) if _shows_lines(book) else _months_of_journal(book)


def _shows_lines(book: Book) -> bool:
    return book.source.sums.journal.lines <= MOST_JOURNAL_LINES


def _means_of_journal(book: Book) -> str:
    if _shows_lines(book):
        return book.say("report.sheet.journal.means")
    return book.say("report.sheet.journal.sums", lines=format_count(book.source.sums.journal.lines))


def _months_of_journal(book: Book) -> _Rows:
    names = {one.name: one.label for one in ACCOUNTS.values()}
    codes = {row["account"]: row["code"] for row in book.table("accounts")}
    for (month, account, committee), (_, debit, credit) in sorted(book.source.sums.journal.months.items()):
        yield (
            last_of_month(month), None, codes[account], names[account], book.code(committee), "", "", debit, credit
        )  # fmt: skip


def _lines_of_journal(book: Book) -> _Rows:
    names = {one.name: one.label for one in ACCOUNTS.values()}
    codes = {row["account"]: row["code"] for row in book.table("accounts")}
    table = TABLES["journal"]
    known: dict[str, str] = {}
    for position, _, _, booked, _, account, _, committee, _, party, record, debit, credit in table.rows(book.source):
        for key in (committee, party):
            if key and key not in known:
                known[str(key)] = book.code(str(key))
        yield (
            str(booked), position, codes[account], names[str(account)], known.get(str(committee), ""),
            known.get(str(party), ""), record, debit, credit,
        )  # fmt: skip


_COMMITTEES: tuple[_Shape, ...] = (
    ("code", "text", 9), ("committee", "text", 22), ("members", "count", 12), ("units", "count", 10),
    ("area_m2", "count", 13), ("planted_m2", "count", 13), ("target", "count", 12), ("before", "count", 13),
    ("standing", "count", 13), ("ready", "count", 13), ("planted", "count", 12), ("replanted", "count", 12),
    ("lost", "count", 10), ("harvested", "count", 13), ("accrued", "amount", 13), ("paid", "amount", 13),
    ("owed", "amount", 13), ("held", "amount", 13), ("days", "days", 10), ("labour", "amount", 15),
    ("in_kind", "amount", 15),
)  # fmt: skip
_WITHOUT_MONEY = 14
"""So many of these columns say nothing of what people earned."""
_SHEETS = (
    _Sheet("summary", (("what", "text", 40), ("number", "count", 14), ("soles", "amount", 16), ("means", "text", 90)),
           _summary),
    _Sheet("committees", _COMMITTEES, _committees, sums=True, only_for=("auditor",)),
    _Sheet("committees", _COMMITTEES[:_WITHOUT_MONEY], _trees_of_committees, only_for=("donor",)),
    _Sheet(
        "units",
        (
            ("unit", "text", 9), ("committee", "text", 11), ("area_name", "text", 7), ("area_m2", "count", 11),
            ("spacing_cm", "count", 14), ("target", "count", 10), ("planted", "count", 11), ("replanted", "count", 11),
            ("lost", "count", 10), ("harvested", "count", 13), ("to_replant", "count", 13), ("standing", "count", 11),
            ("species", "text", 22), ("seed_lots", "text", 22), ("certificates", "text", 30), ("first_on", "day", 12),
            ("last_on", "day", 12), ("walked_on", "day", 12), ("walked_by", "text", 10), ("walked_m2", "count", 12),
            ("accuracy_m", "count", 12), ("survival_on", "day", 12), ("survival", "rate", 15), ("margin", "rate", 12),
            ("counted", "count", 12), ("land", "text", 32), ("timber", "text", 32), ("carbon", "text", 32),
            ("previous_use", "text", 16), ("preparation", "text", 22), ("excluded", "text", 30),
            ("excluded_m2", "count", 12), ("plantable_m2", "count", 12), ("certification", "text", 44),
            ("lacks", "text", 60),
        ), _units,
    ),
    _Sheet(
        "monitoring",
        (
            ("unit", "text", 10), ("season", "text", 12), ("species", "text", 12), ("opening", "count", 14),
            ("planted", "count", 12), ("replanted", "count", 12), ("lost", "count", 12), ("harvested", "count", 14),
            ("plantable_m2", "count", 12), ("certification", "text", 44),
        ), _monitoring,
    ),
    _Sheet(
        "sheets",
        (
            ("sheet", "count", 10), ("state", "text", 16), ("cut_off", "day", 12), ("fund", "text", 12),
            ("drafted_by", "text", 14), ("approved_by", "text", 16), ("lines", "count", 9), ("amount", "amount", 14),
            ("paid", "amount", 14), ("record", "text", 16),
        ), _sheets, sums=True,
    ),
    _Sheet(
        "lines",
        (
            ("sheet", "count", 10), ("payee", "text", 14), ("committee", "text", 12), ("gross", "amount", 13),
            ("recovered", "amount", 13), ("payable", "amount", 13), ("paid", "amount", 13), ("payout", "text", 16),
        ), _lines, sums=True, only_for=("auditor",),
    ),
    _Sheet(
        "funds",
        (
            ("code", "text", 12), ("fund", "text", 30), ("funder", "text", 24), ("opening_balance", "amount", 15),
            ("came_in", "amount", 15), ("used", "amount", 15), ("left", "amount", 15),
        ), _funds, sums=True,
    ),
    _Sheet(
        "sales",
        (
            ("day", "day", 12), ("buyer", "text", 22), ("tonnes", "count", 11), ("currency", "text", 9),
            ("gross_foreign", "rate", 16), ("rate", "text", 10), ("gross_soles", "amount", 16),
            ("adaptation", "amount", 16), ("upstream", "amount", 16), ("fees", "amount", 12), ("fund", "text", 12),
            ("adaptation_fund", "text", 14), ("record", "text", 16),
        ), _sales, sums=True,
    ),
    _Sheet(
        "uses",
        (
            ("fund", "text", 14), ("sheet", "count", 10), ("activity", "text", 26),
            ("species", "text", 12), ("count", "count", 16), ("amount", "amount", 16), ("record", "text", 16),
        ), _uses, sums=True,
    ),
    _Sheet(
        "checks",
        (
            ("day", "day", 12), ("code", "text", 16), ("what", "text", 24), ("stated", "count", 14),
            ("found", "count", 14), ("stated_soles", "amount", 16), ("found_soles", "amount", 16),
            ("outcome", "text", 22), ("checked_by", "text", 26), ("seed_number", "text", 16), ("typed_by", "text", 12),
            ("state", "text", 14), ("record", "text", 16),
        ), _checks, only_for=("auditor",),
    ),
    _Sheet(
        "findings",
        (
            ("record", "text", 16), ("rule", "text", 30), ("says", "text", 90), ("state", "text", 18),
            ("decided_by", "text", 14), ("released_by", "text", 16), ("verdict", "text", 16),
        ), _findings, only_for=("auditor",),
    ),
    _Sheet(
        "journal",
        (
            ("booked_on", "day", 12), ("position", "count", 11), ("account", "text", 9), ("label", "text", 30),
            ("committee", "text", 12), ("party", "text", 14), ("record", "text", 16), ("debit", "amount", 14),
            ("credit", "amount", 14),
        ), _journal, sums=True, only_for=("auditor",), means=_means_of_journal,
    ),
)  # fmt: skip
