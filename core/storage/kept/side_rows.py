"""Side rows: names, words and pictures that records name by their hash."""

from __future__ import annotations

from collections.abc import Iterable

from core.storage import tables
from core.storage.engine import erasing, insert_rows
from core.storage.kept.transaction import Transaction
from core.usecases.ports import SideRow

_HASHES_PER_STATEMENT = 500
_SIDE_ROWS = "SELECT hash, salt, data FROM side_row WHERE programme = ? AND hash IN"
_ERASE_SIDE_ROW = "DELETE FROM side_row WHERE programme = ? AND hash = ?"


class KeptSideRows(Transaction):
    """Which are here, which are missing, and who may have which."""

    def side_rows(self, hashes: Iterable[str]) -> list[SideRow]:
        wanted = sorted(set(hashes))
        rows: list[SideRow] = []
        for start in range(0, len(wanted), _HASHES_PER_STATEMENT):
            part = wanted[start : start + _HASHES_PER_STATEMENT]
            marks = ", ".join("?" for _ in part)
            found = self._ask(f"{_SIDE_ROWS} ({marks}) ORDER BY hash", (self.programme, *part))
            rows += [SideRow(*row) for row in found]
        return rows

    def put_side_rows(self, rows: Iterable[SideRow]) -> None:
        # What is here stays: another split of the same bytes into salt and data has the same hash and must not
        # replace it.
        values = sorted({row.hash: (self.programme, row.hash, row.salt, row.data) for row in rows}.values())
        insert_rows(self.connection, tables.side_row, values, ("programme", "hash"), overwrite=False)

    def shareable_side_rows(self, hashes: Iterable[str], committees: Iterable[str]) -> list[SideRow]:
        from core.storage.side_references import shareable_hashes

        return self.side_rows(shareable_hashes(self.connection, self.programme, hashes, committees))

    def named_side_rows(self, committees: Iterable[str], last_position: int) -> list[str]:
        from core.storage.side_references import named_hashes

        return named_hashes(self.connection, self.programme, committees, last_position)

    def missing_side_rows(self, committees: Iterable[str], limit: int) -> list[str]:
        from core.storage.side_references import missing_hashes

        return missing_hashes(self.connection, self.programme, committees, limit)

    def withdrawn_side_rows(self, committees: Iterable[str]) -> list[str]:
        from core.storage.side_references import withdrawn_hashes

        return withdrawn_hashes(self.connection, self.programme, committees)

    def erase_side_rows(self, hashes: Iterable[str]) -> None:
        gone = [(self.programme, key) for key in sorted(set(hashes))]
        with erasing(self.connection):
            for place in gone:
                self._ask(_ERASE_SIDE_ROW, place)
