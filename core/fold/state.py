"""What the fold needs of the place it writes to: rows by key or group, and the records of the log.

Storage implements it over a database; tests have one over dictionaries, and both answer to the same contract suite.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from core.domain.records import Record
from core.fold.money_rows import Item
from core.fold.row_keys import Row

RowT = TypeVar("RowT", bound=Row)


class State(Protocol):
    """Rows of the fold. Everything put here is seen by the next `get` and `find`, whether or not it is on disk yet."""

    @property
    def keeps_journal(self) -> bool:
        """Whether journal lines are wanted: on the server, not on a tablet."""

    def get(self, shape: type[RowT], *key: str | int) -> RowT | None:
        """The row with this key (fields in the order of KEYS), or None."""

    def find(self, shape: type[RowT], *group: str | int) -> list[RowT]:
        """All rows of a group (fields in the order of GROUPS), in the order of their keys."""

    def put(self, row: Row) -> None:
        """Write a row, in the place of one with the same key."""

    def remove(self, row: Row) -> None:
        """Take a row away; nothing happens where there is none."""

    def add(self, row: Row) -> None:
        """Append a row of an APPENDED kind."""

    def since(self, kind: str, day: str) -> list[str]:
        """Ids of the effective records of a kind that happened on or after a day, sorted."""

    def presences(self, day: str) -> Iterable[tuple[str, str, str]]:
        """(member, workday, committee) for everybody on any list of a day, in the order of workdays; a great deal, of
        which nothing is remembered.
        """

    def open_items(self, payee: str) -> list[Item]:
        """The items of a payee that no claim names, in the order of their keys."""

    def verifies(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether a message was signed with the Ed25519 key; False for anything malformed."""

    def record(self, identifier: str) -> Record | None:
        """The record of the log with this id, or None where it is unknown or unreadable."""

    def read_ahead(self, shape: type[Row], names: Iterable[str]) -> None:
        """Many rows of a kind are about to be asked for, by one key each, or by one group each where a key takes more
        than a name.
        """

    def flush(self) -> None:
        """Write everything to where it is kept, within the open transaction, so that questions see it."""

    def saw(self, identifier: str, data: bytes) -> None:
        """Somebody has read the bytes of this record of the log already, and it may be asked for."""

    @property
    def facts(self) -> dict[tuple[str, str], Any]:
        """Typed facts that were read already, by (kind, id of the record with the body); forgotten with the session."""

    @property
    def terms(self) -> dict[tuple[str, ...], Any]:
        """What was worked out of rates, settings, committees and whoever is the office; the fold empties it when one of
        these changes.
        """
