from core.domain.bodies import body_of, fact_from
from core.domain.items import OpeningBalance
from core.domain.records import RecordId


def test_an_opening_balance_may_be_a_debt() -> None:
    balance = OpeningBalance(RecordId("OFFICE-3"), RecordId("OFFICE-9"), -1250, "Libro 3, folio 12")
    assert fact_from(OpeningBalance, body_of(balance)) == balance
