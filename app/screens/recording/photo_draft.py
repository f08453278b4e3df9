"""A photo that was taken and not yet saved: a draft beside that of its form, written once and not with every touch."""

from __future__ import annotations

import base64
import binascii

from app.desk import Desk
from app.screens.recording.drafts import DraftKeeper


class PhotoDraft:
    """`photo` is the JPEG, or empty."""

    def __init__(self, desk: Desk) -> None:
        self._drafts = DraftKeeper(desk)
        self.photo = b""

    def begin(self, name: str, *, is_offered: bool = True) -> None:
        """Take up what was kept beside the draft of this name, if it can be read; where nothing of the form is offered,
        its photo is dropped.
        """
        kept = (self._drafts.begin(f"{name}/photo") or {}).get("jpeg", "")
        try:
            self.photo = base64.b64decode(kept, validate=True)
        except (binascii.Error, TypeError, ValueError):
            self.photo = b""
        if not is_offered:
            self.forget()

    def keep(self, photo: bytes) -> None:
        self.photo = photo
        self._drafts.keep({"jpeg": base64.b64encode(photo).decode("ascii")})

    def forget(self) -> None:
        if self.photo:
            self.photo = b""
            self._drafts.forget()
