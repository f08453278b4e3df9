"""What tablets signed themselves: of each the last request that brought records, with the head that they ended in
(rules, 1.6). The office cannot have made or changed what stands under such a signature.
"""

from __future__ import annotations

import json
from typing import Any

from verifier.canon import is_whole
from verifier.curve import verify_signature
from verifier.model import Entry, Report

_BEGINS = "planton-sync\n"
_DIGITS = frozenset("0123456789abcdef")
_SIGNATURE_DIGITS = 128


class Push:
    """A tablet's signed request, as keys.json has it; `head` is that of the log at the number that it names."""

    def __init__(self, origin: str, key: bytes, signature: str, message: str) -> None:
        self.origin = origin
        self.head = ""
        self.said = _read(message)
        self.last_seq = self.said["last_seq"] if self.said else 0
        is_form = len(signature) == _SIGNATURE_DIGITS and set(signature) <= _DIGITS
        self.is_signed = is_form and verify_signature(key, message.encode("utf-8"), bytes.fromhex(signature))

    def take(self, entry: Entry) -> None:
        if entry.seq == self.last_seq:
            self.head = entry.head.hex()

    def compare(self, place: str, programme: str, report: Report) -> None:
        """After the whole log: the signature, and what it is over."""
        if not self.is_signed:
            report.add("push_signature", place, self.origin, "")
        elif self.said is None:
            report.add("push_form", place, self.origin, "")
        elif (self.said["origin"], self.said["programme"]) != (self.origin, programme):
            report.add(
                "push_form", place, f"{self.said['programme']} {self.said['origin']}", f"{programme} {self.origin}"
            )
        elif self.said["head"] != self.head:
            report.add("push_head", place, f"{self.last_seq} {self.said['head']}", f"{self.last_seq} {self.head}")


def _read(message: str) -> dict[str, Any] | None:
    try:
        said = json.loads(message[len(_BEGINS) :]) if message.startswith(_BEGINS) else None
    except (ValueError, RecursionError):
        return None
    texts = ("origin", "programme", "head")
    if not isinstance(said, dict) or not all(isinstance(said.get(name), str) for name in texts):
        return None
    return said if is_whole(said.get("last_seq"), 1) else None
