"""What the place of sync says about the machine: which network it has, what goes over it by itself, its battery."""

from __future__ import annotations

from app.frugality import EVERYTHING, NOTHING, Frugality
from app.ports import Device
from app.text.texts import t
from core.domain.money import format_count


def machine_facts(device: Device, frugality: Frugality) -> tuple[tuple[str, str], ...]:
    """(label, value) pairs, as it is now; nothing about a battery where there is none."""
    link, battery = device.link(), device.battery()
    amount, network = frugality.goes_by_itself(link), t(f"sync.link_{link}")
    if amount != EVERYTHING:
        what = t("sync.only_asked" if amount == NOTHING else "sync.only_records")
        network = t("sync.by_itself", link=network, what=what)
    facts = ((t("sync.network"), network),)
    if battery is None:
        return facts
    words = "sync.battery_charging" if battery.is_charging else "sync.battery_left"
    return (*facts, (t("sync.battery"), t(words, percent=format_count(battery.percent))))
