"""The card of the road without signal: what is on the memory, and the two buttons that write and read it."""

from __future__ import annotations

from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.sync.carry_presenter import CarryState
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card
from app.widgets.chip.chip import Chip  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import Body, IconLabel, Muted  # noqa: F401 - two are named in the kv file
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.page.page import Columns  # noqa: F401 - named in the kv file
from app.widgets.segmented.segmented import Segmented


class CarriedLine(BoxLayout):
    """A tablet's name, and how its files stand."""

    label = StringProperty("")
    state = StringProperty("")
    tone = StringProperty("info")


class CarryCard(Card):
    """Events: `on_save()`, `on_read()`, `on_look()`, `on_choose(path)`."""

    __events__ = ("on_save", "on_read", "on_look", "on_choose")

    state = ObjectProperty(CarryState(), rebind=True)
    title = StringProperty("")
    detail = StringProperty("")
    none_text = StringProperty("")
    look_text = StringProperty("")
    save_text = StringProperty("")
    read_text = StringProperty("")

    def __init__(self) -> None:
        super().__init__(
            title=t("carry.title"), detail=t("carry.detail"), none_text=t("carry.none"), look_text=t("carry.look"),
            save_text=t("carry.save"), read_text=t("carry.read"),
        )  # fmt: skip

    def render(self, state: CarryState) -> None:
        self.state = state
        choice = self.ids.choice
        choice.clear_widgets()
        if state.memories:
            segmented = Segmented(options=list(state.memories), chosen=state.chosen)
            segmented.bind(on_choose=lambda _segmented, path: self.dispatch("on_choose", path))
            choice.add_widget(segmented)
        rows = self.ids.rows
        rows.clear_widgets()
        for row in state.rows:
            rows.add_widget(CarriedLine(label=row.label, state=row.state, tone=row.tone))
        if state.has_memory and not state.rows:
            rows.add_widget(Muted(text=t("carry.nothing_on_it")))

    def on_save(self) -> None:
        """Write what is to be sent."""

    def on_read(self) -> None:
        """Read the replies."""

    def on_look(self) -> None:
        """Look for a memory once more."""

    def on_choose(self, path: str) -> None:
        """Another memory was chosen."""


load_kv(__file__)
