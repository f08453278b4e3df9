"""The cards of the settings: a choice of a few words, when the screen locks, what goes by itself, the report."""

from __future__ import annotations

from kivy.properties import DictProperty, ListProperty, ObjectProperty, StringProperty

from app.screens.settings.presenter import SettingsState
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card
from app.widgets.kv import load_kv
from app.widgets.label.label import IconLabel  # noqa: F401 - named in the kv file
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file

WORDS = (
    "lock", "lock_note", "lock_now", "report", "report_note", "share", "data", "metered", "roaming", "data_note",
)  # fmt: skip


class ChoiceCard(Card):
    """One choice out of a few words. Event: `on_choose(key)`."""

    __events__ = ("on_choose",)

    icon = StringProperty("")
    title = StringProperty("")
    note = StringProperty("")
    options = ListProperty([])
    chosen = StringProperty("")

    def on_choose(self, key: str) -> None:
        """Another one was chosen."""


class DataCard(Card):
    """Events: `on_metered(key)`, `on_roaming(key)`."""

    __events__ = ("on_metered", "on_roaming")

    state = ObjectProperty(SettingsState(), rebind=True)
    words = DictProperty(dict.fromkeys(WORDS, ""))

    def on_metered(self, key: str) -> None:
        """What goes by itself over mobile data was chosen."""

    def on_roaming(self, key: str) -> None:
        """The same, for abroad."""


class LockCard(Card):
    """Events: `on_after(minutes)`, `on_now()`."""

    __events__ = ("on_after", "on_now")

    state = ObjectProperty(SettingsState(), rebind=True)
    words = DictProperty(dict.fromkeys(WORDS, ""))

    def on_after(self, key: str) -> None:
        """So many minutes without a touch."""

    def on_now(self) -> None:
        """At once."""


class ReportCard(Card):
    """Event: `on_share()`."""

    __events__ = ("on_share",)

    state = ObjectProperty(SettingsState(), rebind=True)
    words = DictProperty(dict.fromkeys(WORDS, ""))

    def on_share(self) -> None:
        """The report is to be handed on."""


load_kv(__file__)
