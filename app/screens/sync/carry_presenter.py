"""The road without signal: what lies on the memory that is plugged in, writing ours, reading the replies. No Kivy.

Writing and reading go on the sync lane, so that no sync is under way beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.desk import Desk, explain
from app.ports import Handed, Memory
from app.text.texts import t
from core.domain.money import format_count
from core.domain.problems import Problem

if TYPE_CHECKING:
    from app.sending.carrying import Load, Read
    from core.sync.carried.bundles import Bundle


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """One tablet's files: its name, and how they stand, in words and tone."""

    label: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class CarryState:
    """`memories` are (path, name) of those plugged in, `chosen` the path of the one that is shown."""

    has_memory: bool = False
    memories: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    heading: str = ""
    is_busy: bool = False
    note: str = ""
    rows: tuple[CarriedRow, ...] = ()
    result: str = ""
    tone: str = "info"


class CarryPresenter:
    """Events: `look`, `choose`, `save`, `read`."""

    def __init__(self, desk: Desk, render: Callable[[CarryState], None]) -> None:
        self._desk = desk
        self._render = render
        self._state = CarryState()
        self._loads: dict[str, Load] = {}
        self._was_running = False
        self._is_here = False

    def enter(self) -> None:
        self._is_here = True
        self._desk.synchroniser.listeners.add(self._synced)
        self._state = CarryState()
        self.look()

    def leave(self) -> None:
        self._is_here = False
        self._desk.synchroniser.listeners.drop(self._synced)

    def look(self) -> None:
        """See which memories are plugged in, and what is on them."""
        desk = self._desk

        def work(_task: Any) -> list[Load]:
            from app.sending.carrying import Load, look

            loads = []
            for memory in desk.memories.found():
                try:
                    loads.append(look(desk.store, memory))
                except Problem:
                    loads.append(Load(memory))
            return loads

        desk.storage_lane.run(work, self._looked)

    def choose(self, path: str) -> None:
        self._state = replace(self._state, chosen=path, result="")
        self._show()

    def save(self) -> None:
        """Write what is to be sent to the memory."""

        def work(memory: Memory) -> Bundle:
            from app.sending.carrying import save

            return save(self._desk.store, self._desk.signer, memory)

        self._work(work, self._saved)

    def read(self) -> None:
        """Read the replies that are on the memory."""

        def work(memory: Memory) -> Read:
            from app.sending.carrying import read

            return read(self._desk.store, self._desk.clock, memory)

        self._work(work, self._was_read)

    # --- inside ---

    def _work(self, work: Callable[[Memory], Any], on_done: Callable[[Any], None]) -> None:
        load = self._loads.get(self._state.chosen)
        if load is None or self._state.is_busy:
            return
        memory = load.memory
        self._state = replace(self._state, is_busy=True, result="")
        self._show()
        self._desk.sync_lane.run(lambda _task: work(memory), on_done, self._failed)

    def _saved(self, bundle: Bundle) -> None:
        count = format_count(bundle.records)
        if bundle.gives_back:
            self._tell(t("carry.saved_giving_back", count=format_count(bundle.gives_back)), "pending")
        elif bundle.left:
            self._tell(t("carry.saved_left", count=count, left=format_count(bundle.left)), "pending")
        elif bundle.records:
            self._tell(t("carry.saved", count=count), "confirmed")
        else:
            self._tell(t("carry.saved_nothing"), "confirmed")

    def _was_read(self, read: Read) -> None:
        if read.receipt is None:
            self._tell(explain(read.problem) if read.problem else t("carry.no_reply"), "pending")
            return
        more = read.receipt.more
        if read.receipt.to_give_back:
            words = t("carry.read_restored", count=format_count(read.receipt.to_give_back))
        elif read.receipt.was_put_back:
            words = t("carry.read_crossed")
        else:
            words = t("carry.read_more" if more else "carry.read_done", received=format_count(read.received))
        self._tell(words, "pending" if more else "confirmed")
        self._desk.tell_changed()

    def _failed(self, failure: Exception) -> None:
        if not isinstance(failure, Problem):
            self._tell(explain(Problem("unexpected")), "pending")
            raise failure
        self._tell(explain(failure), "pending")
        self._desk.tell_changed()

    def _tell(self, words: str, tone: str) -> None:
        self._state = replace(self._state, is_busy=False, result=words, tone=tone)
        self.look()

    def _synced(self) -> None:
        """A sync that came to its end may have handed something over."""
        state = self._desk.synchroniser.state
        ended = self._was_running and not state.is_running
        self._was_running = state.is_running
        if ended:
            self._handed(state.handed)
            self.look()

    def _handed(self, handed: Handed) -> None:
        if handed.problem is not None:
            labels = {other.origin: other.label for load in self._loads.values() for other in load.others}
            tablet = labels.get(handed.refused, handed.refused)
            words = t("carry.refused", tablet=tablet, reason=explain(handed.problem))
            self._state = replace(self._state, result=words, tone="observed")
        elif handed.number:
            words = t("carry.handed", count=format_count(handed.number))
            self._state = replace(self._state, result=words, tone="confirmed")

    def _looked(self, loads: list[Load]) -> None:
        self._loads = {load.memory.path: load for load in loads}
        if self._state.chosen not in self._loads:
            self._state = replace(self._state, chosen=loads[0].memory.path if loads else "")
        self._show()

    def _show(self) -> None:
        if not self._is_here:
            return
        state, load = self._state, self._loads.get(self._state.chosen)
        memories = tuple((path, load.memory.name) for path, load in self._loads.items())
        rows = _rows(load) if load else ()
        heading = t("carry.memory", name=load.memory.name) if load else ""
        note = t("carry.busy") if state.is_busy else (t("carry.sends_itself") if load and load.others else "")
        self._render(
            replace(
                state, has_memory=load is not None, memories=memories if len(memories) > 1 else (), heading=heading,
                note=note, rows=rows,
            )
        )  # fmt: skip


def _rows(load: Load) -> tuple[CarriedRow, ...]:
    rows = []
    if load.is_ours_answered:
        rows.append(CarriedRow(t("carry.this_tablet"), t("carry.reply_came"), "confirmed"))
    elif load.is_ours_waiting:
        rows.append(CarriedRow(t("carry.this_tablet"), t("carry.waits"), "pending"))
    for other in load.others:
        word, tone = ("carry.to_send", "pending") if other.waiting else ("carry.answered", "confirmed")
        rows.append(CarriedRow(other.label, t(word), tone))
    return tuple(rows)
