"""What this machine says of itself: whether its network costs money now, and how much battery is left.

Nothing that is recorded depends on it; it decides only what is sent without being asked for. A desktop's network is
taken to be free unless PLANTON_LINK names another (metered, roaming, none).
"""

from __future__ import annotations

import os
from pathlib import Path

from app.platform import java
from app.ports import LINKS, Battery, Device

NAMED = "PLANTON_LINK"
SUPPLIES = Path("/sys/class/power_supply")
_NOT_METERED, _NOT_ROAMING, _CHARGE_PERCENT = 11, 18, 4
"""NetworkCapabilities.NET_CAPABILITY_NOT_METERED and …_NOT_ROAMING, BatteryManager.BATTERY_PROPERTY_CAPACITY."""


class DesktopDevice:
    """A computer: its network is what PLANTON_LINK says, its battery what Linux tells in files."""

    def __init__(self, supplies: Path = SUPPLIES) -> None:
        self._supplies = supplies

    def link(self) -> str:
        named = os.environ.get(NAMED, "")
        return named if named in LINKS else LINKS[0]

    def battery(self) -> Battery | None:
        try:
            for supply in sorted(self._supplies.iterdir()):
                if (supply / "capacity").is_file():
                    percent = int((supply / "capacity").read_text(encoding="ascii"))
                    return Battery(percent, (supply / "status").read_text(encoding="ascii").strip() != "Discharging")
        except (OSError, ValueError):
            return None
        return None


class AndroidDevice:
    """A tablet, by what Android knows. Where Java does not answer, the network counts as one that costs."""

    def link(self) -> str:
        try:
            manager = java.service("connectivity")
            network = manager.getActiveNetwork()
            able = None if network is None else manager.getNetworkCapabilities(network)
            if able is None:
                return "none"
            if not able.hasCapability(_NOT_ROAMING):
                return "roaming"
            return "free" if able.hasCapability(_NOT_METERED) else "metered"
        except Exception:  # noqa: BLE001 - whatever Java says, it cannot be told
            return "metered"

    def battery(self) -> Battery | None:
        try:
            manager = java.service("batterymanager")
            return Battery(int(manager.getIntProperty(_CHARGE_PERCENT)), bool(manager.isCharging()))
        except Exception:  # noqa: BLE001 - as above
            return None


def device(platform: str) -> Device:
    """For a machine, by the name that Kivy gives its platform."""
    return AndroidDevice() if platform == "android" else DesktopDevice()
