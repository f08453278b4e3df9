"""Handing a file to somebody: on Android to any app that takes it, on a desktop into a folder.

What is shared leaves this app's hands, so it must hold nothing that is personal. On Android it also stays among the
downloads, where a person finds it who has no app to send it with. PLANTON_SHARED names the folder of a desktop.
"""

from __future__ import annotations

import os
from pathlib import Path

from app.platform import java, media
from app.ports import Sharing

FOLDER = "PLANTON_SHARED"
_MAY_READ = 1
"""Intent.FLAG_GRANT_READ_URI_PERMISSION."""


class FolderSharing:
    """Writes the file into a folder."""

    can_share = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def share(self, name: str, data: bytes, kind: str) -> str:  # noqa: ARG002 - the port
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError:
            return ""
        return str(path)


class AndroidSharing:
    """Asks the person which app is to take it. From Android 10 on."""

    @property
    def can_share(self) -> bool:
        try:
            return java.api_level() >= media.FREE_FROM_LEVEL
        except Exception:  # noqa: BLE001 - whatever Java says, nothing can be shared then
            return False

    def share(self, name: str, data: bytes, kind: str) -> str:
        if not self.can_share:
            return ""
        try:
            file = media.CommonFile(media.DOWNLOADS, name, kind)
            file.write(data)
            intents = java.java_class("android.content.Intent")
            intent = intents("android.intent.action.SEND")
            intent.setType(kind)
            intent.putExtra("android.intent.extra.STREAM", file.parcel)
            intent.addFlags(_MAY_READ)
            java.activity().startActivity(intents.createChooser(intent, None))
        except Exception:  # noqa: BLE001 - as above
            return ""
        return f"Download/{name}"


def sharing(platform: str) -> Sharing:
    """For a machine, by the name that Kivy gives its platform."""
    if platform == "android":
        return AndroidSharing()
    named = os.environ.get(FOLDER)
    return FolderSharing(Path(named).expanduser() if named else Path.home() / "Planton")
