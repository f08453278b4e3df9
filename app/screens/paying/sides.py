"""What goes beside a payment's record and never into it: the ink of a signature, and the photo of a paper."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from core.usecases.own_log import SALT_BYTES, side_row
from core.usecases.ports import SideRow


def ink_row(strokes: Sequence[Sequence[int]]) -> SideRow:
    """Strokes as app.widgets.strokes gives them."""
    return side_row({"strokes": [list(stroke) for stroke in strokes]})


def photo_row(data: bytes) -> SideRow:
    """A picture as it is, in no form but its own."""
    salt = secrets.token_bytes(SALT_BYTES)
    return SideRow(hashlib.sha256(salt + data).hexdigest(), salt, data)
