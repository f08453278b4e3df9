"""Who opened a page with personal data, and when."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Text

revision = "20261129_server"
down_revision = "20261128_server"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personal_access",
        Column("programme", Text, primary_key=True),
        Column("happened_at", BigInteger, primary_key=True, autoincrement=False),
        Column("account", Text, primary_key=True),
        Column("page", Text, primary_key=True),
        Column("role", Text, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("a log is never taken down; put the backup back instead")
