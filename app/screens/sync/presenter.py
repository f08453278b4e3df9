"""What is not sent yet, whether it is safe, and sending it: in plain words, in records, stopped at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.desk import Desk, explain
from app.frugality import EVERYTHING, Frugality
from app.ports import SyncState
from app.preferences import PHOTOS_NOTE, PHOTOS_SENT, keep, read_preferences
from app.screens.sync.machine import machine_facts
from app.screens.sync.photos import PhotosState, photos_state
from app.text.formats import long_date, short_date_with_year, size_text, time_of_day
from app.text.texts import t
from core.domain.calendar import MS_PER_HOUR, local_time
from core.domain.money import format_count
from core.domain.problems import Problem
from core.usecases import notes
from core.usecases.tablet.traffic import traffic_bytes
from core.usecases.views.field import PhotoView, SyncView

ALARM = "history_differs"
LONG_SECONDS = 5
"""From how long on it is said how long a sync still takes."""
SECONDS_PER_MINUTE = 60
SKEW_SHOWN_MS = 10 * 60_000
"""A clock that is off by more than this is told; less matters to nobody."""
_SKEW_UNITS = (
    ("days", 48 * MS_PER_HOUR, 24 * MS_PER_HOUR),
    ("hours", 2 * MS_PER_HOUR, MS_PER_HOUR),
    ("minutes", 0, 60_000),
)


@dataclass(frozen=True, slots=True)
class Line:
    """How far sending or receiving has come."""

    caption: str
    figure: str
    fraction: float


@dataclass(frozen=True, slots=True)
class SyncScreenState:
    """`result` with its tone says how the last try ended. `facts` are (label, value) pairs."""

    subtitle: str = ""
    figure: str = ""
    unit: str = ""
    note: str = ""
    safe: str = ""
    safe_tone: str = "confirmed"
    alarm: str = ""
    is_running: bool = False
    running: str = ""
    can_stop: bool = False
    lines: tuple[Line, ...] = ()
    result: str = ""
    result_tone: str = "info"
    facts: tuple[tuple[str, str], ...] = ()
    photos: PhotosState = field(default_factory=PhotosState)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store knows about syncing."""

    view: SyncView
    label: str
    addresses: str
    photos: tuple[PhotoView, ...] = ()
    sending: str = PHOTOS_SENT
    frugality: Frugality = field(default_factory=Frugality)
    month_bytes: int = 0
    skew_ms: int = 0
    """How far this tablet's clock was ahead of the server's at the last sync; behind it where negative."""
    committees: tuple[str, ...] = ()
    """The names of those that this tablet works for."""


class SyncPresenter:
    """Events: `start`, `stop`, `choose_photos`."""

    def __init__(self, desk: Desk, render: Callable[[SyncScreenState], None]) -> None:
        self._desk = desk
        self._render = render
        self._kept = Kept(SyncView(0, 0, 0, None, 0), "", "")

    def enter(self) -> None:
        self._desk.changed.add(self._load)
        self._desk.synchroniser.listeners.add(self._show)
        self._load()

    def leave(self) -> None:
        self._desk.changed.drop(self._load)
        self._desk.synchroniser.listeners.drop(self._show)

    def start(self) -> None:
        self._desk.synchroniser.start()

    def stop(self) -> None:
        self._desk.synchroniser.cancel()

    def choose_photos(self, sending: str) -> None:
        """Let the photos wait, or send them from now on."""
        keep(self._desk, PHOTOS_NOTE, sending)
        self._load()
        if sending == PHOTOS_SENT:
            self._desk.synchroniser.start()

    def _load(self) -> None:
        def look(_task: Any) -> Kept:
            today = self._desk.today()
            with self._desk.store.reading() as session:
                label = notes.text(session, "label")
                addresses = notes.text(session, "addresses")
                waiting, chosen = tuple(session.photos().to_send()), read_preferences(session)
                skew_ms = int(notes.text(session, "clock_skew_ms") or "0")
                reads, month = session.reads(), traffic_bytes(session, today)
                view = reads.sync()
                here = tuple(one.name for one in reads.committees() if one.id in view.committees)
                return Kept(view, label, addresses, waiting, chosen.photos, chosen.frugality, month, skew_ms, here)

        self._desk.storage_lane.run(look, self._loaded)

    def _loaded(self, kept: Kept) -> None:
        self._kept = kept
        self._show()

    def _show(self) -> None:
        view, state = self._kept.view, self._desk.synchroniser.state
        safe, safe_tone = _safety(view)
        figure, unit, note = _figure(view)
        result, result_tone = _result(view, state)
        goes_free = self._kept.frugality.goes_by_itself(self._desk.device.link()) == EVERYTHING
        self._render(
            SyncScreenState(
                subtitle=_tablet(self._kept.label),
                figure=figure,
                unit=unit,
                note=note,
                safe=safe,
                safe_tone=safe_tone,
                alarm=_alarm(view),
                is_running=state.is_running,
                running=_running(state),
                can_stop=state.is_running and not state.is_stopping,
                lines=_lines(state),
                result=result,
                result_tone=result_tone,
                facts=self._facts(view),
                photos=photos_state(self._kept.photos, self._kept.sending, state, goes_free=goes_free),
            )
        )

    def _facts(self, view: SyncView) -> tuple[tuple[str, str], ...]:
        skew = _skew(self._kept.skew_ms)
        restored: tuple[tuple[str, str], ...] = ()
        if view.restored_on:
            day = short_date_with_year(date.fromisoformat(view.restored_on))
            restored = ((t("sync.restored"), t("sync.given_back", day=day, count=format_count(view.given_back))),)
        return (
            *restored,
            (t("sync.last_success"), _last_success(view, self._desk.today())),
            *(((t("sync.clock"), skew),) if skew else ()),
            *machine_facts(self._desk.device, self._kept.frugality),
            (t("sync.month"), size_text(self._kept.month_bytes)),
            (t("sync.addresses"), self._kept.addresses),
            (t("sync.here"), t("sync.feed_size", count=format_count(view.feed_size))),
            *self._grant_facts(view),
        )

    def _grant_facts(self, view: SyncView) -> tuple[tuple[str, str], ...]:
        """Whom the tablet works for, and what is still here of those it worked for before."""
        facts = []
        if self._kept.committees:
            facts.append((t("sync.committees"), ", ".join(self._kept.committees)))
        if view.side_rows_withdrawn:
            count = format_count(view.side_rows_withdrawn)
            facts.append((t("sync.withdrawn"), t("sync.withdrawn_rows", count=count)))
        return tuple(facts)


