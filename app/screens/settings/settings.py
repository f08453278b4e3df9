"""The settings of one tablet and the person who works with it."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.properties import DictProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.desk import Desk
from app.screens.settings.cards import ChoiceCard, DataCard, LockCard, ReportCard  # noqa: F401 - named in the kv file
from app.screens.settings.presenter import SettingsPresenter, SettingsState
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import IconLabel  # noqa: F401 - named in the kv file
from app.widgets.lines import show_lines
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.page.page import Columns, ScrollPage  # noqa: F401 - Columns is named in the kv file
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.top_bar.top_bar import PageHeader  # noqa: F401 - named in the kv file

WORDS = (
    "title", "language", "text_size", "text_sample", "photo_size", "data", "metered", "roaming", "data_note", "person",
    "about", "sound", "sound_note", "lock", "lock_note", "lock_now", "storage", "report", "report_note", "share",
)  # fmt: skip


class SettingsFact(BoxLayout):
    """What it is, and at the right what holds."""

    label = StringProperty("")
    value = StringProperty("")


class SettingsView(ScrollPage):
    """Events: `on_language(key)`, `on_text_size(key)`, `on_photo_size(key)`, `on_metered(key)`, `on_roaming(key)`,
    `on_sound(key)`, `on_lock_after(key)`, `on_lock_now()`, `on_share()`, `on_sign_out()`, `on_leave_page()`.
    """

    __events__ = (
        "on_language", "on_text_size", "on_photo_size", "on_metered", "on_roaming", "on_sound", "on_lock_after",
        "on_lock_now", "on_share", "on_sign_out", "on_leave_page",
    )  # fmt: skip

    state = ObjectProperty(SettingsState(), rebind=True)
    words = DictProperty(dict.fromkeys((*WORDS, "sign_out"), ""))

    def __init__(self, words: dict[str, str]) -> None:
        self.presenter: SettingsPresenter | None = None
        super().__init__(words=words)

    def enter(self) -> None:
        if self.presenter is not None:
            self.presenter.enter()

    def render(self, state: SettingsState) -> None:
        self.state = state
        for name, facts in (("rows", state.facts), ("storage", state.storage)):
            show_lines(self.ids[name], SettingsFact, [{"label": label, "value": value} for label, value in facts])

    def on_language(self, key: str) -> None:
        """A language was chosen."""

    def on_text_size(self, key: str) -> None:
        """A size was chosen."""

    def on_photo_size(self, key: str) -> None:
        """A size of photos was chosen."""

    def on_metered(self, key: str) -> None:
        """What goes by itself over mobile data was chosen."""

    def on_roaming(self, key: str) -> None:
        """The same, for abroad."""

    def on_sound(self, key: str) -> None:
        """With or without sound."""

    def on_lock_after(self, key: str) -> None:
        """So many minutes without a touch."""

    def on_lock_now(self) -> None:
        """Lock at once."""

    def on_share(self) -> None:
        """The report is to be handed on."""

    def on_sign_out(self) -> None:
        """The person leaves."""

    def on_leave_page(self) -> None:
        """The arrow was touched."""


def build(desk: Desk) -> SettingsView:
    view = SettingsView({name: t(f"settings.{name}") for name in WORDS} | {"sign_out": t("shell.sign_out")})
    presenter = SettingsPresenter(desk, view.render)
    view.presenter = presenter
    # Both choices build every screen anew, this one included: its own touch has to be over by then.
    view.bind(
        on_language=lambda _view, key: Clock.schedule_once(lambda _elapsed: presenter.choose_language(key), 0),
        on_text_size=lambda _view, key: Clock.schedule_once(lambda _elapsed: presenter.choose_text_size(key), 0),
        on_photo_size=lambda _view, key: presenter.choose_photo_size(key),
        on_metered=lambda _view, key: presenter.choose_metered(key),
        on_roaming=lambda _view, key: presenter.choose_roaming(key),
        on_sound=lambda _view, key: presenter.choose_sound(key),
        on_lock_after=lambda _view, key: presenter.choose_lock(key),
        on_lock_now=lambda _view: presenter.lock(),
        on_share=lambda _view: presenter.share(),
        on_sign_out=lambda _view: presenter.sign_out(),
        on_leave_page=lambda _view: presenter.back(),
    )
    return view


load_kv(__file__)
