"""The running office: everything a request may need, put together once and handed to every resource and page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.domain.calendar import local_day
from core.domain.problems import Problem
from core.domain.records import Origin
from core.storage.remembered import Remembered
from core.storage.store import SqlStore
from core.sync.photos.lane import keep_waiting
from core.sync.stages.arrivals import Arrival, Kept, keep_together
from core.sync.trust.keys import PrivateKey
from core.sync.turns.answering import Answering
from core.sync.wire.kept_bodies import KeptBodies
from core.usecases.office.judge import judge
from core.usecases.ports import Clock, Session, Signer
from sync_server.crowd.contacts import Contacts
from sync_server.crowd.reception import Reception
from sync_server.crowd.settling import Settling
from sync_server.crowd.slowdown import Slowdown
from sync_server.crowd.workers import Workers
from sync_server.past.past_watch import PastWatch
from sync_server.past.restore_mark import RestoreMark

FOLDED_AT_ONCE = 200
CROWD = 4
ENROLMENT_BURST = 10
ENROLMENT_SECONDS = 10
OFFER_BURST = 3
OFFER_SECONDS = 60
SIGN_IN_BURST = 30
SIGN_IN_SECONDS = 5
STEPS_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """The origin and key under which a server states things."""

    key: Signer
    origin: Origin


@dataclass(frozen=True)
class Office:
    """One programme's store with what a server needs around it. Its identity is another one after each restore.
    `addresses` are those at which tablets reach it, `tiles` that of a map's background with `{z}`, `{x}` and `{y}` in
    it, empty where there is none, and `tiles_credit` whom to thank for it. `moved_by` knows of waiting
    steps whose money they move, and `previews` what the spreadsheet that was looked at last would come to.
    """

    store: SqlStore
    clock: Clock
    identities: list[Identity]
    secure_cookies: bool = False
    mark: RestoreMark = field(default_factory=RestoreMark)
    addresses: tuple[str, ...] = ()
    past: PastWatch = field(default_factory=PastWatch)
    tiles: str = ""
    tiles_credit: str = ""
    moved_by: Remembered = field(default_factory=lambda: Remembered(STEPS_REMEMBERED))
    previews: Remembered = field(default_factory=lambda: Remembered(1))
    workers: Workers = field(default_factory=Workers)
    contacts: Contacts = field(default_factory=Contacts)
    kept_bodies: KeptBodies = field(default_factory=KeptBodies)
    enrolment_tries: Slowdown = field(default_factory=lambda: Slowdown(ENROLMENT_BURST, ENROLMENT_SECONDS))
    offer_tries: Slowdown = field(default_factory=lambda: Slowdown(OFFER_BURST, OFFER_SECONDS))
    sign_in_tries: Slowdown = field(default_factory=lambda: Slowdown(SIGN_IN_BURST, SIGN_IN_SECONDS))

    @cached_property
    def settling(self) -> Settling:
        return Settling(self.settle, self.is_crowded)

    @cached_property
    def reception(self) -> Reception:
        return Reception(self._keep_together)

    def is_crowded(self) -> bool:
        """Whether so many tablets are there at once that what can wait should."""
        return self.workers.load > CROWD or self.contacts.number_lately(self.clock.now_ms()) > CROWD

    def today(self) -> str:
        """The local day by this machine's clock."""
        return local_day(self.clock.now_ms())

    @property
    def key(self) -> Signer:
        return self.identities[-1].key

    @property
    def origin(self) -> Origin:
        return self.identities[-1].origin

    @property
    def answering(self) -> Answering:
        """Where files are answered: what they bring is settled at once."""
        identity = self.identities[-1]
        return Answering(self.store, self.clock, identity.key, identity.origin, self.settle)

    def follow_database(self) -> None:
        """Another process over the same database may have begun an epoch: speak as it says."""
        with self.store.reading() as session:
            origin, raw = session.note("own_origin"), session.note("own_key")
        if origin and raw and origin.decode("ascii") != self.origin:
            self.identities.append(Identity(PrivateKey(raw), Origin(origin.decode("ascii"))))

    def _keep_together(self, arrivals: Sequence[Arrival]) -> list[Kept | Problem]:
        """Keep what tablets brought, and remember what was signed over it before any of them is told."""
        identity, now = self.identities[-1], self.clock.now_ms()

        def tell_contacts(session: Session) -> None:
            self.contacts.tell(session, [arrival.origin for arrival in arrivals], now)

        outcomes = keep_together(self.store, identity.key, identity.origin, arrivals, tell_contacts)
        for outcome in outcomes:
            if isinstance(outcome, Kept):
                self.mark.keep(outcome.checkpoint)
                break
        return outcomes

    def settle(self, give_way: Callable[[], None] = lambda: None) -> None:
        """Fold what has arrived, check it, and fold the verdicts; between two pieces of it let others go first.

        A mistake of ours in there must not keep tablets from handing over what they have: it is logged, and what was
        not folded is tried again with the next request.
        """
        try:
            self.store.fold(FOLDED_AT_ONCE, give_way)
            self.follow_database()
            if judge(self.store, self.clock, self.origin, give_way):
                self.store.fold(FOLDED_AT_ONCE, give_way)
            keep_waiting(self.store)
            give_way()
            self.past.compare_when_due(self.store, self.clock.now_ms())
        except Problem:
            raise
        except Exception:
            logging.getLogger("planton").exception("what arrived could not be folded or checked")

    def close(self) -> None:
        self.workers.close()
        self.settling.close()
        self.store.engine.dispose()
