"""The example of docs/pandas.md, run as it stands there, and the package as Frictionless sees it."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

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
