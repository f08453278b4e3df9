"""The rows of the earnings: a name, and the three amounts beside it when they may be seen."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty

from app.widgets.kv import load_kv
from app.widgets.person_row.person_row import Avatar  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import ListRow, RowList


class PersonMoneyLine(ListRow):
    """A name, and its three amounts when they may be seen."""

    is_narrow = BooleanProperty(defaultvalue=False)
    name = StringProperty("")
    initials = StringProperty("")
    confirmed = StringProperty("")
    pending = StringProperty("")
    observed = StringProperty("")
    confirmed_is_nothing = BooleanProperty(defaultvalue=True)
    pending_is_nothing = BooleanProperty(defaultvalue=True)
    observed_is_nothing = BooleanProperty(defaultvalue=True)


class PersonMoneyList(RowList):
    """`show([PersonMoneyRow, …])`. Event: `on_open(member)`."""


load_kv(__file__)
