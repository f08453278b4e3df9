"""Programs of others read a package: pandas as docs/pandas.md shows it, and Frictionless by the package's own words."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from sync_server.audit.making import make_package
from sync_server.audit.package import Order
from tests.integration.server.packages import PERIOD, lived_through
from tests.integration.server.paying import PayOffice
from tests.tidy.source import ROOT


def example() -> str:
    """The only Python of the document."""
    text = (ROOT / "docs" / "pandas.md").read_text(encoding="utf-8")
    (code,) = [part.partition("```")[0] for part in text.split("```python\n")[1:]]
    return code


def test_the_example_runs_and_says_what_the_program_says(
    pay_office: PayOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived_through(pay_office)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    make_package(pay_office.served.office, "C01", Order("auditor", *PERIOD), "Visita", folder / "audit.zip")
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example(), "docs/pandas.md", "exec"), names)
    with pay_office.server.store.reading() as session:
        totals = session.reads().totals(*PERIOD)
        journal = list(session.money().journal_lines(*PERIOD))
    by_committee = names["trees"].groupby("committee")["trees"].sum().to_dict()
    assert by_committee == {one.committee: one.planted for one in totals.by_committee if one.planted} != {}
    assert sum(by_committee.values()) == sum(one.planted for one in totals.by_committee)
    for name in {one.name for one in totals.by_committee if one.planted}:
        assert name in printed.getvalue()
    assert len(names["journal"]) == len(journal) > 0
    assert int(names["work"]["centimos"].astype("int64").sum()) == sum(
        one.accrued_centimos for one in totals.by_committee
    )
    assert "tree_planted" in printed.getvalue()


def frictionless(folder: Path) -> dict[str, Any]:
    """What it says of the tables, told as a program that knows nothing of ours would be."""
    call = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    said: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode == 0) == said["valid"], done.stderr
    return said


def test_frictionless_finds_every_package_valid_and_a_changed_one_not(pay_office: PayOffice, tmp_path: Path) -> None:
    lived_through(pay_office)
    for profile in ("auditor", "donor"):
        path = tmp_path / f"{profile}.zip"
        make_package(pay_office.served.office, "C01", Order(profile, *PERIOD), "Visita", path)
        with ZipFile(path) as package:
            package.extractall(tmp_path / profile)
        tables = tmp_path / profile / "tables"
        said = frictionless(tables)
        assert said["valid"], [task["errors"][:3] for task in said["tasks"] if not task["valid"]]
        described = json.loads((tables / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        assert {task["name"] for task in said["tasks"]} == {one["name"] for one in described}
        rows = {task["name"]: task["stats"].get("rows", 0) for task in said["tasks"]}
        for one in described:
            with (tables / one["path"]).open(encoding="utf-8", newline="") as file:
                assert rows[one["name"]] == sum(1 for _ in csv.reader(file)) - 1, one["name"]
    tables = tmp_path / "auditor" / "tables"
    items = (tables / "plantings.csv").read_text(encoding="utf-8")
    (tables / "plantings.csv").write_text(items.replace("planting", "of_tomorrow", 1), encoding="utf-8")
    changed = frictionless(tables)
    assert [task["name"] for task in changed["tasks"] if not task["valid"]] == ["plantings"]
