"""The accountant's workbooks, read back: sums by code, committee and activity, real dates and exact soles."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.domain.ledger import ACCOUNTS
from core.usecases.views.money import JournalEntryLine
from sync_server.exports.voucher import sheet_xlsx, voucher_xlsx
from tests.fakes.sheet_views import line, many_lines, planted, reason, sheet_view

CODES = {"expense": "6581", "payable": "4699", "bank": "1041", "cash_box": "1413"}
SIXTY = sheet_view(many_lines(60))


def entry(
    account: str, centimos: int, *, committee: str = "CHO", activity: str = "tree_planted", day: str = "2026-02-10"
) -> JournalEntryLine:
    return JournalEntryLine(
        7, 0, "2026-02-15", day, account, activity, committee, "PPAT", "CHO-001", "7KQ2MX-1", centimos
    )


def earned(centimos: int, **more: str) -> list[JournalEntryLine]:
    return [entry("expense", centimos, **more), entry("payable", -centimos, **more)]  # type: ignore[arg-type]


def rows(data: bytes, name: str, *, values: bool = False) -> list[list[Any]]:
    """The rows of a worksheet below its heading, the sums as the last one."""
    sheet = load_workbook(BytesIO(data), data_only=values)[name]
    top = int(sheet.freeze_panes[1:])
    return [[_plain(value) for value in row] for row in sheet.iter_rows(min_row=top, values_only=True)]


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def centimos(value: Any) -> int:
    return int(Decimal(repr(value or 0)) * 100)


def test_one_row_for_each_code_committee_and_activity() -> None:
    lines = [*earned(5000), *earned(1250), *earned(700, committee="CAJ"), *earned(25, activity="sapling_ready")]
    *found, total = rows(voucher_xlsx(lines, CODES, "2026-02"), "Asiento mensual", values=True)
    assert found == [
        ["4699", "Por pagar a integrantes", "CAJ", "Plantación", None, 7],
        ["4699", "Por pagar a integrantes", "CHO", "Producción", None, 0.25],
        ["4699", "Por pagar a integrantes", "CHO", "Plantación", None, 62.5],
        ["6581", "Incentivos de reforestación", "CAJ", "Plantación", 7, None],
        ["6581", "Incentivos de reforestación", "CHO", "Producción", 0.25, None],
        ["6581", "Incentivos de reforestación", "CHO", "Plantación", 62.5, None],
    ]
    assert (total[0], total[4], total[5]) == ("Total", 69.75, 69.75)


def test_a_correction_stays_visible_on_both_sides() -> None:
    *found, _ = rows(voucher_xlsx([*earned(16_500), *earned(-16_500), *earned(15_250)], CODES, "2026-02"),
                     "Asiento mensual", values=True)  # fmt: skip
    assert [row[4:] for row in found] == [[165, 317.5], [317.5, 165]]


def test_accounts_filed_under_one_code_are_one_row() -> None:
    lines = [entry("bank", 100, activity=""), entry("cash_box", -100, activity="")]
    *found, _ = rows(voucher_xlsx(lines, {"bank": "10", "cash_box": "10"}, "2026-02"), "Asiento mensual", values=True)
    assert found == [["10", "Cuenta corriente operativa / Entregas a rendir cuenta", "CHO", None, 1, 1]]


def test_the_chart_has_a_code_where_the_programme_set_none() -> None:
    *found, _ = rows(voucher_xlsx(earned(100), {}, "2026-02"), "Asiento mensual")
    assert {row[0] for row in found} == {ACCOUNTS["expense"].code, ACCOUNTS["payable"].code}


@given(st.lists(st.tuples(st.sampled_from(["CHO", "CAJ"]), st.integers(-(10**9), 10**9)), max_size=30))
@settings(max_examples=25)
def test_both_sheets_balance_to_the_centimo(amounts: list[tuple[str, int]]) -> None:
    lines = [each for committee, amount in amounts for each in earned(amount, committee=committee)]
    data = voucher_xlsx(lines, CODES, "2026-02")
    turnover = sum(abs(amount) for _, amount in amounts)
    for name, debit in (("Asiento mensual", 4), ("Diario", 11)):
        *found, total = rows(data, name, values=True)
        assert sum(centimos(row[debit]) for row in found) == turnover
        assert sum(centimos(row[debit + 1]) for row in found) == turnover
        assert (centimos(total[debit]), centimos(total[debit + 1])) == (turnover, turnover)


def test_the_second_sheet_has_every_line_with_both_dates() -> None:
    *found, _ = rows(voucher_xlsx(earned(5000, day="2026-01-30"), CODES, "2026-02"), "Diario", values=True)
    assert found[0] == [
        date(2026, 2, 15), date(2026, 1, 30), 7, 0, "6581", "Incentivos de reforestación", "CHO",
        "Plantación", "PPAT", "CHO-001", "7KQ2MX-1", 50, None,
    ]  # fmt: skip
    assert found[1][-2:] == [None, 50]


def test_a_line_of_another_month_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-02-15"):
        voucher_xlsx(earned(5000), CODES, "2026-03")


def test_a_journal_that_does_not_balance_is_refused() -> None:
    with pytest.raises(ArithmeticError, match="zero"):
        voucher_xlsx([entry("expense", 5000), entry("payable", -4999)], CODES, "2026-02")


def test_the_tables_can_be_worked_with() -> None:
    book = load_workbook(BytesIO(voucher_xlsx(earned(123_450), CODES, "2026-02")))
    assert book.sheetnames == ["Asiento mensual", "Diario"]
    sheet = book["Asiento mensual"]
    assert sheet["A1"].value == "Asiento de febrero de 2026"
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:F5"
    amount = sheet["F4"]
    assert (amount.data_type, amount.value) == ("n", 1234.5)
    assert amount.number_format == "[$-280A]#,##0.00;[$-280A]-#,##0.00"
    assert sheet["E6"].value == "=SUBTOTAL(109,E4:E5)"
    assert book["Diario"]["A4"].number_format == "[$-280A]dd/mm/yyyy"
    assert book["Diario"]["A4"].is_date


def test_a_month_without_entries_is_an_empty_voucher() -> None:
    assert [row[4:] for row in rows(voucher_xlsx([], CODES, "2026-02"), "Asiento mensual")] == [[0, 0]]


def test_a_name_is_never_a_formula() -> None:
    view = sheet_view([line([planted(100)], name="=1+1, Rosa")])
    sheet = load_workbook(BytesIO(sheet_xlsx(view)))["Planilla"]
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1, Rosa"]
    assert cell.data_type != "f" or cell.internal_value == "=1+1, Rosa"
    assert b"<f>1+1" not in sheet_xlsx(view)


def test_a_sheet_has_every_payee_and_adds_up() -> None:
    *found, total = rows(sheet_xlsx(SIXTY), "Planilla")
    assert list(dict.fromkeys(row[1] for row in found)) == [each.code for each in SIXTY.lines]
    net = [centimos(row[12]) for row in found if row[12] is not None]
    assert net == [each.payable_centimos for each in SIXTY.lines]
    values = rows(sheet_xlsx(SIXTY), "Planilla", values=True)[-1]
    work, earlier, recovered, paid, carried = (centimos(value) for value in values[9:14])
    assert paid == SIXTY.summary.payable_centimos
    assert work + earlier - recovered == paid + carried
    assert total[12].startswith("=SUBTOTAL(109,M")


def test_the_reasons_go_down_to_their_records() -> None:
    corrected = replace(
        reason("7KQ2MX-1", "reversal", -100, half_days=1, cause="7KQ2MX-5"), correction_reason="contado dos veces"
    )
    view = sheet_view([line([planted(100, "7KQ2MX-2"), corrected, reason("7KQ2MX-1", centimos=300, half_days=3)])])
    *found, total = rows(sheet_xlsx(view), "Sustento", values=True)
    assert [row[2] for row in found] == ["Trabajo", "Reversión", "Trabajo"]
    assert found[1][6:] == [None, 0.5, 0.5, -1, "7KQ2MX-1", "7KQ2MX-5", "contado dos veces"]
    assert found[0][3] == date(2026, 2, 10)
    assert total[9] == 52


def test_whole_numbers_keep_their_leading_zeros_and_missing_ones_are_said() -> None:
    view = sheet_view([line([planted(100)], dni="00123456"), line([planted(100)], place=2, dni="")])
    *found, _ = rows(sheet_xlsx(view), "Planilla")
    assert [row[3] for row in found] == ["00123456", "sin DNI"]


def test_who_got_no_line_is_listed_with_why() -> None:
    view = replace(sheet_view([line([planted(100)])]), left=(("AAAAAA-7", "reason_of_tomorrow"),))
    assert rows(sheet_xlsx(view), "Sin línea") == [["AAAAAA-7", "reason_of_tomorrow"]]
    assert "Sin línea" not in load_workbook(BytesIO(sheet_xlsx(sheet_view([line([planted(100)])])))).sheetnames


def test_a_draft_says_so() -> None:
    draft = load_workbook(BytesIO(sheet_xlsx(sheet_view([line([planted(100)])], state="draft"))))["Planilla"]
    assert draft["A1"].value == "Planilla de incentivos por plantones BORRADOR"


def test_a_line_without_work_has_a_row() -> None:
    *found, _ = rows(sheet_xlsx(sheet_view([line([reason("S-1", "remainder", 120)])])), "Planilla")
    assert found[0][5:14] == ["Saldo anterior", None, None, None, None, 1.2, 0, 1.2, 0]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert sheet_xlsx(SIXTY) == sheet_xlsx(sheet_view(many_lines(60)))
    assert voucher_xlsx(earned(100), CODES, "2026-02") == voucher_xlsx(earned(100), CODES, "2026-02")
    made = load_workbook(BytesIO(sheet_xlsx(SIXTY))).properties
    assert made.created == made.modified == datetime(2000, 1, 1)  # noqa: DTZ001
