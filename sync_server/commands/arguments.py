"""Reading what was typed: the parser of the subcommands, and the figures, days, amounts and notes that people type.

Whatever cannot be read is a sentence of the text table, raised as SettingsError, never argparse's own English.
"""

from __future__ import annotations

import re
from argparse import Action, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from core.domain.bodies import LARGEST_CENTIMOS, LARGEST_COUNT, Amount, Centimos, Count, Day
from core.domain.cash import Pieces
from core.domain.funds import read_rate
from core.domain.money import PIECES_CENTIMOS, figures_of, format_soles, parse_soles
from core.domain.records import is_day
from core.usecases.words import one_line
from sync_server.commands.speaking import told
from sync_server.settings import Settings, SettingsError

Work = Callable[[Settings, Namespace], None]

_MISTAKES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (?P<names>.+)", "arguments.missing"),
    (r"one of the arguments (?P<names>.+) is required", "arguments.missing"),
    (r"unrecognized arguments: (?P<names>.+)", "arguments.strange"),
    (r"argument (?P<names>[^:]+): invalid choice: (?P<given>.+) \(choose from (?P<known>.+)\)", "arguments.choice"),
    (r"argument (?P<names>[^:]+): expected .+", "arguments.value_missing"),
    (r"argument (?P<names>[^:]+): not allowed with argument (?P<other>.+)", "arguments.not_together"),
)
"""What argparse says, in its own words, and the sentence that stands for it."""
_SECTIONS = {"positional arguments": "arguments.positional", "options": "arguments.options"}
_COUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\Z|[0-9]{1,15}\Z")
_PIECES = re.compile(r"\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*[x×*]\s*([0-9]{1,6})\s*\Z")


