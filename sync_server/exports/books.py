"""The journal as text for the programs that accountants use: hledger, beancount, and any spreadsheet (CSV).

Each function yields lines with their line ends while it reads the journal, so that a journal of any length fits. An
account of the chart has one branch for each party; its PCGE code stands beside the name and never in it, because codes
may change and names must not. In-kind work lies in a branch of its own: `memorandum` for hledger, whose statements then
leave it out, and Equity:Memorandum for beancount, which knows five roots only and where its two sides cancel out.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from core.domain.ledger import ACCOUNTS, Account, AccountType
from core.domain.money import figures_of
from core.usecases.views.money import JournalEntryLine
from sync_server.exports.spreadsheets import BEGINS_A_FORMULA

CURRENCY = "PEN"
CSV_COLUMNS = (
    "position", "entry", "booked_on", "happened_on", "account", "pcge_code", "label", "activity", "committee",
    "species", "party", "party_id", "record", "centimos", "soles",
)  # fmt: skip

_HLEDGER_ROOTS: dict[AccountType, str] = {
    "asset": "assets",
    "liability": "liabilities",
    "equity": "equity",
    "income": "income",
    "expense": "expenses",
    "memorandum": "memorandum",
}
_HLEDGER_TYPES: dict[AccountType, str] = {"asset": "A", "liability": "L", "equity": "E", "income": "R", "expense": "X"}
_CASH = frozenset({"bank", "wallet", "cash_box"})
"""What hledger's cash flow statement looks at."""
_BEANCOUNT_ROOTS: dict[AccountType, str] = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expenses",
    "memorandum": "Equity:Memorandum",
}
_LONGEST_COMPONENT = 40