def _tablet(label: str) -> str:
    """`Tableta 7`, whether the office called it that or only 7."""
    word = t("sync.subtitle", label="").strip()
    return label if label.casefold().startswith(word.casefold()) else t("sync.subtitle", label=label)


def _figure(view: SyncView) -> tuple[str, str, str]:
    """The number that matters with its word and what it means; nothing is promised while there is an alarm."""
    if view.unsent:
        return format_count(view.unsent), t("sync.unsent"), t("sync.unsent_note")
    if view.alarm:
        return t("common.call_the_office"), "", ""
    return t("sync.nothing_unsent"), "", t("sync.nothing_unsent_note")


def _alarm(view: SyncView) -> str:
    """What is wrong, and the two checkpoints that the office needs to hear."""
    if not view.alarm:
        return ""
    marks = t("sync.checkpoints", here=_mark(view.checkpoint_here), there=_mark(view.checkpoint_there))
    return f"{explain(Problem(ALARM))}\n{marks}"


def _mark(note: str) -> str:
    """A checkpoint short enough to be read out on the telephone: its size and how its root begins."""
    lines = note.split("\n")
    return f"{format_count(int(lines[1]))}-{lines[2][:6]}" if len(lines) > 2 and lines[1].isdecimal() else "—"


def _safety(view: SyncView) -> tuple[str, str]:
    if view.alarm:
        return "", "observed"
    if view.unsent:
        return t("sync.not_sent"), "pending"
    if view.unsafe:
        return t("sync.not_safe", count=format_count(view.unsafe)), "pending"
    return t("sync.safe"), "confirmed"


def _running(state: SyncState) -> str:
    if not state.is_running:
        return ""
    if state.is_stopping:
        return t("sync.stopping")
    if not (state.sent or state.received or state.feed_left >= 0):
        return t("sync.connecting")
    if state.seconds_left < LONG_SECONDS:
        return t("sync.running")
    if state.seconds_left < 2 * SECONDS_PER_MINUTE:
        return t("sync.running_seconds", count=format_count(state.seconds_left))
    return t("sync.running_minutes", count=format_count(-(-state.seconds_left // SECONDS_PER_MINUTE)))


def _lines(state: SyncState) -> tuple[Line, ...]:
    if not state.is_running:
        return ()
    lines = []
    for caption, done, left in (
        ("sync.sending", state.sent, state.left),
        ("sync.receiving", state.received, max(0, state.feed_left)),
    ):
        whole = done + left
        if whole:
            figure = t("sync.of", done=format_count(done), all=format_count(whole))
            lines.append(Line(t(caption), figure, done / whole))
    return tuple(lines)


def _result(view: SyncView, state: SyncState) -> tuple[str, str]:
    """How the last try ended; what failed by itself, without anybody asking, is no more than good to know."""
    if state.problem is not None:
        if state.problem.code == ALARM and view.alarm:
            return "", "info"
        return explain(state.problem), "pending" if state.by_hand else "info"
    if state.was_cancelled:
        return t("sync.cancelled"), "info"
    if view.alarm:
        return "", "info"  # What was sent before the alarm is no good news beneath it.
    if state.is_done and view.side_rows_missing:
        return t("sync.names_missing", count=format_count(view.side_rows_missing)), "pending"
    if state.is_done and not state.sent and not state.received:
        return t("sync.done_nothing"), "confirmed"
    if state.is_done:
        return t("sync.done", sent=format_count(state.sent), received=format_count(state.received)), "confirmed"
    return "", "info"


def _skew(skew_ms: int) -> str:
    """How wrong the tablet's clock was and what to do about it; empty where it is near enough."""
    if abs(skew_ms) <= SKEW_SHOWN_MS:
        return ""
    unit, unit_ms = next((unit, ms) for unit, least_ms, ms in _SKEW_UNITS if abs(skew_ms) >= least_ms)
    figure = t(f"sync.clock_{unit}", count=format_count(abs(skew_ms) // unit_ms))
    return t("sync.clock_ahead" if skew_ms > 0 else "sync.clock_behind", time=figure)


def _last_success(view: SyncView, today: str) -> str:
    if view.last_success_at is None:
        return t("sync.never")
    moment = local_time(view.last_success_at)
    day = moment.date()
    is_recent = abs((date.fromisoformat(today) - day).days) < 200
    words = t("common.today") if day.isoformat() == today else ""
    shown = words or (long_date(day) if is_recent else short_date_with_year(day))
    return t("sync.moment", day=shown, time=time_of_day(moment.time()))
