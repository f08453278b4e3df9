"""Epochs of the office's server: where a server that was put back to an earlier state goes on, under a new origin.

Everything that the lost part of the feed held is with the tablets, who give it back. An epoch is on record for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.domain.bodies import Count
from core.domain.records import Record, origin_of_key

_KEY_DIGITS, _ROOT_DIGITS, _SIGNATURE_DIGITS = 64, 64, 128


@dataclass(frozen=True, slots=True)
class EpochBegan:
    """A new server origin's first record: the feed had `size` records and this root when it began.

    Keys, root and signature are hex. `signature` is that of the server before, over `epoch_message`, so that nobody
    else can follow it.
    """

    kind: ClassVar[str] = "epoch_began"
    version: ClassVar[int] = 1

    before: str
    before_key: str
    public_key: str
    size: Count
    root: str
    signature: str

    @property
    def code(self) -> str:
        """The origin that speaks for the office from here on; empty where the key is no hex, as anybody may write."""
        try:
            return origin_of_key(bytes.fromhex(self.public_key))
        except ValueError:
            return ""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A tablet has given back `records` that the office's server had lost; the epoch is that of the server which says
    so. `reached` is how far of the feed that the server before had signed is here by that.
    """

    kind: ClassVar[str] = "given_back"
    version: ClassVar[int] = 1

    giver: str
    records: Count
    reached: Count

    @property
    def code(self) -> str:
        """The origin of the tablet."""
        return self.giver


def epoch_message(programme: str, public_key: str, size: int, root: str) -> bytes:
    """What the server before signs: that this key goes on from here."""
    return f"planton-epoch\n{programme}\n{public_key}\n{size}\n{root}\n".encode()


def is_plausible(record: Record, fact: EpochBegan) -> bool:
    """Whether a record can be the first of the new origin that it names, whoever signed it."""
    shapes = (
        (fact.before_key, _KEY_DIGITS),
        (fact.public_key, _KEY_DIGITS),
        (fact.root, _ROOT_DIGITS),
        (fact.signature, _SIGNATURE_DIGITS),
    )
    if any(len(text) != digits or set(text) - set("0123456789abcdef") for text, digits in shapes):
        return False
    is_own_key = fact.code == record.origin and record.seq == 1
    return is_own_key and origin_of_key(bytes.fromhex(fact.before_key)) == fact.before != record.origin
