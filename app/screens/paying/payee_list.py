"""The list of payees: a name and how it stands, by icon, colour and word; never an amount."""

from __future__ import annotations

from kivy.properties import OptionProperty, StringProperty

from app.theme.tones import TONE_NAMES
from app.widgets.kv import load_kv
from app.widgets.person_row.person_row import Avatar  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import ListRow, RowList


class PayeeLine(ListRow):
    """Initials, name over committee, state."""

    name = StringProperty("")
    initials = StringProperty("")
    note = StringProperty("")
    icon = StringProperty("")
    tone = OptionProperty("neutral", options=list(TONE_NAMES))
    state_word = StringProperty("")


class PayeeList(RowList):
    """`show([PayeeRow, …])`. Event: `on_open(key)`."""


load_kv(__file__)
