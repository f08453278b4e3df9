"""A tablet's first tables: the log, the feed, side rows, PINs and drafts."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, LargeBinary, Text

revision = "20261122_device"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "log",
        Column("programme", Text, primary_key=True),
        Column("origin", Text, primary_key=True),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("data", LargeBinary, nullable=False),
        Column("head", LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feed",
        Column("programme", Text, primary_key=True),
        Column("first_position", BigInteger, primary_key=True, autoincrement=False),
        Column("origin", Text, nullable=False),
        Column("first_seq", BigInteger, nullable=False),
        Column("number", BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feed_end",
        Column("programme", Text, primary_key=True),
        Column("size", BigInteger, nullable=False),
    )
    op.create_table(
        "origin",
        Column("programme", Text, primary_key=True),
        Column("origin", Text, primary_key=True),
        Column("public_key", LargeBinary, nullable=False),
        Column("role", Text, nullable=False),
        Column("seq", BigInteger, nullable=False),
        Column("head", LargeBinary, nullable=False),
        Column("revoked", BigInteger, nullable=False),
        Column("signature", LargeBinary, nullable=False),
    )
    op.create_table(
        "tree",
        Column("programme", Text, primary_key=True),
        Column("size", BigInteger, nullable=False),
        Column("frontier", LargeBinary, nullable=False),
    )
    op.create_table(
        "checkpoint",
        Column("programme", Text, primary_key=True),
        Column("size", BigInteger, primary_key=True, autoincrement=False),
        Column("root", LargeBinary, nullable=False),
        Column("note", Text, nullable=False),
    )
    op.create_table(
        "side_row",
        Column("programme", Text, primary_key=True),
        Column("hash", Text, primary_key=True),
        Column("salt", LargeBinary, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
    op.create_table(
        "fold_mark",
        Column("programme", Text, primary_key=True),
        Column("fold_version", BigInteger, nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("tail_seq", BigInteger, nullable=False),
    )
    op.create_table(
        "note",
        Column("programme", Text, primary_key=True),
        Column("name", Text, primary_key=True),
        Column("value", LargeBinary, nullable=False),
    )
    op.create_table(
        "tail_undo",
        Column("programme", Text, primary_key=True),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("rows", Text, nullable=False),
    )
    op.create_table(
        "pin",
        Column("programme", Text, primary_key=True),
        Column("user_code", Text, primary_key=True),
        Column("salt", LargeBinary, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("failures", BigInteger, nullable=False),
        Column("locked_until", BigInteger, nullable=False),
    )
    op.create_table(
        "draft",
        Column("programme", Text, primary_key=True),
        Column("name", Text, primary_key=True),
        Column("saved_at", BigInteger, nullable=False),
        Column("data", Text, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("a log is never taken down; put the backup back instead")
