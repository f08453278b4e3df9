"""The real programs read what we write: hledger and beancount have to find the balances that we find."""

import csv
import hashlib
import io
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from core.domain.ledger import ACCOUNTS
from core.usecases.views.money import JournalEntryLine
from sync_server.exports.books import beancount_lines, csv_lines, hledger_lines, soles_text

CODES = {"bank": "104101", "payable": 'x"4699, \\ ; y'}
# Ids with what they are called; a readable name twice, names that no program could take as they are.
NAMES = {
    "7KQ2MX-1": "CHO-001",
    "7KQ2MX-2": "PEÑ-012",
    "7KQ2MX-3": "peñ-012",
    "7KQ2MX-4": "CHO-013",
    "7KQ2MX-5": "CHO-013",
    "7KQ2MX-6": 'Rosa "Ñusta" Huamán; Peña,  (x) \\',
    "7KQ2MX-7": "[2026-13-45]",
    "7KQ2MX-8": "=SUM(A1)",
    "7KQ2MX-9": "date:2026-99-99",
    "7KQ2MX-10": "一\n二",
    "7KQ2MX-11": "A" * 300,
    "7KQ2MX-90": "CHO",
    "7KQ2MX-91": "Alto  Mayo, «Ñ»; acct:x",
}


def marked(start: str, party: str) -> str:
    """What tells parties apart whose names do not: the first eight digits of the SHA-256 of the id."""
    return start + hashlib.sha256(party.encode()).hexdigest()[:8].upper()


# What the accounts of the parties end in, for both programs.
COMPONENTS = {
    "7KQ2MX-1": "CHO-001",
    "7KQ2MX-2": "PEN-012-20793277",
    "7KQ2MX-3": "Pen-012-35143B57",
    "7KQ2MX-4": marked("CHO-013-", "7KQ2MX-4"),
    "7KQ2MX-5": marked("CHO-013-", "7KQ2MX-5"),
    "7KQ2MX-6": marked("Rosa-Nusta-Huaman-Pena-x-", "7KQ2MX-6"),
    "7KQ2MX-7": marked("2026-13-45-", "7KQ2MX-7"),
    "7KQ2MX-8": marked("SUM-A1-", "7KQ2MX-8"),
    "7KQ2MX-9": marked("Date-2026-99-99-", "7KQ2MX-9"),
    "7KQ2MX-10": marked("", "7KQ2MX-10"),
    "7KQ2MX-11": marked("A" * 40 + "-", "7KQ2MX-11"),
    "CHO-001": marked("CHO-001-", "CHO-001"),
    "TEC-01": "TEC-01",
    "OFFICE-77": "OFFICE-77",
    "": "",
}
PARTIES = list(COMPONENTS)
TABLE = {account.name: account.type for account in ACCOUNTS.values()}
MONEY = [name for name, kind in TABLE.items() if kind != "memorandum"]
Balances = dict[tuple[str, str], int]
Writer = Callable[..., Iterator[str]]
T = TypeVar("T")


def generated(entries: int, seed: int) -> list[JournalEntryLine]:
    chance = random.Random(seed)
    lines = []
    for number in range(entries):
        accounts = ["in_kind_labour", "in_kind_contribution"] if chance.random() < 0.1 else MONEY
        amounts = [chance.choice([0, 0, 1, -1, -5, 99, chance.randint(-(10**7), 10**9)]) for _ in range(4)]
        amounts = amounts[: chance.randint(1, 4)]
        booked_on = (date(2026, 1, 1) + timedelta(chance.randint(0, 700))).isoformat()
        happened_on = (date(2025, 12, 1) + timedelta(chance.randint(0, 700))).isoformat()
        record = f"7KQ2MX-{number + 1}"
        for centimos in (*amounts, -sum(amounts)):
            account = chance.choice(accounts)
            lines.append(
                JournalEntryLine(
                    position=number // 2,
                    entry=number % 2,
                    booked_on=booked_on,
                    happened_on=chance.choice([happened_on, happened_on, booked_on, ""]),
                    account=account,
                    activity=chance.choice(["tree_planted", "sapling_ready", ""])
                    if TABLE[account] == "expense"
                    else "",
                    committee=chance.choice(["7KQ2MX-90", "7KQ2MX-91", ""]),
                    species=chance.choice(["", "Pinus patula", 'Queñoal, "mixto": x; date:1', "[2026-01-01]", "="]),
                    party=chance.choice(PARTIES),
                    record=chance.choice([record, record, record, "7KQ2MX-1"]),
                    centimos=centimos,
                )
            )
    return lines


