"""The tables that migrations make: the log and what stands beside it. The fold's tables are in `projections`.

Every key begins with the programme, so that programmes can be moved to machines of their own.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, Table, Text

shared = MetaData()
"""On both sides."""
device = MetaData()
"""Only on a tablet."""
server = MetaData()
"""Only on the server."""

log = Table(
    "log",
    shared,
    Column("programme", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    comment="Every record's canonical bytes with the chain head after it. Never changed.",
    sqlite_with_rowid=False,
)

feed = Table(
    "feed",
    shared,
    Column("programme", Text, primary_key=True),
    Column("first_position", BigInteger, primary_key=True, autoincrement=False),
    Column("origin", Text, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),
    comment="Which records of which origin stand at which positions, from 1, without gaps. Never changed.",
    sqlite_with_rowid=False,
)

feed_end = Table(
    "feed_end",
    shared,
    Column("programme", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    comment="The counter that positions are taken from.",
)

origin = Table(
    "origin",
    shared,
    Column("programme", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("role", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("revoked", BigInteger, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    comment="Each installation: its key, how many of its records are here, and the chain head they end in.",
)

tree = Table(
    "tree",
    shared,
    Column("programme", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    comment="The Merkle tree over the feed, as the roots of its complete subtrees.",
)

checkpoint = Table(
    "checkpoint",
    shared,
    Column("programme", Text, primary_key=True),
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
    comment="Signed checkpoints: made here on the server, recomputed and kept on a tablet. Never changed.",
)

side_row = Table(
    "side_row",
    shared,
    Column("programme", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    comment="Personal data beside the log, bound to it by hash, and erasable.",
)

TO_BE_MADE_ANEW = 0
"""A version of the fold that never was, for projections of a log that is not any more what they were made from."""

fold_mark = Table(
    "fold_mark",
    shared,
    Column("programme", Text, primary_key=True),
    Column("fold_version", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("tail_seq", BigInteger, nullable=False),
    comment="How far the projections are folded: a feed position, and on a tablet its own last unsent record.",
)

tail_undo = Table(
    "tail_undo",
    device,
    Column("programme", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("rows", Text, nullable=False),
    comment="What the projections held before each unsent record was folded, so that a pull can put them back.",
)

former_feed = Table(
    "former_feed",
    device,
    Column("programme", Text, primary_key=True),
    Column("epoch", BigInteger, primary_key=True, autoincrement=False),
    Column("first_position", BigInteger, primary_key=True, autoincrement=False),
    Column("origin", Text, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),
    comment="What stood in the feed behind the place from which a restored server went on, by epoch.",
    sqlite_with_rowid=False,
)

former_checkpoint = Table(
    "former_checkpoint",
    device,
    Column("programme", Text, primary_key=True),
    Column("epoch", BigInteger, primary_key=True, autoincrement=False),
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
    comment="The checkpoints over that part of the feed, signed by the server before.",
)

former_tail = Table(
    "former_tail",
    device,
    Column("programme", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
    comment="What was recorded under a former origin and is to be recorded again, until it has been.",
    sqlite_with_rowid=False,
)

note = Table(
    "note",
    shared,
    Column("programme", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    comment="Small things this machine keeps for itself, such as its key. Never shared.",
)

photo_sent = Table(
    "photo_sent",
    device,
    Column("programme", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("sent_at", BigInteger, nullable=False),
    comment="Photos of which the office has said that it holds them.",
)

pin = Table(
    "pin",
    device,
    Column("programme", Text, primary_key=True),
    Column("user_code", Text, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("failures", BigInteger, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
    comment="The PIN that guards the screen, as a salted scrypt hash, with wrong tries since the last right one.",
)

draft = Table(
    "draft",
    device,
    Column("programme", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("saved_at", BigInteger, nullable=False),
    Column("data", Text, nullable=False),
    comment="What was being typed, kept until it is saved or thrown away.",
)

enrolment_code = Table(
    "enrolment_code",
    server,
    Column("programme", Text, primary_key=True),
    Column("code_hash", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("committees", Text, nullable=False),
    Column("users", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_by", Text, nullable=False),
    comment="One-time codes for tablets, as hashes; used_by is the origin that came with it.",
)

upload = Table(
    "upload",
    server,
    Column("programme", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("touched_at", BigInteger, nullable=False),
    comment="Photos on their way: how long each will be, and how many bytes of it are here.",
)

upload_part = Table(
    "upload_part",
    server,
    Column("programme", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("first_byte", BigInteger, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
    comment="The bytes of photos on their way, as they came, without gaps.",
)

account = Table(
    "account",
    server,
    Column("programme", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("user_code", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("failures", BigInteger, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
    comment="Who may sign in to the pages.",
)

web_session = Table(
    "web_session",
    server,
    Column("programme", Text, primary_key=True),
    Column("token_hash", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("form_token", Text, nullable=False),
    comment="Sign-ins to the pages that are still good.",
)

brake = Table(
    "brake",
    server,
    Column("programme", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("failures", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("kept_until", BigInteger, nullable=False),
    comment="What slows down those who guess codes and passwords, by address and by names that nobody has.",
)

personal_access = Table(
    "personal_access",
    server,
    Column("programme", Text, primary_key=True),
    Column("happened_at", BigInteger, primary_key=True, autoincrement=False),
    Column("account", Text, primary_key=True),
    Column("page", Text, primary_key=True),
    Column("role", Text, nullable=False),
    comment="Who opened a page with personal data, and when. Never changed.",
)

imported_file = Table(
    "imported_file",
    server,
    Column("programme", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("uploaded_at", BigInteger, nullable=False),
    Column("entered_at", BigInteger, nullable=False),
    Column("lines", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
    comment="Spreadsheets that somebody sent; their lines are here only until they are entered or given up.",
)

imported_line = Table(
    "imported_line",
    server,
    Column("programme", Text, primary_key=True),
    Column("file", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("mark", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("imported_line_by_mark", "programme", "mark"),
    comment="Which record came of which line of a spreadsheet; a mark is a keyed hash of what the line says.",
)

api_token = Table(
    "api_token",
    server,
    Column("programme", Text, primary_key=True),
    Column("token_hash", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("user_code", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
    Column("used_at", BigInteger, nullable=False),
    comment="Tokens of programs that ask this server, as hashes; revoked_at and used_at are 0 until then.",
)
