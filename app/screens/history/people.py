"""Whose records one wants to see: a member's, or those that somebody wrote; found by typing a part of the name."""

from __future__ import annotations

from typing import Any

from kivy.properties import ListProperty, StringProperty

from app.screens.history.filters import AUTHOR, MEMBER
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.choice.choice import Choice  # noqa: F401 - named in the kv file
from app.widgets.choice.rows import ChoiceRow
from app.widgets.kv import load_kv
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.sheet.sheet import Sheet
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file
from core.domain.seeking import is_sought


class PeopleSheet(Sheet):
    """`rows` are the people by role. Event: `on_choose(role, key, name)`, with an empty key for anybody."""

    __events__ = ("on_choose",)

    roles = ListProperty([])
    role = StringProperty(MEMBER)
    placeholder = StringProperty("")
    close_text = StringProperty("")
    anybody_text = StringProperty("")

    def __init__(self, rows: dict[str, list[ChoiceRow]], role: str, **properties: Any) -> None:
        self._rows = rows
        self._sought = ""
        super().__init__(**properties)
        self.roles = [(MEMBER, t("review.who_member")), (AUTHOR, t("review.who_author"))]
        self.placeholder, self.close_text = t("review.search_name"), t("common.close")
        self.anybody_text = t("review.who_anybody")
        self.role = role or MEMBER
        self._show()

    def choose_role(self, role: str) -> None:
        self.role = role
        self._show()

    def search(self, text: str) -> None:
        self._sought = text
        self._show()

    def choose(self, key: str) -> None:
        name = next((row.title for row in self._rows[self.role] if row.key == key), "")
        self.dismiss(animation=False)
        self.dispatch("on_choose", self.role, key, name)

    def on_choose(self, role: str, key: str, name: str) -> None:
        """Somebody was chosen, or anybody."""

    def _show(self) -> None:
        self.ids.rows.show([row for row in self._rows[self.role] if is_sought(row.title, self._sought)])


load_kv(__file__)
