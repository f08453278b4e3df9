"""Language, text size, who works, and which tablet this is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.desk import Desk
from app.frugality import AMOUNTS, ROAMING_AMOUNTS
from app.preferences import (
    METERED_NOTE,
    PHOTO_SIZE_NOTE,
    PHOTO_SIZES,
    ROAMING_NOTE,
    TEXT_SCALES,
    choose_language,
    choose_text_scale,
    committees_here,
    keep,
    preferences,
)
from app.text.texts import TABLE, t
from core.domain.money import format_count
from core.usecases import notes

TEXT_SIZE_WORDS = ("settings.text_usual", "settings.text_large", "settings.text_largest")


@dataclass(frozen=True, slots=True)
class SettingsState:
    """Options are (key, word); `facts` are (label, value)."""

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
    facts: tuple[tuple[str, str], ...] = ()


class SettingsPresenter:
    """Events: `choose_language`, `choose_text_size`, `choose_photo_size`, `choose_metered`, `choose_roaming`,
    `sign_out`, `back`.
    """

    def __init__(self, desk: Desk, render: Callable[[SettingsState], None]) -> None:
        self._desk = desk
        self._render = render

    def enter(self) -> None:
        kept = preferences(self._desk)
        with self._desk.store.reading() as session:
            label = notes.text(session, "label")
            origin = notes.text(session, "own_origin")
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

    def sign_out(self) -> None:
        self._desk.user = None
        self._desk.navigator.go("sign_in")

    def back(self) -> None:
        """To where one came from, or to today."""
        if not self._desk.navigator.back():
            self._desk.navigator.go("today")
