"""How this tablet is used, who works, how much room is left, which tablet this is, and the report to share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.desk import Desk, explain
from app.diagnostics import report, report_name
from app.frugality import AMOUNTS, ROAMING_AMOUNTS
from app.ports import NEARLY_FULL_BYTES
from app.preferences import (
    LOCK_MINUTES,
    LOCK_NOTE,
    METERED_NOTE,
    PHOTO_SIZE_NOTE,
    PHOTO_SIZES,
    ROAMING_NOTE,
    SOUND_NOTE,
    SOUND_OFF,
    SOUND_ON,
    TEXT_SCALES,
    choose_language,
    choose_text_scale,
    committees_here,
    keep,
    preferences,
)
from app.text.formats import size_text
from app.text.texts import TABLE, t
from core.domain.money import format_count
from core.domain.problems import Problem
from core.usecases import notes
from core.usecases.tablet.traffic import traffic_bytes

BYTES_PER_MB = 1_000_000
TEXT_SIZE_WORDS = ("settings.text_usual", "settings.text_large", "settings.text_largest")


@dataclass(frozen=True, slots=True)
class SettingsState:
    """Options are (key, word); `facts` and `storage` are (label, value); `storage_warning` says that room is short."""

    languages: tuple[tuple[str, str], ...] = ()
    language: str = ""
    text_sizes: tuple[tuple[str, str], ...] = ()
    text_size: str = ""
    photo_sizes: tuple[tuple[str, str], ...] = ()
    photo_size: str = ""
    photo_note: str = ""
    metered_options: tuple[tuple[str, str], ...] = ()
    metered: str = ""
    roaming_options: tuple[tuple[str, str], ...] = ()
    roaming: str = ""
    person: str = ""
    role: str = ""
    sounds: tuple[tuple[str, str], ...] = ()
    sound: str = ""
    locks: tuple[tuple[str, str], ...] = ()
    lock: str = ""
    can_lock: bool = True
    can_share: bool = False
    storage: tuple[tuple[str, str], ...] = ()
    storage_warning: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class SettingsPresenter:
    """Events: `choose_language`, `choose_text_size`, `choose_photo_size`, `choose_metered`, `choose_roaming`,
    `choose_sound`, `choose_lock`, `lock`, `share`, `sign_out`, `back`.
    """

    def __init__(self, desk: Desk, render: Callable[[SettingsState], None]) -> None:
        self._desk = desk
        self._render = render

    def enter(self) -> None:
        kept = preferences(self._desk)
        with self._desk.store.reading() as session:
            label = notes.text(session, "label")
            origin = notes.text(session, "own_origin")
            month = traffic_bytes(session, self._desk.today())
        free, file = self._desk.space.free_bytes(), self._desk.space.file_bytes()
        committees = ", ".join(view.name for view in committees_here(self._desk))
        user = self._desk.user
        role = f"role.{user.role}" if user else ""
        self._render(
            SettingsState(
                languages=(("es", t("settings.spanish")), ("en", t("settings.english"))),
                language=kept.language,
                text_sizes=tuple(zip(TEXT_SCALES, (t(word) for word in TEXT_SIZE_WORDS), strict=True)),
                text_size=kept.text_scale,
                photo_sizes=tuple((key, f"{format_count(size.side)} px") for key, size in PHOTO_SIZES.items()),
                photo_size=kept.photo_size,
                photo_note=t("settings.photo_note", size=format_count(PHOTO_SIZES[kept.photo_size].bytes // 1_000)),
                metered_options=tuple((amount, t(f"data.{amount}")) for amount in AMOUNTS),
                metered=kept.frugality.metered,
                roaming_options=tuple((amount, t(f"data.{amount}")) for amount in ROAMING_AMOUNTS),
                roaming=kept.frugality.roaming,
                sounds=tuple((key, t(f"settings.sound_{key}")) for key in (SOUND_ON, SOUND_OFF)),
                sound=kept.sound,
                locks=tuple((key, t("settings.lock_minutes", count=key)) for key in LOCK_MINUTES),
                lock=kept.lock_minutes,
                can_lock=not self._desk.is_practice,
                can_share=self._desk.sharing.can_share,
                storage=(
                    (t("settings.free"), _megabytes(free)),
                    (t("settings.file"), size_text(file)),
                    (t("settings.used"), size_text(month)),
                ),
                storage_warning=t("settings.nearly_full") if free is not None and free < NEARLY_FULL_BYTES else "",
                person=user.name if user else "",
                role=t(role) if role in TABLE else "",
                facts=(
                    (t("settings.label"), label),
                    (t("settings.origin"), origin),
                    (t("settings.committees"), committees),
                    (t("settings.programme"), self._desk.store.programme),
                    (t("settings.version"), self._desk.version),
                ),
            )
        )

    def choose_language(self, language: str) -> None:
        choose_language(self._desk, language)

    def choose_text_size(self, text_scale: str) -> None:
        choose_text_scale(self._desk, text_scale)

    def choose_photo_size(self, size: str) -> None:
        """For the photos that are taken from now on."""
        keep(self._desk, PHOTO_SIZE_NOTE, size)
        self.enter()

    def choose_metered(self, amount: str) -> None:
        """What goes by itself over mobile data."""
        keep(self._desk, METERED_NOTE, amount)
        self.enter()

    def choose_roaming(self, amount: str) -> None:
        keep(self._desk, ROAMING_NOTE, amount)
        self.enter()

    def choose_sound(self, sound: str) -> None:
        keep(self._desk, SOUND_NOTE, sound)
        self.enter()

    def choose_lock(self, minutes: str) -> None:
        """After how long without a touch the screen is locked."""
        keep(self._desk, LOCK_NOTE, minutes)
        self.enter()

    def lock(self) -> None:
        self._desk.guard.lock()

    def share(self) -> None:
        """Hand the report on, and say where it is."""
        desk = self._desk

        def hand_on(made: tuple[str, str]) -> None:
            where = desk.sharing.share(made[0], made[1].encode("utf-8"), "text/plain")
            desk.say(t("settings.shared", where=where) if where else explain(Problem("share_failed")))

        desk.storage_lane.run(lambda _task: (report_name(desk), report(desk)), hand_on)

    def sign_out(self) -> None:
        self._desk.user = None
        self._desk.navigator.go("sign_in")

    def back(self) -> None:
        """To where one came from, or to today."""
        self._desk.navigator.leave()


def _megabytes(size: int | None) -> str:
    """Of a disk one wants to know no more than that."""
    if size is None:
        return t("settings.unknown")
    return t("settings.megabytes", count=format_count(size // BYTES_PER_MB))
