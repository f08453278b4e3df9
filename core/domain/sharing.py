"""How an amount that a group earned is divided among its members, to the céntimo.

Largest remainder: everyone gets the whole céntimos of the exact part, and the céntimos left over go one each to the
largest remainders. Ties are broken by who stands first in the log, so that every machine gives the same céntimo to
the same person.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.domain.records import split_record_id


def share_by_weight(total_centimos: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Divide `total_centimos` (≥ 0) by positive integer weights per member id; the parts add up to the total exactly.

    Members without weight get nothing and are left out. With no weight at all nobody is given anything: {}. Raises
    ValueError for a negative total or weight.
    """
    if total_centimos < 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("neither an amount to share nor a weight is ever negative")
    whole = sum(weights.values())
    if whole == 0:
        return {}
    parts = {}
    remainders = []
    for member, weight in weights.items():
        if weight:
            parts[member], remainder = divmod(total_centimos * weight, whole)
            remainders.append((-remainder, split_record_id(member), member))
    left_over = total_centimos - sum(parts.values())
    remainders.sort()
    for _, _, member in remainders[:left_over]:
        parts[member] += 1
    return parts
