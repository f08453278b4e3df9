"""The pictures of the tour: the very widgets that will be seen at work, with the figures of a usual day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.metrics import dp, sp
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.screens.tour.picture_parts import Column, FloatingNote, Row
from app.text.money_parts import MoneyParts
from app.text.texts import t
from app.theme import tokens
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card
from app.widgets.chip.chip import Chip
from app.widgets.label.label import Figure, Icon, IconLabel, Muted
from app.widgets.money_parts.money_parts import MoneyThreeParts
from app.widgets.notice.notice import Notice
from app.widgets.pieces.pieces import PieceGroups
from core.domain.money import break_down, format_count, format_soles

TREES, WAITING = 640, 14
CONFIRMED, PENDING, OBSERVED = 31_000, 31_000, 1_000
HANDED_OVER = 7_750
MIDDLE = {"center_x": 0.5, "center_y": 0.5}


def picture(page: str) -> Widget:
    """The picture of a page of the tour."""
    return PICTURES[page]()


def _record() -> Widget:
    card = Card(spacing=dp(8))
    card.add_widget(IconLabel(icon="pine-tree", text=t("today.planting")))
    card.add_widget(Figure(text=format_count(TREES)))
    card.add_widget(Muted(text=t("today.planting_note")))
    card.add_widget(AppButton(text=t("today.planting_action")))
    column = Column(width_dp=420)
    column.add_widget(card)
    return column


def _money() -> Widget:
    money = MoneyThreeParts(caption=t("today.money"))
    money.render(
        MoneyParts(
            format_soles(CONFIRMED),
            t("states.money_confirmed"),
            format_soles(PENDING),
            t("states.money_pending"),
            format_soles(OBSERVED),
            t("states.money_observed"),
        )
    )
    card = Card()
    card.add_widget(money)
    column = Column(width_dp=860)
    column.add_widget(card)
    return column


def _send() -> Widget:
    row = Row()
    before = Chip(tone="pending", icon="cloud-upload-outline", text=t("states.to_send", count=format_count(WAITING)))
    after = Chip(tone="confirmed", icon="cloud-check", text=t("states.nothing_to_send"))
    for part in (_large(before), _middle("wifi"), _large(after)):
        row.add_widget(part)
    return row


def _pay() -> Widget:
    return PieceGroups(pieces=break_down(HANDED_OVER), largest_note="112dp", size_hint=(0.86, 0.86))


def _undo() -> Widget:
    column = Column(width_dp=640)
    column.add_widget(FloatingNote(text=t("tour.undo_example"), action_text=t("common.undo")))
    return column


def _trouble() -> Widget:
    column = Column(width_dp=760)
    column.add_widget(Notice(tone="observed", text=t("tour.trouble_example"), action_text=t("tour.trouble_action")))
    row = BoxLayout(size_hint_y=None, height=sp(64), spacing=dp(32))
    row.add_widget(IconLabel(icon="help-circle-outline", text=t("help.title")))
    row.add_widget(IconLabel(icon="phone", text=t("common.call_the_office")))
    column.add_widget(row)
    return column


def _large(chip: Chip) -> Chip:
    chip.font_size = sp(26)
    chip.pos_hint = MIDDLE
    return chip


def _middle(name: str) -> Icon:
    return Icon(icon=name, font_size=tokens.ICON_HERO, color=tokens.FOREST, pos_hint=MIDDLE)


PICTURES: dict[str, Callable[[], Any]] = {
    "record": _record, "money": _money, "send": _send, "pay": _pay, "undo": _undo, "trouble": _trouble,
}  # fmt: skip
