"""The screen of a payday: how far each sheet is, who stands by as a witness, and whose turn it is."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, ListProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.paying.listing import PayingView
from app.screens.paying.page import PayPage
from app.screens.paying.payee_list import PayeeList  # noqa: F401 - named in the kv file
from app.screens.paying.presenter import PayingPresenter
from app.screens.paying.sheet_panel import SheetPanel  # noqa: F401 - named in the kv file
from app.screens.paying.undo_strip import UndoStrip  # noqa: F401 - named in the kv file
from app.text.texts import t
from app.theme.tones import TONE_NAMES
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.chip.chip import ChipButton  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file

PARTS = ("head", "sheets", "panel", "notice", "undo", "filters", "list")


class PayingScreen(BoxLayout):
    """`render(PayingView)`; every touch goes to the presenter."""

    title = StringProperty("")
    payer = StringProperty("")
    witness = StringProperty("")
    has_witness = BooleanProperty(defaultvalue=False)
    placeholder = StringProperty("")
    committee = StringProperty("")
    notice = StringProperty("")
    notice_tone = OptionProperty("pending", options=list(TONE_NAMES))
    undo_text = StringProperty("")
    sheets = ListProperty([])

    def __init__(self, desk: Desk, **properties: Any) -> None:
        self.presenter = PayingPresenter(desk, self.render)
        super().__init__(**properties)
        self.title, self.placeholder = t("pay.title"), t("common.search")
        self.ids.panel.caption, self.ids.panel.more_text = t("pay.progress_caption"), t("pay.more")
        self.ids.undo.button_text = t("common.undo")
        self._rows, self._whole = self.ids.rows.__self__, self.ids.whole.__self__
        self._parts = {name: self.ids[name].__self__ for name in PARTS}
        self._nobody = EmptyState()
        self._nobody.bind(on_action=lambda _: self.presenter.show_everybody())
        self._page = PayPage(self.presenter, {}, padding=0)

    def enter(self, **_: Any) -> None:
        self.ids.search.text = ""
        self.presenter.enter()

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, view: PayingView) -> None:
        if view.aside is not None:
            self._page.render(view.aside)
            self._stand(self, self._page)
            return
        for name in ("payer", "witness", "has_witness", "committee", "notice", "notice_tone", "undo_text"):
            setattr(self, name, getattr(view, name))
        self._stand(self, self._whole)
        if view.card is not None:
            self.ids.panel.show(view.card)
        self._show_options(self.ids.sheets, view.sheets if len(view.sheets) > 1 else (), view.sheet)
        self._show_options(self.ids.states, view.options, view.shown)
        self._nobody.icon, self._nobody.title = view.empty_icon, view.empty_title
        self._nobody.detail, self._nobody.action_text = view.empty_detail, view.empty_action
        self._stand(self._parts["list"], self._rows if view.rows else self._nobody)
        self._rows.show(view.rows)
        self._arrange(view)

    def _arrange(self, view: PayingView) -> None:
        """What is not there takes no room, and no gap either."""
        is_there = {"sheets": len(view.sheets) > 1, "notice": bool(view.notice), "undo": bool(view.undo_text)}
        wanted = [part for name, part in self._parts.items() if is_there.get(name, True)]
        if self._whole.children != wanted[::-1]:
            self._whole.clear_widgets()
            for part in wanted:
                self._whole.add_widget(part)

    @staticmethod
    def _show_options(words: Any, options: tuple[tuple[str, str], ...], chosen: str) -> None:
        if words.options != list(options):
            words.chosen = chosen
            words.options = list(options)
        words.chosen = chosen

    @staticmethod
    def _stand(parent: Any, child: Any) -> None:
        if child.parent is not parent:
            parent.clear_widgets()
            parent.add_widget(child)


def build(desk: Desk) -> Widget:
    """The screen; call `enter()` when it is shown."""
    return PayingScreen(desk)


load_kv(__file__)
