"""What befell the office itself, and has to be seen by whoever stands for its figures."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.checks.finding import Finding, Subject, warn
from core.domain.checks.known import Known
from core.domain.epochs import EpochBegan


def server_was_not_put_back(subject: Subject, _known: Known) -> Iterator[Finding]:
    """A server that goes on from an earlier state: nothing cures it, so the finding stays."""
    fact = subject.fact
    if isinstance(fact, EpochBegan):
        yield warn("server_restored", size=fact.size, root=fact.root[:12], before=fact.before, origin=fact.code)
