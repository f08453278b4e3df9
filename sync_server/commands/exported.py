"""`export`: the journal for the programs of accountants, the monthly voucher, a sheet as a workbook, the package for
auditors, and the papers for an assembly and for one person.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from core.domain.bodies import Day
from core.domain.calendar import last_of_month
from core.domain.merkle import root
from core.usecases.views.money import JournalEntryLine
from sync_server.audit.catalogue import MADE_FOR
from sync_server.audit.handing import Paper, make_assembly_paper, make_statement
from sync_server.audit.making import make_package
from sync_server.audit.package import Order
from sync_server.audit.papers.sample_form import sample_pdf
from sync_server.audit.sampling import Wanted, sample_of
from sync_server.audit.source import Source
from sync_server.commands.arguments import Commands, Parser, count, day, month, which_sheet
from sync_server.commands.books import account_codes
from sync_server.commands.clerk import clerk_of
from sync_server.commands.files import save
from sync_server.commands.sheet_shown import sheet_view
from sync_server.commands.speaking import language, tell, told
from sync_server.exports.books import beancount_lines, csv_lines, hledger_lines
from sync_server.settings import Settings, SettingsError

FORMATS = {"hledger": hledger_lines, "beancount": beancount_lines, "csv": csv_lines}


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    export = commands.group("export")
    one = export.reading("ledger", _ledger)
    one.option("--format", "format", required=True, choices=tuple(FORMATS))
    one.option("--from", "from_day", "day_of", dest="from_day", type=day)
    one.option("--to", "to_day", "day_of", dest="to_day", type=day)
    _out(one)
    one = export.reading("voucher", _voucher)
    one.option("--month", "month", "month_of", type=month, required=True)
    _out(one)
    one = export.reading("sheet", _sheet)
    which_sheet(one)
    _out(one)
    one = export.reading("sample", _sample)
    one.option("--seed", "seed", "text", required=True)
    for name in ("plots", "batches", "payouts"):
        one.option(f"--{name}", name, "number", type=count, default=0)
    one.option("--from", "first_day", "day_of", dest="from_day", type=day, default="0001-01-01")
    one.option("--to", "last_day", "day_of", dest="to_day", type=day, default="9999-12-31")
    _out(one)
    one = export.writing("audit", _audit)
    one.option("--from", "first_day", "day_of", dest="from_day", type=day, required=True)
    one.option("--to", "last_day", "day_of", dest="to_day", type=day, required=True)
    one.option("--profile", "profile", choices=MADE_FOR, default=MADE_FOR[0])
    one.option("--photos", "photos", action="store_true")
    one.option("--why", "package_why", "text", required=True)
    _out(one)
    one = export.writing("community", _community)
    place = one.add_mutually_exclusive_group(required=True)
    for name in ("community", "committee"):
        help_text = told(f"help.option.of_{name}")
        place.add_argument(f"--{name}", metavar=told("arguments.code"), help=help_text)
    _paper(one)
    one = export.writing("person", _person)
    one.option("--member", "of_member", "code", required=True)
    _paper(one)


def _paper(parser: Parser) -> None:
    parser.option("--from", "first_day", "day_of", dest="from_day", type=day, required=True)
    parser.option("--to", "last_day", "day_of", dest="to_day", type=day, required=True)
    parser.option("--why", "package_why", "text", required=True)
    _out(parser)


def _out(parser: Parser) -> None:
    parser.option("--out", "out", "file", type=Path, required=True)


def _ledger(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        if chosen.from_day and chosen.to_day and chosen.from_day > chosen.to_day:
            raise SettingsError("export.days_turned", first=chosen.from_day, last=chosen.to_day)
        journal = names.session.money().journal_lines(chosen.from_day or "", chosen.to_day or "")
        first = next(journal, None)
        if first is None:
            raise SettingsError("export.empty")
        counted = _Counted(chain([first], journal))
        codes = account_codes(names, chosen.to_day or clerk.today())
        # The journal already names people by their codes; no name of a person enters these files.
        save(chosen.out, FORMATS[chosen.format](counted, codes, {}))
        tell("export.ledger", path=str(chosen.out), entries=f"{counted.entries:,d}", lines=f"{counted.lines:,d}")


class _Counted:
    """Journal lines on their way into a file, however many they are, and their number."""

    def __init__(self, journal: Iterable[JournalEntryLine]) -> None:
        self._journal = journal
        self.lines = self.entries = 0

    def __iter__(self) -> Iterator[JournalEntryLine]:
        last = None
        for line in self._journal:
            self.lines += 1
            self.entries += (line.position, line.entry) != last
            last = (line.position, line.entry)
            yield line


def _voucher(settings: Settings, chosen: Namespace) -> None:
    from sync_server.exports.voucher import voucher_xlsx  # Loaded for the few who want a workbook.

    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        first, last = Day(f"{chosen.month}-01"), Day(last_of_month(chosen.month))
        lines = names.session.money().journal(first, last)
        if not lines:
            raise SettingsError("export.empty")
        save(chosen.out, voucher_xlsx(lines, account_codes(names, min(last, clerk.today())), chosen.month))
        tell("export.voucher", path=str(chosen.out), month=chosen.month, lines=f"{len(lines):,d}")


def _sheet(settings: Settings, chosen: Namespace) -> None:
    from sync_server.exports.voucher import sheet_xlsx  # Loaded for the few who want a workbook.

    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        view = sheet_view(names, chosen.sheet, clerk.today(), reasons=True)
        save(chosen.out, sheet_xlsx(view))
        tell("export.sheet", path=str(chosen.out), lines=f"{len(view.lines):,d}")


def _sample(settings: Settings, chosen: Namespace) -> None:
    wanted = Wanted(chosen.seed, chosen.plots, chosen.batches, chosen.payouts)
    with clerk_of(settings, chosen) as clerk, clerk.office.store.reading() as session:
        source = Source(session, session.feed_size(), chosen.from_day, chosen.to_day)
        sample = sample_of(source, wanted, root(session.tree()).hex())
        save(chosen.out, sample_pdf(sample, source.programme))
        tell("sample.written", path=str(chosen.out), number=f"{len(sample.drawn):,d}", seed=wanted.seed)


def _audit(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        order = Order(chosen.profile, chosen.from_day, chosen.to_day, chosen.photos)
        made, record = make_package(clerk.office, clerk.author, order, chosen.why, chosen.out)
        tell("audit.written", path=str(chosen.out), size=f"{made.size:,d}", root=made.root, record=record)


def _community(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            place = names.community(chosen.community) if chosen.community else names.committee(chosen.committee)
        paper = Paper(chosen.from_day, chosen.to_day, chosen.why, language())
        assembly, record = make_assembly_paper(clerk.office, clerk.author, place, paper, chosen.out)
        tell("handouts.written.community", place=assembly.place, path=str(chosen.out), record=record)


def _person(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            member = names.member(chosen.member)
        paper = Paper(chosen.from_day, chosen.to_day, chosen.why, language())
        statement, record = make_statement(clerk.office, clerk.author, member, paper, chosen.out)
        tell("handouts.written.person", code=statement.codes[0], path=str(chosen.out), record=record)
