"""The road between a tablet and the server, on which the packed bytes are cut, doubled, delayed and damaged.

A damaged bit is what a broken proxy may do where there is no TLS; a request or an answer that suffered it may be
refused in any words, but must never be believed.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from core.domain.problems import Problem
from core.sync.restore.epoch_format import Told, pack_asked, pack_told, unpack_asked, unpack_told
from core.sync.restore.epochs import lost_here, tell
from core.sync.restore.offer_format import pack_taken, unpack_taken
from core.sync.restore.offers import take_back
from core.sync.turns.ahead import Exchange, Heard
from core.sync.turns.answering import Answering, give_answer
from core.sync.turns.conversation import take_answer
from core.sync.wire.messages import Answer, Request
from core.sync.wire.packing import pack_answer, pack_request, unpack_answer, unpack_request
from core.usecases.office.restores import records_of_epochs
from sync_server.gate.answers import outside
from tests.fakes.frugal import FrugalStore
from tests.simulation.money.world import Device
from tests.simulation.sync import faults
from tests.simulation.sync.power import Death

if TYPE_CHECKING:
    from tests.simulation.sync.season import Season

CUT_CODES = (
    "server_unreachable", "answer_unreadable", "request_damaged", "server_busy", "server_failed", "server_full",
)  # fmt: skip
MOST_TURNS = 1_000
"""More than a season of hundreds of acts needs in parts of a thousand bytes; what goes round never ends."""
NO_SPACE = ("storage_full", "server_full")
_PATIENCE = 0.6
_CANCELS = 0.02
_LOOKS_AHEAD = 0.5
_ROOMS = (0, 0, 1_000, 4_000)
_LATE = 0.3
_KEPT_LATE = 3
_COMMON = (faults.CUT_BEFORE, faults.CUT_AFTER, faults.CUT_SHORT, faults.TWICE)
_RARE = (faults.REQUEST_FLIPPED, faults.ANSWER_FLIPPED)
_RARELY = 0.08


class Road:
    """One conversation's road. It is also the conversation's Recovery."""

    def __init__(self, season: Season, device: Device) -> None:
        self._season = season
        self._device = device
        self._chance: random.Random = season.chance
        self._turns = 0
        self._room = self._chance.choice(_ROOMS)
        self.begin = self._begin if self._chance.random() < _LOOKS_AHEAD else None
        self.was_cut = False
        self.was_flipped = False
        self.was_cancelled = False
        self.is_giving_back = False
        self.gave_back = False

    # The tablet's end

    def exchange(self, request: Request) -> Answer:
        self._take_turn()
        asked = pack_request(request)
        fault = self._fault()
        if fault == faults.REQUEST_FLIPPED:
            asked = self._damaged(asked, fault)
        if fault == faults.CUT_BEFORE:
            self._cut(fault)
        if fault == faults.TWICE:
            self._ask(asked)
            self._happens(fault)
        said = self._ask(asked)
        if fault == faults.CUT_AFTER:
            self._keep_for_later(request, said)
            self._cut(fault)
        if fault == faults.CUT_SHORT:
            self._happens(fault)
            self.was_cut = True
            said = said[: self._chance.randrange(len(said))]
        elif fault == faults.ANSWER_FLIPPED:
            said = self._damaged(said, fault)
        elif self._chance.random() < _LATE / 4:
            self._keep_for_later(request, said)
        answer = unpack_answer(said)
        if fault == faults.CUT_SHORT:
            raise AssertionError("half an answer was taken for a whole one")
        return answer

    def _begin(self, exchange: Exchange, request: Request) -> Heard:
        """The next turn before the last one is kept; here nothing happens at the same time, so it is all over then."""
        self._happens(faults.AHEAD)
        try:
            answer = exchange(request)
        except Problem as problem:
            trouble = problem
        else:
            return lambda: answer

        def heard() -> Answer:
            raise trouble

        return heard

    def _take_turn(self) -> None:
        self._turns += 1
        if self._turns > MOST_TURNS:
            raise AssertionError("the conversation does not come to an end")

    def epochs(self, note: str) -> Told:
        self._take_turn()
        fault = self._fault()
        if fault == faults.CUT_BEFORE:
            self._cut(fault)
        asked = pack_asked(note)
        if fault == faults.REQUEST_FLIPPED:
            asked = self._damaged(asked, fault)
        said = self._serving(lambda: self._tell(unpack_asked(asked)))
        if fault == faults.CUT_AFTER:
            self._cut(fault)
        if fault == faults.CUT_SHORT:
            self._happens(fault)
            self.was_cut = True
            said = said[: self._chance.randrange(len(said))]
        elif fault == faults.ANSWER_FLIPPED:
            said = self._damaged(said, fault)
        return unpack_told(said)

    def give_back(self, offer: bytes) -> bool:
        self._take_turn()
        self.is_giving_back = True
        fault = self._fault()
        if fault == faults.CUT_BEFORE:
            self._cut(fault)
        if fault in (faults.REQUEST_FLIPPED, faults.ANSWER_FLIPPED):
            offer = self._damaged(offer, faults.REQUEST_FLIPPED)
        for _ in range(1 + (fault == faults.TWICE)):
            said = self._serving(lambda: self._take_back(offer))
        if fault == faults.CUT_AFTER:
            self._cut(fault)
        self.gave_back = True
        return unpack_taken(said)

    def goes_on(self, _cuts: int) -> bool:
        self._season.clock.ms += self._chance.randrange(60_000)
        return self._chance.random() < _PATIENCE

    def is_cancelled(self) -> bool:
        is_so = not self._season.is_quiet and self._chance.random() < _CANCELS
        if is_so:
            self.was_cancelled = True
            self._happens(faults.CANCELLED)
        return is_so

    def hear_late(self) -> bool:
        """An answer of some earlier turn, perhaps of an earlier server, comes after all."""
        late = self._season.late.get(self._device.slot)
        if not late or self._season.is_quiet or self._chance.random() >= _LATE:
            return False
        request, said = late.pop(self._chance.randrange(len(late)))
        store = self._device.store
        try:
            answer = unpack_answer(said)
            with store.writing() as session:
                take_answer(session, self._device.clock, request, answer)
            store.fold()
        except Problem as problem:
            self._season.tell(f"        a late answer is refused, {problem.code}")
        else:
            self._season.tell("        a late answer is heard")
        return True

    # The server's end

    def _ask(self, asked: bytes) -> bytes:
        return self._serving(lambda: self._answer(asked))

    def _answer(self, asked: bytes) -> bytes:
        season = self._season
        server, request = season.server, unpack_request(asked)
        # Where others wait, a server gives little of the feed at once, and nothing of it to those who bring something.
        store = FrugalStore(server.store, self._room) if self._room else server.store
        answering = Answering(store, server.clock, server.key, server.origin, season.settle)
        answer = give_answer(answering, request, hurries=lambda: bool(self._room))
        with server.store.reading() as session:
            season.mark.keep(session.checkpoint())
        return pack_answer(answer, with_lzma=bool(request.reads_lzma))

    def _tell(self, note: str) -> bytes:
        season = self._season
        with season.server.store.reading() as session:
            lost = lost_here(session, note)
        if lost:
            season.mark.keep(lost)
            season.go_on(season.server.origin)
        with season.server.store.reading() as session:
            return pack_told(tell(session, records_of_epochs(session)))

    def _take_back(self, offer: bytes) -> bytes:
        server = self._season.server
        taken = take_back(server.store, server.clock, offer)
        if taken.is_last:
            server.settle()
        return pack_taken(taken)

    def _serving(self, act: object) -> bytes:
        """What the server says, or how it looks from the tablet when it dies or cannot."""
        season = self._season
        try:
            return act()  # type: ignore[operator,no-any-return]
        except Death as death:
            if death.machine != "server":
                raise
            season.tell(f"        the server dies ({death.manner})")
            if self.is_giving_back:
                season.happened[faults.DEATH_ON_THE_WAY_OVER] += 1
            season.restart(death)
            self.was_cut = True
            raise Problem("server_unreachable", address="server") from None
        except Problem as problem:
            if problem.code in NO_SPACE and season.shelf.is_full("server"):
                season.happened[faults.FULL[1]] += 1
                self.was_cut = True
            told = outside(problem)
            if told.code == "unexpected":
                season.tell(f"        the server cannot: {problem.code}")
                raise Problem("server_failed", status=500) from problem
            raise told from problem

    # Faults

    def _fault(self) -> str:
        if self._chance.random() >= self._season.weather.road:
            return ""
        return self._chance.choice(_RARE if self._chance.random() < _RARELY else _COMMON)

    def _happens(self, fault: str) -> None:
        self._season.happened[fault] += 1
        self._season.tell(f"        {fault}")

    def _cut(self, fault: str) -> None:
        self._happens(fault)
        self.was_cut = True
        raise Problem("server_unreachable", address="server")

    def _damaged(self, data: bytes, fault: str) -> bytes:
        self._happens(fault)
        self.was_flipped = True
        self._season.damaged.add(self._device.origin)
        place = self._chance.randrange(len(data))
        return data[:place] + bytes([data[place] ^ (1 << self._chance.randrange(8))]) + data[place + 1 :]

    def _keep_for_later(self, request: Request, said: bytes) -> None:
        late = self._season.late.setdefault(self._device.slot, [])
        late.append((request, said))
        del late[:-_KEPT_LATE]
