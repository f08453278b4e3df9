"""The tablet remembers which photos the office holds."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Text

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


def downgrade() -> None:
    raise RuntimeError("a log is never taken down; put the backup back instead")
