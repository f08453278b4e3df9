"""Figures, days, amounts and notes as people type them, and argparse's mistakes as sentences of the table."""

import pytest

from core.domain.bodies import LARGEST_CENTIMOS
from core.domain.cash import Pieces
from core.domain.problems import Problem
from sync_server.commands import arguments
from sync_server.commands.arguments import Commands, Parser
from sync_server.settings import SettingsError


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (arguments.day, " 2014-12-03 ", "2014-12-03"),
        (arguments.month, "2014-12", "2014-12"),
        (arguments.amount, "S/ 1,234.5", 123450),
        (arguments.amount, "0.01", 1),
        (arguments.amount, "10,000,000.00", LARGEST_CENTIMOS),
        (arguments.amount_or_nothing, "0", 0),
        (arguments.signed_amount, "-12.50", -1250),
        (arguments.count, "1,111", 1111),
        (arguments.count, "10000000", 10_000_000),
        (arguments.whole_number, "0", 0),
        (arguments.whole_number, "1,000,000", 1_000_000),
        (arguments.exchange_rate, "3.125", 31_250),
        (arguments.exchange_rate, "4", 40_000),
        (arguments.exchange_rate, "0.0001", 1),
        (arguments.exchange_rate, "4.9021", 49_021),
        (arguments.pieces, "50x10", (Pieces(5000, 10),)),
        (arguments.pieces, "0.50x2, 50 x 3,50×1", (Pieces(5000, 4), Pieces(50, 2))),
        (arguments.pieces, "200x0,0.10x1", (Pieces(10, 1),)),
        (arguments.words, "  Recibo   n° 4\n", "Recibo n° 4"),
        (arguments.words, "Adaptacio\u0301n", "Adaptación"),
        (arguments.words, "x" * 300, "x" * 300),
    ],
)
def test_what_people_type(read, text, value) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "key"),
    [
        (arguments.day, "3/12/2014", "arguments.day"),
        (arguments.day, "2014-02-29", "arguments.day"),
        (arguments.month, "2014-13", "arguments.month"),
        (arguments.month, "2014-12-01", "arguments.month"),
        (arguments.amount, "0.00", "arguments.amount_not_positive"),
        (arguments.amount, "-3", "arguments.amount_not_positive"),
        (arguments.amount, "10,000,000.01", "arguments.amount_large"),
        (arguments.amount_or_nothing, "-0.01", "arguments.amount_negative"),
        (arguments.count, "0", "arguments.count"),
        (arguments.count, "10,000,001", "arguments.count"),
        (arguments.count, "1,11", "arguments.count"),
        (arguments.count, "١٢", "arguments.count"),
        (arguments.whole_number, "-1", "arguments.whole_number"),
        (arguments.whole_number, "²", "arguments.whole_number"),
        (arguments.whole_number, "1.5", "arguments.whole_number"),
        (arguments.exchange_rate, "0", "arguments.exchange_rate"),
        (arguments.exchange_rate, "3.12345", "arguments.exchange_rate"),
        (arguments.exchange_rate, "1000.0001", "arguments.exchange_rate"),
        (arguments.exchange_rate, "", "arguments.exchange_rate"),
        (arguments.pieces, "10", "arguments.pieces"),
        (arguments.pieces, "10x", "arguments.pieces"),
        (arguments.pieces, "25x1", "arguments.pieces"),
        (arguments.pieces, "50x-1", "arguments.pieces"),
        (arguments.words, " \t", "arguments.text_missing"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(read, text, key) -> None:
    with pytest.raises(SettingsError) as refused:
        read(text)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (arguments.amount, "doce", "amount_unreadable"),
        (arguments.words, "x" * 301, "text_long"),
        (arguments.words, "a\x1bb", "text_strange"),
        (arguments.words, "a\udcffb", "text_strange"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence_of_the_catalogue(read, text, code) -> None:
    with pytest.raises(Problem) as refused:
        read(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "key", "names"),
    [
        ([], "arguments.missing", "COMANDO"),
        (["fly"], "arguments.choice", "COMANDO"),
        (["list", "--loud"], "arguments.strange", "--loud"),
        (["draft", "--as", "C01"], "arguments.missing", "--fund"),
        (["draft", "--fund"], "arguments.value_missing", "--fund"),
        (["draft", "--fu", "CAFE"], "arguments.missing", "--as, --fund"),
        (["draft", "--fund", "CAFE", "--as", "C01", "--day", "ayer"], "arguments.day", None),
    ],
)
def test_argparse_speaks_in_sentences(typed: list[str], key: str, names: str | None, monkeypatch) -> None:
    monkeypatch.delenv("PLANTON_LANGUAGE", raising=False)
    parser = Parser("planton-server").with_help()
    sheet = Commands(Commands(parser).group("sheet").other("show", print, ()), "sheet.")
    sheet.reading("list", print)
    draft = sheet.writing("draft", print)
    draft.option("--fund", "fund", "code", required=True)
    draft.option("--day", "day", "day_of", type=arguments.day)
    with pytest.raises(SettingsError) as refused:
        parser.parse_args(["sheet", "show", *typed])
    assert refused.value.key == key
    assert refused.value.details.get("names") == names


def test_what_is_new_in_argparse_is_told_as_it_is() -> None:
    with pytest.raises(SettingsError) as refused:
        Parser("planton-server").error("something that no version has said yet")
    assert refused.value.key == "arguments.unreadable"
    assert "no version" in refused.value.details["cause"]
