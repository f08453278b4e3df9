"""The server's first tables: the log, the feed, side rows, enrolment codes and accounts."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, LargeBinary, Text

revision = "20261122_server"
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
        "enrolment_code",
        Column("programme", Text, primary_key=True),
        Column("code_hash", Text, primary_key=True),
        Column("label", Text, nullable=False),
        Column("committees", Text, nullable=False),
        Column("users", Text, nullable=False),
        Column("expires_at", BigInteger, nullable=False),
        Column("used_by", Text, nullable=False),
    )
    op.create_table(
        "account",
        Column("programme", Text, primary_key=True),
        Column("name", Text, primary_key=True),
        Column("user_code", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("password_hash", Text, nullable=False),
        Column("failures", BigInteger, nullable=False),
        Column("locked_until", BigInteger, nullable=False),
    )
    op.create_table(
        "web_session",
        Column("programme", Text, primary_key=True),
        Column("token_hash", Text, primary_key=True),
        Column("account", Text, nullable=False),
        Column("expires_at", BigInteger, nullable=False),
        Column("form_token", Text, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("a log is never taken down; put the backup back instead")
