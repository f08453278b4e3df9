"""What the Android drivers call, as far as they call it: Java's classes by name, permissions, and other apps' answers.

It holds the drivers to their order of calls; what a tablet's Android really does it cannot tell.
"""

import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ACTIVITY = "org.kivy.android.PythonActivity"


class Uri:
    def __init__(self, path: Path) -> None:
        self.path = path


class Descriptor:
    def __init__(self, path: Path, how: str) -> None:
        self._number = os.open(path, os.O_RDONLY if how == "r" else os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def detachFd(self) -> int:  # noqa: N802 - Java's name
        return self._number


class Values(dict[str, str]):
    def put(self, name: str, value: str) -> None:
        self[name] = value


class Intent:
    def __init__(self, action: str) -> None:
        self.action = action
        self.extras: dict[str, Any] = {}
        self.kind, self.flags = "", 0

    def putExtra(self, name: str, value: Any) -> None:  # noqa: N802 - Java's name
        self.extras[name] = value

    def setType(self, kind: str) -> None:  # noqa: N802 - Java's name
        self.kind = kind

    def addFlags(self, flags: int) -> None:  # noqa: N802 - Java's name
        self.flags |= flags

    @staticmethod
    def createChooser(intent: "Intent", _title: Any) -> "Intent":  # noqa: N802 - Java's name
        chooser = Intent("chooser")
        chooser.extras["intent"] = intent
        return chooser


class Tablet:
    """One Android: `files` are those of its common store, `started` the intents of other apps, `shaken` the motor's
    milliseconds. `finish` is what the other app does when the person is through.
    """

    def __init__(self, folder: Path, level: int = 34, *, has_camera: bool = True, grants: bool = True) -> None:
        self.folder, self.level = folder, level
        self.has_camera, self.grants = has_camera, grants
        self.files: list[Path] = []
        self.values: list[Values] = []
        self.started: list[Intent] = []
        self.shaken: list[int] = []
        self.asked: list[str] = []
        self.listeners: list[Any] = []
        self.code = 0

    # --- the activity and what it hands out ---

    @property
    def mActivity(self) -> "Tablet":  # noqa: N802 - Java's name
        return self

    def getPackageManager(self) -> "Tablet":  # noqa: N802 - Java's name
        return self

    def hasSystemFeature(self, _name: str) -> bool:  # noqa: N802 - Java's name
        return self.has_camera

    def getContentResolver(self) -> "Tablet":  # noqa: N802 - Java's name
        return self

    def insert(self, store: str, values: Values) -> Uri:
        path = self.folder / f"{store}-{len(self.values)}-{values['_display_name']}"
        path.write_bytes(b"")
        self.values.append(values)
        self.files.append(path)
        return Uri(path)

    def openFileDescriptor(self, uri: Uri, how: str) -> Descriptor:  # noqa: N802 - Java's name
        return Descriptor(uri.path, how)

    def delete(self, uri: Uri, _where: Any, _arguments: Any) -> None:
        uri.path.unlink()
        self.files.remove(uri.path)

    def getSystemService(self, _name: str) -> "Tablet":  # noqa: N802 - Java's name
        return self

    def vibrate(self, effect: int) -> None:
        self.shaken.append(effect)

    def startActivity(self, intent: Intent) -> None:  # noqa: N802 - Java's name
        self.started.append(intent)

    def startActivityForResult(self, intent: Intent, code: int) -> None:  # noqa: N802 - Java's name
        self.started.append(intent)
        self.code = code

    # --- what the tests do ---

    def finish(self, data: bytes, *, is_taken: bool = True) -> None:
        """The person is through in the camera app, or turned back."""
        if is_taken:
            self.started[-1].extras["output"].path.write_bytes(data)
        for listener in tuple(self.listeners):
            listener(99, -1, None)
            listener(self.code, -1 if is_taken else 0, None)

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """From now on this machine is such a tablet."""
        named = {
            ACTIVITY: self,
            "android.os.Build$VERSION": _of(SDK_INT=self.level),
            "android.app.Activity": _of(RESULT_OK=-1),
            "android.content.ContentValues": Values,
            "android.content.Intent": Intent,
            "android.provider.MediaStore$Images$Media": _of(EXTERNAL_CONTENT_URI="images"),
            "android.provider.MediaStore$Downloads": _of(EXTERNAL_CONTENT_URI="downloads"),
            "android.os.VibrationEffect": _of(createOneShot=lambda milliseconds, _strength: milliseconds),
        }
        jnius, permissions, activity = ModuleType("jnius"), ModuleType("permissions"), ModuleType("activity")
        jnius.autoclass, jnius.cast = named.__getitem__, lambda _name, thing: thing
        permissions.check_permission = lambda _name: False
        permissions.request_permissions = self._ask
        activity.bind, activity.unbind = self._bind, self._unbind
        modules = {"jnius": jnius, "android.permissions": permissions, "android.activity": activity}
        for name, module in modules.items():
            patch.setitem(sys.modules, name, module)

    def _bind(self, on_activity_result: Any) -> None:
        self.listeners.append(on_activity_result)

    def _unbind(self, on_activity_result: Any) -> None:
        self.listeners.remove(on_activity_result)

    def _ask(self, names: list[str], told: Any) -> None:
        self.asked += names
        told(names, [self.grants for _ in names])


def _of(**parts: Any) -> Any:
    return type("Java", (), {name: staticmethod(part) if callable(part) else part for name, part in parts.items()})
