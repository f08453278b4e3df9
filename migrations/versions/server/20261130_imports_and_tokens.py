"""Spreadsheets that people send in, which record came of which line, and tokens of programs that ask."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, LargeBinary, Text

revision = "20261130_server"
down_revision = "20261129_server"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_file",
        Column("programme", Text, primary_key=True),
        Column("id", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("uploaded_at", BigInteger, nullable=False),
        Column("entered_at", BigInteger, nullable=False),
        Column("lines", BigInteger, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
    op.create_table(
        "imported_line",
        Column("programme", Text, primary_key=True),
        Column("file", Text, primary_key=True),
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("mark", Text, nullable=False),
        Column("record", Text, nullable=False),
    )
    op.create_index("imported_line_by_mark", "imported_line", ["programme", "mark"])
    op.create_table(
        "api_token",
        Column("programme", Text, primary_key=True),
        Column("token_hash", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("user_code", Text, nullable=False),
        Column("made_at", BigInteger, nullable=False),
        Column("revoked_at", BigInteger, nullable=False),
        Column("used_at", BigInteger, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("a log is never taken down; put the backup back instead")
