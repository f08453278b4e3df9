"""Sync in the background: asked for by a person, after a save, and every few minutes; one at a time, never in the way.

What fails by itself is told by the chip and the sync place alone. Nothing here touches a widget or waits on the screen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING, Any

from app.desk import Desk
from app.frugality import EVERYTHING, NOTHING
from app.listeners import Listeners
from app.ports import Handed, SyncState, Transport
from app.preferences import preferences
from app.sending.patience import Patience
from app.troubles import keep_trouble
from core.domain.problems import Problem
from core.usecases import notes

if TYPE_CHECKING:
    from app.sending.carrying import Carrier
    from core.sync.photos.lane import PhotoProgress
    from core.sync.turns.conversation import Progress

EVERY_SECONDS = 240
LOOK_SECONDS = 10
"""How often it is looked whether a network has appeared."""
MS_PER_SECOND = 1000
TransportFor = Callable[[tuple[str, ...]], Transport]


@dataclass(frozen=True, slots=True)
class Step:
    """What the lane tells the screen after a turn."""

    sent: int
    received: int
    left: int
    feed_left: int
    seconds_left: int


class Synchroniser:
    """app.ports.Synchronising over the desk's sync lane. `transport_for` makes a transport for addresses."""

    def __init__(
        self, desk: Desk, transport_for: TransportFor, wait: Callable[[Event, float], bool] = Event.wait
    ) -> None:
        self._desk = desk
        self._wait = wait
        self._transport_for = transport_for
        self._transport: Transport | None = None
        self._addresses: tuple[str, ...] = ()
        self._carrier: Carrier | None = None
        self._link = desk.device.link()
        self._stop = Event()
        self._is_telling = False
        self._was_saved_meanwhile = False
        self.state = SyncState()
        self.listeners = Listeners()

    def start(self, *, by_hand: bool = True) -> None:
        """Begin, unless one is under way. `by_hand` is whether a person waits for the outcome; by itself nothing goes
        over a network that is kept for what is asked for.
        """
        if self.state.is_running:
            if by_hand:
                self._become(replace(self.state, by_hand=True))
            return
        if not by_hand and self._goes_by_itself() == NOTHING:
            return
        self._stop = Event()
        self._was_saved_meanwhile = False
        self._become(SyncState(is_running=True, by_hand=by_hand))
        self._desk.sync_lane.run(self._work, self._done, self._failed, self._stepped)

    def start_after_save(self) -> None:
        """Something may have been saved: send it if there is anything to send, without a word if that fails."""
        if self.state.is_running:
            self._was_saved_meanwhile = True
        elif not self._is_telling:
            self._desk.storage_lane.run(self._unsent, self._start_if_any)

    def start_when_connected(self) -> None:
        before, self._link = self._link, self._desk.device.link()
        if before == "none" != self._link:
            self.start(by_hand=False)

    def cancel(self) -> None:
        """Stop after the turn that is under way; what has arrived is kept."""
        if self.state.is_running:
            self._stop.set()
            self._become(replace(self.state, is_stopping=True))

    def _unsent(self, _task: Any) -> int:
        return self._desk.read(lambda reads: reads.sync()).unsent

    def _start_if_any(self, unsent: int) -> None:
        if unsent:
            self.start(by_hand=False)

    def _work(self, task: Any) -> tuple[Progress, Handed]:
        from app.sending.photo_sending import then_photos
        from core.sync.stages.side_rows import let_go
        from core.sync.turns.ahead import begin_in_thread
        from core.sync.turns.conversation import Watch, converse
        from core.usecases.tablet.record_again import record_again
        from core.usecases.tablet.traffic import keep_traffic

        desk = self._desk
        began_ms = desk.clock.now_ms()
        transport = self._reach()

        def tell(progress: Progress) -> None:
            left = _seconds_left(progress, desk.clock.now_ms() - began_ms)
            task.progress(Step(progress.sent, progress.received, progress.left_to_send, progress.left_to_come, left))

        stop = self._stop

        def is_stopped() -> bool:
            return stop.is_set() or bool(task.cancelled)

        patience = Patience(lambda seconds: self._wait(stop, seconds))
        watch = Watch(tell, is_stopped, patience.goes_on)

        def talk() -> Progress:
            return converse(
                desk.store, desk.clock, desk.signer, transport.exchange, watch,
                recovery=transport, begin=begin_in_thread,
            )  # fmt: skip

        def talk_until_all_is_said() -> Progress:
            progress = talk()
            # A tablet that was restored has now seen what had arrived of what it holds; the rest it says again.
            if not is_stopped() and record_again(desk.store):
                return talk()
            let_go(desk.store)
            return progress

        def talk_and_hand_over() -> tuple[Progress, Handed]:
            return talk_until_all_is_said(), self._hand_over(transport, is_stopped)

        carried_before = transport.traffic_bytes
        try:
            return then_photos(talk_and_hand_over, desk, transport, task.progress, is_stopped, self._may_photos_go)
        finally:
            # Whether or not anybody was reached, this lane has the time that a save has not.
            with suppress(Problem):
                keep_traffic(desk.store, desk.clock, transport.traffic_bytes - carried_before)
                desk.store.tidy()

    def _goes_by_itself(self) -> str:
        return preferences(self._desk).frugality.goes_by_itself(self._desk.device.link())

    def _may_photos_go(self) -> bool:
        """Whether somebody waits, who has then decided; or they may go by themselves over the network of now."""
        return self.state.by_hand or self._goes_by_itself() == EVERYTHING

    def _hand_over(self, transport: Transport, is_cancelled: Callable[[], bool]) -> Handed:
        """The files of other tablets that this one carries. Our own sync came through, whatever becomes of them."""
        handed = Handed()
        for memory in self._desk.memories.found():
            if self._carrier is None:
                from app.sending.carrying import Carrier

                self._carrier = Carrier()
            try:
                more = self._carrier.hand_over(self._desk.store, memory, transport.carry, is_cancelled)
            except Problem as problem:
                logging.getLogger("planton").warning("what others have here was not handed over: %s", problem)
                continue
            handed = replace(more if more.problem else handed, number=handed.number + more.number)
        return handed

    def _reach(self) -> Transport:
        """The transport to the addresses that are set now; kept, so that its connection is."""
        with self._desk.store.reading() as session:
            text = notes.text(session, "addresses")
        addresses = tuple(line for line in text.split("\n") if line)
        if self._transport is None or addresses != self._addresses:
            self._transport, self._addresses = self._transport_for(addresses), addresses
        return self._transport

    def _stepped(self, step: Step | PhotoProgress) -> None:
        if not isinstance(step, Step):
            has_begun = self.state.photos is not None
            self._become(replace(self.state, photos=step))
            if not has_begun:
                # The records are through; what came with them need not wait for the photos to be seen.
                self._tell_changed()
            return
        moved = replace(
            self.state,
            sent=step.sent,
            received=step.received,
            left=step.left,
            feed_left=step.feed_left,
            seconds_left=step.seconds_left,
        )
        self._become(moved)

    def _done(self, done: tuple[Progress, Handed]) -> None:
        progress, handed = done
        state = replace(self.state, is_running=False, is_stopping=False, sent=progress.sent, received=progress.received)
        was_cancelled = self._stop.is_set()
        self._become(replace(state, is_done=not was_cancelled, was_cancelled=was_cancelled, handed=handed))
        self._tell_changed()
        if self._was_saved_meanwhile and not was_cancelled:
            self.start_after_save()

    def _failed(self, failure: Exception) -> None:
        if not isinstance(failure, Problem):
            logging.getLogger("planton").error("sync failed", exc_info=failure)
        problem = failure if isinstance(failure, Problem) else Problem("unexpected")
        desk = self._desk
        desk.storage_lane.run(
            lambda _task: keep_trouble(desk.store, desk.clock, problem.code), lambda _: None, lambda _failure: None
        )
        self._become(replace(self.state, is_running=False, is_stopping=False, problem=problem))
        self._tell_changed()

    def _tell_changed(self) -> None:
        """What came may show everywhere; it is nothing that was saved here, so it does not start the next sync."""
        self._is_telling = True
        try:
            self._desk.tell_changed()
        finally:
            self._is_telling = False

    def _become(self, state: SyncState) -> None:
        self.state = state
        self.listeners.tell()


def _seconds_left(progress: Progress, elapsed_ms: int) -> int:
    """How long what is left will take at the pace so far; 0 where there is no telling."""
    done, left = progress.sent + progress.received, progress.left_to_send + progress.left_to_come
    return -(-left * elapsed_ms // (done * MS_PER_SECOND)) if done and elapsed_ms > 0 else 0
