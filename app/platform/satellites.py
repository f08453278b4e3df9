"""The receiver of an Android tablet, asked through pyjnius; nothing of it is imported on other machines.

Fixes come on Java's thread and are handed to the UI thread. Whatever Java says against it, the app goes on without.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any

from app.platform.java import on_screen_thread
from app.ports import Fix
from core.domain.plots import Point
from core.domain.problems import Problem

MILLISECONDS_A_FIX = 1_000
UNKNOWN_ACCURACY_M = 50.0
FINE, COARSE = "android.permission.ACCESS_FINE_LOCATION", "android.permission.ACCESS_COARSE_LOCATION"
PROVIDERS = ("gps", "fused", "network")
"""In the order of trust: satellites first; the others where a tablet has no satellites' receiver."""


class AndroidReceiver:
    """app.ports.Receiver."""

    can_locate = True

    def __init__(self) -> None:
        self._listener: Any = None
        self._visit = 0

    def start(self, heard: Callable[[Fix], None], refused: Callable[[Problem], None]) -> None:
        self.stop()
        visit = self._visit

        def tell(location: Any) -> None:
            fix = fix_of(location)
            on_screen_thread(lambda: heard(fix) if visit == self._visit else None)

        def refuse(problem: Problem) -> None:
            on_screen_thread(lambda: refused(problem) if visit == self._visit else None)

        def answered(_permissions: Any, granted: Sequence[bool]) -> None:
            # Android answers on a thread of its own, and a listener has to be made where it is listened to.
            on_screen_thread(lambda: self._listen(visit, tell, refuse) if any(granted) else refuse(_forbidden()))

        try:
            permissions = importlib.import_module("android.permissions")
            if permissions.check_permission(FINE) or permissions.check_permission(COARSE):
                self._listen(visit, tell, refuse)
            else:
                permissions.request_permissions([FINE, COARSE], answered)
        except Exception:  # noqa: BLE001 - whatever Java says, there is then no position to be had
            refused(Problem("position_missing"))

    def stop(self) -> None:
        self._visit += 1
        listener, self._listener = self._listener, None
        if listener is not None:
            try:
                _manager().removeUpdates(listener)
            except Exception:  # noqa: BLE001 - as above; what it still tells is not listened to
                return

    def follow(self, ring: Sequence[Point], *, walking: bool) -> None:
        """The tablet is where it is."""

    def _listen(self, visit: int, tell: Callable[[Any], None], refuse: Callable[[Problem], None]) -> None:
        if visit != self._visit:
            return
        try:
            manager = _manager()
            provider = next((name for name in PROVIDERS if manager.isProviderEnabled(name)), "")
            if not provider:
                refuse(Problem("position_off"))
                return
            self._listener = _listener(tell)
            looper = importlib.import_module("jnius").autoclass("android.os.Looper").getMainLooper()
            manager.requestLocationUpdates(provider, MILLISECONDS_A_FIX, 0.0, self._listener, looper)
        except Exception:  # noqa: BLE001 - as above
            self._listener = None
            refuse(Problem("position_missing"))


def fix_of(location: Any) -> Fix:
    """What an android.location.Location says; one that does not tell how far it may be off is not trusted much."""
    accuracy = float(location.getAccuracy()) if location.hasAccuracy() else UNKNOWN_ACCURACY_M
    clock = importlib.import_module("jnius").autoclass("android.os.SystemClock")
    age_ms = (int(clock.elapsedRealtimeNanos()) - int(location.getElapsedRealtimeNanos())) // 1_000_000
    lat, lon = float(location.getLatitude()), float(location.getLongitude())
    return Fix(round(lat * 1_000_000), round(lon * 1_000_000), max(1.0, accuracy), max(0, age_ms))


def _forbidden() -> Problem:
    return Problem("position_forbidden")


def _manager() -> Any:
    activity = importlib.import_module("jnius").autoclass("org.kivy.android.PythonActivity").mActivity
    return activity.getSystemService("location")


def _listener(tell: Callable[[Any], None]) -> Any:
    """An android.location.LocationListener; also the methods that later Androids added and call without asking."""
    java = importlib.import_module("jnius")

    class Listener(java.PythonJavaClass):  # type: ignore[name-defined]
        __javainterfaces__ = ("android/location/LocationListener",)
        __javacontext__ = "app"

        @java.java_method("(Landroid/location/Location;)V")
        def onLocationChanged(self, location: Any) -> None:  # noqa: N802 - Java's name
            tell(location)

        @java.java_method("(Ljava/util/List;)V", name="onLocationChanged")
        def onLocationsChanged(self, locations: Any) -> None:  # noqa: N802
            for place in range(locations.size()):
                tell(locations.get(place))

        @java.java_method("(I)V")
        def onFlushComplete(self, _code: int) -> None:  # noqa: N802
            """Nothing was asked to be flushed."""

        @java.java_method("(Ljava/lang/String;ILandroid/os/Bundle;)V")
        def onStatusChanged(self, _provider: str, _status: int, _extras: Any) -> None:  # noqa: N802
            """Only older Androids tell, and it says nothing that the fixes do not."""

        @java.java_method("(Ljava/lang/String;)V")
        def onProviderEnabled(self, _provider: str) -> None:  # noqa: N802
            """Fixes will come by themselves."""

        @java.java_method("(Ljava/lang/String;)V")
        def onProviderDisabled(self, _provider: str) -> None:  # noqa: N802
            """No fix comes any more; what waits for one is told that it is late."""

    return Listener()