JOURNAL = generated(3000, seed=20261122)


def line(account: str, centimos: int, party: str = "", **changed: str | int) -> JournalEntryLine:
    values: dict[str, str | int] = {
        "position": 12, "entry": 0, "booked_on": "2026-04-01", "happened_on": "2026-03-06", "activity": "",
        "committee": "7KQ2MX-90", "species": "", "record": "7KQ2MX-123",
    }  # fmt: skip
    return JournalEntryLine(account=account, party=party, centimos=centimos, **values | changed)  # type: ignore[arg-type]


def own_balances(journal: list[JournalEntryLine]) -> Balances:
    sums: Counter[tuple[str, str]] = Counter()
    for entry in journal:
        sums[entry.account, entry.party] += entry.centimos
    return nonzero(sums)


def nonzero(sums: Counter[T]) -> dict[T, int]:
    return {place: centimos for place, centimos in sums.items() if centimos}


def write(path: Path, writer: Writer, journal: list[JournalEntryLine]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(writer(iter(journal), CODES, NAMES))
    return path


def run(*command: str | Path, locale: str = "C") -> str:
    """What a program says, in the poorest locale; a failure shows all of it."""
    surroundings = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=surroundings, timeout=240, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def centimos_of(text: str) -> int:
    amount = Decimal(text.removesuffix(" PEN")) * 100
    assert amount == int(amount)
    return int(amount)


def hledger_sums(path: Path, *query: str) -> dict[str, int]:
    """The balances that hledger finds, without those that are zero and without its total."""
    text = run("hledger", "-f", path, "balance", "--flat", "--no-total", "-O", "csv", *query)
    return {name: centimos_of(amount) for name, amount in list(csv.reader(io.StringIO(text)))[1:]}


LOADER = """
import sys
from collections import defaultdict
from beancount import loader
from beancount.core.data import Open, Transaction
entries, errors, options = loader.load_file(sys.argv[1])
assert not errors, errors[:3]
sums = defaultdict(int)
for entry in entries:
    for posting in entry.postings if isinstance(entry, Transaction) else ():
        assert posting.units.currency == "PEN"
        sums[posting.account] += posting.units.number * 100
    if isinstance(entry, Open):
        print("open", entry.account, entry.meta.get("pcge"), entry.meta.get("party"), sep="\\x1f")
for account, centimos in sums.items():
    assert centimos == int(centimos)
    print("balance", account, int(centimos), sep="\\x1f")
"""


def beancount_says(path: Path) -> tuple[dict[str, int], dict[str, tuple[str, str]]]:
    """Balances and (code, party) of each account. It is GPL: a program of its own, never imported."""
    rows = [row.split("\x1f") for row in run(sys.executable, "-c", LOADER, path).splitlines()]
    sums = {row[1]: int(row[2]) for row in rows if row[0] == "balance" and row[2] != "0"}
    return sums, {row[1]: (row[2], row[3]) for row in rows if row[0] == "open"}


def places(roots: dict[str, str], written: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """Every account that a program may know, with our account and party."""
    names = {
        ":".join(filter(None, (roots[kind], written(account), component))): (account, party)
        for account, kind in TABLE.items()
        for party, component in COMPONENTS.items()
    }
    assert len(names) == len(TABLE) * len(COMPONENTS)
    return names


HLEDGER = places(
    {
        "asset": "assets", "liability": "liabilities", "equity": "equity", "income": "income", "expense": "expenses",
        "memorandum": "memorandum",
    },
    str,
)  # fmt: skip
BEANCOUNT = places(
    {
        "asset": "Assets", "liability": "Liabilities", "equity": "Equity", "income": "Income", "expense": "Expenses",
        "memorandum": "Equity:Memorandum",
    },
    lambda account: account.title().replace("_", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def hledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("books") / "journal.hledger", hledger_lines, JOURNAL)


@pytest.fixture(scope="module")
def beancount_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("books") / "journal.beancount", beancount_lines, JOURNAL)


def test_the_generated_journal_has_what_is_hard() -> None:
    balances = own_balances(JOURNAL)
    assert {party for _, party in balances} == set(PARTIES)
    assert {account for account, _ in balances} == set(TABLE)
    assert min(balances.values()) < 0 < max(balances.values())
    assert any(entry.centimos == 0 for entry in JOURNAL)
    assert any(0 < -entry.centimos < 10 for entry in JOURNAL)
    assert any(entry.happened_on > entry.booked_on for entry in JOURNAL)


def test_hledger_takes_the_journal_and_finds_the_same_balances(hledger_file: Path) -> None:
    run("hledger", "-f", hledger_file, "check", "--strict")
    found = {HLEDGER[name]: centimos for name, centimos in hledger_sums(hledger_file).items()}
    assert found == own_balances(JOURNAL)


def test_hledger_writes_the_same_journal_again(hledger_file: Path, tmp_path: Path) -> None:
    printed = tmp_path / "printed.hledger"
    printed.write_text(run("hledger", "-f", hledger_file, "print", "--explicit"), encoding="ascii")
    assert hledger_sums(printed) == hledger_sums(hledger_file)


def test_hledger_finds_sums_by_activity_by_day_of_work_and_by_code(hledger_file: Path) -> None:
    by_activity: Counter[str] = Counter()
    of_the_day: Counter[str] = Counter()
    day = next(entry.happened_on for entry in JOURNAL if entry.happened_on)
    for entry in JOURNAL:
        if TABLE[entry.account] == "expense":
            by_activity[entry.activity] += entry.centimos
        if (entry.happened_on or entry.booked_on) == day:
            of_the_day[entry.account] += entry.centimos
    assert hledger_sums(hledger_file, "expenses", "--pivot", "activity") == nonzero(by_activity)
    found: Counter[str] = Counter()
    for name, centimos in hledger_sums(hledger_file, "--date2", "-p", day).items():
        found[HLEDGER[name][0]] += centimos
    assert nonzero(found) == nonzero(of_the_day) != {}
    of_the_bank = hledger_sums(hledger_file, "tag:pcge=^104101$")
    assert {HLEDGER[name][0] for name in of_the_bank} == {"bank"}
    assert sum(of_the_bank.values()) == sum(entry.centimos for entry in JOURNAL if entry.account == "bank")


def test_hledgers_statements_leave_in_kind_work_out(hledger_file: Path) -> None:
    text = run("hledger", "-f", hledger_file, "balancesheetequity", "--flat", "-O", "csv")
    assert "assets:bank" in text
    assert "memorandum" not in text
    assert "cash_box" in run("hledger", "-f", hledger_file, "cashflow", "--flat")


def test_beancount_takes_the_journal_and_finds_the_same_balances(beancount_file: Path) -> None:
    run(Path(sys.executable).with_name("bean-check"), beancount_file)
    sums, opened = beancount_says(beancount_file)
    assert {BEANCOUNT[name]: centimos for name, centimos in sums.items()} == own_balances(JOURNAL)
    assert {BEANCOUNT[name] for name in opened} == {(entry.account, entry.party) for entry in JOURNAL}
    for name, (code, party) in opened.items():
        account = BEANCOUNT[name][0]
        assert (code, party) == (CODES.get(account, ACCOUNTS[account].code), BEANCOUNT[name][1] or "None")


def test_the_csv_has_every_line_exactly(tmp_path: Path) -> None:
    path = write(tmp_path / "journal.csv", csv_lines, JOURNAL)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        assert int(row["centimos"]) == centimos_of(row["soles"])
        sums[row["account"], row["party_id"]] += int(row["centimos"])
    assert nonzero(sums) == own_balances(JOURNAL)
    assert len(rows) == len(JOURNAL)
    for row, entry in zip(rows, JOURNAL, strict=True):
        assert (row["position"], row["entry"]) == (str(entry.position), str(entry.entry))
        assert (row["booked_on"], row["happened_on"]) == (entry.booked_on, entry.happened_on)
        assert row["pcge_code"] == CODES.get(entry.account, ACCOUNTS[entry.account].code)
        party = NAMES.get(entry.party, entry.party)
        assert row["party"] == (f"'{party}" if party.startswith("=") else party)
        assert row["species"] == entry.species.replace("=", "'=")
        assert (row["record"], row["activity"]) == (entry.record, entry.activity)


def test_csv_as_the_standard_has_it() -> None:
    entry = line("bank", -5, "7KQ2MX-6", happened_on="", species="a\nb")
    header, row = csv_lines([entry], {}, NAMES)
    assert header == (
        "position,entry,booked_on,happened_on,account,pcge_code,label,activity,committee,species,party,party_id,record,"
        "centimos,soles\r\n"
    )
    assert row == (
        '12,0,2026-04-01,,bank,1041,Cuenta corriente operativa,,CHO,"a\nb","Rosa ""Ñusta"" Huamán; Peña,  (x) \\",'
        "7KQ2MX-6,7KQ2MX-123,-5,-0.05\r\n"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_of_the_csv_is_a_formula(start: str) -> None:
    _, text = csv_lines([line("bank", -5, f"{start}1")], {}, {})
    assert f"'{start}1" in text


PLANTED = [
    line("expense", 12_450, activity="tree_planted", species="Aliso"),
    line("payable", -12_450, "7KQ2MX-2", species="Aliso", happened_on="2026-03-07"),
]


def test_an_entry_for_hledger() -> None:
    text = "".join(hledger_lines(PLANTED, {}, NAMES))
    assert "account liabilities:payable  ; type:L, pcge:4699, label:Por pagar a integrantes\n" in text
    assert "account assets:cash_box  ; type:C, pcge:1413, label:Entregas a rendir cuenta\n" in text
    assert "account memorandum:in_kind_labour  ; pcge:0411, label:Trabajo en especie\n" in text
    entry = text[text.index("2026-04-01") :]
    assert entry == (
        "2026-04-01 * (12.0) tree_planted\n"
        "    ; record:7KQ2MX-123, committee:CHO, species:Aliso\n"
        "    expenses:expense  124.50 PEN  ; date2:2026-03-06, activity:tree_planted\n"
        "    liabilities:payable:PEN-012-20793277  -124.50 PEN  ; date2:2026-03-07\n"
        "\n"
        "account liabilities:payable:PEN-012-20793277  ; party:7KQ2MX-2\n"
    )
    paid = [line("payable", 50), line("cash_box", -50, "TEC-01")]
    assert "\n2026-04-01=2026-03-06 * (12.0) payable / cash_box\n    ; record:7KQ2MX-123, committee:CHO\n" in "".join(
        hledger_lines(paid, {}, NAMES)
    )


def test_an_entry_for_beancount() -> None:
    assert "".join(beancount_lines(PLANTED, {"payable": "46"}, NAMES)) == (
        'option "operating_currency" "PEN"\n'
        "\n"
        '2026-04-01 * "tree_planted"\n'
        '  entry: "12.0"\n'
        '  record: "7KQ2MX-123"\n'
        '  committee: "CHO"\n'
        '  species: "Aliso"\n'
        "  Expenses:Expense  124.50 PEN\n"
        "    happened_on: 2026-03-06\n"
        '    activity: "tree_planted"\n'
        "  Liabilities:Payable:PEN-012-20793277  -124.50 PEN\n"
        "    happened_on: 2026-03-07\n"
        "\n"
        "2026-04-01 open Liabilities:Payable:PEN-012-20793277 PEN\n"
        '  pcge: "46"\n'
        '  label: "Por pagar a integrantes"\n'
        '  party: "7KQ2MX-2"\n'
        "\n"
        "2026-04-01 open Expenses:Expense PEN\n"
        '  pcge: "6581"\n'
        '  label: "Incentivos de reforestación"\n'
    )


def test_an_empty_journal_is_accepted(tmp_path: Path) -> None:
    run("hledger", "-f", write(tmp_path / "empty.hledger", hledger_lines, []), "check", "--strict")
    run(Path(sys.executable).with_name("bean-check"), write(tmp_path / "empty.beancount", beancount_lines, []))
    assert len(list(csv_lines([], CODES, NAMES))) == 1


@pytest.mark.parametrize("writer", [hledger_lines, beancount_lines])
@pytest.mark.parametrize(
    "journal",
    [
        [line("bank", 1)],
        [line("bank", 1), line("opening", -1, booked_on="2026-04-02")],
        [line("bank", 1), line("opening", -2)],
        [line("bank", 1), line("bank", 5, entry=1), line("bank", -5, entry=1), line("opening", -1)],
    ],
)
def test_a_torn_entry_does_not_become_a_file(writer: Writer, journal: list[JournalEntryLine]) -> None:
    with pytest.raises(ValueError, match=r"entry 12\.0"):
        list(writer(journal, CODES, NAMES))


@pytest.mark.parametrize(
    ("centimos", "text"),
    [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-100, "-1.00"), (123_456_789, "1234567.89"), (-10, "-0.10")],
)
def test_amounts(centimos: int, text: str) -> None:
    assert soles_text(centimos) == text
