"""The tables say of themselves what the documents say of them."""

from collections.abc import Iterator

import pytest

from core.domain.kinds import KINDS
from sync_server.audit.catalogue import AUDITOR_TABLES, DONOR_TABLES
from sync_server.audit.tables.donor import PARTICIPATION
from sync_server.audit.tables.schema import Table
from tests.tidy.source import ROOT

PAGE = (ROOT / "docs" / "audit-package.md").read_text(encoding="utf-8")
ALL = (*AUDITOR_TABLES, PARTICIPATION)
NAMED = [pytest.param(table, id=table.name) for table in ALL]
FIGURES = {"workday": "how many members are on its list", "survival_count": "alive and dead of all its rows"}


def described(table: Table) -> Iterator[str]:
    """The table as docs/audit-package.md describes it, line by line."""
    span = f"Rows of the period, by `{table.day}`." if table.scope == "period" else "All rows."
    yield f"### {table.name}"
    yield ""
    yield table.meaning
    yield ""
    yield f"{span} Key: {', '.join(table.key)}. Sorted by {', '.join(table.order)}."
    yield ""
    yield "| column | type | unit | meaning |"
    yield "|---|---|---|---|"
    for column in table.columns:
        empty = ", may be empty" if column.optional else ""
        choices = f" One of {', '.join(f'`{one}`' for one in column.choices)}." if column.choices else ""
        yield f"| {column.name} | {column.type}{empty} | {column.unit or '–'} | {column.meaning}{choices} |"
    yield ""


def described_kinds() -> Iterator[str]:
    """What `committee`, `subject` and `count` of a record are, as docs/audit-package.md says it."""
    yield "| kind | subject | count |"
    yield "|---|---|---|"
    for name, kind in sorted(KINDS.items()):
        figure = FIGURES.get(name, f"`{kind.figure}`" if kind.figure else "–")
        if kind.subject or figure != "–":
            yield f"| {name} | {f'`{kind.subject}`' if kind.subject else '–'} | {figure} |"


def test_the_page_has_every_table_as_it_is_and_no_other() -> None:
    wanted = "\n".join(line for table in ALL for line in described(table))
    assert wanted in PAGE
    part = PAGE.partition("## Tables")[2].partition("## Maps")[0]
    assert part.count("\n### ") == len(ALL)


def test_the_page_says_what_records_of_each_kind_are_about() -> None:
    assert "\n".join(described_kinds()) in PAGE


def test_no_two_tables_have_one_name() -> None:
    assert len({table.name for table in ALL}) == len(ALL)


@pytest.mark.parametrize("table", NAMED)
def test_keys_and_references_name_columns_that_are_there(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert {*table.key, *table.order} <= set(names)
    assert table.scope == "all" or table.day in names
    by_name = {one.name: one for one in AUDITOR_TABLES}
    for column in table.columns:
        if column.refers:
            assert by_name[column.refers[0]].key == (column.refers[1],)


@pytest.mark.parametrize("table", NAMED)
def test_money_is_whole_centimos(table: Table) -> None:
    for column in table.columns:
        if column.name.endswith("centimos"):
            assert (column.type, column.unit) == ("integer", "céntimos of a sol"), column.name


def test_a_donors_tables_have_no_row_about_one_person() -> None:
    named = {"member", "payee", "people", "technician", "dni_masked", "person_side", "sex"}
    for table in DONOR_TABLES[:-1]:
        assert not named & {column.name for column in table.columns}, table.name
    said = PAGE.partition("`donor` (donors")[2].partition("\n\n")[0]
    assert [name for name in (table.name for table in DONOR_TABLES) if f"`{name}`" not in said] == []
