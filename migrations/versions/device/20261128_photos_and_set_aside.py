"""Which photos the office has, and what is kept aside after a restore: of the server, or of the tablet itself."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, LargeBinary, Text

revision = "20261128_device"
down_revision = "20261122_device"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "photo_sent",
        Column("programme", Text, primary_key=True),
        Column("hash", Text, primary_key=True),
        Column("sent_at", BigInteger, nullable=False),
    )
    op.create_table(
        "former_feed",
        Column("programme", Text, primary_key=True),
        Column("epoch", BigInteger, primary_key=True, autoincrement=False),
        Column("first_position", BigInteger, primary_key=True, autoincrement=False),
        Column("origin", Text, nullable=False),
        Column("first_seq", BigInteger, nullable=False),
        Column("number", BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "former_checkpoint",
        Column("programme", Text, primary_key=True),
        Column("epoch", BigInteger, primary_key=True, autoincrement=False),
        Column("size", BigInteger, primary_key=True, autoincrement=False),
        Column("root", LargeBinary, nullable=False),
        Column("note", Text, nullable=False),
    )
    op.create_table(
        "former_tail",
        Column("programme", Text, primary_key=True),
        Column("origin", Text, primary_key=True),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("data", LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise RuntimeError("a log is never taken down; put the backup back instead")
