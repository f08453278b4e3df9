"""Checkpoints: the server's signed statement of size and root, and the tablet's recomputing of it.

The text is a C2SP tlog-checkpoint in a signed note (ed25519, algorithm byte 1). A record is safe once a checkpoint
covers it whose root this tablet has recomputed from the records it holds; no proof ever travels.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Sequence

from core.domain.merkle import Tree, grow, root
from core.domain.problems import Problem
from core.domain.records import origin_of_key
from core.sync.trust.keys import verify
from core.usecases import notes
from core.usecases.ports import Checkpoint, Session, Signer, Span

_ED25519 = b"\x01"
_KEY_HASH_BYTES = 4
_SIGNATURE_BYTES = 64
_BATCH_BYTES = 4_000_000


def log_name(programme: str, server_origin: str) -> str:
    """The name of a programme's log as its checkpoints state it."""
    return f"planton/{programme}/{server_origin}"


def signer_of(note: str) -> str:
    """The origin in whose name a checkpoint is, whether or not it has signed it."""
    return note.partition("\n")[0].rpartition("/")[2]


def make_checkpoint(session: Session, signer: Signer, server_origin: str, newest: Sequence[Span] = ()) -> Checkpoint:
    """Server: grow the tree to the end of the feed and sign it; the standing checkpoint where nothing is new. `newest`
    are the last records of the feed where they are at hand, so that they need not be read again.

    Raises Problem server_busy where somebody else has just begun an epoch: nobody would believe this signature any
    more, and it would stand in the way of the right one.
    """
    tree = session.tree(lock=True)
    if origin_of_key(signer.public_key) != server_origin:
        raise Problem("server_busy")
    standing = full_checkpoint(session, server_origin)
    if standing is not None:
        return standing
    for span in newest:
        tree = grow(_grown(session, tree, span.first_position - 1), span.records)
    tree = _grown(session, tree, session.feed_size())
    session.put_tree(tree)
    return keep_checkpoint(session, signer, server_origin, tree)


def full_checkpoint(session: Session, server_origin: str) -> Checkpoint | None:
    """Server: the standing checkpoint where it covers all of the feed; it raises as `make_checkpoint`."""
    if notes.text(session, "own_origin") not in ("", server_origin):
        raise Problem("server_busy")
    standing = session.checkpoint()
    return standing if standing is not None and standing.size == session.feed_size() else None


def keep_checkpoint(session: Session, signer: Signer, server_origin: str, tree: Tree) -> Checkpoint:
    """Server: the checkpoint over a tree that nobody has signed yet."""
    checkpoint = Checkpoint(tree.size, root(tree), signed_note(session.programme, signer, server_origin, tree))
    session.put_checkpoint(checkpoint)
    return checkpoint


def read_checkpoint(note: str, name: str, public_key: bytes) -> Checkpoint:
    """Tablet: size and root of a note signed by this key under this name; raises Problem
    answer_unreadable otherwise.
    """
    text, separator, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if not separator or len(lines) != 3 or lines[0] != name or not lines[1].isdecimal():
        raise Problem("answer_unreadable")
    try:
        root_hash = base64.b64decode(lines[2], validate=True)
        signed = [_signature(line) for line in signatures.splitlines()]
    except (binascii.Error, ValueError) as error:
        raise Problem("answer_unreadable") from error
    message = f"{text}\n".encode()
    key_hash = _key_hash(name, public_key)
    if not any(key == key_hash and verify(public_key, message, signature) for key, signature in signed):
        raise Problem("answer_unreadable")
    return Checkpoint(int(lines[1]), root_hash, note)


def stated_size(note: str) -> int:
    """How many records a note says the feed has, 0 for none; not verified, so only good for telling how far it is."""
    lines = note.split("\n")
    return int(lines[1]) if len(lines) > 1 and lines[1].isdecimal() else 0


def confirm_checkpoint(session: Session, tree: Tree, checkpoint: Checkpoint) -> None:
    """Tablet: compare the recomputed root with the signed one and keep the checkpoint.

    Raises Problem history_differs when they are of one size and not the same: someone changed the past.
    """
    if tree.size > checkpoint.size:
        raise Problem("history_differs")
    if tree.size < checkpoint.size:
        return
    if root(tree) != checkpoint.root:
        raise Problem("history_differs")
    standing = session.checkpoint()
    if standing is None or standing.size < checkpoint.size:
        session.put_checkpoint(checkpoint)


def tree_at(session: Session, size: int) -> Tree:
    """The tree over the first `size` records, worked out from the records themselves."""
    return _grown(session, Tree(), size)


def leaves_of(session: Session, size: int, start: int = 0, cut: int = 0) -> Iterator[bytes]:
    """The records behind the first `start` up to the first `size`, in the order of the feed, or of one that was put
    aside by a cut. LookupError where one of them is not here.
    """
    at = start
    while at < size:
        spans = session.feed(at + 1, size, _BATCH_BYTES, cut)
        if not spans:
            raise LookupError(f"the log lacks the record at feed position {at + 1}")
        for span in spans:
            yield from span.records
            at += span.number


def _grown(session: Session, tree: Tree, size: int) -> Tree:
    return grow(tree, leaves_of(session, size, tree.size))


def signed_note(programme: str, signer: Signer, server_origin: str, tree: Tree) -> str:
    """What a server says of a tree, with its signature."""
    name = log_name(programme, server_origin)
    text = f"{name}\n{tree.size}\n{base64.b64encode(root(tree)).decode('ascii')}\n"
    signature = _key_hash(name, signer.public_key) + signer.sign(text.encode())
    return f"{text}\n— {name} {base64.b64encode(signature).decode('ascii')}\n"


def _signature(line: str) -> tuple[bytes, bytes]:
    dash, _, encoded = line.rpartition(" ")
    raw = base64.b64decode(encoded, validate=True)
    if not dash.startswith("— ") or len(raw) != _KEY_HASH_BYTES + _SIGNATURE_BYTES:
        raise ValueError("no signature line")
    return raw[:_KEY_HASH_BYTES], raw[_KEY_HASH_BYTES:]


def _key_hash(name: str, public_key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:_KEY_HASH_BYTES]
