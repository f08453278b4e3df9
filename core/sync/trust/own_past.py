"""Whether what a server has is still what it has signed. Somebody with a tool of their own may have changed it past all
rules of the database; nothing of that is then mended or signed, and every tablet that asks is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.chain import chain_over, chain_start
from core.domain.merkle import Tree, grow, root
from core.domain.problems import Problem
from core.sync.trust.checkpoints import log_name, read_checkpoint, signer_of
from core.usecases.ports import Checkpoint, RowsStrange, Session, Span, Store

CHANGED = "log_changed"
"""Noted on a server whose records are not those that it has signed."""
_READ_BYTES = 4_000_000


def compare_past(store: Store) -> bool:
    """Work out again from the records what was signed over them, and note where that is something else; whether it is
    the same. What was changed and put right again is as good as before.
    """
    with store.reading() as session:
        is_so = _is_as_signed(session)
        was_so = not session.note(CHANGED)
    if is_so != was_so:
        with store.writing() as session:
            session.put_note(CHANGED, b"" if is_so else b"1")
    return is_so


def _is_as_signed(session: Session) -> bool:
    try:
        return _Past(session).is_as_signed()
    except (LookupError, RowsStrange):
        # A row is gone, or is of a sort that was never written. Whatever else goes wrong is a mistake of ours: nobody
        # is told of a log that was changed by hand for that.
        return False


@dataclass(slots=True)
class _Chain:
    """How far the records of one origin have come in the feed."""

    seq: int
    head: bytes


class _Past:
    """The feed from its beginning, with the tree over it and the chains of all who speak in it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known = {known.origin: known for known in session.origins()}
        self._chains = {
            name: _Chain(0, chain_start(session.programme, known.public_key)) for name, known in self._known.items()
        }
        self._tree = Tree()

    def is_as_signed(self) -> bool:
        kept, standing, end = self._session.tree(), self._session.checkpoint(), self._session.feed_size()
        signed = standing.size if standing else 0
        if not self._session.has_whole_feed() or not 0 <= signed <= end or not 0 <= kept.size <= end:
            return False
        for size in sorted({signed, kept.size}):
            self._read_to(size)
            if standing is not None and size == signed and not self._is_signed(standing):
                return False
            if size == kept.size and self._tree != kept:
                return False
        self._read_to(end)
        return all(self._ends_where_it_is_said(name) for name in self._chains)

    def _read_to(self, size: int) -> None:
        while self._tree.size < size:
            spans = self._session.feed(self._tree.size + 1, size, _READ_BYTES)
            if not spans:
                raise LookupError(f"the log lacks the record at feed position {self._tree.size + 1}")
            for span in spans:
                self._take(span)

    def _take(self, span: Span) -> None:
        chain = self._chains[span.origin]
        if (span.first_position, span.first_seq) != (self._tree.size + 1, chain.seq + 1):
            raise LookupError(f"{span.origin}-{chain.seq + 1} does not stand where it should")
        self._tree = grow(self._tree, span.records)
        chain.seq, chain.head = chain.seq + span.number, chain_over(chain.head, span.records)[-1]

    def _is_signed(self, standing: Checkpoint) -> bool:
        signer = self._known[signer_of(standing.note)]
        try:
            said = read_checkpoint(standing.note, log_name(self._session.programme, signer.origin), signer.public_key)
        except Problem:
            return False
        return (said.size, said.root) == (standing.size, standing.root) == (self._tree.size, root(self._tree))

    def _ends_where_it_is_said(self, name: str) -> bool:
        known, chain = self._known[name], self._chains[name]
        has_more = bool(self._session.records(name, chain.seq + 1, chain.seq + 1))
        return (known.seq, known.head) == (chain.seq, chain.head) and not has_more
