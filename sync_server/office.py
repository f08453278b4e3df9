"""The running office: everything a request may need, put together once and handed to every resource and page."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import cached_property

from core.domain.problems import Problem
from core.domain.records import Origin
from core.storage.store import SqlStore
from core.usecases.judge import judge
from core.usecases.ports import Clock, Signer
from sync_server.contacts import Contacts
from sync_server.settling import Settling
from sync_server.slowdown import Slowdown
from sync_server.workers import Workers

FOLDED_AT_ONCE = 200
CROWD = 4
ENROLMENT_BURST = 10
ENROLMENT_SECONDS = 10
SIGN_IN_BURST = 30
SIGN_IN_SECONDS = 5


@dataclass(frozen=True)
class Office:
    """One programme's store with the origin and key under which this server states things."""

    store: SqlStore
    clock: Clock
    key: Signer
    origin: Origin
    secure_cookies: bool = False
    workers: Workers = field(default_factory=Workers)
    contacts: Contacts = field(default_factory=Contacts)
    enrolment_tries: Slowdown = field(default_factory=lambda: Slowdown(ENROLMENT_BURST, ENROLMENT_SECONDS))
    sign_in_tries: Slowdown = field(default_factory=lambda: Slowdown(SIGN_IN_BURST, SIGN_IN_SECONDS))

    @cached_property
    def settling(self) -> Settling:
        return Settling(self.settle, self.is_crowded)

    def is_crowded(self) -> bool:
        """Whether so many tablets are there at once that what can wait should."""
        return self.workers.load > CROWD or self.contacts.number_lately(self.clock.now_ms()) > CROWD

    def settle(self) -> None:
        """Fold what has arrived, check it, and fold the verdicts.

        A mistake of ours in there must not keep tablets from handing over what they have: it is logged, and what was
        not folded is tried again with the next request.
        """
        try:
            self.store.fold(FOLDED_AT_ONCE)
            if judge(self.store, self.clock, self.origin):
                self.store.fold(FOLDED_AT_ONCE)
        except Problem:
            raise
        except Exception:
            logging.getLogger("planton").exception("what arrived could not be folded or checked")

    def close(self) -> None:
        self.workers.close()
        self.settling.close()
        self.store.engine.dispose()
