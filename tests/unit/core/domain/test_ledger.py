from typing import get_args

import pytest

from core.domain.ledger import ACCOUNTS, AccountType

# Elements of Peru's plan: 1 what is had, 4 what is owed, 5 capital, 6 expenses, 7 income, 0 memorandum accounts.
ELEMENTS = {"asset": "1", "liability": "4", "equity": "5", "expense": "6", "income": "7", "memorandum": "0"}


def test_every_type_has_its_element() -> None:
    assert set(ELEMENTS) == set(get_args(AccountType))
    assert {account.type for account in ACCOUNTS.values()} == set(ELEMENTS)


@pytest.mark.parametrize("name", sorted(ACCOUNTS))
def test_an_account_stands_under_its_name_with_a_code_of_its_type(name: str) -> None:
    account = ACCOUNTS[name]
    assert account.name == name
    assert account.code.isascii()
    assert account.code.isdigit()
    assert len(account.code) == 4
    assert account.code[0] == ELEMENTS[account.type]
    assert account.label == account.label.strip() != ""


def test_no_two_accounts_share_a_code_or_a_label() -> None:
    assert len({account.code for account in ACCOUNTS.values()}) == len(ACCOUNTS)
    assert len({account.label for account in ACCOUNTS.values()}) == len(ACCOUNTS)


def test_every_event_of_the_design_has_its_accounts() -> None:
    by_type = {kind: {name for name, account in ACCOUNTS.items() if account.type == kind} for kind in ELEMENTS}
    assert by_type == {
        "asset": {"bank", "wallet", "cash_box", "owed_by_technician", "to_recover", "suspense"},
        "liability": {"payable", "fund"},
        "equity": {"opening"},
        "income": {"funds_applied"},
        "expense": {"expense", "field_expense", "cash_difference", "loss", "rounding", "waived"},
        "memorandum": {"in_kind_labour", "in_kind_contribution"},
    }
