"""What is asked of Android through Java, lazily: none of these modules exists on a desktop.

Whoever calls something here is ready for any exception: a tablet's maker may have left out or changed what it needs.
Answers of Android come on another thread and are brought to the one of the screen.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


def java_class(name: str) -> Any:
    """A class, or one within a class: `android.os.Build$VERSION`."""
    return importlib.import_module("jnius").autoclass(name)


def cast(name: str, thing: Any) -> Any:
    """A Java object as what its class is derived from."""
    return importlib.import_module("jnius").cast(name, thing)


def activity() -> Any:
    """The window of the app."""
    return java_class("org.kivy.android.PythonActivity").mActivity


def service(name: str) -> Any:
    """One of the system's services, by its name in `Context`."""
    return activity().getSystemService(name)


def api_level() -> int:
    """29 is Android 10."""
    return int(java_class("android.os.Build$VERSION").SDK_INT)


def on_screen_thread(work: Callable[[], None]) -> None:
    from kivy.clock import Clock

    Clock.schedule_once(lambda _elapsed: work(), 0)


def ask_permission(name: str, granted: Callable[[], None], denied: Callable[[], None]) -> None:
    """Ask the person where they have not been asked; one of the two is called on the thread of the screen."""
    permissions = importlib.import_module("android.permissions")
    if permissions.check_permission(name):
        granted()
        return

    def told(_names: Any, answers: Any) -> None:
        on_screen_thread(granted if answers and all(answers) else denied)

    permissions.request_permissions([name], told)


def start_for_result(intent: Any, code: int, answer: Callable[[bool], None]) -> None:
    """Go to another app; `answer` is whether the person finished there and did not turn back."""
    results = importlib.import_module("android.activity")
    done = java_class("android.app.Activity").RESULT_OK

    def told(request: int, result: int, _intent: Any) -> None:
        if request == code:
            results.unbind(on_activity_result=told)
            on_screen_thread(lambda: answer(result == done))

    results.bind(on_activity_result=told)
    activity().startActivityForResult(intent, code)
