"""What a tablet remembers of how it is used: language, text size, sound, when it locks, the committee chosen last.

They are notes beside the log, so they survive a restart and never travel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.desk import Desk
from app.frugality import AMOUNTS, ROAMING_AMOUNTS, Frugality
from app.ports import PhotoSize
from app.text.texts import LANGUAGES, set_language
from core.usecases.notes import PAUSED, PAUSED_NOTE
from core.usecases.ports import Session

if TYPE_CHECKING:
    from core.usecases.views.field import CommitteeView

TEXT_SCALES = ("1.0", "1.15", "1.3")
PHOTO_SIZES = {"1280": PhotoSize(1280, 120_000), "1024": PhotoSize(1024, 80_000), "800": PhotoSize(800, 50_000)}
PHOTOS_SENT, PHOTOS_PAUSED = "send", PAUSED.decode("ascii")
LANGUAGE_NOTE, TEXT_SCALE_NOTE, COMMITTEE_NOTE = "language", "text_scale", "chosen_committee"
PHOTO_SIZE_NOTE, PHOTOS_NOTE = "photo_size", PAUSED_NOTE
METERED_NOTE, ROAMING_NOTE = "over_metered", "over_roaming"
SOUND_ON, SOUND_OFF = "on", "off"
LOCK_MINUTES = ("1", "5", "15")
SOUND_NOTE, LOCK_NOTE = "sound", "lock_minutes"


@dataclass(frozen=True, slots=True)
class Preferences:
    """`text_scale` is one of TEXT_SCALES, `photo_size` of PHOTO_SIZES; `photos` says whether they are sent or wait,
    `frugality` what goes by itself over a network that costs; `committee` is a record id or empty. `sound` is SOUND_ON
    or SOUND_OFF, and after `lock_minutes`, one of LOCK_MINUTES, without a touch the screen is locked.
    """

    language: str = LANGUAGES[0]
    text_scale: str = TEXT_SCALES[0]
    committee: str = ""
    photo_size: str = next(iter(PHOTO_SIZES))
    photos: str = PHOTOS_SENT
    frugality: Frugality = field(default_factory=Frugality)
    sound: str = SOUND_ON
    lock_minutes: str = "5"


def read_preferences(session: Session) -> Preferences:
    """What is kept, and the usual where nothing sensible is."""

    def kept(name: str, allowed: tuple[str, ...], usual: str = "") -> str:
        text = (session.note(name) or b"").decode("utf-8", "replace")
        return text if text in allowed else usual or allowed[0]

    committee = (session.note(COMMITTEE_NOTE) or b"").decode("utf-8", "replace")
    return Preferences(
        kept(LANGUAGE_NOTE, LANGUAGES), kept(TEXT_SCALE_NOTE, TEXT_SCALES), committee,
        kept(PHOTO_SIZE_NOTE, tuple(PHOTO_SIZES)), kept(PHOTOS_NOTE, (PHOTOS_SENT, PHOTOS_PAUSED)),
        Frugality(kept(METERED_NOTE, AMOUNTS, Frugality().metered), kept(ROAMING_NOTE, ROAMING_AMOUNTS)),
        kept(SOUND_NOTE, (SOUND_ON, SOUND_OFF)), kept(LOCK_NOTE, LOCK_MINUTES, "5"),
    )  # fmt: skip


def preferences(desk: Desk) -> Preferences:
    with desk.store.reading() as session:
        return read_preferences(session)


def keep(desk: Desk, name: str, value: str) -> None:
    """Remember one preference."""
    with desk.store.writing() as session:
        session.put_note(name, value.encode("utf-8"))


def choose_language(desk: Desk, language: str) -> None:
    """Speak another language from now on, on every screen."""
    keep(desk, LANGUAGE_NOTE, language)
    set_language(language)
    desk.restyle()


def choose_text_scale(desk: Desk, text_scale: str) -> None:
    keep(desk, TEXT_SCALE_NOTE, text_scale)
    desk.restyle()


def has_language(desk: Desk) -> bool:
    """Whether somebody has chosen a language here already."""
    with desk.store.reading() as session:
        return bool(session.note(LANGUAGE_NOTE))


def has_sound(desk: Desk) -> bool:
    """Whether anything may be heard."""
    return preferences(desk).sound == SOUND_ON


def photo_size(desk: Desk) -> PhotoSize:
    """How large a photo may be that is taken now."""
    return PHOTO_SIZES[preferences(desk).photo_size]


def choose_committee(desk: Desk, committee: CommitteeView) -> None:
    """Work with another committee from now on."""
    keep(desk, COMMITTEE_NOTE, committee.id)
    desk.committee = committee


def committees_here(desk: Desk) -> list[CommitteeView]:
    """The committees that this tablet works for now; all where the office named none."""
    from core.usecases.tablet.grants import own_grant

    with desk.store.reading() as session:
        own = own_grant(session).committees
        known = session.reads().committees()
    return [view for view in known if view.id in own] if own else known


def settle_committee(desk: Desk) -> None:
    """Choose the committee that was chosen last, or the first, so that the desk always has one where there is one."""
    here = committees_here(desk)
    kept = preferences(desk).committee
    desk.committee = next((view for view in here if view.id == kept), here[0] if here else None)
