"""How the command speaks: sentences of the text table in the language asked for, and tables, to the terminal.

Nothing else prints, so that a pipe that was closed or a terminal in another language is a matter of one place.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, TextIO

from core.domain.problems import LANGUAGES, Language
from sync_server.commands.tables import without_commands
from sync_server.text.texts import DEFAULT_LANGUAGE, name_of, say


def language() -> Language:
    """Spanish, unless PLANTON_LANGUAGE says otherwise."""
    asked = os.environ.get("PLANTON_LANGUAGE", "")
    return next((known for known in LANGUAGES if known == asked), DEFAULT_LANGUAGE)


def tell(key: str, **details: Any) -> None:
    """Print one sentence of the table."""
    write(told(key, **details))


def warn(text: str) -> None:
    """Say on one line what is wrong, or what a person should know."""
    sys.stderr.write(_printable(without_commands(text), sys.stderr) + "\n")
    sys.stderr.flush()


def told(key: str, **details: Any) -> str:
    """A text of the table in the language asked for."""
    return say(key, language(), **details)


def named(group: str, code: str) -> str:
    """The word for a code of a group, or the code itself where there is none."""
    return name_of(group, code, language())


def write(text: str = "") -> None:
    """Print text as it is."""
    sys.stdout.write(_printable(text, sys.stdout) + "\n")
    sys.stdout.flush()


def write_json(value: Any) -> None:
    """Print a view, or views in lists and objects, as JSON."""
    write(json.dumps(_plain(value), ensure_ascii=False, indent=2))


def _printable(text: str, stream: TextIO) -> str:
    """The text with a code in place of what the terminal has no letter for."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value
