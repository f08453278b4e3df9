"""The chart of accounts of the journal, with the codes of Peru's general plan (PCGE) that a programme can change.

The journal is worked out from the log; nobody writes into it. Every entry sums to zero, debits positive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AccountType = Literal["asset", "liability", "equity", "income", "expense", "memorandum"]


@dataclass(frozen=True, slots=True)
class Account:
    """`code` is the PCGE account it is filed under unless the programme says otherwise; `label` is Spanish."""

    name: str
    type: AccountType
    code: str
    label: str


ACCOUNTS: dict[str, Account] = {
    account.name: account
    for account in (
        Account("bank", "asset", "1041", "Cuenta corriente operativa"),
        Account("wallet", "asset", "1042", "Billetera digital"),
        Account("cash_box", "asset", "1413", "Entregas a rendir cuenta"),
        Account("owed_by_technician", "asset", "1419", "Por cobrar al personal"),
        Account("to_recover", "asset", "1689", "Por recuperar de integrantes"),
        Account("suspense", "asset", "1699", "Pagos por aclarar"),
        Account("payable", "liability", "4699", "Por pagar a integrantes"),
        Account("fund", "liability", "4691", "Fondos y donaciones recibidos"),
        Account("funds_applied", "income", "7599", "Fondos aplicados"),
        Account("opening", "equity", "5911", "Saldos iniciales"),
        Account("expense", "expense", "6581", "Incentivos de reforestación"),
        Account("field_expense", "expense", "6311", "Gastos de campo"),
        Account("cash_difference", "expense", "6592", "Diferencias de caja"),
        Account("loss", "expense", "6593", "Pagos perdidos"),
        Account("rounding", "expense", "6594", "Redondeo a favor del integrante"),
        Account("waived", "expense", "6595", "Montos condonados"),
        Account("in_kind_labour", "memorandum", "0411", "Trabajo en especie"),
        Account("in_kind_contribution", "memorandum", "0911", "Aporte en especie de las familias"),
    )
}
