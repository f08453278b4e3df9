"""A past that ships with the app: what a server once answered to a tablet, taken in by a new tablet without any server.

It goes through the very steps of letting in and syncing, so chains, tree and checkpoint are checked as always, and rows
are folded by the version of the app that takes it in. Its key is known to everybody: it is for practising alone.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.domain.problems import Problem
from core.sync.letting_in import enrolment
from core.sync.stages.side_rows import wanted
from core.sync.trust.keys import PrivateKey
from core.sync.turns.conversation import converse
from core.sync.wire import packing
from core.sync.wire.messages import Answer, Request, Unopened
from core.usecases.ports import Clock, Store

FORMAT = "planton-prepared-log/1"


@dataclass(frozen=True, slots=True)
class PreparedLog:
    """`key` is the tablet's raw private key, `answers` packed ones in their order, `now_ms` the instant they end at."""

    key: bytes
    welcome: bytes
    answers: tuple[bytes, ...]
    now_ms: int


class StandingClock:
    """core.usecases.ports.Clock at one instant."""

    def __init__(self, ms: int) -> None:
        self._ms = ms

    def now_ms(self) -> int:
        return self._ms


def pack_log(log: PreparedLog) -> str:
    """As a text file."""
    kept = {
        "format": FORMAT,
        "now_ms": log.now_ms,
        "key": log.key.hex(),
        "welcome": _text(log.welcome),
        "answers": [_text(answer) for answer in log.answers],
    }
    return json.dumps(kept, indent=1) + "\n"


def read_log(text: str) -> PreparedLog:
    """Raises Problem answer_unreadable."""
    try:
        kept = json.loads(text)
        if kept["format"] != FORMAT:
            raise ValueError(kept["format"])
        answers = tuple(base64.b64decode(answer) for answer in kept["answers"])
        return PreparedLog(bytes.fromhex(kept["key"]), base64.b64decode(kept["welcome"]), answers, int(kept["now_ms"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Problem("answer_unreadable") from error


def take_in(log: PreparedLog, open_store: Callable[[str, str], Store]) -> Store:
    """Let the tablet in and fold its past; `open_store(programme, own_origin)` answers the store over its empty file.

    May be done again over a file in which it was broken off. Raises Problem.
    """
    welcome = enrolment.unpack_welcome(log.welcome)
    key = PrivateKey(log.key)
    store = open_store(welcome.programme, welcome.origin)
    clock: Clock = StandingClock(log.now_ms)
    with store.writing() as session:
        if not session.feed_size():
            enrolment.join(session, key, key.raw, welcome, ())
    store.fold()
    with store.reading() as session:
        if session.feed_size() and not wanted(session):
            return store
    left = _by_beginning(log.answers)

    def exchange(request: Request) -> Answer | Unopened:
        while left:
            first, answer = left.pop(0)
            if first >= request.position:
                return answer
        raise Problem("answer_unreadable")

    converse(store, clock, key, exchange)
    return store


def _by_beginning(answers: Sequence[bytes]) -> list[tuple[int, Answer]]:
    """Each answer with how much of the feed those before it have brought."""
    found, reached = list[tuple[int, Answer]](), 0
    for packed in answers:
        answer = packing.unpack_answer(packed)
        found.append((reached, answer))
        reached += answer.number
    return found


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
