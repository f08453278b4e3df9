"""What a machine has of its own and no record says: PINs, codes for tablets, and what somebody has begun to type."""

from __future__ import annotations

import json

from sqlalchemy import delete, select, update

from core.storage import tables
from core.storage.engine import insert_rows
from core.storage.kept.transaction import Transaction
from core.usecases.ports import EnrolmentCode, Pin

_A_PIN = "SELECT 1 FROM pin WHERE programme = ? AND length(salt) > 0 LIMIT 1"


class KeptByMachine(Transaction):
    """None of it leaves the machine."""

    def pin(self, user_code: str) -> Pin | None:
        table = tables.pin
        query = select(table).where(table.c.programme == self.programme, table.c.user_code == user_code)
        row = self.connection.execute(query).first()
        return None if row is None else Pin(row.user_code, row.salt, row.hash, row.failures, row.locked_until)

    def put_pin(self, pin: Pin) -> None:
        row = (self.programme, pin.user_code, pin.salt, pin.hash, pin.failures, pin.locked_until)
        insert_rows(self.connection, tables.pin, [row], ("programme", "user_code"))

    def has_pins(self) -> bool:
        # The letters for a forgotten PIN stand in this table too; they alone have no salt.
        return bool(self._ask(_A_PIN, (self.programme,)))

    def enrolment_code(self, code_hash: str) -> EnrolmentCode | None:
        table = tables.enrolment_code
        query = select(table).where(table.c.programme == self.programme, table.c.code_hash == code_hash)
        row = self.connection.execute(query).first()
        if row is None:
            return None
        committees, users = tuple(json.loads(row.committees)), tuple(json.loads(row.users))
        return EnrolmentCode(row.code_hash, row.label, committees, users, row.expires_at, row.used_by)

    def put_enrolment_code(self, code: EnrolmentCode) -> None:
        committees, users = json.dumps(code.committees), json.dumps(code.users)
        row = (self.programme, code.code_hash, code.label, committees, users, code.expires_at, code.used_by)
        insert_rows(self.connection, tables.enrolment_code, [row])

    def use_enrolment_code(self, code_hash: str, origin: str) -> None:
        table = tables.enrolment_code
        mine = (table.c.programme == self.programme, table.c.code_hash == code_hash)
        self.connection.execute(update(table).where(*mine).values(used_by=origin))

    def draft(self, name: str) -> str | None:
        table = tables.draft
        where = (table.c.programme == self.programme, table.c.name == name)
        return self.connection.execute(select(table.c.data).where(*where)).scalar()

    def drafts(self) -> list[tuple[str, int]]:
        table = tables.draft
        query = select(table.c.name, table.c.saved_at).where(table.c.programme == self.programme)
        found = self.connection.execute(query.order_by(table.c.saved_at.desc(), table.c.name))
        return [(row.name, row.saved_at) for row in found]

    def put_draft(self, name: str, saved_at: int, data: str) -> None:
        insert_rows(self.connection, tables.draft, [(self.programme, name, saved_at, data)], ("programme", "name"))

    def drop_draft(self, name: str) -> None:
        table = tables.draft
        self.connection.execute(delete(table).where(table.c.programme == self.programme, table.c.name == name))
