"""The sheet that asks why a record is voided or reinstated."""

from __future__ import annotations

from kivy.metrics import dp, sp
from kivy.properties import StringProperty

from app.widgets.kv import load_kv
from app.widgets.reasons.reasons import Reasons
from app.widgets.sheet.sheet import ConfirmSheet

SHEET_REST = 300
"""What the sheet needs, in sp, besides the reasons."""


class ReasonForm(Reasons):
    """As high as the sheet has room for it."""

    def room(self, content: float, window: float) -> float:
        """As high as the content, or as the window allows."""
        return float(min(content, max(dp(160), window - sp(SHEET_REST))))


class ReasonSheet(ConfirmSheet):
    """Asks why. Without a reason it says `missing` and stays."""

    missing = StringProperty("")

    def answer(self, event: str) -> None:
        if event == "on_confirm" and not self.extra.chosen:
            self.detail = self.missing
        else:
            super().answer(event)


load_kv(__file__)
