"""The next turn of a conversation, begun while what the last one brought is still being kept.

On a far road half of a first pull is waiting, and on a slow tablet the other half is keeping: so both are done at once.
One request is on its way at any time, and at most one answer waits here. What was begun is heard, or waited for and
forgotten, before the conversation ends: a transport is not for two at once.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread

from core.domain.problems import Problem
from core.sync.wire.messages import Answer, Request, Unopened

Exchange = Callable[[Request], Answer | Unopened]
Heard = Callable[[], Answer | Unopened]
"""Waits for an answer that is on its way; raises what the exchange raised."""
Begin = Callable[[Exchange, Request], Heard]


def begin_in_thread(exchange: Exchange, request: Request) -> Heard:
    """Begin an exchange that goes on while this thread does something else."""
    answer: Future[Answer | Unopened] = Future()

    def work() -> None:
        try:
            answer.set_result(exchange(request))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to the thread that waits
            answer.set_exception(error)

    Thread(target=work, name="planton-ahead", daemon=True).start()
    return answer.result


class Ahead:
    """The exchange of a conversation that may look ahead by one turn; without `begin` it never does."""

    def __init__(self, exchange: Exchange, begin: Begin | None) -> None:
        self._exchange = exchange
        self._begin = begin
        self._asked: Request | None = None
        self._heard: Heard | None = None

    def __enter__(self) -> Ahead:
        return self

    def __exit__(self, *_: object) -> None:
        self.forget()

    @property
    def may_begin(self) -> bool:
        return self._begin is not None

    @property
    def asked(self) -> Request | None:
        """The request that is on its way."""
        return self._asked

    def begin(self, request: Request) -> None:
        if self._begin is not None:
            self._asked, self._heard = request, self._begin(self._exchange, request)

    def answer(self, request: Request) -> Answer | Unopened:
        """The answer to a request, whether or not it is on its way already. Raises what the exchange raises."""
        heard = self._heard if request is self._asked else None
        if heard is None:
            return self._exchange(request)
        self._asked = self._heard = None
        return heard()

    def forget(self) -> None:
        """Whatever is on its way is not wanted any more."""
        heard, self._asked, self._heard = self._heard, None, None
        if heard is not None:
            with suppress(Problem):
                heard()
