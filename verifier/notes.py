"""Signed notes and the keys that sign them: checkpoints, and how one server's key followed another (rules, 1.5, 1.6).

Signatures are looked at in a moment where Python's package `cryptography` is installed. Where it is not, that takes
some hundredths of a second each, so only the last checkpoints are looked at like that, and it is said that the others
were not. The last one is over the whole log.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import Any

from verifier.curve import verify_signature
from verifier.trees import origin_of_key

try:
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: F401 - only whether it is there

    HAS_SIGNATURES = True
except ImportError:
    HAS_SIGNATURES = False

_HEX_KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)
_HEX_SIGNATURE = re.compile(r"[0-9a-f]{128}", re.ASCII)
_NOTE = re.compile(
    r"(?P<text>(?P<name>[^\n]*)\n(?P<size>0|[1-9][0-9]*)\n(?P<root>[^\n]*)\n)\n(?P<signatures>.+\n)", re.DOTALL
)


def is_key(text: Any) -> bool:
    """Whether it is 32 bytes in hex."""
    return isinstance(text, str) and _HEX_KEY.fullmatch(text) is not None


class Note:
    """A checkpoint's note, taken apart. `wrong` says what is wrong with its form; empty where nothing is."""

    def __init__(self, text: str) -> None:
        self.name = ""
        self.signer = ""
        self.size = -1
        self.root = b""
        self.signatures: list[tuple[str, bytes]] = []
        self.wrong = self._take(text)

    def _take(self, text: str) -> str:
        found = _NOTE.fullmatch(text)
        if found is None:
            return "form"
        self._signed = found["text"].encode("utf-8", "surrogatepass")
        self.name, self.size = found["name"], int(found["size"])
        self.signer = self.name.rpartition("/")[2]
        root = _from_base64(found["root"])
        if root is None or len(root) != 32:
            return "root"
        self.root = root
        for line in found["signatures"].splitlines():
            dash, _, rest = line.partition(" ")
            name, _, coded = rest.rpartition(" ")
            signature = _from_base64(coded)
            if dash != "—" or signature is None:
                return "signature"
            self.signatures.append((name, signature))
        return ""

    def is_signed_by(self, key: bytes) -> bool:
        """Whether one of its signatures has the hash of this key and is right."""
        mark = hashlib.sha256(self.name.encode("utf-8") + b"\n\x01" + key).digest()[:4]
        return any(
            name == self.name and len(signature) == 68 and signature[:4] == mark
            and verify_signature(key, self._signed, signature[4:])
            for name, signature in self.signatures
        )  # fmt: skip


def _from_base64(text: str) -> bytes | None:
    try:
        found = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if base64.b64encode(found).decode("ascii") == text else None


def epoch_message(programme: str, body: dict[str, Any]) -> bytes:
    """What the server before signs for the one that goes on."""
    text = f"planton-epoch\n{programme}\n{body['public_key']}\n{body['size']}\n{body['root']}\n"
    return text.encode("utf-8", "surrogatepass")


def is_plausible_epoch(origin: str, body: dict[str, Any]) -> bool:
    """Whether its keys are those of its origins (rules, 1.6)."""
    keys = ("before_key", "public_key", "root")
    if not all(is_key(body.get(name)) for name in keys) or body.get("before") == origin:
        return False
    if not isinstance(body.get("signature"), str) or _HEX_SIGNATURE.fullmatch(body["signature"]) is None:
        return False
    own, before = bytes.fromhex(body["public_key"]), bytes.fromhex(body["before_key"])
    return origin_of_key(own) == origin and origin_of_key(before) == body["before"]


def is_epoch_signed(programme: str, body: dict[str, Any]) -> bool:
    """Whether the server before has signed for it."""
    key, signature = bytes.fromhex(body["before_key"]), bytes.fromhex(body["signature"])
    return verify_signature(key, epoch_message(programme, body), signature)
