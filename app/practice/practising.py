"""A tablet of its own to practise with: a file beside the real one, filled from what ships with the app.

Its desk has no way to the office, none to a memory stick and none to another app, so nothing that is practised can ever
count. Its day is that of the sample's planting season and goes on from where it was left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from app.desk import Desk
from app.navigation import Navigator
from app.ports import Machine, Runner
from app.preferences import COMMITTEE_NOTE, LANGUAGE_NOTE, SOUND_NOTE, TEXT_SCALE_NOTE, Preferences, settle_committee
from core.domain.problems import Problem
from core.usecases import notes
from core.usecases.ports import Clock, Session, Signer, Store
from core.usecases.tablet.sign_in import put_new_pin

FILE = "practica.db"
LOG = Path(__file__).resolve().parents[2] / "assets" / "practice" / "log.json"
PIN = "2580"
"""It is told on the screen: there is nothing to guard."""
USER, COMMITTEE = "T01", "CHO"
BEGAN_NOTE, NOW_NOTE = "practice_began", "practice_now"


class PracticeFile(Protocol):
    """The file as bootstrap opens it."""

    def open(self, programme: str, own_origin: str) -> Store:
        """The store over the file, which is made where it is not there."""

    def throw_away(self) -> None: ...


class PracticeClock:
    """core.usecases.ports.Clock: as much later than the sample's day as it is since practising began."""

    def __init__(self, clock: Clock, began_ms: int, now_ms: int) -> None:
        self._clock, self._began_ms, self._now_ms = clock, began_ms, now_ms

    def now_ms(self) -> int:
        return self._now_ms + max(0, self._clock.now_ms() - self._began_ms)


class Practice:
    """app.ports.Practising. `chosen` says how the tablet is used: practice speaks the same language. It has the
    machine's camera and voice, so that people learn them.
    """

    def __init__(
        self, file: PracticeFile, clock: Clock, lane: Runner, roots: tuple[str, ...], chosen: Callable[[], Preferences],
        version: str, *, machine: Machine, log: Path = LOG,
    ) -> None:  # fmt: skip
        self._file, self._clock, self._lane, self._roots = file, clock, lane, roots
        self._chosen, self._version, self._machine, self._log = chosen, version, machine, log

    def open(self) -> Desk:
        store, signer = self._filled()
        clock = self._clock_of(store)
        with store.reading() as session:
            user = next(view for view in session.reads().users() if view.code == USER)
        desk = Desk(
            store, clock, signer, Navigator(self._roots), self._lane, self._lane, user=replace(user, has_pin=True),
            version=self._version, machine=self._machine, is_practice=True,
        )  # fmt: skip
        settle_committee(desk)
        return desk

    def throw_away(self) -> None:
        self._file.throw_away()

    def _filled(self) -> tuple[Store, Signer]:
        from core.sync.letting_in.prepared_log import read_log, take_in
        from core.sync.trust.keys import PrivateKey

        try:
            log = read_log(self._log.read_text(encoding="utf-8"))
        except OSError as error:
            raise Problem("practice_missing") from error
        store = take_in(log, self._file.open)
        with store.writing() as session:
            if session.note(BEGAN_NOTE) is None:
                self._begin(session, log.now_ms)
            chosen = self._chosen()
            for name, value in (
                (LANGUAGE_NOTE, chosen.language), (TEXT_SCALE_NOTE, chosen.text_scale), (SOUND_NOTE, chosen.sound),
            ):  # fmt: skip
                session.put_note(name, value.encode("utf-8"))
        return store, PrivateKey(log.key)

    def _begin(self, session: Session, now_ms: int) -> None:
        """The first morning of practice: in the village that has most to show, with a PIN that everybody knows."""
        notes.put_number(session, BEGAN_NOTE, self._clock.now_ms())
        notes.put_number(session, NOW_NOTE, now_ms)
        here = next((view.id for view in session.reads().committees() if view.code == COMMITTEE), "")
        session.put_note(COMMITTEE_NOTE, here.encode("ascii"))
        for user in session.reads().users():
            put_new_pin(session, user.code, PIN, PIN)

    def _clock_of(self, store: Store) -> PracticeClock:
        with store.reading() as session:
            return PracticeClock(self._clock, notes.number(session, BEGAN_NOTE), notes.number(session, NOW_NOTE))
