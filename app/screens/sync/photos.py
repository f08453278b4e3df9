"""What the place of sync says about photos: how many are to be sent, how far that is, and which records lack theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.desk import explain
from app.ports import SyncState
from app.preferences import PHOTOS_PAUSED, PHOTOS_SENT
from app.text.formats import short_date_with_year
from app.text.texts import TABLE, t
from core.domain.money import format_count
from core.usecases.views.field import PhotoView

ROWS = 20
_BYTES_PER_KB = 1_000


@dataclass(frozen=True, slots=True)
class PhotosState:
    """`caption` and `figure` are of the progress line, `fraction` from 0 to 1; `rows` are (record, how large)."""

    options: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    left: str = ""
    note: str = ""
    caption: str = ""
    figure: str = ""
    fraction: float = 0.0
    problem: str = ""
    rows: tuple[tuple[str, str], ...] = ()


def photos_state(
    waiting: tuple[PhotoView, ...], sending: str, state: SyncState, *, goes_free: bool = True
) -> PhotosState:
    """The card as it is now; `sending` is the preference, `waiting` what is not sent, oldest first; `goes_free` whether
    they go by themselves over the network of now.
    """
    is_paused = sending == PHOTOS_PAUSED
    size = sum(photo.bytes for photo in waiting)
    going = state.photos if state.is_running and not is_paused else None
    whole = going.bytes_sent + going.bytes_left if going else 0
    return PhotosState(
        options=((PHOTOS_SENT, t("photos.send")), (PHOTOS_PAUSED, t("photos.paused"))),
        chosen=sending,
        left=t("photos.left", count=format_count(len(waiting)), size=_kb(size)) if waiting else t("photos.none"),
        note="" if not waiting else t(_when(is_paused, goes_free)),
        caption=t("photos.sending") if going and whole else "",
        figure=t(
            "photos.progress", done=format_count(going.sent), all=format_count(going.sent + going.left),
            sent=_kb(going.bytes_sent), size=_kb(whole),
        ) if going and whole else "",
        fraction=going.bytes_sent / whole if going and whole else 0.0,
        problem=explain(state.photos.problem) if waiting and state.photos and state.photos.problem else "",
        rows=_rows(waiting),
    )  # fmt: skip


def _when(is_paused: bool, goes_free: bool) -> str:
    if is_paused:
        return "photos.are_paused"
    return "photos.after" if goes_free else "photos.wait_for_free"


def _rows(waiting: tuple[PhotoView, ...]) -> tuple[tuple[str, str], ...]:
    rows = [(_record(photo), _size(photo)) for photo in waiting[:ROWS]]
    if len(waiting) > ROWS:
        rows.append((t("photos.more", count=format_count(len(waiting) - ROWS)), ""))
    return tuple(rows)


def _record(photo: PhotoView) -> str:
    key = f"photos.of_{photo.kind}"
    day = short_date_with_year(date.fromisoformat(photo.happened_on))
    return t(key if key in TABLE else "photos.of_record", record=photo.record, day=day)


def _size(photo: PhotoView) -> str:
    return t("photos.size" if photo.is_ready else "photos.size_waits", size=_kb(photo.bytes))


def _kb(number: int) -> str:
    """Rounded up, so that nothing that is there is shown as nothing."""
    return format_count(-(-number // _BYTES_PER_KB))
