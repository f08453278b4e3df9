"""One person's money and the reasons for it, large enough to be read from the other side of a table."""

from __future__ import annotations

from typing import Any

from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget
from kivy.utils import platform

from app.desk import Desk
from app.listening import WhereWished
from app.platform.speaker import speaker
from app.ports import Speaker
from app.preferences import has_sound
from app.screens.statement.presenter import StatementPresenter, StatementView
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.dated_list.dated_list import DatedList  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.money_blocks.money_blocks import MoneyBlocks  # noqa: F401 - named in the kv file
from app.widgets.top_bar.top_bar import PageHeader  # noqa: F401 - named in the kv file


class StatementScreen(BoxLayout):
    """`render(StatementView)`; every touch goes to the presenter."""

    name = StringProperty("")
    subtitle = StringProperty("")

    def __init__(self, desk: Desk, voice: Speaker, **properties: Any) -> None:
        self.presenter = StatementPresenter(desk, self.render, voice)
        super().__init__(**properties)
        self._listen = self.ids.listen.__self__
        self._rows = self.ids.rows.__self__
        self._empty = EmptyState(icon="sprout")

    def enter(self, **arguments: Any) -> None:
        self._rows.scroll_y = 1
        self.presenter.enter(arguments["member"])

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, view: StatementView) -> None:
        self.name, self.subtitle = view.name, view.subtitle
        self.ids.money.render(view.money)
        self._rows.show(view.rows)
        self._empty.title, self._empty.detail = view.empty_title, view.empty_detail
        self._offer(view.listen)
        wanted = self._empty if view.empty_title else self._rows
        if wanted.parent is None:
            self.ids.holder.clear_widgets()
            self.ids.holder.add_widget(wanted)

    def _offer(self, look: tuple[str, str, str] | None) -> None:
        """The button to listen, where there is a voice; it stays the same widget while it says something else."""
        if look is not None:
            self._listen.icon, self._listen.text, self._listen.kind = look
            if self._listen.parent is None:
                self.ids.header.add_widget(self._listen)
        elif self._listen.parent is not None:
            self.ids.header.remove_widget(self._listen)


def build(desk: Desk, voice: Speaker | None = None) -> Widget:
    """The screen; call `enter(member=…)` when it is shown. The voice is the machine's own unless a test brings one."""
    return StatementScreen(desk, WhereWished(voice or speaker(platform), lambda: has_sound(desk)))


load_kv(__file__)
