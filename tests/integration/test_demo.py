"""The demo's whole cycle, and its books in the programs of accountants."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from core.domain.money import parse_soles
from core.storage.engine import open_database
from core.storage.store import SqlStore
from sync_server.crowd.contacts import Contacts
from sync_server.looking.tablets import heard_tablets

ROOT = Path(__file__).resolve().parents[2]
PROGRAMME = "PIURA"
Books = dict[tuple[str, str], int]
"""Céntimos by account and party."""


def run(folder: Path, *arguments: str) -> str:
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(arguments, cwd=folder, env=surroundings, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def beside_python(program: str) -> str:
    return str(Path(sys.executable).with_name(program))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the demo has run in."""
    folder = tmp_path_factory.mktemp("demo")
    run(folder, sys.executable, "-m", "tools.demo")
    return folder


@pytest.fixture(scope="module")
def summary(demo: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((demo / "build/demo/summary.json").read_text("utf-8"))
    return found


def test_every_centimo_is_somewhere(summary: dict[str, Any]) -> None:
    given = summary["earned_centimos"] + summary["rounding_centimos"] + summary["waived_centimos"]
    assert given == summary["paid_centimos"] + summary["owed_after_centimos"] - summary["to_recover_centimos"]
    assert summary["identity_holds"]
    assert summary["ledger_trial_balance_centimos"] == summary["ledger_unbalanced_entries"] == 0
    assert summary["tablets_equal_server"]


def test_the_tablets_in_use_were_heard(demo: Path) -> None:
    store = SqlStore(open_database(f"sqlite:///{demo / 'build/demo/server.db'}"), PROGRAMME)
    with store.reading() as session:
        lines = heard_tablets(session, Contacts(), {}, "2014-12-20")
    store.engine.dispose()
    assert [line.label for line in lines if line.last_contact is None] == []
    assert "wilmer 2" in [line.label for line in lines]


def test_the_cycle_has_everything_that_can_go_wrong(summary: dict[str, Any]) -> None:
    assert summary["sheets"] == 2
    assert (summary["double_paid"], summary["double_paid_centimos"]) == (2, 2 * 1_350)
    assert summary["waived_centimos"] > 0
    assert summary["to_recover_centimos"] > 0
    assert 0 < summary["carried_centimos"] < summary["owed_after_centimos"]
    assert 0 < summary["returned_centimos"] < summary["advance_centimos"]


def test_the_package_of_the_week_is_worked_out_again_by_a_stranger(demo: Path, summary: dict[str, Any]) -> None:
    assert (summary["audit_verified"], summary["audit_findings"]) == (True, 0)
    with ZipFile(demo / "build/demo/audit.zip") as package:
        assert json.loads(package.read("manifest.json"))["size"] == summary["records"]


def test_the_same_comes_out_every_time(demo: Path, summary: dict[str, Any]) -> None:
    run(demo, sys.executable, "-m", "tools.demo")
    assert json.loads((demo / "build/demo/summary.json").read_text("utf-8")) == summary


@pytest.fixture(scope="module")
def books(demo: Path) -> Books:
    """Our own balances, without those that are nothing."""
    engine = open_database(f"sqlite:///{demo / 'build/demo/server.db'}")
    with SqlStore(engine, PROGRAMME).reading() as session:
        money = session.money()
        sums: Books = {}
        for line in money.journal():
            key = (line.account, line.party)
            sums[key] = sums.get(key, 0) + line.centimos
        totals = {balance.account: balance.balance_centimos for balance in money.balances()}
    engine.dispose()
    for account, centimos in totals.items():
        assert centimos == sum(part for (name, _), part in sums.items() if name == account)
    return {key: centimos for key, centimos in sums.items() if centimos}


def exported(demo: Path, kind: str) -> Path:
    file = demo / f"books.{kind}"
    database = f"sqlite:///{demo / 'build/demo/server.db'}"
    where = ("--database", database, "--programme", PROGRAMME, "--out", str(file))
    run(demo, beside_python("planton-server"), "export", "ledger", "--format", kind, *where)
    return file


def test_hledger_takes_the_books_and_finds_the_same_balances(demo: Path, books: Books) -> None:
    file = str(exported(demo, "hledger"))
    run(demo, "hledger", "-f", file, "check", "--strict")
    lines = run(demo, "hledger", "-f", file, "balance", "--flat", "--no-total", "-O", "csv").splitlines()[1:]
    found: Books = {}
    for line in lines:
        name, amount = re.fullmatch(r'"([^"]+)","([^"]+)"', line).groups()  # type: ignore[union-attr]
        _, account, *party = name.split(":")
        found[account, party[0] if party else ""] = parse_soles(re.sub(r"[A-Z ]", "", amount))
    assert found == books


def test_beancount_takes_the_books_and_finds_the_same_balances(demo: Path, books: Books) -> None:
    file = str(exported(demo, "beancount"))
    assert run(demo, beside_python("bean-check"), file) == ""
    script = (
        "import sys; from beancount import loader; from beancount.core import realization as r\n"
        "tree = r.realize(loader.load_file(sys.argv[1])[0])\n"
        "for a in r.iter_children(tree):\n"
        "    for p in a.balance: print(a.account, p.units.number)\n"
    )
    lines = run(demo, sys.executable, "-c", script, file).splitlines()
    assert sorted(int(line.split()[1].replace(".", "")) for line in lines) == sorted(books.values())
