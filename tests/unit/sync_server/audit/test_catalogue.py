"""The tables say of themselves what the documents say of them."""

import pytest

from sync_server.audit.catalogue import AUDITOR_TABLES, DONOR_TABLES
from sync_server.audit.tables.donor import PARTICIPATION
from sync_server.audit.tables.schema import Table, described, described_kinds
from tests.tidy.source import ROOT

PAGE = (ROOT / "docs" / "audit-package.md").read_text(encoding="utf-8")
ALL = (*AUDITOR_TABLES, PARTICIPATION)
NAMED = [pytest.param(table, id=table.name) for table in ALL]


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
