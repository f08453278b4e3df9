"""How far the first fetching of data has come, and the button that goes on with it where it broke off."""

from __future__ import annotations

from kivy.properties import NumericProperty, StringProperty

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card
from app.widgets.kv import load_kv
from app.widgets.label.label import IconLabel  # noqa: F401 - named in the kv file
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.progress_line.progress_line import ProgressLine  # noqa: F401 - named in the kv file


class FetchCard(Card):
    """Event: `on_retry()`."""

    __events__ = ("on_retry",)

    title = StringProperty("")
    detail = StringProperty("")
    caption = StringProperty("")
    figure = StringProperty("")
    fraction = NumericProperty(0)
    problem = StringProperty("")
    retry_text = StringProperty("")

    def on_retry(self) -> None:
        """Go on fetching."""


load_kv(__file__)
