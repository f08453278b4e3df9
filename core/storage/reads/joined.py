"""Entries of one person: which stand for an entry that was set aside, since whoever it was joined to may have been
joined to another one later.
"""

from __future__ import annotations

from collections.abc import Iterable


def standing_for(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """For each entry that was set aside the entries that stand for it, the last of them in the end. `pairs` are
    (the entry that stands, the one that was set aside).
    """
    same = {aside: stands for stands, aside in pairs}
    found = {}
    for entry, stands in same.items():
        chain = [stands]
        while chain[-1] in same and same[chain[-1]] not in (entry, *chain):
            chain.append(same[chain[-1]])
        found[entry] = chain
    return found
