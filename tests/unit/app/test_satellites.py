"""The receiver of an Android tablet, with a Java made up for the test."""
# ruff: noqa: N802 - Java's names

import sys
from types import ModuleType, SimpleNamespace

import pytest

from app.platform import satellites
from app.platform.satellites import COARSE, FINE, AndroidReceiver
from core.domain.plots import Point


class Location:
    def __init__(self, accuracy=4.5, age_s=1):
        self.accuracy, self.age_s = accuracy, age_s

    def hasAccuracy(self):
        return self.accuracy is not None

    def getAccuracy(self):
        return self.accuracy

    def getLatitude(self):
        return -5.1200001

    def getLongitude(self):
        return -79.6670009

    def getElapsedRealtimeNanos(self):
        return (100 - self.age_s) * 1_000_000_000


class Manager:
    def __init__(self, *providers):
        self.providers, self.listeners, self.asked = providers, [], []

    def isProviderEnabled(self, name):
        return name in self.providers

    def requestLocationUpdates(self, provider, _ms, _metres, listener, _looper):
        self.asked.append(provider)
        self.listeners.append(listener)

    def removeUpdates(self, listener):
        self.listeners.remove(listener)


class Permissions:
    def __init__(self, given):
        self.given, self.answer = set(given), None

    def check_permission(self, name):
        return name in self.given

    def request_permissions(self, names, answer):
        self.answer = lambda *granted: answer(names, granted)


@pytest.fixture
def android(monkeypatch):
    """Java, permissions and the UI thread, which here does everything at once."""
    made = SimpleNamespace(manager=Manager("network", "gps"), permissions=Permissions({FINE}))
    classes = {
        "android.os.Looper": SimpleNamespace(getMainLooper=lambda: "main"),
        "android.os.SystemClock": SimpleNamespace(elapsedRealtimeNanos=lambda: 100_000_000_000),
        "org.kivy.android.PythonActivity": SimpleNamespace(
            mActivity=SimpleNamespace(getSystemService=lambda _name: made.manager)
        ),
    }
    java = ModuleType("jnius")
    java.autoclass = classes.__getitem__
    java.PythonJavaClass = object
    java.java_method = lambda _signature, **_named: lambda method: method
    monkeypatch.setitem(sys.modules, "jnius", java)
    monkeypatch.setitem(sys.modules, "android", ModuleType("android"))
    monkeypatch.setitem(sys.modules, "android.permissions", made.permissions)
    monkeypatch.setattr(satellites, "on_screen_thread", lambda call: call())
    return made


def started(receiver):
    heard, refused = [], []
    receiver.start(heard.append, lambda problem: refused.append(problem.code))
    return heard, refused


def test_a_fix_is_what_android_says(android):
    heard, refused = started(AndroidReceiver())
    android.manager.listeners[0].onLocationChanged(Location())
    fix = heard[0]
    assert (fix.lat_udeg, fix.lon_udeg, fix.accuracy_m, fix.age_ms) == (-5_120_000, -79_667_001, 4.5, 1000)
    assert (refused, android.manager.asked) == ([], ["gps"])


def test_several_fixes_at_once_and_one_of_unknown_accuracy(android):
    heard, _ = started(AndroidReceiver())
    both = [Location(), Location(accuracy=None)]
    android.manager.listeners[0].onLocationsChanged(SimpleNamespace(size=lambda: 2, get=both.__getitem__))
    assert [fix.accuracy_m for fix in heard] == [4.5, 50]


def test_without_satellites_the_network_has_to_do(android):
    android.manager.providers = ("network",)
    started(AndroidReceiver())
    assert android.manager.asked == ["network"]


def test_a_location_that_is_switched_off_is_told(android):
    android.manager.providers = ()
    assert started(AndroidReceiver()) == ([], ["position_off"])


def test_permission_is_asked_for_when_it_is_needed(android):
    android.permissions.given = set()
    heard, refused = started(AndroidReceiver())
    assert android.manager.listeners == []
    android.permissions.answer(False, True)
    android.manager.listeners[0].onLocationChanged(Location())
    assert (len(heard), refused) == (1, [])


def test_who_does_not_allow_it_is_told_what_to_do(android):
    android.permissions.given = set()
    heard, refused = started(AndroidReceiver())
    android.permissions.answer(False, False)
    assert (heard, refused) == ([], ["position_forbidden"])


def test_a_coarse_permission_is_enough(android):
    android.permissions.given = {COARSE}
    started(AndroidReceiver())
    assert android.manager.asked == ["gps"]


def test_what_comes_after_the_stop_is_not_told(android):
    receiver = AndroidReceiver()
    heard, _ = started(receiver)
    listener = android.manager.listeners[0]
    receiver.stop()
    listener.onLocationChanged(Location())
    assert (heard, android.manager.listeners) == ([], [])
    android.permissions.given = set()
    started(receiver)
    receiver.stop()
    android.permissions.answer(True, True)
    assert android.manager.listeners == []


def test_whatever_java_says_the_app_goes_on(android, monkeypatch):
    monkeypatch.setattr(satellites, "_manager", lambda: 1 / 0)
    receiver = AndroidReceiver()
    assert started(receiver) == ([], ["position_missing"])
    monkeypatch.delitem(sys.modules, "android.permissions")
    monkeypatch.setitem(sys.modules, "android.permissions", None)
    assert started(receiver) == ([], ["position_missing"])
    receiver.follow([Point(0, 0)], walking=True)
    receiver.stop()
