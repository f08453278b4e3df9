"""A file of ours in Android's common store, where other apps may reach it: the camera to write a photo, another app to
take what is shared.

A path of ours is of no use to them since Android 7. Without a permission it works from Android 10 on.
"""

from __future__ import annotations

import os
from typing import Any

from app.platform import java

FREE_FROM_LEVEL = 29
IMAGES, DOWNLOADS = "android.provider.MediaStore$Images$Media", "android.provider.MediaStore$Downloads"


class CommonFile:
    """`uri` is how other apps name it."""

    def __init__(self, store: str, name: str, kind: str) -> None:
        """`store` is IMAGES or DOWNLOADS, `kind` a media type."""
        values = java.java_class("android.content.ContentValues")()
        values.put("_display_name", name)
        values.put("mime_type", kind)
        self._resolver = java.activity().getContentResolver()
        self.uri = self._resolver.insert(java.java_class(store).EXTERNAL_CONTENT_URI, values)
        if self.uri is None:
            raise OSError("Android made no file")

    @property
    def parcel(self) -> Any:
        """As what can be put into an intent."""
        return java.cast("android.os.Parcelable", self.uri)

    def read(self) -> bytes:
        with os.fdopen(self._open("r"), "rb") as file:
            return file.read()

    def write(self, data: bytes) -> None:
        with os.fdopen(self._open("w"), "wb") as file:
            file.write(data)

    def delete(self) -> None:
        self._resolver.delete(self.uri, None, None)

    def _open(self, how: str) -> int:
        return int(self._resolver.openFileDescriptor(self.uri, how).detachFd())
