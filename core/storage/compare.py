"""Whether two stores folded the same log to the same rows: what a rebuild, another engine or another machine must
show.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, Table, case, func, select

from core.fold.money_rows import JournalLine
from core.storage.engine import asking
from core.storage.open_days import GROUPED, SUMS
from core.storage.projections import BALANCES, OPEN_DAYS, TABLES, kept_shapes
from core.storage.store import SqlStore


def fingerprints(store: SqlStore) -> dict[str, str]:
    """A hash of all rows by table, leaving out the journal, which only a server keeps."""
    with store.reading() as session:
        return {
            TABLES[shape].name: _fingerprint(session.connection, TABLES[shape], store.programme)
            for shape in kept_shapes(keeps_journal=False)
        }


def trial_balance_centimos(store: SqlStore) -> int:
    """The sum of all journal lines; anything but zero is a fault of ours."""
    journal = TABLES[JournalLine]
    with store.reading() as session:
        query = select(func.sum(journal.c.centimos)).where(journal.c.programme == store.programme)
        return int(session.connection.execute(query).scalar() or 0)


def unbalanced_entries(store: SqlStore) -> list[tuple[int, int]]:
    """(position, entry) of journal entries that do not sum to zero; there must be none."""
    journal = TABLES[JournalLine]
    query = (
        select(journal.c.position, journal.c.entry)
        .where(journal.c.programme == store.programme)
        .group_by(journal.c.position, journal.c.entry)
        .having(func.sum(journal.c.centimos) != 0)
    )
    with store.reading() as session:
        return [(row.position, row.entry) for row in session.connection.execute(query)]


def wrong_balances(store: SqlStore) -> list[tuple[str, str]]:
    """(account, party) of kept balances that are not what the journal's lines add up to; there must be none."""
    journal = TABLES[JournalLine]
    debit, credit = (
        func.sum(case((which, journal.c.centimos), else_=0))
        for which in (journal.c.centimos > 0, journal.c.centimos < 0)
    )
    added_up = select(journal.c.account, journal.c.party, debit, -credit).where(journal.c.programme == store.programme)
    columns = (BALANCES.c.account, BALANCES.c.party, BALANCES.c.debit_centimos, BALANCES.c.credit_centimos)
    kept = select(*columns).where(BALANCES.c.programme == store.programme)
    with store.reading() as session:
        sums = {tuple(row) for row in session.connection.execute(added_up.group_by(journal.c.account, journal.c.party))}
        return sorted({row[:2] for row in sums ^ {tuple(row) for row in session.connection.execute(kept)}})


def wrong_open_days(store: SqlStore) -> list[tuple[str, str]]:
    """(payee, day) of kept sums that are not what the items without a claim come to; there must be none."""
    columns = (OPEN_DAYS.c.programme, OPEN_DAYS.c.payee, OPEN_DAYS.c.happened_on, OPEN_DAYS.c.centimos)
    kept = select(*columns).where(OPEN_DAYS.c.programme == store.programme)
    with store.reading() as session:
        added_up = asking(session.connection)(f"{SUMS} {GROUPED}", (store.programme,))
        sums = {(*row[:3], int(row[3])) for row in added_up}
        return sorted({row[1:3] for row in sums ^ {tuple(row) for row in session.connection.execute(kept)}})


def _fingerprint(connection: Connection, table: Table, programme: str) -> str:
    digest = hashlib.sha256()
    rows = connection.execute(select(table).where(table.c.programme == programme))
    for line in sorted(repr(tuple(row)) for row in rows):
        digest.update(line.encode("utf-8"))
    return digest.hexdigest()