class _Help(HelpFormatter):
    """argparse's help under headings of the text table."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, told("arguments.usage") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(told(_SECTIONS[heading]) if heading in _SECTIONS else heading)


class Parser(ArgumentParser):
    """An argument parser that raises SettingsError with one sentence for what is wrong."""

    def __init__(self, prog: str | None = None, description: str = "", parents: Iterable[ArgumentParser] = ()) -> None:
        super().__init__(
            prog=prog, description=description, parents=list(parents), formatter_class=_Help, add_help=False,
            allow_abbrev=False,
        )  # fmt: skip

    def with_help(self) -> Parser:
        """Add the option that shows the help."""
        self.add_argument("-h", "--help", action="help", help=told("arguments.help"))
        return self

    def option(self, name: str, explained: str, shows: str = "", **more: Any) -> None:
        """An argument with its help (`help.option.…`) and what stands for its value (`arguments.…`)."""
        if shows:
            more["metavar"] = told(f"arguments.{shows}")
        self.add_argument(name, help=told(f"help.option.{explained}"), **more)

    def error(self, message: str) -> NoReturn:
        for pattern, key in _MISTAKES:
            match = re.fullmatch(pattern, message)
            if match:
                raise SettingsError(key, command=self.prog, **match.groupdict())
        raise SettingsError("arguments.unreadable", command=self.prog, cause=message)


class Commands:
    """The subcommands of a parser. The help of each stands in the text table under `help.` and its own name."""

    def __init__(self, parser: Parser, name: str = "") -> None:
        self._adder = parser.add_subparsers(required=True, metavar=told("arguments.command"), parser_class=Parser)
        self._name = name

    def group(self, name: str) -> Commands:
        """A command that has subcommands of its own."""
        return Commands(self._made(name, ()), f"{self._name}{name}.")

    def reading(self, name: str, work: Work) -> Parser:
        """A command that only looks."""
        parser = self._made(name, [data_options()])
        parser.set_defaults(work=work, acting="")
        return parser

    def writing(self, name: str, work: Work) -> Parser:
        """A command that states something in the name of a person."""
        return self._acting(name, work, required=True)

    def either(self, name: str, work: Work) -> Parser:
        """A command that only looks as long as it is not told what to state."""
        return self._acting(name, work, required=False)

    def other(self, name: str, work: Work, parents: Iterable[Parser]) -> Parser:
        """A command with options of its own kind."""
        parser = self._made(name, parents)
        parser.set_defaults(work=work)
        return parser

    def _acting(self, name: str, work: Work, *, required: bool) -> Parser:
        parser = self._made(name, [data_options()])
        code, text = told("arguments.code"), told("help.option.as")
        parser.add_argument("--as", dest="acting", required=required, default="", metavar=code, help=text)
        parser.set_defaults(work=work)
        return parser

    def _made(self, name: str, parents: Iterable[Parser]) -> Parser:
        text = told(f"help.{self._name}{name}")
        return self._adder.add_parser(name, help=text, description=text, parents=list(parents)).with_help()


def data_options() -> Parser:
    """Where the data is, which every command has to know."""
    parser = Parser()
    parser.option("--database", "database", "url")
    parser.option("--programme", "programme", "code")
    parser.option("--state", "state", "folder")
    return parser


def which_sheet(parser: Parser) -> None:
    """The sheet that a command is about."""
    parser.option("sheet", "sheet", "sheet")


def day(text: str) -> Day:
    """A day that exists, written YYYY-MM-DD."""
    if not is_day(text.strip()):
        raise SettingsError("arguments.day", text=text)
    return Day(text.strip())


def month(text: str) -> str:
    """A month, written YYYY-MM."""
    if not is_day(f"{text.strip()}-01"):
        raise SettingsError("arguments.month", text=text)
    return text.strip()


def amount(text: str) -> Amount:
    """Soles as people type them, above zero. Raises Problem amount_unreadable, or SettingsError."""
    centimos = signed_amount(text)
    if centimos <= 0:
        raise SettingsError("arguments.amount_not_positive", text=text)
    return Amount(centimos)


def amount_or_nothing(text: str) -> Amount:
    """Soles from zero on."""
    centimos = signed_amount(text)
    if centimos < 0:
        raise SettingsError("arguments.amount_negative", text=text)
    return Amount(centimos)


def signed_amount(text: str) -> Centimos:
    """Soles of either sign, not beyond what a record can hold."""
    centimos = parse_soles(text)
    if abs(centimos) > LARGEST_CENTIMOS:
        raise SettingsError("arguments.amount_large", text=text, largest=format_soles(LARGEST_CENTIMOS))
    return Centimos(centimos)


def count(text: str) -> Count:
    """A whole number above zero; thousands may have commas."""
    tidy = text.strip()
    number = int(tidy.replace(",", "")) if _COUNT.match(tidy) else 0
    if not 0 < number <= LARGEST_COUNT:
        raise SettingsError("arguments.count", text=text, largest=f"{LARGEST_COUNT:,d}")
    return Count(number)


def whole_number(text: str) -> int:
    """A whole number from zero on, as settings have them."""
    tidy = text.strip().replace(",", "")
    if not tidy.isascii() or not tidy.isdigit() or int(tidy) > LARGEST_CENTIMOS:
        raise SettingsError("arguments.whole_number", text=text)
    return int(tidy)


def exchange_rate(text: str) -> Count:
    """Soles for one unit of a currency with at most four decimals, in RATE_SCALE parts."""
    scaled = read_rate(text)
    if scaled is None:
        raise SettingsError("arguments.exchange_rate", text=text)
    return scaled


def pieces(text: str) -> tuple[Pieces, ...]:
    """Notes and coins as `50x10,20x4,0.50x2`: the value in soles, and how many of it."""
    numbers: dict[int, int] = {}
    for part in text.split(","):
        match = _PIECES.match(part)
        piece = parse_soles(match[1]) if match else 0
        if match is None or piece not in PIECES_CENTIMOS:
            known = ", ".join(figures_of(real, thousands=False, whole_short=True) for real in PIECES_CENTIMOS)
            raise SettingsError("arguments.pieces", text=part.strip() or text, known=known)
        numbers[piece] = numbers.get(piece, 0) + int(match[2])
    return tuple(
        Pieces(Count(piece), Count(numbers[piece])) for piece in PIECES_CENTIMOS if numbers.get(piece)
    )  # fmt: skip


def words(text: str) -> str:
    """A text of a record that is not empty. Raises the Problems of `one_line`, or SettingsError."""
    line = one_line(text)
    if not line:
        raise SettingsError("arguments.text_missing")
    return line