def hledger_lines(
    journal: Iterable[JournalEntryLine], codes: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[str]:
    """A journal file for hledger 1.25 and later that passes `hledger check --strict`.

    The date is the one under which the books have it, the secondary date the day of the work. `codes` gives the PCGE
    code of an account, `names` what is written in place of a party's or committee's id. The file is plain ASCII,
    without the accents, because hledger refuses anything else where the system's locale is not set. Raises ValueError
    for an entry that does not sum to zero.
    """
    yield "decimal-mark .\n"
    yield f"commodity 1000.00 {CURRENCY}\n\n"
    for account in ACCOUNTS.values():
        kind = "C" if account.name in _CASH else _HLEDGER_TYPES.get(account.type)
        tags = [f"type:{kind}"] if kind else []
        tags += [f"pcge:{_ascii(_code(account, codes))}", f"label:{_ascii(account.label)}"]
        yield f"account {_hledger_account(account, '')}  ; {', '.join(tags)}\n"
    parties = _Parties(names)
    used: set[tuple[str, str]] = set()
    for lines in _entries(journal):
        common = _common(lines, parties)
        happened_on = common.pop("happened_on", "")
        other_date = f"={happened_on}" if happened_on else ""
        first = lines[0]
        yield f"\n{first.booked_on}{other_date} * ({first.position}.{first.entry}) {_ascii(_description(lines))}\n"
        if common:
            yield f"    ; {_hledger_tags(common)}\n"
        for line in lines:
            used.add((line.account, line.party))
            posting = f"    {_hledger_account(ACCOUNTS[line.account], parties.component(line.party))}"
            own = {name: text for name, text in _facts(line, parties).items() if name not in common}
            day = own.pop("happened_on")
            if day and not happened_on:
                own = {"date2": day, **own}
            comment = f"  ; {_hledger_tags(own)}" if any(own.values()) else ""
            yield f"{posting}  {soles_text(line.centimos)} {CURRENCY}{comment}\n"
    yield "\n"
    for account, component, party in _in_chart_order(used, parties):
        if party:
            yield f"account {_hledger_account(account, component)}  ; party:{_ascii(party)}\n"


def beancount_lines(
    journal: Iterable[JournalEntryLine], codes: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[str]:
    """A file for beancount 2 and 3 that passes `bean-check`; dates, `codes` and `names` as for hledger_lines.

    Accounts are opened at the end of the file, on the first day on which each is used; beancount sorts by date. Raises
    ValueError for an entry that does not sum to zero.
    """
    yield f'option "operating_currency" "{CURRENCY}"\n'
    parties = _Parties(names)
    opened: dict[tuple[str, str], str] = {}
    for lines in _entries(journal):
        common = _common(lines, parties)
        first = lines[0]
        yield f"\n{first.booked_on} * {_quoted(_description(lines))}\n"
        yield f'  entry: "{first.position}.{first.entry}"\n'
        yield from _metadata(common, "  ")
        for line in lines:
            place = (line.account, line.party)
            opened[place] = min(line.booked_on, opened.get(place, line.booked_on))
            account = _beancount_account(ACCOUNTS[line.account], parties.component(line.party))
            yield f"  {account}  {soles_text(line.centimos)} {CURRENCY}\n"
            yield from _metadata(
                {name: text for name, text in _facts(line, parties).items() if name not in common}, "    "
            )
    for used, component, party in _in_chart_order(opened, parties):
        yield f"\n{opened[used.name, party]} open {_beancount_account(used, component)} {CURRENCY}\n"
        yield f"  pcge: {_quoted(_code(used, codes))}\n  label: {_quoted(used.label)}\n"
        if party:
            yield f"  party: {_quoted(party)}\n"


def csv_lines(journal: Iterable[JournalEntryLine], codes: Mapping[str, str], names: Mapping[str, str]) -> Iterator[str]:
    """The journal as CSV (RFC 4180) with a header: one row for each line, the amount as whole céntimos and as soles.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; no code begins like that.
    """
    write = csv.writer(_Echo()).writerow
    parties = _Parties(names)
    yield write(CSV_COLUMNS)
    for line in journal:
        account = ACCOUNTS[line.account]
        code, committee, party = _code(account, codes), parties.text(line.committee), parties.text(line.party)
        texts = (
            line.booked_on, line.happened_on, account.name, code, account.label, line.activity, committee, line.species,
            party, line.party, line.record,
        )  # fmt: skip
        yield write(
            (line.position, line.entry, *map(_harmless, texts), line.centimos, soles_text(line.centimos)),
        )


def soles_text(centimos: int) -> str:
    """An amount as these programs read it: -1234.50."""
    return figures_of(centimos, thousands=False)


class _Echo:
    """A file that hands every row back instead of keeping it."""

    def write(self, text: str) -> str:
        return text


class _Parties:
    """How people, technicians, funds and committees are written; two different ones never under one account."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._uses = Counter(names.values())
        self._components: dict[str, str] = {"": ""}

    def text(self, identifier: str) -> str:
        return self._names.get(identifier, identifier)

    def component(self, party: str) -> str:
        """The last part of an account's name: ASCII letters, digits and hyphens, beginning with a capital or a digit.

        Where that is not what the party is called, or where another is called the same, a piece of the hash of the
        party's id tells them apart.
        """
        known = self._components.get(party)
        if known is None:
            text = self.text(party)
            plain = re.sub(r"[^A-Za-z0-9]+", "-", _without_accents(text))[:_LONGEST_COMPONENT].strip("-")
            known = plain[:1].upper() + plain[1:]
            others = self._uses[text] - (party in self._names)
            if known != text or others:
                digest = hashlib.sha256(party.encode()).hexdigest()[:8].upper()
                known = f"{known}-{digest}" if known else digest
            self._components[party] = known
        return known


def _entries(journal: Iterable[JournalEntryLine]) -> Iterator[list[JournalEntryLine]]:
    """The lines of one entry after the other; an entry that is torn apart or wrong must not become a file."""
    for (position, entry), group in groupby(journal, key=lambda line: (line.position, line.entry)):
        lines = list(group)
        if sum(line.centimos for line in lines) or any(line.booked_on != lines[0].booked_on for line in lines):
            raise ValueError(f"entry {position}.{entry} of the journal does not sum to zero on one day")
        yield lines


def _facts(line: JournalEntryLine, parties: _Parties) -> dict[str, str]:
    return {
        "happened_on": line.happened_on,
        "record": line.record,
        "activity": line.activity,
        "committee": parties.text(line.committee),
        "species": line.species,
    }


def _common(lines: list[JournalEntryLine], parties: _Parties) -> dict[str, str]:
    """What holds for all lines of an entry and is therefore written once."""
    first, *others = [_facts(line, parties) for line in lines]
    return {name: text for name, text in first.items() if text and all(other[name] == text for other in others)}


def _description(lines: list[JournalEntryLine]) -> str:
    words = dict.fromkeys(line.activity for line in lines if line.activity)
    return " / ".join(words or dict.fromkeys(line.account for line in lines))


def _code(account: Account, codes: Mapping[str, str]) -> str:
    return codes.get(account.name, account.code)


def _in_chart_order(places: Iterable[tuple[str, str]], parties: _Parties) -> list[tuple[Account, str, str]]:
    """(account, component, party) of each place, in the order in which the chart has the accounts."""
    order = {name: number for number, name in enumerate(ACCOUNTS)}
    rows = sorted((order[account], parties.component(party), account, party) for account, party in places)
    return [(ACCOUNTS[account], component, party) for _, component, account, party in rows]


def _hledger_account(account: Account, component: str) -> str:
    return ":".join(filter(None, (_HLEDGER_ROOTS[account.type], account.name, component)))


def _beancount_account(account: Account, component: str) -> str:
    name = "".join(word.capitalize() for word in account.name.split("_"))
    return ":".join(filter(None, (_BEANCOUNT_ROOTS[account.type], name, component)))


def _hledger_tags(texts: Mapping[str, str]) -> str:
    return ", ".join(f"{name}:{_ascii(text)}" for name, text in texts.items() if text)


def _metadata(texts: Mapping[str, str], indent: str) -> Iterator[str]:
    for name, text in texts.items():
        if text:
            yield f"{indent}{name}: {text if name == 'happened_on' else _quoted(text)}\n"


def _quoted(text: str) -> str:
    """A text as beancount reads it: on one line, in quotation marks."""
    one_line = " ".join(text.split())
    return '"' + one_line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _ascii(text: str) -> str:
    """A text that means nothing else to hledger: a comma would end a tag, a semicolon or a bracket begin something."""
    return re.sub(r"[^A-Za-z0-9 _./:#-]+", "_", " ".join(_without_accents(text).split()))


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
