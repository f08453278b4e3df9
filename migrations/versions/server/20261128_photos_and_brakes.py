"""Photos that are still on their way, part by part, and what slows down those who guess, common to all processes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, LargeBinary, Text

revision = "20261128_server"
down_revision = "20261122_server"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        Column("programme", Text, primary_key=True),
        Column("origin", Text, primary_key=True),
        Column("hash", Text, primary_key=True),
        Column("salt", LargeBinary, nullable=False),
        Column("length", BigInteger, nullable=False),
        Column("received", BigInteger, nullable=False),
        Column("touched_at", BigInteger, nullable=False),
    )
    op.create_table(
        "upload_part",
        Column("programme", Text, primary_key=True),
        Column("origin", Text, primary_key=True),
        Column("hash", Text, primary_key=True),
        Column("first_byte", BigInteger, primary_key=True, autoincrement=False),
        Column("data", LargeBinary, nullable=False),
    )
    op.create_table(
        "brake",
        Column("programme", Text, primary_key=True),
        Column("name", Text, primary_key=True),
        Column("failures", BigInteger, nullable=False),
        Column("until", BigInteger, nullable=False),
        Column("kept_until", BigInteger, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("a log is never taken down; put the backup back instead")
