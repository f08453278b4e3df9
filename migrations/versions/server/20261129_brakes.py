"""What slows down those who guess becomes common to all processes of a server."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Text

revision = "20261129_server"
down_revision = "20261122_server"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brake",
        Column("programme", Text, primary_key=True),
        Column("name", Text, primary_key=True),
        Column("failures", BigInteger, nullable=False),
        Column("until", BigInteger, nullable=False),
        Column("kept_until", BigInteger, nullable=False),
    )
