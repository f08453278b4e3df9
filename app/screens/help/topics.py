"""What the help shows for each screen: three steps, each the icons of its picture and the key of its sentence.

A screen that has none of its own is helped by the general ones. No Kivy here.
"""

from __future__ import annotations

GENERAL = "general"
STEPS = (1, 2, 3)
Icons = tuple[str, ...]

TOPICS: dict[str, tuple[Icons, Icons, Icons]] = {
    "general": (("gesture-tap",), ("check-bold", "undo"), ("help-circle-outline", "phone")),
    "today": (
        ("account-multiple-check", "sprout", "pine-tree"),
        ("cloud-check", "clock-outline", "alert-circle"),
        ("cloud-upload-outline", "cloud-check"),
    ),
    "nursery": (("seed", "sprout", "truck-delivery-outline"), ("gesture-tap", "sprout"), ("calendar",)),
    "nursery_form": (("sprout", "numeric"), ("counter", "circle-outline"), ("check-bold", "hand-coin")),
    "planting": (("map-marker", "pine-tree"), ("numeric", "account-group"), ("crosshairs-gps", "check-bold")),
    "workday": (("account", "check-circle"), ("circle-half-full", "swap-horizontal"), ("volume-high", "draw")),
    "monitoring": (("map-marker", "binoculars"), ("pine-tree-fire", "camera"), ("message-alert-outline", "phone")),
    "survival": (("shuffle-variant", "walk"), ("check-circle", "close"), ("chart-donut", "shovel")),
    "monitoring_form": (("gesture-tap", "calculator"), ("camera",), ("check-bold", "undo")),
    "history": (("history", "magnify"), ("filter-variant",), ("pencil", "undo")),
    "record": (("file-document-outline", "hand-coin"), ("pencil", "check-bold"), ("alert-circle", "phone")),
    "earnings": (
        ("account-group", "hand-coin"),
        ("cloud-check", "clock-outline", "alert-circle"),
        ("account", "file-document-outline"),
    ),
    "statement": (("calendar", "hand-coin"), ("gesture-tap", "file-document-outline"), ("eye-off",)),
    "paying": (("account-tie", "account"), ("account", "cash-multiple"), ("check-circle",)),
    "payee": (("cash-multiple", "check-bold"), ("draw", "fingerprint"), ("undo",)),
    "box": (("lock", "key-variant"), ("counter", "cash-multiple"), ("receipt-text-outline", "camera")),
    "release": (("cellphone", "swap-horizontal"), ("qrcode-scan", "cellphone"), ("check-circle",)),
    "accept": (("qrcode-scan",), ("content-paste", "check-bold"), ("hand-coin",)),
    "sync": (("wifi", "sync"), ("cloud-check",), ("usb-flash-drive-outline", "office-building-outline")),
    "settings": (("translate", "format-size"), ("lock", "clock-outline"), ("share-variant", "phone")),
    "more": (("chart-bar", "history"), ("cloud-upload-outline", "cog"), ("account-school", "lock")),
}
