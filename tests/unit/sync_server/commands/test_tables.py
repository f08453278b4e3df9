"""Tables on a terminal: figures to the right, nothing in the way."""

from sync_server.commands.tables import soles_or_blank, table

COLUMNS = (("Código", False), ("Monto", True), ("Nota", False))


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    text = table(COLUMNS, [("CHO-001", "10.00", ""), ("Ñ", "1,234.50", "n\u0303o")], ("Total", "1,244.50", ""))
    assert text.splitlines() == [
        "Código      Monto  Nota",
        "───────  ────────  ────",
        "CHO-001     10.00",
        "Ñ        1,234.50  n\u0303o",
        "───────  ────────  ────",
        "Total    1,244.50",
    ]


def test_a_column_without_anything_is_left_out() -> None:
    assert table(COLUMNS, [("a", "1", ""), ("b", "2", "")]).splitlines()[0] == "Código  Monto"


def test_nobody_commands_the_terminal_by_what_they_typed() -> None:
    text = table(COLUMNS, [("a\x1b[2Jb", "1", "dos\nrenglones\x9b3A")])
    assert text.splitlines()[2:] == ["a [2Jb      1  dos renglones 3A"]


def test_no_rows_are_no_table() -> None:
    assert table(COLUMNS, [], ("Total", "0", "")) == ""


def test_nothing_is_no_amount() -> None:
    assert soles_or_blank(0) == ""
    assert soles_or_blank(-1250) == "-S/\u00a012.50"
