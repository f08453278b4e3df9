"""What a record or a finding comes to, as lists tell it."""

from __future__ import annotations

from core.domain.kinds import KINDS
from core.storage.reads.findings import OpenFinding
from core.usecases.views.field import RecordLine


def count_and_centimos(line: RecordLine | OpenFinding) -> tuple[int, int]:
    """(count, céntimos) of a record in a list: of a kind whose figure is money, that is no count."""
    kind = KINDS.get(line.kind)
    if kind is not None and kind.figure.endswith("centimos"):
        return 0, line.centimos or line.count
    return line.count, line.centimos
